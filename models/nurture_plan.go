package models

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// NurtureClasses is the classes whose inquiries are kept for later.
var NurtureClasses = []Class{RequalB, RequalC, Unreached}

// Kept is the class as a nurture plan is named.
func (c Class) Kept() string {
	switch c {
	case RequalB:
		return "Graded B"
	case RequalC:
		return "Graded C"
	}
	return "Not reached"
}

// A NurtureTouch is a letter between two calls: how many days after the person was kept,
// and its words.
type NurtureTouch struct {
	Day     int      `json:"day"`
	Subject Template `json:"subject"`
	Text    Template `json:"text"`
}

// A NurturePlan is how the inquiries of a class are kept for later in a program: until
// when, with which letters in between, and how often at the most. It is published as a
// version; a version is never changed.
type NurturePlan struct {
	ID          ID `gorm:"primaryKey"`
	ClientID    ID `gorm:"primaryKey"`
	ProgramID   ID
	Class       Class
	Version     int            // 0: the usual plan
	State       string         // in_force, retired
	Days        int            // until the next call, where the buyer named no date
	BuyersDate  bool           // whether the date that the buyer named holds
	LeadDays    int            // so early before it
	Touches     []NurtureTouch `gorm:"serializer:json"`
	Cycles      int            // kept so often at the most; then it is closed as ClosedUnripe
	PublishedBy *ID
	PublishedAt time.Time
}

// UsualNurturePlan is what holds for a class until a plan is published: no letters, and a
// date and an end for everybody.
func UsualNurturePlan(class Class) NurturePlan {
	p := NurturePlan{Class: class, State: "in_force", Days: 60, BuyersDate: true, LeadDays: 14, Touches: []NurtureTouch{}, Cycles: 6}
	switch class {
	case RequalC:
		p.Days, p.Cycles = 150, 4
	case Unreached:
		p.Days, p.BuyersDate, p.Cycles = int(UnreachedAfter/(24*time.Hour)), false, 1
	}
	return p
}

// The bounds of a nurture plan.
const (
	mostNurtureDays = 730
	mostTouches     = 12
	mostCycles      = 20
	touchGap        = 7 // days between two letters, at the least
)

// Check refuses a plan that leaves somebody without a date or without an end, or with a
// letter that can never go, and says whom.
func (p *NurturePlan) Check() error {
	if p.Touches == nil {
		p.Touches = []NurtureTouch{}
	}
	who := strings.ToLower(p.Class.Kept()[:1]) + p.Class.Kept()[1:]
	switch {
	case !slices.Contains(NurtureClasses, p.Class):
		return Refuse(Invalid, "class", "Choose whom the plan is for.")
	case p.Days < 1 && p.BuyersDate:
		return Refuse(Invalid, "days", "Whoever is %s and names no date of their own would have no date: say after how many days they are called.", who)
	case p.Days < 1:
		return Refuse(Invalid, "days", "Whoever is %s would have no date: say after how many days they are called.", who)
	case p.Days > mostNurtureDays:
		return Refuse(Invalid, "days", "Call everybody at least every %d days: nothing is kept longer where nothing happens.", mostNurtureDays)
	case p.LeadDays < 0 || p.LeadDays > 365:
		return Refuse(Invalid, "lead_days", "Come between 0 and 365 days before the buyer’s own date.")
	case p.Cycles < 1:
		return Refuse(Invalid, "cycles", "Whoever is %s and never ripens would be called for ever: say how often they are kept at the most.", who)
	case p.Cycles > mostCycles:
		return Refuse(Invalid, "cycles", "Keep nobody more than %d times.", mostCycles)
	case p.Class == Unreached && p.Cycles != 1:
		return Refuse(Invalid, "cycles", "Who was not reached has one more round, and is then closed as “not reached”: keep them once.")
	case p.Class == Unreached && p.BuyersDate:
		return Refuse(Invalid, "buyers_date", "Who was not reached has named no date.")
	case len(p.Touches) > mostTouches:
		return Refuse(Invalid, "touches", "A plan has %d letters at the most.", mostTouches)
	}
	for n := range p.Touches {
		if err := p.checkTouch(n); err != nil {
			return err
		}
	}
	return nil
}

func (p *NurturePlan) checkTouch(n int) error {
	t := &p.Touches[n]
	t.Subject, t.Text = Template(strings.TrimSpace(string(t.Subject))), Template(strings.TrimSpace(string(t.Text)))
	switch {
	case t.Subject == "" || t.Text == "":
		return Refuse(Invalid, "touches", "Letter %d needs a subject and words.", n+1)
	case utf8.RuneCountInString(string(t.Subject)) > 200 || utf8.RuneCountInString(string(t.Text)) > 4000:
		return Refuse(Invalid, "touches", "Letter %d is too long: 200 characters for its subject, 4,000 for its words.", n+1)
	case t.Day < 1:
		return Refuse(Invalid, "touches", "Letter %d needs a day: say how many days after the call it goes.", n+1)
	case n > 0 && t.Day < p.Touches[n-1].Day+touchGap:
		return Refuse(Invalid, "touches", "Letter %d follows letter %d too soon: leave %d days between two.", n+1, n, touchGap)
	case t.Day >= p.Days:
		return Refuse(Invalid, "touches", "Letter %d would go on day %d, and they are called on day %d: nobody would get it.", n+1, t.Day, p.Days)
	case t.Subject.Uses(WordCallMe) || t.Subject.Uses(WordUnsubscribe):
		return Refuse(Invalid, "touches", "Letter %d has a link in its subject: put it among its words.", n+1)
	}
	for _, words := range []Template{t.Subject, t.Text} {
		if err := words.Check(); err != nil {
			return Refuse(Invalid, "touches", "Letter %d: %s", n+1, Refused(err).Message)
		}
	}
	return nil
}

// DueOn is the day of the next call, of the client's calendar, by the rule of the plan;
// never before tomorrow. The buyer named a date where buyers is not nil.
func (p *NurturePlan) DueOn(today time.Time, buyers *time.Time) (day time.Time, byBuyer bool) {
	day = today.AddDate(0, 0, p.Days)
	if byBuyer = p.BuyersDate && buyers != nil; byBuyer {
		day = buyers.AddDate(0, 0, -p.LeadDays)
	}
	if tomorrow := today.AddDate(0, 0, 1); day.Before(tomorrow) {
		return tomorrow, byBuyer
	}
	return day, byBuyer
}

// AddMonths is the same day so many months later, the last of a month that is shorter.
func AddMonths(day time.Time, months int) time.Time {
	y, m, d := day.Date()
	last := time.Date(y, m+time.Month(months)+1, 0, 0, 0, 0, 0, day.Location()).Day()
	return time.Date(y, m+time.Month(months), min(d, last), 0, 0, 0, 0, day.Location())
}

// DayStart is the first instant of a date in the zone: midnight, or where the clocks jump
// over it the instant they jump to.
func DayStart(day time.Time, zone *time.Location) time.Time {
	y, m, d := day.Date()
	start := time.Date(y, m, d, 0, 0, 0, 0, zone)
	if start.Day() != d { // Go chose the offset that leads to the day before
		start = start.Add(time.Hour)
	}
	return start
}
