package reports_test

import (
	"testing"
	"time"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/reports/maturity"
	"ripen/services/store"
)

// effect asks what the page asks, on a day.
func (w *world) effect(q reports.Question, g reports.Grouping, today time.Time) *reports.Effect {
	w.Helper()
	e, err := w.svc.Effect(w.Context(), models.Operator(), w.client.ID, q, g, 4, today)
	if err != nil {
		w.Fatal(err)
	}
	return e
}

func TestEffect_endsWithTheQuarterAskedForAndMarksTheYoung(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.refresh(7)
	e := w.effect(reports.Question{From: on(time.April, 1), To: on(time.June, 30)}, reports.BySource, on(time.June, 30))
	if len(e.Quarters) != 4 {
		t.Fatalf("%d quarters", len(e.Quarters))
	}
	newest, total := e.Quarters[3], e.Total
	if !newest.From.Equal(on(time.April, 1)) || !newest.To.Equal(on(time.June, 30)) || !newest.Young() {
		t.Errorf("the newest is %v to %v, young %v", newest.From, newest.To, newest.Young())
	}
	if newest.Total.Inquiries != total.Inquiries || newest.Total.Orders != total.Orders || newest.Total.Leads != total.Leads || newest.Total.Spend == nil || !newest.Total.Spend.Equal(total.Spend.Decimal) {
		t.Errorf("the newest counts %d, the report %d", newest.Total.Inquiries, total.Inquiries)
	}
	if f := newest.Total.Final; f.Seen != 4 || f.State != maturity.Immature || f.Expected <= 4 || f.Low < 4 || f.High <= f.Expected {
		t.Errorf("it is completed to %+v", f)
	}
	if oldest := e.Quarters[0]; oldest.From.Month() != time.July || oldest.From.Year() != 2025 || oldest.Young() || oldest.Total.Spend != nil {
		t.Errorf("the oldest is %+v", oldest)
	}
	if old := w.effect(reports.Question{From: on(time.April, 1), To: on(time.June, 30)}, reports.BySource, on(time.June, 30).AddDate(3, 0, 0)); old.Quarters[3].Young() || old.Rows[1].Young() {
		t.Error("years later orders are still to come")
	}
}

func TestEffect_ranksNothingThatIsTooYoung(t *testing.T) {
	t.Parallel()
	w := build(t)
	for range 6 {
		w.add("cheap", on(6, 9), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" }, order{on(6, 9), "10", 1})
	}
	for n := range 60 { // orders take their time, so that of the day before nothing can be said
		w.add("", on(1, 9), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" }, order{on(time.Month(2+n%2*4), 8), "10", 1})
	}
	w.refresh(9)
	june := reports.Question{From: on(6, 1), To: on(6, 30)}
	young := w.effect(june, reports.BySource, on(6, 10)).Rows[1]
	if young.Source != "cheap" || !young.TooYoung() || young.PlaceByCPO != 0 {
		t.Errorf("of the day before: %s, too young %t, place %d, %+v", young.Source, young.TooYoung(), young.PlaceByCPO, young.Final)
	}
	if _, _, _, said := young.RipeCPO(); said {
		t.Error("what an order of it will cost is said")
	}
	grown := w.effect(june, reports.BySource, on(9, 1)).Rows[1]
	cpo, low, high, said := grown.RipeCPO()
	if grown.PlaceByCPO == 0 || !said || !cpo.LessThan(grown.CPO.Decimal) || low.GreaterThan(cpo.Decimal) || high.LessThan(cpo.Decimal) {
		t.Errorf("in September: place %d, %v to become %v, %v to %v, %+v", grown.PlaceByCPO, grown.CPO, cpo, low, high, grown.Final)
	}
	june.Basis = reports.ByEvent
	if happened := w.effect(june, reports.BySource, on(6, 10)).Rows[1]; happened.Final != nil {
		t.Error("what happened in a period is completed")
	}
}

func TestEffect_sumsAGroupAndCostsWhatWasPaidFor(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.refresh(7)
	all := reports.Question{}
	w.in(func(tx *store.Tx) error { // all of one medium, and one of them without spend
		_, err := tx.Run(`UPDATE sources SET medium = 'search', audience = CASE label WHEN '' THEN 'Dentists' ELSE 'dentists' END WHERE client_id = $1`, w.client.ID)
		return err
	})
	for _, g := range []reports.Grouping{reports.ByMedium, reports.ByAudience} {
		e := w.effect(all, g, on(6, 30))
		if len(e.Rows) != 1 {
			t.Fatalf("%s: %d groups", g, len(e.Rows))
		}
		r := e.Rows[0]
		if r.Inquiries != 10 || r.Leads != 3 || r.Orders != 4 || r.Spend.String() != "1300" || r.CPI.String() != "162.5" || r.CPO.String() != "325" {
			t.Errorf("%s: %+v", g, r)
		}
	}
	if _, err := w.svc.Effect(t.Context(), models.Operator(), w.client.ID, all, "id", 4, on(6, 30)); !models.IsKind(err, models.Invalid) {
		t.Errorf("by what there is not: %v", err)
	}
	if e := w.effect(all, reports.BySource, on(6, 30)); len(e.Choices.Sources) != 3 || len(e.Choices.Programs) != 1 || e.Choices.Sources[1].Name != "cheap" {
		t.Errorf("it offers %+v", e.Choices)
	}
}

func TestEffect_splitsGradesWhereTheCriteriaChanged(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.in(func(tx *store.Tx) error {
		for _, basis := range []string{"arrival", "event"} {
			for version, a := range []int{0, 6, 1} {
				if _, err := tx.Run(`INSERT INTO grade_days (client_id, basis, source_id, program_id, version, day, a, b, c, d) VALUES ($1, $2, $3, $4, $5, $6, $7, 2, 1, 1)`,
					w.client.ID, basis, w.sources["dear"].ID, w.program.ID, version, on(time.Month(version+1), 5), a); err != nil {
					return err
				}
			}
		}
		return nil
	})
	graded := w.effect(reports.Question{From: on(2, 1)}, reports.BySource, on(6, 30)).Graded
	if len(graded) != 2 || graded[0].Version != 1 || graded[0].A != 6 || graded[0].Graded() != 10 || graded[1].Version != 2 || graded[1].A != 1 || !graded[1].Since.Equal(on(3, 5)) || graded[1].Program != w.program.Name {
		t.Errorf("graded by %+v", graded)
	}
}

func TestEffect_answersEveryBasisAndAttribution(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.refresh(7)
	marketer := models.Actor{Gate: models.GateClient, Role: models.Marketer, ClientID: w.client.ID, UserID: models.NewID()}
	for _, basis := range reports.Bases {
		for _, attribution := range reports.Attributions {
			q := reports.Question{From: on(5, 1), To: on(6, 30), Basis: basis, Attribution: attribution, Medium: "search"}
			e, err := w.svc.Effect(t.Context(), marketer, w.client.ID, q, reports.BySource, 8, on(6, 30))
			if err != nil || len(e.Rows) != 1 || e.Rows[0].Source != "cheap" || e.Rows[0].Orders != 1 {
				t.Errorf("%s, %s: %v", basis, attribution, err)
			}
		}
	}
}
