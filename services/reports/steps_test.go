package reports_test

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/store"
)

//go:embed testdata/sow_steps.sql
var sowSteps string

// A force is the reps of a client, two of them a partner's.
type force struct {
	*world
	process *models.Process
	partner models.Partner
	reps    []models.User
}

// sold lets so many leads walk the steps in the hands of eight reps; the third loses half of the second step.
func sold(t *testing.T, leads int) *force {
	t.Helper()
	w := build(t)
	f := &force{world: w, partner: models.Partner{ID: models.NewID(), ClientID: w.client.ID, Name: "Gulf", CreatedAt: noon}}
	f.process = &models.Process{ID: models.NewID(), ClientID: w.client.ID, LineID: models.NewID(), Name: "Usual", Version: 1, Steps: models.UsualSteps, Rules: []models.ProcessRule{}, CreatedAt: noon}
	person := models.Person{ID: models.NewID(), ClientID: w.client.ID, CreatedAt: noon}
	reps, partners, sources := []models.ID{}, []*models.ID{}, []models.ID{}
	for _, s := range w.sources {
		sources = append(sources, s.ID)
	}
	slices.SortFunc(sources, func(a, b models.ID) int { return strings.Compare(a.String(), b.String()) })
	w.in(func(tx *store.Tx) error {
		for _, row := range []any{&f.partner, f.process, &person} {
			if err := tx.Put(row); err != nil {
				return err
			}
		}
		for n := range 8 {
			u := models.User{ID: models.NewID(), ClientID: &w.client.ID, Email: fmt.Sprintf("rep%d@x.example", n), Name: fmt.Sprintf("Rep %d", n), Role: models.Rep, Zone: "UTC", State: models.Active, CreatedAt: noon}
			if n >= 6 {
				u.PartnerID = &f.partner.ID
			}
			if err := tx.Put(&u); err != nil {
				return err
			}
			f.reps, reps, partners = append(f.reps, u), append(reps, u.ID), append(partners, u.PartnerID)
		}
		_, err := tx.Run(sowSteps, w.client.ID, w.program.ID, person.ID, f.process.ID, reps, partners, sources, leads, noon, 3)
		return err
	})
	f.count()
	return f
}

func (f *force) count() {
	f.Helper()
	if err := f.svc.CountSteps(f.Context(), f.client.ID); err != nil {
		f.Fatal(err)
	}
}

func (f *force) as(role models.Role, u models.User) models.Actor {
	by := models.Actor{Gate: models.GateClient, Role: role, ClientID: f.client.ID, UserID: u.ID, Name: u.Name, Zone: "UTC"}
	if by.UserID == models.NoID {
		by.UserID = f.reps[0].ID
	}
	if role == models.PartnerManager || u.PartnerID != nil {
		by.PartnerID = f.partner.ID
	}
	return by
}

var twoYears = reports.StepsWanted{From: time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC), To: noon}

func (f *force) steps(by models.Actor, w reports.StepsWanted) *reports.Steps {
	f.Helper()
	r, err := f.svc.Steps(f.Context(), by, f.client.ID, w)
	if err != nil {
		f.Fatal(err)
	}
	return r
}

func TestSteps_namesTheOneStepOfTheRepWhoLosesHalfOfIt(t *testing.T) {
	t.Parallel()
	f := sold(t, 1600)
	r := f.steps(f.as(models.SalesManager, models.User{}), twoYears)
	if len(r.Reps) != 8 || len(r.Stages) != 5 || len(r.Channels) != 2 {
		t.Fatalf("%d reps, %d stages, %d channels", len(r.Reps), len(r.Stages), len(r.Channels))
	}
	for n, rep := range r.Reps {
		want := -1
		if n == 2 {
			want = 1
		}
		if rep.Weakest != want {
			t.Errorf("%s is named at %d, want %d: %+v", rep.Name, rep.Weakest, want, rep.Stands)
		}
	}
	weak := r.Reps[2]
	if l := weak.Loss; !weak.MoneyKnown || l.Orders < 3 || l.OrdersLow <= 0 || l.OrdersHigh <= l.Orders || l.Money < l.Orders*15000 || l.Money > l.Orders*45000 {
		t.Errorf("the loss is %+v", weak.Loss)
	}
	if len(weak.Colleagues) != 2 || slices.Contains(weak.Colleagues, weak.Name) {
		t.Errorf("two examples are %q", weak.Colleagues)
	}
	// What is observed is what is in the leads: all who came long enough ago, and all who were contacted of them.
	var n, k int
	if err := f.st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(t.Context(), `SELECT count(*), count(contacted_at) FROM leads WHERE process_id = $1 AND released_at < $2::timestamptz - make_interval(days => $3)`, f.process.ID, noon.Truncate(24*time.Hour).AddDate(0, 0, 1), r.Process.Horizons[0]).Scan(&n, &k)
	}); err != nil {
		t.Fatal(err)
	}
	if got := r.Total[0]; got.N != n || got.K != k || got.N+got.Young != 1600 {
		t.Errorf("%+v at the first stage, want %d of %d", got, k, n)
	}
	for stage, total := range r.Total {
		if total.Expected < 0.93*float64(total.K) || total.Expected > 1.07*float64(total.K) {
			t.Errorf("stage %d: %.1f are expected of all, %d passed", stage, total.Expected, total.K)
		}
	}
}

