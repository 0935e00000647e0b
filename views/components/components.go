// Package components is the kit: the small parts every page is drawn from, each the wrapper of one
// class of static/css. A component takes words, numbers or a small struct, never a record, and passes
// further attributes on, so that htmx and the keyboard stay the page's business.
package components

import (
	"strings"

	"github.com/a-h/templ"

	"ripen/models"
	"ripen/static"
)

// The tones of a state. A tone always comes with a word; it is never a grade.
const (
	Leaf  = "leaf"  // kept, open, live
	Amber = "amber" // soon, doubtful
	Rust  = "rust"  // late, refused, wrong
	Slate = "slate" // for your information
	Fig   = "fig"   // new, chosen, do this next
)

// An Option is one answer of a Select or a Choice.
type Option struct {
	Value, Label string
	Disabled     bool
	Group        string       // Select only: options of one group stand under its name
	Grade        models.Grade // Choice only: drawn before the label
}

// iconHref is where the sprite keeps an icon, named as lucide names it.
func iconHref(name string) string { return static.URL("icons.svg") + "#i-" + name }

// gradeAttr is how CSS knows a grade.
func gradeAttr(g models.Grade) string {
	if g == models.Ungraded {
		return "none"
	}
	return string(g)
}

// gradeMark is what stands in the fruit.
func gradeMark(g models.Grade) string {
	if g == models.Ungraded {
		return "–"
	}
	return string(g)
}

// gradeLabel is what a grade is called when it is read aloud.
func gradeLabel(g models.Grade) string {
	if g == models.Ungraded {
		return "Not graded"
	}
	return "Grade " + string(g)
}

// optional gives an attribute only where it has a value.
func optional(name, value string) templ.Attributes {
	if value == "" {
		return nil
	}
	return templ.Attributes{name: value}
}

// keyMarks splits a key into the caps that are printed: "Ctrl+Enter" is Ctrl and ⏎.
func keyMarks(key string) []string {
	if key == "+" {
		return []string{key}
	}
	marks := strings.Split(key, "+")
	for i, mark := range marks {
		switch mark {
		case "Enter":
			marks[i] = "⏎"
		case "ArrowUp":
			marks[i] = "↑"
		case "ArrowDown":
			marks[i] = "↓"
		case "Escape":
			marks[i] = "Esc"
		}
	}
	return marks
}

// keyShortcut is the key as aria-keyshortcuts wants it.
func keyShortcut(key string) string { return strings.ReplaceAll(key, "Ctrl+", "Control+") }

// words joins what is not empty, for class and aria-describedby.
func words(all ...string) string {
	kept := all[:0:0]
	for _, each := range all {
		if each != "" {
			kept = append(kept, each)
		}
	}
	return strings.Join(kept, " ")
}
