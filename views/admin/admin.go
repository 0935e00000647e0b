// Package admin is what the agency's administration looks like.
package admin

import (
	"strconv"
	"time"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
)

// A PeoplePage is the people of one state.
type PeoplePage struct {
	Shell   layouts.Page
	State   models.UserState
	People  []Person
	Refused string
	Self    models.ID // whoever looks, and cannot deactivate themselves
	counts  map[models.UserState]int
}

// A Person is a line of the list.
type Person struct {
	ID      models.ID
	Name    string
	Email   string
	Role    models.Role
	State   models.UserState
	Client  string
	Partner string

	Abilities string // languages and skills
	MayEnable bool   // whoever looks may change them
}

func (p Person) able() string {
	if p.Abilities == "" {
		return ""
	}
	return " · " + p.Abilities
}

// AbilitiesPage is what somebody speaks and can do, as it was left.
type AbilitiesPage struct {
	Shell                   layouts.Page
	ID                      models.ID
	Name, Languages, Skills string
	Faults                  map[string]string
}

// Count counts one more of this state for the tabs.
func (p *PeoplePage) Count(state models.UserState) {
	if p.counts == nil {
		p.counts = map[models.UserState]int{}
	}
	p.counts[state]++
}

func (p PeoplePage) tabs() []components.Tab {
	var tabs []components.Tab
	for _, t := range []struct {
		label string
		state models.UserState
	}{{"Active", models.Active}, {"Invited", models.Invited}, {"Deactivated", models.Deactivated}} {
		tabs = append(tabs, components.Tab{Label: t.label, URL: paths.PeopleIn(string(t.state)), Count: strconv.Itoa(p.counts[t.state]), Current: p.State == t.state})
	}
	return tabs
}

// Where is whom the person works for.
func (p Person) Where() string {
	switch {
	case p.Client == "":
		return "The agency"
	case p.Partner != "":
		return p.Client + " · " + p.Partner
	default:
		return p.Client
	}
}

// An InvitePage invites somebody.
type InvitePage struct {
	Shell       layouts.Page
	Email       string
	Name        string
	Role        models.Role
	Place       string
	Zone        string
	Places      []Place
	AgencyRoles bool // whether the agency's own people may be invited
	Faults      map[string]string
}

// A Place is a client, or a partner of it.
type Place struct {
	Value, Client, Partner string
}

func (p InvitePage) roles() []components.Option {
	var options []components.Option
	for _, role := range models.Roles {
		group := "Of a client"
		if role.OfAgency() {
			if !p.AgencyRoles {
				continue
			}
			group = "Of the agency"
		}
		options = append(options, components.Option{Value: string(role), Label: role.Words(), Group: group})
	}
	return options
}

func (p InvitePage) places() []components.Option {
	var options []components.Option
	if p.AgencyRoles {
		options = append(options, components.Option{Label: "The agency"})
	}
	for _, each := range p.Places {
		label := each.Client
		if each.Partner != "" {
			label = each.Partner + ", partner"
		}
		options = append(options, components.Option{Value: each.Value, Label: label, Group: each.Client})
	}
	return options
}

func (p InvitePage) placeFault() string {
	if fault := p.Faults["client"]; fault != "" {
		return fault
	}
	return p.Faults["partner"]
}

// A MailPage is the demo's post, with one letter open or none.
type MailPage struct {
	Shell   layouts.Page
	Zone    string
	Letters []models.Mail
	Open    *models.Mail
}

func (p MailPage) when(at time.Time) string {
	return at.In(models.Location(p.Zone)).Format("2 Jan 15:04")
}

func (p MailPage) current(letter models.Mail) bool { return p.Open != nil && p.Open.ID == letter.ID }
