package models

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Sentence says in one sentence what the rule does. Named gives the names of reps and
// partners; the currency is the client's.
func (r *RoutingRule) Sentence(currency string, named func(ID) string) string {
	which := r.place() + r.product() + r.worthWords(currency) + r.speaks() + r.ofAccounts()
	if r.Channel != "" {
		which += " that ask for " + r.Channel.One()
	}
	if which == "" {
		return "Every lead goes to " + r.To.words(named) + "."
	}
	return "Leads" + which + " go to " + r.To.words(named) + "."
}

func (r *RoutingRule) place() string {
	territory := append([]string{}, r.Regions...)
	for _, p := range r.Postcodes {
		territory = append(territory, p.Words())
	}
	switch {
	case len(r.Countries)+len(territory) == 0:
		return ""
	case len(territory) == 0:
		return " in " + listed(r.Countries, "or")
	case len(r.Countries) == 0:
		return " in " + listed(territory, "or")
	}
	return " in " + listed(territory, "or") + " (" + listed(r.Countries, "or") + ")"
}

func (r *RoutingRule) product() string {
	if len(r.Products) == 0 {
		return ""
	}
	return " about “" + listedAs(r.Products, "” or “", "”, “") + "”"
}

func (r *RoutingRule) worthWords(currency string) string {
	switch {
	case r.WorthFrom != nil && r.WorthTo != nil:
		return " worth " + amount(*r.WorthFrom) + " to under " + amount(*r.WorthTo) + " " + currency
	case r.WorthFrom != nil:
		return " worth " + amount(*r.WorthFrom) + " " + currency + " or more"
	case r.WorthTo != nil:
		return " worth less than " + amount(*r.WorthTo) + " " + currency
	}
	return ""
}

func (r *RoutingRule) speaks() string {
	if len(r.Languages) == 0 {
		return ""
	}
	var names []string
	for _, code := range r.Languages {
		names = append(names, LanguageName(code))
	}
	return " from people who speak " + listed(names, "or")
}

func (r *RoutingRule) ofAccounts() string {
	if len(r.Accounts) == 0 {
		return ""
	}
	var names []string
	for _, a := range r.Accounts {
		names = append(names, a.Text)
	}
	return " of " + listed(names, "or")
}

func (t *Targets) words(named func(ID) string) string {
	switch {
	case t.PartnerID != nil:
		return "the reps of " + named(*t.PartnerID) + " in turn"
	case t.Channel != "":
		return t.Channel.Reps() + " in turn"
	}
	var names []string
	even := true
	for _, rep := range t.Reps {
		even = even && rep.Weight == t.Reps[0].Weight
	}
	for _, rep := range t.Reps {
		name := named(rep.ID)
		if !even {
			name += " (" + strconv.Itoa(rep.Weight) + ")"
		}
		names = append(names, name)
	}
	if len(names) > 1 && even {
		return listed(names, "and") + " in turn"
	}
	return listed(names, "and")
}

// listed joins words as a sentence does; a long list is cut.
func listed(words []string, last string) string { return listedAs(words, " "+last+" ", ", ") }

const mostListed = 8

func listedAs(words []string, last, between string) string {
	if len(words) > mostListed {
		words = append(append([]string{}, words[:mostListed-1]...), strconv.Itoa(len(words)-mostListed+1)+" more")
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], between) + last + words[len(words)-1]
}

// amount is money as people read it: 50,000, and its cents where there are any.
func amount(value decimal.Decimal) string {
	text := value.StringFixed(2)
	whole, cents, _ := strings.Cut(text, ".")
	for n := len(whole) - 3; n > 0; n -= 3 {
		whole = whole[:n] + "," + whole[n:]
	}
	if cents == "00" {
		return whole
	}
	return whole + "." + cents
}
