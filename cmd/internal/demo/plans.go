package demo

import (
	"context"

	"ripen/models"
)

// plan publishes a contact plan of calls, a text and an e-mail, once; the other programs
// follow the usual ones.
func (y *year) plan(ctx context.Context) error {
	program := y.settled.Program("chairside-us")
	by := y.settled.As("Priya Raman")
	before, err := y.Clients.PlanVersions(ctx, by, program.ID, models.New)
	if err != nil || len(before) > 0 {
		return err
	}
	const day = 24 * 60
	_, err = y.Clients.PublishPlan(ctx, by, models.ContactPlan{
		ProgramID: program.ID, Class: models.New, DeadlineDays: 30, Letter: models.UsualLetter,
		Steps: []models.PlanStep{
			{Channel: models.ByCall},
			{Channel: models.ByCall, After: day, Part: models.AnotherHour},
			{Channel: models.ByText, After: 15, Text: "Hello {first}, this is {agency} for {client}, about {product}. When may we call you?"},
			{Channel: models.ByCall, After: 2 * day, Part: models.AnotherHour},
			{Channel: models.ByEmail, After: 60, Subject: "Your inquiry with {client}", Text: "Hello {first},\n\nwe have tried to reach you about {product}. Answer with a time that suits you, and we shall call you then."},
			{Channel: models.ByCall, After: 4 * day, Part: models.AnotherHour},
			{Channel: models.ByCall, After: 5 * day, Part: models.AnotherHour},
		},
	}, models.NoID)
	return err
}
