package models

import (
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"
)

// A SourceWatch is what the look at a client's sources found on a Monday.
type SourceWatch struct {
	ClientID ID        `gorm:"primaryKey"`
	WeekOn   time.Time `gorm:"primaryKey;type:date"`
	MadeAt   time.Time
	Content  SourceWeek `gorm:"serializer:json"`
}

// SourceWeek is the figures of a look, as they were when it was made: sums of a client's
// sources, and no inquiry.
type SourceWeek struct {
	From   time.Time     `json:"from"` // of the thirteen weeks; as many before them are compared
	To     time.Time     `json:"to"`
	Now    SourceSums    `json:"now"`
	Before SourceSums    `json:"before"`
	Moves  []SourceMove  `json:"moves,omitempty"`
	Named  []NamedSource `json:"named,omitempty"` // as tapped out
	Signs  []NamedSource `json:"signs,omitempty"` // one of whose charts stands at its limit
}

// Empty reports whether there is nothing to say.
func (w SourceWeek) Empty() bool {
	return w.Now.Inquiries+w.Now.A+w.Now.Orders+w.Before.Inquiries == 0 && len(w.Named)+len(w.Signs) == 0
}

// FirstNamed is the Monday since which a source is named without a break; ok is false where
// it is not.
func (w SourceWeek) FirstNamed(source ID) (on time.Time, ok bool) {
	for _, n := range w.Named {
		if n.SourceID == source {
			return n.FirstOn, true
		}
	}
	return on, false
}

// SourceSums is what happened in some weeks. What is nil cannot be said.
type SourceSums struct {
	Inquiries int              `json:"inquiries"`
	A         int              `json:"a"`
	Leads     int              `json:"leads"`
	Orders    int              `json:"orders"`
	Spend     *decimal.Decimal `json:"spend"`
	CPI       *decimal.Decimal `json:"cpi"`
	CPL       *decimal.Decimal `json:"cpl"`
	CPO       *decimal.Decimal `json:"cpo"` // of five orders and more
}

// A SourceMove is a source whose place by cost per order is another than it was.
type SourceMove struct {
	Name  string `json:"name"`
	Place int    `json:"place"`
	Was   int    `json:"was"`
}

// A NamedSource is one that brings less than it did. Money is by month.
type NamedSource struct {
	SourceID  ID        `json:"source_id"`
	Name      string    `json:"name"`
	FirstOn   time.Time `json:"first_on"` // the Monday on which it was named first
	New       bool      `json:"new"`      // which is this one
	Fell      time.Time `json:"fell"`
	Before    Count     `json:"before"` // A of the inquiries decided
	Since     Count     `json:"since"`
	Priced    bool      `json:"priced"`
	Lost      float64   `json:"lost"` // orders
	LostLow   float64   `json:"lost_low"`
	LostHigh  float64   `json:"lost_high"`
	Worth     float64   `json:"worth"`
	Overspent float64   `json:"overspent"`
	Act       string    `json:"act"`
}

// A SourceLetter records that somebody was sent the look of a week.
type SourceLetter struct {
	ClientID ID        `gorm:"primaryKey"`
	WeekOn   time.Time `gorm:"primaryKey;type:date"`
	UserID   ID        `gorm:"primaryKey"`
	At       time.Time
}

// A SourceSight is that somebody has seen that a source is tapped out, and what they do about
// it. Taking one back is one more.
type SourceSight struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	SourceID  ID
	NamedOn   time.Time `gorm:"type:date"` // the Monday on which it was named
	Note      string
	UserID    ID
	At        time.Time
	TakesBack *ID
}

// Check refuses a note that is too long to be read in a letter.
func (s *SourceSight) Check() error {
	if len(s.Note) > 500 {
		return Refuse(Invalid, "note", "Keep the note under 500 characters.")
	}
	return nil
}

// A SourcesLetter is what the weekly message on sources says, and to whom.
type SourcesLetter struct {
	Week     SourceWeek
	WeekOn   time.Time
	To       *User
	Client   *Client
	Agency   string
	URL      string        // of the sources in the portal
	Tapped   string        // of which are tapped out
	Stop     string        // where one ends these letters
	Seen     map[ID]string // what was said of a source that was seen
	SeenName map[ID]string // and by whom
}

// LastMonday is the last Monday at an hour on the clock of a zone.
func LastMonday(at time.Time, zone *time.Location, hour int) time.Time {
	local := at.In(zone)
	back := (int(local.Weekday()) + 6) % 7
	due := time.Date(local.Year(), local.Month(), local.Day()-back, hour, 0, 0, 0, zone)
	if due.After(at) {
		due = time.Date(local.Year(), local.Month(), local.Day()-back-7, hour, 0, 0, 0, zone)
	}
	return due
}

// OfWeek is the rows of a Monday.
func OfWeek(monday time.Time) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("week_on = ?", monday) }
}

// LastWeekBefore is the newest row of an earlier Monday.
func LastWeekBefore(monday time.Time) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("week_on < ?", monday).Order("week_on DESC").Limit(1) }
}
