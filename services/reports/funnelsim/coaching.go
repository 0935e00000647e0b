package funnelsim

import (
	"math/rand/v2"

	"ripen/services/reports/funnel"
)

// A CoachReport is what the comparison before and after says of coachings whose effect is known.
type CoachReport struct {
	Seed   uint64     `json:"seed"`
	Helped CoachScore `json:"helped"` // from the coaching on, the halved step is as anybody's
	Vain   CoachScore `json:"vain"`   // nothing has changed
}

// A CoachScore is how often the range of the change holds what was changed.
type CoachScore struct {
	Said     int     `json:"said"`     // coachings of which there were enough leads
	Coverage float64 `json:"coverage"` // the range holds the true change
	Credited float64 `json:"credited"` // the range says that the coaching helped
}

// Coach lets the weak reps of clients be coached in the middle of the year, by turns with and
// without an effect, until of each so many can be said something of.
func Coach(p Parameters, coachings int, seed uint64) CoachReport {
	r := CoachReport{Seed: seed}
	for client := uint64(0); r.Helped.Said < coachings || r.Vain.Said < coachings; client++ {
		day, never := p.Days.Value/2, p.Days.Value
		heals, score := make([]int, p.Reps.Value), &r.Helped
		if client%2 == 1 {
			day, score = p.Days.Value/2, &r.Vain
		}
		for rep := range heals {
			if heals[rep] = day; score == &r.Vain {
				heals[rep] = never
			}
		}
		w := newWorld(p, rand.New(rand.NewPCG(seed, client)), heals)
		for rep := range p.WeakReps.Value {
			if score.Said < coachings {
				w.coached(p, rep, day, score)
			}
		}
	}
	r.Helped.rate()
	r.Vain.rate()
	return r
}

func (s *CoachScore) rate() {
	s.Coverage, s.Credited = s.Coverage/float64(max(1, s.Said)), s.Credited/float64(max(1, s.Said))
}

// coached compares the change that is said of a coached rep with the true one: by how much
// the chances of the leads lie above those of the same mix with anybody.
func (w *world) coached(p Parameters, rep, day int, score *CoachScore) {
	c := funnel.Coaching{Rep: rep, Step: w.weak[rep], On: day, From: 0, To: p.Days.Value}
	c.Trained = func(other int) bool { return other < p.WeakReps.Value && w.weak[other] == c.Step }
	sums := w.model.Around(w.entries, c)
	change := funnel.Compare(sums[0], sums[1], sums[2], sums[3])
	if !change.Said {
		return
	}
	var above [4]float64
	for n, e := range w.entries {
		if at := w.model.Side(n, e, c); at >= 0 {
			above[at] += (w.chance(p, e.Rep, e.Step, e.On, w.odds[n]) - logistic(w.odds[n])) / float64(sums[at].N)
		}
	}
	truth := above[1] - above[0] - (above[3] - above[2])
	score.Said++
	if truth >= change.Low && truth <= change.High {
		score.Coverage++
	}
	if change.Low > 0 {
		score.Credited++
	}
}
