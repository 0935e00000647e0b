package models

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

// newYork is nine to five there, Monday to Friday, without Independence Day as it is observed.
func newYork() WorkTime {
	t := UsualFollowUp()
	return t.WorkTime(Location("America/New_York"), func(day time.Time) bool { return day.Month() == time.July && day.Day() == 3 })
}

func local(text string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", text, Location("America/New_York"))
	if err != nil {
		panic(err)
	}
	return at
}

func TestWorkTime_countsOnlyBusinessHours(t *testing.T) {
	t.Parallel()
	w := newYork()
	for _, c := range []struct {
		from  string
		hours int
		want  string
	}{
		{"2026-06-30 10:00", 4, "2026-06-30 14:00"},
		{"2026-06-30 15:00", 4, "2026-07-01 11:00"},
		{"2026-06-30 03:00", 1, "2026-06-30 10:00"},
		{"2026-06-30 22:00", 8, "2026-07-01 17:00"},
		{"2026-07-02 16:00", 2, "2026-07-06 10:00"}, // the 3rd is a holiday, then it is weekend
		{"2026-06-27 12:00", 20, "2026-07-01 13:00"},
	} {
		if got := w.Add(local(c.from), time.Duration(c.hours)*time.Hour); !got.Equal(local(c.want)) {
			t.Errorf("%d h after %s it is %s, want %s", c.hours, c.from, got.In(w.Zone), c.want)
		}
	}
	if got := w.AddDays(local("2026-07-01 22:00"), 2); !got.Equal(local("2026-07-06 22:00")) {
		t.Errorf("two working days later it is %s", got.In(w.Zone))
	}
	w.Closed = func(time.Time) bool { return true } // somebody closes for good: it must still end
	if got := w.Add(local("2026-07-01 10:00"), time.Hour); !got.After(local("2027-07-01 10:00")) {
		t.Errorf("closed for good, and due %s", got)
	}
}

