package funnelsim_test

import (
	"testing"

	"ripen/services/reports/funnelsim"
)

// The seeds were drawn after the statistics were settled: nothing was tuned on them. Whoever
// changes the statistics draws new ones.

func TestRun_findsTheHalvedStepAndLeavesTheOthersInPeace(t *testing.T) {
	t.Parallel()
	p, err := funnelsim.Given()
	if err != nil {
		t.Fatal(err)
	}
	covered, found := 0.0, 0
	for _, seed := range []uint64{2569955843, 2443079116, 1441525074} {
		r := funnelsim.Run(p, 200, seed)
		if r.Steps.Power < 0.9 || r.Steps.Errors > 0.05 {
			t.Errorf("seed %d: %d of %d weak reps are found (%.1f %%), and %d of %d others named (%.1f %%)", seed, r.Steps.Found, r.Weak, r.Steps.Power*100, r.Steps.Wrong, r.Others, r.Steps.Errors*100)
		}
		if r.Plain.Errors < 2*r.Steps.Errors {
			t.Errorf("seed %d: a plain comparison names %.1f %% of the others, hardly more than Ripen: the mixes confound nothing", seed, r.Plain.Errors*100)
		}
		covered, found = covered+r.Coverage*float64(r.Steps.Found), found+r.Steps.Found
		t.Logf("seed %d: %+v", seed, r)
	}
	if share := covered / float64(found); share < 0.93 || share > 0.97 {
		t.Errorf("the range of the loss, which is to hold the true one 95 times in 100, holds it %.1f times", share*100)
	}
}

func TestCoach_rangesHoldTheTrueChange(t *testing.T) {
	t.Parallel()
	p, err := funnelsim.Given()
	if err != nil {
		t.Fatal(err)
	}
	var helped, vain, credited float64
	seeds := []uint64{3774861850, 35837543}
	for _, seed := range seeds {
		r := funnelsim.Coach(p, 150, seed)
		helped, vain, credited = helped+r.Helped.Coverage, vain+r.Vain.Coverage, credited+r.Vain.Credited
		t.Logf("seed %d: %+v", seed, r)
	}
	n := float64(len(seeds))
	for what, share := range map[string]float64{"of coachings that helped": helped / n, "of coachings in vain": vain / n} {
		if share < 0.92 || share > 0.98 {
			t.Errorf("%s the range holds the true change %.1f times in 100", what, share*100)
		}
	}
	if credited/n > 0.05 {
		t.Errorf("%.1f of 100 coachings in vain are credited with a change", credited/n*100)
	}
}
