// Package endpoints is the pages of a client's webhooks, for its own sales manager and for
// the agency.
package endpoints

import (
	"slices"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A ListPage is the webhooks of a client, and the form of a new one.
type ListPage struct {
	Shell  layouts.Page
	Client models.ID // NoID: its own people look
	Name   string    // the client's
	Lines  []Line
	Form   Form
}

// A Line is one webhook.
type Line struct {
	ID                       models.ID
	Name, URL, Events, Last  string
	State, Tone, Icon, Stuck string // Stuck: how many wait or have failed
}

// A Form is what can be said of a webhook, as it was left.
type Form struct {
	Name, URL string
	Events    []string
	Faults    map[string]string
}

func (f Form) field(p components.FieldProps) components.FieldProps {
	p.Error = f.Faults[p.Name]
	return p
}

func (f Form) has(event string) bool { return slices.Contains(f.Events, event) }

// An EventChoice is an event that a webhook can be told of.
type EventChoice struct{ Key, Label, Hint string }

// EventChoices is all of them.
var EventChoices = []EventChoice{
	{models.EventReleased, models.EventType(models.EventReleased), "An A has become a lead."},
	{models.EventReassigned, models.EventType(models.EventReassigned), "An open lead has gone to another rep."},
	{models.EventRepeat, models.EventType(models.EventRepeat), "The person of an open lead has inquired again."},
	{models.EventOverdue, models.EventType(models.EventOverdue), "The next date of a lead has passed."},
}

// A Page is one webhook: how it is set, and what was sent to it.
type Page struct {
	Shell    layouts.Page
	Client   models.ID
	ID       models.ID
	Line     Line
	Active   bool
	Removed  bool   // it is out of the list, and off
	Why      string // why it is off
	Held     string // until when it asked to be left alone
	Waiting  string // how many messages wait while it is off
	Secret   string // told this once
	Secrets  string // "" or that an older secret holds, too
	Form     Form
	Log      []Sent
	OlderURL string
	From, To string // of a replay, as they were left
}

// Sent is one message and its tries.
type Sent struct {
	ID                models.ID
	Type, At          string
	State, Tone, Icon string
	Next              string // when it is tried again
	MayReplay         bool
	Tries             []Try
}

// A Try is one try to send it.
type Try struct{ At, Says, Took, Answer string }
