package models

import "time"

// A FollowUpStatement is what a client is told on a Monday of how its leads are followed
// up: figures, and no lead.
type FollowUpStatement struct {
	ClientID ID        `gorm:"primaryKey"`
	WeekOn   time.Time `gorm:"primaryKey;type:date"`
	MadeAt   time.Time
	Content  StatementContent `gorm:"serializer:json"`
	SentAt   *time.Time
}

// TableName is statements.
func (FollowUpStatement) TableName() string { return "statements" }

// StatementContent is the figures of a statement, as they were when it was made.
type StatementContent struct {
	From   time.Time    `json:"from"` // of the releases that are counted
	To     time.Time    `json:"to"`
	Reps   []FollowedUp `json:"reps"`
	Total  FollowedUp   `json:"total"`
	Fading []FadingRep  `json:"fading,omitempty"`
}

// A Count is how many of how many.
type Count struct {
	K int `json:"k"`
	N int `json:"n"`
}

// Add counts one more, which is in time or not.
func (c *Count) Add(inTime bool) {
	c.N++
	if inTime {
		c.K++
	}
}

// FollowedUp is how some leads are followed up. Leads and Back together are all that were
// released, and none is left out. A lead is of whoever has it, but each who had it answers for
// whether he accepted it, so that there may be more to accept than leads.
type FollowedUp struct {
	Rep       string `json:"rep"` // "" for the manager's own
	RepID     *ID    `json:"rep_id,omitempty"`
	Partner   string `json:"partner,omitempty"`
	Region    string `json:"region,omitempty"`
	Leads     int    `json:"leads"` // as the balance sheet counts them as released
	Back      int    `json:"back"`  // without a decision, and back with the agency
	Returned  int    `json:"returned"`
	Open      int    `json:"open"`
	Overdue   int    `json:"overdue"`
	Won       int    `json:"won"`
	Accepted  Count  `json:"accepted"` // in time, of those that were due or done
	Contacted Count  `json:"contacted"`
	Updated   Count  `json:"updated"`
	ClosedOut Count  `json:"closed_out"`
}

// Plus is both together.
func (f FollowedUp) Plus(g FollowedUp) FollowedUp {
	sum := func(a, b Count) Count { return Count{a.K + b.K, a.N + b.N} }
	f.Leads, f.Back, f.Returned, f.Open, f.Overdue, f.Won = f.Leads+g.Leads, f.Back+g.Back, f.Returned+g.Returned, f.Open+g.Open, f.Overdue+g.Overdue, f.Won+g.Won
	f.Accepted, f.Contacted, f.Updated, f.ClosedOut = sum(f.Accepted, g.Accepted), sum(f.Contacted, g.Contacted), sum(f.Updated, g.Updated), sum(f.ClosedOut, g.ClosedOut)
	return f
}

// A FadingRep is somebody whose reports become fewer than they were.
type FadingRep struct {
	RepID  ID      `json:"rep_id"`
	Name   string  `json:"name"`
	Before float64 `json:"before"` // reports an open lead and week, as it was
	Now    float64 `json:"now"`    // in the last weeks
	Weeks  int     `json:"weeks"`  // since when it is less
}

// A StatementLetter is what the weekly message says, and to whom.
type StatementLetter struct {
	Statement *FollowUpStatement
	To        *User
	Client    string
	Agency    string
	URL       string // of the statement in the portal
}
