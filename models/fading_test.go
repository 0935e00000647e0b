package models

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A simulated rep has some open leads and a habit of reporting; from a day on the habit
// fades within two weeks to what is left of it.
type simulated struct {
	leads float64
	habit float64 // reports a lead and week
	from  int     // the day on which it begins to fade; -1: never
	left  float64 // of the habit, in the end
}

func anybody(r *rand.Rand) simulated {
	return simulated{leads: float64(6 + r.IntN(10)), habit: 0.8 + 0.7*r.Float64(), from: -1}
}

// day is how many reports the rep makes on one day.
func (s simulated) day(r *rand.Rand, day int) int {
	rate := s.leads * s.habit / 7
	if s.from >= 0 && day >= s.from {
		faded := math.Min(float64(day-s.from)/14, 1)
		rate *= 1 - faded*(1-s.left)
	}
	n, limit, product := 0, math.Exp(-rate), r.Float64()
	for product > limit {
		n++
		product *= r.Float64()
	}
	return n
}

// named is the first Monday, as a day, on which the rep is said to fade; -1: never.
func (s simulated) named(r *rand.Rand, days int) int {
	var weeks []RepWeek
	for day := 0; day < days; day += 7 {
		w := RepWeek{LeadWeeks: s.leads}
		for d := range 7 {
			w.Reports += s.day(r, day+d)
		}
		weeks = append(weeks, w)
		if _, _, _, fades := Fades(weeks[max(0, len(weeks)-26):]); fades {
			return day + 7
		}
	}
	return -1
}

func TestFades_namesWhoFadesWithinFourWeeksAndLeavesTheOthersInPeace(t *testing.T) {
	t.Parallel()
	const reps, start = 2000, 20 * 7
	r := rand.New(rand.NewPCG(1750177804, 1)) // the same numbers each time; drawn after the method was settled, nothing was tuned on them
	inTime, wrongly := 0, 0
	for range reps {
		steady := anybody(r)
		if steady.named(r, 52*7) >= 0 {
			wrongly++
		}
		fading := anybody(r)
		fading.from, fading.left = start+r.IntN(7), 0.1*r.Float64()
		if on := fading.named(r, start+6*7); on >= fading.from && on-fading.from <= 28 {
			inTime++
		}
	}
	t.Logf("of %d reps who fade %.1f %% are named within 28 days; of %d steady ones %.1f %% are named in a year", reps, 100*float64(inTime)/reps, reps, 100*float64(wrongly)/reps)
	if inTime < reps*90/100 || wrongly > reps*5/100 {
		t.Errorf("%d of %d are named in time, %d wrongly", inTime, reps, wrongly)
	}
}

func TestFades_judgesNobodyByLittle(t *testing.T) {
	t.Parallel()
	weeks := func(n, reports int, then ...int) (all []RepWeek) {
		for range n {
			all = append(all, RepWeek{Reports: reports, LeadWeeks: 10})
		}
		for _, each := range then {
			all = append(all, RepWeek{Reports: each, LeadWeeks: 10})
		}
		return all
	}
	for what, c := range map[string]struct {
		weeks []RepWeek
		want  bool
	}{
		"stops":                          {weeks(10, 10, 10, 0, 0, 0), true},
		"stops, and has a short past":    {weeks(5, 10, 0, 0, 0, 0), false},
		"stops, and never reported much": {weeks(9, 2, 0, 0, 0, 0), false},
		"reports a little less":          {weeks(20, 30, 24, 24, 24, 24), false},
		"has a bad week":                 {weeks(10, 10, 10, 10, 10, 4), false},
	} {
		if _, _, _, fades := Fades(c.weeks); fades != c.want {
			t.Errorf("who %s fades: %v", what, fades)
		}
	}
	gone := weeks(10, 10)
	for range 4 {
		gone = append(gone, RepWeek{}) // nothing is open any more
	}
	if _, _, _, fades := Fades(gone); fades {
		t.Error("who has no open lead fades")
	}
}
