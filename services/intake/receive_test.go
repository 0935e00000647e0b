package intake_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/intake"
	"ripen/services/policy"
	"ripen/services/store"
)

var maria = intake.Arriving{Name: "Maria Lopez", Organisation: "Lopez Dental", Phone: "(312) 555-0143", Email: "maria@lopez.example", Message: "Price?"}

func TestReceive_queuesAFirstInquiryAndCountsIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	a := maria
	a.Via = "form"
	r := d.receive(a)
	i := d.inquiry(r.InquiryID)
	if r.Repeat || r.StandsAs != r.InquiryID || i.State != models.Ready || i.Class != models.NewHot || i.Tier != models.TierHot {
		t.Fatalf("received %+v, inquiry %+v", r, i)
	}
	if i.FirstCallBy == nil || !i.FirstCallBy.Equal(noon.Add(time.Hour)) || i.WindowID == nil || i.Message != "Price?" {
		t.Errorf("first call by %v, window %v, message %q", i.FirstCallBy, i.WindowID, i.Message)
	}
	if n := d.count(`SELECT count(*) FROM arrivals WHERE kind = 'inquiry' AND inquiry_id = $1`, i.ID); n != 1 {
		t.Errorf("%d arrivals", n)
	}
	if n := d.count(`SELECT count(*) FROM rollup_marks WHERE source_id = $1 AND day = '2026-06-30'`, d.source); n != 1 {
		t.Errorf("%d marks", n)
	}
	if n := d.count(`SELECT count(*) FROM persons WHERE phone = '+13125550143' AND number_key IS NOT NULL AND country = ''`); n != 1 {
		t.Errorf("%d persons of that number", n)
	}
}

func TestReceive_datesAnInquiryInTheClientsZone(t *testing.T) {
	t.Parallel()
	d := open(t)
	a := maria
	a.ReceivedAt = time.Date(2026, 6, 30, 3, 0, 0, 0, time.UTC) // the evening before, in Chicago
	if i := d.inquiry(d.receive(a).InquiryID); i.ReceivedOn.Format(time.DateOnly) != "2026-06-29" {
		t.Errorf("received on %s", i.ReceivedOn)
	}
}

func TestReceive_leavesToAPersonWhatCannotBeCalled(t *testing.T) {
	t.Parallel()
	d := open(t)
	for name, c := range map[string]struct {
		in     intake.Arriving
		state  models.State
		reason string
	}{
		"nothing to reach them by": {intake.Arriving{Name: "Ann Onym", Phone: "none"}, models.Closed, models.ClosedNoWay},
		"only an e-mail":           {intake.Arriving{Email: "only@mail.example"}, models.Undecided, intake.NoNumber},
		"country unknown":          {intake.Arriving{Phone: "+800 1234 5678", Name: "Free Phone"}, models.Undecided, intake.WhereIsThis},
		"asked not to be called":   {intake.Arriving{Phone: "+1 312 555 0199", DoNotCall: true}, models.Closed, models.ClosedDoNotCall},
	} {
		i := d.inquiry(d.receive(c.in).InquiryID)
		if i.State != c.state || i.ClosedReason+i.DecisionReason != c.reason {
			t.Errorf("%s: %s, %q", name, i.State, i.ClosedReason+i.DecisionReason)
		}
	}
	if n := d.count(`SELECT count(*) FROM do_not_call WHERE scope = 'number' AND withdrawn_at IS NULL`); n != 1 {
		t.Errorf("%d numbers are on the list", n)
	}
	r := d.receive(intake.Arriving{Phone: "555-0199", PhonePrefix: "+1312", Name: "Somebody Else"})
	next := d.inquiry(r.StandsAs)
	if next.State != models.Undecided || next.DecisionReason == "" {
		t.Errorf("a number on the list: %s, %q", next.State, next.DecisionReason)
	}
}

func TestReceive_knowsWhoIsTheSamePersonWithinTheClientOnly(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := d.receive(maria)
	for name, c := range map[string]struct {
		in   intake.Arriving
		same bool
	}{
		"same e-mail":                       {intake.Arriving{Email: "MARIA@lopez.example", Phone: "+1 773 555 0111"}, true},
		"same number and names":             {intake.Arriving{Phone: "555.0143", PhonePrefix: "+1312", Name: "Lopez, Maria"}, true},
		"same number, another person":       {intake.Arriving{Phone: "+13125550143", Name: "Peter Stone", Organisation: "Lopez Dental"}, false},
		"same number, another organisation": {intake.Arriving{Phone: "+13125550143", Organisation: "Quick Motors"}, false},
	} {
		r := d.receive(c.in)
		if got := r.PersonID == first.PersonID; got != c.same || r.Repeat != c.same {
			t.Errorf("%s: the same person %v, repeat %v", name, got, r.Repeat)
		}
	}
	other := openOn(t, d.st, "rival")
	if r := other.receive(maria); r.Repeat || r.PersonID == first.PersonID {
		t.Error("a person was shared between two clients")
	}
	d.balanced()
}

