package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// A place is a file or folder where a rule does not hold, and why.
type place struct{ path, reason string }

// wallClock is where the real time is what is meant.
var wallClock = []place{
	{"cmd/", "commands hand the clock to everything below them"},
}

// databaseClock is where PostgreSQL's own clock is what is meant.
var databaseClock = []place{}

// long is the files that are one idea in more than 400 lines.
var long = []place{
	{"migrations/schema.sql", "the whole database on one page, dumped"},
}

func TestHabits_theClockIsAParameter(t *testing.T) {
	t.Parallel()
	say(t, clocks(sources(t, project())))
}

func TestHabits_noTestWaits(t *testing.T) {
	t.Parallel()
	say(t, sleeps(sources(t, project())))
}

func TestHabits_onlyTheStoreTakesTheFirstRow(t *testing.T) {
	t.Parallel()
	say(t, firsts(sources(t, project())))
}

func TestHabits_queriesTakeTheInstantAsAParameter(t *testing.T) {
	t.Parallel()
	tree := project()
	say(t, databaseClocks(t, tree, sources(t, tree)))
}

func TestHabits_aFileIsOneIdea(t *testing.T) {
	t.Parallel()
	tree := project()
	say(t, longFiles(t, tree, sources(t, tree)))
}

func TestHabits_findWhatBreaksThem(t *testing.T) {
	t.Parallel()
	file := func(body string) *fstest.MapFile { return &fstest.MapFile{Data: []byte("package x\n" + body)} }
	tree := fstest.MapFS{
		"cmd/ripen/good.go":           file("import \"time\"\nvar at = time.Now()"),
		"services/store/good.go":      file("func f() { db.First(&row) }"),
		"services/queue/good_test.go": file("import \"time\"\nvar at = time.Now()"),
		"services/queue/clock.go":     file("import \"time\"\nvar at = time.Now"),
		"services/queue/since.go":     file("import \"time\"\nvar d = time.Since(at)"),
		"services/queue/first.go":     file("func f() { db.First(&row) }"),
		"services/queue/own.go":       file("func f() { list.First() }"),
		"services/queue/wait_test.go": file("import \"time\"\nfunc f() { time.Sleep(1) }"),
		"services/queue/sql.go":       file("const q = `update leads set at = now()`"),
		"services/queue/say.go":       file("const s = `right now (at once)`"),
		"services/queue/claim.sql":    {Data: []byte("-- not now()\nselect current_timestamp;\n")},
		"services/queue/long.go":      file(strings.Repeat("\n", 400)),
	}
	all := sources(t, tree)
	for _, c := range []struct {
		rule  string
		found []string
		in    []string
	}{
		{"clock", clocks(all), []string{"services/queue/clock.go:3", "services/queue/since.go:3"}},
		{"sleep", sleeps(all), []string{"services/queue/wait_test.go:3"}},
		{"first", firsts(all), []string{"services/queue/first.go:2"}},
		{"now()", databaseClocks(t, tree, all), []string{"services/queue/sql.go:2", "services/queue/claim.sql:2"}},
		{"long", longFiles(t, tree, all), []string{"services/queue/long.go"}},
	} {
		if len(c.found) != len(c.in) {
			t.Errorf("%s: found %q", c.rule, c.found)
			continue
		}
		for i := range c.in {
			if !strings.HasPrefix(c.found[i], c.in[i]+":") && !strings.HasPrefix(c.found[i], c.in[i]+" ") {
				t.Errorf("%s: found %q, wanted it at %s", c.rule, c.found[i], c.in[i])
			}
		}
	}
}

func clocks(sources []source) (found []string) {
	for _, s := range sources {
		if s.forTests() || s.isGenerated() || allowed(s.path, wallClock) {
			continue
		}
		for _, node := range selected(s, "time", "Now", "Since", "Until") {
			found = append(found, fmt.Sprintf("%s:%d: the clock is a parameter: take the instant, or a func() time.Time, from the caller.", s.path, s.line(node)))
		}
	}
	return found
}

func sleeps(sources []source) (found []string) {
	for _, s := range sources {
		if !s.forTests() {
			continue
		}
		for _, node := range selected(s, "time", "Sleep") {
			found = append(found, fmt.Sprintf("%s:%d: no sleeps in tests: wait for what is to happen.", s.path, s.line(node)))
		}
	}
	return found
}

// firsts finds calls of gorm's First. It orders by the key and gives an error for no row,
// where the services want the store's answer for what is absent.
func firsts(sources []source) (found []string) {
	for _, s := range sources {
		if s.forTests() || s.isGenerated() || strings.HasPrefix(s.path, "services/store/") {
			continue
		}
		ast.Inspect(s.tree, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			if method, ok := call.Fun.(*ast.SelectorExpr); ok && method.Sel.Name == "First" {
				found = append(found, fmt.Sprintf("%s:%d: only the store takes the first row: ask it for the one that you mean.", s.path, s.line(call)))
			}
			return true
		})
	}
	return found
}

var askTheDatabase = regexp.MustCompile(`(?i)\b(now\(\)|current_timestamp\b|current_date\b|localtimestamp\b|(clock|statement|transaction)_timestamp\(\))`)

func databaseClocks(t *testing.T, tree fs.FS, sources []source) (found []string) {
	t.Helper()
	const rule = "queries take the instant as a parameter, so that tests and the demo can move the clock."
	for _, s := range sources {
		if s.isTest() || s.isGenerated() || allowed(s.path, databaseClock) {
			continue
		}
		ast.Inspect(s.tree, func(node ast.Node) bool {
			if text, ok := node.(*ast.BasicLit); ok && text.Kind == token.STRING && askTheDatabase.MatchString(text.Value) {
				found = append(found, fmt.Sprintf("%s:%d: %s", s.path, s.line(text), rule))
			}
			return true
		})
	}
	for _, name := range files(t, tree, ".sql") {
		if allowed(name, databaseClock) {
			continue
		}
		for i, line := range lines(t, tree, name) {
			statement, _, _ := strings.Cut(line, "--")
			if askTheDatabase.MatchString(statement) {
				found = append(found, fmt.Sprintf("%s:%d: %s", name, i+1, rule))
			}
		}
	}
	return found
}

func longFiles(t *testing.T, tree fs.FS, sources []source) (found []string) {
	t.Helper()
	generated := map[string]bool{}
	for _, s := range sources {
		generated[s.path] = s.isGenerated()
	}
	for _, name := range files(t, tree, ".go", ".templ", ".sql", ".css", ".js") {
		if n := len(lines(t, tree, name)) - 1; n > 400 && !generated[name] && !allowed(name, long) {
			found = append(found, fmt.Sprintf("%s has %d lines: a file over 400 is two ideas in one room.", name, n))
		}
	}
	return found
}

// selected finds the uses of a package's names, called or handed on.
func selected(s source, pkg string, names ...string) (found []ast.Node) {
	ast.Inspect(s.tree, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if left, ok := selector.X.(*ast.Ident); ok && left.Name == pkg {
			for _, name := range names {
				if selector.Sel.Name == name {
					found = append(found, selector)
				}
			}
		}
		return true
	})
	return found
}

func allowed(name string, places []place) bool {
	for _, p := range places {
		if name == p.path || strings.HasSuffix(p.path, "/") && strings.HasPrefix(path.Clean(name), p.path) {
			return true
		}
	}
	return false
}

func lines(t *testing.T, tree fs.FS, name string) []string {
	t.Helper()
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "\n")
}
