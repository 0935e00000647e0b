package followup

import (
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

//go:embed terms.sql
var termsSQL string

// Terms are what holds for a client's leads now: the rules in force and its calendar.
type Terms struct {
	models.FollowUpTerms
	Version  int       // 0: the usual ones, because the client has made none
	PolicyID models.ID // NoID: the same
	Work     models.WorkTime
}

// Due is the next date of an open lead, worked out now.
func (t *Terms) Due(l *models.Lead) models.Deadline { return models.Due(l, &t.FollowUpTerms, t.Work) }

// termsOf reads what holds for a client.
func termsOf(tx *store.Tx, clientID models.ID) (*Terms, error) {
	row, err := store.Row[termsRow](tx, termsSQL, clientID)
	if err != nil {
		return nil, err
	}
	return row.terms(), nil
}

// termsRow is what the database says of a client's terms.
type termsRow struct {
	Zone     string
	Version  int
	PolicyID *models.ID
	Terms    *models.FollowUpTerms
	Closed   []time.Time
}

func (row *termsRow) terms() *Terms {
	t := &Terms{Version: row.Version}
	if row.PolicyID == nil {
		t.FollowUpTerms = models.UsualFollowUp()
	} else {
		t.PolicyID, t.FollowUpTerms = *row.PolicyID, *row.Terms
	}
	t.Work = t.WorkTime(models.Location(row.Zone), closed(t.Country, row.Closed))
	return t
}

// closed says of a local day whether the client is closed: on public holidays of the
// country, and on its own days.
func closed(country string, own []time.Time) func(time.Time) bool {
	public, days := policy.Closed(country), make(map[time.Time]bool, len(own))
	for _, day := range own {
		days[models.DayIn(day, time.UTC)] = true
	}
	if public == nil && len(days) == 0 {
		return nil
	}
	return func(local time.Time) bool {
		return public != nil && public(local) || days[models.DayIn(local, local.Location())]
	}
}

// WorkTime is when a client works, for who counts in its business hours beside follow-up.
func (s *Service) WorkTime(tx *store.Tx, clientID models.ID) (models.WorkTime, error) {
	t, err := termsOf(tx, clientID)
	if err != nil {
		return models.WorkTime{}, err
	}
	return t.Work, nil
}

// Schedule sets the next date of an open lead by what holds for its client. It joins the
// transaction of whatever changed the lead; the caller keeps the lead.
func Schedule(tx *store.Tx, lead *models.Lead) error {
	if !lead.Open() {
		return nil
	}
	t, err := termsOf(tx, lead.ClientID)
	if err != nil {
		return err
	}
	if err := sells(tx, lead); err != nil {
		return err
	}
	lead.PlanBy(&t.FollowUpTerms, t.Work)
	return nil
}

// sells asks by which channel the lead's rep sells now.
func sells(tx *store.Tx, lead *models.Lead) error {
	lead.RepSells = ""
	if lead.RepID == nil {
		return nil
	}
	reps, err := store.Rows[struct{ Channel models.SalesChannel }](tx, `SELECT channel FROM users WHERE id = $1`, *lead.RepID)
	if err == nil && len(reps) > 0 {
		lead.RepSells = reps[0].Channel
	}
	return err
}
