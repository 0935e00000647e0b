package journeys_test

import (
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
)

func TestReturn_isRefusedUpheldOrStandsAfterTwoBusinessDays(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	refused, upheld, stands := hands(t, h, "Refused Dental", "Rae Okafor"), hands(t, h, "Upheld Dental", "Rae Okafor"), hands(t, h, "Standing Dental", "Rae Okafor")
	rep := windowOf(t, h, "Rae Okafor")
	rep.inHand()
	for _, l := range []handed{refused, upheld, stands} {
		rep.open(l.path())
		rep.closesOut("Return it")
		rep.fills("Why is this not an A?", "They bought elsewhere in March.")
		rep.accessible("a return that is typed")
		rep.turns(func() { rep.clicks("Return it") })
		rep.sees("answers by")
	}
	desk := windowOf(t, h, "Priya Raman")
	desk.open("/desk/returns")
	desk.sees("They bought elsewhere in March.")
	for _, beside := range []string{"What was answered", apptest.Value[string](h, `SELECT reasons -> 0 ->> 'answer' FROM leads WHERE id = $1`, refused.id), "Opens a second room in May.", "Sounded in a hurry.", "graded by " + caller} {
		desk.sees(beside)
	}
	desk.accessible("the returns to decide")
	desk.within("Ivy Refused", func() { desk.turns(func() { desk.clicks("It is an A: back to the rep") }) })
	desk.sees("Say why it is an A after all")
	desk.within("Ivy Refused", func() {
		desk.fills("Your answer, which the rep reads", "She signs in May: see the second answer.")
		desk.turns(func() { desk.clicks("It is an A: back to the rep") })
	})
	desk.sees("the lead is with its rep again")
	desk.within("Ivy Upheld", func() { desk.turns(func() { desk.clicks("The return stands") }) })
	desk.sees("The return stands; the lead stays closed.")

	outcome := func(l handed) string {
		return apptest.Value[string](h, `SELECT outcome || ' ' || (closed_at IS NULL)::text FROM leads WHERE id = $1`, l.id)
	}
	if outcome(refused) != " true" || outcome(upheld) != "returned false" {
		t.Errorf("refused it is %q, upheld %q", outcome(refused), outcome(upheld))
	}
	rep.open(refused.path())
	rep.sees("She signs in May: see the second answer.")

	by := apptest.Value[time.Time](h, `SELECT decide_by FROM returns WHERE lead_id = $1`, stands.id)
	if wait := by.Sub(h.Clock.Now()); wait < 47*time.Hour || wait > 49*time.Hour { // on a Tuesday, two business days are two days
		t.Errorf("the agency has %s to answer", wait)
	}
	h.Clock.Set(by.Add(-time.Minute))
	if due := h.Tick(); due.Stand != 0 {
		t.Errorf("a minute too early: %+v", due)
	}
	h.Clock.Set(by.Add(time.Minute))
	if due := h.Tick(); due.Stand != 1 || outcome(stands) != "returned false" {
		t.Errorf("two business days later: %+v, it is %q", due, outcome(stands))
	}
	rep = windowOf(t, h, "Rae Okafor")
	rep.inHand()
	rep.open(stands.path())
	rep.sees("did not answer within two business days")

	desk = windowOf(t, h, "Priya Raman")
	desk.open("/desk/returns")
	desk.sees("No returns to decide")
	for title, name := range map[string]string{"Returns by caller": caller, "Returns by source": source} {
		if got := ask[string](desk, `[...document.querySelectorAll("table")].find((e) => e.closest("section").textContent.includes("`+title+`")).tBodies[0].innerText.replace(/\s+/g, " ")`); !contains(got, name) || !contains(got, " 3 3 2") {
			t.Errorf("%s: %q", title, got)
		}
	}
	balanced(t, h)
}
