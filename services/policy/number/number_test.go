package number

import (
	"fmt"
	"strings"
	"testing"
	"time"

	_ "time/tzdata"

	"github.com/nyaruka/phonenumbers"

	"ripen/models"
)

func TestParse_readsNumbersAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ raw, region, prefix, e164, state string }{
		{"2262649", "US", "+1312", "+13122262649", "US-IL"},
		{"226-2649", "", "+1312", "+13122262649", "US-IL"},
		{"226-2649 x14", "US", "+1312", "+13122262649", "US-IL"},
		{"(773) 226-2649", "US", "+1312", "+17732262649", "US-IL"},
		{"1-312-226-2649", "US", "+1773", "+13122262649", "US-IL"},
		{"+1 312 226 2649", "", "", "+13122262649", "US-IL"},
		{"312.226.2649", "US", "", "+13122262649", "US-IL"},
		{"312/226-2649", "US", "", "+13122262649", "US-IL"},
		{" 312 226 2649 ", "US", "", "+13122262649", "US-IL"},
		{"1-800-FLOWERS", "US", "", "+18003569377", ""},
		{"(813) 555-0142", "US", "", "+18135550142", "US-FL"},
		{"001 813 555 0142", "DE", "", "+18135550142", "US-FL"},
		{"514-555-0142", "CA", "", "+15145550142", "CA-QC"},
		{"902 555 0142", "CA", "", "+19025550142", ""},
		{"787 555 0142", "US", "", "+17875550142", ""},
		{"01632 960123", "GB", "", "+441632960123", ""},
		{"020 7946 0123", "GB", "", "+442079460123", ""},
		{"07700 900123", "GB", "", "+447700900123", ""},
		{"+44 (0) 7700 900123", "US", "", "+447700900123", ""},
		{"960123", "GB", "+441632", "+441632960123", ""},
		{"(02) 5550 1234", "AU", "", "+61255501234", ""},
		{"0491 570 006", "AU", "", "+61491570006", ""},
		{"03 6255 0123", "AU", "", "+61362550123", "AU-TAS"},
		{"030 23125 123", "DE", "", "+493023125123", ""},
		{"0171 39200 12", "DE", "", "+491713920012", ""},
		{"23125123", "DE", "+4930", "+493023125123", ""},
		{"030 23125123", "DE", "+4989", "+493023125123", ""},
		{"01 99 00 12 34", "FR", "", "+33199001234", ""},
		{"+55 11 91234-5678", "", "", "+5511912345678", ""},
		{"+88216 1234 5678", "US", "", "+8821612345678", ""},
		{"３１２２２６２６４９", "US", "", "+13122262649", "US-IL"},
	} {
		got, err := Parse(c.raw, c.region, c.prefix)
		if err != nil || got.E164 != c.e164 || got.State != c.state || got.Raw != c.raw {
			t.Errorf("Parse(%q, %q, %q) = %+v, %v; want %s in %q", c.raw, c.region, c.prefix, got, err, c.e164, c.state)
		}
	}
}

func TestParse_keepsTheExtension(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{"312-226-2649 ext. 14", "312-226-2649x14", "2262649 x14"} {
		if got, err := Parse(raw, "US", "+1312"); err != nil || got.Extension != "14" || got.E164 != "+13122262649" {
			t.Errorf("Parse(%q) = %+v, %v", raw, got, err)
		}
	}
}

func TestParse_refusesInASentenceWhatCannotBeANumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ raw, region, says string }{
		{"", "US", "There is no telephone number."},
		{"  ", "US", "There is no telephone number."},
		{"n/a", "US", "is not a telephone number"},
		{"2262649", "US", "lacks its area code"},
		{"2262649", "", "names no country"},
		{"+999 123 4567", "US", "does not exist"},
		{"12", "US", "too few digits"},
		{"+1 312 226", "US", "too few digits"},
		{"312226264931222626", "US", "too many digits"},
		{"31222626493122", "US", "too many digits"},
		{"000 000 0000", "US", "neither area code nor exchange"},
		{"123 456 7890", "US", "neither area code nor exchange"},
		{"+1 123 456 7890", "US", "neither area code nor exchange"},
		{"312 126 2649", "US", "neither area code nor exchange"},
		{"999-999-9999", "US", "one digit over and over"},
		{"\x00", "US", "is not a telephone number"},
	} {
		got, err := Parse(c.raw, c.region, "")
		refused := models.Refused(err)
		if refused == nil || refused.Kind != models.Invalid || refused.Field != "phone" || got.E164 != "" {
			t.Errorf("Parse(%q) = %+v, %v; want a refusal", c.raw, got, err)
			continue
		}
		if !strings.Contains(refused.Message, c.says) {
			t.Errorf("Parse(%q) refuses with %q, want %q in it", c.raw, refused.Message, c.says)
		}
	}
}

