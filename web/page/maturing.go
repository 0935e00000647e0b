package page

import (
	"ripen/services/nurture"
	"ripen/views/components"
)

// Maturing is the forecast of As as it is shown; due says whether how many are called is told.
func Maturing(weeks []nurture.Maturing, due bool) components.MaturingProps {
	p := components.MaturingProps{Due: due}
	for _, w := range nurture.Together(weeks) {
		p.Weeks = append(p.Weeks, components.MaturingWeek{From: w.Week, Due: w.Due, Expected: w.Expected, Low: w.Low, High: w.High})
	}
	return p
}