func TestReceive_aRepeatOfALiveInquiryHurriesIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := d.receive(maria)
	d.change(first.InquiryID, func(i *models.Inquiry) { i.Tier = models.TierRetry; i.Plan(noon.Add(26*time.Hour), noon) })
	d.clock.add(time.Hour)
	again := maria
	again.Via, again.Message = "form", "Still waiting"
	r := d.receive(again)
	live, own := d.inquiry(first.InquiryID), d.inquiry(r.InquiryID)
	if !r.Repeat || r.StandsAs != live.ID || own.State != models.Merged || *own.MergedInto != live.ID || own.Message != "Still waiting" {
		t.Fatalf("received %+v, own row %+v", r, own)
	}
	if live.State != models.Ready || live.Tier != models.TierHot || live.Repeats != 1 || live.Cycle != 1 {
		t.Errorf("the live one is %s, tier %d, repeats %d, cycle %d", live.State, live.Tier, live.Repeats, live.Cycle)
	}
	d.balanced()
}

func TestReceive_aRepeatLeavesAPromiseAndAHeldOneWhereTheyAre(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := d.receive(maria)
	due := noon.Add(30 * time.Hour)
	d.change(first.InquiryID, func(i *models.Inquiry) { i.Tier = models.TierPromise; i.Plan(due, noon) })
	d.receive(maria)
	if i := d.inquiry(first.InquiryID); i.Tier != models.TierPromise || !i.DueAt.Equal(due) {
		t.Errorf("the promise moved to %v, tier %d", i.DueAt, i.Tier)
	}
	d.change(first.InquiryID, func(i *models.Inquiry) { i.State = models.Held })
	d.receive(maria)
	if i := d.inquiry(first.InquiryID); i.State != models.Held || i.Repeats != 2 {
		t.Errorf("the held one is %s, repeats %d", i.State, i.Repeats)
	}
}

func TestReceive_aRepeatWakesANurturedInquiry(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := d.receive(maria)
	d.change(first.InquiryID, func(i *models.Inquiry) {
		i.Grade, i.Attempts = models.GradeB, 3
		i.Nurture("budget next year", noon.AddDate(0, 6, 0))
	})
	d.receive(maria)
	i := d.inquiry(first.InquiryID)
	if i.State != models.Ready || i.Cycle != 2 || i.Attempts != 0 || i.Grade != models.GradeB || i.NurtureReason != "" {
		t.Errorf("woken: %s, cycle %d, attempts %d, grade %s", i.State, i.Cycle, i.Attempts, i.Grade)
	}
	said, err := store.Look[models.Move](t.Context(), d.st, models.Operator(), `SELECT * FROM moves WHERE inquiry_id = $1 AND kind = 'brought forward'`, i.ID)
	if err != nil || len(said) != 1 || said[0].Reason != "They inquired again." {
		t.Errorf("the story says %+v, %v", said, err)
	}
}

func TestReceive_aRepeatOfAnEndedInquiryBeginsANewCycle(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{models.ClosedD, models.ClosedNotReached, models.ClosedRefused, models.ClosedTakenOver} {
		d := open(t)
		first := d.receive(maria)
		d.change(first.InquiryID, func(i *models.Inquiry) { i.Attempts = 6; i.Close(reason, noon) })
		r := d.receive(maria)
		i := d.inquiry(first.InquiryID)
		if r.StandsAs != i.ID || i.State != models.Ready || i.Cycle != 2 || i.Class != models.New || i.Attempts != 0 || i.ClosedReason != "" {
			t.Errorf("%s: %s, cycle %d, class %s, attempts %d", reason, i.State, i.Cycle, i.Class, i.Attempts)
		}
		d.balanced()
	}
}

