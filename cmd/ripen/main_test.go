package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// A shell is an operator with a database of his own. The environment is the process’s,
// so these tests run one after the other.
type shell struct{ *testing.T }

func open(t *testing.T) shell {
	t.Helper()
	t.Setenv("DATABASE_URL", storetest.Database(t).URL)
	t.Setenv("RIPEN_SECRET", string(storetest.Secret))
	t.Setenv("RIPEN_ENV", "development")
	t.Setenv("RIPEN_DATA", t.TempDir())
	return shell{t}
}

// types runs a command, fails the test unless it ends with the code, and returns what it said.
func (s shell) types(code int, input string, args ...string) (out, errs string) {
	s.Helper()
	var said, failed bytes.Buffer
	if got := run(s.Context(), args, strings.NewReader(input), &said, &failed); got != code {
		s.Fatalf("ripen %s ended with %d, want %d: %s%s", strings.Join(args, " "), got, code, &said, &failed)
	}
	return said.String(), failed.String()
}

// answers runs a command with --json and reads its answer.
func (s shell) answers(into any, args ...string) {
	s.Helper()
	out, _ := s.types(exitDone, "", append(args, "--json")...)
	if err := json.Unmarshal([]byte(out), into); err != nil {
		s.Fatalf("ripen %s: %v in %s", strings.Join(args, " "), err, out)
	}
}

func TestRun_setsAnInstallationUpByHand(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "client", "create", "--slug", "one", "--name", "One", "--zone", "Europe/Berlin", "--currency", "EUR")
	s.types(exitDone, "", "program", "create", "--client", "one", "--slug", "main", "--name", "Main")
	out, _ := s.types(exitDone, "four words are better\n", "user", "create", "--email", "dana.whitfield@n.example", "--role", "caller", "--password-stdin")
	if !strings.Contains(out, "Dana Whitfield") || !strings.Contains(out, "works in all of them: main") {
		t.Errorf("said %q", out)
	}
	out, _ = s.types(exitDone, "five words are better still\n", "user", "create", "--email", "tom@p.example", "--role", "rep", "--client", "one", "--partner", "Lindqvist", "--password-stdin")
	if !strings.Contains(out, "Lindqvist is a partner of One now") {
		t.Errorf("said %q", out)
	}
	s.types(exitDone, "", "user", "create", "--email", "priya@n.example", "--role", "supervisor")
	s.types(exitDone, "a quite different password\n", "user", "reset-password", "--email", "tom@p.example", "--password-stdin")

	var clients []clientShown
	s.answers(&clients, "client", "list")
	if len(clients) != 1 || clients[0] != (clientShown{"one", "One", "Europe/Berlin", "EUR"}) {
		t.Errorf("clients %+v", clients)
	}
	var programs []programShown
	s.answers(&programs, "program", "list", "--client", "one")
	if len(programs) != 1 || programs[0].Slug != "main" || programs[0].State != "active" {
		t.Errorf("programs %+v", programs)
	}
	var sheets []map[string]any
	s.answers(&sheets, "balance", "--client", "one")
	if len(sheets) != 1 || sheets[0]["difference"] != 0.0 || sheets[0]["client"] != "one" {
		t.Errorf("balance %+v", sheets)
	}
}

func TestRun_refusesInOneSentence(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "client", "create", "--slug", "one", "--name", "One")
	for _, c := range []struct {
		code  int
		input string
		says  string
		args  string
	}{
		{exitWrong, "", "Another client has this short name", "client create --slug one --name Two"},
		{exitWrong, "", "There is no client \"two\"", "program create --client two --slug x --name X"},
		{exitWrong, "", "There is no role \"boss\"", "user create --email a@b.example --role boss"},
		{exitWrong, "", "Choose the client", "user create --email a@b.example --role rep"},
		{exitWrong, "\n", "There is no password", "user create --email a@b.example --role admin --password-stdin"},
		{exitWrong, "", "There is no program \"x\"", "user create --email a@b.example --role caller --programs x"},
		{exitWrong, "", "Nobody has the e-mail address", "user reset-password --email a@b.example"},
		{exitWrong, "", "write the day as", "report sources --client one --from 31.1.2026"},
		{exitWrong, "", "There is no program \"x\"", "report sources --client one --program x"},
		{exitWrong, "", "Choose arrival or event", "report sources --client one --basis luck"},
		{exitWrong, "", "unknown command", "sell"},
		{exitWrong, "", "unknown flag", "balance --colour"},
		{exitWrong, "", "required flag", "report sources"},
		{exitWrong, "", "There is no program \"x\"", "report return --client one --program x"},
		{exitWrong, "", "Choose arrival or event", "report return --client one --basis luck"},
		{exitWrong, "", "required flag", "report coverage"},
		{exitFailed, "", "nobody answers", "healthcheck"},
	} {
		t.Setenv("PORT", "9") // nobody listens there
		out, errs := s.types(c.code, c.input, strings.Fields(c.args)...)
		if !strings.Contains(errs, c.says) || strings.Count(errs, "\n") != 1 || out != "" {
			t.Errorf("%s: said %q and %q", c.args, out, errs)
		}
	}
}

