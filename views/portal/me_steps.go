package portal

// mine is the rep's own figures, step by step; of a rep of whom nothing was counted, none.
func (p StepsPage) mine() []StepCell {
	if len(p.Reps) == 0 {
		return nil
	}
	return p.Reps[0].Cells
}

// against is how many leads that is, and how many were expected to get past the step.
func (c StepCell) against() string {
	if c.N == 0 {
		return c.under()
	}
	return c.of() + ", " + c.under()
}

// dotsWords says whose the dots are.
func dotsWords(dots int) string {
	if dots == 1 {
		return "The dot is you. Others are drawn beside it once they are so many that nobody can be told by it."
	}
	return "Each dot is a rep; only yours has a name."
}
