package faults_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/intake"
)

// naughty is the big list of naughty strings, one a line.
func naughty(t *testing.T) (all []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "data", "naughty", "blns.txt"))
	if err != nil {
		t.Skip("the naughty strings, naughty/blns.txt, are not on this machine")
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	if len(all) < 500 {
		t.Fatalf("only %d naughty strings", len(all))
	}
	return all
}

func TestNaughty_stringsComeThroughFormsUnharmed(t *testing.T) {
	t.Parallel()
	h, all := apptest.Open(t), naughty(t)
	key := h.Cast.Source(source).FormKey
	fields := []string{"name", "organisation", "title", "address", "city", "region", "postcode", "country", "product", "message"}
	for n, s := range all {
		form := map[string]string{"email": email(n)}
		for _, name := range fields {
			form[name] = s
		}
		if err := h.Intake.Submit(t.Context(), key, models.NewID(), form); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
	if ticked := h.Later(2 * time.Minute); ticked.Accepted != len(all) {
		t.Errorf("%d of %d forms were accepted", ticked.Accepted, len(all))
	}
	admin, caller := h.Visitor("Ada Lindholm"), h.Visitor("Dana Whitfield")
	for n, s := range all {
		id := apptest.Value[string](h, `SELECT inquiry_id::text FROM submissions WHERE fields->>'email' = $1`, email(n))
		times := 3 // words, name, and where they work
		if apptest.Value[string](h, `SELECT state FROM inquiries WHERE id = $1`, id) == "merged" {
			times = 1 // somebody of the same name at the same address had asked before
		}
		for _, p := range []*page{read(t, admin, "/desk/inquiries/"+id), read(t, caller, "/console/inquiries/"+id)} {
			if p.count(s) < times {
				t.Errorf("%q stands %d times on %s", s, p.count(s), p.path)
			}
		}
	}
}

func email(n int) string { return fmt.Sprintf("n%d@naughty%d.example", n, n) }

// bundle is how many strings stand in one text of several lines.
const bundle = 5

func TestNaughty_stringsComeThroughCallsAndLeadsUnharmed(t *testing.T) {
	t.Parallel()
	h, all := apptest.Open(t), naughty(t)
	caller, reps := h.Visitor("Dana Whitfield"), map[string]*apptest.Visitor{}
	var ids []models.ID
	for part := range slices.Chunk(all, bundle) {
		text := strings.Join(part, "\n")
		id := h.Arrives("scanners-us", source, func(a *intake.Arriving) { stranger(a, len(ids)) })
		ids = append(ids, id)
		if err := h.Queue.Take(t.Context(), h.Cast.As("Dana Whitfield"), id); err != nil {
			t.Fatal(err)
		}
		at := "/console/inquiries/" + id.String()
		got := caller.Post(at+"/draft", url.Values{"version": {"0"}, "for_rep": {text}, "internal": {text}})
		if got.Status != http.StatusSeeOther {
			t.Fatalf("draft: %d %s", got.Status, got.Body)
		}
		p := read(t, caller, at)
		for _, note := range []string{"for_rep", "internal"} {
			if p.fields[note] != text {
				t.Errorf("%s came back as %q, it was %q", note, p.fields[note], text)
			}
		}
		form := url.Values{"version": {"1"}, "for_rep": {text}, "internal": {text}, "override": {"A"}, "reason": {text}}
		for _, key := range apptest.Questions {
			form.Set("answer."+key, "2")
		}
		if got := caller.Post(at+"/gradings", form); got.Status != http.StatusSeeOther {
			t.Fatalf("grading: %d %s", got.Status, read(t, caller, at).text)
		}
		if held := caller.Get("/console").To(); held != "" {
			caller.Post(held+"/return", nil)
		}
	}
	if ticked := h.Later(31 * time.Second); ticked.Released != len(ids) {
		t.Fatalf("%d of %d were released", ticked.Released, len(ids))
	}
	n := 0
	for part := range slices.Chunk(all, bundle) {
		text := strings.Join(part, "\n")
		lead := apptest.Value[string](h, `SELECT id::text FROM leads WHERE inquiry_id = $1`, ids[n])
		name := apptest.Value[string](h, `SELECT u.name FROM leads l JOIN users u ON u.id = l.rep_id WHERE l.inquiry_id = $1`, ids[n])
		if reps[name] == nil {
			reps[name] = h.Visitor(name)
		}
		rep, at := reps[name], "/portal/leads/"+lead
		posted(t, rep, at+"/contacts", url.Values{"how": {"talked"}, "note": {text}})
		posted(t, rep, at+"/close-out", url.Values{"outcome": {"lost"}, "reason": {text}, "lost_to": {text}})
		p := read(t, rep, at)
		for _, s := range part {
			if p.count(s) < 4 { // learned, note, why and to whom
				t.Errorf("%q stands %d times on the lead", s, p.count(s))
			}
		}
		if kept := apptest.Value[string](h, `SELECT reason FROM answers a JOIN gradings g ON g.id = a.grading_id WHERE g.inquiry_id = $1`, ids[n]); words(kept) != words(text) {
			t.Errorf("the reason is kept as %q, it was %q", kept, text)
		}
		n++
	}
}

func TestNaughty_stringsComeThroughWhatManagersNameUnharmed(t *testing.T) {
	t.Parallel()
	h, all := apptest.Open(t), naughty(t)
	admin, marketer := h.Visitor("Clara Nyberg"), h.Visitor("Jonas Weber")
	client := "/admin/clients/" + h.Cast.Client("harbour-dental").ID.String()
	program := h.Cast.Program("scanners-us").ID.String()
	known := map[string]bool{}
	for _, s := range all {
		s = short(strings.TrimSpace(s))
		if known[s] {
			continue
		}
		known[s] = true
		posted(t, admin, client+"/sources", url.Values{"name": {s}, "medium": {"web"}, "program": {program}})
	}
	for _, query := range []string{"", "?from=2026-06&to=2026-06"} {
		got := marketer.Get("/portal/sources.csv" + query)
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got.Body, "\ufeff"))).ReadAll()
		if err != nil || got.Status != http.StatusOK {
			t.Fatalf("the export cannot be read: %d %v", got.Status, err)
		}
		for _, row := range rows {
			if strings.ContainsAny(row[0][:min(1, len(row[0]))], "=+-@\t\r") {
				t.Errorf("a spreadsheet would run %q", row[0])
			}
			delete(known, strings.TrimPrefix(row[0], "'"))
			delete(known, row[0])
		}
	}
	shown := read(t, admin, client)
	for s := range known {
		if shown.count(s) == 0 {
			t.Errorf("%q is neither in the export nor on the page of the client", s)
		}
	}
	at, form := "/admin/programs/"+program, read(t, admin, "/admin/programs/"+program).fields
	sourceAt := "/admin/sources/" + h.Cast.Source(source).ID.String()
	for part := range slices.Chunk(all, bundle) {
		text, line := strings.Join(part, "\n"), words(short(strings.Join(part, " ")))
		fields := url.Values{}
		for name, value := range form {
			fields.Set(name, value)
		}
		fields.Set("name", line)
		fields.Set("opening", text)
		posted(t, admin, at, fields)
		if p := read(t, admin, at); words(p.fields["name"]) != line || words(p.fields["opening"]) != words(text) {
			t.Errorf("the program came back as %q, %q", p.fields["name"], p.fields["opening"])
		}
		posted(t, admin, sourceAt, url.Values{"medium": {"web"}, "audience": {line}, "program": {program}, "form_open": {"1"}, "form_title": {line}, "form_intro": {text}})
		p := read(t, apptest.Visit(t, h.URL), "/f/"+h.Cast.Source(source).FormKey)
		for _, s := range append(slices.Clone(part), line) {
			if p.count(s) == 0 {
				t.Errorf("%q does not stand on the hosted form", s)
			}
		}
	}
}

