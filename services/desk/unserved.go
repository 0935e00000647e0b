package desk

import (
	"slices"
	"time"
)

// A program is unserved when it has waited so long, and so many times longer than its
// contract’s share of the calls would have it wait.
const (
	unservedAfter = 20 * time.Minute
	unservedTimes = 4
	unservedFrom  = 5 // claims in the hour: with fewer nobody is really calling
)

// An Unserved program has people to be called now, and has not had its turn.
type Unserved struct {
	*Program
	For  time.Duration // not served for
	More bool          // at the least: it is not known since when
	Owed time.Duration // how often its contract’s share would serve it, by the pace of the last hour
}

// Unserved is the programs that are passed over, the longest first.
func (d *Now) Unserved() (all []Unserved) {
	volume := 0.0
	for n := range d.Programs {
		if p := &d.Programs[n]; p.State == "active" && p.HeldUntil == nil && p.All() > 0 {
			volume += p.Owed()
		}
	}
	if d.Claims < unservedFrom || volume == 0 {
		return nil
	}
	for n := range d.Programs {
		p := &d.Programs[n]
		if p.State != "active" || p.HeldUntil != nil || p.All() == 0 {
			continue
		}
		u := Unserved{Program: p, Owed: time.Duration(float64(time.Hour) * volume / (p.Owed() * float64(d.Claims)))}
		since := p.Served.Last
		if since == nil {
			back := d.At.Add(-servedReach)
			since, u.More = &back, true
		}
		if oldest := p.oldest(); oldest != nil && oldest.After(*since) {
			since, u.More = oldest, false
		}
		u.For = d.At.Sub(*since)
		if u.For >= unservedAfter && u.For >= unservedTimes*u.Owed {
			all = append(all, u)
		}
	}
	slices.SortStableFunc(all, func(a, b Unserved) int { return int(b.For - a.For) })
	return all
}

// oldest is since when the longest waiting has been due, where it is known.
func (p *Program) oldest() (oldest *time.Time) {
	for _, w := range p.Tiers {
		if w.N > CountedTo {
			return nil
		}
		if w.Since != nil && (oldest == nil || w.Since.Before(*oldest)) {
			oldest = w.Since
		}
	}
	return oldest
}
