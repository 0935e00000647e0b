package models

import (
	"time"

	"github.com/shopspring/decimal"
)

// A ProgramFee is what was agreed as a program's fee from a month on, up to that of the
// next entry. Of two for one month the later entry holds.
type ProgramFee struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	ProgramID ID
	Since     time.Time       `gorm:"type:date"` // the first day of a month
	Fee       decimal.Decimal // a month, in the client's currency; 0: none any more
	UserID    *ID             // nil: the command line, or it was agreed before this was kept
	At        time.Time
}

// FeeFrom is the program's fee from the month of a day on, as an entry of its history.
func (p *Program) FeeFrom(day, at time.Time, by *ID) *ProgramFee {
	return &ProgramFee{ID: NewID(), ClientID: p.ClientID, ProgramID: p.ID, Since: time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC), Fee: p.Fee, UserID: by, At: at}
}
