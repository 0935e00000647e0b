package models

import "time"

// What an open lead waits for.
const (
	DueAccept   = "accept"
	DueContact  = "first contact"
	DuePlanned  = "contact"   // one that the policy plans
	DueUpdate   = "update"    // a report
	DueNamed    = "next step" // on the date that its rep or manager named
	DueCloseOut = "close out"
)

// A Deadline is the one next date of an open lead, and what follows from it.
type Deadline struct {
	At     time.Time
	What   string
	Remind time.Time // its rep is reminded
	Tell   time.Time // the manager is told
	Move   time.Time // another rep is suggested
	Auto   bool      // or takes it without being asked for
}

// Due is the next date of an open lead by the client’s terms, in its business hours. It
// is worked out anew whenever it is asked for, so that a policy or a holiday that changes
// moves the dates of all open leads. A date that somebody named stays as it was named.
func Due(l *Lead, t *FollowUpTerms, w WorkTime) Deadline {
	rule := t.RuleFor(l)
	at, what := due(l, rule, w)
	d := Deadline{At: at, What: what, Remind: at.Add(-hours(rule.RemindHours)), Tell: at.Add(hours(rule.TellHours)), Move: at.Add(hours(rule.MoveHours))}
	d.Auto = rule.Move && (what == DueAccept || what == DueContact)
	return d
}

func due(l *Lead, rule FollowUpRule, w WorkTime) (time.Time, string) {
	if l.NextAt != nil && !derived(l.NextWhat) {
		return *l.NextAt, l.NextWhat
	}
	given := l.ReleasedAt
	if l.AssignedAt != nil {
		given = *l.AssignedAt
	}
	first := l.ReleasedAt.Add(hours(rule.ContactHours))
	if last := l.since(); !last.Before(first) { // who comes to it late has as long as to accept it
		first = w.Add(last, hours(rule.AcceptHours))
	}
	if l.AcceptedAt == nil {
		if by := w.Add(given, hours(rule.AcceptHours)); by.Before(first) || l.ContactedAt != nil {
			return by, DueAccept
		}
		return first, DueAccept
	}
	if l.ContactedAt == nil {
		return first, DueContact
	}
	return rule.next(l, w)
}

// next is the next date of a lead whose rep was in touch.
func (r *FollowUpRule) next(l *Lead, w WorkTime) (time.Time, string) {
	last := *l.ContactedAt
	if l.UpdatedAt != nil {
		last = *l.UpdatedAt
	}
	at, what := w.AddDays(last, r.UpdateDays), DueUpdate
	for _, days := range r.Contacts {
		if planned := w.AddDays(*l.ContactedAt, days); planned.After(last) {
			at, what = planned, DuePlanned
			break
		}
	}
	if close := r.CloseBy(l, w); close.Before(at) {
		return close, DueCloseOut
	}
	return at, what
}

// CloseBy is when the lead is to be closed out.
func (r *FollowUpRule) CloseBy(l *Lead, w WorkTime) time.Time {
	return w.AddDays(l.ReleasedAt, r.CloseDays)
}

// derived reports whether this is what the policy makes due, not what somebody named.
func derived(what string) bool {
	switch what {
	case "", DueAccept, DueContact, DuePlanned, DueUpdate, DueCloseOut:
		return true
	}
	return false
}

func hours(n int) time.Duration { return time.Duration(n) * time.Hour }

// PlanBy sets the next date of an open lead by the client’s terms, and reports whether
// it moved.
func (l *Lead) PlanBy(t *FollowUpTerms, w WorkTime) (d Deadline, moved bool) {
	d = Due(l, t, w)
	if !l.Open() {
		return d, false
	}
	moved = l.NextAt == nil || !l.NextAt.Equal(d.At) || l.NextWhat != d.What
	l.NextAt, l.NextWhat = &d.At, d.What
	return d, moved
}

// About names the deadline that a message about the lead is of, so that nobody is told of
// the same one twice. A policy that moves the date makes no other deadline of it.
func (l *Lead) About(event string) string {
	switch event {
	case EventReassigned:
		if l.AssignedAt != nil {
			return l.AssignedAt.UTC().Format(time.RFC3339Nano)
		}
	case EventReminder, EventOverdue:
		if !derived(l.NextWhat) && l.NextAt != nil {
			return l.NextWhat + " " + l.NextAt.UTC().Format(time.RFC3339Nano)
		}
		return l.NextWhat + " since " + l.since().UTC().Format(time.RFC3339Nano)
	}
	return ""
}

// since is the last thing that happened to an open lead.
func (l *Lead) since() time.Time {
	last := l.ReleasedAt
	for _, at := range []*time.Time{l.AssignedAt, l.AcceptedAt, l.UpdatedAt} {
		if at != nil && at.After(last) {
			last = *at
		}
	}
	return last
}
