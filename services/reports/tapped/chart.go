// Package tapped says early that a source is tapped out: that its A rate falls or that an
// order comes to cost more, how sure that is, since when, and what it means in money.
package tapped

import (
	"math"
	"slices"

	"ripen/services/reports/rates"
)

// Fall is the part of its A rate, or of its orders per spend, that a source is watched to keep:
// the charts are tuned to a halving, and find other falls a little later.
const Fall = 0.5

// How many inquiries there are to one false alarm, for each of a source's two charts. Together
// they raise fewer than one in 500: 1/600 + 1/3000.
const (
	PerAlarm      = 600
	PerAlarmOfCPO = 3000
)

// A Past is what a source did before it was watched.
type Past struct{ Inquiries, A int }

// A Chart is a Bernoulli CUSUM (Reynolds and Stoumbos, Journal of Quality Technology 31, 1999,
// 87-108): each inquiry that is no A raises it a little, each A takes it down a good deal, and
// it does not go below 0. It is high where the inquiries since some day are likelier under
// half the rate than under the usual one.
type Chart struct {
	Rate     float64 // the usual A rate
	Fallen   float64 // the rate that is watched for
	Limit    float64 // the level at which the chart alarms
	up, down float64
	may      []float64 // what the usual rate may be: each as likely
}

// NewChart is the chart of a source by its past, drawn towards the prior of the client's
// sources, that alarms falsely once in so many inquiries.
//
// The past is never known exactly, and a rate taken too high alarms falsely far more often
// than one taken too low alarms late: the limit is chosen so that the false alarms are right
// on average over what the usual rate may truly be, and not for the one estimate (compare
// Steiner and others, Statistics in Medicine 26, 2007, and Jensen and others, Journal of
// Quality Technology 38, 2006, 349-364, on the effect of estimated parameters).
func NewChart(past Past, prior rates.Prior, perAlarm float64) Chart {
	known := rates.Beta{Hits: float64(past.A) + prior.Hits, Misses: float64(past.Inquiries-past.A) + prior.Misses}
	known.Hits, known.Misses = max(known.Hits, 0.5), max(known.Misses, 0.5)
	c := Chart{Rate: min(0.9, max(0.002, known.Mean()))}
	c.Fallen = c.Rate * Fall
	c.up = math.Log((1 - c.Fallen) / (1 - c.Rate))
	steps := max(1, math.Round(math.Log(c.Rate/c.Fallen)/c.up))
	c.down = steps * c.up // a whole number of steps, so that the run length is exact
	var ways []*run
	odds, unsure := math.Log(c.Rate/(1-c.Rate)), math.Sqrt(1/known.Hits+1/known.Misses)
	for n := range nodes {
		rate := 1 / (1 + math.Exp(-odds-unsure*rates.Normal((float64(n)+0.5)/nodes)))
		c.may = append(c.may, rate)
		ways = append(ways, &run{rate: rate, down: int(steps), lengths: []float64{0}})
	}
	level := 1
	for ; level < 100_000; level++ {
		alarms := 0.0
		for _, r := range ways {
			alarms += 1 / r.to(level) / nodes
		}
		if alarms*perAlarm <= 1 {
			break
		}
	}
	c.Limit = float64(level) * c.up
	return c
}

const nodes = 15 // values that stand for what the usual rate may be

// A run is the mean number of inquiries until a chart that starts at 0 reaches a level, where
// each is an A with the rate: exact, by the equations of the Markov chain whose states are the
// levels (Brook and Evans, Biometrika 59, 1972, 539-549), solved upwards one by one.
type run struct {
	rate    float64
	down    int
	lengths []float64
}

func (r *run) to(level int) float64 {
	for len(r.lengths) <= level {
		at := len(r.lengths) - 1
		r.lengths = append(r.lengths, (1+r.lengths[at]-r.rate*r.lengths[max(0, at-r.down)])/(1-r.rate))
	}
	return r.lengths[level]
}

// A Day is what became of the inquiries of a source that were first graded, or closed without
// a conversation, on a day. Those not decided yet are in no day.
type Day struct{ On, Inquiries, A int }

// A Watch is a chart on its way.
type Watch struct {
	Chart
	Level float64
	trail []mark
}

type mark struct {
	day   Day
	usual float64
	sum   float64 // of the log likelihood ratio up to and with the day
}

