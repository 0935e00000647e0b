package followup_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/followup"
)

// personOf is somebody of the lead's people by name.
func (s *scene) personOf(t *testing.T, lead *models.Lead, name string) *models.LeadContact {
	t.Helper()
	sheet, err := s.f.Lead(t.Context(), models.Operator(), lead.ID)
	if err != nil {
		t.Fatal(err)
	}
	for n := range sheet.People {
		if sheet.People[n].Name == name {
			return &sheet.People[n]
		}
	}
	t.Fatalf("nobody of %+v is %s", sheet.People, name)
	return nil
}

func TestTakeReportBack_putsTheLeadBackWithinTenSeconds(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	rae := s.cast.As("Rae Okafor")
	next := noon.AddDate(0, 0, 4)
	contact, milestone, date := of(lead), of(lead), of(lead)
	for _, c := range []struct {
		report followup.Report
		do     func() error
		undone func(l *models.Lead) bool
	}{
		{contact, func() error {
			return s.f.LogContact(t.Context(), rae, followup.Contact{Report: contact, How: "talked"})
		}, func(l *models.Lead) bool {
			return l.ContactedAt == nil && l.NextWhat == "first contact" && l.AcceptedAt != nil
		}},
		{milestone, func() error { return s.f.ReachMilestone(t.Context(), rae, milestone, 2) }, func(l *models.Lead) bool { return l.Step == 0 }},
		{date, func() error { return s.f.PlanNext(t.Context(), rae, date, &next) }, func(l *models.Lead) bool { return !l.NextAt.Equal(next) }},
	} {
		s.at = s.at.Add(time.Minute)
		if err := c.do(); err != nil {
			t.Fatal(err)
		}
		s.at = s.at.Add(9 * time.Second)
		for range 2 { // twice is once
			if id, err := s.f.TakeReportBack(t.Context(), rae, c.report.Token); err != nil || id != lead.ID {
				t.Fatal(err)
			}
		}
		if got := s.load(t, lead.ID); !c.undone(got) {
			t.Errorf("the lead is %+v", got)
		}
	}
	if s.personOf(t, lead, lead.Name).ReachedAt != nil {
		t.Error("the person is reached still")
	}
	if contacts, milestones, back := deliverytest.Count[models.Contact](t, s.st), deliverytest.Count[models.Milestone](t, s.st), deliverytest.Count[models.ReportWithdrawal](t, s.st); contacts != 1 || milestones != 1 || back != 3 {
		t.Errorf("%d contacts, %d milestones, %d taken back: nothing is deleted", contacts, milestones, back)
	}
	sheet, err := s.f.Lead(t.Context(), rae, lead.ID)
	if err != nil || len(sheet.Reached) != 0 {
		t.Errorf("reached %v, %v", sheet.Reached, err)
	}
	s.at = s.at.Add(time.Minute)
	again := of(lead)
	if err := s.f.ReachMilestone(t.Context(), rae, again, 2); err != nil || s.load(t, lead.ID).Step != 2 {
		t.Fatalf("reached again: %v", err)
	}
	if _, err := s.f.TakeReportBack(t.Context(), s.cast.As("Marta Silva"), again.Token); !models.IsKind(err, models.Forbidden) {
		t.Errorf("another takes it back: %v", err)
	}
	if _, err := s.f.TakeReportBack(t.Context(), s.cast.As("Tom Lindqvist"), again.Token); !models.IsKind(err, models.NotFound) {
		t.Errorf("a stranger takes it back: %v", err)
	}
	s.at = s.at.Add(models.UndoWindow + time.Second)
	if _, err := s.f.TakeReportBack(t.Context(), rae, again.Token); !models.IsKind(err, models.Conflict) {
		t.Errorf("too late: %v", err)
	}
}

