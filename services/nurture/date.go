package nurture

import (
	"fmt"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// A Keeping is an inquiry that is about to be kept for later, and what its date depends on.
type Keeping struct {
	Inquiry  *models.Inquiry // its class is still that of the calls before
	Plan     models.NurturePlan
	BuyersOn *time.Time     // the day on which the buyer decides, where an answer named one
	Zone     *time.Location // of the client, whose days these are
	At       time.Time
	Today    time.Time // of the client's calendar, as every date here: at midnight UTC
}

// A Date is the day of the next call.
type Date struct {
	On  time.Time
	How string // models.ByPlan, ByBuyer ...
	Why string // a sentence for who reads the inquiry's story
}

// dateFor is the day on which somebody is called again, and why then. It is the one place
// where that is decided.
func (s *Service) dateFor(_ *store.Tx, k Keeping) (Date, error) {
	on, byBuyer := k.Plan.DueOn(k.Today, k.BuyersOn)
	if !byBuyer {
		return Date{On: on, How: models.ByPlan, Why: fmt.Sprintf("Called again after %s, as the plan says.", count(k.Plan.Days, "day"))}, nil
	}
	why := fmt.Sprintf("They decide about %s; we call %s before.", k.BuyersOn.Format("2 January 2006"), count(k.Plan.LeadDays, "day"))
	if k.Plan.LeadDays == 0 {
		why = fmt.Sprintf("They decide about %s; we call then.", k.BuyersOn.Format("2 January 2006"))
	}
	return Date{On: on, How: models.ByBuyer, Why: why}, nil
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
