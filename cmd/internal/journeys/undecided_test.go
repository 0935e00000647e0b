package journeys_test

import (
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
)

func TestLead_withoutADecisionIsNurturedRipensAndIsReleasedAgain(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	working(t, h)
	l := hands(t, h, "Undecided Dental", "Ben Castillo")
	rep := windowOf(t, h, "Ben Castillo")
	rep.inHand()
	rep.open(l.path())
	rep.closesOut("No decision")
	again := h.Clock.Now().AddDate(0, 2, 0)
	rep.fills("Ask again from", again.Format(time.DateOnly))
	rep.fills("What do they wait for?", "They wait for the new budget.")
	rep.turns(func() { rep.clicks("Close out") })
	rep.sees("No decision")
	rep.accessible("a lead without a decision")
	state := func() string { return apptest.Value[string](h, `SELECT state FROM inquiries WHERE id = $1`, l.inquiry) }
	eventually(t, "the agency to take it back", func() bool { return state() == "nurtured" })
	due := apptest.Value[time.Time](h, `SELECT next_at FROM inquiries WHERE id = $1`, l.inquiry)
	if off := due.Sub(again); off < -24*time.Hour || off > 24*time.Hour {
		t.Errorf("it is called again on %s, asked for was %s", due, again)
	}
	h.Clock.Set(due.Add(-time.Hour))
	if h.Tick(); state() != "nurtured" {
		t.Fatalf("an hour before its date it is %s", state())
	}
	h.Clock.Set(morningAfter(due))
	if h.Tick(); state() != "ready" {
		t.Fatalf("on its date it is %s", state())
	}
	b := windowOf(t, h, caller)
	b.callNext()
	b.sees("Ivy Undecided")
	b.sees("They wait for the new budget.")
	b.do(`document.querySelectorAll(".ask input:checked").forEach((i) => { i.checked = false })`)
	b.answersByMouse(1, 1, 1, 1, 1, 1)
	b.turns(func() { b.press("Ctrl+Enter") })
	b.sees("A, goes out in 30 s")
	h.Later(31 * time.Second)

	next := handed{inquiry: l.inquiry, id: apptest.Value[models.ID](h, `SELECT id FROM leads WHERE inquiry_id = $1 AND cycle = 2`, l.inquiry)}
	next.rep = next.owner(h)
	rep = windowOf(t, h, next.rep)
	rep.inHand()
	rep.sees("Undecided Dental")
	rep.open(next.path())
	rep.sees("Ivy Undecided")
	rep.turns(func() { rep.clicks("Accept") })
	rep.sees("Accepted")
	if n := h.Count(`SELECT count(*) FROM leads WHERE inquiry_id = $1 AND closed_at IS NULL`, l.inquiry); n != 1 || next.id == l.id {
		t.Errorf("%d of its leads are open", n)
	}
	balanced(t, h)
}
