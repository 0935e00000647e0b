// Package funnel compares how far leads get, step by step, with what the same mix of leads
// does in other hands. It knows numbers only: no database, no clock, no names.
//
// The way of thinking is that of institutional comparisons: indirect standardisation (observed
// against expected; Breslow and Day, Statistical Methods in Cancer Research II, IARC 1987),
// expectations drawn towards their margins (empirical Bayes), limits of a funnel plot with
// overdispersion (Spiegelhalter, Statistics in Medicine 24, 2005, 1185-1202, and Spiegelhalter
// et al., Journal of the Royal Statistical Society A 175, 2012, 1-47), and nothing said of
// small numbers.
package funnel

// The mix that a rep is compared by.
const (
	Band    = iota // grade class: the value band
	Source         //
	Product        //
	Month          // in which the lead came to the step: season, and how long it has had
	factors
)

// Factors is how many parts the mix has.
const Factors = factors

// Enough is the number of leads at a step under which nothing is said of it (trust.md 6).
const Enough = 20

// An Entry is one lead that has come to one step: it passed it after so many days, or has not.
type Entry struct {
	Rep    int          // counted from 0
	Step   int          // counted from 0
	On     int          // the day it came to the step, as a number
	Waited int          // days until it passed; NotPassed: it has not
	Levels [Factors]int // of the mix, each counted from 0
}

// NotPassed is the wait of a lead that has not passed the step so far.
const NotPassed = -1

// A Sum is what is known of some leads at one step.
type Sum struct {
	N        int     // leads old enough to be counted
	K        int     // of them, those that passed
	Expected float64 // so many would have in other hands
	Young    int     // left out: too young for the step
}

// Add adds the leads of another sum.
func (s *Sum) Add(t Sum) {
	s.N, s.K, s.Expected, s.Young = s.N+t.N, s.K+t.K, s.Expected+t.Expected, s.Young+t.Young
}

// Rate is the share that passed.
func (s Sum) Rate() float64 { return share(float64(s.K), s.N) }

// Norm is the share that was expected to.
func (s Sum) Norm() float64 { return share(s.Expected, s.N) }

// Ratio is observed to expected; 1 where nothing was expected.
func (s Sum) Ratio() float64 {
	if s.Expected <= 0 {
		return 1
	}
	return float64(s.K) / s.Expected
}

// Said reports whether there are enough leads to say anything.
func (s Sum) Said() bool { return s.N >= Enough }

func share(k float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return k / float64(n)
}

// A Model is what a client's own leads say of every step.
type Model struct {
	Steps   int
	Horizon []int       // of each step: days within which nine of ten who pass it have
	Expect  []float64   // of each entry, the chance to pass in other hands; Young where it is too young
	Sums    [][]Sum     // of each rep, of each step
	Unsure  [][]float64 // of each rep and step, the overdispersion that an uncertain expectation adds
	Spread  [][]float64 // of each rep and step, the overdispersion between the other reps
}

// Young is the expectation of an entry that is too young for its step.
const Young = -1

// Build makes the model of the entries on the day today.
func Build(entries []Entry, reps, steps, today int) *Model {
	m := &Model{Steps: steps, Horizon: make([]int, steps), Expect: make([]float64, len(entries))}
	m.Sums, m.Unsure, m.Spread = table[Sum](reps, steps), table[float64](reps, steps), table[float64](reps, steps)
	at := make([][]int, steps) // entries of each step
	for n, e := range entries {
		at[e.Step] = append(at[e.Step], n)
	}
	for step, of := range at {
		m.Horizon[step] = horizon(entries, of, today)
		var old []int
		for _, n := range of {
			if e := entries[n]; e.On+m.Horizon[step] <= today {
				old = append(old, n)
			} else {
				m.Expect[n] = Young
				m.Sums[e.Rep][step].Young++
			}
		}
		m.expect(entries, old, step, reps)
	}
	m.spread()
	return m
}

func table[T any](rows, columns int) [][]T {
	all := make([][]T, rows)
	for n := range all {
		all[n] = make([]T, columns)
	}
	return all
}

// Total is a step of all reps together.
func (m *Model) Total(step int) (all Sum) {
	for _, rep := range m.Sums {
		all.Add(rep[step])
	}
	return all
}
