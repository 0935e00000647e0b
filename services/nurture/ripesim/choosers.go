package ripesim

import "ripen/services/nurture/ripeness"

// ripely is Ripen’s way.
func ripely(history []ripeness.Spell) (chooser, *ripeness.Model) {
	m := ripeness.Fit(history)
	type asked struct {
		ripeness.Key
		plan int
	}
	said := map[asked]ripeness.Choice{}
	return func(k ripeness.Key, plan int) (int, bool) {
		q := asked{k, plan}
		c, before := said[q]
		if !before {
			c = m.Choose(k, plan)
			said[q] = c
		}
		return c.Week, c.Learned
	}, m
}

// plainly takes the four weeks in which the raw rate was highest, by class and timeframe, as
// somebody with a spreadsheet would.
func plainly(history []ripeness.Spell) (chooser, *ripeness.Model) {
	type kind struct{ class, timeframe string }
	const step = 4
	called, ready := map[kind]*[ripeness.Weeks/step + 1]int{}, map[kind]*[ripeness.Weeks/step + 1]int{}
	for _, s := range history {
		k := kind{s.Class, s.Timeframe}
		if called[k] == nil {
			called[k], ready[k] = &[ripeness.Weeks/step + 1]int{}, &[ripeness.Weeks/step + 1]int{}
		}
		n := min(s.Week, ripeness.Weeks) / step
		called[k][n]++
		if s.Result == ripeness.Ready {
			ready[k][n]++
		}
	}
	return func(key ripeness.Key, plan int) (int, bool) {
		k, best, rate := kind{key.Class, key.Timeframe}, plan, -1.0
		if called[k] == nil {
			return plan, false
		}
		for n, c := range called[k] {
			middle := n*step + step/2
			if r := float64(ready[k][n]) / float64(max(1, c)); c >= 5 && r > rate {
				best, rate = middle, r
			}
		}
		return best, best != plan
	}, nil
}
