package journeys_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/chromedp/chromedp/kb"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/intake"
)

// older makes the arrival one of three days ago, so that it is not hot.
func older(a *intake.Arriving) {
	a.Via, a.ReceivedAt = "import", apptest.Noon.Add(-72*time.Hour)
	a.Name, a.Organisation, a.Email, a.Phone = "Cold Caller", "Cold Dental", "cold@cold.example", "+18135550111"
}

func TestImport_ofARealListInTheBrowserAndTenOfItCalled(t *testing.T) {
	t.Parallel()
	path, err := filepath.Abs(filepath.Join("..", "..", "..", "..", "shared", "data", "chicago", "early_childhood_sites.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Skip("the real list chicago/early_childhood_sites.csv is not on this machine")
	}
	h := apptest.Open(t)
	working(t, h)
	b := windowOf(t, h, "Priya Raman")
	b.open("/desk/imports/new")
	b.run(chromedp.SetUploadFiles(`input[type=file]`, []string{path}))
	b.do(`document.querySelector("select[name=program]").value = "` + h.Cast.Program("scanners-us").ID.String() + `"`)
	b.do(`document.querySelector("input[name=source]").value = "Chicago sites"`)
	b.do(`document.querySelector("input[name=prefix]").value = "+1312"`)
	b.turns(func() { b.clicks("Upload and look") })
	b.sees("What is in each column?")
	b.sees("early_childhood_sites.csv")
	for column, field := range map[string]string{"Id": "external_id", "Site name": "organisation", "Address": "address", "Zip": "postcode", "Phone": "phone"} {
		if !ask[bool](b, script(`(() => { const s = document.querySelector('select[aria-label="%s goes to"]'); s.value = %q; return s.value === %q })()`, column, field, field)) {
			t.Errorf("%q cannot be mapped to %s", column, field)
		}
	}
	b.turns(func() { b.clicks("Try") })
	b.sees("Tried, and nothing saved")
	if n := h.Count(`SELECT count(*) FROM inquiries`); n != 0 {
		t.Errorf("a trial saved %d inquiries", n)
	}
	b.turns(func() { b.clicks("Import 3,337 rows") })
	b.sees("3,337")
	eventually(t, "the import to end", func() bool { return h.Count(`SELECT count(*) FROM imports WHERE state = 'done'`) == 1 })
	b.sees("Imported")
	said := map[string]int{}
	for _, kind := range []string{"new", "repeat", "rejected"} {
		said[kind] = figure(ask[string](b, `document.querySelector("#run").textContent.replace(/\s+/g, " ")`), kind)
	}
	if said["new"]+said["repeat"]+said["rejected"] != 3337 || said["new"] < 1000 {
		t.Errorf("the page counts %v\n%s", said, b.state())
	}
	if n := h.Count(`SELECT count(*) FROM arrivals`); n != 3337 {
		t.Errorf("%d arrivals", n)
	}
	balanced(t, h)
	tenCalls(t, h)
}

// figure is the number that stands before a word.
func figure(text, word string) int {
	found := regexp.MustCompile(`([\d,]+) ` + word).FindStringSubmatch(text)
	if found == nil {
		return -1
	}
	n, _ := strconv.Atoi(strings.ReplaceAll(found[1], ",", ""))
	return n
}

// tenCalls lets a caller work ten of the list, by keyboard.
func tenCalls(t *testing.T, h *apptest.House) {
	t.Helper()
	b := windowOf(t, h, caller)
	b.callNext()
	seen := map[string]bool{}
	for n, key := range []string{"a", "v", "b", "g", "A!", "a", "B!", "a", "v", "a"} {
		if at := b.path(); seen[at] || !strings.HasPrefix(at, "/console/inquiries/") {
			t.Fatalf("call %d is %s", n+1, at)
		}
		seen[b.path()] = true
		b.sees("from a list")
		b.turns(func() {
			switch key {
			case "A!":
				b.answers(anA...)
				b.press("Ctrl+Enter")
			case "B!":
				b.answers(aB...)
				b.press("Ctrl+Enter")
			case "g":
				b.press(key, kb.Enter) // who answered may stay open
			default:
				b.press(key)
			}
		})
	}
	if n := h.Count(`SELECT count(*) FROM attempts a JOIN decisions d ON d.id = a.decision_id AND d.verdict IN ('allow', 'warn')`); n != 10 {
		t.Errorf("%d attempts, each allowed, wanted 10", n)
	}
	h.Later(31 * time.Second)
	eventually(t, "the lead", func() bool { return h.Count(`SELECT count(*) FROM leads`) == 1 })
	if n := h.Count(`SELECT count(*) FROM inquiries WHERE state = $1`, models.Nurtured); n != 1 {
		t.Errorf("%d are nurtured", n)
	}
	balanced(t, h)
}
