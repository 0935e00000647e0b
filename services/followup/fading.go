package followup

import (
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed reports_weekly.sql
var reportsWeeklySQL string

// fadingPast is how many weeks of reports somebody is judged by.
const fadingPast = 26

// A repWeek is a row of reports_weekly.sql.
type repWeek struct {
	RepID     models.ID
	Name      string
	N         int
	Reports   int
	LeadWeeks float64
}

// fading is the reps of a client whose reports become fewer than they were, by name.
func fading(tx *store.Tx, clientID models.ID, at time.Time) (all []models.FadingRep, err error) {
	rows, err := store.Rows[repWeek](tx, reportsWeeklySQL, clientID, at, fadingPast)
	if err != nil {
		return nil, err
	}
	for n := 0; n < len(rows); n += fadingPast {
		var weeks []models.RepWeek
		for _, w := range rows[n : n+fadingPast] {
			if len(weeks) > 0 || w.LeadWeeks > 0 { // not before their first lead
				weeks = append(weeks, models.RepWeek{Reports: w.Reports, LeadWeeks: w.LeadWeeks})
			}
		}
		if since, before, now, fades := models.Fades(weeks); fades {
			all = append(all, models.FadingRep{RepID: rows[n].RepID, Name: rows[n].Name, Before: before, Now: now, Weeks: since})
		}
	}
	return all, nil
}
