// Package policy decides whether a person may be called now, and says why not:
// the stage between the queue, which proposes an inquiry, and the caller, who
// sees its number only if the policy allows.
package policy

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"ripen/models"
)

// A Rule is one row of the calling law: where and for whom it holds, and what it
// demands. Rows are data with a source, a date of review and an owner; the engine
// knows no number of its own.
type Rule struct {
	ID         string   `json:"id"`
	Place      string   `json:"place"`      // a country ("US") or a state ("US-FL")
	Line       Line     `json:"line"`       // the line type it holds for; empty for any
	Person     Person   `json:"person"`     // the person type it holds for; empty for any
	HoursText  string   `json:"hours"`      // as ParseHours reads them, on the called party's clock; empty for any hour
	Holidays   Holidays `json:"holidays"`   // the holidays on which it forbids calls
	Caps       []Cap    `json:"caps"`       // attempts in rolling windows
	RestDays   int      `json:"rest_days"`  // days without a call after a refusal; 0 for none
	Lists      []string `json:"lists"`      // registers and consents that must be on record; whom one of them forbids is not called
	Missing    Verdict  `json:"missing"`    // what follows if one of Lists is not on record: Warn or Block; empty for nothing
	Exception  int      `json:"exception"`  // days after an inquiry in which being on one of Lists does not count; 0 for none
	From       string   `json:"from"`       // first day it is in force (2006-01-02, local); empty for always. Only with Lists
	Note       string   `json:"note"`       // what the caller or supervisor must know besides
	Basis      string   `json:"basis"`      // the provision, where it could be named
	SourceURL  string   `json:"source_url"` // where the row was taken from
	ReviewedOn string   `json:"reviewed_on"`
	Owner      string   `json:"owner"`

	hours Hours
}

// A Cap allows so many attempts in any stretch of so many hours.
type Cap struct {
	Calls int `json:"calls"`
	Hours int `json:"hours"`
}

// A Line is the type of a telephone line; the zero value is unknown, and every
// rule holds for it.
type Line string

// The types of line.
const (
	Mobile   Line = "mobile"
	Landline Line = "landline"
)

// A Person is the type of person a rule protects; the zero value is unknown, and
// every rule holds for it.
type Person string

// The types of person.
const (
	Consumer Person = "consumer"
	Business Person = "business"
)

// Holidays says which holidays of its place a rule closes.
type Holidays string

// The kinds of holidays.
const (
	NoHolidays       Holidays = ""         // calls are allowed on holidays
	NationalHolidays Holidays = "national" // the country's, and the days on which they are observed
	StateHolidays    Holidays = "state"    // the country's and the state's
)

// A Preset is the hours a program keeps besides the law. The rules of a place
// never widen a preset, nor the other way round: what both allow is open.
type Preset struct {
	Name     string // "strict", "standard" or "custom"
	Hours    Hours
	Holidays Holidays
	Approver string // who answers for a custom preset
}

//go:embed rules.json
var rulesJSON []byte

// A Law is one table of presets and rules: the one that ships, or another that is
// tried out on what was called. Safe for concurrent use.
type Law struct {
	presets []Preset
	rules   []*Rule
	letters []LetterRule
	late    []LateRule
	sets    sync.Map // key → *set: what windows of the same key have worked out
}

// shipped is the rule table as it ships. It is ours and tested, so that a broken one
// is a mistake of the programmer.
var shipped = sync.OnceValue(func() *Law {
	loaded, err := ReadLaw(rulesJSON)
	if err != nil {
		panic("policy: rules.json: " + err.Error())
	}
	return loaded
})

// Shipped is the rule table as it ships.
func Shipped() *Law { return shipped() }

