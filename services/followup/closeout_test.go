package followup_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/followup"
)

func TestCloseOut_eachWay(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae := s.cast.As("Rae Okafor")
	value, odd := decimal.RequireFromString("48250.50"), decimal.RequireFromString("1.005")
	rate := decimal.RequireFromString("1.0832")
	autumn, past := noon.AddDate(0, 3, 0), noon.AddDate(0, 0, -1)
	tomorrow := noon.AddDate(0, 0, 1)
	for _, c := range []struct {
		name  string
		out   followup.Closing
		field string // refused because of it; "" is accepted
	}{
		{"no outcome", followup.Closing{}, "outcome"},
		{"won", followup.Closing{Outcome: models.Won, Orders: []followup.Order{{Value: &value}}}, ""},
		{"won, value unknown", followup.Closing{Outcome: models.Won}, ""},
		{"won twice over, in euros", followup.Closing{Outcome: models.Won, Orders: []followup.Order{{Value: &value}, {Value: &value, Currency: "eur", Rate: &rate}}}, ""},
		{"won in euros without a rate", followup.Closing{Outcome: models.Won, Orders: []followup.Order{{Value: &value, Currency: "EUR"}}}, "rate"},
		{"won tomorrow", followup.Closing{Outcome: models.Won, Orders: []followup.Order{{Value: &value, On: &tomorrow}}}, "ordered_on"},
		{"won a fraction of a cent", followup.Closing{Outcome: models.Won, Orders: []followup.Order{{Value: &odd}}}, "value"},
		{"lost", followup.Closing{Outcome: models.Lost, LostTo: "Pinnacle"}, ""},
		{"lost, who knows how", followup.Closing{Outcome: models.Lost, Reason: " "}, "reason"},
		{"no decision", followup.Closing{Outcome: models.NoDecision, AgainOn: &autumn}, ""},
		{"no decision, no date", followup.Closing{Outcome: models.NoDecision}, "again_on"},
		{"no decision, in the past", followup.Closing{Outcome: models.NoDecision, AgainOn: &past}, "again_on"},
		{"returned", followup.Closing{Outcome: models.Returned, Reason: "A student."}, ""},
		{"returned, no reason", followup.Closing{Outcome: models.Returned}, "reason"},
	} {
		lead := s.lead(t, "Rae Okafor")
		c.out.Report = of(lead)
		err := s.f.CloseOut(t.Context(), rae, c.out)
		refused := models.Refused(err)
		switch {
		case c.field != "" && (refused == nil || refused.Field != c.field):
			t.Errorf("%s: %v, want it refused for %s", c.name, err, c.field)
		case c.field == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		}
		got := s.load(t, lead.ID)
		if got.Open() != (c.field != "") || (c.field == "" && (got.Outcome != c.out.Outcome || got.NextAt != nil)) {
			t.Errorf("%s: the lead is %s, next %v", c.name, got.Outcome.Words(), got.NextAt)
		}
		outs, orders, returns := deliverytest.Count[models.CloseOut](t, s.st, models.OfLead(lead.ID)), deliverytest.Count[models.Order](t, s.st, models.OfLead(lead.ID)), deliverytest.Count[models.Return](t, s.st, models.OfLead(lead.ID))
		want := [3]int{}
		if c.field == "" {
			want = map[models.Outcome][3]int{models.Won: {1, max(1, len(c.out.Orders)), 0}, models.Lost: {1, 0, 0}, models.NoDecision: {1, 0, 0}, models.Returned: {0, 0, 1}}[c.out.Outcome]
		}
		if [3]int{outs, orders, returns} != want {
			t.Errorf("%s: %d close-outs, %d orders, %d returns, want %v", c.name, outs, orders, returns, want)
		}
		if c.field == "" {
			if err := s.f.CloseOut(t.Context(), rae, c.out); err != nil {
				t.Errorf("%s, sent again: %v", c.name, err)
			}
			c.out.Token = models.NewID()
			if err := s.f.CloseOut(t.Context(), rae, c.out); !models.IsKind(err, models.Conflict) {
				t.Errorf("%s, closed again: %v", c.name, err)
			}
		}
	}
}

