// Package reports is what the agency and its clients are told at the end of an
// inquiry's life: what each source cost and brought, and where every inquiry is.
package reports

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
)

// A Service answers the questions of the reports, each from the .sql file of its name.
type Service struct {
	st   *store.Store
	now  func() time.Time
	last lastLost
	post Post
}

// New is the service on a store; now is its clock.
func New(st *store.Store, now func() time.Time) *Service {
	return &Service{st: st, now: now}
}

// An Amount is exact money in the client's currency; a number with two decimals in JSON.
type Amount struct{ decimal.Decimal }

// MarshalJSON writes the number.
func (a Amount) MarshalJSON() ([]byte, error) { return []byte(a.StringFixed(2)), nil }

// plus adds two amounts, either of which may be unknown.
func plus(a, b *Amount) *Amount {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return &Amount{a.Add(b.Decimal)}
}

// each is the amount for each of n, where both are known.
func each(a *Amount, n int) *Amount {
	if a == nil || n == 0 {
		return nil
	}
	return &Amount{a.Div(decimal.NewFromInt(int64(n))).Round(2)}
}

// look asks one question as the actor, and reads the answer’s rows.
func look[T any](ctx context.Context, st *store.Store, by models.Actor, question string, args ...any) (rows []T, err error) {
	asked := store.Questions{Varied: true}
	store.Ask(&asked, &rows, question, args...)
	return rows, st.Answer(ctx, by, &asked)
}
