package faults_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/cmd/internal/config"
	"ripen/cmd/internal/demo"
	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/intake"
	"ripen/services/store"
)

const (
	grading   = 20 // callers
	inquirers = 1400
	kills     = 4
	healsIn   = 5 * time.Second
)

func TestKill_losesAndDoublesNothingWhileTwentyCallersGrade(t *testing.T) {
	binary := build(t)
	var database config.Config
	h := apptest.Open(t, func(c *config.Config) { database = *c })
	h.Clock.Set(demo.Clock(time.Now, time.Time{})().Add(-10 * time.Minute)) // each start of a demo may begin its morning anew
	callers := hire(t, h, grading)
	for n := range inquirers {
		h.Arrives("scanners-us", source, func(a *intake.Arriving) { stranger(a, n) })
	}
	p := &process{t: t, binary: binary, database: database, port: freePort(t)}
	p.start()
	defer p.kill()

	var done sync.WaitGroup
	working, stop := context.WithCancel(t.Context())
	said := make([]int, grading)
	for n, id := range callers {
		v := apptest.Visit(t, p.url())
		v.SignIn(id)
		done.Go(func() { said[n] = grade(working, v, n) })
	}
	var healed []time.Duration
	for range kills {
		wait(t, time.Duration(250+rand.IntN(400))*time.Millisecond)
		p.kill()
		begun := time.Now()
		p.start()
		healed = append(healed, time.Since(begun).Round(time.Millisecond))
	}
	wait(t, 300*time.Millisecond)
	stop()
	done.Wait()
	acknowledged := 0
	for _, n := range said {
		acknowledged += n
	}
	kept := h.Count(`SELECT count(*) FROM gradings`)
	doubled := h.Count(`SELECT count(*) FROM (SELECT FROM gradings GROUP BY inquiry_id HAVING count(*) > 1) twice`) + h.Count(`SELECT count(*) FROM attempts`) - kept
	if acknowledged < 100 || acknowledged == inquirers || kept != acknowledged || doubled != 0 {
		t.Errorf("%d gradings were acknowledged, %d are kept, %d are doubled", acknowledged, kept, doubled)
	}
	h.Clock.Set(demo.Clock(time.Now, time.Time{})().Add(5 * time.Minute)) // past every recall window, whichever minute the demo began in
	h.Tick()
	if as, leads := h.Count(`SELECT count(*) FROM gradings WHERE grade = 'A'`), h.Count(`SELECT count(*) FROM leads`); as != leads {
		t.Errorf("%d graded A, %d leads", as, leads)
	}
	if stray := h.Count(`SELECT count(*) FROM inquiries i WHERE i.state = 'held' AND NOT EXISTS (SELECT FROM claims c WHERE c.inquiry_id = i.id AND c.ended_at IS NULL)`); stray != 0 {
		t.Errorf("%d inquiries are held by nobody", stray)
	}
	for _, took := range healed {
		if took > healsIn {
			t.Errorf("it took %s to serve again", took)
		}
	}
	t.Logf("%d kills, %d gradings by %d callers: 0 lost, 0 doubled; served again after %v", kills, acknowledged, grading, healed)
}

// grade is a caller who grades one inquiry after the other. What was not acknowledged is
// sent again, as somebody does who sees no answer. It answers how many were acknowledged.
func grade(ctx context.Context, v *apptest.Visitor, n int) (acknowledged int) {
	for ctx.Err() == nil {
		at := patiently(v, "/console/next", url.Values{})
		id, held := strings.CutPrefix(at.To(), "/console/inquiries/")
		if !held {
			return acknowledged
		}
		form := url.Values{"token": {models.NewID().String()}, "for_rep": {fmt.Sprintf("caller %d", n)}}
		for _, key := range apptest.Questions {
			form.Set("answer."+key, fmt.Sprint(1+rand.IntN(4)))
		}
		if got := patiently(v, "/console/inquiries/"+id+"/gradings", form); got.Status == http.StatusSeeOther {
			acknowledged++
		}
	}
	return acknowledged
}

// patiently posts until there is an answer.
func patiently(v *apptest.Visitor, path string, form url.Values) apptest.Answer {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range 1500 {
		if got := v.Post(path, form); got.Err == nil && got.Status < http.StatusInternalServerError {
			return got
		}
		<-tick.C
	}
	return apptest.Answer{}
}

const source = "Scanner terms"

var areas = []string{"813", "407", "941", "404", "704", "617", "518", "718", "614", "215", "212", "202", "305", "412"} // Eastern, where the demo's day begins

// stranger is the n-th inquirer, with a number of their own.
func stranger(a *intake.Arriving, n int) {
	a.Name, a.Organisation, a.Email = fmt.Sprintf("Person %c%c%c", 'A'+n%26, 'a'+n/26%26, 'a'+n/676), fmt.Sprintf("Practice %d", n), fmt.Sprintf("p%d@practice%d.example", n, n)
	a.Phone, a.Address, a.City, a.Region, a.Postcode = fmt.Sprintf("+1%s55501%02d", areas[n/100], n%100), fmt.Sprintf("%d Main Street", n), "", "", ""
}

// hire makes callers of the program.
func hire(t *testing.T, h *apptest.House, n int) (ids []models.ID) {
	t.Helper()
	program := h.Cast.Program("scanners-us")
	for k := range n {
		u, err := h.Accounts.Create(t.Context(), models.Operator(), accounts.NewUser{Email: fmt.Sprintf("caller%d@northlight.example", k), Name: fmt.Sprintf("Caller %c", 'A'+k), Role: models.Caller, Zone: "America/New_York"})
		if err != nil {
			t.Fatal(err)
		}
		h.Tx(models.Operator(), func(tx *store.Tx) error {
			_, err := tx.Run(`INSERT INTO memberships (client_id, program_id, user_id, created_at) VALUES ($1, $2, $3, $4)`, program.ClientID, program.ID, u.ID, h.Clock.Now())
			return err
		})
		ids = append(ids, u.ID)
	}
	return ids
}

// build makes the binary that is killed.
func build(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "ripen")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "ripen/cmd/ripen").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return binary
}

// A process is one `ripen serve` after the other on one port.
type process struct {
	t        *testing.T
	binary   string
	database config.Config
	port     int
	cmd      *exec.Cmd
	out      bytes.Buffer
}

func (p *process) url() string { return fmt.Sprintf("http://localhost:%d", p.port) }

// start starts it and waits until it is ready.
func (p *process) start() {
	p.t.Helper()
	p.cmd = exec.Command(p.binary, "serve", "--demo")
	p.cmd.Env = append(os.Environ(), "DATABASE_URL="+p.database.DatabaseURL, "RIPEN_SECRET="+string(p.database.Secret), "RIPEN_DEMO=1", "RIPEN_ENV=development", "RIPEN_LOG=error", fmt.Sprintf("PORT=%d", p.port))
	p.cmd.Stdout, p.cmd.Stderr = &p.out, &p.out
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(30 * time.Second); ; {
		if got, err := http.Get(p.url() + "/readyz"); err == nil {
			_ = got.Body.Close()
			if got.StatusCode == http.StatusOK {
				return
			}
		}
		select {
		case <-tick.C:
		case <-end:
			p.kill()
			p.t.Fatalf("it does not serve:\n%s", p.out.String())
		}
	}
}

// kill ends it with signal 9.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// wait lets the others work for a while.
func wait(t *testing.T, d time.Duration) {
	t.Helper()
	select {
	case <-time.After(d):
	case <-t.Context().Done():
	}
}
