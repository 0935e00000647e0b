package journeys_test

import (
	"net/http"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/models/sample"
)

// gradesA is a caller who takes the next call and makes it an A.
func gradesA(t *testing.T, h *apptest.House, name, note string) {
	t.Helper()
	b := windowOf(t, h, name)
	b.callNext()
	b.press("n")
	b.types(note)
	b.press("\x1b")
	b.answers(anA...)
	b.turns(func() { b.press("Ctrl+Enter") })
	b.sees("A, goes out in 30 s")
}

// theLead is the one lead there is, and its rep.
func theLead(h *apptest.House) (models.ID, string) {
	return apptest.Value[models.ID](h, `SELECT id FROM leads`), apptest.Value[string](h, `SELECT u.name FROM leads l JOIN users u ON u.id = l.rep_id`)
}

func TestInquiry_becomesAnAThatItsRepAcceptsAndWins(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	h.Arrives("scanners-us", source)
	gradesA(t, h, caller, "Two rooms, one in spring.")
	h.Later(20 * time.Second)
	nobodyKnows(t, h, "Moss", nil)
	h.Later(20 * time.Second)

	lead, rep := theLead(h)
	b := windowOf(t, h, rep)
	b.sees("Moss Dental")
	b.turns(func() { b.clicks("Accept") })
	b.sees("Accepted: it is yours.")
	b.open("/portal/leads/" + lead.String())
	b.sees("Two rooms, one in spring.")
	b.sees("Please send prices.")
	h.Clock.Move(2 * time.Hour)
	b.turns(func() { b.clicks("Talked") })
	b.sees("Logged: ")
	b.turns(func() { b.do(`document.querySelector("#steps button.tick").click()`) })
	b.sees("The step is ticked.")
	h.Clock.Move(20 * 24 * time.Hour)
	b = windowOf(t, h, rep) // the session has ended meanwhile
	b.open("/portal/leads/" + lead.String())
	b.do(`(() => { document.querySelector("#close details").open = true; document.querySelector('#close input[name=outcome][value=won]').click() })()`)
	b.do(`document.querySelector("#close input[name=value]").value = "48250.50"`)
	b.turns(func() { b.clicks("Close out") })
	b.do(`(() => { const d = document.querySelector("#close details"); if (d) d.open = true })()`)
	b.sees("Closed: won")
	b.sees("$48,250.50")
	if got := apptest.Value[string](h, `SELECT l.outcome || ' ' || o.value || ' ' || o.currency FROM leads l JOIN orders o ON o.lead_id = l.id`); got != "won 48250.50 USD" {
		t.Errorf("the lead ended %q", got)
	}
	nobodyKnows(t, h, "Moss", map[string]bool{rep: true})
	if due := h.Tick(); due.Overdue != 0 {
		t.Errorf("a closed lead is overdue: %+v", due)
	}
	balanced(t, h)
}

// nobodyKnows walks the homes and, where there is one, the lead's own page as every rep,
// as everybody of the partners and as all people of the other clients. None of them may
// read the word. The rep of the lead, and his own manager, are let off.
func nobodyKnows(t *testing.T, h *apptest.House, word string, but map[string]bool) {
	t.Helper()
	pages := []string{"/portal", "/portal?s=new", "/portal?s=closed", "/portal/board", "/portal/sources", "/portal/sources.csv", "/portal/spend"}
	if lead := apptest.Value[string](h, `SELECT COALESCE(max(id::text), '') FROM leads`); lead != "" {
		pages = append(pages, "/portal/leads/"+lead)
	}
	for _, client := range sample.Northlight().Clients {
		for _, p := range client.People {
			if but[p.Name] || len(but) > 0 && client.Slug == "harbour-dental" && p.Role != models.Rep {
				continue
			}
			v := h.Visitor(p.Name)
			for _, path := range pages {
				if got := v.Get(path); got.Status >= http.StatusInternalServerError || contains(got.Body, word) {
					t.Errorf("%s (%s, %s) reads %q on %s: %d", p.Name, p.Role, client.Slug, word, path, got.Status)
				}
			}
		}
	}
}

func TestInquiry_comesBackOnItsDateAsBAndRipensToAnA(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	id := h.Arrives("scanners-us", source)
	b := windowOf(t, h, caller)
	b.callNext()
	b.press("n")
	b.types("Waits for the new budget.")
	b.press("\x1b")
	b.answers(aB...)
	b.turns(func() { b.press("Ctrl+Enter") })
	b.sees("Ivy Moss: B, again ")
	b.sees("Ready when you are")

	state := func() string { return apptest.Value[string](h, `SELECT state FROM inquiries WHERE id = $1`, id) }
	due := apptest.Value[time.Time](h, `SELECT next_at FROM inquiries WHERE id = $1`, id)
	if state() != "nurtured" || due.Before(h.Clock.Now().AddDate(0, 1, 0)) {
		t.Fatalf("after a B it is %s until %s", state(), due)
	}
	h.Clock.Set(due.Add(-time.Hour))
	if ticked := h.Tick(); ticked.Ripened != 0 || state() != "nurtured" {
		t.Fatalf("an hour before its date it is %s: %+v", state(), ticked)
	}
	nobodyKnows(t, h, "Moss", nil)
	h.Clock.Set(morningAfter(due))
	if ticked := h.Tick(); ticked.Ripened != 1 {
		t.Fatalf("on its date: %+v", ticked)
	}
	b = windowOf(t, h, "Omar Haddad")
	b.callNext()
	b.sees("Ivy Moss")
	b.sees("Graded B")
	b.sees("Waits for the new budget.")
	b.do(`document.querySelectorAll(".ask input:checked").forEach((i) => { i.checked = false })`)
	b.answersByMouse(1, 1, 1, 1, 1, 1)
	b.turns(func() { b.press("Ctrl+Enter") })
	b.sees("A, goes out in 30 s")
	h.Later(31 * time.Second)
	_, rep := theLead(h)
	b = windowOf(t, h, rep)
	b.sees("Moss Dental")
	if got := apptest.Value[int](h, `SELECT cycle FROM leads`); got != 2 {
		t.Errorf("the lead is of cycle %d", got)
	}
	balanced(t, h)
}

// morningAfter is 11:00 in New York of the first Tuesday to Thursday at or after at.
func morningAfter(at time.Time) time.Time {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	local := at.In(zone)
	morning := time.Date(local.Year(), local.Month(), local.Day(), 11, 0, 0, 0, zone)
	for morning.Before(at) || morning.Weekday() < time.Tuesday || morning.Weekday() > time.Thursday {
		morning = morning.AddDate(0, 0, 1)
	}
	return morning
}

// balanced checks that the lead balance sheet of every client is.
func balanced(t *testing.T, h *apptest.House) {
	t.Helper()
	sheets, err := h.Reports.Balances(t.Context(), models.Operator(), models.NoID)
	if err != nil {
		t.Fatal(err)
	}
	if len(sheets) != 3 {
		t.Errorf("%d balance sheets, wanted 3", len(sheets))
	}
	for _, s := range sheets {
		if s.Difference != 0 {
			t.Errorf("the balance of %s is off by %d: %+v", s.Client, s.Difference, s)
		}
	}
}
