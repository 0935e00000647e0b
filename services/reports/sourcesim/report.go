package sourcesim

import (
	"slices"
	"strconv"
)

// A Report is what came of a simulation.
type Report struct {
	Runs     int      `json:"runs"`
	Seed     uint64   `json:"seed"`
	Falls    []Fall   `json:"falls"`
	Alarms   Alarms   `json:"alarms"`
	Coverage Coverage `json:"coverage"`
	Checks   []Check  `json:"checks"`
}

// A Check is a figure beside its limits and what a plain baseline scores.
type Check struct {
	What  string  `json:"what"`
	Got   float64 `json:"got"`
	Least float64 `json:"least"` // 0: none
	Most  float64 `json:"most"`  // 0: none
	Unit  string  `json:"unit"`
	Plain float64 `json:"plain"`
	By    string  `json:"plain_is"` // what the baseline is
	Kept  bool    `json:"kept"`
}

// The units of figures.
const (
	Inquiries = "inquiries"
	Weeks     = "weeks"
	Share     = "%" // written as a share of 1
)

// TriesPerRun is how many sources each fall of the A rate is tried on for each simulated client.
const TriesPerRun = 10

// Run simulates so many clients for the alarms and as many for the ranges.
func Run(p Params, runs int, seed uint64) Report {
	r := Report{Runs: runs, Seed: seed}
	r.Falls, r.Alarms, r.Coverage = falls(p, runs*TriesPerRun, seed), alarms(p, runs, seed), coverage(p, runs, seed)
	r.check()
	return r
}

const (
	byWindow = "the last 100 inquiries against the 100 before"
	byDate   = "orders and spend by their own dates"
	asItIs   = "CPO as it is"
)

func (r *Report) check() {
	add := func(what string, got, least, most float64, unit string, plain float64, by string) {
		r.Checks = append(r.Checks, Check{what, got, least, most, unit, plain, by, got >= least && (most == 0 || got <= most)})
	}
	falsely, cries := r.Falls[0].Alarms, r.Falls[0].Cries
	for _, f := range r.Falls {
		add("A rate from "+percent(f.Before)+" to "+percent(f.After)+", found after", f.Found, 0, f.Limit, Inquiries, f.Plain, byWindow)
		falsely, cries = min(falsely, f.Alarms), min(cries, f.Cries)
	}
	a, c := r.Alarms, r.Coverage
	add("A rate, inquiries to a false alarm", falsely, 500, 0, Inquiries, cries, byWindow)
	add("both charts of a client’s sources, to a false sign", a.PerSign, 500, 0, Inquiries, 0, "")
	add("Mondays with a sign at a source without a fault", a.Shown, 0, 0, Share, a.Young, "CPO of cohorts, uncorrected")
	add("named wrongly, of those named on a Monday", a.Wrong, 0, 0.05, Share, 0, "")
	add("a halved A rate is named among all after", a.Named, 0, 0, Weeks, 0, "")
	add("CPO doubles: corrected for age, found after", a.Corrected, 0, 0, Weeks, a.Raw, byDate)
	add("  sooner than the raw one by, between the medians", a.Sooner, 6, 0, Weeks, a.Raw-a.Ripe, "mature cohorts")
	add("  in one and the same source, where either alarmed, by", a.Paired, 0, 0, Weeks, 0, "")
	add("  to a false alarm", a.PerCPO, 500, 0, Inquiries, a.PerRaw, byDate)
	add("ranges hold: A rate", c.ARate, 0, 0, Share, 0, "")
	add("ranges hold: orders of immature cohorts", c.Orders, 0, 0, Share, c.Plain, "chain ladder, Poisson range")
	add("ranges hold: CPO at full follow-up", c.AtFull, 0, 0, Share, c.PlainFull, asItIs)
	add("ranges hold, on average", c.Average, 0.93, 0.97, Share, (c.ARate+c.Plain+c.PlainFull)/3, "the same")
	add("follow-up removed: the adjusted CPO’s range holds", c.Removed, 0.93, 0, Share, c.PlainRemoved, asItIs)
	add("neglected sources called neglected", c.Told, 0, 0, Share, 0, "")
	add("neglected sources called weak, though they are not", c.Accused, 0, 0.05, Share, c.PlainWeak, asItIs)
}

// Kept says whether every figure keeps its limits.
func (r *Report) Kept() bool {
	for _, c := range r.Checks {
		if !c.Kept {
			return false
		}
	}
	return true
}

func percent(share float64) string { return strconv.FormatFloat(share*100, 'f', -1, 64) + " %" }

func middle(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}
