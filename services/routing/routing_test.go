package routing_test

import (
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/models/sample"
	"ripen/services/clients"
	"ripen/services/delivery"
	"ripen/services/delivery/deliverytest"
	"ripen/services/routing"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var noon = time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC) // a Tuesday

// A scene is the cast, settled, and the services at an instant that tests move.
type scene struct {
	t    *testing.T
	st   *store.Store
	cast *clients.Cast
	r    *routing.Service
	d    *delivery.Service
	at   time.Time
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{t: t, st: storetest.Open(t), at: noon}
	cast, err := clients.New(s.st, s.now).Settle(t.Context(), models.Operator(), sample.Northlight(), noon)
	if err != nil {
		t.Fatal(err)
	}
	s.cast, s.r = cast, routing.New(s.st, s.now)
	s.d = delivery.New(s.st, s.now, delivery.Options{BaseURL: "https://ripen.example", Agency: "Northlight Leads", Letters: deliverytest.Plain{}, Mail: deliverytest.NewPostbox()})
	return s
}

func (s *scene) now() time.Time { return s.at }

func (s *scene) place() deliverytest.Place {
	return deliverytest.Place{Program: s.cast.Program("scanners-us"), Source: s.cast.Source("FDC Orlando"), Criteria: s.cast.Criteria("scanners-us"), Caller: s.cast.User("Dana Whitfield")}
}

func (s *scene) client() models.ID { return s.cast.Client("harbour-dental").ID }

func (s *scene) id(name string) models.ID { return s.cast.User(name).ID }

// lead releases one lead of somebody in Tampa, and says who has it and why.
func (s *scene) lead() (*models.Lead, string) {
	s.t.Helper()
	s.at = s.at.Add(time.Minute)
	lead := deliverytest.Lead(s.t, s.st, s.d, s.place(), s.at)
	return lead, s.nameOf(lead.RepID)
}

func (s *scene) nameOf(id *models.ID) string {
	s.t.Helper()
	if id == nil {
		return ""
	}
	return deliverytest.Load[models.User](s.t, s.st, models.ByID(*id)).Name
}

func (s *scene) change(query string, args ...any) {
	s.t.Helper()
	deliverytest.Change(s.t, s.st, query, args...)
}

// inForce switches rules on.
func (s *scene) inForce(rules ...models.RoutingRule) {
	s.t.Helper()
	for n := range rules {
		if rules[n].Name == "" {
			rules[n].Name = "A rule"
		}
	}
	if err := s.r.SwitchOn(s.t.Context(), models.Operator(), s.client(), rules, models.NoID); err != nil {
		s.t.Fatal(err)
	}
}

func (s *scene) to(weights map[string]int) models.Targets {
	var t models.Targets
	for name, weight := range weights {
		t.Reps = append(t.Reps, models.WeightedRep{ID: s.id(name), Weight: weight})
	}
	return t
}

func where(query string, args ...any) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where(query, args...) }
}

func (s *scene) wants(name, why string) {
	s.t.Helper()
	lead, got := s.lead()
	if got != name || !strings.Contains(lead.AssignedWhy, why) {
		s.t.Errorf("%q has it: %q; want %q: %q", got, lead.AssignedWhy, name, why)
	}
}

