package models

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// SurveyWaves is how many months after they came people are asked whether they bought.
var SurveyWaves = []int{3, 6, 12}

// A SurveyShare is how many of a program's inquirers are asked.
type SurveyShare struct {
	ProgramID ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	Share     decimal.Decimal
	UserID    *ID
	At        time.Time
}

// A SurveyState is how far a question has come.
type SurveyState string

// The states.
const (
	SurveyWaiting  SurveyState = "waiting" // to go by e-mail
	SurveyAsked    SurveyState = "asked"   // it went
	SurveyToAsk    SurveyState = "to_ask"  // there is no way by e-mail: somebody asks when they speak
	SurveyKnown    SurveyState = "known"   // by an order that was reported
	SurveyAnswered SurveyState = "answered"
	SurveyLeftOut  SurveyState = "left_out" // they must not be asked
)

// A SurveyQuestion is one person who is asked once whether they bought.
type SurveyQuestion struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	ProgramID ID
	SourceID  ID
	InquiryID ID
	Came      time.Time `gorm:"type:date"`
	Wave      int
	Share     decimal.Decimal
	State     SurveyState
	Why       string
	DrawnAt   time.Time
	TryAt     time.Time
	Tries     int
	AskedAt   *time.Time
}

// A Purchase is from whom somebody bought.
type Purchase string

// The purchases.
const (
	BoughtFromUs    Purchase = "us"
	BoughtFromOther Purchase = "other"
	BoughtNot       Purchase = "no"
)

// Purchases is every one, in the order in which they are asked for.
var Purchases = []Purchase{BoughtFromUs, BoughtFromOther, BoughtNot}

// A SurveyAnswer is what somebody said; it is never changed.
type SurveyAnswer struct {
	ID         ID `gorm:"primaryKey"`
	ClientID   ID `gorm:"primaryKey"`
	QuestionID ID
	Bought     Purchase
	Month      *time.Time `gorm:"type:date"` // its first day
	Way        string     // link, desk, order
	UserID     *ID
	At         time.Time
}

// Check refuses what an answer may not be: to a question about somebody who came on a day,
// as of today.
func (a *SurveyAnswer) Check(came, today time.Time) error {
	first := time.Date(came.Year(), came.Month(), 1, 0, 0, 0, 0, time.UTC)
	switch {
	case !slices.Contains(Purchases, a.Bought):
		return Refuse(Invalid, "bought", "Choose one of the three answers.")
	case a.Bought == BoughtNot:
		a.Month = nil
	case a.Month == nil:
	case a.Month.After(today):
		return Refuse(Invalid, "month", "That month is still to come: enter the one of the purchase.")
	case a.Month.Before(first):
		return Refuse(Invalid, "month", "That was before they asked, in %s: enter the month of the purchase after that.", first.Format("January 2006"))
	}
	return nil
}

// SurveyWords is from whom else somebody bought.
type SurveyWords struct {
	AnswerID ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	Whom     string
}

// TableName is the table of the words.
func (SurveyWords) TableName() string { return "survey_words" }

// Words is the answer as people say it of a client.
func (p Purchase) Words(client string) string {
	switch p {
	case BoughtFromUs:
		return "Yes, from " + client
	case BoughtFromOther:
		return "Yes, from somebody else"
	}
	return "No, not so far"
}
