package routing

import (
	_ "embed"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/store"
)

var (
	//go:embed facts.sql
	factsSQL string
	//go:embed accounts.sql
	accountsSQL string
	//go:embed kin.sql
	kinSQL string
	//go:embed reps.sql
	repsSQL string
	//go:embed drawn.sql
	drawnSQL string
	//go:embed count.sql
	countSQL string
)

// background is what the rules ask about an inquiry that its lead does not say.
type background struct {
	InquiryID       models.ID
	OrganisationID  *models.ID
	OrganisationKey string
	Language        string
	Channel         string
	Email           string
	Website         string
}

// A kin is who has an open lead of the same organisation as an inquiry.
type kin struct {
	InquiryID models.ID
	RepID     *models.ID
}

// Draw says whose a lead is. It joins the transaction that gives it, and counts the turn
// of whoever is drawn.
func (s *Service) Draw(tx *store.Tx, a Ask, at time.Time) (o Owner, err error) {
	err = asWorker(tx, func() error {
		if err := Alone(tx, a.Lead.ClientID); err != nil {
			return err
		}
		o, err = draw(tx, a, at)
		return err
	})
	return o, err
}

func draw(tx *store.Tx, a Ask, at time.Time) (Owner, error) {
	b, rules, situation, err := look(tx, a.Lead, at)
	if err != nil {
		return Owner{}, err
	}
	b.without = map[models.ID]bool{a.Without: true}
	o, counted := b.choose(rules, situation, at)
	if o.Rep == nil {
		return manager(tx, a, o.Why, at)
	}
	if counted {
		err = o.count(tx, a.Lead.ClientID, at)
	}
	return o, err
}

// count counts the turn of whoever was drawn.
func (o *Owner) count(tx *store.Tx, clientID models.ID, at time.Time) error {
	rule := models.NoID
	if o.RuleID != nil {
		rule = *o.RuleID
	}
	_, err := tx.Run(countSQL, clientID, rule, o.Rep.ID, models.DayIn(at, time.UTC), at)
	return err
}

// look reads the client's reps, its rules and what they ask about one lead.
func look(tx *store.Tx, lead *models.Lead, at time.Time) (*bench, *models.Routing, *situation, error) {
	var (
		q      store.Questions
		b      bench
		rules  []models.Routing
		known  []background
		near   []kin
		client = lead.ClientID
	)
	store.Ask(&q, &b.reps, repsSQL, client)
	store.Ask(&q, &b.turns, drawnSQL, client, models.DayIn(at.AddDate(0, 0, -recentDays), time.UTC))
	store.Ask(&q, &rules, `SELECT * FROM routings WHERE client_id = $1 AND state = 'in_force'`, client)
	store.Ask(&q, &known, factsSQL, client, []models.ID{lead.InquiryID})
	store.Ask(&q, &near, kinSQL, client, []models.ID{lead.InquiryID})
	if err := tx.Answer(&q); err != nil {
		return nil, nil, nil, err
	}
	if len(rules) == 0 {
		rules = []models.Routing{{}}
	}
	if len(known) == 0 {
		known = []background{{}}
	}
	situation := situationOf(lead, &known[0])
	if len(near) > 0 {
		situation.kin = near[0].RepID
	}
	var err error
	situation.accounts, err = store.Rows[models.Account](tx, accountsSQL, client, []string{situation.facts.OrganisationKey}, situation.facts.Domains)
	return &b, &rules[0], situation, err
}

// situationOf puts together what the rules ask.
func situationOf(lead *models.Lead, known *background) *situation {
	s := &situation{postcode: lead.Postcode, facts: models.RoutingFacts{
		Country: lead.Country, Region: lead.Region, Postcode: lead.Postcode, Product: lead.Product, Worth: lead.WorthOf(),
		Channel: models.SalesChannel(known.Channel), Language: known.Language, OrganisationKey: known.OrganisationKey, Domains: []string{},
	}}
	if s.facts.OrganisationKey == "" {
		s.facts.OrganisationKey = identity.OrganisationKey(lead.Organisation)
	}
	for _, text := range []string{known.Email, known.Website} {
		if domain := models.DomainIn(text); domain != "" {
			s.facts.Domains = append(s.facts.Domains, domain)
		}
	}
	return s
}

// manager owns the lead because no rep takes it.
func manager(tx *store.Tx, a Ask, why string, at time.Time) (Owner, error) {
	told, err := SalesManager(tx, a.Lead.ClientID, at)
	if err != nil {
		return Owner{}, err
	}
	if told != nil {
		return Owner{Told: told, Why: why + ": " + told.Name + ", sales manager, has it"}, nil
	}
	account, err := store.One[models.User](tx, models.ByID(a.AccountManager))
	if err != nil {
		return Owner{}, err
	}
	o := Owner{Why: "No rep and no sales manager is there: " + account.Name + ", account manager, has it"}
	if account.State == models.Active && account.Email != "" {
		o.Told = account
	}
	return o, nil
}

// SalesManager is the client's sales manager, one who is present before one who is away;
// nil if it has none.
func SalesManager(tx *store.Tx, clientID models.ID, at time.Time) (*models.User, error) {
	all, err := store.All[models.User](tx, func(db *gorm.DB) *gorm.DB {
		return db.Where("client_id = ? AND role = ? AND state = ?", clientID, models.SalesManager, models.Active).Order("created_at, name, id")
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	for n := range all {
		if all[n].Present(at) {
			return &all[n], nil
		}
	}
	return &all[0], nil
}
