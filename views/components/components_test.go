package components_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"ripen/views/charts"
	c "ripen/views/components"
)

// hashed is an asset's name with its hash, which differs from build to build.
var hashed = regexp.MustCompile(`(/static/[a-z-]+)\.[0-9a-f]{12}\.`)

// specimens is every component in each state that changes its markup.
var specimens = map[string][]templ.Component{
	"grade":       {c.Grade("A"), c.Grade("B"), c.Grade("C"), c.Grade("D"), c.Grade(""), c.BigGrade("A", "xl", true), c.BigGrade("", "l", false)},
	"grade_split": {c.GradeSplit(charts.Counts{A: 24, B: 26, C: 28, D: 22}), c.GradeSplit(charts.Counts{})},
	"mark":        {c.Mark(), c.BrandXL("Ripen"), c.Ripening()},
	"icon":        {c.Icon("phone")},
	"badge":       {c.Badge("", "", "Draft"), c.Badge("rust", "x", "Broken"), within(c.Toned("leaf"), "open"), c.Count("8", ""), c.Count("1", "rust"), c.Avatar("RO"), c.Client("Harbour Dental", "1"), c.Client("Harbour Dental", "")},
	"key":         {c.Key("N"), c.Key("Ctrl+Enter"), c.Key("+"), c.Key("ArrowDown")},
	"token":       {c.Token(`a"b`)},
	"button": {
		within(c.Button(c.ButtonProps{}), "Plain"),
		within(c.Button(c.ButtonProps{Kind: "primary", Size: "l", Wide: true, Key: "Ctrl+Enter", Name: "d", Value: "na", Form: "f"}), "Release"),
		within(c.Button(c.ButtonProps{URL: "/leads?q=a&b=c", Icon: "phone", Key: "K"}), "A link"),
		within(c.Button(c.ButtonProps{URL: "javascript:alert(1)"}), "Not a link"),
		c.Button(c.ButtonProps{Icon: "x", IconOnly: true, Label: "Close", Closes: "menu"}),
		within(c.Button(c.ButtonProps{Opens: "menu", Attrs: templ.Attributes{"hx-post": "/a", "aria-current": "true"}}), "Opens"),
		within(c.Button(c.ButtonProps{Disabled: true, Busy: true, Type: "button"}), "Saving"),
		within(c.ButtonGroup("Theme"), "…"),
	},
	"field": {
		c.Field(c.FieldProps{Name: "email", Label: "E-mail", Type: "email", Value: `"a"@example.test`, Required: true, Hint: "Ours", Attrs: templ.Attributes{"autocomplete": "email"}}),
		c.Field(c.FieldProps{Name: "date", Label: "Next date", ID: "d2", Key: "D", Value: "31 June", Error: "June has 30 days.", Wide: true}),
		c.Field(c.FieldProps{Name: "password", Label: "Password", Type: "password", Value: "never given back"}),
		c.TextArea(c.FieldProps{Name: "note", Label: "Note", Value: "\nline <b>two</b>", Hint: "For the rep", Error: "Too long."}),
		c.Select(c.FieldProps{Name: "tz", Label: "Zone", Value: "b"}, []c.Option{{Value: "", Label: "Choose"}, {Value: "a", Label: "A", Group: "G"}, {Value: "b", Label: "B", Group: "G"}, {Value: "c", Label: "C", Disabled: true}}),
		c.Check(c.CheckProps{Name: "single", Label: "Single keys", Checked: true, Hint: "as printed"}),
		c.Check(c.CheckProps{Name: "m", Value: "7", Label: "Seven", Attrs: templ.Attributes{"form": "f"}}),
		c.Saved(""), c.Saved("16:42:07"),
	},
	"choice": {
		c.Choice(c.ChoiceProps{Name: "need", Legend: "What?", Picked: "2", Digits: true, Required: true, Hint: "one", Error: "Say which.", Options: []c.Option{{Value: "1", Label: "One"}, {Value: "2", Label: "Two"}}}),
		c.Choice(c.ChoiceProps{Name: "grade", Legend: "Grade", Options: []c.Option{{Value: "A", Grade: "A"}, {Value: "D", Grade: "D", Disabled: true}}}),
		c.Answers(c.ChoiceProps{Name: "many", Many: true, PickedMany: []string{"b"}, Required: true, Options: []c.Option{{Value: "a", Label: "A"}, {Value: "b", Label: "B"}}}),
	},
	"panel": {
		within(c.Panel(c.PanelProps{Title: "Queue", Aside: "waiting", ID: "queue"}), "body"),
		within(c.Panel(c.PanelProps{Title: "Rows", Flush: true, Class: "doc", Tools: c.Badge("leaf", "", "15 new")}), "table"),
		within(c.Panel(c.PanelProps{}), "bare"),
		within(c.Scroll("Table of rows"), "table"),
		within(c.PageHead("Leads", "2 to accept."), "tools"), c.PageHead("Leads", ""),
	},
	"notice":   {within(c.Notice("amber"), "soon"), within(c.Notice("rust"), "wrong"), within(c.Notice("leaf"), "kept"), within(c.Notice("fig"), "next"), within(c.Notice(""), "know"), c.Words("<b>Send prices"), c.Facts([]c.Fact{{Term: "Source", Value: "FDC"}, {Term: "Phone", Value: "+1 813", URL: "tel:+1813"}}), within(c.Empty("Nobody", "At 16:50."), "button"), c.Empty("Nobody", ""), c.Skeleton()},
	"tabs":     {c.Tabs("Show", []c.Tab{{Label: "Open", URL: "?s=open", Count: "8", Current: true}, {Label: "Overdue", URL: "?s=o", Count: "1", Tone: "rust"}, {Label: "Closed", URL: "?s=c"}})},
	"pager":    {c.Pager(c.PagerProps{Words: "1–50 of 2,498", NextURL: "?after=50"}), c.Pager(c.PagerProps{Label: "Leads", Words: "8 of 8"})},
	"th":       {c.Th(c.ThProps{Label: "Person"}), c.Th(c.ThProps{Label: "CPO", URL: "?o=cpo", Sort: "ascending", Num: true, Hint: "cost per order"}), c.Th(c.ThProps{Label: "CPI", URL: "?o=cpi", Sort: "descending"})},
	"steps":    {c.Steps("Steps", []c.Step{{Label: "File", URL: "#f", Done: true}, {Label: "Map", Current: true}, {Label: "Try"}}), c.Beads(2, 6, "Step 2 of 6")},
	"progress": {c.Progress(c.ProgressProps{Value: 3, Max: 10, Label: "Rows", Tone: "leaf", ID: "p"}), c.Progress(c.ProgressProps{LabelledBy: "h"})},
	"timeline": {c.Timeline("History", []c.Event{{Title: "Inquiry", Text: "by form", When: "Today", DateTime: "2026-06-30T15:56", Now: true}, {Title: "Graded C", When: "11 Feb", Grade: "C"}})},
	"stats":    {c.Stats([]c.Stat{{Label: "Orders", Value: "97", Note: "$4,201 each", URL: "/orders"}, {Label: "Spend", Value: "none entered"}})},
	"dialog":   {within(c.Dialog(c.DialogProps{ID: "override", Title: "Override", Aside: "both are kept", Wide: true}), "form"), within(c.DialogBody(), "body"), within(c.DialogFoot("override", ""), "buttons"), within(c.Menu("me", "You"), "links")},
	"keys":     {c.KeysSheet([]c.KeyGroup{{Title: "Call", Hints: []c.KeyHint{{Label: "Answer", Keys: []string{"1", "–", "4"}}, {Label: "Release", Keys: []string{"Ctrl+Enter"}}}}}, "/settings"), c.KeysSheet(nil, "")},
	"toast":    {c.Toast("Saved <here>", nil), c.Toast("Released to Rae Okafor", &c.Undo{Action: "/undo", Token: "t", Label: "Recall", Key: "Z", Seconds: 21, Of: 30}), c.Toast("No answer", &c.Undo{Action: "/undo", Seconds: 10})},
}

