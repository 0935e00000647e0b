package models

import (
	"strings"
	"time"

	"gorm.io/gorm"
)

// A UserState says whether somebody may sign in.
type UserState string

// The states of a user. A former one belongs to history taken over from another system.
const (
	Invited     UserState = "invited"
	Active      UserState = "active"
	Deactivated UserState = "deactivated"
	Former      UserState = "former"
)

// TheAgency is the user who answers for clients and programs until people have
// been entered. Nobody can sign in as it.
var TheAgency = ID{0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x70, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01}

// A User is a person who works with Ripen, for the agency or for one client.
type User struct {
	ID              ID  `gorm:"primaryKey"`
	ClientID        *ID // nil: one of the agency's people
	PartnerID       *ID
	Email           string
	Name            string
	Role            Role
	Zone            string // IANA
	State           UserState
	Reference       *string // a former person's id in the system taken over
	Weight          int     // share of the leads among reps; 0 takes none
	AwayUntil       *time.Time
	Capacity        int          // a rep's most open leads; 0: no limit
	Channel         SalesChannel // that a rep sells by
	Hours           string       // a rep works, as WorkWeekIn reads them; "": always
	SubstituteID    *ID          // the rep who stands in while this one is away
	SingleKeys      bool
	NoSourceLetters bool // on Mondays, of the sources
	Theme           string
	Languages       Texts // a caller speaks, as ISO 639 has them: en, de
	Skills          Texts // and can do, in the agency's own words
	CreatedAt       time.Time
	DeactivatedAt   *time.Time
}

// Check refuses what a user may not be.
func (u *User) Check() error {
	u.Email, u.Name = strings.ToLower(strings.TrimSpace(u.Email)), strings.TrimSpace(u.Name)
	switch at := strings.IndexByte(u.Email, '@'); {
	case u.Name == "":
		return Refuse(Invalid, "name", "Enter the person’s name.")
	case u.State != Former && (at < 1 || at == len(u.Email)-1 || strings.ContainsAny(u.Email, " \r\n\t<>,;")):
		return Refuse(Invalid, "email", "Enter an e-mail address such as name@company.com.")
	case !u.Role.Valid():
		return Refuse(Invalid, "role", "Choose a role.")
	case u.Role.OfAgency() && u.ClientID != nil:
		return Refuse(Invalid, "client", "A %s works for the agency: leave the client empty.", u.Role.Words())
	case !u.Role.OfAgency() && u.ClientID == nil:
		return Refuse(Invalid, "client", "Choose the client the %s works for.", u.Role.Words())
	case u.Role == PartnerManager && u.PartnerID == nil:
		return Refuse(Invalid, "partner", "Choose the partner this person manages.")
	case u.PartnerID != nil && u.Role != Rep && u.Role != PartnerManager:
		return Refuse(Invalid, "partner", "Only a rep or a partner’s manager works for a partner.")
	}
	if _, err := time.LoadLocation(u.Zone); err != nil || u.Zone == "" {
		return Refuse(Invalid, "zone", "Choose a time zone such as Europe/Berlin.")
	}
	return nil
}

// Present reports whether the user takes leads at the instant.
func (u *User) Present(at time.Time) bool {
	return u.State == Active && (u.AwayUntil == nil || !u.AwayUntil.After(at))
}

// Initials is at most two letters to know the user by.
func (u *User) Initials() string { return Initials(u.Name) }

// Initials is at most two letters of a name.
func Initials(name string) string {
	var out []rune
	words := strings.Fields(name)
	for n, word := range words {
		if n == 0 || n == len(words)-1 {
			out = append(out, []rune(strings.ToUpper(word))[0])
		}
	}
	return string(out)
}

// WithEmail selects the user who signs in with this address.
func WithEmail(email string) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("email = ?", strings.ToLower(strings.TrimSpace(email))) }
}

// RepsOf selects the active reps of the client, the longest unserved first.
func RepsOf(clientID ID) Scope {
	return func(db *gorm.DB) *gorm.DB {
		return db.Where("client_id = ? AND role = ? AND state = ?", clientID, Rep, Active).Order("name, id")
	}
}
