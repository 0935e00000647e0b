package apptest

import (
	"context"

	"ripen/models"
	"ripen/services/grading"
	"ripen/services/intake"
	"ripen/services/queue"
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

// Graded lets a caller of the cast take an inquiry up and grade it, with the option of
// this number as every answer: the first ones make an A, the third ones none. What the
// caller holds is ended before, without an answer.
func (h *House) Graded(caller string, inquiry models.ID, option int, forRep, internal string) {
	h.t.Helper()
	ctx, by := context.Background(), h.Cast.As(caller)
	if held, _, err := h.Queue.Standing(ctx, by); err != nil || held != models.NoID {
		h.must(err)
		_, err := h.Queue.End(ctx, by, queue.Ending{InquiryID: held, Disposition: models.NoAnswer})
		h.must(err)
	}
	h.must(h.Queue.Take(ctx, by, inquiry))
	answers := models.Answers{}
	for _, key := range Questions {
		answers[key] = option
	}
	_, err := h.Grading.Grade(ctx, by, grading.Judgement{InquiryID: inquiry, Written: models.Written{Answers: answers, ForRep: forRep, Internal: internal}})
	h.must(err)
}

// Questions is the keys of the criteria of every program of the cast, in order.
var Questions = []string{"want", "fit", "when", "money", "who", "next"}

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
