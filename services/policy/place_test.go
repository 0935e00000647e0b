package policy

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/policy/number"
)

func TestCountryCode_readsCountriesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"US": "US", " us ": "US", "U.S.A.": "US", "United States": "US", "uk": "GB", "England": "GB", "Deutschland": "DE",
		"germany": "DE", "Österreich": "AT", "Canada": "CA", "Australia": "AU", "Czech Republic": "CZ", "Georgia": "GE",
		"": "", "Narnia": "", "ZZ": "", "1": "",
	} {
		if got := CountryCode(text); got != want {
			t.Errorf("CountryCode(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestCheckZone_refusesAZoneThatDoesNotExist(t *testing.T) {
	t.Parallel()
	for _, zone := range []string{"America/Chicago", "UTC", "Australia/Lord_Howe"} {
		if err := CheckZone(zone); err != nil {
			t.Errorf("%s: %v", zone, err)
		}
	}
	for _, zone := range []string{"", "Local", "Mars/Olympus", "../etc/passwd"} {
		if err := CheckZone(zone); !models.IsKind(err, models.Invalid) {
			t.Errorf("%q is not refused: %v", zone, err)
		}
	}
}

func TestPlaces_nameOnlyStatesAndZonesThatExist(t *testing.T) {
	t.Parallel()
	states := map[string][]string{}
	for _, region := range regions() {
		if states[region.code] != nil || len(region.zones) == 0 {
			t.Errorf("%s stands twice, or has no zone", region.code)
		}
		states[region.code] = region.zones
		for _, zone := range region.zones {
			if _, err := time.LoadLocation(zone); err != nil {
				t.Error(err)
			}
		}
	}
	if len(states) != 51+13+8 {
		t.Errorf("%d states and provinces", len(states))
	}
	for i, coded := range postcodeRanges() {
		if len(coded.zones) == 0 && states[coded.region] == nil {
			t.Errorf("postcodes %s %s: no zone", coded.country, coded.first)
		}
		for _, zone := range coded.zones {
			if _, err := time.LoadLocation(zone); err != nil {
				t.Error(err)
			}
		}
		if i > 0 && postcodeRanges()[i-1].country == coded.country && len(coded.first) == len(postcodeRanges()[i-1].last) && coded.first <= postcodeRanges()[i-1].last {
			t.Errorf("postcodes %s %s overlap those before", coded.country, coded.first)
		}
	}
	for _, rule := range shipped().rules {
		if number.CountryName(rule.Place) == "" && states[rule.Place] == nil {
			t.Errorf("rule %s holds in %s, which is no place", rule.ID, rule.Place)
		}
		if country, _, state := strings.Cut(rule.Place, "-"); rule.Holidays != NoHolidays && holidaysOf[country] == nil || rule.Holidays == StateHolidays && (!state || holidaysOf[rule.Place] == nil) {
			t.Errorf("rule %s keeps holidays that nobody knows", rule.ID)
		}
	}
}

func TestLocate_readsTheStateOffTheAddressOrTheNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		place  Place
		e164   string
		states string
		zones  string
	}{
		{Place{Country: "US", Region: "Ill."}, "", "", "America/Adak America/Anchorage America/Chicago America/Denver America/Los_Angeles America/New_York America/Phoenix Pacific/Honolulu"},
		{Place{Country: "US", Region: "N.Y."}, "", "US-NY", "America/New_York"},
		{Place{Country: "US", Region: "us-tx", Postcode: "79901-1234"}, "+13125550100", "US-IL US-TX", "America/Denver"},
		{Place{Country: "US", Region: "TX", Postcode: "60601"}, "", "US-IL US-TX", "America/Chicago America/Denver"},
		{Place{Country: "US"}, "+442079460100", "", "America/Adak America/Anchorage America/Chicago America/Denver America/Los_Angeles America/New_York America/Phoenix Pacific/Honolulu"},
		{Place{Country: "CA", Postcode: "h2x 1y4"}, "+13125550100", "CA-QC", "America/Toronto"},
		{Place{Country: "DE", Region: "Bayern", Postcode: "80331"}, "+4917139200123", "", "Europe/Berlin"},
	} {
		got := locate(c.place, c.e164)
		if strings.Join(got.states, " ") != c.states || strings.Join(got.zones, " ") != c.zones {
			t.Errorf("%+v %s: %v in %v", c.place, c.e164, got.states, got.zones)
		}
	}
}
