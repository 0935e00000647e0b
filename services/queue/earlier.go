package queue

import (
	_ "embed"
	"time"

	"ripen/models"
)

//go:embed earlier.sql
var earlierSQL string

// A graded inquiry, as it was the last time.
type graded struct {
	At        time.Time
	Cycle     int
	Grade     models.Grade
	Answers   models.Answers
	Questions []models.Question
}

// recall puts what was answered in an earlier cycle beside the questions of today.
func (c *Call) recall(before []graded) {
	if len(before) == 0 || c.Criteria == nil || before[0].Cycle >= c.Head.Cycle {
		return
	}
	c.Earlier = c.Criteria.Earlier(before[0].Questions, before[0].Answers, before[0].At)
}
