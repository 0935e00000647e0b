package models

import (
	"strings"
	"time"
)

// An Organisation is where somebody works. It belongs to one client; one
// organisation has many people.
type Organisation struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	Name      string
	NameKey   string // as package identity compares it
	Website   string // as somebody typed it
	About     string // what the site says
	CreatedAt time.Time
}

// A Person inquired. Persons are never shared between clients. The keys are what
// package identity compares.
type Person struct {
	ID             ID `gorm:"primaryKey"`
	ClientID       ID `gorm:"primaryKey"`
	OrganisationID *ID
	Name           string
	NameKey        string
	Title          string
	Role           ContactRole // in a purchase, where somebody said so
	Email          string
	EmailKey       string
	MailKey        []byte // policy.MailKey of EmailKey; nil where there is none
	Phone          string // E.164; "" where none can be dialled
	PhoneRaw       string // as it came
	NumberKey      []byte // policy.NumberKey of Phone; nil where there is none
	Address        string
	AddressKey     string
	City           string
	Region         string
	Postcode       string
	Country        string
	Language       string // ISO 639, where it is known; "": whatever the program speaks
	Zone           string // IANA, where the person said so; else derived from address and number
	CreatedAt      time.Time
	ErasedAt       *time.Time
}

// Reachable reports whether there is any way to reach the person.
func (p *Person) Reachable() bool { return p.Phone != "" || p.EmailKey != "" }

// Called is how the person is spoken of: by name, else by organisation, else by number.
func (p *Person) Called(organisation string) string {
	for _, name := range []string{p.Name, organisation, p.Phone, p.Email} {
		if strings.TrimSpace(name) != "" {
			return name
		}
	}
	return "Nobody named"
}

// First is the person's first name, for the script.
func (p *Person) First() string {
	if words := strings.Fields(p.Name); len(words) > 0 {
		return words[0]
	}
	return ""
}

// Where is the person's place in words: city and region.
func (p *Person) Where() string {
	return strings.TrimSpace(strings.Trim(p.City+" "+p.Region, " ,"))
}

// TableName is persons, as the people of the field say.
func (Person) TableName() string { return "persons" }
