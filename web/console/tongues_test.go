package console_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

// bilingual puts criteria in force of which one line, besides the closing, has no Spanish.
func bilingual(t *testing.T, s *webtest.Site) {
	t.Helper()
	by, two := models.ActorOf(s.Person(models.Supervisor)), []models.Option{{Label: "Yes", Points: 20}, {Label: "No"}}
	asked := models.Criteria{Rule: models.Rule{A: 40, B: 20, C: 10}, Questions: []models.Question{
		{Key: "want", Short: "Wants", Hear: "What?", Say: "“What should it do?”", SayIn: models.Translations{"es": "“¿Qué espera de {product|nuestros equipos}?”"}, Options: two,
			Branches: []models.Branch{{On: []int{2}, Say: "“Pity.”", SayIn: models.Translations{"es": "“Qué lástima.”"}}}},
		{Key: "when", Short: "When", Hear: "When?", Say: "“When is it needed?”", Options: two}},
		Script: models.Script{Opening: "“Hello {first}.”", OpeningIn: models.Translations{"es": "“Buenos días, {first|}.”"},
			Objections: []models.Objection{{Title: "Too dear", Say: "“Compared with what?”", SayIn: models.Translations{"es": "“¿En comparación con qué?”"}}}}}
	if _, err := s.House.Clients.SaveDraft(t.Context(), by, s.Clients[0].Program.ID, asked); err != nil {
		t.Fatal(err)
	}
	if _, err := s.House.Clients.Publish(t.Context(), by, s.Clients[0].Program.ID); err != nil {
		t.Fatal(err)
	}
}

// spoken changes what whoever calls here speaks.
func spoken(s *webtest.Site, languages string) {
	caller := s.Person(models.Caller)
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE users SET languages = $2::text[] WHERE id = $1`, caller.ID, languages)
		return err
	})
}

func TestLanguage_isHeardOnThePhoneAndTheScriptFollows(t *testing.T) {
	t.Parallel()
	s, b, at := onTheLine(t)
	bilingual(t, s)
	fresh := b.Get(at)
	says(t, fresh, "Speaks: not known", "“What should it do?”", "“Hello Ivy .”")
	if strings.Contains(fresh.Text(), "Script in") || strings.Contains(fresh.Body, `lang="es"`) {
		t.Error("a script in another language for somebody of whom nobody knows what they speak")
	}
	got := b.Post(at+"/language", url.Values{"version": {"0"}, "for_rep": {"Typed before."}, "speaks": {"Elvish"}})
	if got.Status != http.StatusUnprocessableEntity {
		t.Errorf("no language: %d", got.Status)
	}
	says(t, got, "Typed before.", "speaks-error", "Write one language")
	if got = b.Post(at+"/language", url.Values{"version": {"0"}, "for_rep": {"Typed before."}, "answer.want": {"2"}, "speaks": {"es"}}); got.To() != at {
		t.Fatalf("kept: %d to %s\n%s", got.Status, got.To(), got.Text())
	}
	page := b.Get(at)
	says(t, page, "Typed before.", "Speaks Spanish", "Script in Spanish; 1 line is in the program’s own language.", "“Buenos días, Ivy .”", "“¿Qué espera de nuestros equipos ?”", "“Qué lástima.”", "“¿En comparación con qué?”",
		"“When is it needed?”", "“Too dear”", `value="es" selected`, `lang="es"`,
		"They speak Spanish, and neither you nor anybody else in this program does: tell your supervisor.")
	if strings.Contains(page.Text(), "“What should it do?”") || !strings.Contains(page.Text(), "What?") {
		t.Error("the line is still said in English, or what is to be heard is not")
	}
	spoken(s, "{en,es}")
	if page = b.Get(at); strings.Contains(page.Text(), "neither you nor") {
		t.Error("who speaks it is told that he does not")
	}
}

func TestLanguage_ofTheScriptIsSaidWhereItIsAnother(t *testing.T) {
	t.Parallel()
	s, b, at := onTheLine(t)
	bilingual(t, s)
	program := s.Clients[0].Program.ID
	speak := func(person, programs string) *webtest.Response {
		t.Helper()
		s.Tx(models.Operator(), func(tx *store.Tx) error {
			if _, err := tx.Run(`UPDATE persons SET language = $1`, person); err != nil {
				return err
			}
			_, err := tx.Run(`UPDATE programs SET language = $2 WHERE id = $1`, program, programs)
			return err
		})
		return b.Get(at)
	}
	says(t, speak("fr", "en"), "No French script: in English.", "They speak French, and neither you", `lang="en"`, "“What should it do?”")
	says(t, speak("fr", ""), "No French script: in the program’s own language.")
	says(t, speak("es", "en"), "Script in Spanish; 1 line is in English.", "Buenos días")
	if page := speak("en", "en"); strings.Contains(page.Text(), "Script in") || strings.Contains(page.Text(), "neither you nor") {
		t.Error("who speaks the program’s language is warned of")
	}
	if page := speak("en", ""); strings.Contains(page.Text(), "No English script") {
		t.Error("an English script is taken for none")
	}
	colleague := models.NewID()
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		if _, err := tx.Run(`INSERT INTO users (id, name, email, role, state, languages, created_at) VALUES ($1, 'Rosa Diaz', 'rosa@agency.example', 'caller', 'active', '{en,es}', now())`, colleague); err != nil {
			return err
		}
		_, err := tx.Run(`INSERT INTO memberships (user_id, program_id, client_id, created_at) SELECT $1, id, client_id, now() FROM programs WHERE id = $2`, colleague, program)
		return err
	})
	says(t, speak("es", "en"), "They speak Spanish, and you do not: give it back, and a caller who does will get it.", `action="`+at+`/return"`)
}
