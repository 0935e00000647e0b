// Package layouts is what stands around every page: the head, the bar, the sheets that float, the toasts.
package layouts

import (
	"cmp"
	"slices"

	"github.com/a-h/templ"

	"ripen/static"
	"ripen/views/components"
)

// icons: sun moon monitor user log-out

// The faces: each has its own stylesheet.
const (
	Console = "console" // callers
	Office  = "office"  // supervisors, account managers, admins; the marketer's figures
	Portal  = "portal"  // a rep's list and lead: no byte more than they need
	Sales   = "sales"   // their managers; a rep's own page; the follow-up policy
	Public  = "public"  // sign-in, invitations, hosted forms: whoever is not signed in
	Kit     = "kit"     // the specimen sheet
)

// A Page is everything around a page's own content. Only Title, Face and, with script, Nonce must be set.
type Page struct {
	Title string // of the page alone; " · Ripen" follows it
	Face  string
	Nonce string // of the content security policy, for the one script
	Token string // for the forms of the user's menu
	Path  string // of this page: where the theme form comes back to without script

	Brand      string // "Ripen" where empty
	BrandURL   string // "/" where empty
	ClientName string // the client whose work this is, in the bar
	ClientTone string // that client's spot of colour, "1" to "6"
	Nav        []NavItem
	NavLabel   string // what the navigation is called: "Console", "Desk"
	BarExtra   templ.Component
	User       *User
	Theme      string // "", "light", "dark"

	Find      bool // the palette: find a person or do something
	FindURL   string
	FindLabel string    // what can be found: "Name, number or e-mail; or what to do"
	FindAt    string    // which page this is, so that what is found fits it
	FindDo    []Command // what can be done from the palette

	Toasts        []Toast
	Keys          []components.KeyGroup // the key sheet, with a button in the user's menu
	SettingsURL   string                // where single keys are turned off
	SingleKeysOff bool

	BodyClass string
	MainClass string // "page" where empty
	Footer    templ.Component
	NoBar     bool // sign-in, hosted forms
	Refresh   int  // seconds after which the page reloads without script; 0 for never
}

// A NavItem is one place the bar leads to.
type NavItem struct {
	Label, URL  string
	Current     bool
	Count, Tone string // beside the label, where not empty
	Icon        string // in the user's menu
	DeskOnly    bool   // not on a phone
}

// A User is who is signed in.
type User struct {
	ID             string // so that a page knows whose it is when somebody else signs in beside it
	Name, Initials string
	Links          []NavItem // settings and the like, above the theme
}

// A Toast says what was just done, and for some seconds how to take it back.
type Toast struct {
	Message string
	Undo    *components.Undo
}

func (p Page) title() string {
	if p.Title == "" {
		return "Ripen"
	}
	return p.Title + " · Ripen"
}

func (p Page) brand() string    { return cmp.Or(p.Brand, "Ripen") }
func (p Page) brandURL() string { return cmp.Or(p.BrandURL, "/") }
func (p Page) main() string     { return cmp.Or(p.MainClass, "page") }

// toastsInBar reports whether toasts stand in the bar: a caller's screen has no room that is not used.
func (p Page) toastsInBar() bool { return p.Face == Console && !p.NoBar }

// root is the html element's own: its language, and the theme where it is fixed.
func (p Page) root() templ.Attributes {
	a := templ.Attributes{"lang": "en"}
	if slices.Contains([]string{"light", "dark"}, p.Theme) {
		a["data-theme"] = p.Theme
	}
	return a
}

// body tells the script what it needs to know.
func (p Page) body() templ.Attributes {
	a := templ.Attributes{"data-icons": static.URL("icons.svg")}
	if p.BodyClass != "" {
		a["class"] = p.BodyClass
	}
	if p.User != nil && p.User.ID != "" {
		a["data-user"] = p.User.ID
	}
	if p.SingleKeysOff {
		a["data-single-keys"] = "off"
	}
	return a
}

// themes is what the theme form offers.
func (p Page) themes() []themeChoice {
	return []themeChoice{
		{"", "System", "monitor", p.Theme == ""},
		{"light", "Light", "sun", p.Theme == "light"},
		{"dark", "Dark", "moon", p.Theme == "dark"},
	}
}

type themeChoice struct {
	value, label, icon string
	on                 bool
}

func (c themeChoice) pressed() string {
	if c.on {
		return "true"
	}
	return "false"
}

func (p Page) findLabel() string { return cmp.Or(p.FindLabel, "Find or do") }

func current(item NavItem) templ.Attributes {
	a := templ.Attributes{}
	if item.Current {
		a["aria-current"] = "page"
	}
	if item.DeskOnly {
		a["class"] = "desk-only"
	}
	return a
}
