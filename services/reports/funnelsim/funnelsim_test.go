package funnelsim_test

import (
	"testing"

	"ripen/services/reports/funnelsim"
)

func TestRun_findsTheHalvedStepAndLeavesTheOthersInPeace(t *testing.T) {
	t.Parallel()
	p, err := funnelsim.Given()
	if err != nil {
		t.Fatal(err)
	}
	for _, seed := range []uint64{1, 2} {
		r := funnelsim.Run(p, 60, seed)
		if r.Steps.Power < 0.9 || r.Steps.Errors > 0.05 {
			t.Errorf("seed %d: %d of %d weak reps are found (%.1f %%), and %d of %d others named (%.1f %%)", seed, r.Steps.Found, r.Weak, r.Steps.Power*100, r.Steps.Wrong, r.Others, r.Steps.Errors*100)
		}
		if r.Plain.Errors < 2*r.Steps.Errors {
			t.Errorf("seed %d: a plain comparison names %.1f %% of the others, hardly more than Ripen: the mixes confound nothing", seed, r.Plain.Errors*100)
		}
		if r.Coverage < 0.85 {
			t.Errorf("seed %d: the range of the loss holds the true loss %.1f times in 100", seed, r.Coverage*100)
		}
		t.Logf("seed %d: %+v", seed, r)
	}
}
