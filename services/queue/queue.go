// Package queue says which inquiry is next, who has it, and what follows from how
// the call ended: claims, leases, attempts, promises, drafts.
package queue

import (
	"embed"
	"time"

	"ripen/services/nurture"
	"ripen/services/policy"
	"ripen/services/store"
)

// SQL is the statements of the queue by file name, so that cmd/bench can run the same
// ones without Ripen around them.
//
//go:embed *.sql
var SQL embed.FS

// A Service serves the callers' queue.
type Service struct {
	store    *store.Store
	book     *policy.Book
	now      func() time.Time
	turns    turns
	waiting  waiting
	letters  Letters
	criteria criteriaShelf
	secret   []byte   // keys the hashes of numbers
	arrivals Arrivals // of colleagues who are named
	nurture  *nurture.Service
}

// New makes the service.
func New(st *store.Store, book *policy.Book, now func() time.Time) *Service {
	return &Service{store: st, book: book, now: now, turns: newTurns(), waiting: newWaiting(), nurture: nurture.New(st, now)}
}