func TestSteps_showEachOnlyTheirOwn(t *testing.T) {
	t.Parallel()
	f := sold(t, 1600)
	names := func(r *reports.Steps) (all []string) {
		for _, rep := range r.Reps {
			all = append(all, rep.Name)
		}
		return all
	}
	if got := names(f.steps(f.as(models.PartnerManager, models.User{}), twoYears)); !slices.Equal(got, []string{"Rep 6", "Rep 7"}) {
		t.Errorf("the partner’s manager sees %q", got)
	}
	for n, dots := range map[int]int{2: 40, 7: 40} {
		r := f.steps(f.as(models.Rep, f.reps[n]), twoYears)
		if got := names(r); !slices.Equal(got, []string{f.reps[n].Name}) || len(r.Dots) != dots || len(r.Reps[0].Colleagues) > 0 {
			t.Errorf("%s sees %q among %d dots, and %q", f.reps[n].Name, got, len(r.Dots), r.Reps[0].Colleagues)
		}
	}
	for _, role := range []models.Role{models.Marketer, models.Caller} {
		by := f.as(role, models.User{})
		if role.OfAgency() {
			by.Gate = models.GateAgency
		}
		if _, err := f.svc.Steps(t.Context(), by, f.client.ID, twoYears); !models.IsKind(err, models.NotFound) {
			t.Errorf("a %s reads the steps: %v", role, err)
		}
	}
}

func TestSteps_areCutByPeriodProductAndChannel(t *testing.T) {
	t.Parallel()
	f := sold(t, 1600)
	by := f.as(models.SalesManager, models.User{})
	all := f.steps(by, twoYears).Total[0].N
	first, second := twoYears, twoYears
	first.To = time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)
	second.From = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	if a, b := f.steps(by, first).Total[0].N, f.steps(by, second).Total[0].N; a == 0 || b == 0 || a+b != all {
		t.Errorf("%d and %d are not %d", a, b, all)
	}
	direct, partner, product := twoYears, twoYears, twoYears
	direct.Channel, partner.Channel, product.Product = reports.Direct, f.partner.ID.String(), "Main"
	if a, b := f.steps(by, direct).Total[0].N, f.steps(by, partner).Total[0].N; a == 0 || b == 0 || a+b != all {
		t.Errorf("direct %d and the partner %d are not %d", a, b, all)
	}
	if got := f.steps(by, product).Total[0].N; got != all {
		t.Errorf("%d of the only product, %d in all", got, all)
	}
	product.Product = "Nothing"
	if got := f.steps(by, product); len(got.Reps) != 0 {
		t.Errorf("of no product: %+v", got.Reps)
	}
}

func TestSteps_sayNothingOfFewAndCountNobodyWhereALeadChangedHands(t *testing.T) {
	t.Parallel()
	f := sold(t, 160)
	by := f.as(models.SalesManager, models.User{})
	r := f.steps(by, twoYears)
	for _, rep := range r.Reps {
		if rep.Weakest >= 0 || rep.Stands[1].Said() {
			t.Errorf("%s: %+v", rep.Name, rep.Stands[1])
		}
	}
	for _, l := range r.Lines() {
		if l.Leads < 20 && (l.Ratio != nil || l.Low95 != nil) {
			t.Errorf("of %d leads it is said that %v", l.Leads, *l.Ratio)
		}
	}
	var lead models.ID
	f.in(func(tx *store.Tx) error {
		if err := tx.Pgx.QueryRow(t.Context(), `SELECT id FROM leads WHERE process_id = $1 AND contacted_at IS NULL AND released_at < $2 AND rep_id = $3 LIMIT 1`, f.process.ID, noon.AddDate(0, -3, 0), f.reps[0].ID).Scan(&lead); err != nil {
			return err
		}
		for n, rep := range f.reps[:2] {
			if err := tx.Put(&models.Assignment{ID: models.NewID(), ClientID: f.client.ID, LeadID: lead, RepID: &rep.ID, Why: "a test", At: noon.AddDate(0, -3+n, 0)}); err != nil {
				return err
			}
		}
		_, err := tx.Run(`UPDATE leads SET rep_id = $2 WHERE id = $1`, lead, f.reps[1].ID)
		return err
	})
	f.count()
	if got := f.steps(by, twoYears).Total[0].N; got != r.Total[0].N-1 {
		t.Errorf("%d leads count, want one fewer than %d", got, r.Total[0].N)
	}
}

