package sourcesim

import (
	"math"
	"math/rand/v2"

	"ripen/services/reports/rates"
	"ripen/services/reports/tapped"
)

// A Fall is how soon a fall of the A rate is found, by inquiry.
type Fall struct {
	Before float64 `json:"before"`
	After  float64 `json:"after"`
	Found  float64 `json:"found_after"` // inquiries, in the median
	Limit  float64 `json:"limit"`
	Plain  float64 `json:"plain_found_after"` // by the fixed window
	Alarms float64 `json:"inquiries_per_false_alarm"`
	Cries  float64 `json:"plain_inquiries_per_false_alarm"`
}

// Slack is by how much a fall may be found later than the published medians say.
const Slack = 1.3

// falls tries each fall on so many sources: a past from which the usual rate is learned, some
// hundred inquiries without a fault, in which every alarm is a false one and begins the chart
// anew, then the fall.
func falls(p Params, runs int, seed uint64) (all []Fall) {
	for n, c := range p.Medians.Cases {
		dice := rand.New(rand.NewPCG(seed, 1_000_000+uint64(n)))
		f := Fall{Before: c[0], After: c[1], Limit: Slack * c[2]}
		var ours, plain []float64
		var inquiries, alarms, cries float64
		for range runs {
			past := tapped.Past{Inquiries: p.Medians.Past}
			window := &fixed{}
			for range past.Inquiries {
				a := one(dice.Float64() < c[0])
				past.A += a
				window.see(a)
			}
			w := &tapped.Watch{Chart: tapped.NewChart(past, rates.Prior{}, tapped.PerAlarm)}
			calm := 300 + dice.IntN(300)
			for range calm {
				a := one(dice.Float64() < c[0])
				inquiries++
				if w.See(tapped.Day{Inquiries: 1, A: a}, w.Rate) {
					alarms++
					w.Restart()
				}
				if window.see(a) {
					cries++
					window.forget()
				}
			}
			found, foundPlain := 0.0, 0.0
			for n := 1.0; n <= longest && (found == 0 || foundPlain == 0); n++ {
				a := one(dice.Float64() < c[1])
				if found == 0 && w.See(tapped.Day{Inquiries: 1, A: a}, w.Rate) {
					found = n
				}
				if foundPlain == 0 && window.see(a) {
					foundPlain = n
				}
			}
			ours, plain = append(ours, orNever(found)), append(plain, orNever(foundPlain))
		}
		f.Found, f.Plain = middle(ours), middle(plain)
		f.Alarms, f.Cries = inquiries/max(1, alarms), inquiries/max(1, cries)
		all = append(all, f)
	}
	return all
}

// longest is how many inquiries, or weeks, are waited for an alarm.
const longest = 2000

func orNever(found float64) float64 {
	if found == 0 {
		return longest
	}
	return found
}

// A fixed window compares the last hundred inquiries with the hundred before, by the usual test of
// two shares at 5 in 100 on the side of a fall, at each inquiry: what a marketer does by hand.
type fixed struct{ last []int }

const window = 100

func (f *fixed) see(a int) bool {
	f.last = append(f.last, a)
	if len(f.last) > 2*window {
		f.last = f.last[len(f.last)-2*window:]
	}
	if len(f.last) < 2*window {
		return false
	}
	before, now := 0, 0
	for n, a := range f.last {
		if n < window {
			before += a
		} else {
			now += a
		}
	}
	both := float64(before+now) / (2 * window)
	return float64(before-now)/window > rates.Normal(0.95)*math.Sqrt(both*(1-both)*2/window)
}

func (f *fixed) forget() { f.last = f.last[len(f.last)-window:] }

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
