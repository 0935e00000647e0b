package journeys_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/intake"
)

// A handed is a lead that was released, and whose it is.
type handed struct {
	id, inquiry models.ID
	rep         string
}

// hands lets a caller make an A of somebody at an organisation, and lets it be released. With
// a name, that rep has it.
func hands(t *testing.T, h *apptest.House, organisation, rep string) handed {
	t.Helper()
	first := strings.Fields(organisation)[0]
	l := handed{inquiry: h.Arrives("scanners-us", source, func(a *intake.Arriving) {
		a.Name, a.Organisation, a.Email = "Ivy "+first, organisation, strings.ToLower(first)+"@practice.example"
		a.Phone = fmt.Sprintf("+1813555%04d", 1000+h.Count(`SELECT count(*) FROM inquiries`))
	})}
	h.Graded(caller, l.inquiry, 1, "Opens a second room in May.", "Sounded in a hurry.")
	h.Later(31 * time.Second)
	l.id = apptest.Value[models.ID](h, `SELECT id FROM leads WHERE inquiry_id = $1`, l.inquiry)
	if rep != "" && l.owner(h) != rep {
		if err := h.Delivery.Assign(t.Context(), h.Cast.As("Marta Silva"), l.id, h.Cast.As(rep).UserID, ""); err != nil {
			t.Fatal(err)
		}
	}
	l.rep = l.owner(h)
	return l
}

// owner is whose the lead is now.
func (l handed) owner(h *apptest.House) string {
	return apptest.Value[string](h, `SELECT COALESCE(u.name, '') FROM leads l LEFT JOIN users u ON u.id = l.rep_id WHERE l.id = $1`, l.id)
}

func (l handed) path() string { return "/portal/leads/" + l.id.String() }

// fills types into the field with this label, as far as it is shown.
func (b *tab) fills(label, text string) {
	b.t.Helper()
	b.do(fmt.Sprintf(`(() => {
		const named = (e) => [...(e.labels ?? [])].map((l) => l.textContent).join(" ").replace(/\s+/g, " ").includes(%[1]q);
		const field = [...document.querySelectorAll("input, textarea, select")].find((e) => named(e) && e.checkVisibility());
		if (!field) throw new Error("no field is called " + %[1]q);
		field.value = %[2]q;
		field.dispatchEvent(new Event("input", {bubbles: true}));
		field.dispatchEvent(new Event("change", {bubbles: true}));
	})()`, label, text))
}

// within does something to what has this heading: the rest of the page is out of reach.
func (b *tab) within(heading string, do func()) {
	b.t.Helper()
	b.do(fmt.Sprintf(`(() => {
		const head = [...document.querySelectorAll("h2, h3")].find((e) => e.textContent.replace(/\s+/g, " ").includes(%[1]q));
		const part = head?.closest("section, article");
		if (!part) throw new Error("nothing has the heading " + %[1]q);
		window.others = [...document.querySelectorAll("main section, main article")].filter((e) => !e.contains(part) && !part.contains(e));
		window.others.forEach((e) => { e.hidden = true; });
	})()`, heading))
	do()
}

// closesOut opens the form of the close-out at one of its ends.
func (b *tab) closesOut(end string) {
	b.t.Helper()
	b.clicks("Close out")
	b.clicks(end)
}

// wrote waits for a letter to somebody with this in its subject.
func wrote(t *testing.T, h *apptest.House, to, subject string) {
	t.Helper()
	eventually(t, "a letter “"+subject+"” to "+to, func() bool {
		return h.Count(`SELECT count(*) FROM mails WHERE recipient LIKE '%<' || $1 || '>' AND position($2 IN subject) > 0`, h.Cast.User(to).Email, subject) > 0
	})
}
