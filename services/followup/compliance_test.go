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
	}{{monday.Add(-time.Minute), 0}, {monday, 1}, {monday.Add(time.Minute), 0}, {monday.AddDate(0, 0, 4), 0}, {monday.AddDate(0, 0, 7), 1}} {
		s.at = c.at
		sent, err := s.f.State(context.Background(), client, c.at)
		if err != nil || sent != c.want {
			t.Errorf("at %s %d are sent, %v; want %d", c.at, sent, err, c.want)
		}
	}
	if len(post.Letters) != 2 {
		t.Fatalf("%d letters", len(post.Letters))
	}
	first, second := <-post.Letters, <-post.Letters
	if first.ID == second.ID || first.To != `"Marta Silva" <marta@harbour-dental.example>` {
		t.Errorf("%+v, %+v", first, second)
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