// ReadLaw reads a table of presets and rules, written as rules.json is.
func ReadLaw(data []byte) (*Law, error) {
	var file struct {
		Presets []struct {
			ID       string   `json:"id"`
			Hours    string   `json:"hours"`
			Holidays Holidays `json:"holidays"`
		} `json:"presets"`
		Rules   []*Rule      `json:"rules"`
		Letters []LetterRule `json:"letters"`
		Late    []LateRule   `json:"late"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("read the rule table: %w", err)
	}
	loaded := &Law{rules: file.Rules, letters: file.Letters, late: file.Late}
	for _, row := range file.Presets {
		hours, err := ParseHours(row.Hours)
		if err != nil {
			return nil, fmt.Errorf("preset %s: %w", row.ID, err)
		}
		loaded.presets = append(loaded.presets, Preset{Name: row.ID, Hours: hours, Holidays: row.Holidays})
	}
	for _, rule := range file.Rules {
		if rule.hours = always; rule.HoursText != "" {
			hours, err := ParseHours(rule.HoursText)
			if err != nil {
				return nil, fmt.Errorf("rule %s: %w", rule.ID, err)
			}
			rule.hours = hours
		}
		if rule.From != "" && len(rule.Lists) == 0 {
			return nil, fmt.Errorf("rule %s: only a rule with lists can start on a day", rule.ID)
		}
	}
	for _, row := range file.Letters {
		if row.Months < 1 {
			return nil, fmt.Errorf("letters %s: say for how many months", row.ID)
		}
	}
	for _, row := range file.Late {
		if row.Days < 1 || row.Place == "" {
			return nil, fmt.Errorf("late calls %s: say where, and for how many days", row.ID)
		}
	}
	return loaded, nil
}

// Rules lists the rows of the calling law, for people to read and for judges.
func Rules() []Rule {
	rows := make([]Rule, len(shipped().rules))
	for i, rule := range shipped().rules {
		rows[i] = *rule
	}
	return rows
}

// Hours are the hours the rule allows by itself.
func (r *Rule) Hours() Hours { return r.hours }

// holds reports whether the rule protects such a person on such a line; whoever
// is not known is protected by every rule.
func (r *Rule) holds(person Person, line Line) bool {
	return (r.Person == "" || person == "" || r.Person == person) &&
		(r.Line == "" || line == "" || r.Line == line)
}

// inForce reports whether the rule is in force on the local day.
func (r *Rule) inForce(local time.Time) bool {
	return r.From == "" || local.Format(time.DateOnly) >= r.From
}

// Strict is 10 to 20 from Monday to Friday, and no holidays.
func Strict() Preset { return preset("strict") }

// Standard is 9 to 20 from Monday to Saturday; the rules of the place hold besides.
func Standard() Preset { return preset("standard") }

// Custom is hours of a program's own, which name who approved them.
func Custom(hours Hours, holidays Holidays, approver string) (Preset, error) {
	approver = strings.TrimSpace(approver)
	if approver == "" {
		return Preset{}, models.Refuse(models.Invalid, "hours_approver", "Hours of one’s own need the name of who approved them.")
	}
	if hours.String() == "" {
		return Preset{}, refuseHours("These hours are never open.")
	}
	if holidays != NoHolidays && holidays != NationalHolidays {
		return Preset{}, models.Refuse(models.Invalid, "holidays", "Holidays are either kept (national) or not.")
	}
	return Preset{Name: "custom", Hours: hours, Holidays: holidays, Approver: approver}, nil
}

// PresetNamed finds a preset that ships: "strict" or "standard".
func PresetNamed(name string) (Preset, bool) { return shipped().Preset(name) }

// Preset finds a preset of the table.
func (l *Law) Preset(name string) (Preset, bool) {
	at := slices.IndexFunc(l.presets, func(p Preset) bool { return p.Name == name })
	if at < 0 {
		return Preset{}, false
	}
	return l.presets[at], true
}

func preset(name string) Preset {
	found, ok := PresetNamed(name)
	if !ok {
		panic("policy: rules.json has no preset " + name)
	}
	return found
}