func TestDue_followsALeadFromReleaseToCloseOut(t *testing.T) {
	t.Parallel()
	terms, w := UsualFollowUp(), newYork()
	terms.Rules = []FollowUpRule{{AcceptHours: 4, ContactHours: 24, Contacts: []int{2, 4}, UpdateDays: 5, CloseDays: 30, RemindHours: 2, TellHours: 1, MoveHours: 8, Move: true}}
	released := local("2026-06-29 10:00") // a Monday
	l := &Lead{ReleasedAt: released, Steps: 5}
	due := func(what, by string) Deadline {
		t.Helper()
		d, _ := l.PlanBy(&terms, w)
		if d.What != what || !d.At.Equal(local(by)) {
			t.Errorf("due is %s by %s, want %s by %s", d.What, d.At.In(w.Zone), what, by)
		}
		return d
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	d := due(DueAccept, "2026-06-29 14:00")
	if !d.Remind.Equal(local("2026-06-29 12:00")) || !d.Tell.Equal(local("2026-06-29 15:00")) || !d.Move.Equal(local("2026-06-29 22:00")) || !d.Auto {
		t.Errorf("what follows is %+v", d)
	}
	must(l.Accept(local("2026-06-29 11:00")))
	due(DueContact, "2026-06-30 10:00")
	must(l.Contact(nil, local("2026-06-29 15:00")))
	due(DuePlanned, "2026-07-01 15:00")
	must(l.Contact(nil, local("2026-07-01 16:00")))
	due(DuePlanned, "2026-07-06 15:00")
	must(l.Contact(nil, local("2026-07-07 09:00")))
	if d := due(DueUpdate, "2026-07-14 09:00"); d.Auto {
		t.Error("a lead that its rep works is taken from him")
	}
	demo := local("2026-09-01 10:00")
	must(l.Contact(&demo, local("2026-07-08 09:00")))
	due(DueNamed, "2026-09-01 10:00")
	must(l.Contact(nil, local("2026-09-01 12:00")))
	due(DueCloseOut, "2026-08-11 10:00")
	lost := CloseOut{Outcome: Lost, Reason: "Price."}
	must(l.Close(&lost, local("2026-09-02 10:00")))
	if _, moved := l.PlanBy(&terms, w); moved || l.NextAt != nil {
		t.Errorf("closed, and due %v", l.NextAt)
	}
}

func TestDue_givesWhoComesToItLateAsLongAsToAccept(t *testing.T) {
	t.Parallel()
	terms, w := UsualFollowUp(), newYork()
	l := &Lead{ReleasedAt: local("2026-06-26 18:00")} // a Friday evening: 48 hours by the clock end before business hours begin
	if d := Due(l, &terms, w); !d.At.Equal(local("2026-06-28 18:00")) {
		t.Errorf("a lead of Friday is due %s", d.At.In(w.Zone))
	}
	given := local("2026-06-30 10:00")
	l.AssignedAt = &given
	if d := Due(l, &terms, w); !d.At.Equal(local("2026-06-30 14:00")) || d.What != DueAccept {
		t.Errorf("given on it is due %s, %s", d.At.In(w.Zone), d.What)
	}
	if err := l.Accept(local("2026-06-30 12:00")); err != nil {
		t.Fatal(err)
	}
	if d := Due(l, &terms, w); !d.At.Equal(local("2026-06-30 16:00")) || d.What != DueContact {
		t.Errorf("accepted it is due %s, %s", d.At.In(w.Zone), d.What)
	}
}

func TestRuleFor_takesTheFirstThatFits(t *testing.T) {
	t.Parallel()
	terms := UsualFollowUp()
	rule := func(worth, chance string, channel SalesChannel, accept int) FollowUpRule {
		r := UsualRule()
		r.Worth, r.Chance, r.Channel, r.AcceptHours = worth, chance, channel, accept
		return r
	}
	terms.Rules = []FollowUpRule{rule(Large, Likely, "", 1), rule("", "", PartnerSales, 2), rule(Large, "", "", 3), rule("", "", "", 4)}
	high, low, likely, partner := decimal.NewFromInt(60_000), decimal.NewFromInt(10_000), 0.5, NewID()
	for want, l := range map[int]*Lead{
		1: {WorthHigh: &high, Probability: &likely, PartnerID: &partner}, 2: {WorthHigh: &high, PartnerID: &partner}, 3: {WorthHigh: &high}, 4: {WorthHigh: &low, Probability: &likely},
	} {
		if got := terms.RuleFor(l); got.AcceptHours != want {
			t.Errorf("rule %d holds where %d should", got.AcceptHours, want)
		}
	}
}

func TestFollowUpTerms_refuseWhatNobodyCouldKeep(t *testing.T) {
	t.Parallel()
	usual := UsualFollowUp()
	if err := usual.Check(); err != nil {
		t.Errorf("the usual terms: %v", err)
	}
	for field, change := range map[string]func(*FollowUpTerms){
		"contact.0":   func(t *FollowUpTerms) { t.Rules[0].ContactHours = 49 },
		"accept.0":    func(t *FollowUpTerms) { t.Rules[0].AcceptHours = 0 },
		"contacts.0":  func(t *FollowUpTerms) { t.Rules[0].Contacts = []int{5, 2} },
		"remind.0":    func(t *FollowUpTerms) { t.Rules[0].TellHours, t.Rules[0].MoveHours = 8, 4 },
		"rules":       func(t *FollowUpTerms) { t.Rules[0].Worth = Large },
		"days":        func(t *FollowUpTerms) { t.Days = "0000000" },
		"from":        func(t *FollowUpTerms) { t.From, t.To = "17:00", "09:00" },
		"likely_from": func(t *FollowUpTerms) { t.LikelyFrom = 30 },
	} {
		terms := UsualFollowUp()
		change(&terms)
		if refused := Refused(terms.Check()); refused == nil || refused.Field != field {
			t.Errorf("%s: %v", field, refused)
		}
	}
}

func TestPropose_goesByHowTheCustomerBuys(t *testing.T) {
	t.Parallel()
	all := []Process{
		{Name: "Usual", Steps: UsualSteps},
		{Name: "Tender", Steps: []Step{{Name: "Papers"}, {Name: "quote"}, {Name: "Order"}}, Rules: []ProcessRule{{Question: "Who", Answer: "committee"}, {Product: "hospital"}}},
		{Name: "Dealer", Steps: UsualSteps[:2], Rules: []ProcessRule{{Channel: PartnerSales, Product: "chair"}}},
	}
	partner := NewID()
	for want, l := range map[string]*Lead{
		"Tender": {Reasons: []Reason{{Short: "who", Answer: "A committee decides"}}},
		"Usual":  {Reasons: []Reason{{Short: "wants", Answer: "A committee room"}}, Product: "chair"},
		"Dealer": {Product: "Two chairs", PartnerID: &partner},
	} {
		if got, why := Propose(all, l); got.Name != want || (why == "") != (want == "Usual") {
			t.Errorf("%s is proposed, %q; want %s", got.Name, why, want)
		}
	}
	at := local("2026-06-30 10:00")
	l := &Lead{Steps: 5, Step: 3}
	reached := []Milestone{{Step: 1, Name: "First contact", At: at}, {Step: 3, Name: "Quote", At: at}}
	if err := l.GoBy(&all[1], "a tender", reached); err != nil || l.Step != 2 || l.Steps != 3 {
		t.Errorf("by the tender’s steps it is at %d of %d, %v", l.Step, l.Steps, err)
	}
	if err := l.GoBy(&all[0], "none after all", reached); err != nil || l.Step != 3 {
		t.Errorf("and back it is at %d, %v", l.Step, err)
	}
}
