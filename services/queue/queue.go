// Package queue says which inquiry is next, who has it, and what follows from how
// the call ended: claims, leases, attempts, promises, drafts.
package queue

import (
	"time"

	"ripen/services/policy"
	"ripen/services/store"
)

// A Service serves the callers' queue.
type Service struct {
	store    *store.Store
	book     *policy.Book
	now      func() time.Time
	turns    turns
	criteria criteriaShelf
}

// New makes the service.
func New(st *store.Store, book *policy.Book, now func() time.Time) *Service {
	return &Service{store: st, book: book, now: now, turns: newTurns()}
}
