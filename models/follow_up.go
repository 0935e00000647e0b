package models

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// A SalesChannel is by whom a lead is sold to.
type SalesChannel string

// The channels.
const (
	FieldSales   SalesChannel = "field"
	DeskSales    SalesChannel = "desk"
	PartnerSales SalesChannel = "partner"
)

// SalesChannels is every channel, in the order of a form.
var SalesChannels = []SalesChannel{FieldSales, DeskSales, PartnerSales}

// Words is the channel as people say it; "any channel" for none.
func (c SalesChannel) Words() string {
	switch c {
	case FieldSales:
		return "field reps"
	case DeskSales:
		return "desk reps"
	case PartnerSales:
		return "partners"
	}
	return "any channel"
}

// The halves of a class: what a lead is worth, and how likely it is won.
const (
	Large    = "large"
	Small    = "small"
	Likely   = "likely"
	Unlikely = "unlikely"
)

// A FollowUpRule is by when leads of one class and channel are followed up. Hours to
// accept are business hours, days are working days; the first contact is counted by the
// clock.
type FollowUpRule struct {
	Worth        string       `json:"worth,omitempty"`   // Large, Small; "": both
	Chance       string       `json:"chance,omitempty"`  // Likely, Unlikely; "": both
	Channel      SalesChannel `json:"channel,omitempty"` // "": all
	AcceptHours  int          `json:"accept_hours"`
	ContactHours int          `json:"contact_hours"`      // from the release, by the clock
	Contacts     []int        `json:"contacts,omitempty"` // planned, in working days after the first contact
	UpdateDays   int          `json:"update_days"`
	CloseDays    int          `json:"close_days"` // from the release
	RemindHours  int          `json:"remind_hours"`
	TellHours    int          `json:"tell_hours"` // after a deadline the manager is told
	MoveHours    int          `json:"move_hours"` // after a deadline another rep is suggested
	Move         bool         `json:"move"`       // or takes the lead without being asked for
}

// FollowUpTerms are what a version of a client's follow-up policy says. The first rule
// that fits a lead holds for it; the last one fits all.
type FollowUpTerms struct {
	Days       string          `json:"days"` // working days, Sunday first: 1 or 0
	From       string          `json:"from"` // business hours, as 09:00
	To         string          `json:"to"`
	Country    string          `json:"country,omitempty"` // whose public holidays are none of its working days
	LargeFrom  decimal.Decimal `json:"large_from"`        // a lead worth this much is large
	LikelyFrom float64         `json:"likely_from"`
	Rules      []FollowUpRule  `json:"rules"`
}

// The states of a version.
const (
	PolicyDraft   = "draft"
	PolicyInForce = "in_force"
	PolicyPast    = "past"
)

// A FollowUpPolicy is one version of a client's rules. One in force is never changed.
type FollowUpPolicy struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	Version   int
	State     string
	Terms     FollowUpTerms `gorm:"serializer:json"`
	UserID    ID
	CreatedAt time.Time
	InForceAt *time.Time
}

// TableName is follow_up_policies.
func (FollowUpPolicy) TableName() string { return "follow_up_policies" }

// A FollowUpAcknowledgement says that somebody has read a version. Appended.
type FollowUpAcknowledgement struct {
	PolicyID ID `gorm:"primaryKey"`
	UserID   ID `gorm:"primaryKey"`
	ClientID ID
	Name     string
	At       time.Time
}

// TableName is follow_up_acknowledgements.
func (FollowUpAcknowledgement) TableName() string { return "follow_up_acknowledgements" }

// UsualFollowUp is the policy of a client that has made none.
func UsualFollowUp() FollowUpTerms {
	return FollowUpTerms{Days: "0111110", From: "09:00", To: "17:00", LargeFrom: decimal.NewFromInt(50_000), LikelyFrom: 0.3, Rules: []FollowUpRule{UsualRule()}}
}

// UsualRule is how any lead is followed up where nobody has said otherwise.
func UsualRule() FollowUpRule {
	return FollowUpRule{AcceptHours: int(AcceptWithin.Hours()), ContactHours: int(FirstContactWithin.Hours()), UpdateDays: 5, CloseDays: 180, RemindHours: 2, MoveHours: 24}
}

var clockShape = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)

// Minutes is a time of day, as 09:00, in minutes after midnight.
func minutes(clock string) int {
	at, _ := time.Parse("15:04", clock) // Check has seen to its shape
	return at.Hour()*60 + at.Minute()
}

// WorkTime is the business hours of the terms. Closed says which days are holidays.
func (t *FollowUpTerms) WorkTime(zone *time.Location, closed func(time.Time) bool) WorkTime {
	w := WorkTime{Zone: zone, From: minutes(t.From), To: minutes(t.To), Closed: closed}
	for n := range w.Days {
		w.Days[n] = n < len(t.Days) && t.Days[n] == '1'
	}
	return w
}

