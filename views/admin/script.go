package admin

import (
	"strconv"

	"ripen/models"
	"ripen/views/components"
)

// A BranchTyped is what follows from answers, as it was typed.
type BranchTyped struct {
	On, Say, Goto string
}

// later is where a branch of the n-th question can go on: questions below it that have
// been saved, or the end. Where it goes now is always among them, so that nothing is lost.
func (p CriteriaPage) later(n int, now string) []components.Option {
	options := []components.Option{{Label: "the next question"}}
	known := now == "" || now == models.TheEnd
	for k, q := range p.Questions {
		if k > n && q.Key != "" {
			options = append(options, components.Option{Value: q.Key, Label: strconv.Itoa(k+1) + ". " + q.Short})
			known = known || q.Key == now
		}
	}
	if !known {
		options = append(options, components.Option{Value: now, Label: "“" + now + "”, which is not below"})
	}
	return append(options, components.Option{Value: models.TheEnd, Label: "the end: no more questions"})
}
