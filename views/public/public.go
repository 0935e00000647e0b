// Package public is what is seen by whoever is not signed in: the door, and what went wrong.
package public

import (
	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A CastMember is one button of the demo's door.
type CastMember struct {
	ID      string
	Name    string
	Role    models.Role
	Partner string // whom a rep or a manager works for, if it is a partner
}

func (p SignInPage) shell() layouts.Page {
	p.Shell.MainClass, p.Shell.Footer = "door", components.Ripening()
	return p.Shell
}

func (p SignInPage) heading() string {
	if p.Agency == "" {
		return "Sign in"
	}
	return "Sign in to " + p.Agency
}

func (g CastGroup) words() string {
	if g.Agency {
		return g.Name + ", the agency"
	}
	return g.Name + ", a client"
}

func (m CastMember) initials() string { return models.Initials(m.Name) }

func (m CastMember) role() string {
	switch {
	case m.Role == models.Rep && m.Partner != "":
		return "rep, partner"
	case m.Role == models.Rep:
		return "rep, direct"
	default:
		return m.Role.Words()
	}
}

// does is what there is to see as this member.
func (m CastMember) does() string {
	if m.Partner != "" {
		return m.Partner
	}
	switch m.Role {
	case models.Caller:
		return "Call, grade, promise"
	case models.Supervisor:
		return "The desk, live"
	case models.Admin:
		return "Criteria, imports, people"
	case models.AccountManager:
		return "Clients, programs, people"
	case models.Rep:
		return "A new A lead"
	case models.SalesManager:
		return "Follow-up, 100 %"
	case models.Marketer:
		return "Which sources pay"
	}
	return ""
}
