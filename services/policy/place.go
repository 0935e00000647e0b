package policy

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"
	"time"

	"ripen/models"
	"ripen/services/policy/number"
)

// A Place is what is known of where a person is and who they are. Every field may
// be empty: what is not known makes the answer stricter, never wider.
type Place struct {
	Country  string // ISO 3166-1, or a name as CountryCode reads it
	Region   string // state or province: "FL", "US-FL" or "Florida"
	Postcode string
	Zone     string // an IANA zone the person named; wins over every guess
	Person   Person
	Line     Line
}

//go:embed regions.csv
var regionsCSV string

//go:embed postcodes.csv
var postcodesCSV string

type region struct {
	code, name string
	zones      []string
}

type postcodes struct {
	country, first, last string
	region               string
	zones                []string
}

var regions = sync.OnceValue(func() []region {
	var all []region
	for _, row := range rows(regionsCSV) {
		all = append(all, region{code: row[0], name: row[1], zones: strings.Fields(row[2])})
	}
	return all
})

var postcodeRanges = sync.OnceValue(func() []postcodes {
	var all []postcodes
	for _, row := range rows(postcodesCSV) {
		all = append(all, postcodes{country: row[0], first: row[1], last: row[2], region: row[3], zones: strings.Fields(row[4])})
	}
	return all
})

// rows reads an embedded table; a broken one is a mistake of the programmer.
func rows(table string) [][]string {
	reader := csv.NewReader(strings.NewReader(table))
	reader.Comment = '#'
	all, err := reader.ReadAll()
	if err != nil {
		panic("policy: a table that does not parse: " + err.Error())
	}
	return all
}

// where is a place made definite: whose law holds, and which clocks count.
type where struct {
	country string   // ISO 3166-1; empty if unknown
	states  []string // ISO 3166-2, by address and by number; often one, or none
	zones   []string // every zone the person can be in; the call must be right in all
}

// locate says where a person is. The address decides; without one, the number;
// where neither tells more, every zone of the country counts. The state of the
// number counts beside that of the address, since the law of either may protect
// the person.
func locate(place Place, e164 string) where {
	fromNumber := number.Country(e164)
	country := CountryCode(place.Country)
	if country == "" && strings.TrimSpace(place.Country) == "" {
		country = fromNumber
	}
	found := where{country: country}
	if country == "" {
		return found
	}
	addressed, zones := addressedIn(country, place.Region, place.Postcode)
	for _, state := range append(addressed, number.State(e164)) {
		if fit := state != "" && strings.HasPrefix(state, country+"-"); fit && !slices.Contains(found.states, state) {
			found.states = append(found.states, state)
		}
	}
	slices.Sort(found.states)
	switch {
	case strings.TrimSpace(place.Zone) != "":
		zones = []string{strings.TrimSpace(place.Zone)}
	case len(zones) > 0:
	case fromNumber == country, lawOf(fromNumber) == country:
		zones = number.Zones(e164)
	}
	if len(zones) == 0 {
		zones = number.CountryZones(country)
	}
	slices.Sort(zones)
	found.zones = slices.Compact(zones)
	return found
}

// lawOf is the country whose law holds in a country: its own, except in the
// territories of the United States.
func lawOf(country string) string {
	switch country {
	case "PR", "VI", "GU", "AS", "MP":
		return "US"
	}
	return country
}

// addressedIn reads the states and zones off an address. A postcode tells more
// than its state; one that contradicts it makes both count.
func addressedIn(country, named, postcode string) (states, zones []string) {
	state, stateZones := regionOf(country, named)
	coded, codedZones := postcodeOf(country, postcode)
	switch {
	case coded == "":
		zones = slices.Clone(stateZones)
	case state == "" || state == coded:
		zones = slices.Clone(codedZones)
	default:
		zones = append(slices.Clone(stateZones), codedZones...)
	}
	return []string{state, coded}, zones
}

// regionOf finds a state by its code or name.
func regionOf(country, named string) (string, []string) {
	named = strings.TrimSpace(named)
	if named == "" {
		return "", nil
	}
	code := strings.ToUpper(named)
	if !strings.HasPrefix(code, country+"-") {
		code = country + "-" + strings.ReplaceAll(code, ".", "")
	}
	for _, region := range regions() {
		if region.code == code || strings.HasPrefix(region.code, country+"-") && strings.EqualFold(region.name, named) {
			return region.code, region.zones
		}
	}
	return "", nil
}

// postcodeOf finds the state and the zones of a postcode.
func postcodeOf(country, postcode string) (string, []string) {
	postcode = strings.ToUpper(strings.TrimSpace(postcode))
	if country == "US" && len(postcode) < 5 || country == "AU" && len(postcode) != 4 {
		return "", nil
	}
	for _, coded := range postcodeRanges() {
		if coded.country != country || len(postcode) < len(coded.first) {
			continue
		}
		if head := postcode[:len(coded.first)]; head < coded.first || head > coded.last {
			continue
		}
		if len(coded.zones) > 0 {
			return coded.region, coded.zones
		}
		_, zones := regionOf(country, coded.region)
		return coded.region, zones
	}
	return "", nil
}

// CountryCode reads a country as people write it ("US", "usa", "United States",
// "Deutschland") into its ISO 3166-1 code, or "" if it is none.
func CountryCode(text string) string {
	text = strings.ToUpper(strings.TrimSpace(text))
	if number.CountryName(text) != "" {
		return text
	}
	return countryNames()[strings.ReplaceAll(text, ".", "")]
}

var countryNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{
		"USA": "US", "UNITED STATES OF AMERICA": "US", "AMERICA": "US", "VEREINIGTE STAATEN": "US", "PUERTO RICO": "PR",
		"UK": "GB", "GBR": "GB", "GREAT BRITAIN": "GB", "BRITAIN": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "NORTHERN IRELAND": "GB",
		"DEU": "DE", "DEUTSCHLAND": "DE", "CAN": "CA", "KANADA": "CA", "AUS": "AU", "AUSTRALIEN": "AU",
		"FRA": "FR", "FRANKREICH": "FR", "AUT": "AT", "ÖSTERREICH": "AT", "CHE": "CH", "SCHWEIZ": "CH", "SUISSE": "CH",
		"NLD": "NL", "HOLLAND": "NL", "THE NETHERLANDS": "NL", "NIEDERLANDE": "NL", "ESP": "ES", "ESPAÑA": "ES", "ITA": "IT", "ITALIA": "IT",
		"CZECHIA": "CZ", "IRL": "IE", "NZL": "NZ", "MEX": "MX", "MÉXICO": "MX", "BRA": "BR", "BRASIL": "BR",
	}
	for _, code := range number.Countries() {
		names[strings.ToUpper(number.CountryName(code))] = code
	}
	return names
})

// CheckZone refuses a time zone that does not exist.
func CheckZone(name string) error {
	if _, err := time.LoadLocation(name); err != nil || name == "" || name == "Local" {
		return models.Refuse(models.Invalid, "zone", "There is no time zone “%s”: write one such as America/Chicago.", name)
	}
	return nil
}
