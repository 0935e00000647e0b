// Package ripesim tries out whether learned dates bring more As per call than a fixed 90 days,
// and no fewer where there is nothing to learn: people who ripen, wait and are lost, each in
// their own time, called again by dates chosen one way or another.
package ripesim

import (
	_ "embed"
	"encoding/json"
	"math"
	"math/rand/v2"

	"ripen/services/nurture/ripeness"
)

//go:embed parameters.json
var parameters []byte

// Parameters are what the simulated clients are like; the file says where each is from.
type Parameters struct {
	Persons struct{ Value int }     `json:"persons_a_week"`
	Plan    struct{ Value int }     `json:"plan_weeks"`
	Delay   struct{ Mean float64 }  `json:"delay_weeks"`
	Reached struct{ Value float64 } //
	ShareB  struct{ Value float64 } `json:"share_b"`
	Ever    struct {
		B, C  float64
		Sigma float64 `json:"sigma_source"`
	}
	Ripens struct{ B, C, Sigma float64 } `json:"ripens_weeks"`
	Frames struct {
		Factors, Shares []float64
		Right           float64
	} `json:"timeframes"`
	Reasons struct {
		Words         []string
		Factors, Ever []float64
	}
	Sources struct {
		Count         int
		Concentration float64
	}
	LostRipe    struct{ Mean float64 }  `json:"lost_ripe_weeks"`
	LostWaiting struct{ Value float64 } `json:"lost_waiting"`
	Annoyed     struct{ Value float64 }
	Wrong       struct{ Value float64 } `json:"graded_wrong"`
	Weeks       struct {
		History, Arrive, End, Refit int
		From                        int `json:"measure_from"`
	}
	Flat struct{ Ready, Gone float64 }
	Thin struct{ Value int } `json:"thin_persons_a_week"`
	flat bool
}

// WhereFlat are parameters by which nothing can be learned, since any week is as good.
func (p Parameters) WhereFlat() Parameters {
	p.flat = true
	return p
}

// WhereThin are parameters by which hardly anybody is called again.
func (p Parameters) WhereThin() Parameters {
	p.Persons.Value = p.Thin.Value
	return p
}

// Given are the parameters of the file.
func Given() (p Parameters, err error) {
	err = json.Unmarshal(parameters, &p)
	return p, err
}

// A person is somebody in nurture: the truth, and the dice of each call.
type person struct {
	id      [16]byte
	arrives int
	source  string
	reason  string
	ripens  int // week after arriving; never: past the end
	lost    int // week after arriving
	calls   []dice
}

// dice are drawn beforehand, so that each way of choosing dates meets the same luck.
type dice struct {
	delay                            int
	reached, wrong, annoyed, framing float64
	flat, heard, near                float64
}

const never = 1 << 20

var frames = []string{"", "3 months", "6 months", "a year", "later"}

// most is how often anybody is called again.
const most = 10

// people are those of one client, in the order of their arrival.
func people(p Parameters, roll *rand.Rand) []person {
	mix, leans, sway := shares(roll, p.Sources.Count, p.Sources.Concentration), make([]float64, p.Sources.Count), make([]float64, p.Sources.Count)
	for s := range leans {
		leans[s], sway[s] = 0.3*roll.NormFloat64(), p.Ever.Sigma*roll.NormFloat64()
	}
	all := make([]person, 0, p.Persons.Value*p.Weeks.Arrive)
	for week := range p.Weeks.Arrive {
		for range p.Persons.Value {
			source := pick(roll, mix)
			reason := roll.IntN(len(p.Reasons.Words))
			who := person{arrives: week, source: string(rune('a' + source)), reason: p.Reasons.Words[reason], ripens: never}
			for b := range who.id {
				who.id[b] = byte(roll.UintN(256))
			}
			ever, median := p.Ever.C, p.Ripens.C
			if roll.Float64() < p.ShareB.Value+leans[source] {
				ever, median = p.Ever.B, p.Ripens.B
			}
			frame := pick(roll, p.Frames.Shares)
			if roll.Float64() < logistic(odds(ever)+sway[source]+p.Reasons.Ever[reason]) {
				median *= p.Frames.Factors[frame] * p.Reasons.Factors[reason] * math.Exp(leans[source])
				who.ripens = 1 + int(median*math.Exp(p.Ripens.Sigma*roll.NormFloat64()))
			}
			who.lost = 1 + int(roll.ExpFloat64()/p.LostWaiting.Value)
			if who.lost > who.ripens {
				who.lost = who.ripens + 1 + int(roll.ExpFloat64()*p.LostRipe.Mean)
			}
			for range most {
				who.calls = append(who.calls, dice{delay: int(roll.ExpFloat64() * p.Delay.Mean), reached: roll.Float64(), wrong: roll.Float64(),
					annoyed: roll.Float64(), framing: roll.Float64(), flat: roll.Float64(), heard: roll.Float64(), near: roll.Float64()})
			}
			all = append(all, who)
		}
	}
	return all
}

// key is what a caller hears and grades of a person at an age in weeks: a class and a timeframe
// that are near the truth more often than not.
func (w *person) key(p Parameters, age int, d dice) ripeness.Key {
	k := ripeness.Key{Class: "C", Reason: w.reason, Source: w.source, Age: ripeness.Age(age * 7)}
	ahead := float64(w.ripens - age)
	if w.ripens == never { // they think they will
		ahead = 10 + 60*d.heard
	}
	if ahead < 20 || d.near < p.ShareB.Value/2 { // near ones are heard to be near
		k.Class = "B"
	}
	frame := 1
	for _, limit := range []float64{13, 26, 52} {
		if ahead > limit {
			frame++
		}
	}
	switch {
	case d.framing < p.Frames.Shares[0]:
		frame = 0
	case d.framing > p.Frames.Shares[0]+(1-p.Frames.Shares[0])*p.Frames.Right:
		if frame++; frame > 4 {
			frame = 2
		}
	}
	k.Timeframe = frames[frame]
	return k
}

// found is where a call at an age finds a person.
func (w *person) found(p Parameters, age, call int) ripeness.Result {
	d := w.calls[call]
	switch {
	case d.reached >= p.Reached.Value:
		return ripeness.Unreached
	case p.flat && d.flat < p.Flat.Ready:
		return ripeness.Ready
	case p.flat && d.flat > 1-p.Flat.Gone:
		return ripeness.Gone
	case p.flat:
		return ripeness.Waiting
	case age >= w.lost:
		return ripeness.Gone
	case age >= w.ripens, d.wrong < p.Wrong.Value:
		return ripeness.Ready
	case d.annoyed < p.Annoyed.Value:
		w.lost = age
	}
	return ripeness.Waiting
}

func shares(roll *rand.Rand, n int, concentration float64) []float64 {
	all, sum := make([]float64, n), 0.0
	for i := range all {
		all[i] = math.Pow(roll.ExpFloat64(), 1/concentration) + 0.05
		sum += all[i]
	}
	for i := range all {
		all[i] /= sum
	}
	return all
}

func pick(roll *rand.Rand, shares []float64) int {
	draw := roll.Float64()
	for i, s := range shares {
		if draw -= s; draw < 0 {
			return i
		}
	}
	return 0
}

func odds(p float64) float64     { return math.Log(p / (1 - p)) }
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
