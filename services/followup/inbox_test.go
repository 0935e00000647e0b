package followup_test

import (
	"testing"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/followup"
	"ripen/services/store"
)

func TestInbox_sortsIntoTabs(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae := s.cast.As("Rae Okafor")
	fresh, late, planned, closed := s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor")
	s.lead(t, "Ben Castillo")
	soon := noon.AddDate(0, 0, 6)
	if err := s.f.LogContact(t.Context(), rae, followup.Contact{Report: of(planned), How: "talked", Next: &soon}); err != nil {
		t.Fatal(err)
	}
	if err := s.f.CloseOut(t.Context(), rae, followup.Closing{Report: of(closed), Outcome: models.Lost, Reason: "Price."}); err != nil {
		t.Fatal(err)
	}
	deliverytest.Change(t, s.st, `UPDATE leads SET accepted_at = $2, next_at = $3 WHERE id = $1`, late.ID, noon, noon.Add(time.Hour))
	at := noon.Add(2 * time.Hour)
	for tab, want := range map[followup.Tab][]models.ID{
		followup.TabOpen: {late.ID, fresh.ID, planned.ID}, followup.TabNew: {fresh.ID}, followup.TabOverdue: {late.ID},
		followup.TabWeek: {fresh.ID, planned.ID}, followup.TabClosed: {closed.ID},
	} {
		in, err := s.f.Inbox(t.Context(), rae, followup.Wanted{Tab: tab}, at)
		if err != nil {
			t.Fatal(err)
		}
		if len(in.Rows) != len(want) || in.Counts.Of(tab) != len(want) {
			t.Errorf("%s: %d rows, count %d, want %d", tab, len(in.Rows), in.Counts.Of(tab), len(want))
			continue
		}
		for n, id := range want {
			if in.Rows[n].ID != id {
				t.Errorf("%s: row %d is another", tab, n)
			}
		}
	}
	in, _ := s.f.Inbox(t.Context(), rae, followup.Wanted{}, at)
	if row := in.Rows[0]; row.Late(at) != time.Hour || row.Wants != "Scanner, 1" || row.RepName != "Rae Okafor" || row.WorthHigh.IntPart() != 60000 || row.Steps != 5 || row.NextStep != "First contact" {
		t.Errorf("the row is %+v", row)
	}
}

func TestInbox_pagesWithoutGapsOrDoubles(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	var first *models.Lead
	for range 53 {
		first = s.lead(t, "Rae Okafor") // many with the same next date
	}
	for _, tab := range []followup.Tab{followup.TabOpen, followup.TabClosed} {
		if tab == followup.TabClosed {
			deliverytest.Change(t, s.st, `UPDATE leads SET outcome = 'lost', closed_at = $1, next_at = NULL`, noon)
		}
		seen := map[models.ID]bool{}
		wanted := followup.Wanted{Tab: tab}
		for range 3 {
			in, err := s.f.Inbox(t.Context(), s.cast.As("Marta Silva"), wanted, noon)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range in.Rows {
				if seen[row.ID] {
					t.Errorf("%s: %s twice", tab, row.Name)
				}
				seen[row.ID] = true
			}
			if wanted.After = in.Next; in.Next == nil {
				break
			}
		}
		if len(seen) != 53 || !seen[first.ID] {
			t.Errorf("%s: %d of 53", tab, len(seen))
		}
	}
}

// The list asks in SQL what models.VisibleLeads says; both must see the same.
func TestInbox_showsEachWhatTheScopeShows(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, rep := range []string{"Rae Okafor", "Rae Okafor", "Ben Castillo", "Tom Lindqvist", "Carlos Mena"} {
		s.lead(t, rep)
	}
	want := map[string]int{"Rae Okafor": 2, "Ben Castillo": 1, "Tom Lindqvist": 1, "Greta Lindqvist": 1, "Nina Prokop": 1, "Marta Silva": 5, "Anja Vogt": 0, "Klaus Reinhardt": 0}
	for name, n := range want {
		by := s.cast.As(name)
		in, err := s.f.Inbox(t.Context(), by, followup.Wanted{}, noon)
		if err != nil || len(in.Rows) != n || in.Counts.Open != n {
			t.Errorf("%s sees %d leads, %v; want %d", name, len(in.Rows), err, n)
		}
		var scoped []models.Lead
		if err := s.st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) (err error) {
			scoped, err = store.All[models.Lead](tx, models.VisibleLeads(by), func(db *gorm.DB) *gorm.DB { return db.Where("closed_at IS NULL") })
			return err
		}); err != nil || len(scoped) != n {
			t.Errorf("%s: the scope shows %d, %v", name, len(scoped), err)
		}
	}
	for _, name := range []string{"Jonas Weber", "Dana Whitfield"} {
		if _, err := s.f.Inbox(t.Context(), s.cast.As(name), followup.Wanted{}, noon); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s has an inbox: %v", name, err)
		}
	}
}

