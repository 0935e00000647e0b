package models

import "time"

// A Way is how a message leaves.
type Way string

// The ways.
const (
	ByMail    Way = "mail"    // a letter to a person
	ByWebhook Way = "webhook" // a request to a client's system
	ByDevice  Way = "device"  // a sign on a rep's phone, without words about anybody
)

// A Push is one message to one endpoint, mostly about a lead: sent once in effect, under one
// id that no try changes.
type Push struct {
	ID         ID  `gorm:"primaryKey"`
	ClientID   ID  `gorm:"primaryKey"`
	LeadID     *ID // nil: a test, or that an endpoint is switched off
	UserID     *ID // whom it tells; nil: a system
	Channel    Way
	Endpoint   string // mailto:address, webhook:id, device:id
	EndpointID *ID    // the webhook it goes to, or speaks of
	DeviceID   *ID
	Lane       ID // who waits with it
	Event      string
	About      string // which deadline or assignment; "" where an event comes once
	MessageID  string
	CreatedAt  time.Time
	Tries      int
	NextAt     *time.Time // when it is tried; nil: it is settled, or its endpoint is switched off
	SentAt     *time.Time
	FailedAt   *time.Time
	Problem    string
}

// Settled reports whether the push was sent or given up.
func (p *Push) Settled() bool { return p.SentAt != nil || p.FailedAt != nil }

// Again puts a push that was settled back to be sent, under the id it has.
func (p *Push) Again(at time.Time) error {
	if !p.Settled() {
		return Refuse(Conflict, "", "This one still waits to be sent: it goes by itself.")
	}
	p.SentAt, p.FailedAt, p.Problem, p.Tries, p.NextAt = nil, nil, "", 0, &at
	return nil
}

// A PushAttempt is one try to send a push. Appended.
type PushAttempt struct {
	ID       ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	PushID   ID
	At       time.Time
	Ms       int
	Status   *int   // what was answered, where anything was
	Problem  string // in our own words; "" where it went well
}

// A PushAnswer is the first words of what was answered to a try. It can be erased.
type PushAnswer struct {
	AttemptID ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	Answer    string
}

// A Device is a browser that shows its owner that a lead has come. The address is all that
// is kept: what it is sent is empty.
type Device struct {
	ID       ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	UserID   ID
	URL      string
	Label    string
	MadeAt   time.Time
	EndedAt  *time.Time
}
