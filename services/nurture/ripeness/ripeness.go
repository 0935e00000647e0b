// Package ripeness learns when to call again: how likely an inquiry that was graded B or C
// would be an A if it were called in a given week after that grading. It knows numbers only:
// no database, no clock, no names of people.
//
// A person in nurture waits, then ripens, then is lost to somebody else or to indifference; or
// is lost without having ripened. None of it is seen when it happens: only a call shows where
// somebody is by then (current status data, the hardest form of interval censoring). The hazards
// of a week are estimated by expectation and maximisation (Dempster, Laird and Rubin, Journal of
// the Royal Statistical Society B 39, 1977, 1-38; for current status data Sun, The Statistical
// Analysis of Interval-Censored Failure Time Data, Springer 2006), each drawn towards its parent
// by a gamma prior: class (published figures) → client → timeframe, reason, source, age → cell.
package ripeness

import "slices"

// Weeks is how far ahead a date may lie; a later call counts as one in the last week.
const Weeks = 78

// ends are the last weeks of the bands within which the hazard is taken as even: narrow where
// people are called often.
var ends = [...]int{2, 4, 8, 13, 18, 26, 39, 52, Weeks}

const (
	bands  = len(ends)
	phases = 3 // what is known of a reason or a source may differ early, in the middle and late
)

var (
	bandOf  [Weeks + 1]int
	phaseOf = [bands]int{0, 0, 0, 1, 1, 1, 2, 2, 2} // up to 8 weeks, up to half a year, later
)

func init() {
	for band, week := 0, 0; week <= Weeks; week++ {
		if week > ends[band] {
			band++
		}
		bandOf[week] = band
	}
}

// A Key is what is known of somebody on the day of the grading.
type Key struct {
	Class     string // B or C
	Timeframe string // when they said they buy; Timeframe makes it
	Reason    string // what is missing for an A
	Source    string
	Age       string // of the inquiry; Age makes it
}

// Classes are those whose weeks are learned.
var Classes = []string{"B", "C"}

// Second is the class of those who were not reached and are called in a second round: they
// have a chance, and no curve, since nobody knows what they wait for.
const Second = "unreached"

// Timeframe is the word for when somebody said they buy; 0: they did not say.
func Timeframe(months int) string {
	switch {
	case months <= 0:
		return ""
	case months <= 3:
		return "3 months"
	case months <= 6:
		return "6 months"
	case months <= 12:
		return "a year"
	}
	return "later"
}

// Age is the word for how old an inquiry was when it was graded.
func Age(days int) string {
	switch {
	case days < 60:
		return "new"
	case days < 365:
		return "within a year"
	}
	return "older"
}

// A Result is where a call found somebody.
type Result int

// The results.
const (
	Waiting   Result = iota // still a B or a C
	Ready                   // an A
	Gone                    // a D: bought elsewhere, or never will
	Unreached               // nobody answered, over all attempts
)

// A Spell is one inquiry from a grading to the next qualification.
type Spell struct {
	Key
	Week   int // of the call, counted from the grading
	Result Result
}

// weekOf brings a week within what is counted.
func weekOf(week int) int { return min(max(week, 1), Weeks) }

// names numbers words in the order of the alphabet.
type names struct {
	of   map[string]int
	list []string
}

func namesOf(words map[string]int) names {
	n := names{of: map[string]int{}}
	for word := range words {
		n.list = append(n.list, word)
	}
	slices.Sort(n.list)
	for i, word := range n.list {
		n.of[word] = i
	}
	return n
}
