package models

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The events that are not about a lead.
const (
	EventTest     = "test"
	EventDisabled = "disabled" // an endpoint was switched off
)

// WebhookEvents is what an endpoint can be told of.
var WebhookEvents = Texts{EventReleased, EventReassigned, EventRepeat, EventOverdue}

// EventType is an event as a webhook names it: "lead.released".
func EventType(event string) string {
	if event == EventTest {
		return "endpoint.test"
	}
	return "lead." + event
}

// An EndpointState says whether an endpoint is sent anything.
type EndpointState string

// The states of an endpoint.
const (
	EndpointActive   EndpointState = "active"
	EndpointDisabled EndpointState = "disabled"
)

// An Endpoint is a client's system that is told of leads by a webhook.
type Endpoint struct {
	ID          ID `gorm:"primaryKey"`
	ClientID    ID `gorm:"primaryKey"`
	Name        string
	URL         string
	Events      Texts
	State       EndpointState
	DisabledWhy string
	DisabledAt  *time.Time
	RemovedAt   *time.Time // nobody wants it any more; it is disabled
	HeldUntil   *time.Time // it asked to be left alone until then
	MadeBy      ID
	MadeAt      time.Time
}

// Check refuses what an endpoint may not be.
func (e *Endpoint) Check() error {
	e.Name, e.URL = strings.Join(strings.Fields(e.Name), " "), strings.TrimSpace(e.URL)
	switch {
	case e.Name == "" || utf8.RuneCountInString(e.Name) > 100:
		return Refuse(Invalid, "name", "Enter a name of at most 100 characters.")
	case e.URL == "" || len(e.URL) > 1000:
		return Refuse(Invalid, "url", "Shorten the address to 1,000 characters.")
	case len(e.Events) == 0:
		return Refuse(Invalid, "events", "Choose at least one event.")
	}
	for _, event := range e.Events {
		if !slices.Contains(WebhookEvents, event) {
			return Refuse(Invalid, "events", "Choose events from the list.")
		}
	}
	return nil
}

// Active reports whether the endpoint is sent what happens.
func (e *Endpoint) Active() bool { return e.State == EndpointActive }

// Disable switches the endpoint off. A second time changes nothing.
func (e *Endpoint) Disable(why string, at time.Time) {
	if e.Active() {
		e.State, e.DisabledWhy, e.DisabledAt = EndpointDisabled, why, &at
	}
}

// Remove takes the endpoint out of the list: what happens from then on is not kept for it. A
// second time changes nothing.
func (e *Endpoint) Remove(why string, at time.Time) {
	if e.RemovedAt == nil {
		e.State, e.DisabledWhy, e.DisabledAt, e.RemovedAt = EndpointDisabled, why, &at, &at
	}
}

// Enable switches it on again, also one that was removed.
func (e *Endpoint) Enable() {
	e.State, e.DisabledWhy, e.DisabledAt, e.RemovedAt, e.HeldUntil = EndpointActive, "", nil, nil, nil
}

// RotationGrace is how long messages are also signed with the secret before.
const RotationGrace = 24 * time.Hour

// An EndpointSecret is what the messages to an endpoint are signed with, sealed with the key
// of this id.
type EndpointSecret struct {
	ID         ID `gorm:"primaryKey"`
	ClientID   ID `gorm:"primaryKey"`
	EndpointID ID
	KeyID      string
	Sealed     []byte
	MadeAt     time.Time
	ValidUntil *time.Time
}

// Holds reports whether messages are signed with it at the instant.
func (s *EndpointSecret) Holds(at time.Time) bool {
	return s.ValidUntil == nil || s.ValidUntil.After(at)
}

// An EndpointLetter tells that an endpoint was switched off.
type EndpointLetter struct {
	Endpoint *Endpoint
	To       *User
	Client   string
	Waiting  int // messages that wait for it
	URL      string
}
