package journeys_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/store"
)

func script(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// calling is a caller in mid-call, with the focus in the note for the rep.
func calling(t *testing.T) (*apptest.House, *tab, models.ID) {
	t.Helper()
	h := apptest.Open(t)
	id := h.Arrives("scanners-us", source)
	b := windowOf(t, h, caller)
	b.callNext()
	b.press("n")
	return h, b, id
}

// password is what somebody of the cast signs in with, where the test gives it to them.
const password = "plum jam on the upper shelf"

func givePasswords(t *testing.T, h *apptest.House, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := h.Accounts.SetPassword(t.Context(), models.Operator(), h.Cast.User(name).Email, password); err != nil {
			t.Fatal(err)
		}
	}
}

// endSessions ends everybody's.
func endSessions(h *apptest.House) {
	h.Tx(models.AtDoor(), func(tx *store.Tx) error {
		_, err := tx.Run(`DELETE FROM sessions`)
		return err
	})
}

// entersAs fills in the door over the page and goes in.
func (b *tab) entersAs(email string) {
	b.t.Helper()
	b.do(script(`(() => { const f = document.querySelector("#again form"); f.elements.email.value = %q; f.elements.password.value = %q; f.requestSubmit(f.querySelector("[data-kind=primary]")) })()`, email, password))
}

const noted = "They open in May; two rooms. “Bring both heads”, she said – naïve café Ω 🦷."

func TestDraft_outlivesAPageThatIsKilled(t *testing.T) {
	t.Parallel()
	_, b, _ := calling(t)
	at := b.path()
	b.types(noted)
	b.until("the word that it is saved", `document.querySelector(".saved")?.textContent.includes("Saved")`)
	again := b.another()
	b.run(page.Close())
	again.open(at)
	if got := ask[string](again, `document.querySelector("#for_rep").value`); got != noted {
		t.Errorf("after the page was killed the note is %q", got)
	}
}

func TestDraft_showsBothTextsOfTwoTabs(t *testing.T) {
	t.Parallel()
	h, one, id := calling(t)
	two := one.another()
	two.open(one.path())
	one.types("From the first tab.")
	one.until("the word that it is saved", `document.querySelector(".saved")?.textContent.includes("Saved")`)
	two.press("n")
	two.types("From the second tab.")
	two.sees("This was changed elsewhere while you typed.")
	two.sees("From the first tab.")
	two.sees("From the second tab.")
	if got := apptest.Value[string](h, `SELECT for_rep FROM drafts WHERE inquiry_id = $1`, id); got != "From the first tab." {
		t.Errorf("before anybody chose, %q is kept", got)
	}
	two.clicks("Keep mine")
	two.until("the word that it is saved", `document.querySelector(".saved")?.textContent.includes("Saved")`)
	if got := apptest.Value[string](h, `SELECT for_rep FROM drafts WHERE inquiry_id = $1`, id); got != "From the second tab." {
		t.Errorf("after “Keep mine” %q is kept", got)
	}
}

func TestDraft_losesNothingWhenTheSessionEndsInMidCall(t *testing.T) {
	t.Parallel()
	h, b, id := calling(t)
	b.types("Before the end. ")
	b.until("the word that it is saved", `document.querySelector(".saved")?.textContent.includes("Saved")`)
	endSessions(h)
	b.types(noted)
	b.sees("Not saved. You are signed out; your text is kept here.")
	if got := ask[string](b, `document.querySelector("#for_rep").value`); got != "Before the end. "+noted {
		t.Errorf("signed out, the page has %q", got)
	}
	again := b.another()
	again.signIn(caller)
	b.until("the word that it is saved", `document.querySelector(".saved")?.textContent.startsWith("Saved") && !document.querySelector(".draft-notice")`)
	if got := apptest.Value[string](h, `SELECT for_rep FROM drafts WHERE inquiry_id = $1`, id); got != "Before the end. "+noted {
		t.Errorf("after signing in again %q is kept", got)
	}
}

func TestDraft_goesOnInPlaceWhenAnEndingIsSentSignedOut(t *testing.T) {
	t.Parallel()
	h, b, id := calling(t)
	givePasswords(t, h, caller, "Omar Haddad")
	b.types(noted)
	b.press("\x1b")
	b.answers(anA...)
	endSessions(h)
	b.press("Ctrl+Enter")
	b.until("the door over the page", `document.querySelector("#again").open && document.activeElement.matches("#again-password")`)
	b.entersAs(h.Cast.User("Omar Haddad").Email)
	b.sees("You are Omar Haddad, and this page is somebody else’s.")
	var began int
	h.Tx(models.AtDoor(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(tx.Context(), `SELECT count(*) FROM sessions`).Scan(&began)
	})
	if began != 0 {
		t.Errorf("%d sessions began at somebody else’s page", began)
	}
	b.turns(func() { b.entersAs(h.Cast.User(caller).Email) })
	b.sees("Ivy Moss: A, goes out in 30 s")
	if n := h.Count(`SELECT count(*) FROM gradings WHERE inquiry_id = $1 AND grade = 'A'`, id); n != 1 {
		t.Errorf("%d gradings A", n)
	}
	if got := apptest.Value[string](h, `SELECT for_rep FROM drafts WHERE inquiry_id = $1`, id); got != noted {
		t.Errorf("with the grade %q is kept", got)
	}
}

func TestDraft_outlivesTheLeaseOfADeadMachine(t *testing.T) {
	t.Parallel()
	h, b, id := calling(t)
	b.types(noted)
	b.until("the word that it is saved", `document.querySelector(".saved")?.textContent.includes("Saved")`)
	b.run(page.Close())
	h.Later(31 * time.Minute)
	other := windowOf(t, h, "Omar Haddad")
	other.callNext()
	if want := "/console/inquiries/" + id.String(); other.path() != want {
		t.Fatalf("the next caller is served %s, wanted %s", other.path(), want)
	}
	if got := ask[string](other, `document.querySelector("#for_rep").value`); got != noted {
		t.Errorf("the next caller reads %q", got)
	}
}
