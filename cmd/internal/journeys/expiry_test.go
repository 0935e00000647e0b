package journeys_test

import (
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
const expiries = 100

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

func TestSession_endsAHundredTimesInMidCallAndNoLetterIsLost(t *testing.T) {
	t.Parallel()
	h, b, id := calling(t)
	var typed strings.Builder
	for n := range expiries {
		endSessionsOf(h, caller)
		b.types(phrase(n))
		typed.WriteString(phrase(n))
		b.do(`dispatchEvent(new Event("pagehide"))`) // saves what is typed without waiting for a second without a key
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

func TestSession_endsAHundredTimesWithoutScriptAndWhatWasSavedIsThere(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	id := h.Arrives("scanners-us", source)
	v := h.Visitor(caller)
	at := "/console/inquiries/" + id.String()
	v.Post("/console/next", nil)
	unescape := strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&amp;", "&", "&lt;", "<", "&gt;", ">")
	text, lost := "", 0
	for n := range expiries {
		page := v.Get(at)
		if page.Status != http.StatusOK {
			t.Fatalf("the page answers %d", page.Status)
		}
		if got := unescape.Replace(noteField.FindStringSubmatch(page.Body)[1]); got != text {
			lost += utf8.RuneCountInString(text) - utf8.RuneCountInString(got)
		}
		text += phrase(n)
		saved := v.Post(at+"/draft", url.Values{"version": {versionField.FindStringSubmatch(page.Body)[1]}, "for_rep": {text}})
		if saved.Status >= http.StatusBadRequest {
			t.Fatalf("saving answers %d %s", saved.Status, saved.Body)
		}
		endSessionsOf(h, caller)
		if away := v.Post(at+"/attempts", url.Values{"disposition": {"no_answer"}, "for_rep": {text}, "version": {"0"}}); away.Status != http.StatusSeeOther || !strings.HasPrefix(away.To(), "/sign-in") {
			t.Fatalf("signed out, an ending leads to %d %s", away.Status, away.To())
		}
		v.SignIn(h.Cast.User(caller).ID)
	}
	t.Logf("without script: the session ended %d times, %d characters typed, %d lost", expiries, utf8.RuneCountInString(text), lost)
	if lost != 0 || apptest.Value[string](h, `SELECT for_rep FROM drafts WHERE inquiry_id = $1`, id) != text {
		t.Errorf("%d characters are lost", lost)
	}
	if n := h.Count(`SELECT count(*) FROM attempts`); n != 0 {
		t.Errorf("%d attempts by somebody signed out", n)
	}
}
