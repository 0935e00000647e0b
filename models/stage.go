package models

import "slices"

// FirstContactStage is what the first stage is called where the selling process begins later.
const FirstContactStage = "First contact"

// A Stage is a step to the sale as it is counted: from the release to the order, each lead
// comes to one after the other.
type Stage struct {
	Name      string
	Means     string
	Milestone int // of the process, counted from 1; 0: the first contact alone
	Order     bool
}

// Stages are the steps of the process as they are counted. The first contact is one, also
// where the process does not name it; the last step is the order, as a lead that is won has
// reached all of them.
func (p *Process) Stages() (all []Stage) {
	if len(p.Steps) == 0 || !SameStep(p.Steps[0].Name, FirstContactStage) {
		all = append(all, Stage{Name: FirstContactStage, Means: "You spoke with the person."})
	}
	for n, s := range p.Steps {
		all = append(all, Stage{Name: s.Name, Means: s.Means, Milestone: n + 1, Order: n == len(p.Steps)-1})
	}
	return all
}

// Alike reports whether leads of both processes can be counted together: they are versions
// of one, with the same steps.
func (p *Process) Alike(q *Process) bool {
	if p.LineID != q.LineID || len(p.Steps) != len(q.Steps) {
		return false
	}
	for n := range p.Steps {
		if !SameStep(p.Steps[n].Name, q.Steps[n].Name) {
			return false
		}
	}
	return true
}

// Counts reports whether a stage of any process is one of this process, too: a lead that goes
// by it can come to the stage.
func (p *Process) Counts(stage Stage) bool {
	return slices.ContainsFunc(p.Stages(), func(s Stage) bool { return s.Order && stage.Order || SameStep(s.Name, stage.Name) })
}
