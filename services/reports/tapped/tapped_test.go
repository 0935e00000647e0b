package tapped_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"ripen/services/reports/maturity"
	"ripen/services/reports/rates"
	"ripen/services/reports/tapped"
)

func TestChart_alarmsFalselyAsOftenAsItSays(t *testing.T) {
	t.Parallel()
	for _, rate := range []float64{0.2, 0.05} {
		const known = 1_000_000
		w := &tapped.Watch{Chart: tapped.NewChart(tapped.Past{Inquiries: known, A: int(known * rate)}, rates.Prior{}, tapped.PerAlarm)}
		dice := rand.New(rand.NewPCG(3, 3))
		inquiries, alarms := 0, 0
		for alarms < 3000 {
			a := 0
			if dice.Float64() < rate {
				a = 1
			}
			if inquiries++; w.See(tapped.Day{Inquiries: 1, A: a}, w.Rate) {
				alarms++
				w.Restart()
			}
		}
		if per := float64(inquiries) / float64(alarms); per < 0.96*tapped.PerAlarm || per > 1.25*tapped.PerAlarm {
			t.Errorf("at %v: a false alarm in %.0f inquiries, said are %d", rate, per, tapped.PerAlarm)
		}
		short := tapped.NewChart(tapped.Past{Inquiries: 100, A: int(100 * rate)}, rates.Prior{}, tapped.PerAlarm)
		if short.Limit < 1.1*w.Limit {
			t.Errorf("at %v: the limit is %.2f with a short past and %.2f with a long one", rate, short.Limit, w.Limit)
		}
	}
}

// calm is a source of 70 inquiries and 14 A a week, 700 of spend, and 7 orders from each week
// in the end: an order costs 100.
func calm(name string, weeks, today int) tapped.Source {
	s := tapped.Source{Name: name, Curve: maturity.Fit(nil, 0, maturity.Published()), Monthly: 3000, Value: 1000}
	for day := range weeks * 7 {
		s.Days = append(s.Days, tapped.Day{On: day, Inquiries: 10, A: 2})
	}
	carry := 0.0
	for week := range weeks {
		c := tapped.Cohort{Arrived: week*7 + 3, Spend: 700, Inquiries: 70}
		carry += 7 * s.Curve.Share(today-c.Arrived)
		c.Orders = int(carry)
		carry -= float64(c.Orders)
		s.Cohorts = append(s.Cohorts, c)
	}
	return s
}

// fall takes a part of the A and of the orders from a day on.
func fall(s *tapped.Source, from int, left float64) {
	a, orders := 0.0, 0.0
	for n, d := range s.Days {
		if d.On >= from {
			a += float64(d.A) * left
			s.Days[n].A = int(a)
			a -= float64(s.Days[n].A)
		}
	}
	for n, c := range s.Cohorts {
		if c.Arrived >= from {
			orders += float64(c.Orders) * left
			s.Cohorts[n].Orders = int(orders)
			orders -= float64(s.Cohorts[n].Orders)
		}
	}
}

func client(weeks int) []tapped.Source {
	var all []tapped.Source
	for _, name := range []string{"web", "fair", "print", "search", "mail"} {
		all = append(all, calm(name, weeks, weeks*7-1))
	}
	return all
}

func TestJudge_namesTheSourceThatFellAndSaysWhatItCosts(t *testing.T) {
	t.Parallel()
	const weeks, fell = 100, 602 // fourteen weeks ago
	all := client(weeks)
	fall(&all[1], fell, 0.5)
	verdicts := tapped.Judge(all, tapped.Since(0, weeks*7-1))
	for n, v := range verdicts {
		if (n == 1) != v.Named || n != 1 && v.Advice.Act != tapped.Keep {
			t.Errorf("%s: %+v", v.Source, v)
		}
	}
	v := verdicts[1]
	if v.Began.Earliest > fell || v.Began.Latest < fell || v.Began.Latest-v.Began.Earliest > 60 {
		t.Errorf("it began on %d, said is %+v", fell, v.Began)
	}
	if v.Since.N != 10*(weeks*7-v.Began.On) || v.Usual.N != 10*v.Began.On || math.Abs(float64(v.Since.K)/float64(v.Since.N)-0.1) > 0.03 {
		t.Errorf("before and since: %+v, %+v", v.Usual, v.Since)
	}
	m := v.Money
	if !m.Known || m.Lost.Low > 15 || m.Lost.High < 15 || math.Abs(m.Lost.Middle-15) > 6 {
		t.Errorf("of 30 orders a month 15 are lost, said are %+v", m.Lost)
	}
	if math.Abs(m.Worth.Middle-1000*m.Lost.Middle) > 1e-6 || m.Overspent.Middle < 700 || m.Overspent.Middle > 2000 {
		t.Errorf("in money: %+v, overspent %+v", m.Worth, m.Overspent)
	}
	if v.Advice.Act == tapped.Keep || v.Advice.Dearer < 0.8 {
		t.Errorf("elsewhere an order costs 100, here twice as much: %+v", v.Advice)
	}

	bearable := client(weeks)
	fall(&bearable[1], fell, 0.5)
	bearable[1].Bearable = 500
	if a := tapped.Judge(bearable, tapped.Since(0, weeks*7-1))[1].Advice; a.Act != tapped.Keep || a.Dearer > 0.05 {
		t.Errorf("an order may cost 500: %+v", a)
	}
	bearable[1].Bearable = 60
	if a := tapped.Judge(bearable, tapped.Since(0, weeks*7-1))[1].Advice; a.Act != tapped.Stop {
		t.Errorf("an order may cost 60: %+v", a)
	}
}