func TestParse_takesEveryNumberOfFiction(t *testing.T) {
	t.Parallel()
	for _, free := range fiction {
		e164 := free.prefix
		for len(e164) < max(free.digits+1, len(free.prefix)+2) && len(e164) <= free.digits || free.digits == 0 && len(e164) < len(free.prefix)+3 {
			e164 += "7"
		}
		got, err := Parse(e164, "", "")
		if err != nil || got.E164 != e164 || !Fiction(e164) || got.Country == "" {
			t.Errorf("Parse(%s) = %+v, %v", e164, got, err)
		}
	}
	for _, e164 := range []string{"+13125550100", "+18085550199"} {
		if !Fiction(e164) {
			t.Errorf("%s is no fiction", e164)
		}
	}
	for _, e164 := range []string{"+13125550200", "+13122262649", "+441632961123", "+61491570123"} {
		if Fiction(e164) {
			t.Errorf("%s is fiction", e164)
		}
	}
}

func FuzzParse_fastPathAgreesWithTheLibrary(f *testing.F) {
	for _, raw := range []string{
		"3122262649", "(312) 226-2649", "1-312-226-2649", "+1 312 226 2649", "312.226.2649", "+13122262649", "1 (312) 226.2649",
		"226-2649", "1 1 312 226 2649", "(312 226 2649", "312) 226 2649", "+1(312)2262649", "+1-312-226-2649", "-312 226 2649", "01 312 226 2649",
		"011 44 20 7946 0123", "3122262649-", "312  226  2649", ". 3122262649", "() 3122262649",
	} {
		for _, region := range []string{"US", "CA", "GB", ""} {
			f.Add(raw, region)
		}
	}
	f.Fuzz(func(t *testing.T, raw, region string) {
		text := strings.TrimSpace(raw)
		fast, ok := parseNorthAmerican(text, region)
		if !ok {
			return
		}
		slow, err := parseByLibrary(text, region)
		if err != nil || fast != slow {
			t.Errorf("%q in %q: fast %+v, library %+v, %v", raw, region, fast, slow, err)
		}
	})
}

func TestAreaCodes_agreeWithTheLibraryOnTheCountry(t *testing.T) {
	t.Parallel()
	seen := 0
	for code := 200; code < 1000; code++ {
		e164 := fmt.Sprintf("+1%d2345678", code)
		parsed, err := phonenumbers.Parse(e164, "")
		if err != nil || !phonenumbers.IsValidNumber(parsed) {
			continue
		}
		seen++
		want := phonenumbers.GetRegionCodeForNumber(parsed)
		got := Country(e164)
		nowhere := len(areaCodes()[code].zones) == 0 && strings.ContainsAny(fmt.Sprint(code)[:1], "589")
		if got != want && !nowhere {
			t.Errorf("area code %d: country %q, the library says %q", code, got, want)
		}
	}
	if seen < 400 {
		t.Errorf("only %d area codes compared", seen)
	}
}

func TestAreaCodes_standOnceEach(t *testing.T) {
	t.Parallel()
	home := map[string]string{}
	for _, row := range rows(areaCodesCSV) {
		for _, code := range strings.Fields(row[2]) {
			if before, twice := home[code]; twice {
				t.Errorf("area code %s stands under %q and %q", code, before, row[0])
			}
			home[code] = row[0]
		}
	}
	if len(home) < 440 {
		t.Errorf("%d area codes only", len(home))
	}
}

