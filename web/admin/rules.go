package admin

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/intake/table"
	"ripen/services/policy"
	"ripen/services/routing"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/web/form"
)

// What the choice of a rule's target begins with.
const (
	toReps    = "reps"
	toPartner = "partner "
	toChannel = "channel "
)

// targetsOf is to whom a rule can send leads.
func targetsOf(b *routing.Book) []components.Option {
	all := []components.Option{{Value: toReps, Label: "These reps, by the weights below"}}
	for _, channel := range models.SalesChannels {
		all = append(all, components.Option{Value: toChannel + string(channel), Label: "All of " + channel.Reps(), Group: "A channel"})
	}
	for _, p := range b.Partners {
		all = append(all, components.Option{Value: toPartner + p.ID.String(), Label: "All reps of " + p.Name, Group: "A partner"})
	}
	return all
}

// weightsOf is every rep of the client with the weight that a rule gives him.
func weightsOf(weights map[models.ID]string, b *routing.Book) (all []admin.RepWeight) {
	for _, u := range b.Reps {
		all = append(all, admin.RepWeight{ID: u.ID, Name: u.Name, Weight: weights[u.ID]})
	}
	return all
}

// typedOfRule is a rule as its form shows it.
func typedOfRule(r *models.RoutingRule, b *routing.Book) admin.RoutingTyped {
	t := admin.RoutingTyped{ID: r.ID.String(), Name: r.Name, Countries: strings.Join(r.Countries, ", "), Regions: strings.Join(r.Regions, ", "), Products: strings.Join(r.Products, ", "),
		From: typedAmount(r.WorthFrom), To: typedAmount(r.WorthTo), Channel: string(r.Channel), Weights: map[models.ID]string{}, Target: toReps}
	var postcodes, languages, accounts []string
	for _, p := range r.Postcodes {
		postcodes = append(postcodes, p.Words())
	}
	for _, code := range r.Languages {
		languages = append(languages, models.LanguageName(code))
	}
	for _, a := range r.Accounts {
		accounts = append(accounts, a.Text)
	}
	t.Postcodes, t.Languages, t.Accounts = strings.Join(postcodes, ", "), strings.Join(languages, ", "), strings.Join(accounts, "\n")
	for _, rep := range r.To.Reps {
		if slices.ContainsFunc(b.Reps, func(u models.User) bool { return u.ID == rep.ID }) { // who has left is not offered
			t.Weights[rep.ID] = strconv.Itoa(rep.Weight)
		}
	}
	switch {
	case r.To.PartnerID != nil:
		t.Target = toPartner + r.To.PartnerID.String()
	case r.To.Channel != "":
		t.Target = toChannel + string(r.To.Channel)
	}
	return t
}

func typedAmount(value *decimal.Decimal) string {
	if value == nil {
		return ""
	}
	return value.String()
}

// typedRouting reads the form as it was left.
func typedRouting(values url.Values) (all []admin.RoutingTyped) {
	for n := range mostRows + 1 {
		in := "r." + strconv.Itoa(n) + "."
		if !values.Has(in + "name") {
			break
		}
		get := func(name string) string { return strings.TrimSpace(values.Get(in + name)) }
		t := admin.RoutingTyped{ID: get("id"), Name: get("name"), Countries: get("countries"), Regions: get("regions"), Postcodes: get("postcodes"), Products: get("products"), From: get("from"), To: get("to"),
			Channel: get("channel"), Languages: get("languages"), Accounts: get("accounts"), Target: get("target"), Weights: map[models.ID]string{}}
		for key := range values {
			if id, ok := strings.CutPrefix(key, in+"w."); ok && form.ID(id) != models.NoID {
				t.Weights[form.ID(id)] = strings.TrimSpace(values.Get(key))
			}
		}
		all = append(all, t)
	}
	return all
}

