package number

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"

	"github.com/nyaruka/phonenumbers"
)

var (
	//go:embed areacodes.csv
	areaCodesCSV string
	//go:embed prefixes.csv
	prefixesCSV string
	//go:embed countries.csv
	countriesCSV string
)

// An area is what the leading digits of a number tell.
type area struct {
	country string   // ISO 3166-1; empty if they tell none
	state   string   // ISO 3166-2; empty if they tell none
	zones   []string // IANA names; every zone the number can be in
}

// A country is one row of countries.csv.
type country struct {
	name  string
	zones []string
}

// Country is the ISO 3166-1 code of the country a number belongs to, or "" where
// the number does not tell: toll-free, personal and satellite numbers.
func Country(e164 string) string {
	if code, ok := areaCode(e164); ok {
		return areaCodes()[code].country
	}
	parsed, err := phonenumbers.Parse(e164, "")
	if err != nil {
		return ""
	}
	region := phonenumbers.GetRegionCodeForNumber(parsed)
	if region == "" || region == "ZZ" { // not handed out, as far as the library knows
		region = phonenumbers.GetRegionCodeForCountryCode(int(parsed.GetCountryCode()))
	}
	if _, known := countries()[region]; !known {
		return ""
	}
	return region
}

// State is the ISO 3166-2 code ("US-FL") of the state or province a number
// belongs to by its area code, or "" where it tells none or several.
func State(e164 string) string {
	if code, ok := areaCode(e164); ok {
		return areaCodes()[code].state
	}
	if found, ok := byPrefix(e164); ok {
		return found.state
	}
	return ""
}

// Zones lists every time zone the number can ring in, by IANA name, the likeliest
// first: those of its area code, or all of its country where it can be anywhere
// (mobiles of large countries), or none where the country is unknown. One zone
// stands for all that keep the same time.
func Zones(e164 string) []string {
	if code, ok := areaCode(e164); ok {
		return slices.Clone(areaCodes()[code].zones)
	}
	if found, ok := byPrefix(e164); ok {
		return slices.Clone(found.zones)
	}
	all := CountryZones(Country(e164))
	if len(all) < 2 {
		return all
	}
	parsed, err := phonenumbers.Parse(e164, "")
	if err != nil {
		return all
	}
	switch phonenumbers.GetNumberType(parsed) {
	case phonenumbers.FIXED_LINE, phonenumbers.FIXED_LINE_OR_MOBILE:
		zones, err := phonenumbers.GetTimezonesForNumber(parsed)
		if err == nil && len(zones) > 0 && !slices.Contains(zones, phonenumbers.UNKNOWN_TIMEZONE) {
			return slices.Clone(zones)
		}
	}
	return all
}

// CountryZones lists the time zones of a country (ISO 3166-1), one for all that
// keep the same time; none if there is no such country.
func CountryZones(code string) []string { return slices.Clone(countries()[code].zones) }

// CountryName is the English name of a country, or "" if there is no such code.
func CountryName(code string) string { return countries()[code].name }

// Countries lists the codes of all countries in alphabetical order.
func Countries() []string {
	codes := make([]string, 0, len(countries()))
	for code := range countries() {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// areaCode is the area code of a North American number.
func areaCode(e164 string) (int, bool) {
	if len(e164) != 12 || e164[0] != '+' || e164[1] != '1' {
		return 0, false
	}
	return int(e164[2]-'0')*100 + int(e164[3]-'0')*10 + int(e164[4]-'0'), true
}

// byPrefix finds the longest prefix of prefixes.csv that the number starts with.
func byPrefix(e164 string) (area, bool) {
	digits := strings.TrimPrefix(e164, "+")
	if !strings.HasPrefix(digits, "61") {
		return area{}, false
	}
	for length := min(len(digits), 8); length > 2; length-- {
		if found, ok := prefixes()[digits[:length]]; ok {
			return found, true
		}
	}
	return area{}, false
}

var countries = sync.OnceValue(func() map[string]country {
	table := make(map[string]country)
	for _, row := range rows(countriesCSV) {
		table[row[0]] = country{name: row[1], zones: strings.Fields(row[2])}
	}
	return table
})

var prefixes = sync.OnceValue(func() map[string]area {
	table := make(map[string]area)
	for _, row := range rows(prefixesCSV) {
		table[row[0]] = area{country: "AU", state: row[1], zones: strings.Fields(row[2])}
	}
	return table
})

// areaCodes holds what each area code tells, by its number; one that is not
// handed out tells nothing, not even the country.
var areaCodes = sync.OnceValue(func() *[1000]area {
	table := new([1000]area)
	for _, row := range rows(areaCodesCSV) {
		found := area{zones: strings.Fields(row[1])}
		found.country, _, _ = strings.Cut(row[0], "-")
		if found.country != row[0] {
			found.state = row[0]
		}
		if row[1] == "*" { // anywhere in its country, or nowhere that can be told
			found.zones = countries()[found.country].zones
		}
		for _, code := range strings.Fields(row[2]) {
			index, _ := areaCode("+1" + code + "0000000")
			table[index] = found
		}
	}
	return table
})

// rows reads an embedded table. It is ours and tested, so that a broken one is a
// mistake of the programmer.
func rows(table string) [][]string {
	reader := csv.NewReader(strings.NewReader(table))
	reader.Comment = '#'
	all, err := reader.ReadAll()
	if err != nil {
		panic("number: a table that does not parse: " + err.Error())
	}
	return all
}
