package queue

import (
	"time"

	"ripen/models"
	"ripen/services/policy"
)

// A Course is the contact plan of an inquiry, and how far it has come in it.
type Course struct {
	Class        models.Class
	Step         int
	Channel      models.Channel
	BegunAt      *time.Time
	Attempts     int
	MaxAttempts  int
	PlanVersion  *int
	Steps        []models.PlanStep
	DeadlineDays *int
	Letter       *models.PlanLetter
}

// Plan is the plan in force.
func (c *Course) Plan() *models.ContactPlan {
	return models.PlanInForce(c.Class, c.MaxAttempts, c.PlanVersion, c.Steps, c.DeadlineDays, c.Letter)
}

// Text is what is to be sent by hand now, as the program words it; "" where a call is due.
func (c *Course) Text() string {
	if plan := c.Plan(); c.Channel == models.ByText && c.Step < len(plan.Steps) {
		return plan.Steps[c.Step].Text
	}
	return ""
}

// after is where a disposition would put the inquiry behind the page.
func (c *Course) after(h *Head, d models.Consequence, window policy.Window, at time.Time) models.Inquiry {
	i := models.Inquiry{ID: h.ID, Class: h.Class, Tier: h.Tier, Grade: h.Grade, Attempts: c.Attempts, Step: c.Step, Channel: c.Channel, BegunAt: c.BegunAt}
	return after(i, d, c.Plan(), c.MaxAttempts, window, at)
}
