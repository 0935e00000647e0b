package ripesim_test

import (
	"testing"

	"ripen/services/nurture/ripesim"
)

func TestTry_theLearnedDateGivesMoreAsPerCallAndNoFewerWhereNothingCanBeLearned(t *testing.T) {
	t.Parallel()
	p, err := ripesim.Given()
	if err != nil {
		t.Fatal(err)
	}
	const seed = 1 // constants of the method were chosen by seeds from 1001 on; ripen simulate nurture tries others
	for _, r := range ripesim.Try(p, 3, seed) {
		t.Logf("seed %d, %s: %.2f learned, %.2f fixed, %.2f plain in 100 calls; %.2f, %.2f, %.2f in 100 persons; gain measured %+v; forecast %+v", seed, r.Name,
			r.Learned.PerCall, r.Fixed.PerCall, r.Plain.PerCall, r.Learned.PerHead, r.Fixed.PerHead, r.Plain.PerHead, r.Gain, r.Forecast)
		if !r.Met {
			t.Errorf("seed %d, %s: %s was wanted, and %.2f (%.2f to %.2f) in 100 calls more came", seed, r.Name, r.Want, r.More.More, r.More.Low, r.More.High)
		}
		if r.Name == "as clients are" && (r.Gain.Low <= 0 || r.Plain.PerHead >= r.Learned.PerHead) {
			t.Errorf("seed %d: the kept share shows %+v; of 100 persons the plain way finds %.1f, the learned %.1f", seed, r.Gain, r.Plain.PerHead, r.Learned.PerHead)
		}
		if held := float64(r.Forecast.Held) / float64(max(1, r.Forecast.Weeks)); r.Forecast.Weeks > 0 && held < 0.9 {
			t.Errorf("seed %d, %s: the range of the forecast held %.1f times in 100", seed, r.Name, held*100)
		}
	}
}
