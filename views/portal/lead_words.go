package portal

import (
	"strconv"
	"strings"

	"ripen/models"
	"ripen/views/components"
)

// icons: user-plus calendar-plus plus headset

// A Chip is a next date of one tap.
type Chip struct{ Key, Label string }

// Chips is the usual next dates.
var Chips = []Chip{{"tomorrow", "Tomorrow"}, {"three", "In 3 days"}, {"week", "Next week"}}

// nextSaid is the next date that stands.
func (p LeadPage) nextSaid() string {
	if p.Lead.NextAt == nil || p.Lead.NextWhat != "next step" {
		return "none named"
	}
	return clock(*p.Lead.NextAt, p.At, p.Zone)
}

// opening is a first sentence for the rep, while it is needed.
func (p LeadPage) opening() string {
	if !p.open() {
		return ""
	}
	return p.Lead.WayToBegin(p.Agency)
}

// asked says how a request to the agency stands.
func (p LeadPage) asked() (tone, words string) {
	a := p.Asked
	switch {
	case a == nil || !p.open():
		return "", ""
	case a.SettledAt == nil:
		return components.Amber, "The agency is asked; " + a.OwnerName + " of " + p.Agency + " answers by " + clock(a.DueAt, p.At, p.Zone) + ". The lead stays open, and with you."
	case p.Lead.UpdatedAt != nil && p.Lead.UpdatedAt.After(*a.SettledAt): // something was reported since
		return "", ""
	case a.Answer == models.ReachedThem:
		return components.Leaf, a.OwnerName + " reached them: “" + a.Words + "”"
	case a.Answer == models.BackToRep:
		return components.Amber, a.OwnerName + " gives it back to you: “" + a.Words + "”"
	}
	return "", ""
}

// answered is an answer of the agency in the history.
func answered(kind string) string {
	return map[string]string{models.ReachedThem: "The agency reached them", models.BackToRep: "The agency gave it back", models.TakenBack: "The agency took it back"}[kind]
}

// An TypedOrder is an order as it was typed.
type TypedOrder struct{ Value, Currency, Rate, On string }

// orders is the orders as they were typed; one that is empty where none was.
func (p LeadPage) orders() []TypedOrder {
	if len(p.Close.Orders) == 0 {
		return []TypedOrder{{Currency: p.Currency}}
	}
	return p.Close.Orders
}

// faultOf is what is wrong with a field of the nth order.
func (p LeadPage) faultOf(field string, n int) string {
	return p.Faults[nth(field, n)]
}

func nth(name string, n int) string {
	if n == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(n+1)
}

func numbered(label string, n int) string {
	if n == 0 {
		return label
	}
	return label + " " + strconv.Itoa(n+1)
}

func first(n int, hint string) string {
	if n == 0 {
		return hint
	}
	return ""
}

// causes is why a lead can be lost.
func causes() []components.Option {
	options := []components.Option{{Label: "Choose, or say it below"}}
	for _, c := range models.LossCauses {
		options = append(options, components.Option{Value: c.Key, Label: c.Label})
	}
	return options
}

var priced = []components.Option{{Value: "yes", Label: "Yes"}, {Value: "no", Label: "No"}, {Value: "unknown", Label: "Not known"}}

// lossWords is why it was lost, from the list, and whether it was the price.
func lossWords(c *models.CloseOut) string {
	words := models.CauseWords(c.Cause)
	price := map[string]string{"yes": "it was the price", "no": "it was not the price", "unknown": "whether it was the price is not known"}[c.Price]
	if c.Cause == "price" && c.Price == "yes" {
		price = ""
	}
	return capital(strings.Join(kept(words, price), "; "))
}
