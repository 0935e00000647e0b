package queue_test

import (
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/store"
)

// run changes something in the test's database.
func run(t *testing.T, a *agencytest.Agency, query string, args ...any) {
	t.Helper()
	if err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error { _, err := tx.Run(query, args...); return err }); err != nil {
		t.Fatal(err)
	}
}

func TestNext_servesOnlyProgramsWhoseLanguageAndSkillsTheCallerHas(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana := a.As("Dana Whitfield")
	inquiry := a.Inquiry("scanners-us")
	program := a.Program("scanners-us").ID
	for _, step := range []struct {
		change string
		served bool
	}{
		{`UPDATE programs SET language = 'de', skills = '{dental}' WHERE id = $1 AND $2::uuid IS NOT NULL`, false},
		{`UPDATE users SET languages = '{en,de}' WHERE $1::uuid IS NOT NULL AND id = $2`, false},
		{`UPDATE users SET skills = '{crowns,dental}' WHERE $1::uuid IS NOT NULL AND id = $2`, true},
	} {
		run(t, a, step.change, program, dana.UserID)
		n, err := q.Next(t.Context(), dana)
		if err != nil || (n.InquiryID == inquiry.ID) != step.served {
			t.Errorf("after %s: %+v, %v", step.change, n, err)
		}
	}
}

func TestNext_servesAPersonInTheLanguageTheySpeakWhereItIsKnown(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana, omar := a.As("Dana Whitfield"), a.As("Omar Haddad")
	run(t, a, `UPDATE programs SET language = 'en'`)
	run(t, a, `UPDATE users SET languages = '{en}' WHERE role = 'caller'`)
	run(t, a, `UPDATE users SET languages = '{en,es}' WHERE id = $1`, omar.UserID)
	spanish := a.Inquiry("scanners-us", func(p *models.Person, i *models.Inquiry) { p.Language, i.Via = "es", "form" }, inProgramSpeaking("en"))
	a.Inquiry("scanners-us", func(p *models.Person, _ *models.Inquiry) { p.Language = "en" }, inProgramSpeaking("en"))
	if id := next(t, q, dana); id == spanish.ID {
		t.Error("Dana was served somebody who speaks Spanish")
	}
	if id := next(t, q, omar); id != spanish.ID {
		t.Errorf("Omar was served %s, want the hot one who speaks Spanish, %s", id, spanish.ID)
	}
}

// inProgramSpeaking says nothing of a person whose language is the program's: the cast's
// programs, as the agency knows them, have none.
func inProgramSpeaking(language string) func(*models.Person, *models.Inquiry) {
	return func(p *models.Person, _ *models.Inquiry) {
		if p.Language == language {
			p.Language = ""
		}
	}
}

func TestNext_saysWhyAndBeforeHowManyOthers(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana := a.As("Dana Whitfield")
	for range 41 {
		a.Inquiry("scanners-us", func(p *models.Person, _ *models.Inquiry) { p.Phone = fictional() })
	}
	hot := a.Inquiry("scanners-us", func(p *models.Person, i *models.Inquiry) { p.Phone, i.Via = fictional(), "form" })
	id := next(t, q, dana)
	call, err := q.Open(t.Context(), dana, id)
	if err != nil || id != hot.ID {
		t.Fatal(err, id)
	}
	if why := call.Head.Why; why.Before != 41 || why.Detail != "The first call is due in 1 h; before 41 others." {
		t.Errorf("why = %+v", why)
	}
}

func TestSpeak_letsOnlyCallersWhoSpeakItServeThePersonFromNowOn(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana, omar, priya := a.As("Dana Whitfield"), a.As("Omar Haddad"), a.As("Priya Raman")
	run(t, a, `UPDATE users SET languages = '{en,es}' WHERE id = $1`, omar.UserID)
	i := a.Inquiry("scanners-us")
	d, token := q.Decisions(agencytest.Secret), models.NewID()
	if err := d.Speak(t.Context(), priya, i.ID, models.NewID(), "Elvish"); models.Refused(err) == nil || models.Refused(err).Field != "language" {
		t.Errorf("a language nobody speaks: %v", err)
	}
	if err := d.Speak(t.Context(), dana, i.ID, models.NewID(), "es"); !models.IsKind(err, models.Forbidden) {
		t.Errorf("a caller corrected it: %v", err)
	}
	if err := d.Speak(t.Context(), priya, models.NewID(), models.NewID(), "es"); !models.IsKind(err, models.NotFound) {
		t.Errorf("of nobody: %v", err)
	}
	before := *a.Reload(i.ID).WindowID
	for range 2 { // the form sent again changes nothing more
		must(t, d.Speak(t.Context(), priya, i.ID, token, "Spanish"))
	}
	if after := *a.Reload(i.ID).WindowID; after == before {
		t.Error("the calling hours are those of before")
	}
	if n := a.Count(`SELECT count(*) FROM audit WHERE action = 'person.language' AND user_id = $1`, priya.UserID); n != 1 {
		t.Errorf("%d lines in the audit", n)
	}
	n, err := q.Next(t.Context(), dana)
	if err != nil || n.Nothing == nil || n.Nothing.Reason != "1 waits for somebody who speaks Spanish. Nobody else is due." {
		t.Errorf("Dana: %+v, %+v, %v", n, n.Nothing, err)
	}
	if id := next(t, q, omar); id != i.ID {
		t.Errorf("Omar was served %s", id)
	}
	must(t, q.GiveBack(t.Context(), omar, i.ID))
	must(t, d.Speak(t.Context(), priya, i.ID, models.NewID(), ""))
	if id := next(t, q, dana); id != i.ID {
		t.Errorf("Dana was served %s", id)
	}
}

