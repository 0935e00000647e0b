package followup_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/followup"
)

func TestOrderAgain_entersFurtherOrdersOfAWonLeadOnly(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead, open := s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor")
	rae, value, minus := s.cast.As("Rae Okafor"), decimal.NewFromInt(9000), decimal.NewFromInt(-1)
	if err := s.f.CloseOut(t.Context(), rae, followup.Closing{Report: of(lead), Outcome: models.Won}); err != nil {
		t.Fatal(err)
	}
	again := of(lead)
	for range 2 { // the form sent twice is one order
		if err := s.f.OrderAgain(t.Context(), rae, again, followup.Order{Value: &value}); err != nil {
			t.Fatal(err)
		}
	}
	if n := deliverytest.Count[models.Order](t, s.st, models.OfLead(lead.ID)); n != 2 {
		t.Errorf("%d orders, want the first and a further one", n)
	}
	for name, c := range map[string]struct {
		by   models.Actor
		lead *models.Lead
		of   followup.Order
		kind models.Kind
	}{
		"an open lead":      {rae, open, followup.Order{Value: &value}, models.Conflict},
		"less than nothing": {rae, lead, followup.Order{Value: &minus}, models.Invalid},
		"another’s lead":    {s.cast.As("Tom Lindqvist"), lead, followup.Order{}, models.NotFound},
		"the agency":        {s.cast.As("Priya Raman"), lead, followup.Order{}, models.Forbidden},
	} {
		if err := s.f.OrderAgain(t.Context(), c.by, of(c.lead), c.of); !models.IsKind(err, c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := s.load(t, lead.ID); got.Outcome != models.Won || got.Open() {
		t.Errorf("the lead is %s", got.Outcome.Words())
	}
}
