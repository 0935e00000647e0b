package nurture

import (
	_ "embed"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

//go:embed trial.sql
var trialSQL string

// A Trial is what a nurture plan comes to with the people whom the program keeps today.
type Trial struct {
	Kept    int // in the class
	Mail    int // of them may be written to after the inquiry is no basis any more
	Call    int // of them have agreed to be called
	AtEnd   int // of them would end at their next B or C: they were kept as often as the plan keeps anybody
	Months  int // for so long the inquiry is basis enough to write
	Late    int // the first letter, counted from 1, that only people with a consent get; 0: none
	Touches int
}

// try says what a plan comes to: whom its letters reach, and whom it keeps no longer.
func try(tx *store.Tx, program *models.Program, p *models.NurturePlan, at time.Time) (t Trial, err error) {
	found, err := store.Row[Trial](tx, trialSQL, program.ID, p.Class, p.Cycles)
	if err != nil {
		return t, err
	}
	t = *found
	basis := policy.LetterBasis(policy.CountryCode(program.Country))
	t.Months, t.Touches = basis.Months, len(p.Touches)
	for n, touch := range p.Touches {
		if !basis.Allows(at, at.Add(time.Duration(touch.Day)*24*time.Hour)) {
			t.Late = n + 1
			break
		}
	}
	return t, nil
}

// Words says what the plan comes to.
func (t Trial) Words() (all []string) {
	if t.Touches > 0 && t.Late > 0 {
		all = append(all, fmt.Sprintf("From letter %d on, the inquiry is more than %s old: only whoever has agreed to be written to gets them, today %d of %d. To the others they are not sent, and their page says so.",
			t.Late, count(t.Months, "month"), t.Mail, t.Kept))
	}
	if t.AtEnd > 0 {
		all = append(all, fmt.Sprintf("%s kept today have been kept as often as this plan keeps anybody: graded B or C once more, they are closed as “%s”.", people(t.AtEnd), models.ClosedUnripe))
	}
	return all
}

func people(n int) string {
	if n == 1 {
		return "One of those"
	}
	return fmt.Sprintf("%d of those", n)
}
