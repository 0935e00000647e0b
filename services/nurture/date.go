package nurture

import (
	"fmt"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/nurture/ripeness"
	"ripen/services/store"
)

// A Keeping is an inquiry that is about to be kept for later, and what its date depends on.
type Keeping struct {
	Inquiry  *models.Inquiry // its class is still that of the calls before
	Plan     models.NurturePlan
	BuyersOn *time.Time // the day on which the buyer decides, where an answer named one
	Heard    Heard
	Zone     *time.Location // of the client, whose days these are
	At       time.Time
	Today    time.Time // of the client's calendar, as every date here: at midnight UTC
}

// A Date is the day of the next call.
type Date struct {
	On  time.Time
	How string // models.ByPlan, ByBuyer ...
	Why string // a sentence for who reads the inquiry's story

	Kind  *models.StayKind // what is learned from it; nil: nothing
	Model int              // the version of what was learned that was asked
}

// Heard is what a grading has heard that dates depend on.
type Heard struct {
	Months  int    // in how many the buyer decides; 0 where nobody knows
	Missing string // the question whose answer kept it from being an A
}

// dateFor is the day on which somebody is called again, and why then. It is the one place
// where that is decided.
func (s *Service) dateFor(tx *store.Tx, k Keeping) (Date, error) {
	on, byBuyer := k.Plan.DueOn(k.Today, k.BuyersOn)
	d := Date{On: on, How: models.ByPlan}
	if k.Plan.Class != models.Unreached {
		d.Kind = &models.StayKind{Timeframe: ripeness.Timeframe(k.Heard.Months), Missing: k.Heard.Missing,
			Age: ripeness.Age(int(k.At.Sub(k.Inquiry.ReceivedAt).Hours() / 24)), PlanOn: on}
	}
	if !byBuyer {
		d.Why = fmt.Sprintf("Called again after %s, as the plan says.", count(k.Plan.Days, "day"))
		if d.Kind == nil {
			return d, nil
		}
		err := s.learn(tx, k, &d)
		return d, err
	}
	why := fmt.Sprintf("They decide about %s; we call %s before.", k.BuyersOn.Format("2 January 2006"), count(k.Plan.LeadDays, "day"))
	if k.Plan.LeadDays == 0 {
		why = fmt.Sprintf("They decide about %s; we call then.", k.BuyersOn.Format("2 January 2006"))
	}
	d.How, d.Why = models.ByBuyer, why
	return d, nil
}

func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return count(n, "time")
}

func upper(sentence string) string {
	if sentence == "" {
		return ""
	}
	return strings.ToUpper(sentence[:1]) + sentence[1:]
}
