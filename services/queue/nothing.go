package queue

import (
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed nothing.sql
var nothingSQL string

// nothing says why nobody is next, and when somebody will be.
func (s *Service) nothing(tx *store.Tx, programs []share, at time.Time) (*Nothing, error) {
	if len(programs) == 0 {
		return &Nothing{Reason: "You are in no program that is running. Ask your supervisor to add you to one."}, nil
	}
	windows, err := s.book.All(tx, speaks(programs))
	if err != nil {
		return nil, err
	}
	ids := make([]models.ID, len(programs))
	for n, p := range programs {
		ids[n] = p.ID
	}
	found, err := store.Row[struct {
		Windows []int32
		Waiting int
		NextDue *time.Time
	}](tx, nothingSQL, ids, windows)
	if err != nil {
		return nil, err
	}
	n := &Nothing{Waiting: found.Waiting, NextAt: found.NextDue, Reason: "Nothing is due in your programs."}
	if found.Waiting > 0 {
		n.Reason = "It is outside the calling hours of everybody who is due."
		opens, ok, err := s.book.NextOpen(tx, found.Windows, at)
		if err != nil {
			return nil, err
		}
		if ok && (n.NextAt == nil || opens.Before(*n.NextAt)) {
			n.NextAt = &opens
		}
	}
	return n, nil
}
