package layouts_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"ripen/views/components"
	"ripen/views/layouts"
)

var hashed = regexp.MustCompile(`(/static/[a-z-]+)\.[0-9a-f]{12}\.`)

var pages = map[string]layouts.Page{
	"bare":   {Face: layouts.Public, NoBar: true, BodyClass: "signin", MainClass: "hello"},
	"portal": {Title: "Leads", Face: layouts.Portal, Nonce: "n1", Token: "t1", Path: "/portal/leads", ClientName: "Harbour & Co", ClientTone: "1", Nav: []layouts.NavItem{{Label: "Leads", URL: "/portal/leads", Current: true, DeskOnly: true}}, NavLabel: "Portal", User: &layouts.User{Name: "Rae Okafor", Initials: "RO", Links: []layouts.NavItem{{Label: "Settings", URL: "/settings", Icon: "user"}}}, Theme: "dark", Toasts: []layouts.Toast{{Message: "Accepted"}}},
	"console": {Title: "Ivy Moss", Face: layouts.Console, Nonce: "n2", Token: "t2", BodyClass: "call", MainClass: "work", Nav: []layouts.NavItem{{Label: "Promises", URL: "/p", Count: "3", Tone: "amber"}}, Find: true, FindURL: "/console/find", FindDo: []layouts.Command{{Label: "Next call", URL: "/console", Icon: "phone", Key: "K"}, {Label: "Sign out", Press: "#out", Hint: "for today"}},
		Keys: []components.KeyGroup{{Title: "Call", Hints: []components.KeyHint{{Label: "Notes", Keys: []string{"N"}}}}}, SettingsURL: "/settings", SingleKeysOff: true, User: &layouts.User{Name: "Dana Whitfield", Initials: "DW"}, Theme: "neon", BarExtra: templ.Raw("<b>extra</b>"), Footer: templ.Raw("<footer>today</footer>"), Refresh: 60, Toasts: []layouts.Toast{{Message: "No answer", Undo: &components.Undo{Action: "/undo", Seconds: 9, Of: 10}}}},
}

func TestShell_drawsThePageThatWasAccepted(t *testing.T) {
	t.Parallel()
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := strings.ReplaceAll(draw(t, page), "><", ">\n<") + "\n"
			file := filepath.Join("testdata", name+".html")
			if os.Getenv("UPDATE") == "1" {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s has changed (UPDATE=1 accepts it):\n%s", file, got)
			}
		})
	}
}

func TestShell_runsNoScriptWithoutTheNonce(t *testing.T) {
	t.Parallel()
	for name, page := range pages {
		for _, tag := range regexp.MustCompile(`<script[^>]*>`).FindAllString(draw(t, page), -1) {
			if !strings.Contains(tag, `nonce="`+page.Nonce+`"`) {
				t.Errorf("%s: %s has no nonce", name, tag)
			}
		}
	}
}

func TestShell_takesNoThemeItDoesNotKnow(t *testing.T) {
	t.Parallel()
	if html := draw(t, pages["console"]); strings.Contains(html, `data-theme="neon"`) {
		t.Error("an unknown theme reached the page")
	}
	if html := draw(t, pages["portal"]); !strings.Contains(html, `data-theme="dark"`) {
		t.Error("the chosen theme did not reach the page")
	}
}

func TestShell_givesEveryPostedFormAToken(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`(?s)<form method="post".*?</form>`)
	for name, page := range pages {
		for _, each := range form.FindAllString(draw(t, page), -1) {
			if !strings.Contains(each, `name="token"`) {
				t.Errorf("%s: a form without a token: %s", name, each)
			}
		}
	}
}

func draw(t *testing.T, page layouts.Page) string {
	t.Helper()
	var out strings.Builder
	ctx := templ.WithChildren(t.Context(), templ.Raw("<p>content</p>"))
	if err := layouts.Shell(page).Render(ctx, &out); err != nil {
		t.Fatal(err)
	}
	return hashed.ReplaceAllString(out.String(), "$1.")
}
