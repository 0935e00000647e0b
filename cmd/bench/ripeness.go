package main

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"ripen/services/nurture/ripeness"
)

// fitLimit is how long a client's whole past may take to be learned from, in milliseconds.
const fitLimit = 5000.0

// ripenessLearned measures learning from so many requalifications, in this process, and how
// long the choice of one date takes after it.
func ripenessLearned(_ context.Context, o options, say func(measurement) error) error {
	for _, rows := range o.rows {
		spells := requalifications(rows)
		m := measurement{Name: "ripeness", Rows: rows, Clients: 1, Limit: "5 s a fit"}
		var fits []time.Duration
		var model *ripeness.Model
		for range max(1, o.rounds) {
			began := time.Now()
			model = ripeness.Fit(spells)
			fits = append(fits, time.Since(began))
		}
		m.took(fits)
		m.PerS, m.LimitPer = 1000/m.P99, 1000/fitLimit
		m.Ratio = round(m.PerS/m.LimitPer, 2)
		var choices []time.Duration
		for _, s := range spells[:min(rows, 2000)] {
			began := time.Now()
			model.Choose(s.Key, 13)
			choices = append(choices, time.Since(began))
		}
		slices.Sort(choices)
		m.Proof = map[string]any{"choice_p99_ms": millis(percentile(choices, 0.99)), "within": m.P99 <= fitLimit}
		if err := say(m); err != nil {
			return err
		}
	}
	return nil
}

// requalifications are calls of a client with twenty sources and six reasons.
func requalifications(n int) []ripeness.Spell {
	dice := rand.New(rand.NewPCG(1, 2))
	spells := make([]ripeness.Spell, n)
	for i := range spells {
		s := ripeness.Spell{Key: ripeness.Key{Class: ripeness.Classes[dice.IntN(2)], Timeframe: ripeness.Timeframe(dice.IntN(20)), Reason: strconv.Itoa(dice.IntN(6)),
			Source: strconv.Itoa(dice.IntN(20)), Age: ripeness.Age(dice.IntN(500))}, Week: 2 + dice.IntN(40)}
		switch x := dice.Float64(); {
		case x < 0.3:
			s.Result = ripeness.Unreached
		case x < 0.45:
			s.Result = ripeness.Ready
		case x < 0.5:
			s.Result = ripeness.Gone
		}
		spells[i] = s
	}
	return spells
}