func TestDraw_keepsTheWeightsOfARuleWhenManyAreDueAtOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.inForce(models.RoutingRule{Name: "Florida", Regions: []string{"FL"}, To: s.to(map[string]int{"Rae Okafor": 3, "Ben Castillo": 1})})
	var due []*models.PendingRelease
	for range 40 {
		_, r := deliverytest.Pend(t, s.st, s.d, s.place(), noon)
		due = append(due, r)
	}
	s.at = noon.Add(time.Minute)
	var all sync.WaitGroup
	for _, r := range due {
		all.Go(func() {
			if _, err := s.d.Release(t.Context(), r.ClientID, r.ID); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for name, want := range map[string]int{"Rae Okafor": 30, "Ben Castillo": 10} {
		if got := deliverytest.Count[models.Lead](t, s.st, where("rep_id = ?", s.id(name))); got != want {
			t.Errorf("%s has %d of 40 leads, want %d", name, got, want)
		}
	}
	rule := deliverytest.Load[models.Routing](t, s.st, where("state = 'in_force'"))
	if n := deliverytest.Count[models.Assignment](t, s.st, where("rule_id = ? AND rule_version = 1 AND why LIKE 'Rule 1, “Florida”: %'", rule.Rules[0].ID)); n != 40 {
		t.Errorf("%d assignments name their rule", n)
	}
}

func TestDraw_takesTheFirstRuleThatFitsAndHasSomebody(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	gulf := s.cast.Partner("Gulf Dental Supply").ID
	s.inForce(
		models.RoutingRule{Name: "Texas", Regions: []string{"TX"}, To: s.to(map[string]int{"Tom Lindqvist": 1})},
		models.RoutingRule{Name: "The Gulf", Countries: []string{"US"}, Regions: []string{"FL"}, To: models.Targets{PartnerID: &gulf}},
		models.RoutingRule{Name: "Scanners", Products: []string{"scanner"}, To: s.to(map[string]int{"Ben Castillo": 1})},
	)
	s.wants("Carlos Mena", "Rule 2, “The Gulf”: Carlos Mena, next of 1 present, 1 of 1 leads in 30 days")
	s.change(`UPDATE users SET away_until = $2 WHERE id = $1`, s.id("Carlos Mena"), noon.AddDate(0, 0, 7))
	s.wants("Ben Castillo", "Rule 3, “Scanners”: Ben Castillo, next of 1 present, 1 of 1 leads in 30 days (rule 2 has nobody present)")
	s.change(`UPDATE users SET capacity = 1 WHERE id = $1`, s.id("Ben Castillo"))
	lead, name := s.lead() // nobody of a rule: the next of all, but not who is away or full
	if name != "Rae Okafor" && name != "Tom Lindqvist" || !strings.Contains(lead.AssignedWhy, "next of 2 present") || !strings.HasSuffix(lead.AssignedWhy, "(rule 2 has nobody present; rule 3 has nobody free)") {
		t.Errorf("%s: %s", name, lead.AssignedWhy)
	}
	s.change(`UPDATE users SET state = 'deactivated' WHERE name IN ('Rae Okafor', 'Tom Lindqvist')`)
	lead, name = s.lead()
	if name != "" || lead.AssignedWhy != "Every rep who is present has as many leads as he takes: Marta Silva, sales manager, has it" {
		t.Errorf("%s: %s", name, lead.AssignedWhy)
	}
}

func TestDraw_prefersWhoIsAtWorkAndSaysWhenNobodyIs(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.inForce(models.RoutingRule{Name: "All", To: s.to(map[string]int{"Rae Okafor": 1, "Ben Castillo": 1})})
	s.change(`UPDATE users SET hours = 'Mon-Fri 8-11' WHERE id = $1`, s.id("Rae Okafor")) // it is noon there
	for range 3 {
		s.wants("Ben Castillo", "next of 1 present")
	}
	s.change(`UPDATE users SET hours = 'Sat 8-11' WHERE id = $1`, s.id("Ben Castillo"))
	s.wants("Rae Okafor", "nobody of them is at work now")
}

func TestDraw_letsTheSubstituteStandInForWhoIsAway(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.inForce(models.RoutingRule{Name: "All", To: s.to(map[string]int{"Rae Okafor": 2, "Ben Castillo": 1})})
	back := noon.AddDate(0, 0, 7)
	absence := func(name, substitute string, until *time.Time) error {
		return s.r.SetAbsence(t.Context(), s.cast.As("Marta Silva"), s.id(name), routing.Absence{Until: until, SubstituteID: s.id(substitute)})
	}
	if err := absence("Rae Okafor", "Tom Lindqvist", &back); err != nil {
		t.Fatal(err)
	}
	had := map[string]int{}
	for range 6 {
		_, name := s.lead()
		had[name]++
	}
	if had["Tom Lindqvist"] != 4 || had["Ben Castillo"] != 2 {
		t.Errorf("with Tom for Rae: %v", had)
	}
	if err := absence("Tom Lindqvist", "Rae Okafor", &back); err != nil { // they wait for each other
		t.Fatal(err)
	}
	s.wants("Ben Castillo", "next of 1 present")
	if err := absence("Rae Okafor", "Rae Okafor", &back); !models.IsKind(err, models.Invalid) {
		t.Errorf("for oneself: %v", err)
	}
	for name, kind := range map[string]models.Kind{"Ben Castillo": models.NotFound, "Greta Lindqvist": models.NotFound, "Klaus Reinhardt": models.NotFound, "Jonas Weber": models.NotFound, "Dana Whitfield": models.NotFound} {
		if err := s.r.SetAbsence(t.Context(), s.cast.As(name), s.id("Rae Okafor"), routing.Absence{}); !models.IsKind(err, kind) {
			t.Errorf("%s sends Rae away: %v", name, err)
		}
	}
	if err := s.r.SetAbsence(t.Context(), s.cast.As("Greta Lindqvist"), s.id("Tom Lindqvist"), routing.Absence{SubstituteID: s.id("Rae Okafor")}); !models.IsKind(err, models.Invalid) {
		t.Errorf("a partner’s manager names somebody who is not hers: %v", err)
	}
}

// customer enters the organisation of the test’s inquirers as a customer of somebody.
func (s *scene) customer(rep string) {
	s.t.Helper()
	file := "Name,Domain,Rep\nMoss & Daughters Dentistry,mossdaughters.example," + rep + "\n"
	sum, err := clients.New(s.st, s.now).ImportCustomers(s.t.Context(), models.Operator(), s.client(), strings.NewReader(file))
	if err != nil || len(sum.Rejected) > 0 {
		s.t.Fatal(err, sum.Rejected)
	}
}

func TestDraw_keepsAnExistingCustomerWithItsRep(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.inForce(models.RoutingRule{Name: "All", To: s.to(map[string]int{"Ben Castillo": 1})})
	s.customer("Rae Okafor")
	s.change(`UPDATE users SET capacity = 1 WHERE id = $1`, s.id("Rae Okafor")) // her customers are hers, however many
	for range 3 {
		s.wants("Rae Okafor", "Existing customer of Rae Okafor")
	}
	s.change(`UPDATE users SET state = 'deactivated', substitute_id = $2 WHERE id = $1`, s.id("Rae Okafor"), s.id("Tom Lindqvist"))
	lead, name := s.lead()
	if name != "Tom Lindqvist" || lead.AssignedWhy != "Existing customer of another rep, who is not there: Tom Lindqvist stands in" {
		t.Errorf("%s: %s", name, lead.AssignedWhy)
	}
	s.change(`UPDATE users SET away_until = $2 WHERE id = $1`, s.id("Tom Lindqvist"), noon.AddDate(0, 0, 9))
	s.wants("Ben Castillo", "(the rep of this existing customer is not there)")
}

func TestDraw_keepsAnOrganisationWithWhoHasItsOpenLead(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.inForce(models.RoutingRule{Name: "All", To: s.to(map[string]int{"Rae Okafor": 1, "Ben Castillo": 1})})
	first, owner := s.lead()
	var organisation *models.ID
	for n := range 3 {
		s.at = s.at.Add(time.Minute)
		i, _ := deliverytest.Pend(t, s.st, s.d, s.place(), s.at)
		if n == 0 {
			inquiry := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(first.InquiryID))
			organisation = deliverytest.Load[models.Person](t, s.st, models.ByID(inquiry.PersonID)).OrganisationID
		}
		s.change(`UPDATE persons SET organisation_id = $2 WHERE id = $1`, i.PersonID, organisation)
		if _, err := s.d.SweepReleases(t.Context(), i.ClientID, s.at.Add(models.RecallWindow)); err != nil {
			t.Fatal(err)
		}
		lead := deliverytest.Load[models.Lead](t, s.st, models.OfInquiry(i.ID))
		if got := s.nameOf(lead.RepID); got != owner || lead.AssignedWhy != "Same organisation as an open lead of "+owner {
			t.Errorf("%s: %s", got, lead.AssignedWhy)
		}
	}
}

func TestRules_areKeptInVersionsByWhoAnswersForTheClient(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	ctx := t.Context()
	rules := []models.RoutingRule{{Name: "All", To: s.to(map[string]int{"Rae Okafor": 1})}}
	for _, name := range []string{"Priya Raman", "Dana Whitfield", "Marta Silva", "Rae Okafor"} {
		if err := s.r.SwitchOn(ctx, s.cast.As(name), s.client(), rules, models.NewID()); err == nil {
			t.Errorf("%s switches rules on", name)
		}
	}
	clara := s.cast.As("Clara Nyberg")
	for range 2 {
		if err := s.r.SaveDraft(ctx, clara, s.client(), rules); err != nil {
			t.Fatal(err)
		}
	}
	s.wants(s.firstOfAll(), "next of 4 present") // a draft decides nothing
	token := models.NewID()
	for range 2 { // a double click
		if err := s.r.SwitchOn(ctx, clara, s.client(), rules, token); err != nil {
			t.Fatal(err)
		}
	}
	s.wants("Rae Okafor", "Rule 1, “All”")
	s.inForce(models.RoutingRule{Name: "Other", To: s.to(map[string]int{"Ben Castillo": 1})})
	b, err := s.r.Rules(ctx, clara, s.client())
	if err != nil || len(b.Versions) != 2 || b.InForce.Version != 2 || b.Versions[1].State != models.RoutingRetired || b.Draft != nil {
		t.Errorf("%+v, %v", b, err)
	}
	for says, rule := range map[string]models.RoutingRule{
		"names a rep who has left":     {Name: "x", To: models.Targets{Reps: []models.WeightedRep{{ID: s.id("Anja Vogt"), Weight: 1}}}},
		"one of the client’s partners": {Name: "x", To: models.Targets{PartnerID: new(models.ID)}},
	} {
		if err := s.r.SwitchOn(ctx, clara, s.client(), []models.RoutingRule{rule}, models.NewID()); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}

// firstOfAll is whose turn it is among all reps when nobody has had one.
func (s *scene) firstOfAll() string { return "Ben Castillo" }

func TestTry_tellsOfAPastMonthAndChangesNothing(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.at = noon.AddDate(0, -1, 0)
	for range 8 { // two for each of the four reps
		s.lead()
	}
	s.at = noon
	s.change(`UPDATE users SET away_until = $2, capacity = 1 WHERE id = $1`, s.id("Rae Okafor"), noon.AddDate(0, 1, 0))
	rules := []models.RoutingRule{
		{Name: "Texas", Regions: []string{"TX"}, To: s.to(map[string]int{"Tom Lindqvist": 1})},
		{Name: "Florida", Regions: []string{"FL"}, To: s.to(map[string]int{"Rae Okafor": 3, "Ben Castillo": 1})},
	}
	state := func() string {
		var all string
		err := s.st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
			return tx.Pgx.QueryRow(tx.Context(), `SELECT (SELECT string_agg(l::text, '' ORDER BY l.id) FROM leads l) || (SELECT string_agg(d::text, '' ORDER BY d::text) FROM draws d)
				|| (SELECT count(*) FROM routings) || (SELECT count(*) FROM assignments)`).Scan(&all)
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := state()
	trial, err := s.r.Try(t.Context(), s.cast.As("Clara Nyberg"), s.client(), rules, noon.AddDate(0, -1, 0))
	if err != nil {
		t.Fatal(err)
	}
	shares := map[string][2]int{}
	for _, r := range trial.Reps {
		shares[r.Name] = [2]int{r.Before, r.After}
	}
	if len(trial.Leads) != 8 || shares["Rae Okafor"] != [2]int{2, 6} || shares["Ben Castillo"] != [2]int{2, 2} || shares["Tom Lindqvist"] != [2]int{2, 0} || trial.Unmatched != 0 || trial.Leads[0].Rule != 2 || trial.Moved == 0 {
		t.Errorf("%v, %d moved, %d fit no rule", shares, trial.Moved, trial.Unmatched)
	}
	trial, err = s.r.Try(t.Context(), models.Operator(), s.client(), rules[:1], noon.AddDate(0, -1, 0))
	if err != nil || trial.Unmatched != 8 || trial.Moved != 0 {
		t.Errorf("with a rule for Texas only: %d fit none, %d moved, %v", trial.Unmatched, trial.Moved, err)
	}
	if trial, err = s.r.Try(t.Context(), models.Operator(), s.client(), rules, noon); err != nil || len(trial.Leads) != 0 {
		t.Errorf("this month: %d leads, %v", len(trial.Leads), err)
	}
	if after := state(); after != before {
		t.Error("the trial changed something")
	}
}
