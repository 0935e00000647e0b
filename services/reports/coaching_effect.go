package reports

import (
	_ "embed"
	"slices"
	"time"

	"ripen/models"
	"ripen/services/reports/funnel"
	"ripen/services/store"
)

//go:embed coaching_due.sql
var coachingDue string

// comparedFor is how long before and after a coaching the leads are compared.
const comparedFor = 182 // days

// A coached is a coaching that holds.
type coached struct {
	ID        models.ID
	RepID     models.ID
	PartnerID *models.ID
	Stage     int
	OnDay     time.Time
}

// A coachingEffect is a row of coaching_effects: before, after, the others before and after.
type coachingEffect struct {
	CoachingID models.ID  `json:"coaching_id"`
	ClientID   models.ID  `json:"client_id"`
	RepID      models.ID  `json:"rep_id"`
	PartnerID  *models.ID `json:"partner_id"`
	N          []int      `json:"n"`
	K          []int      `json:"k"`
	Expected   []float64  `json:"expected"`
}

// keepEffects counts what each coaching of the way changed.
func (w *way) keepEffects(tx *store.Tx) error {
	held, err := store.Rows[coached](tx, coachingDue, w.clientID, w.alike)
	if err != nil {
		return err
	}
	effects := make([]coachingEffect, 0, len(held))
	for _, c := range held {
		effects = append(effects, w.effect(c, held))
	}
	return fill(tx, "coaching_effects", effects)
}

// effect compares the leads that came to the step in the half year before the coaching and
// in that after it. A coaching of the same rep on the same step ends both ways, so that one
// is not credited with what another did. The others are the reps who were never coached on
// the step.
func (w *way) effect(c coached, held []coached) coachingEffect {
	day := dayNumber(c.OnDay)
	from, to := day-comparedFor, day+comparedFor
	trained := map[models.ID]bool{}
	for _, other := range held {
		if other.Stage != c.Stage {
			continue
		}
		trained[other.RepID] = true
		if at := dayNumber(other.OnDay); other.RepID == c.RepID && at < day {
			from = max(from, at)
		} else if other.RepID == c.RepID && at > day {
			to = min(to, at)
		}
	}
	sums := w.model.Around(w.entries, funnel.Coaching{Rep: slices.Index(w.reps, c.RepID), Step: c.Stage - 1, On: day, From: from, To: to,
		Trained: func(rep int) bool { return trained[w.reps[rep]] }})
	effect := coachingEffect{CoachingID: c.ID, ClientID: w.clientID, RepID: c.RepID, PartnerID: c.PartnerID}
	for _, s := range sums {
		effect.N, effect.K, effect.Expected = append(effect.N, s.N), append(effect.K, s.K), append(effect.Expected, s.Expected)
	}
	return effect
}
