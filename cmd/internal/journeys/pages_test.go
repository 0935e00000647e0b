package journeys_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"ripen/cmd/internal/apptest"
	"ripen/cmd/internal/demo"
)

// A sight is one of the main pages, as somebody who uses it sees it.
type sight struct {
	name   string
	who    string // "" for a stranger
	path   string
	before func(*tab) // leads to the page, where a path alone does not
}

// shots is where the screenshots go; git ignores it.
var shots = filepath.Join("..", "..", "..", "shots")

var screens = []struct {
	name          string
	width, height int64
	phone         bool
}{{"desktop", 1366, 768, false}, {"phone", 390, 844, true}}

func TestPages_areRightForEverybodyInLightAndDarkOnDeskAndPhone(t *testing.T) {
	t.Parallel()
	days, share := 40, 0.5
	if os.Getenv("SHOTS") == "year" { // as in the demo, for the README
		days, share = demo.Days, 1
	}
	h := apptest.Seeded(t, days, share)
	markup := &sync.Map{}
	t.Run("in the browser", func(t *testing.T) {
		byPerson := map[string][]sight{}
		for _, s := range sights(t, h) {
			byPerson[s.who] = append(byPerson[s.who], s)
		}
		for who, all := range byPerson {
			t.Run(orStranger(who), func(t *testing.T) {
				t.Parallel()
				b := window(t, h)
				if who != "" {
					b.signIn(who)
				}
				for _, s := range all {
					b.look(s, markup)
				}
			})
		}
	})
	validate(t, markup)
}

func orStranger(name string) string {
	if name == "" {
		return "a stranger"
	}
	return name
}

// look goes through one page in every size and theme: it is accessible, does not scroll
// sideways, and is photographed.
func (b *tab) look(s sight, markup *sync.Map) {
	b.t.Helper()
	for _, screen := range screens {
		for _, theme := range []string{"light", "dark"} {
			b.run(emulation.SetDeviceMetricsOverride(screen.width, screen.height, 1, screen.phone),
				emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}))
			b.come(s)
			name := s.name + "-" + screen.name + "-" + theme
			b.photograph(name, screen.width, screen.height)
			b.accessible(name)
			b.steady(name)
		}
	}
	b.run(emulation.SetDeviceMetricsOverride(320, 640, 1, true))
	b.steady(s.name + " at 320 px")
	markup.Store(s.name, b.source())
}

// come loads the page.
func (b *tab) come(s sight) {
	b.t.Helper()
	if s.path != "" {
		b.open(s.path)
	}
	if s.before != nil {
		s.before(b)
	}
	b.run(chromedp.Evaluate(`document.fonts.ready.then(() => true)`, nil, awaited))
}

// source is the page as the server sends it; where a form was answered with it, and nothing
// is there to be fetched, the page as it stands.
func (b *tab) source() (markup string) {
	b.t.Helper()
	b.run(chromedp.Evaluate(`fetch(location.href).then((r) => r.ok ? r.text() : "<!doctype html>" + document.documentElement.outerHTML)`, &markup, awaited))
	return markup
}

func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

func (b *tab) photograph(name string, width, height int64) {
	b.t.Helper()
	var picture []byte
	if os.Getenv("SHOTS") == "full" { // the whole length of the page, for whoever looks at the design
		height = min(max(height, ask[int64](b, `document.documentElement.scrollHeight`)), 2400)
	}
	b.run(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		picture, err = cdppage.CaptureScreenshot().WithCaptureBeyondViewport(os.Getenv("SHOTS") == "full").
			WithClip(&cdppage.Viewport{Width: float64(width), Height: float64(height), Scale: 1}).Do(ctx)
		return err
	}))
	if err := os.MkdirAll(shots, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(shots, name+".png"), picture, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// steady checks that the page does not scroll sideways.
func (b *tab) steady(name string) {
	b.t.Helper()
	if wide := ask[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
		b.t.Errorf("%s scrolls sideways by %d px: %s", name, wide, ask[string](b, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
			.filter((e) => { for (let p = e.parentElement; p; p = p.parentElement) if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(p).overflowX) && p !== document.body && p !== document.documentElement) return false; return true })
			.slice(0, 4).map((e) => e.tagName + "." + e.className).join(", ")`))
	}
}

var axe = sync.OnceValues(func() (string, error) {
	source, err := os.ReadFile(filepath.Join("..", "..", "..", "node_modules", "axe-core", "axe.min.js"))
	return string(source), err
})

// accessible runs axe over the page.
func (b *tab) accessible(name string) {
	b.t.Helper()
	source, err := axe()
	if err != nil {
		b.t.Skip("axe-core is not here: run npm ci")
	}
	if !ask[bool](b, `"axe" in window`) {
		b.run(chromedp.Evaluate(source+`; void 0`, nil))
	}
	var found string
	b.run(chromedp.Evaluate(`axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations.map((v) => ({rule: v.id, help: v.help, at: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " + (n.any[0]?.message ?? ""))}))))`, &found, awaited))
	var violations []struct {
		Rule, Help string
		At         []string
	}
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		b.t.Fatal(err)
	}
	for _, v := range violations {
		b.t.Errorf("axe: %s: %s: %s\n  %s", name, v.Rule, v.Help, strings.Join(v.At, "\n  "))
	}
}

// lenient is the rules of html-validate that do not hold here, and why.
var lenient = map[string]string{
	"attribute-empty-style":   "the browser writes it so, of a page as it stands",
	"attribute-boolean-style": "the browser writes it so, of a page as it stands",
	"doctype-style":           "templ writes it in small letters",
	"no-implicit-button-type": "a button in a form sends it: that is what it is for",
	"no-implicit-input-type":  "text is the default",
	"form-dup-name":           "the rows of a table have the same fields",
	"valid-id":                "a dot may stand in an id",
	"tel-non-breaking":        "the style sheet keeps numbers together",
	"prefer-native-element":   "a region that scrolls has its role where its tabindex is",
	"meta-refresh":            "only where there is no script, and never under ten seconds",
}

// validate has html-validate read what the server sent.
func validate(t *testing.T, markup *sync.Map) {
	t.Helper()
	tool, err := filepath.Abs(filepath.Join("..", "..", "..", "node_modules", ".bin", "html-validate"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(tool); err != nil {
		t.Skip("html-validate is not here: run npm ci")
	}
	dir := t.TempDir()
	markup.Range(func(name, body any) bool {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(name)+".html"), []byte(body.(string)), 0o644); err != nil {
			t.Fatal(err)
		}
		return true
	})
	rules := map[string]string{}
	for rule := range lenient {
		rules[rule] = "off"
	}
	config, err := json.Marshal(map[string]any{"root": true, "extends": []string{"html-validate:recommended"}, "rules": rules})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".htmlvalidate.json"), config, 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "found.txt")
	file, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	check := exec.CommandContext(t.Context(), tool, "-f", "text", dir)
	check.Stdout, check.Stderr, check.Dir = file, file, dir
	if err := check.Run(); err != nil {
		found, _ := os.ReadFile(out)
		t.Errorf("html-validate: %v\n%s", err, found)
	}
}
