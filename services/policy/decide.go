package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Verdict is the answer to "may we call".
type Verdict string

// The verdicts.
const (
	Allow         Verdict = "allow"
	Warn          Verdict = "warn"           // allowed, but the caller must be told why one hesitates
	Block         Verdict = "block"          // not now; RetryAt says when, if ever
	NeedsDecision Verdict = "needs_decision" // a person must find out what is not known
)

// The ids of what is no row of the law: the agency's own rules.
const (
	ruleNumber    = "number-unusable"
	ruleDoNotCall = "do-not-call-" // and the scope that matched
	ruleListed    = "listed-"      // and the register, where no rule of the place names it
	ruleCountry   = "country-unknown"
	ruleDay       = "own-day"
	rule24h       = "own-24h"
	ruleGap       = "own-gap"
	rulePlan      = "own-plan"
	ruleClosing   = "own-closing"
)

// closing is how long before the end of a window a call is warned of: a call that
// is answered then runs over.
const closing = 5 * time.Minute

// Caps are the agency's own limits on attempts at one person. A field that is 0
// stands for the default.
type Caps struct {
	PerDay int           // in the person's calendar day; default 2
	Per24h int           // in any 24 hours; default 3
	Gap    time.Duration // between two attempts; default 2 hours
	Plan   int           // attempts in the contact plan; default 8
}

// DefaultCaps are the caps of a program that sets none.
func DefaultCaps() Caps { return Caps{PerDay: 2, Per24h: 3, Gap: 2 * time.Hour, Plan: 8} }

func (c Caps) orDefault() Caps {
	def := DefaultCaps()
	if c.PerDay == 0 {
		c.PerDay = def.PerDay
	}
	if c.Per24h == 0 {
		c.Per24h = def.Per24h
	}
	if c.Gap == 0 {
		c.Gap = def.Gap
	}
	if c.Plan == 0 {
		c.Plan = def.Plan
	}
	return c
}

// A Question asks whether one person may be called at one instant. What it holds
// is everything that the answer depends on, so that the answer can be worked out
// again later.
type Question struct {
	At           time.Time
	Window       Window
	Usable       bool        // there is a number that can be dialled
	Attempts     []time.Time // counted attempts at the person over all programs of the client, as far back as CapsReach
	PlanAttempts int         // counted attempts in this cycle’s contact plan
	DoNotCall    []string    // the scopes of do-not-call that matched: number, email, person, organisation, number-agency, email-agency
	OnRecord     []string    // screenings and consents on record: "TPS", "CTPS", "opt-in"
	Listed       []Listing   // forbidding lists that hold the number
	InquiredAt   time.Time   // when the person inquired; zero if that is not known
	RefusedAt    time.Time   // when the person last refused; zero if never
	Promise      bool        // the person asked to be called now: exempt from our own gap and caps
	Caps         Caps
}

// CapsReach is how far back Question.Attempts must go for this window.
func (w Window) CapsReach() time.Duration {
	reach := 48 * time.Hour // a calendar day, whatever the clocks do
	if w.set != nil {
		for _, rule := range w.set.rules {
			for _, limit := range rule.Caps {
				reach = max(reach, time.Duration(limit.Hours)*time.Hour)
			}
		}
	}
	return reach
}

// A Decision is the answer, kept with the attempt it allowed or prevented.
type Decision struct {
	Verdict Verdict
	Rules   []string  // ids: on allow all that hold, else those that object or warn
	Reason  string    // one sentence; empty on allow
	Zone    string    // IANA name of the clock that decides; empty if the place is unknown
	Local   time.Time // At on that clock
	Closes  time.Time // when the window closes; zero if it is closed
	RetryAt time.Time // when it would be allowed if nothing else happens; zero if never, or on allow and warn
}

// Decide answers whether the person may be called. What blocks for ever is said
// before what passes, the law before our own caps.
func Decide(q Question) Decision {
	q.Caps = q.Caps.orDefault()
	words := q.Window.Words(q.At)
	d := Decision{Verdict: Allow, Zone: words.Zone, Local: words.Local, Closes: words.Closes}
	for _, check := range []func(*Question) objection{unusable, doNotCall, listed, unknownPlace, unlisted, rested, closed, lawfulCaps, ownCaps} {
		found := check(&q)
		if found.reason == "" {
			continue
		}
		d.Verdict, d.Rules, d.Reason = found.verdict, found.rules, found.reason
		if found.verdict != Warn {
			if found.passes {
				d.RetryAt = retryAt(q)
			}
			return d
		}
	}
	if d.Verdict == Allow && words.Closes.Sub(q.At) <= closing {
		d.Verdict, d.Rules = Warn, []string{ruleClosing}
		d.Reason = fmt.Sprintf("The calling window closes in %d min.", words.minutesLeft())
	}
	if d.Verdict == Allow {
		d.Rules = q.Window.Rules()
	}
	return d
}

// An objection is why not; none if it has no reason.
type objection struct {
	verdict Verdict
	rules   []string
	reason  string
	passes  bool // it passes with time
}

func unusable(q *Question) objection {
	if q.Usable {
		return objection{}
	}
	return objection{verdict: Block, rules: []string{ruleNumber}, reason: "There is no number that can be dialled."}
}

