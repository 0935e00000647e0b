package models_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
)

func TestPostcodes_holdWhatPeopleMeanByThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		range_, country, postcode string
		want                      bool
	}{
		{"D-79100 to 79199", "DE", "79106", true},
		{"D-79100 to 79199", "DE", "79100", true},
		{"D-79100 to 79199", "DE", "79199", true},
		{"D-79100 to 79199", "DE", "79200", false},
		{"D-79100 to 79199", "DE", "79099", false},
		{"D-79100 to 79199", "", "D-79106", true},
		{"D-79100 to 79199", "", "79106", false}, // nobody knows where
		{"D-79100 to 79199", "US", "79106", false},
		{"D-79100 to D-79199", "DE", "79150", true},
		{"DE 79100 - 79199", "DE", "79150", true},
		{"79100–79199", "FR", "79150", true}, // of any country
		{"01000 to 01999", "DE", "1067", true},
		{"01000 to 01999", "AT", "1067", false},
		{"10115", "DE", "10115", true},
		{"10115", "DE", "10117", false},
		{"791", "DE", "79106", true},
		{"791*", "DE", "79106", true},
		{"791", "DE", "7910", false}, // 07910, without its zero
		{"336", "US", "33606-1234", true},
		{"33600 to 33699", "US", "33606-1234", true},
		{"33600 to 33699", "US", "336", false},
		{"SW1A", "GB", "SW1A 1AA", true},
		{"SW1A", "GB", "sw1a1aa", true},
		{"SW1A", "GB", "SW1P 3BU", false},
		{"SW1A", "GB", "SW1A", true},
		{"SW1", "GB", "SW1A 1AA", true},
		{"SW1", "GB", "SW11 5AB", false},
		{"SW", "GB", "SW19 2AB", true},
		{"S", "GB", "S1 2GH", true},
		{"S", "GB", "SW1A 1AA", false},
		{"M1", "GB", "M1 1AE", true},
		{"M1", "GB", "M11 2WE", false},
		{"SW1A 1", "GB", "SW1A 1AA", true},
		{"SW1A 1", "GB", "SW1A 2AA", false},
		{"GB M1 to M9", "GB", "M9 5QX", true},
		{"M1 to M9", "GB", "M10 1AA", false},
		{"M1 to M9", "GB", "ME1 1AA", false},
		{"SW1 to SW9", "GB", "SW1A 1AA", true},
		{"K1A", "CA", "K1A 0B1", true},
		{"K", "CA", "K1A 0B1", true},
		{"1000 to 1099", "NL", "1012 AB", true},
		{"CH-8000 to 8099", "CH", "8004", true},
		{"10115", "DE", "", false},
		{"10115", "DE", "-", false},
	} {
		ranges, err := models.PostcodesIn(c.range_)
		if err != nil || len(ranges) != 1 {
			t.Errorf("%q: %v, %v", c.range_, ranges, err)
			continue
		}
		if got := ranges[0].Holds(c.country, c.postcode); got != c.want {
			t.Errorf("%q holds %s %q: %v, want %v (%+v)", c.range_, c.country, c.postcode, got, c.want, ranges[0])
		}
	}
}

