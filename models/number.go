package models

import (
	"strings"
	"time"
)

// A NumberKind says what a number rings.
type NumberKind string

// The kinds of number. A switchboard is the organisation's; what a person does not want
// to be called on is never forbidden for everybody behind it.
const (
	Direct      NumberKind = "direct"
	Mobile      NumberKind = "mobile"
	Home        NumberKind = "home"
	Switchboard NumberKind = "switchboard"
	OtherNumber NumberKind = "other"
)

// NumberKinds is every kind, in the order of the form.
var NumberKinds = []NumberKind{Direct, Mobile, Home, Switchboard, OtherNumber}

// Valid reports whether there is such a kind.
func (k NumberKind) Valid() bool {
	for _, each := range NumberKinds {
		if k == each {
			return true
		}
	}
	return false
}

// Words is the kind as people say it.
func (k NumberKind) Words() string {
	if k == "" || k == OtherNumber {
		return "Number"
	}
	return strings.ToUpper(string(k[:1])) + string(k[1:])
}

// A Number is one way to reach a person, or an organisation's switchboard. The person's
// Phone is the one that is dialled next; who has no other number has no row here.
type Number struct {
	ID             ID `gorm:"primaryKey"`
	ClientID       ID `gorm:"primaryKey"`
	PersonID       *ID
	OrganisationID *ID
	Kind           NumberKind
	Phone          string // E.164
	NumberKey      []byte // policy.NumberKey of Phone
	Note           string // “press 2, ask for Mrs Krug”
	WrongAt        *time.Time
	AddedBy        *ID
	AddedAt        time.Time
}

// An OrganisationNote is who answers at an organisation, and what to say to them. It is
// internal and never leaves the agency.
type OrganisationNote struct {
	ID             ID `gorm:"primaryKey"`
	ClientID       ID `gorm:"primaryKey"`
	OrganisationID ID
	AttemptID      *ID
	UserID         *ID
	At             time.Time
	Name           string // “Ms Lopez, reception”
	Text           string
}

// A ContactRole is what somebody does in a purchase.
type ContactRole string

// The roles of people at an organisation.
const (
	RoleGatekeeper ContactRole = "gatekeeper"
	RoleUser       ContactRole = "user"
	RoleDecider    ContactRole = "decider"
	RolePayer      ContactRole = "payer"
)

// ContactRoles is every role, in the order of the form.
var ContactRoles = []ContactRole{RoleDecider, RoleUser, RolePayer, RoleGatekeeper}

// Valid reports whether there is such a role; none is one, too.
func (r ContactRole) Valid() bool {
	for _, each := range ContactRoles {
		if r == each {
			return true
		}
	}
	return r == ""
}

// Words is the role as people say it.
func (r ContactRole) Words() string {
	switch r {
	case RoleDecider:
		return "decides"
	case RoleUser:
		return "will use it"
	case RolePayer:
		return "pays"
	case RoleGatekeeper:
		return "answers the telephone"
	}
	return ""
}

// A Colleague is somebody whom a person on the line named. Named brings the inquiry that
// comes of it, by package intake.
type Colleague struct {
	FromID ID // the inquiry in which they were named
	Name   string
	Title  string
	Role   ContactRole
	Phone  string // as it was said; may be none
	Email  string
	Words  string // what was said of them
	By     ID
}

// Check refuses a colleague nobody could find again.
func (c *Colleague) Check() error {
	for _, text := range []*string{&c.Name, &c.Title, &c.Phone, &c.Email, &c.Words} {
		*text = strings.TrimSpace(*text)
	}
	switch {
	case c.Name == "":
		return Refuse(Invalid, "ref_name", "Enter the colleague’s name.")
	case len([]rune(c.Name)) > 200 || len([]rune(c.Title)) > 200 || len([]rune(c.Phone)) > 60 || len([]rune(c.Email)) > 200 || len([]rune(c.Words)) > 2000:
		return Refuse(Invalid, "ref_name", "Shorten this: a name and a title are up to 200 characters, what was said up to 2,000.")
	case !c.Role.Valid():
		return Refuse(Invalid, "ref_role", "Choose what the colleague does in the purchase.")
	case c.Phone == "" && c.Email == "":
		return Refuse(Invalid, "ref_phone", "Enter the colleague’s number or e-mail address; the switchboard’s number will do.")
	case c.Email != "" && !strings.Contains(c.Email, "@"):
		return Refuse(Invalid, "ref_email", "Enter an e-mail address such as name@company.com.")
	}
	return nil
}

// A Referral is who named whom, and the inquiry that came of it. Appended.
type Referral struct {
	ID            ID `gorm:"primaryKey"`
	ClientID      ID `gorm:"primaryKey"`
	FromInquiryID ID
	InquiryID     ID
	PersonID      ID
	UserID        ID
	At            time.Time
	Role          ContactRole
}
