package house

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const module = "ripen/"

// A floor is what the code of one folder may stand on. Nothing imports upwards.
type floor struct {
	on    []string // our own folders, besides itself
	never []string // other people's packages, and those below them
	why   string
	only  []string // where set: the only packages of other people
}

var floors = map[string]floor{
	"models": {only: []string{"github.com/google/uuid", "github.com/shopspring/decimal", "gorm.io/gorm"}, never: []string{"net", "os"},
		why: "models know the nouns and their rules, without database, clock or network"},
	"migrations": {never: []string{"gorm.io"}, why: "migrations are SQL"},
	"static":     {never: []string{"gorm.io", "github.com/jackc"}, why: "static is what a browser fetches"},
	"views": {on: []string{"models", "static"}, never: []string{"gorm.io", "github.com/labstack", "github.com/riverqueue", "github.com/jackc", "database/sql"},
		why: "views know HTML, and neither services nor requests"},
	"services": {on: []string{"models", "migrations"}, never: []string{"github.com/labstack", "github.com/a-h/templ", "github.com/gorilla"},
		why: "services do not speak HTTP or HTML"},
	"web": {on: []string{"models", "services", "views", "static"}, never: []string{"gorm.io", "github.com/riverqueue", "github.com/jackc", "database/sql"},
		why: "web does not speak SQL: a service does it"},
	"cmd": {on: []string{"models", "services", "views", "static", "web", "migrations"}, never: []string{"github.com/labstack"},
		why: "Echo stays inside web"},
}

// ground is the services that every other may use: the store, the adapters to the
// outside world, and the policy, which is asked and asks nobody.
var ground = []string{"store", "mail", "push", "policy", "identity", "sheet"}

// journey is the services in the order that an inquiry passes them.
var journey = []string{"clients", "accounts", "intake", "queue", "desk", "grading", "delivery", "routing", "followup", "nurture", "reports"}

func TestFloors_importsGoDownOnly(t *testing.T) {
	t.Parallel()
	say(t, wrongImports(sources(t, project())))
}

func TestFloors_findsWhatStandsOnTheWrongFloor(t *testing.T) {
	t.Parallel()
	file := func(imports ...string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("package x\nimport (\n\"" + strings.Join(imports, "\"\n\"") + "\"\n)\n")}
	}
	found := wrongImports(sources(t, fstest.MapFS{
		"models/good.go":              file("gorm.io/gorm/clause", "time"),
		"models/bad.go":               file("github.com/jackc/pgx/v5", "net/http"),
		"web/good.go":                 file("ripen/services/queue", "github.com/labstack/echo/v4"),
		"web/bad.go":                  file("gorm.io/gorm"),
		"web/bad_test.go":             file("gorm.io/gorm"),
		"views/bad.go":                file("ripen/services/queue"),
		"services/grading/good.go":    file("ripen/services/delivery", "ripen/services/store/storetest", "ripen/services/policy"),
		"services/delivery/bad.go":    file("ripen/services/grading"),
		"services/policy/bad.go":      file("ripen/services/queue"),
		"services/queue/alsobad.go":   file("ripen/services/jobs"),
		"services/jobs/good.go":       file("ripen/services/intake"),
		"services/intake/rows/own.go": file("ripen/services/intake/cells"),
	}))
	bad := []string{"models/bad.go", "models/bad.go", "services/delivery/bad.go", "services/policy/bad.go", "services/queue/alsobad.go", "views/bad.go", "web/bad.go"}
	if len(found) != len(bad) {
		t.Fatalf("found %q", found)
	}
	for i, path := range bad {
		if !strings.HasPrefix(found[i], path+" ") {
			t.Errorf("found %q, wanted it in %s", found[i], path)
		}
	}
}

func wrongImports(sources []source) (found []string) {
	for _, s := range sources {
		if s.isTest() {
			continue
		}
		for _, spec := range s.tree.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue // does not parse, so does not build
			}
			if complaint := wrongImport(s.path, name); complaint != "" {
				found = append(found, s.path+" imports "+name+": "+complaint)
			}
		}
	}
	return found
}

// wrongImport is the sentence of the rule that the import breaks, if it breaks one.
func wrongImport(path, name string) string {
	folder, below, _ := strings.Cut(path, "/")
	here := floors[folder]
	ours, isOurs := strings.CutPrefix(name, module)
	if !isOurs {
		foreign := strings.Contains(strings.SplitN(name, "/", 2)[0], ".")
		if within(name, here.never) || here.only != nil && foreign && !within(name, here.only) {
			return here.why + "."
		}
		return ""
	}
	to, toBelow, _ := strings.Cut(ours, "/")
	if to != folder {
		if !slices.Contains(here.on, to) {
			return fmt.Sprintf("imports go down only, and %s does not stand on %s.", folder, to)
		}
		return ""
	}
	if folder == "services" {
		return againstTheJourney(firstPart(below), firstPart(toBelow))
	}
	return ""
}

func againstTheJourney(from, to string) string {
	if from == to || slices.Contains(ground, to) && !slices.Contains(ground, from) {
		return ""
	}
	if slices.Contains(ground, from) && to != "store" {
		return fmt.Sprintf("every service may use %s, so it uses none.", from)
	}
	if to == "jobs" {
		return "jobs stands above all services: declare the small interface that is needed here, and wire it in cmd."
	}
	before, after := slices.Index(journey, to), slices.Index(journey, from)
	if before >= 0 && after >= 0 && before < after {
		return fmt.Sprintf("services call downstream only, and %s comes before %s: declare the small interface that is needed here, and wire it in cmd.", to, from)
	}
	return ""
}

func firstPart(path string) string {
	first, _, _ := strings.Cut(path, "/")
	return first
}

// within reports whether the package is one of the list or below one.
func within(name string, list []string) bool {
	return slices.ContainsFunc(list, func(entry string) bool { return name == entry || strings.HasPrefix(name, entry+"/") })
}
