package models

import (
	"time"

	"github.com/shopspring/decimal"
)

// A Spend is what a client paid for a source over a period of whole days. No row means
// "no spend entered", which is not zero.
type Spend struct {
	ID       ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	SourceID ID
	FromDay  time.Time `gorm:"type:date"`
	ToDay    time.Time `gorm:"type:date"`
	Paid     decimal.Decimal
	Currency string          // ISO 4217, of what was paid
	Rate     decimal.Decimal // so much of the client's currency for one; 1 for its own
	RateOn   *time.Time      `gorm:"type:date"` // the day of that rate; nil for its own
	Amount   decimal.Decimal // in the client's currency
	ActID    ID
	EndedBy  *ID // the act that replaced it or took it back; nil while it stands
}

// MostSpend is more than anybody pays for a source, and less than the database holds.
var MostSpend = decimal.New(1, 11)

const longestSpend = 10 * 366 // days

// Check refuses what a spend may not be, and works out its amount in the client's currency.
func (s *Spend) Check(own string) error {
	if s.Currency == "" {
		s.Currency = own
	}
	switch days := s.Days(); {
	case s.Paid.IsNegative():
		return Refuse(Invalid, "amount", "Enter an amount of at least 0: what is paid back is taken off what was entered.")
	case !s.Paid.Equal(s.Paid.Truncate(2)):
		return Refuse(Invalid, "amount", "Enter at most two decimals.")
	case s.Paid.GreaterThan(MostSpend):
		return Refuse(Invalid, "amount", "Enter an amount of at most %s.", MostSpend)
	case s.FromDay.IsZero() || s.FromDay.Year() < 1990:
		return Refuse(Invalid, "from", "Enter the first day of the period, such as 2026-06-01.")
	case s.ToDay.IsZero() || s.ToDay.Year() > 2100:
		return Refuse(Invalid, "to", "Enter the last day of the period, such as 2026-06-30.")
	case days < 1:
		return Refuse(Invalid, "to", "The period ends on %s, before it begins on %s: change one of the two days.", longDay(s.ToDay), longDay(s.FromDay))
	case days > longestSpend:
		return Refuse(Invalid, "to", "The period is longer than ten years: enter it in parts.")
	case !currencyShape.MatchString(s.Currency):
		return Refuse(Invalid, "currency", "Enter the currency as three letters, such as USD.")
	case s.Currency == own && !s.Rate.IsZero() && !s.Rate.Equal(decimal.NewFromInt(1)):
		return Refuse(Invalid, "rate", "%s is the client’s own currency: leave the rate empty.", own)
	case s.Currency == own:
		s.Rate, s.RateOn = decimal.NewFromInt(1), nil
	case s.Rate.Sign() <= 0 || s.Rate.GreaterThan(decimal.New(1, 9)):
		return Refuse(Invalid, "rate", "The reports are in %s: enter how much %s one %s was.", own, own, s.Currency)
	case !s.Rate.Equal(s.Rate.Truncate(10)):
		return Refuse(Invalid, "rate", "Enter the rate with at most ten decimals.")
	case s.RateOn == nil:
		return Refuse(Invalid, "rate_on", "Enter the day of the rate, such as %s.", s.ToDay.Format(time.DateOnly))
	}
	if s.Amount = s.Paid.Mul(s.Rate).Round(2); s.Amount.GreaterThan(MostSpend) {
		return Refuse(Invalid, "rate", "At this rate it is %s %s, which cannot be: correct the amount or the rate.", s.Amount, own)
	}
	return nil
}

// Days is how many days the period has, the first and the last one included.
func (s *Spend) Days() int { return int(s.ToDay.Sub(s.FromDay).Hours())/24 + 1 }

// Overlaps reports whether two spends of one source claim the same day. Of one period
// there may be a spend in each currency.
func (s *Spend) Overlaps(other *Spend) bool {
	same := s.FromDay.Equal(other.FromDay) && s.ToDay.Equal(other.ToDay) && s.Currency != "" && s.Currency != other.Currency
	return !same && !s.FromDay.After(other.ToDay) && !other.FromDay.After(s.ToDay)
}

// Within is the part of the amount that falls on the days from one to another, spread by
// days as the database's spend_share does it: the parts of a whole add up, to the cent.
func (s *Spend) Within(since, until time.Time) decimal.Decimal {
	upTo := func(day time.Time) decimal.Decimal { // the rounded sum of the days before it
		n := min(max(int(day.Sub(s.FromDay).Hours())/24, 0), s.Days())
		return s.Amount.Mul(decimal.NewFromInt(int64(n))).Div(decimal.NewFromInt(int64(s.Days()))).Round(2)
	}
	return upTo(until.AddDate(0, 0, 1)).Sub(upTo(since))
}

// Period is the days as people write them: a whole month by its name.
func (s *Spend) Period() string {
	first, last := s.FromDay, s.ToDay
	switch {
	case first.Day() == 1 && last.Equal(first.AddDate(0, 1, -1)):
		return first.Format("January 2006")
	case first.Equal(last):
		return longDay(first)
	}
	return longDay(first) + " to " + longDay(last)
}

func longDay(day time.Time) string { return day.Format("2 Jan 2006") }

// A SpendAct is an entry, a file, a removal, or what takes one of them back.
type SpendAct struct {
	ID       ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	Kind     SpendActKind
	File     string
	Undoes   *ID
	UserID   *ID // nil: the command line
	At       time.Time
}

// A SpendActKind is what was done to spends.
type SpendActKind string

// The kinds.
const (
	SpendEntered SpendActKind = "entry"
	SpendFile    SpendActKind = "file"
	SpendRemoved SpendActKind = "removal"
	SpendUndone  SpendActKind = "undoing"
)

// A SourceAct is what was done to a source: renamed, merged into another, or taken out of it again.
type SourceAct struct {
	ID       ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	SourceID ID
	Kind     SourceActKind
	IntoID   *ID
	Was, Now string
	UserID   *ID
	At       time.Time
}

// A SourceActKind is what was done to a source.
type SourceActKind string

// The kinds.
const (
	SourceRenamed   SourceActKind = "rename"
	SourceMerged    SourceActKind = "merge"
	SourceSeparated SourceActKind = "separation"
)