func TestHear_keepsWhatTheCallerHearsAndTheNextCallerSpeaksIt(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana, omar := a.As("Dana Whitfield"), a.As("Omar Haddad")
	run(t, a, `UPDATE users SET languages = '{en,es}' WHERE id = $1`, omar.UserID)
	i := a.Inquiry("scanners-us")
	if err := q.Hear(t.Context(), dana, i.ID, "es"); !models.IsKind(err, models.Conflict) {
		t.Errorf("whom nobody has on the line: %v", err)
	}
	next(t, q, dana)
	if err := q.Hear(t.Context(), omar, i.ID, "es"); !models.IsKind(err, models.Conflict) {
		t.Errorf("whom somebody else has on the line: %v", err)
	}
	if err := q.Hear(t.Context(), dana, i.ID, "Elvish"); models.Refused(err) == nil || models.Refused(err).Field != "speaks" {
		t.Errorf("a language nobody speaks: %v", err)
	}
	before := *a.Reload(i.ID).WindowID
	for range 2 { // said again it changes nothing more
		must(t, q.Hear(t.Context(), dana, i.ID, "es"))
	}
	call := page(t, q, dana, i.ID)
	if !call.Head.Mine() || call.Head.Language != "es" || *call.Head.WindowID == before {
		t.Errorf("the call: mine %v, speaks %q, window %d as before %d", call.Head.Mine(), call.Head.Language, *call.Head.WindowID, before)
	}
	if n := a.Count(`SELECT count(*) FROM audit WHERE action = 'person.language' AND user_id = $1`, dana.UserID); n != 1 {
		t.Errorf("%d lines in the audit", n)
	}
	must(t, q.GiveBack(t.Context(), dana, i.ID))
	if n, err := q.Next(t.Context(), dana); err != nil || n.Nothing == nil {
		t.Errorf("Dana was served %+v, %v", n, err)
	}
	if id := next(t, q, omar); id != i.ID {
		t.Errorf("Omar was served %s", id)
	}
}

func TestNext_saysWhoWaitsForAnotherLanguage(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana := a.As("Dana Whitfield")
	spanish := func(p *models.Person, _ *models.Inquiry) { p.Phone, p.Language = fictional(), "es" }
	for range 3 {
		a.Inquiry("scanners-us", spanish)
	}
	reason := func(want string) {
		t.Helper()
		a.Clock.Move(10 * time.Second)
		n, err := q.Next(t.Context(), dana)
		if err != nil || n.Nothing == nil || n.Nothing.Reason != want {
			t.Errorf("%+v, %+v, %v", n, n.Nothing, err)
		}
	}
	reason("3 wait for somebody who speaks Spanish. Nobody else is due.")
	a.Inquiry("scanners-us", func(p *models.Person, i *models.Inquiry) { p.Phone, p.Language = fictional(), "fr" })
	reason("3 wait for somebody who speaks Spanish. 1 waits for somebody who speaks French. Nobody else is due.")
	run(t, a, `UPDATE programs SET skills = '{dental}'`) // whom she could not call for another reason does not wait for a language
	reason("You are in no program that is running and asks for no more than you speak and can do. Ask your supervisor to add you to one.")
	run(t, a, `UPDATE programs SET skills = '{}', language = 'de'`)
	reason("4 wait for somebody who speaks German. Ask your supervisor if that is you.")
	run(t, a, `UPDATE programs SET language = ''`)
	run(t, a, `UPDATE users SET languages = '{en,es,fr}' WHERE id = $1`, dana.UserID)
	next(t, q, dana)
}
