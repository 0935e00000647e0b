package followup

import (
	"time"

	"ripen/models"
)

// A tenure is that somebody had a lead, until somebody else got it. Each owner answers for
// his own time: he accepts within the hours from when it became his, and is not judged where
// it was taken from him before they were over. The first contact is of whoever had the lead
// when it was made, or when it was due. Reports and the close-out are of whoever has it now.
type tenure struct {
	RepID      *models.ID          `json:"rep_id"`
	Name       string              `json:"name"`
	PartnerID  *models.ID          `json:"partner_id"`
	Partner    string              `json:"partner"`
	Sells      models.SalesChannel `json:"sells"`
	At         time.Time           `json:"at"`
	AcceptedAt *time.Time          `json:"accepted_at"`
	Until      *time.Time          `json:"until"` // nil: it is his
}

// tenures is everybody who had the lead, the present owner last. Of an act that was taken
// back nothing is left.
func (f *followed) tenures() []tenure {
	now := tenure{RepID: f.RepID, Name: f.RepName, PartnerID: f.PartnerID, Partner: f.PartnerName, Sells: f.RepSells, At: f.ReleasedAt, AcceptedAt: f.AcceptedAt}
	if f.AssignedAt != nil {
		now.At = *f.AssignedAt
	}
	all := append(f.Before[:len(f.Before):len(f.Before)], now)
	for n := range f.Before {
		if a := all[n].AcceptedAt; a != nil && (a.Before(all[n].At) || a.After(*all[n].Until)) {
			all[n].AcceptedAt = nil // at another time when it was his
		}
	}
	return all
}

// accepted counts whether somebody accepted the lead in time; in neither where he had no
// time to.
func (o *tenure) accepted(f *followed, t *Terms, at time.Time) (c models.Count) {
	fresh := &models.Lead{ReleasedAt: f.ReleasedAt, AssignedAt: &o.At, WorthHigh: f.WorthHigh, Probability: f.Probability, PartnerID: o.PartnerID, RepSells: o.Sells}
	due := t.Due(fresh).At
	if o.Until == nil || due.Before(*o.Until) || o.AcceptedAt != nil {
		done(&c, o.AcceptedAt, due, at)
	}
	return c
}

// of reports whether the actor is told of what somebody did when it was his.
func (o *tenure) of(by models.Actor) bool {
	switch {
	case by.Gate == models.GateClient && by.Role == models.Rep:
		return o.RepID != nil && *o.RepID == by.UserID
	case by.Gate == models.GateClient && by.Role == models.PartnerManager:
		return o.PartnerID != nil && *o.PartnerID == by.PartnerID
	}
	return true
}

// had is who of them had the lead at an instant: the first, if it is before them all.
func had(all []tenure, at time.Time) (n int) {
	for n+1 < len(all) && !all[n+1].At.After(at) {
		n++
	}
	return n
}
