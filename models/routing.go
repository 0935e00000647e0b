package models

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// The states of a version of a client's rules.
const (
	RoutingDraft   = "draft"
	RoutingInForce = "in_force"
	RoutingRetired = "retired"
)

// A Routing is one version of a client's rules of who gets which lead, in their order.
// The first rule that fits and has somebody present decides.
type Routing struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	Version   int
	State     string        // draft, in_force, retired
	Rules     []RoutingRule `gorm:"serializer:json"`
	CreatedBy *ID
	CreatedAt time.Time
	InForceAt *time.Time
}

// A RoutingRule says which leads go to whom. What is left empty is not asked for; what is
// filled in must hold, each by one of its entries. Region and postcode are one question:
// the territory within the countries.
type RoutingRule struct {
	ID        ID               `json:"id"`
	Name      string           `json:"name"`
	Countries []string         `json:"countries,omitempty"` // ISO 3166
	Regions   []string         `json:"regions,omitempty"`
	Postcodes []PostcodeRange  `json:"postcodes,omitempty"`
	Products  []string         `json:"products,omitempty"` // words of the product that was asked for
	WorthFrom *decimal.Decimal `json:"worth_from,omitempty"`
	WorthTo   *decimal.Decimal `json:"worth_to,omitempty"` // less than that
	Channel   SalesChannel     `json:"channel,omitempty"`  // that the inquirer asked for
	Languages []string         `json:"languages,omitempty"`
	Accounts  []NamedAccount   `json:"accounts,omitempty"`
	To        Targets          `json:"to"`
}

// A NamedAccount is an organisation that a rule names, or its domain.
type NamedAccount struct {
	Text string `json:"text"`
	Key  string `json:"key,omitempty"` // as package identity compares names; "" of a domain
}

// Domain reports whether the account is named by its domain.
func (a NamedAccount) Domain() bool {
	return strings.Contains(a.Text, ".") && !strings.ContainsAny(a.Text, " ,@/")
}

// Targets is to whom the leads of a rule go: to reps by weight, or to all reps of a
// partner, or to all of a channel; exactly one of the three.
type Targets struct {
	Reps      []WeightedRep `json:"reps,omitempty"`
	PartnerID *ID           `json:"partner,omitempty"`
	Channel   SalesChannel  `json:"channel,omitempty"`
}

// A WeightedRep gets so many times the share of one with weight 1.
type WeightedRep struct {
	ID     ID  `json:"id"`
	Weight int `json:"weight"`
}

const (
	mostRules   = 40
	mostEntries = 500 // of one condition
)

// Check refuses rules that nobody could follow.
func (r *Routing) Check() error {
	if len(r.Rules) > mostRules {
		return Refuse(Invalid, "rules", "Keep to %d rules: more than that nobody reads.", mostRules)
	}
	for n := range r.Rules {
		if err := r.Rules[n].check(n + 1); err != nil {
			return err
		}
	}
	return nil
}

func (r *RoutingRule) check(n int) error {
	r.Name = strings.TrimSpace(r.Name)
	switch {
	case r.Name == "":
		return Refuse(Invalid, "rules", "Give rule %d a name, such as “Florida and Georgia”.", n)
	case len([]rune(r.Name)) > 100:
		return Refuse(Invalid, "rules", "Shorten the name of rule %d to 100 characters.", n)
	case len(r.Regions)+len(r.Postcodes)+len(r.Products)+len(r.Accounts)+len(r.Countries) > mostEntries:
		return Refuse(Invalid, "rules", "Rule %d names more than %d things: make two rules of it.", n, mostEntries)
	case r.WorthFrom != nil && r.WorthFrom.IsNegative() || r.WorthTo != nil && !r.WorthTo.IsPositive():
		return Refuse(Invalid, "rules", "Enter the worth in rule %d as an amount above 0.", n)
	case r.WorthFrom != nil && r.WorthTo != nil && !r.WorthFrom.LessThan(*r.WorthTo):
		return Refuse(Invalid, "rules", "In rule %d the worth begins at or above its end: put the smaller amount first.", n)
	case !r.Channel.Valid() || !r.To.Channel.Valid():
		return Refuse(Invalid, "rules", "Choose a channel in rule %d: field, desk or partner.", n)
	}
	return r.To.check(n)
}