func doNotCall(q *Question) objection {
	if len(q.DoNotCall) == 0 {
		return objection{}
	}
	rules := make([]string, len(q.DoNotCall))
	for i, scope := range q.DoNotCall {
		rules[i] = ruleDoNotCall + scope
	}
	return objection{verdict: Block, rules: rules, reason: "Do not call is on record: " + strings.Join(scopeWords(q.DoNotCall), ", ") + "."}
}

func scopeWords(scopes []string) []string {
	words := make([]string, len(scopes))
	for i, scope := range scopes {
		own, agency := strings.CutSuffix(scope, "-agency")
		if words[i] = Scope(own).Words(); agency {
			words[i] += " for the whole agency"
		}
	}
	return words
}

// listed is a register that forbids the number. A rule of the place may except who has
// inquired not long ago.
func listed(q *Question) objection {
	var found objection
	for _, listing := range q.Listed {
		rules, excepted := q.Window.naming(listing.Register, q)
		if excepted {
			continue
		}
		if found.reason == "" {
			found = objection{verdict: Block, reason: "The number is on the list “" + listing.List + "”."}
		}
		for _, id := range rules {
			if !slices.Contains(found.rules, id) {
				found.rules = append(found.rules, id)
			}
		}
	}
	return found
}

// Forbidden is the sentence of the forbidding list that keeps the number from being
// called; "" where none does.
func (q *Question) Forbidden() string { return listed(q).reason }

// naming lists the ids of the rules of the place that name the register, else an id of
// its own; excepted says that they let this inquiry be called in spite of it.
func (w Window) naming(register string, q *Question) (ids []string, excepted bool) {
	if w.set != nil {
		for _, rule := range w.set.rules {
			if slices.Contains(rule.Lists, register) {
				ids = append(ids, rule.ID)
				excepted = excepted || rule.Exception > 0 && !q.InquiredAt.IsZero() && q.At.Before(q.InquiredAt.Add(time.Duration(rule.Exception)*24*time.Hour))
			}
		}
	}
	if len(ids) == 0 {
		ids = []string{ruleListed + strings.ToLower(register)}
	}
	return ids, excepted
}

func unknownPlace(q *Question) objection {
	if q.Window.Known() {
		return objection{}
	}
	return objection{verdict: NeedsDecision, rules: []string{ruleCountry}, reason: "Nobody knows in which country this person is: find out, and enter it."}
}

// unlisted is a screening or consent that the law wants on record and that is not.
func unlisted(q *Question) objection {
	var worst objection
	for _, rule := range q.Window.set.rules {
		for _, list := range rule.Lists {
			if rule.Missing == "" || slices.Contains(q.OnRecord, list) || !slices.ContainsFunc(q.Window.LocalTimes(q.At), rule.inForce) {
				continue
			}
			if worst.verdict != rule.Missing && worst.verdict != Block {
				worst = objection{verdict: rule.Missing, reason: "Not on record for this person: " + list + "."}
			}
			if !slices.Contains(worst.rules, rule.ID) {
				worst.rules = append(worst.rules, rule.ID)
			}
		}
	}
	return worst
}

// rested is the time after a refusal in which the law forbids to ask again.
func rested(q *Question) objection {
	for _, rule := range q.Window.set.rules {
		if until := rule.rest(q.RefusedAt); q.At.Before(until) {
			return objection{verdict: Block, rules: []string{rule.ID}, passes: true,
				reason: fmt.Sprintf("This person refused on %s; the law asks for %d days of rest.", q.RefusedAt.In(q.Window.set.zones[0]).Format("2 January"), rule.RestDays)}
		}
	}
	return objection{}
}

// rest is until when a refusal keeps calls away: whole days.
func (r *Rule) rest(refused time.Time) time.Time {
	if r.RestDays == 0 || refused.IsZero() {
		return time.Time{}
	}
	return refused.AddDate(0, 0, r.RestDays)
}

func closed(q *Question) objection {
	if _, open := q.Window.Open(q.At); open {
		return objection{}
	}
	rules, _ := q.Window.set.objecting(q.At)
	return objection{verdict: Block, rules: rules, passes: true, reason: "Outside the calling hours: " + q.Window.Words(q.At).String() + "."}
}

// retryAt is the first instant at which hours, rest and caps all allow a call.
// Each step lifts the instant to where one of them ends, until none objects.
func retryAt(q Question) time.Time {
	ask := q
	for range 64 {
		opens, ok := ask.Window.NextOpen(ask.At)
		if !ok {
			return time.Time{}
		}
		ask.At = opens
		free := opens
		for _, rule := range ask.Window.set.rules {
			if rest := rule.rest(ask.RefusedAt); rest.After(free) {
				free = rest
			}
		}
		for _, full := range append(lawfulFull(&ask), ownFull(&ask)...) {
			if full.until.IsZero() {
				return time.Time{}
			}
			if full.until.After(free) {
				free = full.until
			}
		}
		if !free.After(opens) {
			if unlisted(&ask).verdict == Block || listed(&ask).verdict == Block { // a law that comes into force, or an exception that ends, meanwhile
				return time.Time{}
			}
			return opens
		}
		ask.At = free
	}
	return time.Time{}
}