func TestReach_asksWhoDecidesAndTakesTheAnswer(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae := s.cast.As("Rae Okafor")
	lead := s.lead(t, "Rae Okafor")
	if refused := models.Refused(s.f.ReachMilestone(t.Context(), rae, of(lead), 4)); refused == nil || refused.Field != "who" || refused.Message != "The decider has not been reached: mark who decides." {
		t.Fatalf("%v", refused)
	}
	ivy := s.personOf(t, lead, lead.Name)
	if err := s.f.Reach(t.Context(), rae, followup.Reaching{Report: of(lead), Step: 4, Who: ivy.ID}); err != nil {
		t.Fatal(err)
	}
	if got := s.personOf(t, lead, lead.Name); got.Role != models.RoleDecider || got.ReachedAt == nil {
		t.Errorf("%+v", got)
	}
	other := s.lead(t, "Rae Okafor")
	if err := s.f.Reach(t.Context(), rae, followup.Reaching{Report: of(other), Step: 4, Who: ivy.ID}); !models.IsKind(err, models.Invalid) {
		t.Errorf("somebody of another lead: %v", err)
	}
	if err := s.f.Reach(t.Context(), rae, followup.Reaching{Report: of(other), Step: 4, Name: "Ruth Moss"}); err != nil {
		t.Fatal(err)
	}
	if got := s.personOf(t, other, "Ruth Moss"); got.Role != models.RoleDecider || got.ReachedAt == nil || got.UserID == nil {
		t.Errorf("%+v", got)
	}
}

func TestKeepPerson_keepsWhoTheyAreAndWhenTheyWereReached(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae := s.cast.As("Rae Okafor")
	lead := s.lead(t, "Rae Okafor")
	if err := s.f.KeepPerson(t.Context(), rae, followup.Person{Report: of(lead), Name: "Ruth Moss", Role: models.RolePayer}); err != nil {
		t.Fatal(err)
	}
	ruth := s.personOf(t, lead, "Ruth Moss")
	if err := s.f.KeepPerson(t.Context(), rae, followup.Person{Report: of(lead), ID: ruth.ID, Name: "Dr Ruth Moss", Role: models.RoleDecider, Reached: true}); err != nil {
		t.Fatal(err)
	}
	reached := s.personOf(t, lead, "Dr Ruth Moss").ReachedAt
	s.at = s.at.Add(time.Hour)
	if err := s.f.LogContact(t.Context(), rae, followup.Contact{Report: of(lead), How: "met", Whom: ruth.ID}); err != nil {
		t.Fatal(err)
	}
	if got := s.personOf(t, lead, "Dr Ruth Moss"); reached == nil || !got.ReachedAt.Equal(*reached) {
		t.Errorf("reached %v, then %v", reached, got.ReachedAt)
	}
	for field, p := range map[string]followup.Person{"person_name": {Name: " "}, "person_role": {Name: "X", Role: "boss"}, "person_email": {Name: "X", Email: "nowhere"}} {
		p.Report = of(lead)
		if refused := models.Refused(s.f.KeepPerson(t.Context(), rae, p)); refused == nil || refused.Field != field {
			t.Errorf("%s: %v", field, refused)
		}
	}
	if err := s.f.KeepPerson(t.Context(), s.cast.As("Tom Lindqvist"), followup.Person{Report: of(lead), Name: "X"}); !models.IsKind(err, models.NotFound) {
		t.Errorf("a stranger: %v", err)
	}
}

