package models

import (
	"strings"
	"time"
	"unicode/utf8"
)

// A NamedColleague is somebody who was named in the conversation, as the client reads it.
type NamedColleague struct {
	Name  string      `json:"name"`
	Title string      `json:"title,omitempty"`
	Role  ContactRole `json:"role,omitempty"`
}

// A LeadContact is a person at a lead's organisation, with their part in the purchase and
// when the rep reached them.
type LeadContact struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	LeadID    ID
	At        time.Time
	UserID    *ID  // nil: known at release
	Inquired  bool // the lead's own person
	Name      string
	Title     string
	Role      ContactRole
	Phone     string
	Email     string
	ReachedAt *time.Time
}

// Check refuses somebody without a name, and words of a length nobody has.
func (c *LeadContact) Check() error {
	for _, text := range []*string{&c.Name, &c.Title, &c.Phone, &c.Email} {
		*text = strings.TrimSpace(*text)
	}
	switch {
	case c.Name == "":
		return Refuse(Invalid, "person_name", "Enter the name.")
	case utf8.RuneCountInString(c.Name) > 200 || utf8.RuneCountInString(c.Title) > 200 || utf8.RuneCountInString(c.Phone) > 60 || utf8.RuneCountInString(c.Email) > 200:
		return Refuse(Invalid, "person_name", "Shorten this: a name and a title are up to 200 characters.")
	case !c.Role.Valid():
		return Refuse(Invalid, "person_role", "Choose what they do in the purchase.")
	case c.Email != "" && !strings.Contains(c.Email, "@"):
		return Refuse(Invalid, "person_email", "Enter an e-mail address such as name@company.com.")
	}
	return nil
}

// Reach records that the rep was in touch with them. The first time stays.
func (c *LeadContact) Reach(at time.Time) (first bool) {
	if c.ReachedAt != nil {
		return false
	}
	c.ReachedAt = &at
	return true
}

// Contacts is the people whom the snapshot knows: who inquired, and who was named.
func (l *Lead) Contacts() []LeadContact {
	var all []LeadContact
	add := func(name, title string, role ContactRole, inquired bool) {
		if name = strings.TrimSpace(name); name != "" {
			all = append(all, LeadContact{ID: NewID(), ClientID: l.ClientID, LeadID: l.ID, At: l.ReleasedAt, Inquired: inquired, Name: name, Title: title, Role: role})
		}
	}
	add(l.Name, l.Title, "", true)
	for _, p := range l.People {
		add(p.Name, p.Title, p.Role, false)
	}
	return all
}

// PartWords is the role as a question names it: "who decides".
func (r ContactRole) PartWords() string {
	if r == "" {
		return ""
	}
	return "who " + r.Words()
}

// Noun is the role as a sentence names it: "decider".
func (r ContactRole) Noun() string { return string(r) }