func TestPostcodesIn_readsAListAndRefusesWhatIsNone(t *testing.T) {
	t.Parallel()
	list, err := models.PostcodesIn("D-79100 to 79199, SW1A;\n336*\n , SW1A")
	if err != nil || len(list) != 3 || list[0].Words() != "DE 79100 to 79199" || list[1].Words() != "SW1A" || list[2].Words() != "336" {
		t.Errorf("%v, %v", list, err)
	}
	for text, says := range map[string]string{
		"79199 to 79100":       "no range",
		"33606-1234":           "no range",
		"M9 to S1":             "no range",
		"D-79100 to CH-8000":   "from one country to another",
		"*":                    "no postcode",
		"everything in Hessen": "no postcode",
	} {
		if _, err := models.PostcodesIn(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}

func money(n int64) *decimal.Decimal { d := decimal.NewFromInt(n); return &d }

func TestRoutingRule_fitsByEveryConditionThatIsFilledIn(t *testing.T) {
	t.Parallel()
	lead := models.RoutingFacts{Country: "US", Region: "FL", Postcode: "33606", Product: "Two intra-oral Scanners", Worth: money(50_000), Channel: models.FieldSales,
		Language: "es", OrganisationKey: "moss", Domains: []string{"moss.example"}}
	postcodes := func(text string) []models.PostcodeRange {
		all, err := models.PostcodesIn(text)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for name, c := range map[string]struct {
		rule models.RoutingRule
		want bool
	}{
		"nothing asked":                {models.RoutingRule{}, true},
		"country":                      {models.RoutingRule{Countries: []string{"CA", "US"}}, true},
		"another country":              {models.RoutingRule{Countries: []string{"CA"}}, false},
		"region in small letters":      {models.RoutingRule{Regions: []string{"ga", "fl"}}, true},
		"another region":               {models.RoutingRule{Regions: []string{"GA"}}, false},
		"postcode":                     {models.RoutingRule{Postcodes: postcodes("33600 to 33699")}, true},
		"another postcode":             {models.RoutingRule{Postcodes: postcodes("34")}, false},
		"region or postcode":           {models.RoutingRule{Regions: []string{"GA"}, Postcodes: postcodes("336")}, true},
		"country and another postcode": {models.RoutingRule{Countries: []string{"US"}, Postcodes: postcodes("34")}, false},
		"the beginning of a word":      {models.RoutingRule{Products: []string{"scanner"}}, true},
		"two words":                    {models.RoutingRule{Products: []string{"Intra-oral scanner"}}, true},
		"the middle of a word":         {models.RoutingRule{Products: []string{"canner"}}, false},
		"one of the products":          {models.RoutingRule{Products: []string{"mill", "scanner"}}, true},
		"worth from":                   {models.RoutingRule{WorthFrom: money(50_000)}, true},
		"worth above":                  {models.RoutingRule{WorthFrom: money(50_001)}, false},
		"worth up to, which is under":  {models.RoutingRule{WorthTo: money(50_000)}, false},
		"worth between":                {models.RoutingRule{WorthFrom: money(40_000), WorthTo: money(60_000)}, true},
		"channel":                      {models.RoutingRule{Channel: models.FieldSales}, true},
		"another channel":              {models.RoutingRule{Channel: models.DeskSales}, false},
		"language":                     {models.RoutingRule{Languages: []string{"es"}}, true},
		"another language":             {models.RoutingRule{Languages: []string{"en"}}, false},
		"named":                        {models.RoutingRule{Accounts: []models.NamedAccount{{Text: "Moss", Key: "moss"}}}, true},
		"named by domain":              {models.RoutingRule{Accounts: []models.NamedAccount{{Text: "Moss.example"}}}, true},
		"somebody else named":          {models.RoutingRule{Accounts: []models.NamedAccount{{Text: "Aspen", Key: "aspen"}}}, false},
		"all of it":                    {models.RoutingRule{Countries: []string{"US"}, Regions: []string{"FL"}, Products: []string{"scanner"}, WorthFrom: money(1), Languages: []string{"es"}}, true},
		"all but one":                  {models.RoutingRule{Countries: []string{"US"}, Regions: []string{"FL"}, Products: []string{"scanner"}, WorthFrom: money(1), Languages: []string{"de"}}, false},
	} {
		if got := c.rule.Fits(&lead); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	unknown := models.RoutingFacts{}
	for name, rule := range map[string]models.RoutingRule{
		"country": {Countries: []string{"US"}}, "region": {Regions: []string{""}}, "postcode": {Postcodes: postcodes("33")}, "product": {Products: []string{"x"}}, "worth": {WorthTo: money(10)},
		"channel": {Channel: models.DeskSales}, "language": {Languages: []string{"en"}}, "account": {Accounts: []models.NamedAccount{{Text: "!", Key: ""}}},
	} {
		if rule.Fits(&unknown) {
			t.Errorf("%s: what nobody knows holds", name)
		}
	}
}

func TestRoutingRule_saysInOneSentenceWhatItDoes(t *testing.T) {
	t.Parallel()
	rae, ben, gulf := models.NewID(), models.NewID(), models.NewID()
	named := func(id models.ID) string {
		return map[models.ID]string{rae: "Rae Okafor", ben: "Ben Castillo", gulf: "Gulf Dental Supply"}[id]
	}
	postcodes, _ := models.PostcodesIn("33600 to 33699")
	for want, rule := range map[string]models.RoutingRule{
		"Every lead goes to Rae Okafor.":                               {To: models.Targets{Reps: []models.WeightedRep{{ID: rae, Weight: 1}}}},
		"Leads in FL or GA go to Rae Okafor and Ben Castillo in turn.": {Regions: []string{"FL", "GA"}, To: models.Targets{Reps: []models.WeightedRep{{ID: rae, Weight: 1}, {ID: ben, Weight: 1}}}},
		"Leads in GA or 33600 to 33699 (US) about “mill” or “crown” worth 50,000 USD or more go to the reps of Gulf Dental Supply in turn.": {
			Countries: []string{"US"}, Regions: []string{"GA"}, Postcodes: postcodes, Products: []string{"mill", "crown"}, WorthFrom: money(50_000), To: models.Targets{PartnerID: &gulf}},
		"Leads worth 1,000 to under 20,000 USD from people who speak Spanish of Aspen Dental go to Rae Okafor (2) and Ben Castillo (1).": {
			WorthFrom: money(1000), WorthTo: money(20_000), Languages: []string{"es"}, Accounts: []models.NamedAccount{{Text: "Aspen Dental"}}, To: models.Targets{Reps: []models.WeightedRep{{ID: rae, Weight: 2}, {ID: ben, Weight: 1}}}},
		"Leads in DE that ask for a desk rep go to the desk reps in turn.": {Countries: []string{"DE"}, Channel: models.DeskSales, To: models.Targets{Channel: models.DeskSales}},
	} {
		if got := rule.Sentence("USD", named); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestRouting_refusesRulesThatNobodyCouldFollow(t *testing.T) {
	t.Parallel()
	to := models.Targets{Channel: models.DeskSales}
	for says, rule := range map[string]models.RoutingRule{
		"Give rule 1 a name":         {To: to},
		"who gets the leads":         {Name: "x"},
		"reps with their weights":    {Name: "x", To: models.Targets{Channel: models.DeskSales, Reps: []models.WeightedRep{{Weight: 1}}}},
		"the smaller amount first":   {Name: "x", To: to, WorthFrom: money(5), WorthTo: money(5)},
		"amount above 0":             {Name: "x", To: to, WorthFrom: money(-5)},
		"Choose a channel":           {Name: "x", To: to, Channel: "post"},
		"whole number from 1 to 100": {Name: "x", To: models.Targets{Reps: []models.WeightedRep{{Weight: 0}}}},
	} {
		r := models.Routing{Rules: []models.RoutingRule{rule}}
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}

func TestUser_worksInTheHoursOfHisOwnClock(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		hours, zone, at string
		want            bool
	}{
		{"", "UTC", "2026-06-14T03:00:00Z", true},
		{"Mon-Fri 8:30-17", "America/New_York", "2026-06-10T12:30:00Z", true}, // Wednesday 8:30 there
		{"Mon-Fri 8:30-17", "America/New_York", "2026-06-10T12:29:00Z", false},
		{"Mon-Fri 8:30-17", "America/New_York", "2026-06-10T21:00:00Z", false},
		{"Mon-Fri 8:30-17", "UTC", "2026-06-13T12:00:00Z", false}, // a Saturday
		{"Mon-Fri 8-17; Sat 9-12", "UTC", "2026-06-13T11:59:00Z", true},
		{"Sat-Mon 9-12", "UTC", "2026-06-15T10:00:00Z", true},
		{"Sat-Mon 9-12", "UTC", "2026-06-16T10:00:00Z", false},
		{"Monday–Friday 0-24", "UTC", "2026-06-10T23:59:00Z", true},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		u := models.User{Role: models.Rep, Hours: c.hours, Zone: c.zone}
		if err := u.CheckTurn(); err != nil {
			t.Errorf("%s: %v", c.hours, err)
		}
		if got := u.AtWork(at); got != c.want {
			t.Errorf("%s in %s at %s: %v", c.hours, c.zone, c.at, got)
		}
	}
	for _, hours := range []string{"always", "Mon-Fri 17-9", "Mon-Fri 9-25", "Xyz 9-12", "Mon 9"} {
		u := models.User{Role: models.Rep, Hours: hours}
		if err := u.CheckTurn(); !models.IsKind(err, models.Invalid) {
			t.Errorf("%s: %v", hours, err)
		}
	}
}

func TestDomainIn_isOneOrganisationsOwn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ivy@Moss.example": "moss.example", "https://www.moss.example/contact?x": "moss.example", "moss.example": "moss.example", "www.moss.example.": "moss.example",
		"ivy@gmail.com": "", "GMX.de": "", "moss": "", "": "", "not a domain.x": "",
	} {
		if got := models.DomainIn(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
