package followup_test

import (
	"context"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/followup"
	"ripen/services/reports"
)

// released is every lead of Harbour that the balance sheet counts as released.
func (s *scene) released(t *testing.T) int {
	t.Helper()
	sheets, err := reports.New(s.st, func() time.Time { return s.at }).Balances(t.Context(), models.Operator(), s.cast.Client("harbour-dental").ID)
	if err != nil || len(sheets) != 1 {
		t.Fatalf("%+v, %v", sheets, err)
	}
	return sheets[0].Released
}

func TestComplianceOf_countsWhatTheBalanceSheetCountsAndLeavesNoneOut(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	autumn := noon.AddDate(0, 3, 0)
	for n, closing := range []followup.Closing{{}, {Outcome: models.Won}, {Outcome: models.Lost, Reason: "Price."}, {Outcome: models.Returned, Reason: "A student."}, {Outcome: models.NoDecision, AgainOn: &autumn}, {}} {
		name := []string{"Rae Okafor", "Tom Lindqvist"}[n%2]
		lead := s.lead(t, name)
		if closing.Report = of(lead); closing.Outcome == "" {
			continue
		}
		if err := s.f.CloseOut(t.Context(), s.cast.As(name), closing); err != nil {
			t.Fatal(err)
		}
		if closing.Outcome == models.NoDecision {
			if err := s.f.TakeBack(t.Context(), lead.ClientID, lead.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	c, err := s.f.ComplianceOf(t.Context(), models.Operator(), s.cast.Client("harbour-dental").ID, time.Time{}, noon.AddDate(0, 0, 1), noon)
	if err != nil || c.Total.Leads != s.released(t) || c.Total.Leads != 5 || c.Total.Back != 1 || c.Total.Returned != 1 || c.Total.Won != 1 || c.Total.Open != 2 {
		t.Errorf("%+v, %v; released are %d", c.Total, err, s.released(t))
	}
	for what, lines := range map[string][]models.FollowedUp{"rep": c.Reps, "partner": c.Partners, "region": c.Regions} {
		var sum models.FollowedUp
		for _, line := range lines {
			sum = sum.Plus(line)
		}
		if sum.Leads != c.Total.Leads || sum.Back != c.Total.Back || sum.ClosedOut != c.Total.ClosedOut || sum.Contacted != c.Total.Contacted {
			t.Errorf("by %s they are %+v, and all %+v", what, sum, c.Total)
		}
	}
	if _, err := s.f.ComplianceOf(t.Context(), s.cast.As("Marta Silva"), s.cast.Client("harbour-dental").ID, time.Time{}, noon, noon); !models.IsKind(err, models.NotFound) {
		t.Errorf("a client’s manager asks for any client: %v", err)
	}
	own, err := s.f.Compliance(t.Context(), s.cast.As("Greta Lindqvist"), time.Time{}, noon.AddDate(0, 0, 1), noon)
	if err != nil || len(own.Reps) != 1 || own.Reps[0].Rep != "Tom Lindqvist" || own.Total.Leads+own.Total.Back != 3 {
		t.Errorf("a partner’s manager sees %+v, %v", own, err)
	}
}

// plain words a statement without views.
type plain struct{}

func (plain) Statement(l models.StatementLetter) (subject, text, html string, err error) {
	return "Follow-up of " + l.Client, l.URL, "", nil
}

func TestState_isMadeAndSentOnceOnMonday(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	post := deliverytest.NewPostbox()
	s.f.Write(followup.Post{Mail: post, Letters: plain{}, BaseURL: "https://ripen.example", Host: "ripen.example"})
	client := s.lead(t, "Rae Okafor").ClientID
	monday := time.Date(2026, 7, 6, 11, 0, 0, 0, time.UTC) // 7:00 in New York
	for _, c := range []struct {
		at   time.Time
		want int
	}{{monday.Add(-time.Minute), 0}, {monday, 2}, {monday.Add(time.Minute), 0}, {monday.AddDate(0, 0, 4), 0}, {monday.AddDate(0, 0, 7), 2}} {
		s.at = c.at
		sent, err := s.f.State(context.Background(), client, c.at)
		if err != nil || sent != c.want {
			t.Errorf("at %s %d are sent, %v; want %d", c.at, sent, err, c.want)
		}
	}
	if len(post.Letters) != 4 {
		t.Fatalf("%d letters", len(post.Letters))
	}
	ids, to := map[string]bool{}, map[string]int{}
	for range 4 {
		letter := <-post.Letters
		ids[letter.ID] = true
		to[letter.To]++
	}
	if len(ids) != 4 || to[`"Marta Silva" <marta@harbour-dental.example>`] != 2 || to[`"Jonas Weber" <jonas@harbour-dental.example>`] != 2 {
		t.Errorf("%v to %v", ids, to)
	}
	// Marta sends it once more, by a form that is sent twice and a job that runs twice.
	token := models.NewID()
	for range 2 {
		if err := s.f.SendStatement(t.Context(), s.cast.As("Marta Silva"), token); err != nil {
			t.Fatal(err)
		}
	}
	if n := deliverytest.Count[models.AuditEntry](t, s.st, where("action = 'statement.sent'")); n != 1 {
		t.Errorf("%d sendings are in the record", n)
	}
	again := map[string]bool{}
	for range 2 {
		if err := s.f.StateNow(t.Context(), followup.StateArgs{ClientID: client, Token: token}); err != nil {
			t.Fatal(err)
		}
	}
	for len(post.Letters) > 0 {
		letter := <-post.Letters
		again[letter.ID] = true
		if ids[letter.ID] {
			t.Errorf("%s is the letter of Monday", letter.ID)
		}
	}
	if len(again) != 2 {
		t.Errorf("two get it: %v", again)
	}
	for _, name := range []string{"Jonas Weber", "Rae Okafor", "Greta Lindqvist"} {
		if err := s.f.SendStatement(t.Context(), s.cast.As(name), models.NewID()); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s sends it: %v", name, err)
		}
	}
	for name, want := range map[string]int{"Marta Silva": 2, "Jonas Weber": 2, "Klaus Reinhardt": 0} {
		all, err := s.f.Statements(t.Context(), s.cast.As(name))
		if err != nil || len(all) != want || want > 0 && all[0].Content.Total.Leads != 1 {
			t.Errorf("%s reads %+v, %v", name, all, err)
		}
	}
	for _, name := range []string{"Rae Okafor", "Greta Lindqvist"} {
		if _, err := s.f.Statements(t.Context(), s.cast.As(name)); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestState_namesWhoseReportsFade(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	monday := time.Date(2026, 12, 7, 12, 0, 0, 0, time.UTC)
	start := monday.AddDate(0, 0, -7*16)
	for _, name := range []string{"Rae Okafor", "Ben Castillo"} {
		rep := s.cast.User(name)
		for range 5 {
			lead := s.lead(t, name)
			deliverytest.Change(t, s.st, `UPDATE leads SET released_at = $2, assigned_at = $2, accepted_at = $2, contacted_at = $2, updated_at = $2 WHERE id = $1`, lead.ID, start)
			for week := range 16 {
				if name == "Rae Okafor" && week >= 13 {
					continue // three weeks ago she stopped
				}
				deliverytest.Change(t, s.st, `INSERT INTO contacts (id, client_id, lead_id, user_id, at, how) VALUES (gen_random_uuid(), $1, $2, $3, $4, 'talked')`, lead.ClientID, lead.ID, rep.ID, start.AddDate(0, 0, 7*week+2))
			}
		}
	}
	client := s.cast.Client("harbour-dental").ID
	if _, err := s.f.State(t.Context(), client, monday); err != nil {
		t.Fatal(err)
	}
	all, err := s.f.Statements(t.Context(), s.cast.As("Marta Silva"))
	if err != nil || len(all) != 1 {
		t.Fatalf("%d statements, %v", len(all), err)
	}
	if f := all[0].Content.Fading; len(f) != 1 || f[0].Name != "Rae Okafor" || f[0].Now > 0.1 || f[0].Before < 0.8 {
		t.Errorf("who fades is %+v", f)
	}
}

// line is the line of one rep.
func line(c followup.Compliance, rep string) models.FollowedUp {
	for _, l := range c.Reps {
		if l.Rep == rep {
			return l
		}
	}
	return models.FollowedUp{}
}

func TestCompliance_judgesEachOwnerForTheirOwnTime(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	marta := s.cast.As("Marta Silva")
	give := func(lead *models.Lead, name string, after time.Duration) {
		t.Helper()
		s.at = noon.Add(after)
		if err := s.d.Assign(t.Context(), marta, lead.ID, s.cast.User(name).ID, ""); err != nil {
			t.Fatal(err)
		}
	}
	accept := func(lead *models.Lead, name string, after time.Duration) {
		t.Helper()
		s.at = noon.Add(after)
		if err := s.f.Accept(t.Context(), s.cast.As(name), of(lead)); err != nil {
			t.Fatal(err)
		}
	}
	// Rae lets the first lie for days; Ben, who gets it then, accepts it at once. The second goes from Rae to
	// Ben before her hours are over. The third she accepts, and it goes to Tom, whose manager contacts them late.
	slept, early, third := s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor")
	accept(third, "Rae Okafor", time.Hour)
	give(early, "Ben Castillo", 2*time.Hour)
	accept(early, "Ben Castillo", 3*time.Hour)
	give(third, "Tom Lindqvist", 20*time.Hour)
	accept(third, "Tom Lindqvist", 21*time.Hour)
	give(slept, "Ben Castillo", 72*time.Hour)
	accept(slept, "Ben Castillo", 73*time.Hour)
	s.at = noon.Add(74 * time.Hour)
	for lead, name := range map[*models.Lead]string{slept: "Ben Castillo", third: "Tom Lindqvist"} {
		if err := s.f.LogContact(t.Context(), s.cast.As(name), followup.Contact{Report: of(lead), How: "talked"}); err != nil {
			t.Fatal(err)
		}
	}
	c, err := s.f.Compliance(t.Context(), marta, noon.AddDate(0, 0, -1), noon.AddDate(0, 0, 1), s.at)
	if err != nil {
		t.Fatal(err)
	}
	for rep, want := range map[string]models.FollowedUp{
		"Rae Okafor":    {Accepted: models.Count{K: 1, N: 2}, Contacted: models.Count{N: 1}},
		"Ben Castillo":  {Leads: 2, Accepted: models.Count{K: 2, N: 2}, Contacted: models.Count{N: 1}}, // of the early one
		"Tom Lindqvist": {Leads: 1, Accepted: models.Count{K: 1, N: 1}, Contacted: models.Count{N: 1}},
	} {
		if got := line(c, rep); got.Leads != want.Leads || got.Accepted != want.Accepted || got.Contacted != want.Contacted {
			t.Errorf("%s: %+v, want %+v", rep, got, want)
		}
	}
	if c.Total.Leads != 3 || c.Total.Accepted != (models.Count{K: 4, N: 5}) || c.Total.Contacted != (models.Count{N: 3}) {
		t.Errorf("all together %+v", c.Total)
	}
	for name, reps := range map[string][]string{"Ben Castillo": {"Ben Castillo"}, "Greta Lindqvist": {"Tom Lindqvist"}} {
		own, err := s.f.Compliance(t.Context(), s.cast.As(name), noon.AddDate(0, 0, -1), noon.AddDate(0, 0, 1), s.at)
		if err != nil || len(own.Reps) != len(reps) || own.Reps[0].Rep != reps[0] {
			t.Errorf("%s is told of %+v, %v", name, own.Reps, err)
		}
	}
}

func TestCompliance_forgetsAnActThatWasTakenBack(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	marta := s.cast.As("Marta Silva")
	lead := s.lead(t, "Rae Okafor")
	s.at = noon.Add(20 * time.Hour)
	act, _, err := s.f.Act(t.Context(), marta, followup.Acting{Token: models.NewID(), Leads: []models.ID{lead.ID}, Kind: models.ActReassign, RepID: s.cast.User("Ben Castillo").ID})
	if err != nil {
		t.Fatal(err)
	}
	s.at = s.at.Add(5 * time.Second)
	if _, err := s.f.UndoAct(t.Context(), marta, act); err != nil {
		t.Fatal(err)
	}
	c, err := s.f.Compliance(t.Context(), marta, noon.AddDate(0, 0, -1), noon.AddDate(0, 0, 1), noon.AddDate(0, 0, 3))
	if err != nil || len(c.Reps) != 1 || line(c, "Rae Okafor").Accepted != (models.Count{N: 1}) || line(c, "Rae Okafor").Contacted != (models.Count{N: 1}) {
		t.Errorf("%+v, %v", c.Reps, err)
	}
}

func TestCompliance_ofAllHandsIsWhatTheAgencyCounts(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	autumn := noon.AddDate(0, 3, 0)
	for n, name := range []string{"Rae Okafor", "Tom Lindqvist", "Carlos Mena", "Tom Lindqvist", "Carlos Mena", "Rae Okafor"} {
		lead := s.lead(t, name)
		if err := s.f.CloseOut(t.Context(), s.cast.As(name), followup.Closing{Report: of(lead), Outcome: models.NoDecision, AgainOn: &autumn}); err != nil {
			t.Fatal(err)
		}
		if n < 3 { // the job of the others has not run yet: the agency has not taken them back
			if err := s.f.TakeBack(t.Context(), lead.ClientID, lead.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	from, to := time.Time{}, noon.AddDate(0, 0, 1)
	all, err := s.f.ComplianceOf(t.Context(), models.Operator(), s.cast.Client("harbour-dental").ID, from, to, noon)
	if err != nil || all.Total.Leads != s.released(t) || all.Total.Leads != 3 || all.Total.Back != 3 {
		t.Fatalf("%+v, %v; released are %d", all.Total, err, s.released(t))
	}
	marta, err := s.f.Compliance(t.Context(), s.cast.As("Marta Silva"), from, to, noon)
	if err != nil || marta.Total != all.Total {
		t.Errorf("the sales manager is told %+v, %v", marta.Total, err)
	}
	for name, partner := range map[string]string{"Greta Lindqvist": "Lindqvist Medical Distribution", "Carlos Mena": "Gulf Dental Supply"} {
		own, err := s.f.Compliance(t.Context(), s.cast.As(name), from, to, noon)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range all.Partners {
			if l.Partner == partner && (own.Total.Leads != l.Leads || own.Total.Back != l.Back) {
				t.Errorf("%s is told %+v, and the agency %+v", name, own.Total, l)
			}
		}
	}
}

func TestState_countsNoReportThatWasTakenBack(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	rae := s.cast.As("Rae Okafor")
	reports := func() (n int) {
		t.Helper()
		rows, err := s.f.ReportsWeekly(t.Context(), lead.ClientID, noon.AddDate(0, 0, 1))
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			n += row.Reports
		}
		return n
	}
	if err := s.f.Accept(t.Context(), rae, of(lead)); err != nil || reports() != 1 {
		t.Fatalf("%d reports after the acceptance, %v", reports(), err)
	}
	contact, step := of(lead), of(lead)
	if err := s.f.LogContact(t.Context(), rae, followup.Contact{Report: contact, How: "talked"}); err != nil {
		t.Fatal(err)
	}
	if err := s.f.ReachMilestone(t.Context(), rae, step, 1); err != nil || reports() != 3 {
		t.Fatalf("%d reports, %v", reports(), err)
	}
	for n, report := range []followup.Report{step, contact} {
		if _, err := s.f.TakeReportBack(t.Context(), rae, report.Token); err != nil || reports() != 2-n {
			t.Errorf("%d reports after %d were taken back, %v", reports(), n+1, err)
		}
	}
}