func TestZones_existAndListEveryPlaceTheNumberCanBeIn(t *testing.T) {
	t.Parallel()
	for _, row := range append(rows(areaCodesCSV), rows(prefixesCSV)...) {
		for _, field := range row {
			for _, zone := range strings.Fields(field) {
				if _, err := time.LoadLocation(zone); strings.Contains(zone, "/") && err != nil {
					t.Error(err)
				}
			}
		}
	}
	for _, code := range Countries() {
		for _, zone := range CountryZones(code) {
			if _, err := time.LoadLocation(zone); err != nil {
				t.Errorf("%s: %v", code, err)
			}
		}
	}
	for _, c := range []struct{ e164, zones string }{
		{"+13122262649", "America/Chicago"},
		{"+18135550100", "America/New_York"},
		{"+18505550100", "America/New_York America/Chicago"},
		{"+19285550100", "America/Phoenix America/Denver"},
		{"+16025550100", "America/Phoenix"},
		{"+18075550100", "America/Toronto America/Winnipeg America/Atikokan"},
		{"+18085550100", "Pacific/Honolulu"},
		{"+18005550100", ""},
		{"+19995550100", ""},
		{"+441632960123", "Europe/London"},
		{"+493023125123", "Europe/Berlin"},
		{"+4917139200123", "Europe/Berlin"},
		{"+61255501234", "Australia/Sydney"},
		{"+61265632123", "Australia/Sydney Australia/Lord_Howe"},
		{"+61355501234", "Australia/Melbourne"},
		{"+61362550123", "Australia/Melbourne"},
		{"+61755501234", "Australia/Brisbane Australia/Sydney"},
		{"+61732550123", "Australia/Brisbane"},
		{"+61855501234", "Australia/Adelaide Australia/Darwin Australia/Perth"},
		{"+61889550123", "Australia/Darwin"},
		{"+61892550123", "Australia/Perth"},
		{"+61491570006", "Australia/Sydney Australia/Brisbane Australia/Adelaide Australia/Darwin Australia/Perth Australia/Eucla Australia/Lord_Howe"},
		{"+74951234567", "Europe/Moscow"},
		{"+34612345678", "Europe/Madrid Atlantic/Canary"},
		{"+8821612345678", ""},
	} {
		if got := strings.Join(Zones(c.e164), " "); got != c.zones {
			t.Errorf("Zones(%s) = %q, want %q", c.e164, got, c.zones)
		}
	}
}

func TestCountry_isEmptyWhereTheNumberDoesNotTell(t *testing.T) {
	t.Parallel()
	for e164, want := range map[string]string{
		"+13122262649": "US", "+15145550142": "CA", "+17875550142": "PR", "+12425550142": "BS",
		"+18005550100": "", "+19995550100": "", "+8821612345678": "", "+80012345678": "", "nonsense": "", "": "",
		"+441632960123": "GB", "+447700900123": "GB", "+441481960123": "GG", "+393331234567": "IT",
	} {
		if got := Country(e164); got != want {
			t.Errorf("Country(%q) = %q, want %q", e164, got, want)
		}
	}
}

func TestFormat_agreesWithTheLibrary(t *testing.T) {
	t.Parallel()
	for _, e164 := range []string{"+13122262649", "+18135550142", "+18005550100", "+441632960123", "+493023125123", "+61491570006"} {
		parsed, err := phonenumbers.Parse(e164, "")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := Format(e164), phonenumbers.Format(parsed, phonenumbers.INTERNATIONAL); got != want {
			t.Errorf("Format(%s) = %q, want %q", e164, got, want)
		}
		if got, want := National(e164), phonenumbers.Format(parsed, phonenumbers.NATIONAL); got != want {
			t.Errorf("National(%s) = %q, want %q", e164, got, want)
		}
	}
	if Format("nonsense") != "nonsense" || National("") != "" {
		t.Error("what is no number does not come back as it is")
	}
}

func BenchmarkParse(b *testing.B) {
	b.Run("fast", func(b *testing.B) {
		for b.Loop() {
			_, _ = Parse("(312) 226-2649", "US", "+1312")
		}
	})
	b.Run("local", func(b *testing.B) {
		for b.Loop() {
			_, _ = Parse("2262649", "US", "+1312")
		}
	})
	b.Run("library", func(b *testing.B) {
		for b.Loop() {
			_, _ = Parse("020 7946 0123", "GB", "")
		}
	})
}