// short is the first 200 characters, which is all that a name may have.
func short(text string) string {
	letters := []rune(text)
	return strings.TrimSpace(string(letters[:min(200, len(letters))]))
}

func posted(t *testing.T, v *apptest.Visitor, path string, fields url.Values) {
	t.Helper()
	if got := v.Post(path, fields); got.Status != http.StatusSeeOther {
		t.Fatalf("%s with %q: %d %s", path, fields, got.Status, words(parse(t, path, got.Body).text))
	}
}

// A page as a browser understands it: its words, and what stands in its fields.
type page struct {
	path   string
	text   string
	fields map[string]string
}

// words is text without regard to how it is spaced.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }

// count is how often a string stands on the page.
func (p *page) count(s string) int { return strings.Count(p.text, words(s)) }

func read(t *testing.T, v *apptest.Visitor, path string) *page {
	t.Helper()
	got := v.Get(path)
	if got.Status != http.StatusOK {
		t.Fatalf("%s: %d", path, got.Status)
	}
	return parse(t, path, got.Body)
}

// parse reads a page, and fails where a string has become markup: a script that is not
// ours, or an attribute that runs one.
func parse(t *testing.T, path, body string) *page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	p := &page{path: path, fields: map[string]string{}}
	var text strings.Builder
	for node := range root.Descendants() {
		if node.Type == html.TextNode && node.Parent.Data != "script" && node.Parent.Data != "style" {
			text.WriteString(node.Data + " ")
		}
		if node.Type != html.ElementNode {
			continue
		}
		for _, a := range node.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") && (a.Key == "href" || a.Key == "src" || a.Key == "action") {
				t.Errorf("%s: a string became <%s %s=%q>", path, node.Data, a.Key, a.Val)
			}
		}
		if src := attribute(node, "src"); node.Data == "script" && !strings.HasPrefix(src, "/static/") || node.Data == "img" || node.Data == "iframe" {
			t.Errorf("%s: a string became <%s src=%q>", path, node.Data, src)
		}
		p.take(node)
	}
	p.text = words(text.String())
	return p
}

// take notes what stands in a field.
func (p *page) take(node *html.Node) {
	name := attribute(node, "name")
	switch {
	case name == "" || name == "token" || name == "theme" || name == "back":
	case node.Data == "textarea":
		var text strings.Builder
		for child := range node.ChildNodes() {
			text.WriteString(child.Data)
		}
		p.fields[name] = text.String()
	case node.Data == "input" && (attribute(node, "type") != "radio" && attribute(node, "type") != "checkbox" || has(node, "checked")):
		p.fields[name] = attribute(node, "value")
	case node.Data == "select":
		for option := range node.Descendants() {
			if option.Data == "option" && has(option, "selected") {
				p.fields[name] = attribute(option, "value")
			}
		}
	}
}

func attribute(node *html.Node, key string) string {
	for _, a := range node.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(node *html.Node, key string) bool {
	return slices.ContainsFunc(node.Attr, func(a html.Attribute) bool { return a.Key == key })
}
