package reports_test

import (
	_ "embed"
	"slices"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/store"
)

//go:embed testdata/sow_lead.sql
var sowLead string

// version makes these steps the next version of the force's selling process.
func (f *force) version(n int, names ...string) *models.Process {
	f.Helper()
	p := &models.Process{ID: models.NewID(), ClientID: f.client.ID, LineID: f.process.LineID, Name: "Usual", Version: n, Rules: []models.ProcessRule{}, Current: true, CreatedAt: noon.Add(time.Duration(n) * time.Minute)}
	for _, name := range names {
		p.Steps = append(p.Steps, models.Step{Name: name})
	}
	f.in(func(tx *store.Tx) error {
		if _, err := tx.Run(`UPDATE processes SET current = false WHERE line_id = $1`, f.process.LineID); err != nil {
			return err
		}
		return tx.Put(p)
	})
	return p
}

// walks sows a lead that has reached these steps, one a month, by a selling process; with to,
// it goes by that one since the month moved.
func (f *force) walks(p, to *models.Process, moved int, steps ...string) {
	f.Helper()
	released := noon.AddDate(-1, 0, 0)
	lead := models.NewID()
	f.in(func(tx *store.Tx) error {
		_, err := tx.Run(sowLead, f.client.ID, f.program.ID, f.sources["cheap"].ID, p.ID, f.reps[0].ID, released, lead, steps)
		return err
	})
	if to == nil {
		return
	}
	if err := f.st.Tx(f.Context(), f.as(models.Rep, f.reps[0]), func(tx *store.Tx) error {
		if _, err := tx.Run(`UPDATE leads SET process_id = $2 WHERE id = $1`, lead, to.ID); err != nil {
			return err
		}
		return tx.Put(&models.ProcessChange{ID: models.NewID(), ClientID: f.client.ID, LeadID: lead, FromID: &p.ID, ToID: to.ID, Why: "They try before they buy.", UserID: f.reps[0].ID, At: released.AddDate(0, moved, 10)})
	}); err != nil {
		f.Fatal(err)
	}
}

func TestSteps_keepWhatWasReachedWhenTheProcessChanges(t *testing.T) {
	t.Parallel()
	f := sold(t, 0)
	first := f.process
	for range 5 {
		f.walks(first, nil, 0, "Meeting", "Quote")
	}
	trial := f.version(2, "First contact", "Meeting", "Trial", "Quote", "Decision", "Order")
	for n := range 4 { // were beyond the trial before there was one
		f.walks(first, trial, 3, []string{"Meeting", "Quote", "Decision"}[:2+n/3]...)
	}
	for n := range 3 { // came to it by the change
		f.walks(first, trial, 1, []string{"Meeting", "Trial"}[:1+min(1, n)]...)
	}
	for range 2 { // their rep passed over it
		f.walks(trial, nil, 0, "Meeting", "Quote")
	}
	again := f.version(3, "first contact", "Meeting ", "Quote", "Decision", "Order")
	f.walks(again, nil, 0, "Meeting ")
	f.count()

	by := f.as(models.SalesManager, models.User{})
	now := f.steps(by, twoYears)
	if len(now.Processes) != 2 || now.Process.Version != 3 || now.Processes[0].Leads+now.Processes[1].Leads != 15 {
		t.Fatalf("%+v", now.Processes)
	}
	others := twoYears
	others.Process = trial.ID
	for what, c := range map[string]struct {
		got  *reports.Steps
		want [][2]int
	}{
		"without a trial, in two versions": {now, [][2]int{{6, 6}, {6, 6}, {6, 5}, {5, 0}, {0, 0}}},
		"with a trial":                     {f.steps(by, others), [][2]int{{9, 9}, {9, 9}, {5, 4}, {8, 6}, {6, 1}, {1, 0}}},
	} {
		var got [][2]int
		for _, s := range c.got.Total {
			got = append(got, [2]int{s.N, s.K})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v came and passed, want %v", what, got, c.want)
		}
	}
	// Who was at the meeting when the trial was put after it came to the trial on that day.
	var came []string
	f.in(func(tx *store.Tx) error {
		found, err := store.Rows[struct{ Came string }](tx, `SELECT n || ' in ' || month AS came FROM step_figures WHERE process_id = $1 AND stage = 3 ORDER BY month`, trial.ID)
		for _, m := range found {
			came = append(came, m.Came)
		}
		return err
	})
	if want := []string{"2 in 2025-07-01", "3 in 2025-08-01"}; !slices.Equal(came, want) {
		t.Errorf("%q came to the trial, want %q", came, want)
	}
}
