package ripeness

import (
	"fmt"
	"math"
)

// When a date is chosen, and when the plan holds instead.
const (
	// Enough is how many requalifications of a client there must be before a date is learned:
	// at 200 a rate of one in ten is known to within four in a hundred.
	Enough = 200
	// enoughReady is how many of a class must have been ready: a peak of fewer is chance.
	enoughReady = 15
	// near is how many weeks to each side count as the same when what was seen is asked for.
	near = 2
	// seenNear is how many must have been reached near a week before it is chosen.
	seenNear = 20
	// stepOut is how many weeks beyond what was seen may be tried: the next fit sees them.
	stepOut = 4
	// rest is how many weeks somebody is left in peace after a call.
	rest = 2
	// believeFrom is how many calls about a week outweigh the model.
	believeFrom = 100
	// alike is how many make a group that is spoken of.
	alike = 40
	// sure is the share of the resampled fits that must agree that the date is better.
	sure = 0.9
	// better is by how much it must be.
	better = 1.05
	// asGood is what share of the best chance the earliest week must have: an A that is found
	// sooner is sold sooner.
	asGood = 0.97
)

// A Choice is when to call again, and why then.
type Choice struct {
	Week    int     // after the grading
	Learned bool    // else it is the plan's
	Chance  float64 // of an A by a call then
	Plan    float64 // of an A by a call at the plan's date
	Why     string  // in a sentence or two
}

// Choose says in which week after the grading a call is likeliest to find an A, where the plan
// names another.
//
// One call is one call, so the week with the highest chance brings the most As per call: too
// early, and the call finds somebody who still waits; too late, and the buyer is gone. Both are
// in the chance. Of weeks about as good the earliest is taken.
func (m *Model) Choose(k Key, plan int) Choice {
	plan = weekOf(plan)
	curve := m.Curve(k)
	c := Choice{Week: plan, Chance: curve[plan], Plan: curve[plan]}
	if m.N < Enough {
		c.Why = fmt.Sprintf("The plan’s date: %d were called again so far, and nothing is learned from fewer than %d.", m.N, Enough)
		return c
	}
	if ready := sum(m.Counts[k.Class], 0, Weeks).Ready; ready < enoughReady {
		c.Why = fmt.Sprintf("The plan’s date: %d of class %s were ready when called again, and it takes %d to tell when.", ready, k.Class, enoughReady)
		return c
	}
	open := m.open(k)
	best := plan
	for t := 1; t <= Weeks; t++ {
		if open[t] && curve[t] > curve[best] {
			best = t
		}
	}
	week := best
	for week > 1 && open[week-1] && curve[week-1] >= asGood*curve[best] {
		week--
	}
	if abs(week-plan) < near {
		c.Why = "The plan’s date is also the best. " + m.basis(k, plan, plan)
		return c
	}
	if curve[week] < better*curve[plan] || m.agree(k, week, plan) < sure || m.belied(k, week, plan) {
		c.Why = "The plan’s date: no other is better for certain. " + m.basis(k, plan, plan)
		return c
	}
	return Choice{Week: week, Learned: true, Chance: curve[week], Plan: curve[plan], Why: m.basis(k, week, plan)}
}

// open are the weeks that may be chosen: near enough of this kind were reached, or it is one
// step beyond.
func (m *Model) open(k Key) (open [Weeks + 1]bool) {
	counts := m.Counts[frameKey(k)]
	if sum(counts, 0, Weeks).Reached < Enough/2 {
		counts = m.Counts[k.Class]
	}
	for t := 1; t <= Weeks; t++ {
		if sum(counts, t-near, t+near).Reached < seenNear {
			continue
		}
		for s := max(rest, t-stepOut); s <= min(Weeks, t+stepOut); s++ {
			open[s] = true
		}
	}
	return open
}

// agree is the share of the resampled fits by which one week is better than another.
func (m *Model) agree(k Key, week, than int) float64 {
	n := 0
	for i := range m.Again {
		if curve := m.curve(&m.Again[i], k, 1); curve[week] > curve[than] {
			n++
		}
	}
	return float64(n) / float64(max(1, len(m.Again)))
}

// belied reports whether the calls about a week, where there were enough, do not find more As
// than about the plan's, whatever the model says: by more than the difference strays by chance
// two times in three.
func (m *Model) belied(k Key, week, plan int) bool {
	for _, group := range []string{frameKey(k), k.Class} {
		here, there := sum(m.Counts[group], week-near, week+near), sum(m.Counts[group], plan-near, plan+near)
		if here.Called < believeFrom || there.Called < believeFrom {
			continue
		}
		p, q := float64(here.Ready)/float64(here.Called), float64(there.Ready)/float64(there.Called)
		strays := math.Sqrt(p*(1-p)/float64(here.Called) + q*(1-q)/float64(there.Called))
		return p-q <= strays
	}
	return false
}

// basis is what a date is based on: what calls about then found of the most alike of whom
// there were enough, beside what they found about the plan's date.
func (m *Model) basis(k Key, week, plan int) string {
	var counts []Count
	for _, group := range groups(k) {
		counts = m.Counts[group]
		if sum(counts, week-near, week+near).Called >= alike {
			break
		}
	}
	here, there := sum(counts, week-near, week+near), sum(counts, plan-near, plan+near)
	said := fmt.Sprintf("Of %d like this who were called about %d weeks after the last grading, %s ready.", here.Called, week, were(here.Ready))
	if here.Called < alike {
		said = fmt.Sprintf("Few were called about %d weeks after the last grading (%d, of whom %s ready); those called nearest to it point there.", week, here.Called, were(here.Ready))
	}
	if week != plan && there.Called > 0 {
		said += fmt.Sprintf(" About the plan’s week %d it was %d of %d.", plan, there.Ready, there.Called)
	}
	return said
}

func were(n int) string {
	if n == 1 {
		return "1 was"
	}
	return fmt.Sprintf("%d were", n)
}

func sum(counts []Count, from, to int) (s Count) {
	for _, c := range counts {
		if c.Week >= from && c.Week <= to {
			s.Called, s.Ready, s.Reached = s.Called+c.Called, s.Ready+c.Ready, s.Reached+c.Reached
		}
	}
	return s
}

func abs(n int) int { return max(n, -n) }
