package followup_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/followup"
)

// moves switches on that leads nobody accepts go to another rep.
func moves(p *models.FollowUpTerms) { p.Rules[0].Move, p.Rules[0].MoveHours = true, 1 }

func (s *scene) user(t *testing.T, name, set string, args ...any) {
	t.Helper()
	deliverytest.Change(t, s.st, `UPDATE users SET `+set+` WHERE id = $1`, append([]any{s.cast.User(name).ID}, args...)...)
}

func TestSweep_givesALeadOnByTheDrawOfANewOne(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(t *testing.T, s *scene)
		want   string // whose it is then
		why    string
	}{
		"the rep who is free has it":     {func(*testing.T, *scene) {}, "Rae Okafor", "Nobody had accepted it in time. Rae Okafor: next of 1 present"},
		"never one who is full":          {func(t *testing.T, s *scene) { s.lead(t, "Rae Okafor"); s.user(t, "Rae Okafor", "capacity = 1") }, "Ben Castillo", ""},
		"never one who is away":          {func(t *testing.T, s *scene) { s.user(t, "Rae Okafor", "away_until = $2", noon.AddDate(0, 1, 0)) }, "Ben Castillo", ""},
		"never one who has left":         {func(t *testing.T, s *scene) { s.user(t, "Rae Okafor", "state = 'deactivated'") }, "Ben Castillo", ""},
		"never one of another partner’s": {func(t *testing.T, s *scene) { s.user(t, "Rae Okafor", "weight = 0") }, "Ben Castillo", ""},
		"a substitute does not stand in from abroad": {func(t *testing.T, s *scene) {
			s.user(t, "Rae Okafor", "away_until = $2, substitute_id = $3", noon.AddDate(0, 1, 0), s.cast.User("Tom Lindqvist").ID)
		}, "Ben Castillo", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			if err := s.f.PutInForce(t.Context(), s.cast.As("Marta Silva"), terms(moves)); err != nil {
				t.Fatal(err)
			}
			lead := s.lead(t, "Ben Castillo")
			c.change(t, s)
			s.at = lead.NextAt.Add(90 * time.Minute)
			if _, err := s.f.Sweep(t.Context(), lead.ClientID, s.at); err != nil {
				t.Fatal(err)
			}
			now := s.load(t, lead.ID)
			if *now.RepID != s.cast.User(c.want).ID || !strings.HasPrefix(now.AssignedWhy, c.why) {
				t.Errorf("it is %v’s: %s", now.RepID, now.AssignedWhy)
			}
			if n := deliverytest.Count[models.Assignment](t, s.st, models.OfLead(lead.ID), where("why = ?", now.AssignedWhy)); n != 1 {
				t.Errorf("the reason is kept %d times", n)
			}
		})
	}
}

func TestSweep_givesALeadOnToWhoStandsIn(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	if err := s.f.PutInForce(t.Context(), s.cast.As("Marta Silva"), terms(moves)); err != nil {
		t.Fatal(err)
	}
	lead := s.lead(t, "Tom Lindqvist")
	// Carlos works for the same partner now and is away; Rae, who takes no leads, stands in.
	partner := s.cast.User("Tom Lindqvist").PartnerID
	s.user(t, "Carlos Mena", "partner_id = $2, away_until = $3, substitute_id = $4", partner, noon.AddDate(0, 1, 0), s.cast.User("Rae Okafor").ID)
	s.user(t, "Rae Okafor", "partner_id = $2, weight = 0", partner)
	s.at = lead.NextAt.Add(90 * time.Minute)
	if swept, err := s.f.Sweep(t.Context(), lead.ClientID, s.at); err != nil || swept.Given != 1 {
		t.Fatalf("%+v, %v", swept, err)
	}
	if now := s.load(t, lead.ID); *now.RepID != s.cast.User("Rae Okafor").ID {
		t.Errorf("it is %v’s: %s", now.RepID, now.AssignedWhy)
	}
}

func TestPutInForce_holdsByTheChannelOfTheRep(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.user(t, "Ben Castillo", "channel = 'desk'")
	if err := s.f.PutInForce(t.Context(), s.cast.As("Marta Silva"), terms(func(p *models.FollowUpTerms) {
		desk, partner := p.Rules[0], p.Rules[0]
		desk.Channel, desk.AcceptHours, partner.Channel, partner.AcceptHours = models.DeskSales, 1, models.PartnerSales, 2
		p.Rules = append([]models.FollowUpRule{desk, partner}, p.Rules...)
	})); err != nil {
		t.Fatal(err)
	}
	desk := s.lead(t, "Ben Castillo")
	for name, want := range map[string]time.Duration{"Rae Okafor": 4 * time.Hour, "Tom Lindqvist": 2 * time.Hour, "Ben Castillo": time.Hour} {
		if lead := s.lead(t, name); !lead.NextAt.Equal(noon.Add(want)) {
			t.Errorf("%s accepts by %s, want %s", name, lead.NextAt, noon.Add(want))
		}
	}
	// He goes into the field: what is read at once, and what is swept, follow.
	s.user(t, "Ben Castillo", "channel = 'field'")
	if sheet, err := s.f.Lead(t.Context(), s.cast.As("Ben Castillo"), desk.ID); err != nil || !sheet.Lead.NextAt.Equal(noon.Add(4*time.Hour)) {
		t.Errorf("he reads %v, %v", sheet.Lead.NextAt, err)
	}
	if _, err := s.f.Sweep(t.Context(), desk.ClientID, noon); err != nil || !s.load(t, desk.ID).NextAt.Equal(noon.Add(4*time.Hour)) {
		t.Errorf("it is swept to %v, %v", s.load(t, desk.ID).NextAt, err)
	}
	c, err := s.f.Compliance(t.Context(), s.cast.As("Marta Silva"), noon.AddDate(0, 0, -1), noon.AddDate(0, 0, 1), noon.Add(3*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for _, rep := range c.Reps { // three hours on: only the partner's was due
		if (rep.Accepted.N == 1) != (rep.Rep == "Tom Lindqvist") {
			t.Errorf("%s: %+v", rep.Rep, rep.Accepted)
		}
	}
}

func TestSweep_tellsOfEveryDeadlineThoughItWritesFewAtATime(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	const more = 1200
	deliverytest.Change(t, s.st, `INSERT INTO leads SELECT (jsonb_populate_record(l, jsonb_build_object('id', md5(l.id::text || n)::uuid, 'cycle', n + 1))).* FROM leads l, generate_series(1, $2::int) n WHERE l.id = $1`, lead.ID, more)
	late := lead.NextAt.Add(30 * time.Hour)
	for sweep, want := range []int{500, 500, more + 1 - 1000, 0} {
		swept, err := s.f.Sweep(t.Context(), lead.ClientID, late.Add(time.Duration(sweep)*5*time.Minute))
		if err != nil || swept != (followup.Swept{Overdue: want}) {
			t.Errorf("sweep %d: %+v, %v; want %d", sweep+1, swept, err, want)
		}
	}
	if n := deliverytest.Count[models.Push](t, s.st, where("event = 'overdue' AND user_id = ?", s.cast.User("Marta Silva").ID)); n != more+1 {
		t.Errorf("Marta is told of %d of %d", n, more+1)
	}
}