func TestAskAgency_leavesTheLeadOpenUntilItIsAnswered(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae, priya := s.cast.As("Rae Okafor"), s.cast.As("Priya Raman")
	autumn := noon.AddDate(0, 2, 0)
	for answer, c := range map[string]struct {
		reply followup.Reply
		next  string
		open  bool
	}{
		models.ReachedThem: {followup.Reply{Words: "Mornings, on the mobile."}, "first contact", true},
		models.BackToRep:   {followup.Reply{Words: "Try the front desk."}, "first contact", true},
		models.TakenBack:   {followup.Reply{AgainOn: &autumn}, "", false},
	} {
		lead := s.lead(t, "Rae Okafor")
		if err := s.f.AskAgency(t.Context(), rae, followup.Plea{Report: of(lead), Note: "Four calls."}); err != nil {
			t.Fatal(err)
		}
		got := s.load(t, lead.ID)
		if !got.Open() || got.AcceptedAt == nil || got.NextWhat != models.AgencyAnswers || got.NextAt.Weekday() != time.Thursday {
			t.Errorf("asked: %+v", got)
		}
		if err := s.f.AskAgency(t.Context(), rae, followup.Plea{Report: of(lead)}); err != nil {
			t.Error(err)
		}
		if n := deliverytest.Count[models.ReachRequest](t, s.st, models.OfLead(lead.ID)); n != 1 {
			t.Errorf("%d requests", n)
		}
		open, err := s.f.Asked(t.Context(), priya)
		if err != nil || len(open) != 1 || open[0].OwnerName == "" || open[0].RepName != "Rae Okafor" || open[0].Note != "Four calls." {
			t.Errorf("on the desk: %+v, %v", open, err)
		}
		if err := s.f.Answer(t.Context(), rae, followup.Reply{Report: of(lead), Answer: answer}); !models.IsKind(err, models.Forbidden) {
			t.Errorf("the rep answers himself: %v", err)
		}
		if err := s.f.Answer(t.Context(), priya, followup.Reply{Report: of(lead), Answer: answer}); !models.IsKind(err, models.Invalid) {
			t.Errorf("without a word: %v", err)
		}
		c.reply.Report, c.reply.Answer = of(lead), answer
		for range 2 {
			if err := s.f.Answer(t.Context(), priya, c.reply); err != nil {
				t.Fatal(err)
			}
		}
		if got := s.load(t, lead.ID); got.Open() != c.open || got.NextWhat != c.next {
			t.Errorf("%s: %+v", answer, got)
		}
		if open, err := s.f.Asked(t.Context(), priya); err != nil || len(open) != 0 {
			t.Errorf("%s: on the desk still: %+v, %v", answer, open, err)
		}
	}
}

func TestAskAgency_isSettledByARepWhoReachesThemAfterAll(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae := s.cast.As("Rae Okafor")
	lead := s.lead(t, "Rae Okafor")
	if err := s.f.AskAgency(t.Context(), rae, followup.Plea{Report: of(lead)}); err != nil {
		t.Fatal(err)
	}
	s.at = s.at.Add(time.Hour)
	talked := of(lead)
	if err := s.f.LogContact(t.Context(), rae, followup.Contact{Report: talked, How: "talked"}); err != nil {
		t.Fatal(err)
	}
	open := func() int {
		asked, err := s.f.Asked(t.Context(), s.cast.As("Priya Raman"))
		if err != nil {
			t.Fatal(err)
		}
		return len(asked)
	}
	if open() != 0 {
		t.Error("the agency is asked still")
	}
	if _, err := s.f.TakeReportBack(t.Context(), rae, talked.Token); err != nil || open() != 1 || s.load(t, lead.ID).NextWhat != models.AgencyAnswers {
		t.Errorf("taken back: %v, %d open", err, open())
	}
}

func TestMine_sumsWhatTheRepWon(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae := s.cast.As("Rae Okafor")
	won, open := s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor")
	_ = s.lead(t, "Tom Lindqvist")
	value, rate := dec("1000"), dec("1.25")
	if err := s.f.CloseOut(t.Context(), rae, followup.Closing{Report: of(won), Outcome: models.Won, Orders: []followup.Order{{Value: &value}, {Value: &value, Currency: "EUR", Rate: &rate}, {}}}); err != nil {
		t.Fatal(err)
	}
	mine, err := s.f.Mine(t.Context(), rae, noon.AddDate(0, -1, 0), noon.AddDate(0, 0, 7), s.at)
	if err != nil || mine.Won != 1 || mine.Orders != 3 || mine.Unvalued != 1 || !mine.Value.Equal(dec("2250")) || mine.Open != 1 || len(mine.Due) != 1 || mine.Due[0].ID != open.ID {
		t.Errorf("%+v, %v", mine, err)
	}
}

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }
