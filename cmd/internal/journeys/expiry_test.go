package journeys_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/store"
)

// expiries is how often the session ends in mid-call, in the browser and without script.
const expiries = 200

// endSessionsOf ends those of one person.
func endSessionsOf(h *apptest.House, name string) {
	h.Tx(models.AtDoor(), func(tx *store.Tx) error {
		_, err := tx.Run(`DELETE FROM sessions WHERE user_id = $1`, h.Cast.User(name).ID)
		return err
	})
}

// phrase is what is typed the n-th time: letters, marks, other alphabets.
func phrase(n int) string {
	return script("%d: two rooms, “both heads” – naïve Ω. ", n)
}

func TestSession_endsTwoHundredTimesInMidCallAndNoLetterIsLost(t *testing.T) {
	t.Parallel()
	h, b, id := calling(t)
	var typed strings.Builder
	for n := range expiries {
		endSessionsOf(h, caller)
		b.types(phrase(n))
		typed.WriteString(phrase(n))
		b.do(`dispatchEvent(new Event("pagehide"))`) // saves what is typed without waiting for a second without a key
		b.until("word that nothing is saved", `document.querySelector("#again").open || document.querySelector(".draft-notice button")`)
		if n%20 != 0 { // else the door opens by itself, at the first pause
			b.do(`document.querySelector("#again").open || document.querySelector(".draft-notice button").click()`)
		}
		b.until("the door over the page", `document.querySelector("#again").open`)
		b.do(`document.querySelector("#again [name=as]").click()`)
		b.until("the way back to the text", `!document.querySelector("#again").open && document.activeElement.id === "for_rep" && document.querySelector(".saved").textContent.startsWith("Saved") && !document.querySelector(".draft-notice")`)
	}
	kept := apptest.Value[string](h, `SELECT for_rep FROM drafts WHERE inquiry_id = $1`, id)
	lost := utf8.RuneCountInString(typed.String()) - utf8.RuneCountInString(kept)
	t.Logf("in the browser: the session ended %d times, %d characters typed, %d lost", expiries, utf8.RuneCountInString(typed.String()), lost)
	if kept != typed.String() {
		t.Errorf("kept %d of %d characters", utf8.RuneCountInString(kept), utf8.RuneCountInString(typed.String()))
	}
}

// form is the call page as a browser without script has it.
var (
	versionField = regexp.MustCompile(`name="version" value="(\d+)"`)
	noteField    = regexp.MustCompile(`(?s)<textarea[^>]*name="for_rep"[^>]*>(.*?)</textarea>`)
)

// hidden is the fields of the form that waits behind the door, as a browser sends them.
func hidden(page string) url.Values {
	fields := url.Values{}
	for _, f := range hiddenField.FindAllStringSubmatch(page, -1) {
		fields.Add(html.UnescapeString(f[1]), html.UnescapeString(f[2]))
	}
	return fields
}

var hiddenField = regexp.MustCompile(`(?s)<input type="hidden" name="([^"]*)" value="([^"]*)"`)

func TestSession_endsTwoHundredTimesWithoutScriptAndNoLetterIsLost(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	id := h.Arrives("scanners-us", source)
	v := h.Visitor(caller)
	at := "/console/inquiries/" + id.String()
	v.Post("/console/next", nil)
	// again signs in where the form was turned away, and sends on what waited there.
	again := func(path string, fields url.Values) apptest.Answer {
		endSessionsOf(h, caller)
		door := v.Post(path, fields)
		if door.Status != http.StatusUnauthorized {
			t.Fatalf("signed out, a form is answered with %d %s", door.Status, door.To())
		}
		in := url.Values{"as": {h.Cast.User(caller).ID.String()}}
		for name, values := range hidden(door.Body) {
			in[name] = values[:1] // the door has two forms; each carries it
		}
		waiting := v.Post("/demo/sign-in", in)
		if waiting.Status != http.StatusOK {
			t.Fatalf("signing in answers %d to %s", waiting.Status, waiting.To())
		}
		return v.Post(path, hidden(waiting.Body))
	}
	text, lost := "", 0
	for n := range expiries {
		page := v.Get(at)
		if page.Status != http.StatusOK {
			t.Fatalf("the page answers %d", page.Status)
		}
		if got := html.UnescapeString(noteField.FindStringSubmatch(page.Body)[1]); got != text {
			lost += max(1, utf8.RuneCountInString(text)-utf8.RuneCountInString(got))
		}
		text += phrase(n)
		if saved := again(at+"/draft", url.Values{"version": {versionField.FindStringSubmatch(page.Body)[1]}, "for_rep": {text}}); saved.Status >= http.StatusBadRequest {
			t.Fatalf("saving answers %d %s", saved.Status, saved.Body)
		}
	}
	t.Logf("without script: the session ended %d times, %d characters typed, %d lost", expiries, utf8.RuneCountInString(text), lost)
	if lost != 0 || apptest.Value[string](h, `SELECT for_rep FROM drafts WHERE inquiry_id = $1`, id) != text {
		t.Errorf("%d characters are lost", lost)
	}
	version := versionField.FindStringSubmatch(v.Get(at).Body)[1]
	if ended := again(at+"/attempts", url.Values{"disposition": {"no_answer"}, "for_rep": {text}, "version": {version}}); ended.Status != http.StatusSeeOther {
		t.Errorf("the ending that waited is answered with %d", ended.Status)
	}
	if n := h.Count(`SELECT count(*) FROM attempts`); n != 1 {
		t.Errorf("%d attempts of one ending", n)
	}
}
