package ripeness

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed prior.json
var priorJSON []byte

// believed is what holds before anything was seen.
var believed = func() (b struct {
	Ripening    map[string]json.RawMessage
	LostWaiting struct{ Value float64 } `json:"lost_waiting"`
	LostRipe    struct{ Value float64 } `json:"lost_ripe"`
	Anyway      struct{ Value float64 }
	Reached     struct{ Value float64 }
	Second      struct{ Value float64 }
}) {
	if err := json.Unmarshal(priorJSON, &b); err != nil {
		panic(fmt.Sprintf("prior.json: %v", err))
	}
	return b
}()

// believedHazard is what the prior has of a class, by band.
func believedHazard(class string) (hazard [bands]float64) {
	if err := json.Unmarshal(believed.Ripening[class], &hazard); err != nil {
		panic(fmt.Sprintf("prior.json, %s: %v", class, err))
	}
	return hazard
}

// hazards are the hazards of a week, as products of what each part of a Key contributes.
type hazards struct {
	Base    map[string][]float64 `json:"base"`    // by class: ripening, by band
	Frames  map[string][]float64 `json:"frames"`  // by class and timeframe, times the base, by band
	Reasons map[string][]float64 `json:"reasons"` // by reason, source and age: times that, by phase
	Sources map[string][]float64 `json:"sources"`
	Ages    map[string][]float64 `json:"ages"`
	Waiting map[string]float64   `json:"waiting"` // by class: lost without having ripened
	Ripe    map[string]float64   `json:"ripe"`    // by class: lost after having ripened
	Anyway  map[string]float64   `json:"anyway"`  // by class: graded A by a call although still waiting
}

// A Model is what was learned of one client. It is kept as JSON.
type Model struct {
	N       int                  `json:"n"`     // requalifications it was made from
	Ready   int                  `json:"ready"` // of them, those that found an A
	Reached map[string][]float64 `json:"reached"`
	Second  Arm                  `json:"second"` // what second rounds found
	Main    hazards              `json:"main"`
	Cells   map[string]float64   `json:"cells"`  // what a whole Key has beyond its parts, where it was seen often
	Again   []hazards            `json:"again"`  // as it might have come out (bootstrap): how sure the model is
	Counts  map[string][]Count   `json:"counts"` // by group: what calls found, by week
}

// most is the hazard of a week that nothing exceeds.
const most = 0.6

// of is the hazard of ripening by band, for a Key.
func (h *hazards) of(k Key, cell float64) (hazard [bands]float64) {
	base, frame := h.Base[k.Class], h.Frames[frameKey(k)]
	reason, source, age := h.Reasons[known(h.Reasons, k.Reason)], h.Sources[known(h.Sources, k.Source)], h.Ages[known(h.Ages, k.Age)]
	for b := range hazard {
		x := cell
		if base != nil {
			x *= base[b]
		}
		if frame != nil {
			x *= frame[b]
		}
		for _, part := range [][]float64{reason, source, age} {
			if part != nil {
				x *= part[phaseOf[b]]
			}
		}
		hazard[b] = min(x, most)
	}
	return hazard
}

// known is a word of the model: one with too few calls of its own is among the others.
func known(words map[string][]float64, word string) string {
	if _, is := words[word]; is {
		return word
	}
	return others
}

// A Curve is, for each week after the grading, what share of a group would be ready.
type Curve [Weeks + 1]float64

// walk follows a group through the weeks: who waits and who is ripe at the end of each.
func walk(hazard [bands]float64, waiting, ripe float64) (waits, ready Curve) {
	waits[0] = 1
	for t := 1; t <= Weeks; t++ {
		h := hazard[bandOf[t]]
		waits[t] = waits[t-1] * max(0, 1-h-waiting)
		ready[t] = ready[t-1]*(1-ripe) + waits[t-1]*h
	}
	return waits, ready
}

// curve is the chance that a call of that week finds an A: reached, and ready.
func (m *Model) curve(h *hazards, k Key, cell float64) Curve {
	if k.Class == Second {
		return even(m.Second)
	}
	waits, ready := walk(h.of(k, cell), h.Waiting[k.Class], h.Ripe[k.Class])
	for t := range ready {
		ready[t] += h.Anyway[k.Class] * waits[t]
	}
	if reached := m.Reached[k.Class]; reached != nil {
		for t := range ready {
			ready[t] *= reached[phaseOf[bandOf[t]]]
		}
	}
	return ready
}

// even is the same chance in every week, drawn to what is believed.
func even(found Arm) (c Curve) {
	p := (weighReach*believed.Second.Value + float64(found.Ready)) / float64(weighReach+found.Called)
	for t := range c {
		c[t] = p
	}
	return c
}

// Curve is the chance of an A by the week of the call.
func (m *Model) Curve(k Key) Curve { return m.curve(&m.Main, k, m.cell(k)) }

func (m *Model) cell(k Key) float64 {
	k.Reason, k.Source, k.Age = known(m.Main.Reasons, k.Reason), known(m.Main.Sources, k.Source), known(m.Main.Ages, k.Age)
	if x, seen := m.Cells[cellKey(k)]; seen {
		return x
	}
	return 1
}

// Chance is the chance that a call in a week finds an A.
func (m *Model) Chance(k Key, week int) float64 { return m.Curve(k)[weekOf(week)] }

func frameKey(k Key) string { return k.Class + "|" + k.Timeframe }

func cellKey(k Key) string {
	return k.Class + "|" + k.Timeframe + "|" + k.Reason + "|" + k.Source + "|" + k.Age
}