func TestComponents_drawTheMarkupThatWasAccepted(t *testing.T) {
	t.Parallel()
	for name, all := range specimens {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got strings.Builder
			for _, each := range all {
				got.WriteString(draw(t, each) + "\n")
			}
			compare(t, name, got.String())
		})
	}
}

func TestComponents_writeNoStyleAndNoHandler(t *testing.T) {
	t.Parallel()
	forbidden := regexp.MustCompile(`(?i)\s(style|on[a-z]+)=|<style|<script|javascript:`)
	for name, all := range specimens {
		for _, each := range all {
			if found := forbidden.FindString(draw(t, each)); found != "" {
				t.Errorf("%s writes %q, which the content security policy forbids", name, found)
			}
		}
	}
}

func TestIcon_isNamedAsLucideNamesIt(t *testing.T) {
	t.Parallel()
	if got := draw(t, c.Icon("phone")); !strings.Contains(got, "#i-phone") {
		t.Errorf("Icon drew %s, without #i-phone", got)
	}
}

// within gives a component its children.
func within(parent templ.Component, text string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return parent.Render(templ.WithChildren(ctx, templ.Raw(text)), w)
	})
}

func draw(t *testing.T, component templ.Component) string {
	t.Helper()
	var out strings.Builder
	if err := component.Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return hashed.ReplaceAllString(out.String(), "$1.")
}

// compare holds the markup against testdata; UPDATE=1 accepts it.
func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".html")
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s has changed (UPDATE=1 accepts it):\n%s", file, got)
	}
}
