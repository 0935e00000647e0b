package number_test

import (
	"testing"

	"ripen/services/policy/number"
)

func TestBegin_readsBeginningsAsTheyAreDialledInACountry(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, country, want string }{
		{"020 7946", "GB", "+44207946"},
		{"020 7946 0111", "GB", "+442079460111"},
		{"(030) 23125", "DE", "+493023125"},
		{"(813) 555-01", "US", "+181355501"},
		{"1 813 555", "US", "+1813555"},
		{"0044 20 7946", "DE", "+44207946"},
		{"011 44 20 7946", "US", "+44207946"},
		{"+44 20 7946", "US", "+44207946"},
		{"02 5550", "AU", "+6125550"},
		{"44 20", "", "+4420"},
		{"Moss", "US", ""},
	} {
		if got := number.Begin(c.text, c.country); got != c.want {
			t.Errorf("%q in %s begins %q, want %q", c.text, c.country, got, c.want)
		}
	}
}
