// Package sourcesim tries out whether the statistics of the sources find what is there, early
// and without crying wolf: clients whose sources differ in size, price, mix and follow-up, whose
// orders come months later, with a season over all of it, and some of whose sources fall.
package sourcesim

import (
	_ "embed"
	"encoding/json"
)

//go:embed params.json
var params []byte

// Params are what the simulated clients are like; the file says where each is from.
type Params struct {
	Days      struct{ Value int }
	Change    struct{ First, Last int }
	Sources   struct{ Count int }
	Inquiries struct {
		Median float64 `json:"median_per_week"`
		Sigma  float64
	}
	VolumeSeason struct{ Amplitude float64 } `json:"volume_season"`
	ARate        struct{ Low, High float64 } `json:"a_rate"`
	RateSeason   struct{ Amplitude float64 } `json:"rate_season"`
	Ripens       struct {
		Value  float64
		Median float64 `json:"median_days"`
		Sigma  float64
	}
	Order struct{ Share, Sigma float64 }
	Lag   struct {
		Median float64 `json:"median_days"`
		Sigma  float64
	}
	OwnLag struct{ Sigma float64 } `json:"own_lag"`
	CPI    struct{ Median, Sigma float64 }
	Bands  struct {
		Orders   []float64
		FollowUp []float64 `json:"follow_up"`
	}
	Products struct {
		Count int
		Sigma float64
	}
	Reps struct {
		Count    int
		Orders   float64 `json:"orders_sigma"`
		FollowUp float64 `json:"follow_up_sigma"`
	}
	Mix      struct{ Concentration float64 }
	FollowUp struct{ Usual, Neglected, Left float64 } `json:"follow_up"`
	Fall     struct{ Value float64 }
	Medians  struct {
		Cases [][3]float64
		Past  int
	}
}

// Given are the parameters of the file.
func Given() (p Params, err error) {
	err = json.Unmarshal(params, &p)
	return p, err
}