func TestCoach_showsWhatChangedAgainstTheOthersAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	f := sold(t, 4000)
	day := noon.Truncate(24*time.Hour).AddDate(0, -6, 0)
	boss := f.as(models.SalesManager, models.User{})
	done := reports.CoachingDone{Token: models.NewID(), RepID: f.reps[2].ID, ProcessID: f.process.ID, Stage: 2, On: day, What: " Went along to two demos. "}
	for _, c := range []struct {
		by   models.Actor
		rep  models.ID
		what string
		kind models.Kind
	}{
		{f.as(models.Rep, f.reps[2]), f.reps[2].ID, "x", models.NotFound},
		{f.as(models.PartnerManager, models.User{}), f.reps[2].ID, "x", models.NotFound},
		{boss, models.NewID(), "x", models.NotFound},
		{boss, models.NoID, "x", models.Invalid},
		{boss, f.reps[2].ID, " ", models.Invalid},
	} {
		d := done
		d.Token, d.RepID, d.What = models.NewID(), c.rep, c.what
		if err := f.svc.Coach(t.Context(), c.by, d); !models.IsKind(err, c.kind) {
			t.Errorf("%s coaches: %v, want %s", c.by.Role, err, c.kind)
		}
	}
	for range 2 {
		if err := f.svc.Coach(t.Context(), boss, done); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.svc.Coach(t.Context(), f.as(models.PartnerManager, models.User{}), reports.CoachingDone{Token: models.NewID(), RepID: f.reps[6].ID, ProcessID: f.process.ID, Stage: 1, On: day, What: "Called together."}); err != nil {
		t.Fatal(err)
	}
	// From that day on the rep passes the step: what the coaching is to be credited with.
	f.in(func(tx *store.Tx) error {
		_, err := tx.Run(`INSERT INTO milestones (lead_id, client_id, step, user_id, at) SELECT id, client_id, 2, rep_id, contacted_at + interval '3 days' FROM leads
			WHERE process_id = $1 AND rep_id = $2 AND contacted_at >= $3 AND contacted_at < $4::timestamptz - interval '3 days' ON CONFLICT DO NOTHING`, f.process.ID, f.reps[2].ID, day, noon)
		return err
	})
	f.count()
	r := f.steps(boss, twoYears)
	if len(r.Coachings) != 2 {
		t.Fatalf("%d coachings", len(r.Coachings))
	}
	c := r.Coachings[slices.IndexFunc(r.Coachings, func(c reports.Coaching) bool { return c.Stage == 2 })]
	if c.What != "Went along to two demos." || !c.Change.Said || c.Change.Low < 0.2 || c.Change.Points > 0.9 || c.Change.High < c.Change.Points {
		t.Errorf("it changed %+v", c.Change)
	}
	if theirs := f.steps(f.as(models.PartnerManager, models.User{}), twoYears).Coachings; len(theirs) != 1 || theirs[0].RepID != f.reps[6].ID {
		t.Errorf("the partner’s manager sees %+v", theirs)
	}
	if own := f.steps(f.as(models.Rep, f.reps[2]), twoYears).Coachings; len(own) != 1 {
		t.Errorf("the rep sees %+v", own)
	}
	if err := f.svc.TakeBackCoaching(t.Context(), f.as(models.PartnerManager, models.User{}), models.NewID(), c.ID); !models.IsKind(err, models.NotFound) {
		t.Errorf("a partner’s manager takes it back: %v", err)
	}
	for n, kind := range []models.Kind{"", models.Conflict} {
		if err := f.svc.TakeBackCoaching(t.Context(), boss, models.NewID(), c.ID); n == 0 && err != nil || n == 1 && !models.IsKind(err, kind) {
			t.Errorf("taken back %d times: %v", n+1, err)
		}
	}
	if left := f.steps(boss, twoYears).Coachings; len(left) != 1 {
		t.Errorf("%d are left", len(left))
	}
}