// See takes a day in, and says whether the chart stands at its limit or above. The usual is
// the A rate on that day: the chart's own, or moved by what moves all of the client's sources
// (Moved), so that a slow season or new criteria are not taken for a tapped-out source
// (risk adjustment: Steiner and others, Biostatistics 1, 2000, 441-452).
func (w *Watch) See(day Day, usual float64) bool {
	fallen := usual * w.Fallen / w.Rate
	step := float64(day.Inquiries-day.A)*math.Log((1-fallen)/(1-usual)) + float64(day.A)*math.Log(fallen/usual)
	if usual == w.Rate {
		step = float64(day.Inquiries-day.A)*w.up - float64(day.A)*w.down
	}
	w.Level = max(0, w.Level+step)
	sum := step
	if n := len(w.trail); n > 0 {
		sum += w.trail[n-1].sum
	}
	w.trail = append(w.trail, mark{day, usual, sum})
	return w.Level >= w.Limit-1e-9
}

// Restart begins anew after an alarm.
func (w *Watch) Restart() { w.Level, w.trail = 0, nil }

// Began is when the fall began.
type Began struct{ On, Earliest, Latest int }

// Since is when the fall began if there is one: the day from which on the inquiries are
// likeliest under the fallen rate (Page, Biometrika 41, 1954, 100-115), and between which days
// it lies, were each as likely beforehand (Shiryaev, Theory of Probability and its
// Applications 8, 1963, 22-46). One in a hundred is left to either side; since only sources
// that look bad are asked, the range holds the day 86 to 93 times in 100 in the simulation.
func (w *Watch) Since() (Began, bool) {
	if w.Level <= 0 || len(w.trail) == 0 {
		return Began{}, false
	}
	days, ratios := make([]int, len(w.trail)), make([]float64, len(w.trail))
	end, before := w.trail[len(w.trail)-1].sum, 0.0
	for n, m := range w.trail {
		days[n], ratios[n] = m.day.On, end-before
		before = m.sum
	}
	return began(days, ratios), true
}

// began reads when a change was from the log likelihood ratios of each day as its beginning.
func began(days []int, ratios []float64) Began {
	best, sum := 0, 0.0
	for n, r := range ratios {
		if r > ratios[best] {
			best = n
		}
	}
	for _, r := range ratios {
		sum += math.Exp(r - ratios[best])
	}
	b := Began{On: days[best], Earliest: -1 << 31}
	upTo := 0.0
	for n, r := range ratios {
		upTo += math.Exp(r-ratios[best]) / sum
		if b.Earliest == -1<<31 && upTo >= 0.01 {
			b.Earliest = days[n]
		}
		if b.Latest = days[n]; upTo >= 0.99 {
			break
		}
	}
	b.Earliest, b.Latest = min(b.Earliest, b.On), max(b.Latest, b.On)
	return b
}

// Firm is the level of the chart with all that the usual rate may be weighed in: the most that
// the ratio of the likelihoods, each averaged over these rates, is for any day as the
// beginning (Good, JASA 53, 1958, 799-813; the average ratio has the mean 1 as the single one
// has). Where the past is short it rises later than Level; the sources are compared by it.
func (w *Watch) Firm() (firm float64) {
	var all, off [nodes]float64     // log likelihoods under the usual rate; by how much the fallen one’s is more
	var beginnings [][nodes]float64 // what off is for each day as the beginning
	for n := len(w.trail) - 1; n >= 0; n-- {
		m := w.trail[n]
		hits, misses := float64(m.day.A), float64(m.day.Inquiries-m.day.A)
		for i, may := range w.may {
			rate := min(0.95, may*m.usual/w.Rate)
			missed := math.Log1p(-rate)
			all[i] += hits*math.Log(rate) + misses*missed
			off[i] += hits*math.Log(Fall) + misses*(math.Log1p(-rate*Fall)-missed)
		}
		if hits+misses > 0 {
			beginnings = append(beginnings, off)
		}
	}
	highest, sum := slices.Max(all[:]), 0.0
	for i := range all {
		all[i] = math.Exp(all[i] - highest)
		sum += all[i]
	}
	for _, off := range beginnings {
		if slices.Max(off[:]) <= firm { // an average is not above the highest
			continue
		}
		ratio := 0.0
		for i := range off {
			ratio += all[i] / sum * math.Exp(off[i])
		}
		firm = max(firm, math.Log(ratio))
	}
	return firm
}
