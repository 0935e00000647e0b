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
func (s *Service) nothing(tx *store.Tx, by models.Actor, programs []share, at time.Time) (*Nothing, error) {
	open, languages, err := s.book.OpenBy(tx, at)
	if err != nil {
		return nil, err
	}
	unspoken, err := s.unspoken(tx, by, open, languages)
	if err != nil {
		return nil, err
	}
	if len(programs) == 0 {
		if unspoken != "" {
			return &Nothing{Reason: unspoken + " Ask your supervisor if that is you."}, nil
		}
		return &Nothing{Reason: "You are in no program that is running and asks for no more than you speak and can do. Ask your supervisor to add you to one."}, nil
	}
	n, err := s.later(tx, programs, at)
	switch {
	case err != nil || unspoken == "":
	case n.Waiting > 0:
		n.Reason += " " + unspoken
	default:
		n.Reason = unspoken + " Nobody else is due."
	}
	return n, err
}

// later says who of the caller's programs may be called later, and when.
func (s *Service) later(tx *store.Tx, programs []share, at time.Time) (*Nothing, error) {
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