func TestSeed_isForDevelopmentOnly(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "seed", "--demo", "--days", "2")
	var sources []map[string]any
	s.answers(&sources, "report", "sources", "--client", "harbour-dental", "--from", "2026-01-01")
	if len(sources) != 11 {
		t.Errorf("%d sources", len(sources))
	}
	for _, column := range []string{"source", "medium", "spend", "inquiries", "reached", "a", "b", "c", "d", "leads", "orders", "revenue", "order_rate", "median_days_to_order", "cpi", "cpl", "cpo"} {
		if _, there := sources[0][column]; !there || len(sources[0]) != 17 {
			t.Errorf("columns %v lack %s", sources[0], column)
		}
	}
	var back returnShown
	s.answers(&back, "report", "return", "--client", "harbour-dental")
	if back.Total.Fee == nil || back.Total.Spend == nil || len(back.Months) != 12 || back.NotA.CallCost == nil || len(back.NoFee) != 0 {
		t.Errorf("the return of the demo: %+v", back)
	}
	var covered []coverageLine
	s.answers(&covered, "report", "coverage", "--client", "harbour-dental")
	if len(covered) != 4 || covered[0].Market != "Chairside mills, US" || covered[0].Planned == nil || covered[0].Units != 2100 || covered[2].Planned != nil {
		t.Errorf("the markets of the demo: %+v", covered)
	}
	t.Setenv("RIPEN_ENV", "production")
	if _, errs := s.types(exitWrong, "", "seed", "--demo"); !strings.Contains(errs, "for development only") && !strings.Contains(errs, "too easy") {
		t.Errorf("in production: %s", errs)
	}
}

func TestDoctor_saysWhatIsMissing(t *testing.T) {
	s := open(t)
	var found diagnosis
	s.answers(&found, "doctor")
	if !found.OK || len(found.Checks) != 6 || found.Database.Private || found.Database.URL != "" {
		t.Errorf("%+v", found)
	}
	s.types(exitDone, "", "migrate", "down")
	out, _ := s.types(exitFailed, "", "doctor", "--json")
	if !strings.Contains(out, "1 of ") || !strings.Contains(out, "ripen migrate up") {
		t.Errorf("said %s", out)
	}
	s.types(exitDone, "", "migrate", "up")
	var steps []struct{ Applied bool }
	s.answers(&steps, "migrate", "status")
	for _, step := range steps {
		if !step.Applied {
			t.Errorf("after migrate up: %+v", steps)
		}
	}
	t.Setenv("RIPEN_SECRET", "another secret, so another password")
	out, _ = s.types(exitFailed, "", "doctor")
	if !strings.Contains(out, "RIPEN_SECRET has changed") {
		t.Errorf("with another secret: %s", out)
	}
	t.Setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:9/none?connect_timeout=2")
	out, _ = s.types(exitFailed, "", "doctor")
	if !strings.Contains(out, "Look whether DATABASE_URL is right") {
		t.Errorf("without a server: %s", out)
	}
}

func TestEnvironment_printsTheTable(t *testing.T) {
	out, _ := shell{t}.types(exitDone, "", "environment", "--markdown")
	if !strings.HasPrefix(out, "| variable |") || !strings.Contains(out, "`RIPEN_SECRET_FILE`") {
		t.Errorf("printed %s", out)
	}
}