func TestCloseOut_keepsAnOrderBeforeItsInquiryAndFlagsIt(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	before := noon.AddDate(0, -1, 0)
	if err := s.f.CloseOut(t.Context(), s.cast.As("Rae Okafor"), followup.Closing{Report: of(lead), Outcome: models.Won, Orders: []followup.Order{{On: &before}}}); err != nil {
		t.Fatal(err)
	}
	o := deliverytest.Load[models.Order](t, s.st, models.OfLead(lead.ID))
	if o.Flagged == "" || o.Value != nil || o.Currency != "USD" || !o.OrderedOn.Equal(time.Date(2026, 5, 30, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("the order is %+v", o)
	}
}

func TestNoDecision_goesBackToTheAgencyEvenIfItsJobIsLost(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	autumn := noon.AddDate(0, 3, 0)
	var leads []*models.Lead
	for range 2 {
		lead := s.lead(t, "Rae Okafor")
		if err := s.f.CloseOut(t.Context(), s.cast.As("Rae Okafor"), followup.Closing{Report: of(lead), Outcome: models.NoDecision, AgainOn: &autumn}); err != nil {
			t.Fatal(err)
		}
		leads = append(leads, lead)
	}
	for range 2 {
		if err := s.f.TakeBack(t.Context(), leads[0].ClientID, leads[0].ID); err != nil {
			t.Fatal(err)
		}
	}
	swept, err := s.f.Sweep(t.Context(), leads[0].ClientID, noon.Add(2*time.Minute))
	if err != nil || swept.Taken != 1 {
		t.Fatalf("%+v, %v", swept, err)
	}
	for _, lead := range leads {
		i := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(lead.InquiryID))
		if i.State != models.Nurtured || i.NextAt.Format(time.DateOnly) != "2026-09-30" {
			t.Errorf("%s until %v", i.State, i.NextAt)
		}
		if got := s.load(t, lead.ID); got.Outcome != models.NoDecision || got.Name == "" {
			t.Errorf("the rep’s snapshot is %+v", got)
		}
	}
}

func TestDecideReturn_refusedGoesBackToTheRepUpheldStays(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae, priya := s.cast.As("Rae Okafor"), s.cast.As("Priya Raman")
	for _, upheld := range []bool{true, false} {
		lead := s.lead(t, "Rae Okafor")
		if err := s.f.CloseOut(t.Context(), rae, followup.Closing{Report: of(lead), Outcome: models.Returned, Reason: "A student."}); err != nil {
			t.Fatal(err)
		}
		open, err := s.f.Returns(t.Context(), priya)
		if err != nil || len(open) != 1 || open[0].LeadID != lead.ID || open[0].RepName != "Rae Okafor" || !open[0].DecideBy.Equal(noon.AddDate(0, 0, 2)) {
			t.Fatalf("to decide: %+v, %v", open, err)
		}
		d := followup.Deciding{Report: of(lead), Upheld: upheld, Answer: "She signs; see the note."}
		for name, kind := range map[string]models.Kind{"Rae Okafor": models.Forbidden, "Marta Silva": models.Forbidden, "Dana Whitfield": models.Forbidden, "Theo Brandt": models.NotFound} {
			if err := s.f.DecideReturn(t.Context(), s.cast.As(name), d); !models.IsKind(err, kind) {
				t.Errorf("%s decides: %v", name, err)
			}
		}
		for range 2 {
			if err := s.f.DecideReturn(t.Context(), priya, d); err != nil {
				t.Fatal(err)
			}
		}
		got := s.load(t, lead.ID)
		if got.Open() != !upheld || deliverytest.Count[models.CloseOut](t, s.st, models.OfLead(lead.ID)) != map[bool]int{true: 1}[upheld] {
			t.Errorf("upheld %v: the lead is %s", upheld, got.Outcome.Words())
		}
		again := s.f.CloseOut(t.Context(), rae, followup.Closing{Report: of(lead), Outcome: models.Lost, Reason: "Price."})
		if (again == nil) != !upheld {
			t.Errorf("upheld %v: closed out afterwards: %v", upheld, again)
		}
	}
}

func TestSweep_letsAReturnStandAfterTwoBusinessDays(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.at = time.Date(2026, 7, 2, 16, 0, 0, 0, time.UTC) // a Thursday: Monday is the second business day
	lead := s.lead(t, "Rae Okafor")
	if err := s.f.CloseOut(t.Context(), s.cast.As("Rae Okafor"), followup.Closing{Report: of(lead), Outcome: models.Returned, Reason: "A student."}); err != nil {
		t.Fatal(err)
	}
	due := time.Date(2026, 7, 6, 16, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		at   time.Time
		want int
	}{{due.Add(-time.Second), 0}, {due, 1}, {due.Add(time.Hour), 0}} {
		if swept, err := s.f.Sweep(t.Context(), lead.ClientID, c.at); err != nil || swept.Stand != c.want {
			t.Errorf("at %v: %+v, %v", c.at, swept, err)
		}
	}
	sheet, err := s.f.Lead(t.Context(), s.cast.As("Rae Okafor"), lead.ID)
	if err != nil || sheet.Return == nil || !*sheet.Return.Upheld || sheet.CloseOut == nil || sheet.Lead.Outcome != models.Returned {
		t.Errorf("%+v, %v", sheet, err)
	}
}