func TestReceive_aRepeatAfterDoNotCallNeedsADecision(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := d.receive(maria)
	d.change(first.InquiryID, func(i *models.Inquiry) { i.Close(models.ClosedDoNotCall, noon) })
	d.receive(maria)
	if i := d.inquiry(first.InquiryID); i.State != models.Undecided || i.DecisionReason == "" || i.NextAt == nil {
		t.Errorf("%s, %q", i.State, i.DecisionReason)
	}
	second := d.receive(intake.Arriving{Phone: "+1 773 555 0122", Name: "Joe Poe"})
	d.change(second.InquiryID, func(i *models.Inquiry) { i.Grade = models.GradeC; i.Nurture("later", noon.AddDate(1, 0, 0)) })
	d.do(func(tx *store.Tx) error {
		person, err := store.One[models.Person](tx, models.ByID(second.PersonID))
		if err != nil {
			return err
		}
		return policy.Forbid(tx, policy.Ban{Person: person, Reason: "told us so"}, models.DoNotCallEntry{EnteredAt: noon})
	})
	d.receive(intake.Arriving{Phone: "+1 773 555 0122", Name: "Joe Poe"})
	if i := d.inquiry(second.InquiryID); i.State != models.Undecided || !strings.Contains(i.DecisionReason, "told us so") {
		t.Errorf("%s, %q", i.State, i.DecisionReason)
	}
}

// lead releases an inquiry as package delivery would.
func (d *desk) lead(inquiryID models.ID) models.ID {
	d.t.Helper()
	due := noon.Add(4 * time.Hour)
	i := d.inquiry(inquiryID)
	lead := models.Lead{
		ID: models.NewID(), ClientID: d.client.ID, InquiryID: i.ID, Cycle: i.Cycle, Kind: "released", ProgramID: d.program.ID, ProgramName: "p",
		SourceID: d.source, SourceName: "s", ReleasedAt: noon, ReceivedOn: i.ReceivedOn, NextAt: &due, Currency: "USD", Reasons: []models.Reason{},
	}
	d.do(func(tx *store.Tx) error { return tx.Put(&lead) })
	d.change(inquiryID, func(i *models.Inquiry) {
		i.State, i.Grade, i.NextAt, i.DueAt = models.Released, models.GradeA, nil, nil
	})
	return lead.ID
}

func TestReceive_aRepeatOfAnOpenLeadTellsItsRepAndIsNotCalled(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := d.receive(maria)
	lead := d.lead(first.InquiryID)
	r := d.receive(maria)
	if i := d.inquiry(first.InquiryID); i.State != models.Released || i.Cycle != 1 || i.Repeats != 1 {
		t.Errorf("%s, cycle %d, repeats %d", i.State, i.Cycle, i.Repeats)
	}
	if len(d.told.leads) != 1 || d.told.leads[0] != lead || r.State != models.Released {
		t.Errorf("told %v, received %+v", d.told.leads, r)
	}
	d.do(func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE leads SET outcome = 'lost', closed_at = $2 WHERE id = $1`, lead, noon)
		return err
	})
	d.receive(maria)
	if i := d.inquiry(first.InquiryID); i.State != models.Ready || i.Cycle != 2 || len(d.told.leads) != 1 {
		t.Errorf("after the lead was closed: %s, cycle %d, told %d times", i.State, i.Cycle, len(d.told.leads))
	}
	d.balanced()
}

func TestReceive_aRepeatBringsTheNumberThatWasMissing(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := d.receive(intake.Arriving{Email: "maria@lopez.example"})
	d.receive(maria)
	i := d.inquiry(first.InquiryID)
	if i.State != models.Ready || i.Cycle != 1 || i.WindowID == nil || i.DecisionReason != "" {
		t.Errorf("%s, cycle %d, window %v, %q", i.State, i.Cycle, i.WindowID, i.DecisionReason)
	}
	if n := d.count(`SELECT count(*) FROM persons WHERE id = $1 AND phone = '+13125550143' AND name = 'Maria Lopez' AND organisation_id IS NOT NULL`, first.PersonID); n != 1 {
		t.Error("what the repeat brought was not learned")
	}
}

func TestReceive_refusesAProgramThatHasEnded(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.do(func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE programs SET state = 'ended' WHERE id = $1`, d.program.ID)
		return err
	})
	err := d.st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		a := maria
		a.ClientID, a.ProgramID, a.SourceID, a.Via = d.client.ID, d.program.ID, d.source, "hand"
		_, err := d.in.Receive(tx, a)
		return err
	})
	if !models.IsKind(err, models.Conflict) {
		t.Errorf("err = %v", err)
	}
}
