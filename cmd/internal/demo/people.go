package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/brianvoe/gofakeit/v7"

	"ripen/models/sample"
	"ripen/services/intake"
)

// A town is where generated people live: within the reach of its area code.
type town struct{ city, region, postcode, area string }

// towns of each country, with numbers from ranges reserved for fiction: 555-0100 to
// 0199 in North America, Ofcom's and the Bundesnetzagentur's lists.
var towns = map[string][]town{
	"US": {
		{"Tampa", "FL", "33606", "813"}, {"Orlando", "FL", "32801", "407"}, {"Sarasota", "FL", "34236", "941"}, {"Atlanta", "GA", "30309", "404"}, {"Charlotte", "NC", "28202", "704"},
		{"Boston", "MA", "02116", "617"}, {"Albany", "NY", "12207", "518"}, {"Brooklyn", "NY", "11201", "718"}, {"Columbus", "OH", "43215", "614"}, {"Philadelphia", "PA", "19103", "215"},
		{"Chicago", "IL", "60614", "312"}, {"Dallas", "TX", "75201", "214"}, {"Houston", "TX", "77002", "713"}, {"Minneapolis", "MN", "55401", "612"}, {"Milwaukee", "WI", "53202", "414"},
		{"Denver", "CO", "80202", "303"}, {"Phoenix", "AZ", "85004", "602"}, {"Seattle", "WA", "98101", "206"}, {"San Diego", "CA", "92101", "619"}, {"Sacramento", "CA", "95814", "916"},
	},
	"DE": {
		{"Berlin", "", "10115", "+493023125%03d"}, {"Frankfurt", "", "60311", "+496990009%03d"}, {"Hamburg", "", "20095", "+494066969%03d"},
		{"Köln", "", "50667", "+492214710%03d"}, {"München", "", "80331", "+498999998%03d"},
	},
	"GB": {
		{"London", "", "W1G 8YS", "+442079460%03d"}, {"Leeds", "", "LS1 4AP", "+441134960%03d"}, {"Sheffield", "", "S1 2GH", "+441144960%03d"},
		{"Bristol", "", "BS1 4DJ", "+441179460%03d"}, {"Cardiff", "", "CF10 1EP", "+442920180%03d"}, {"Manchester", "", "M2 5DB", "+441614960%03d"},
	},
}

var (
	kinds  = []string{"Dental", "Family Dentistry", "Orthodontics", "Dental Studio", "Smile Clinic", "Dental Laboratory", "Oral Care"}
	titles = []string{"Practice manager", "Dentist", "Owner", "Laboratory manager", "Office manager", "Orthodontist", ""}
	wishes = []string{
		"Please send prices for %s.", "We open a second room in spring and need %s.", "Which %s works with our practice software?", "Could somebody show us %s?",
		"Our old one is failing. What does %s cost with service?", "Comparing three makers of %s before the summer.", "Saw you at the show. More about %s, please.", "",
	}
	products = map[string][]string{
		"scanners":  {"intra-oral scanners", "a scanner with a small tip", "two scanners", "a wireless scanner"},
		"chairside": {"a chairside mill", "milling in-house", "same-day crowns"},
		"scanner":   {"einen Intraoralscanner", "zwei Scanner", "einen Scanner mit kleiner Spitze"},
		"lab":       {"a lab scanner", "scanning for our laboratory", "crowns from a scan"},
	}
)

// stranger makes up one inquirer.
func stranger(r *rand.Rand, fake *gofakeit.Faker, country, program string) intake.Arriving {
	place := towns[country][r.IntN(len(towns[country]))]
	first, last := fake.FirstName(), fake.LastName()
	organisation := last + " " + kinds[r.IntN(len(kinds))]
	if r.IntN(4) == 0 {
		organisation = place.city + " " + kinds[r.IntN(len(kinds))]
	}
	kind, _, _ := strings.Cut(program, "-")
	product := products[kind][r.IntN(len(products[kind]))]
	a := intake.Arriving{
		Name: first + " " + last, Title: titles[r.IntN(len(titles))], Organisation: organisation, Phone: phone(r, place.area), Country: country,
		Email:   strings.ToLower(fmt.Sprintf("%s.%s%d@%s.example", letters(first), letters(last), r.IntN(90)+10, letters(organisation))),
		Address: fmt.Sprintf("%d %s", r.IntN(900)+10, fake.StreetName()), City: place.city, Region: place.region, Postcode: place.postcode, Product: product,
	}
	if wish := wishes[r.IntN(len(wishes))]; wish != "" {
		a.Message = fmt.Sprintf(wish, product)
	}
	if r.IntN(120) == 0 {
		a.Phone = "" // somebody has to find the number first
	}
	return a
}

func phone(r *rand.Rand, area string) string {
	if strings.HasPrefix(area, "+") {
		return fmt.Sprintf(area, r.IntN(1000))
	}
	return fmt.Sprintf("+1%s55501%02d", area, r.IntN(100))
}

// letters is what of a name may stand in an address.
func letters(text string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			return c
		}
		return -1
	}, text)
}

// countryOf is where a source's people are.
func countryOf(cast sample.Cast, program string) string {
	for _, c := range cast.Clients {
		for _, p := range c.Programs {
			if p.Slug == program {
				return p.Country
			}
		}
	}
	return "US"
}
