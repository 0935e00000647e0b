package reports_test

import (
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/reports/raw"
	"ripen/services/store"
)

// returns holds the program's return against the base tables, and against the report of the sources.
func (h *history) returns(program models.ID) {
	h.Helper()
	today := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	for _, basis := range reports.Bases {
		q := reports.Question{Basis: basis, Program: program, From: began.AddDate(0, -3, 0), To: today}
		r, err := h.svc.Return(h.Context(), models.Operator(), h.client.ID, q, today)
		if err != nil {
			h.Fatal(err)
		}
		type stored struct {
			Kind           string
			Orders, Valued int
			Worth          decimal.Decimal
		}
		var one *models.ID
		if program != models.NoID {
			one = &program
		}
		found, err := store.Look[stored](h.Context(), h.st, models.Operator(), raw.Return, h.client.ID, r.From, r.To, string(basis), one)
		if err != nil {
			h.Fatal(err)
		}
		want := map[string]stored{}
		for _, f := range found {
			want[f.Kind] = f
		}
		check := func(kind string, e reports.Earned, w stored) {
			revenue := decimal.Zero
			if e.Revenue != nil {
				revenue = e.Revenue.Decimal
			}
			if e.Orders != w.Orders || e.Valued != w.Valued || !revenue.Equal(w.Worth) {
				h.Errorf("%s %s: %d orders, %d of them worth %s; the tables say %+v", basis, kind, e.Orders, e.Valued, revenue, w)
			}
		}
		for _, m := range r.Months {
			month := m.Month.Format("2006-01")
			later, ripe := want[month+" repeat"], want[month+" repeat of ripened"]
			check(month+" ready", m.Ready, want[month+" ready"])
			check(month+" ripened", m.Ripened, want[month+" ripened"])
			check(month+" repeat of ripened", m.RipenedRepeats, ripe)
			check(month+" repeat", m.Repeats, stored{"", later.Orders + ripe.Orders, later.Valued + ripe.Valued, later.Worth.Add(ripe.Worth)})
		}
		h.sums(r, q)
	}
}

// sums checks that the months add up to the whole, and the whole to what the sources brought.
func (h *history) sums(r *reports.Return, q reports.Question) {
	h.Helper()
	q.From, q.To = r.From, r.To
	sources, err := h.svc.Sources(h.Context(), models.Operator(), h.client.ID, q)
	if err != nil {
		h.Fatal(err)
	}
	var orders, inquiries, without int
	for _, m := range r.Months {
		orders, inquiries, without = orders+m.All().Orders, inquiries+m.Inquiries, without+m.Without().Orders
	}
	t := r.Total
	if orders != t.All().Orders || inquiries != t.Inquiries || without != t.Without().Orders || without+t.Ripened.Orders+t.RipenedRepeats.Orders != orders {
		h.Errorf("%+v: the months have %d orders of %d inquiries, %d without the ripened ones, and the whole is %+v", q, orders, inquiries, without, t)
	}
	revenue, all := decimal.Zero, t.All().Revenue
	if all != nil {
		revenue = all.Decimal
	}
	total := decimal.Zero
	if sources.Total.Revenue != nil {
		total = sources.Total.Revenue.Decimal
	}
	if sources.Total.Orders != orders || sources.Total.Inquiries != inquiries || !total.Equal(revenue) {
		h.Errorf("%+v: %d orders of %d inquiries worth %s, and the sources say %d of %d worth %s", q, orders, inquiries, revenue, sources.Total.Orders, sources.Total.Inquiries, total)
	}
}
