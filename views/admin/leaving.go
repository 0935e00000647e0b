package admin

import (
	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A LeavingPage asks who gets the open leads of somebody who leaves.
type LeavingPage struct {
	Shell  layouts.Page
	ID     models.ID
	Name   string
	Open   int
	Leads  string // who was chosen
	To     []components.Option
	Faults map[string]string
}

func (p LeavingPage) has() string {
	switch p.Open {
	case 0:
		return p.Name + " has no open leads."
	case 1:
		return p.Name + " has one open lead. It is never left with somebody who is gone: say who gets it."
	}
	return p.Name + " has " + itoa(p.Open) + " open leads. None is ever left with somebody who is gone: say who gets them."
}
