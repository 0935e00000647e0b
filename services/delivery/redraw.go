package delivery

import (
	"time"

	"ripen/models"
	"ripen/services/store"
)

// GiveTo gives a locked open lead to a rep whom the actor may choose and who is present. He
// is told from an instant on, if he has it then.
func (s *Service) GiveTo(tx *store.Tx, lead *models.Lead, repID models.ID, why string, at, tellAt time.Time) error {
	reps, err := repsFor(tx, lead)
	if err != nil {
		return err
	}
	for n := range reps {
		switch rep := &reps[n]; {
		case rep.ID != repID:
		case !rep.Present(at):
			return models.Refuse(models.Invalid, "rep", "%s is away: choose a rep who is there.", rep.Name)
		default:
			return give(tx, lead, rep, why, at, tellAt)
		}
	}
	return models.Refuse(models.Invalid, "rep", "Choose one of the reps.")
}

// GiveOn gives an open lead that nobody takes up to another rep of the same kind: one of
// its partner's, or of the client's own, who is present, has not had it, and has the fewest
// open leads. It reports whether there was one. The lead is locked, and the agency's worker asks.
func (s *Service) GiveOn(tx *store.Tx, lead *models.Lead, why string, at time.Time) (bool, error) {
	reps, err := store.All[models.User](tx, models.RepsOf(lead.ClientID))
	if err != nil {
		return false, err
	}
	had, err := store.All[models.Assignment](tx, models.OfLead(lead.ID))
	if err != nil {
		return false, err
	}
	load, err := store.Rows[struct {
		RepID models.ID
		Open  int
	}](tx, `SELECT rep_id, count(*) AS open FROM leads WHERE client_id = $1 AND closed_at IS NULL AND rep_id IS NOT NULL GROUP BY rep_id`, lead.ClientID)
	if err != nil {
		return false, err
	}
	open := map[models.ID]int{}
	for _, l := range load {
		open[l.RepID] = l.Open
	}
	before := map[models.ID]bool{}
	for _, a := range had {
		if a.RepID != nil {
			before[*a.RepID] = true
		}
	}
	var next *models.User
	for n := range reps {
		rep := &reps[n]
		if !rep.Present(at) || rep.Weight == 0 || before[rep.ID] || lead.RepID != nil && *lead.RepID == rep.ID || !samePartner(rep.PartnerID, lead.PartnerID) {
			continue
		}
		if next == nil || open[rep.ID] < open[next.ID] {
			next = rep
		}
	}
	if next == nil {
		return false, nil
	}
	return true, give(tx, lead, next, why, at)
}

func samePartner(a, b *models.ID) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}