// RuleFor is the first rule that fits the lead.
func (t *FollowUpTerms) RuleFor(l *Lead) FollowUpRule {
	worth, chance, channel := t.class(l)
	for _, r := range t.Rules {
		if (r.Worth == "" || r.Worth == worth) && (r.Chance == "" || r.Chance == chance) && (r.Channel == "" || r.Channel == channel) {
			return r
		}
	}
	return UsualRule()
}

// class is what the rules go by: what is not known is small and unlikely.
func (t *FollowUpTerms) class(l *Lead) (worth, chance string, channel SalesChannel) {
	worth, chance = Small, Unlikely
	if l.WorthHigh != nil && l.WorthHigh.GreaterThanOrEqual(t.LargeFrom) {
		worth = Large
	}
	if l.Probability != nil && *l.Probability >= t.LikelyFrom {
		chance = Likely
	}
	return worth, chance, l.SoldBy()
}

// SoldBy is the channel of the lead: its rep's, where that is said, else its partner's, else
// the client's own reps.
func (l *Lead) SoldBy() SalesChannel {
	switch {
	case l.RepSells != "":
		return l.RepSells
	case l.PartnerID != nil:
		return PartnerSales
	}
	return FieldSales
}

// Check refuses terms that nobody could keep, or that leave a lead alone.
func (t *FollowUpTerms) Check() error {
	switch {
	case len(t.Days) != 7 || strings.Trim(t.Days, "01") != "" || !strings.Contains(t.Days, "1"):
		return Refuse(Invalid, "days", "Choose at least one working day.")
	case !clockShape.MatchString(t.From) || !clockShape.MatchString(t.To) || minutes(t.From) >= minutes(t.To):
		return Refuse(Invalid, "from", "Enter the business hours as 09:00 and 17:00, the earlier first.")
	case t.LargeFrom.IsNegative():
		return Refuse(Invalid, "large_from", "Enter from which worth on a lead is large.")
	case t.LikelyFrom < 0 || t.LikelyFrom > 1:
		return Refuse(Invalid, "likely_from", "Enter the probability in percent, from 0 to 100.")
	case len(t.Rules) == 0 || len(t.Rules) > 20:
		return Refuse(Invalid, "rules", "Make between 1 and 20 rules.")
	}
	if last := t.Rules[len(t.Rules)-1]; last.Worth != "" || last.Chance != "" || last.Channel != "" {
		return Refuse(Invalid, "rules", "Let the last rule hold for all leads, so that none is without a deadline.")
	}
	for n := range t.Rules {
		if err := t.Rules[n].check(n); err != nil {
			return err
		}
	}
	return nil
}

func (r *FollowUpRule) check(n int) error {
	field := func(name string) string { return fmt.Sprintf("%s.%d", name, n) }
	switch {
	case !slices.Contains([]string{"", Large, Small}, r.Worth) || !slices.Contains([]string{"", Likely, Unlikely}, r.Chance) ||
		r.Channel != "" && !slices.Contains(SalesChannels, r.Channel):
		return Refuse(Invalid, field("worth"), "Choose which leads rule %d is for.", n+1)
	case r.AcceptHours < 1 || r.AcceptHours > 80:
		return Refuse(Invalid, field("accept"), "Let a lead be accepted within 1 to 80 business hours.")
	case r.ContactHours < 1 || r.ContactHours > int(FirstContactWithin.Hours()):
		return Refuse(Invalid, field("contact"), "Let the first contact be made within 1 to 48 hours of the release, nights and weekends included.")
	case r.UpdateDays < 1 || r.UpdateDays > 30:
		return Refuse(Invalid, field("update"), "Ask for a report every 1 to 30 working days.")
	case r.CloseDays < 1 || r.CloseDays > 750:
		return Refuse(Invalid, field("close"), "Let a lead be closed out within 1 to 750 working days.")
	case r.RemindHours < 0 || r.RemindHours > 72 || r.TellHours < 0 || r.TellHours > 240 || r.MoveHours < r.TellHours || r.MoveHours > 480:
		return Refuse(Invalid, field("remind"), "Remind at most 72 hours before, tell the manager at most 240 hours after, and suggest another rep no sooner than that.")
	case len(r.Contacts) > 20 || !slices.IsSorted(r.Contacts) || len(r.Contacts) > 0 && (r.Contacts[0] < 1 || r.Contacts[len(r.Contacts)-1] > 250):
		return Refuse(Invalid, field("contacts"), "Plan further contacts in working days after the first, the soonest first: 2, 5, 10.")
	}
	return nil
}

// A ClosedDay is a day on which the client does not work, beside public holidays.
type ClosedDay struct {
	ClientID ID        `gorm:"primaryKey"`
	Day      time.Time `gorm:"primaryKey;type:date"`
	Name     string
}
