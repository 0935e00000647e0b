package models

import (
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// A Client is a company that outsources its lead qualification: the tenant.
type Client struct {
	ID               ID `gorm:"primaryKey"`
	Slug             string
	Name             string
	Zone             string // IANA; its calendar dates are counted here
	Currency         string // ISO 4217
	Colour           int    // 1 to 8, so that a caller sees whose call this is
	AccountManagerID ID
	CreatedAt        time.Time
}

var (
	slugShape     = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)
	currencyShape = regexp.MustCompile(`^[A-Z]{3}$`)
)

// Check refuses what a client may not be.
func (c *Client) Check() error {
	c.Name = strings.TrimSpace(c.Name)
	switch {
	case !slugShape.MatchString(c.Slug):
		return Refuse(Invalid, "slug", "Use small letters, digits and dashes for the short name, such as harbour-dental.")
	case c.Name == "":
		return Refuse(Invalid, "name", "Enter the client’s name.")
	case !currencyShape.MatchString(c.Currency):
		return Refuse(Invalid, "currency", "Enter the currency as three letters, such as USD.")
	}
	if _, err := time.LoadLocation(c.Zone); err != nil || c.Zone == "" {
		return Refuse(Invalid, "zone", "Choose a time zone such as America/New_York.")
	}
	return nil
}

// Location is the client's time zone; UTC where the name is not known to this machine.
func (c *Client) Location() *time.Location { return Location(c.Zone) }

// RunBy refuses an account manager whose client it is not; whether others may do what they
// ask for is not its question.
func (c *Client) RunBy(by Actor) error {
	if by.Role == AccountManager && c.AccountManagerID != by.UserID {
		return Refuse(Forbidden, "", "%s is another account manager’s client.", c.Name)
	}
	return nil
}

// locations are the zones that were asked for: to load one is to read a file.
var locations sync.Map // IANA name → *time.Location

// Location is the zone of this IANA name; UTC where it is not known.
func Location(zone string) *time.Location {
	if known, ok := locations.Load(zone); ok {
		return known.(*time.Location)
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return time.UTC
	}
	locations.Store(zone, loc)
	return loc
}

// DayIn is the calendar date of the instant in the zone, as a time at midnight UTC,
// which is how the date columns are read and written.
func DayIn(at time.Time, zone *time.Location) time.Time {
	y, m, d := at.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// A Partner is a distributor or independent firm of one client. Partners compete.
type Partner struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	Name      string
	CreatedAt time.Time
}

// A Medium is the kind of a source.
type Medium string

// Media is every medium, in the order in which forms offer them.
var Media = []Medium{"web", "search", "email", "direct_mail", "trade_show", "seminar", "webinar", "print_ad", "directory", "telemarketing", "referral", "pr", "other"}

// Valid reports whether m is one of Media.
func (m Medium) Valid() bool {
	for _, known := range Media {
		if m == known {
			return true
		}
	}
	return false
}

// Words is the medium as people say it.
func (m Medium) Words() string {
	switch m {
	case "email":
		return "E-mail"
	case "pr":
		return "PR"
	case "":
		return ""
	}
	words := strings.ReplaceAll(string(m), "_", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// A Source is where inquiries come from. Its name is kept as it came: blank and
// "unknown" are two sources.
type Source struct {
	ID         ID `gorm:"primaryKey"`
	ClientID   ID `gorm:"primaryKey"`
	ProgramID  *ID
	Name       string
	Medium     Medium
	Audience   string
	FormKey    string // the unguessable part of its hosted form's address
	FormOpen   bool
	FormTitle  string
	FormIntro  string
	CreatedAt  time.Time
	Title      string // what people call it; "" where that is its name
	MergedInto *ID    // the source that it is counted with
}

// Check refuses what a source may not be. A blank name is one.
func (s *Source) Check() error {
	if s.Medium == "" {
		s.Medium = "other"
	}
	switch {
	case !s.Medium.Valid():
		return Refuse(Invalid, "medium", "Choose a medium: %s.", "web, search, email, direct_mail, trade_show, seminar, webinar, print_ad, directory, telemarketing, referral, pr or other")
	case utf8.RuneCountInString(s.Name) > 200:
		return Refuse(Invalid, "name", "Shorten the source’s name to 200 characters.")
	case s.FormOpen && s.ProgramID == nil:
		return Refuse(Invalid, "program", "Choose the program that works the inquiries of this form.")
	}
	return nil
}

// Label is what people call the source.
func (s *Source) Label() string {
	if s.Title != "" {
		return s.Title
	}
	return SourceLabel(s.Name)
}

// CountsAs is the source in which this one is counted: itself, or the one it is merged into.
func (s *Source) CountsAs() ID {
	if s.MergedInto != nil {
		return *s.MergedInto
	}
	return s.ID
}

// SourceLabel is a source's name as people read it: a blank one is said.
func SourceLabel(name string) string {
	if strings.TrimSpace(name) == "" {
		return "(blank)"
	}
	return name
}