func TestBoard_saysWhoHasWhat(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	late := s.lead(t, "Tom Lindqvist")
	s.lead(t, "Rae Okafor")
	deliverytest.Change(t, s.st, `UPDATE leads SET next_at = $2 WHERE id = $1`, late.ID, noon.Add(-26*time.Hour))
	b, err := s.f.Board(t.Context(), s.cast.As("Marta Silva"), followup.Wanted{}, followup.Filters{}, noon)
	if err != nil || len(b.Rows) != 2 || b.Rows[0].ID != late.ID || b.Rows[0].Late(noon) != 26*time.Hour || b.Rows[0].PartnerName != "Lindqvist Medical Distribution" {
		t.Fatalf("%+v, %v", b, err)
	}
	if len(b.Owners) != 2 || b.Owners[0].Name != "Tom Lindqvist" || b.Owners[0].Overdue != 1 || b.Owners[1].New != 1 {
		t.Errorf("%+v", b.Owners)
	}
	if b, err := s.f.Board(t.Context(), s.cast.As("Nina Prokop"), followup.Wanted{}, followup.Filters{}, noon); err != nil || len(b.Rows)+len(b.Owners) != 0 {
		t.Errorf("the other partner’s manager sees %+v, %v", b, err)
	}
	if _, err := s.f.Board(t.Context(), s.cast.As("Rae Okafor"), followup.Wanted{}, followup.Filters{}, noon); !models.IsKind(err, models.NotFound) {
		t.Errorf("a rep has a board: %v", err)
	}
}

func TestCompliance_countsTheFortyEightHoursOnTheClock(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae := s.cast.As("Rae Okafor")
	inTime, tooLate, never, young := s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor")
	for lead, after := range map[*models.Lead]time.Duration{inTime: 47 * time.Hour, tooLate: 49 * time.Hour} {
		s.at = noon.Add(after)
		if err := s.f.LogContact(t.Context(), rae, followup.Contact{Report: of(lead), How: "talked"}); err != nil {
			t.Fatal(err)
		}
	}
	deliverytest.Change(t, s.st, `UPDATE leads SET released_at = $2 WHERE id = $1`, young.ID, noon.Add(24*time.Hour))
	got, err := s.f.Compliance(t.Context(), rae, noon.AddDate(0, -1, 0), noon.AddDate(0, 1, 0), noon.Add(50*time.Hour))
	if err != nil || len(got.Reps) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	if c := got.Reps[0]; c.Leads != 4 || c.Contacted != (models.Count{K: 1, N: 3}) || c.Open != 4 || c.Updated != (models.Count{K: 2, N: 2}) {
		t.Errorf("%+v (never contacted: %s)", c, never.Name)
	}
}

func TestInbox_countsFirstContactsByTheClientsOwnTerms(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae := s.cast.As("Rae Okafor")
	soon, late, never := s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor"), s.lead(t, "Rae Okafor")
	for lead, after := range map[*models.Lead]time.Duration{soon: 3 * time.Hour, late: 20 * time.Hour} {
		s.at = noon.Add(after)
		if err := s.f.LogContact(t.Context(), rae, followup.Contact{Report: of(lead), How: "talked"}); err != nil {
			t.Fatal(err)
		}
	}
	share := func(after time.Duration) followup.Share {
		in, err := s.f.Inbox(t.Context(), rae, followup.Wanted{Since: noon.AddDate(0, -1, 0)}, noon.Add(after))
		if err != nil {
			t.Fatal(err)
		}
		return in.InTime
	}
	if got := share(47 * time.Hour); got != (followup.Share{K: 2, N: 2}) {
		t.Errorf("by the usual 48 hours, %s not yet due: %+v", never.Name, got)
	}
	terms := models.UsualFollowUp()
	for n := range terms.Rules {
		terms.Rules[n].ContactHours = 4
	}
	if err := s.f.PutInForce(t.Context(), s.cast.As("Marta Silva"), terms); err != nil {
		t.Fatal(err)
	}
	if got := share(47 * time.Hour); got != (followup.Share{K: 1, N: 3}) {
		t.Errorf("by four hours: %+v", got)
	}
}

func TestSweep_tellsTheSalesManagerOfAnOverdueLeadOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	for _, c := range []struct {
		after time.Duration
		want  int
	}{{time.Hour, 0}, {5 * time.Hour, 1}, {6 * time.Hour, 0}} {
		if swept, err := s.f.Sweep(t.Context(), lead.ClientID, noon.Add(c.after)); err != nil || swept.Overdue != c.want {
			t.Errorf("after %v: %+v, %v", c.after, swept, err)
		}
	}
	p := deliverytest.Load[models.Push](t, s.st, models.OfLead(lead.ID), func(db *gorm.DB) *gorm.DB { return db.Where("event = ?", models.EventOverdue) })
	if p.Endpoint != "mailto:marta@harbour-dental.example" {
		t.Errorf("%s is told", p.Endpoint)
	}
}
