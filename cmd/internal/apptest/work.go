package apptest

import (
	"context"

	"ripen/models"
	"ripen/services/intake"
	"ripen/services/store"
)

// Arrives takes in one inquiry of a source of the cast, a hot one, as of now. The change
// may be anything about it.
func (h *House) Arrives(program, source string, change ...func(*intake.Arriving)) models.ID {
	h.t.Helper()
	p := h.Cast.Program(program)
	a := intake.Arriving{ClientID: p.ClientID, ProgramID: p.ID, SourceID: h.Cast.Source(source).ID, Via: "form", Name: "Ivy Moss", Title: "Practice manager", Organisation: "Moss Dental",
		Email: "ivy@moss-dental.example", Phone: "+18135550142", Address: "12 Bay Street", City: "Tampa", Region: "FL", Postcode: "33606", Country: "US", Product: "two scanners", Message: "Please send prices."}
	for _, c := range change {
		c(&a)
	}
	var got intake.Received
	h.Tx(models.Operator(), func(tx *store.Tx) (err error) {
		got, err = h.Intake.Receive(tx, a)
		return err
	})
	return got.StandsAs
}

// Tx runs fn in the database as somebody.
func (h *House) Tx(by models.Actor, fn func(*store.Tx) error) {
	h.t.Helper()
	h.must(h.Store.Tx(context.Background(), by, fn))
}

// Count answers a query that counts, as the operator.
func (h *House) Count(query string, args ...any) int {
	h.t.Helper()
	return Value[int](h, query, args...)
}

// Value answers a query of one value, as the operator.
func Value[T any](h *House, query string, args ...any) (value T) {
	h.t.Helper()
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(tx.Context(), query, args...).Scan(&value)
	})
	return value
}

// Context is the context of what the test does by itself.
func (h *House) Context() context.Context { return h.t.Context() }
