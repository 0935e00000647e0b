package funnel

import "slices"

const (
	ripeShare  = 0.9 // of those who pass a step, the share that has after the horizon
	longest    = 180 // days; a step that takes longer is judged after so many
	longSince  = 180 // days after which a lead that is to pass a step mostly has
	enoughPast = 20  // passes from which the old leads alone say how long a step takes
)

// horizon is how old a lead must be at a step to be counted there: so many days that nine
// of ten who pass it have passed by then, measured on the client's own leads.
//
// Why so, and not by a model of the waiting times: who counts is decided by the day the
// lead came to the step alone, never by what became of it, so that leaving out the young
// favours nobody (administrative censoring; Kalbfleisch and Prentice, The Statistical
// Analysis of Failure Time Data, 2002, 3.2), and a manager can count it by hand. It costs
// the youngest leads. Passing later than the horizon still counts; the older months, which
// have had longer for it, are set against the same months of others.
//
// Young leads that passed are the quick ones, so that they would make the step look
// quicker than it is: where there are enough, only leads that came long ago are asked.
func horizon(entries []Entry, of []int, today int) int {
	var all, old []int
	for _, n := range of {
		if e := entries[n]; e.Waited >= 0 {
			all = append(all, e.Waited)
			if e.On+longSince <= today {
				old = append(old, e.Waited)
			}
		}
	}
	if len(old) >= enoughPast {
		all = old
	}
	if len(all) == 0 {
		return longest
	}
	slices.Sort(all)
	return min(longest, max(1, all[min(len(all)-1, int(ripeShare*float64(len(all))))]))
}