func (t *Targets) check(n int) error {
	kinds := 0
	for _, has := range []bool{len(t.Reps) > 0, t.PartnerID != nil, t.Channel != ""} {
		if has {
			kinds++
		}
	}
	if kinds != 1 {
		return Refuse(Invalid, "rules", "Say in rule %d who gets the leads: reps with their weights, or a partner, or a channel.", n)
	}
	for _, rep := range t.Reps {
		if rep.Weight < 1 || rep.Weight > 100 {
			return Refuse(Invalid, "rules", "Enter each weight in rule %d as a whole number from 1 to 100.", n)
		}
	}
	return nil
}

// RoutingFacts is what the rules ask of a lead.
type RoutingFacts struct {
	Country, Region, Postcode string
	Product                   string
	Worth                     *decimal.Decimal // the middle of its band; nil: not known
	Channel                   SalesChannel
	Language                  string
	OrganisationKey           string
	Domains                   []string // of its address and its website
}

// WorthOf is the middle of a lead's band, which the rules go by; nil where there is none.
func (l *Lead) WorthOf() *decimal.Decimal {
	switch {
	case l.WorthLow == nil:
		return l.WorthHigh
	case l.WorthHigh == nil:
		return l.WorthLow
	}
	middle := decimal.Avg(*l.WorthLow, *l.WorthHigh)
	return &middle
}

// Fits reports whether the rule is for a lead of which this is known. What a rule asks
// for and nobody knows does not hold.
func (r *RoutingRule) Fits(f *RoutingFacts) bool {
	return (len(r.Countries) == 0 || among(r.Countries, f.Country)) && r.here(f) && r.about(f.Product) && r.worth(f.Worth) &&
		(r.Channel == "" || r.Channel == f.Channel) && (len(r.Languages) == 0 || among(r.Languages, f.Language)) && r.names(f)
}

// here reports whether the lead is in the rule's regions or postcodes.
func (r *RoutingRule) here(f *RoutingFacts) bool {
	if len(r.Regions)+len(r.Postcodes) == 0 || among(r.Regions, f.Region) {
		return true
	}
	for _, p := range r.Postcodes {
		if p.Holds(f.Country, f.Postcode) {
			return true
		}
	}
	return false
}

// about reports whether the product has one of the rule's words, from the beginning of
// one of its own.
func (r *RoutingRule) about(product string) bool {
	if len(r.Products) == 0 {
		return true
	}
	text := " " + strings.Join(strings.FieldsFunc(strings.ToLower(product), notOfAWord), " ")
	for _, word := range r.Products {
		if strings.Contains(text, " "+strings.Join(strings.FieldsFunc(strings.ToLower(word), notOfAWord), " ")) {
			return true
		}
	}
	return false
}

func (r *RoutingRule) worth(worth *decimal.Decimal) bool {
	if r.WorthFrom == nil && r.WorthTo == nil {
		return true
	}
	return worth != nil && (r.WorthFrom == nil || !worth.LessThan(*r.WorthFrom)) && (r.WorthTo == nil || worth.LessThan(*r.WorthTo))
}

// names reports whether the lead's organisation is one of those named.
func (r *RoutingRule) names(f *RoutingFacts) bool {
	for _, a := range r.Accounts {
		if a.Domain() && among(f.Domains, a.Text) || a.Key != "" && a.Key == f.OrganisationKey {
			return true
		}
	}
	return len(r.Accounts) == 0
}

// among reports whether a word that is known stands in a list.
func among(list []string, word string) bool {
	word = strings.TrimSpace(word)
	for _, each := range list {
		if word != "" && strings.EqualFold(strings.TrimSpace(each), word) {
			return true
		}
	}
	return false
}

func notOfAWord(r rune) bool {
	return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r > 127)
}
