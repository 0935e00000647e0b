package models

import (
	"bytes"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// A ProgramState says whether a program's inquiries are called.
type ProgramState string

// The states of a program.
const (
	ProgramActive ProgramState = "active"
	ProgramPaused ProgramState = "paused"
	ProgramEnded  ProgramState = "ended"
)

// A Program is what the agency runs for one client: criteria, script, contact
// plan, calling policy, share of the queue, and one supervisor who answers for it.
type Program struct {
	ID              ID `gorm:"primaryKey"`
	ClientID        ID `gorm:"primaryKey"`
	Slug            string
	Name            string
	SupervisorID    ID
	State           ProgramState
	ContractVolume  int             // calls a month
	Weight          float64         // times the contract volume is its share of the queue
	Fee             decimal.Decimal // a month, in the client's currency
	Language        string          // that its script is in, ISO 639; "" asks for none
	Skills          Texts           // that its callers must have
	Preset          string          // of package policy: strict, standard, custom
	Hours           string          // of the preset custom
	HoursApprover   string          // who answers for them
	Country         string          // ISO 3166: where its people are when nothing says otherwise
	MaxAttempts     int
	ResponseMinutes int             // the response clock of a hot inquiry
	WinRate         float64         // typed by the supervisor until it can be measured
	Worth           decimal.Decimal // of a typical order, in the client's currency
	Opening         string
	HeldUntil       *time.Time // its queue is held back; nil: it is not
	CreatedAt       time.Time
}

// Check refuses what a program may not be, and fills in what was left open.
func (p *Program) Check() error {
	p.Name, p.Hours, p.HoursApprover = strings.TrimSpace(p.Name), strings.TrimSpace(p.Hours), strings.TrimSpace(p.HoursApprover)
	p.fillIn()
	switch {
	case !slugShape.MatchString(p.Slug):
		return Refuse(Invalid, "slug", "Use small letters, digits and dashes for the short name, such as scanners-us.")
	case p.Name == "":
		return Refuse(Invalid, "name", "Enter the program’s name.")
	case p.Language != "" && !languageShape.MatchString(p.Language):
		return Refuse(Invalid, "language", "Write the language of the script as two letters, such as en or de; nothing asks for none.")
	case p.MaxAttempts < 1 || p.MaxAttempts > 20:
		return Refuse(Invalid, "max_attempts", "Plan between 1 and 20 attempts.")
	case p.Weight < 0.01 || p.Weight > 100:
		return Refuse(Invalid, "weight", "Weigh the program between 0.01 and 100; 1 is as its contract says.")
	case p.WinRate < 0 || p.WinRate > 1:
		return Refuse(Invalid, "win_rate", "Enter the share of A leads that order, between 0 and 100 %%.")
	case p.Preset != "strict" && p.Preset != "standard" && p.Preset != "custom":
		return Refuse(Invalid, "preset", "Choose the calling hours: strict, standard or custom.")
	case p.Preset == "custom" && p.Hours == "":
		return Refuse(Invalid, "hours", "Enter the custom hours, such as Mon-Fri 10:00-13:00,14:00-20:00.")
	case p.Preset == "custom" && p.HoursApprover == "":
		return Refuse(Invalid, "hours_approver", "Enter who approved the custom hours.")
	}
	return nil
}

func (p *Program) fillIn() {
	setDefault(&p.State, ProgramActive)
	setDefault(&p.Preset, "standard")
	setDefault(&p.ContractVolume, 100)
	setDefault(&p.Weight, 1)
	setDefault(&p.MaxAttempts, 6)
	setDefault(&p.ResponseMinutes, 60)
	setDefault(&p.WinRate, 0.15)
	if p.Worth.IsZero() {
		p.Worth = decimal.NewFromInt(10000)
	}
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// ExpectedValue orders the queue within a tier: worth × probability.
func (p *Program) ExpectedValue() float64 { return p.Worth.InexactFloat64() * p.WinRate }

// A Membership lets a caller work in a program.
type Membership struct {
	UserID    ID `gorm:"primaryKey"`
	ProgramID ID `gorm:"primaryKey"`
	ClientID  ID
	CreatedAt time.Time
}

// A BarredPair is two clients who compete: who calls for one never calls for the other.
type BarredPair struct {
	ClientA   ID `gorm:"primaryKey"` // the lower of the two ids
	ClientB   ID `gorm:"primaryKey"`
	CreatedBy *ID
	CreatedAt time.Time
}

// Bar is the pair of two clients.
func Bar(one, other ID) (BarredPair, error) {
	switch bytes.Compare(one[:], other[:]) {
	case 0:
		return BarredPair{}, Refuse(Invalid, "client", "Choose another client: nobody competes with themselves.")
	case 1:
		one, other = other, one
	}
	return BarredPair{ClientA: one, ClientB: other}, nil
}