func TestJudge_doesNotBlameOneForWhatMovesAll(t *testing.T) {
	t.Parallel()
	const weeks = 100
	all := client(weeks)
	for n := range all {
		fall(&all[n], 560, 0.6)
	}
	for _, v := range tapped.Judge(all, tapped.Since(0, weeks*7-1)) {
		if v.Named {
			t.Errorf("%s is named, though all fell alike: %+v", v.Source, v)
		}
	}
	one := client(weeks)
	fall(&one[2], 560, 0.6)
	if v := tapped.Judge(one, tapped.Since(0, weeks*7-1))[2]; !v.Named {
		t.Errorf("alone it is: %+v", v)
	}
}

func TestJudge_saysNothingOfFew(t *testing.T) {
	t.Parallel()
	all := []tapped.Source{
		{Name: "nothing"},
		{Name: "new", Days: []tapped.Day{{On: 95, Inquiries: 30, A: 0}}},
		{Name: "without spend", Curve: maturity.Fit(nil, 0, maturity.Published()), Cohorts: []tapped.Cohort{{Arrived: 3, Orders: 9}}},
		{Name: "without an order", Curve: maturity.Fit(nil, 0, maturity.Published()), Cohorts: []tapped.Cohort{{Arrived: 3, Spend: 900}}, Monthly: 100},
	}
	for _, v := range tapped.Judge(all, tapped.Since(0, 100)) {
		if !v.TooFew || v.Sign || v.Named || v.Money.Known || v.Advice.Act != tapped.Keep {
			t.Errorf("%+v", v)
		}
	}
}

func TestCost_doesNotTakeTheYoungForTheBad(t *testing.T) {
	t.Parallel()
	const weeks = 100
	s := calm("web", weeks, weeks*7-1)
	if c := tapped.Cost(s.Cohorts, s.Curve, tapped.Since(0, weeks*7-1)); c.Alarms() || c.Level > 1 {
		t.Errorf("nothing fell: %+v", c)
	}
	atOnce := maturity.Fit(nil, 0, maturity.Of(1, func(float64) float64 { return 1 }))
	if c := tapped.Cost(s.Cohorts, atOnce, tapped.Since(0, weeks*7-1)); !c.Alarms() {
		t.Errorf("without the correction the young weeks do not even look bad: %+v", c)
	}
	fall(&s, 560, 0.5)
	if c := tapped.Cost(s.Cohorts, s.Curve, tapped.Since(0, weeks*7-1)); !c.Alarms() || c.Began.Earliest > 560 || c.Began.Latest < 550 {
		t.Errorf("orders per spend were halved on day 560: %+v", c)
	}
}

func TestNamed_isTheStepUpProcedure(t *testing.T) {
	t.Parallel()
	// Chances of 0.001, 0.012 and 0.5 in three: 0.001 ≤ 0.03/3, 0.012 ≤ 0.03 × 2/3, 0.5 > 0.03.
	named, chances := tapped.Named([][]float64{{-math.Log(0.012)}, {-math.Log(0.5), 0}, {-math.Log(0.0005), 1}, nil})
	if !named[2] || named[1] || named[3] || math.Abs(chances[2]-0.001) > 1e-12 || chances[3] != 1 {
		t.Errorf("%v of %v", named, chances)
	}
	if !named[0] {
		t.Errorf("0.012 is under 0.03 × 2/4: %v", chances)
	}
	many := make([][]float64, 20)
	many[0] = []float64{-math.Log(0.012)}
	if named, _ := tapped.Named(many); named[0] {
		t.Error("the same chance is named among twenty")
	}
}
