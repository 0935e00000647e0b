package journeys_test

import (
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
)

func (l handed) due(h *apptest.House) time.Time {
	return apptest.Value[time.Time](h, `SELECT next_at FROM leads WHERE id = $1`, l.id)
}

func TestOverdue_isRemindedToldAndGivenAwayByTheManager(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	working(t, h)
	l := hands(t, h, "Overdue Dental", "Rae Okafor")
	due := l.due(h)
	rule := models.UsualRule()

	h.Clock.Set(due.Add(-time.Duration(rule.RemindHours)*time.Hour + time.Minute))
	h.Tick()
	wrote(t, h, "Rae Okafor", "Due soon: ")
	if n := h.Count(`SELECT count(*) FROM mails WHERE subject LIKE '%Overdue: %'`); n != 0 {
		t.Errorf("the manager was told %d times before the date", n)
	}
	h.Clock.Set(due.Add(time.Duration(rule.TellHours)*time.Hour + time.Minute))
	h.Tick()
	wrote(t, h, "Marta Silva", "Overdue: ")

	b := windowOf(t, h, "Marta Silva")
	b.inHand()
	b.open("/portal/board?s=overdue")
	b.sees("Ivy Overdue")
	b.sees("Rae Okafor")
	b.accessible("what is overdue")
	b.clicks("Give")
	b.turns(func() { b.clicks("Ben Castillo") }) // the one tap, of the open list
	b.sees("Given to Ben Castillo, who is told.")
	if l.owner(h) != "Ben Castillo" {
		t.Errorf("it is %s’s", l.owner(h))
	}
	wrote(t, h, "Ben Castillo", "Yours now: ")
	rep := windowOf(t, h, "Ben Castillo")
	rep.inHand()
	rep.sees("Overdue Dental")
	if !l.due(h).After(h.Clock.Now()) {
		t.Errorf("who gets it late has until %s", l.due(h))
	}
	if got := h.Visitor("Rae Okafor").Get(l.path()); got.Status != 404 {
		t.Errorf("who had it opens it: %d", got.Status)
	}
	balanced(t, h)
}

func TestOverdue_isGivenToAnotherByItselfOnlyWhereThatIsSwitchedOn(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	terms := models.UsualFollowUp()
	field := models.UsualRule()
	field.Channel, field.MoveHours, field.Move = models.FieldSales, 2, true
	terms.Rules = append([]models.FollowUpRule{field}, terms.Rules...)
	if err := h.FollowUp.PutInForce(t.Context(), h.Cast.As("Marta Silva"), terms); err != nil {
		t.Fatal(err)
	}
	working(t, h)
	var on, off handed // whoever had it before does not get it again: they keep whom the draw gave them to
	for _, organisation := range []string{"Orchard Dental", "Pinewood Smiles", "Quarry Orthodontics", "Riverbend Implants"} {
		if l := hands(t, h, organisation, ""); h.Cast.User(l.rep).PartnerID == nil {
			on = l
		} else {
			off = l
		}
	}
	h.Clock.Set(on.due(h).Add(2*time.Hour - time.Minute))
	h.Tick()
	if on.owner(h) != on.rep {
		t.Errorf("it is %s’s before its time", on.owner(h))
	}
	h.Clock.Move(2 * time.Minute)
	h.Tick()
	to := on.owner(h)
	if to == on.rep || to == "" || off.owner(h) != off.rep {
		t.Fatalf("switched on it is %s’s, switched off %s’s", to, off.owner(h))
	}
	wrote(t, h, to, "Yours now: ")
	wrote(t, h, map[string]string{"Tom Lindqvist": "Greta Lindqvist", "Carlos Mena": "Nina Prokop"}[off.rep], "Overdue: ")
	rep := windowOf(t, h, to)
	rep.inHand()
	rep.open(on.path())
	rep.sees("Given to " + to)
	manager := windowOf(t, h, "Marta Silva")
	manager.open(on.path())
	manager.sees("Nobody had accepted it in time")
	balanced(t, h)
}
