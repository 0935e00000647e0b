package layouts

import (
	"strconv"
	"strings"
)

// icons: search

// A Command is one line of the palette: a place to go to, or something on this page to press.
type Command struct {
	Label string
	Hint  string // small words after it
	Icon  string
	Key   string // printed, where it has one
	URL   string // the place
	Press string // else the selector of what it presses, or gives the focus; left out where the page has no such thing
	Words string // other words it is found by
}

// Matches reports whether each word of the query begins a word of the command.
func (c Command) Matches(query string) bool {
	words := strings.Fields(strings.ToLower(c.Label + " " + c.Words))
	for _, asked := range strings.Fields(strings.ToLower(query)) {
		found := false
		for _, word := range words {
			found = found || strings.HasPrefix(word, asked)
		}
		if !found {
			return false
		}
	}
	return true
}

// Matching keeps the commands that the query asks for.
func Matching(all []Command, query string) (some []Command) {
	for _, c := range all {
		if c.Matches(query) {
			some = append(some, c)
		}
	}
	return some
}

// A FoundGroup is what the palette found of one kind.
type FoundGroup struct {
	Title    string
	Commands []Command
}

// FindGroups is what the palette shows before anything is typed.
func (p Page) findGroups() []FoundGroup { return []FoundGroup{{Title: "Do", Commands: p.FindDo}} }

func optionID(group, n int) string { return "do-" + strconv.Itoa(group) + "-" + strconv.Itoa(n) }
func groupID(group int) string     { return "do-" + strconv.Itoa(group) }

func (p Page) findKey() string {
	if p.SingleKeysOff {
		return "Ctrl K"
	}
	return "/"
}

// Everywhere is what can be done on every page of somebody who is signed in.
func Everywhere() []Command {
	return []Command{
		{Label: "Light theme", Icon: "sun", Press: "#me button[name=theme][value=light]", Words: "colours day"},
		{Label: "Dark theme", Icon: "moon", Press: "#me button[name=theme][value=dark]", Words: "colours night"},
		{Label: "Theme of the system", Icon: "monitor", Press: `#me button[name=theme][value=""]`, Words: "colours"},
		{Label: "Keys", Icon: "keyboard", Key: "?", Press: "#me [popovertarget=keys]", Words: "shortcuts help"},
		{Label: "Sign out", Icon: "log-out", Press: `#me form[action="/sign-out"] button`, Words: "leave log"},
	}
}
