package models

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// A MarketYear is how many units everybody together sells in a market in a year, and how
// many orders a client plans to have of its inquiries there. Entries are appended: of two
// for one market and year the newest holds that was not taken back.
type MarketYear struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	Market    string
	Year      int
	ProgramID *ID  // whose inquiries are of this market; nil: those of all
	Units     int  // by everybody; 0: the entry is taken out
	Planned   *int // orders of the client's own plan; nil: none was entered
	ActID     ID
	At        time.Time
}

// The bounds of a market year: more than anybody sells, and the years that the database holds.
const (
	MostUnits       = 1_000_000_000
	firstMarketYear = 1990
	lastMarketYear  = 2100
	longestMarket   = 120
)

// Check refuses what a market year may not be.
func (m *MarketYear) Check() error {
	m.Market = strings.Join(strings.Fields(m.Market), " ")
	switch {
	case m.Market == "":
		return Refuse(Invalid, "market", "Name the market, such as Intraoral scanners, Florida.")
	case len([]rune(m.Market)) > longestMarket:
		return Refuse(Invalid, "market", "Name the market in at most %d characters.", longestMarket)
	case m.Year < firstMarketYear || m.Year > lastMarketYear:
		return Refuse(Invalid, "year", "Enter the year, such as 2026.")
	case m.Units < 1:
		return Refuse(Invalid, "units", "Enter how many units everybody together sells there in the year, 1 at least; what is not known is left out.")
	case m.Units > MostUnits:
		return Refuse(Invalid, "units", "Enter at most %d units.", MostUnits)
	case m.Planned != nil && *m.Planned < 1:
		return Refuse(Invalid, "planned", "Enter at least 1, or leave the plan empty.")
	case m.Planned != nil && *m.Planned > m.Units:
		return Refuse(Invalid, "planned", "The plan is larger than the whole market: correct one of the two.")
	}
	return nil
}

// SameMarket reports whether two entries are of one market and year.
func (m *MarketYear) SameMarket(other *MarketYear) bool {
	return m.Year == other.Year && strings.EqualFold(m.Market, other.Market)
}

// A MarketAct is an entry, a file, a removal, or what takes one of them back.
type MarketAct struct {
	ID       ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	Kind     MarketActKind
	File     string
	Undoes   *ID
	UserID   *ID // nil: the command line
	At       time.Time
}

// A MarketActKind is what was done to market years.
type MarketActKind string

// The kinds.
const (
	MarketEntered MarketActKind = "entry"
	MarketFile    MarketActKind = "file"
	MarketRemoved MarketActKind = "removal"
	MarketUndone  MarketActKind = "undoing"
)

// A CallCost is what one call of a rep costs a client, as its people typed it. The newest
// entry holds.
type CallCost struct {
	ID       ID               `gorm:"primaryKey"`
	ClientID ID               `gorm:"primaryKey"`
	Cost     *decimal.Decimal // in the client's currency; nil: taken out
	UserID   *ID              // nil: the command line
	At       time.Time
}

// MostCallCost is more than a call costs.
var MostCallCost = decimal.NewFromInt(100_000)

// Check refuses what the cost of a call may not be.
func (c *CallCost) Check() error {
	switch {
	case c.Cost == nil:
		return nil
	case c.Cost.Sign() <= 0:
		return Refuse(Invalid, "cost", "Enter what a call costs, more than 0; empty where it is not known.")
	case !c.Cost.Equal(c.Cost.Truncate(2)):
		return Refuse(Invalid, "cost", "Enter at most two decimals.")
	case c.Cost.GreaterThan(MostCallCost):
		return Refuse(Invalid, "cost", "Enter at most %s for one call.", MostCallCost)
	}
	return nil
}
