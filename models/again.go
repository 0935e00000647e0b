package models

import "time"

// Again begins the next cycle of an inquiry that had ended, because its person
// inquired again: it is called as a new one, with a fresh plan of attempts.
func (i *Inquiry) Again(p *Program, via string, at time.Time) {
	i.begin()
	i.Repeats++
	i.Class, i.Tier, i.FirstCallBy = New, TierRest, nil
	if via == "form" || via == "api" || via == "phone" {
		by := at.Add(time.Duration(p.ResponseMinutes) * time.Minute)
		i.Class, i.Tier, i.FirstCallBy = NewHot, TierHot, &by
	}
	i.Priority = float32(p.ExpectedValue())
	i.Plan(at, at)
}