// routingTyped is the rules that were typed, or what is wrong with the first that is none.
func routingTyped(typed []admin.RoutingTyped) (rules []models.RoutingRule, err error) {
	rules = []models.RoutingRule{}
	for n := range typed {
		rule, err := ruleTyped(&typed[n])
		if refused := models.Refused(err); refused != nil {
			typed[n].Open = true
			return nil, models.Refuse(models.Invalid, "rules", "Rule %d: %s", n+1, refused.Message)
		}
		if err != nil {
			return nil, err
		}
		rules = append(rules, rule)
	}
	return rules, nil
}

func ruleTyped(t *admin.RoutingTyped) (r models.RoutingRule, err error) {
	r = models.RoutingRule{ID: form.ID(t.ID), Name: t.Name, Regions: entries(t.Regions, ",;\n"), Products: entries(t.Products, ",;\n"), Channel: models.SalesChannel(t.Channel)}
	for _, text := range entries(t.Countries, ",;\n") {
		code := policy.CountryCode(text)
		if code == "" {
			return r, models.Refuse(models.Invalid, "countries", "There is no country “%s”: write its name or its two letters, such as US.", text)
		}
		r.Countries = append(r.Countries, code)
	}
	for _, text := range entries(t.Languages, ",;\n") {
		code := models.LanguageIn(text)
		if code == "" {
			return r, models.Refuse(models.Invalid, "languages", "There is no language “%s” here: write its name or its two letters, such as es.", text)
		}
		r.Languages = append(r.Languages, code)
	}
	for _, text := range entries(t.Accounts, ";\n") {
		r.Accounts = append(r.Accounts, models.NamedAccount{Text: text})
	}
	if r.Postcodes, err = models.PostcodesIn(t.Postcodes); err != nil {
		return r, err
	}
	if r.WorthFrom, err = amountTyped(t.From); err != nil {
		return r, err
	}
	if r.WorthTo, err = amountTyped(t.To); err != nil {
		return r, err
	}
	r.To, err = targetTyped(t)
	return r, err
}

// thousandsShape is a whole amount in groups of three: the bounds of a rule are round.
var thousandsShape = regexp.MustCompile(`^[0-9]{1,3}([.,’' ][0-9]{3})+$`)

func amountTyped(text string) (*decimal.Decimal, error) {
	if text == "" {
		return nil, nil
	}
	if thousandsShape.MatchString(text) {
		text = strings.NewReplacer(".", "", ",", "", "’", "", "'", "", " ", "").Replace(text)
	}
	value, err := table.ParseMoney(text)
	if err != nil {
		return nil, models.Refuse(models.Invalid, "worth", "“%s” is no amount: write such as 50,000.", text)
	}
	return &value, nil
}

func targetTyped(t *admin.RoutingTyped) (to models.Targets, err error) {
	if id, ok := strings.CutPrefix(t.Target, toPartner); ok {
		partner := form.ID(id)
		return models.Targets{PartnerID: &partner}, nil
	}
	if channel, ok := strings.CutPrefix(t.Target, toChannel); ok {
		return models.Targets{Channel: models.SalesChannel(channel)}, nil
	}
	for id, text := range t.Weights {
		if text == "" || text == "0" {
			continue
		}
		weight, err := strconv.Atoi(text)
		if err != nil {
			return to, models.Refuse(models.Invalid, "weights", "“%s” is no weight: write a whole number from 1, or leave it empty.", text)
		}
		to.Reps = append(to.Reps, models.WeightedRep{ID: id, Weight: weight})
	}
	slices.SortFunc(to.Reps, func(a, b models.WeightedRep) int {
		if a.Weight != b.Weight {
			return b.Weight - a.Weight
		}
		return strings.Compare(a.ID.String(), b.ID.String())
	})
	return to, nil
}

// entries is the parts of a list, without blank ones.
func entries(text, marks string) (all []string) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(marks, r) }) {
		if part = strings.Join(strings.Fields(part), " "); part != "" && !slices.Contains(all, part) {
			all = append(all, part)
		}
	}
	return all
}
