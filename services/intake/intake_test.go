package intake_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/intake"
	"ripen/services/policy"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var noon = time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)

// A desk is one client with one program and a source, and the stage under test.
type desk struct {
	t       *testing.T
	st      *store.Store
	in      *intake.Service
	client  models.Client
	program models.Program
	source  models.ID
	clock   *clock
	told    *told
}

type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.at }
func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// Told is who was told of repeats: the push of the next stages is outside.
type told struct{ leads []models.ID }

func (r *told) TellRep(_ *store.Tx, _, leadID, _ models.ID) error {
	r.leads = append(r.leads, leadID)
	return nil
}

func open(t *testing.T) *desk {
	t.Helper()
	return openOn(t, storetest.Open(t), "harbour")
}

func openOn(t *testing.T, st *store.Store, slug string) *desk {
	t.Helper()
	d := &desk{t: t, st: st, clock: &clock{at: noon}, told: &told{}}
	d.in = intake.New(st, policy.NewBook(), intake.Options{
		Now: d.clock.now, Secret: storetest.Secret, Sources: clients.New(st, d.clock.now), Reps: d.told,
	})
	d.client = models.Client{ID: models.NewID(), Slug: slug, Name: slug, Zone: "America/Chicago", Currency: "USD", Colour: 1, AccountManagerID: models.TheAgency, CreatedAt: noon}
	d.program = models.Program{ID: models.NewID(), ClientID: d.client.ID, Slug: "scanners", Name: "Scanners", SupervisorID: models.TheAgency, Country: "US", CreatedAt: noon}
	if err := d.program.Check(); err != nil {
		t.Fatal(err)
	}
	d.do(func(tx *store.Tx) error {
		if err := tx.Put(&d.client); err != nil {
			return err
		}
		if err := tx.Put(&d.program); err != nil {
			return err
		}
		source, err := clients.New(st, d.clock.now).Source(tx, d.client.ID, "fair", "trade_show", d.program.ID)
		if err == nil {
			d.source = source.ID
		}
		return err
	})
	return d
}

func (d *desk) do(fn func(tx *store.Tx) error) {
	d.t.Helper()
	if err := d.st.Tx(d.t.Context(), models.Operator(), fn); err != nil {
		d.t.Fatal(err)
	}
}

// receive takes in one inquiry; what the arrival leaves open is filled in.
func (d *desk) receive(a intake.Arriving) intake.Received {
	d.t.Helper()
	a.ClientID, a.ProgramID = d.client.ID, d.program.ID
	if a.SourceID == models.NoID {
		a.SourceID = d.source
	}
	if a.Via == "" {
		a.Via = "hand"
	}
	var r intake.Received
	d.do(func(tx *store.Tx) (err error) { r, err = d.in.Receive(tx, a); return err })
	return r
}

func (d *desk) inquiry(id models.ID) *models.Inquiry {
	d.t.Helper()
	var i *models.Inquiry
	d.do(func(tx *store.Tx) (err error) { i, err = store.One[models.Inquiry](tx, models.ByID(id)); return err })
	return i
}

// change does to an inquiry what a later stage would do.
func (d *desk) change(id models.ID, fn func(i *models.Inquiry)) {
	d.t.Helper()
	d.do(func(tx *store.Tx) error {
		i, err := store.One[models.Inquiry](tx, models.ByID(id))
		if err != nil {
			return err
		}
		fn(i)
		return tx.Keep(i)
	})
}

func (d *desk) count(query string, args ...any) (n int) {
	d.t.Helper()
	d.do(func(tx *store.Tx) error { return tx.Pgx.QueryRow(tx.Context(), query, args...).Scan(&n) })
	return n
}

// balanced is the lead balance sheet: every arrival is in exactly one place.
func (d *desk) balanced() {
	d.t.Helper()
	arrived := d.count(`SELECT count(*) FROM arrivals WHERE client_id = $1`, d.client.ID)
	rejected := d.count(`SELECT count(*) FROM arrivals WHERE client_id = $1 AND kind = 'rejected'`, d.client.ID)
	inquiries := d.count(`SELECT count(*) FROM inquiries WHERE client_id = $1`, d.client.ID)
	if arrived != rejected+inquiries {
		d.t.Errorf("%d arrived, but %d were rejected and %d are inquiries", arrived, rejected, inquiries)
	}
}

// data is the path of one of the real lists; the test is skipped without it.
func data(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the real lists are not here: %s is missing", path)
	}
	return path
}

// jobs counts the jobs of a kind, as the app's own login.
func (d *desk) jobs(kind string) (n int) {
	d.t.Helper()
	if err := d.st.Pool().QueryRow(d.t.Context(), `SELECT count(*) FROM river_job WHERE kind = $1`, kind).Scan(&n); err != nil {
		d.t.Fatal(err)
	}
	return n
}
