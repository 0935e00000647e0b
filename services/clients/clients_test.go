package clients_test

import (
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/models/sample"
	"ripen/services/clients"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var noon = time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

// settled is the service on a fresh database in which the cast has settled.
func settled(t *testing.T) (*store.Store, *clients.Service, *clients.Cast) {
	t.Helper()
	st := storetest.Open(t)
	svc := clients.New(st, clock)
	cast, err := svc.Settle(t.Context(), models.Operator(), sample.Northlight(), noon)
	if err != nil {
		t.Fatal(err)
	}
	return st, svc, cast
}

func TestSettle_twiceChangesNothing(t *testing.T) {
	t.Parallel()
	st, svc, cast := settled(t)
	count := func() (rows int) {
		for _, table := range []string{"users", "clients", "partners", "programs", "memberships", "sources", "spends", "criteria", "processes"} {
			err := st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
				var n int
				err := tx.Pgx.QueryRow(t.Context(), "SELECT count(*) FROM "+table).Scan(&n)
				if n == 0 {
					t.Errorf("the cast left no %s", table)
				}
				rows += n
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		return rows
	}
	before := count()
	again, err := svc.Settle(t.Context(), models.Operator(), sample.Northlight(), noon)
	if err != nil {
		t.Fatal(err)
	}
	if after := count(); after != before {
		t.Errorf("%d rows after settling once, %d after settling twice", before, after)
	}
	if cast.User("Dana Whitfield").ID != again.User("Dana Whitfield").ID || cast.Criteria("scanners-us").ID != again.Criteria("scanners-us").ID {
		t.Error("settling again names other people or criteria")
	}
	if rep := again.As("Tom Lindqvist"); rep.Gate != models.GateClient || rep.PartnerID != again.Partner("Lindqvist Medical Distribution").ID {
		t.Errorf("Tom Lindqvist acts as %+v", rep)
	}
}

func TestCreate_refusesWhoMayNotAndWhatIsThere(t *testing.T) {
	t.Parallel()
	_, svc, cast := settled(t)
	new := models.Client{Slug: "tidewater", Name: "Tidewater Solar"}
	for _, name := range []string{"Dana Whitfield", "Priya Raman", "Marta Silva"} {
		if _, err := svc.Create(t.Context(), cast.As(name), new); !models.IsKind(err, models.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	made, err := svc.Create(t.Context(), cast.As("Clara Nyberg"), new)
	if err != nil {
		t.Fatal(err)
	}
	if made.AccountManagerID != cast.User("Clara Nyberg").ID || made.Zone != "UTC" || made.Colour != 4 {
		t.Errorf("made %+v", made)
	}
	if _, err := svc.Create(t.Context(), cast.As("Clara Nyberg"), new); !models.IsKind(err, models.Conflict) {
		t.Errorf("the second of the same short name: %v", err)
	}
	if p, err := svc.Process(t.Context(), models.Operator(), made.ID); err != nil || len(p.Steps) != len(models.UsualSteps) {
		t.Errorf("process %+v, %v", p, err)
	}
}

func TestCreateProgram_canBeGradedAtOnce(t *testing.T) {
	t.Parallel()
	_, svc, cast := settled(t)
	p, err := svc.CreateProgram(t.Context(), models.Operator(), models.Program{ClientID: cast.Client("harbour-dental").ID, Slug: "implants", Name: "Implants"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := svc.Criteria(t.Context(), models.Operator(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Check(); err != nil || c.Version != 1 {
		t.Errorf("version %d, %v", c.Version, err)
	}
	if v := c.Compute(models.Answers{"want": 1, "fit": 1, "when": 1, "money": 1, "who": 1, "next": 1}, noon); v.Grade != models.GradeA {
		t.Errorf("the best answers make %s", v.Grade)
	}
	if u := p.SupervisorID; u != cast.User("Priya Raman").ID && u != cast.User("Ines Duarte").ID {
		t.Errorf("supervised by %s", u)
	}
}

func TestEditProgram_isTheSupervisorsOwn(t *testing.T) {
	t.Parallel()
	_, svc, cast := settled(t)
	p := cast.Program("scanners-us")
	p.Name, p.State = "Scanners, all states", models.ProgramEnded
	if err := svc.EditProgram(t.Context(), cast.As("Ines Duarte"), p); !models.IsKind(err, models.Forbidden) {
		t.Errorf("another supervisor: %v", err)
	}
	if err := svc.EditProgram(t.Context(), cast.As("Priya Raman"), p); err != nil {
		t.Fatal(err)
	}
	now, err := svc.Program(t.Context(), cast.As("Dana Whitfield"), p.ID)
	if err != nil || now.Name != p.Name || now.State != models.ProgramActive {
		t.Errorf("%+v, %v", now, err)
	}
}

func TestPrograms_showEachWhatIsTheirs(t *testing.T) {
	t.Parallel()
	_, svc, cast := settled(t)
	harbour, pinnacle := cast.Client("harbour-dental").ID, cast.Client("pinnacle-scan").ID
	for _, c := range []struct {
		name   string
		client models.ID
		want   int
	}{
		{"Ada Lindholm", harbour, 2}, {"Dana Whitfield", harbour, 2}, {"Mei Castellano", harbour, 1}, {"Dana Whitfield", pinnacle, 0},
		{"Rae Okafor", harbour, 2}, {"Rae Okafor", pinnacle, 0},
	} {
		got, err := svc.Programs(t.Context(), cast.As(c.name), c.client)
		if err != nil || len(got) != c.want {
			t.Errorf("%s sees %d programs, want %d (%v)", c.name, len(got), c.want, err)
		}
	}
	if _, err := svc.BySlug(t.Context(), cast.As("Rae Okafor"), "pinnacle-scan"); !models.IsKind(err, models.NotFound) {
		t.Errorf("a rep asks for another client: %v", err)
	}
}

func TestJoin_isForCallersAndOnce(t *testing.T) {
	t.Parallel()
	_, svc, cast := settled(t)
	p, priya := cast.Program("chairside-us").ID, cast.As("Priya Raman")
	for range 2 {
		if err := svc.Join(t.Context(), priya, p, cast.User("Mei Castellano").ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := svc.Join(t.Context(), priya, p, cast.User("Rae Okafor").ID); !models.IsKind(err, models.Invalid) {
		t.Errorf("a rep joins: %v", err)
	}
	members, err := svc.Members(t.Context(), priya, p)
	if err != nil || len(members) != 3 {
		t.Fatalf("%d members, %v", len(members), err)
	}
	if err := svc.Leave(t.Context(), priya, p, cast.User("Mei Castellano").ID); err != nil {
		t.Fatal(err)
	}
	if members, _ := svc.Members(t.Context(), priya, p); len(members) != 2 {
		t.Errorf("%d members after one left", len(members))
	}
}

func TestSource_isMadeOnceAndByExactName(t *testing.T) {
	t.Parallel()
	st, svc, cast := settled(t)
	client := cast.Client("harbour-dental").ID
	ids := map[string]map[models.ID]bool{}
	var lock sync.Mutex
	var wait sync.WaitGroup
	for n := range 24 {
		name := []string{"", "unknown", "Unknown"}[n%3]
		wait.Go(func() {
			err := st.Tx(t.Context(), models.Worker(client), func(tx *store.Tx) error {
				src, err := svc.Source(tx, client, name, "", models.NoID)
				if err != nil {
					return err
				}
				lock.Lock()
				defer lock.Unlock()
				if ids[name] == nil {
					ids[name] = map[models.ID]bool{}
				}
				ids[name][src.ID] = true
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if len(ids) != 3 || len(ids[""]) != 1 || len(ids["unknown"]) != 1 || len(ids["Unknown"]) != 1 {
		t.Errorf("%v", ids)
	}
}

func TestPublish_retiresTheFormerVersion(t *testing.T) {
	t.Parallel()
	st, svc, cast := settled(t)
	p, priya := cast.Program("scanners-us"), cast.As("Priya Raman")
	if _, err := svc.Publish(t.Context(), priya, p.ID); !models.IsKind(err, models.Conflict) {
		t.Errorf("published without a draft: %v", err)
	}
	was := cast.Criteria("scanners-us")
	if _, err := svc.SaveDraft(t.Context(), cast.As("Ines Duarte"), p.ID, models.Criteria{Questions: was.Questions, Rule: was.Rule}); !models.IsKind(err, models.Forbidden) {
		t.Errorf("another supervisor: %v", err)
	}
	if _, err := svc.SaveDraft(t.Context(), priya, p.ID, models.Criteria{Rule: was.Rule}); !models.IsKind(err, models.Invalid) {
		t.Errorf("no questions: %v", err)
	}
	for range 2 { // one draft, saved twice
		draft, err := svc.SaveDraft(t.Context(), priya, p.ID, models.Criteria{Questions: was.Questions, Rule: models.Rule{A: 80, B: 50, C: 25}})
		if err != nil || draft.Version != 2 {
			t.Fatalf("%+v, %v", draft, err)
		}
	}
	if _, err := svc.Publish(t.Context(), priya, p.ID); err != nil {
		t.Fatal(err)
	}
	all, err := svc.Versions(t.Context(), priya, p.ID)
	if err != nil || len(all) != 2 || all[0].State != "in_force" || all[1].State != "retired" {
		t.Fatalf("%+v, %v", all, err)
	}
	err = st.Tx(t.Context(), priya, func(tx *store.Tx) error {
		c, err := svc.CriteriaInForce(tx, p.ID)
		if err == nil && (c.Version != 2 || c.Rule.A != 80 || len(c.Questions) != 6) {
			t.Errorf("in force: %+v", c)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEditSource_opensAFormOnlyForAProgramOfTheClient(t *testing.T) {
	t.Parallel()
	st, svc, cast := settled(t)
	clara := cast.As("Clara Nyberg")
	src, foreign := cast.Source("Dental Economics"), cast.Program("scanner-de").ID
	src.FormOpen, src.ProgramID = true, &foreign
	if err := svc.EditSource(t.Context(), clara, src); !models.IsKind(err, models.Invalid) {
		t.Errorf("another client’s program: %v", err)
	}
	src.ProgramID = nil
	if err := svc.EditSource(t.Context(), clara, src); !models.IsKind(err, models.Invalid) {
		t.Errorf("no program: %v", err)
	}
	ended := cast.Program("scanners-us")
	src.ProgramID = &ended.ID
	if err := st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		ended.State = models.ProgramEnded
		return tx.Keep(&ended)
	}); err != nil {
		t.Fatal(err)
	}
	if err := svc.EditSource(t.Context(), clara, src); !models.IsKind(err, models.Invalid) || !strings.Contains(err.Error(), "has ended: choose one that runs, or close the form") {
		t.Errorf("a program that has ended: %v", err)
	}
	src.FormOpen = false
	if err := svc.EditSource(t.Context(), clara, src); err != nil {
		t.Errorf("without a form: %v", err)
	}
	all, err := svc.Sources(t.Context(), cast.As("Jonas Weber"), src.ClientID)
	if err != nil || len(all) != 11 {
		t.Fatalf("%d sources, %v", len(all), err)
	}
	for _, s := range all {
		if s.FormKey != "" {
			t.Errorf("the marketer is told the key of %s", s.Name)
		}
	}
}
