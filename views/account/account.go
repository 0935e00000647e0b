// Package account is what everybody sees of themselves: settings, password, sessions.
package account

import (
	"strconv"
	"strings"
	"time"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A Page is somebody's own account.
type Page struct {
	Shell       layouts.Page
	Name        string
	Email       string
	Role        models.Role
	Zone        string
	Theme       string
	SingleKeys  bool
	OnSources   bool   // a marketer gets the letter on Mondays
	BackOn      string // the day a rep who is away is back, as a date field has it
	Substitute  string // who stands in while a rep is away
	Substitutes []components.Option
	MinPassword int
	Sessions    []Session
	Devices     []Device
	BellKey     string // what a browser subscribes with; "" where nobody is told of leads
	Faults      map[string]string
}

// A Session is one browser in which the person is signed in.
type Session struct {
	ID      string
	Agent   string
	Address string
	Since   time.Time
	SeenAt  time.Time
	Here    bool
}

// A Device is one browser that rings when a lead has come.
type Device struct {
	ID    models.ID
	Label string
	Since time.Time
}

func (d Device) called() string {
	if d.Label == "" {
		return "A browser"
	}
	return Session{Agent: d.Label}.Browser()
}

func (p Page) isMarketer() bool { return p.Role == models.Marketer }

func (p Page) isRep() bool { return p.Role == models.Rep }

func (p Page) passwordHint() string {
	return "At least " + strconv.Itoa(p.MinPassword) + " characters; 15 or more are better, such as four words. Everywhere else you are signed out."
}

func (p Page) when(at time.Time) string {
	return at.In(models.Location(p.Zone)).Format("2 January, 15:04")
}

// Browser is the browser and system in words, as far as they can be told.
func (s Session) Browser() string {
	browser, system := first(s.Agent, browsers), first(s.Agent, systems)
	switch {
	case browser == "" && system == "":
		return "A program"
	case system == "":
		return browser
	default:
		return strings.TrimSpace(browser + " on " + system)
	}
}

// A sign in the browser's name for itself, and what it means; the first one counts.
var (
	browsers = [][2]string{{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"curl/", "curl"}}
	systems  = [][2]string{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Mac OS", "macOS"}, {"Linux", "Linux"}}
)

func first(text string, signs [][2]string) string {
	for _, sign := range signs {
		if strings.Contains(text, sign[0]) {
			return sign[1]
		}
	}
	return ""
}
