package sourcesim

import (
	"math/rand/v2"

	"ripen/services/reports/maturity"
	"ripen/services/reports/tapped"
)

// Alarms is how the charts of whole clients do, looked at every Monday with what is known then.
type Alarms struct {
	Clients int `json:"clients"`
	Sources int `json:"sources"` // of each

	PerSign float64 `json:"inquiries_per_false_sign"`    // of both charts together, in sources without a fault
	PerCPO  float64 `json:"cpo_inquiries_per_false"`     // of the chart of the CPO
	PerRaw  float64 `json:"raw_cpo_inquiries_per_false"` // of the CPO by date of order
	Shown   float64 `json:"shown_falsely"`               // share of the Mondays on which a source without a fault shows a sign
	Young   float64 `json:"uncorrected_shown_falsely"`   // the same by the CPO of cohorts, uncorrected
	Wrong   float64 `json:"named_wrongly"`               // of the sources named on a Monday, the share without a fault

	Signs  float64 `json:"fall_sign_weeks"`  // from a halved A rate to a sign, in the median
	Named  float64 `json:"fall_named_weeks"` // and until it is named among all
	Began  float64 `json:"began_covered"`    // the range of when it began holds the day
	Lost   float64 `json:"lost_covered"`     // that of the orders lost a month holds the truth
	Advise float64 `json:"advised"`          // of the fallen sources that are dear, those to be halved or stopped in the end
	Spared float64 `json:"spared"`           // of the sources without a fault, those to be kept

	Corrected float64 `json:"cpo_weeks"`           // from half the orders of as many A to the alarm, corrected for age
	Raw       float64 `json:"raw_cpo_weeks"`       // by date of order
	Ripe      float64 `json:"mature_cpo_weeks"`    // by cohorts that are mature
	Sooner    float64 `json:"sooner_weeks"`        // between the medians of the corrected and the raw one
	Paired    float64 `json:"paired_sooner_weeks"` // the median between the two in one source, where one of them alarmed
}

// A chart of one source, looked at from Monday to Monday.
type looked struct {
	before bool    // it alarmed a week ago
	spoilt bool    // it alarmed when the change came: nothing can be learned from it
	found  bool    // it began to alarm after the change
	after  float64 // so many weeks
}

func (o *looked) note(alarms bool, today, change int) (falsely bool) {
	if alarms && !o.before && today >= change && !o.found {
		o.found, o.after = true, float64(today-change)/week
	}
	began := alarms && !o.before
	o.before = alarms
	o.spoilt = o.spoilt || alarms && today < change && today+week >= change
	return began
}

// charts are those of one source.
type charts struct{ sign, named, cpo, raw, ripe looked }

// A tally is counted over all clients.
type tally struct {
	inquiries, signs, cpos, raws float64 // in sources without a fault, and false alarms there
	wrong, mondays               float64

	shown, young, spared, began, lost, advised hits

	toSign, toNamed, toCPO, toRaw, toRipe, sooner waits
}

func alarms(p Params, runs int, seed uint64) Alarms {
	t := &tally{}
	for run := range runs {
		t.client(newWorld(p, rand.New(rand.NewPCG(seed, 3_000_000+uint64(run))), poorer, hollow), p.Days.Value-1)
	}
	a := Alarms{Clients: runs, Sources: p.Sources.Count}
	a.PerSign, a.PerCPO, a.PerRaw = t.inquiries/max(1, t.signs), t.inquiries/max(1, t.cpos), t.inquiries/max(1, t.raws)
	a.Wrong, a.Shown, a.Young, a.Spared = t.wrong/max(1, t.mondays), t.shown.rate(), t.young.rate(), t.spared.rate()
	a.Signs, a.Named, a.Began, a.Lost, a.Advise = middle(t.toSign), middle(t.toNamed), t.began.rate(), t.lost.rate(), t.advised.rate()
	a.Corrected, a.Raw, a.Ripe, a.Paired = middle(t.toCPO), middle(t.toRaw), middle(t.toRipe), middle(t.sooner)
	a.Sooner = a.Raw - a.Corrected
	return a
}

// client looks at a client from Monday to Monday.
func (t *tally) client(w *world, last int) {
	of, ledgers := make([]charts, len(w.sources)), make([][]tapped.Cohort, len(w.sources))
	for n := range w.sources {
		ledgers[n] = w.sources[n].ledger(last)
	}
	for today := (last+1)/2 + week - 1; today <= last; today += week {
		t.monday(w, of, ledgers, today, last)
	}
	latest := float64(last-w.change) / week
	t.toSign, t.toNamed = t.toSign.add(of[0].sign, latest), t.toNamed.add(of[0].named, latest)
	t.toCPO, t.toRaw, t.toRipe = t.toCPO.add(of[1].cpo, latest), t.toRaw.add(of[1].raw, latest), t.toRipe.add(of[1].ripe, latest)
	if c, r := of[1].cpo, of[1].raw; (c.found || r.found) && !c.spoilt && !r.spoilt {
		t.sooner = append(t.sooner, r.or(latest)-c.or(latest))
	}
}

func (t *tally) monday(w *world, of []charts, ledgers [][]tapped.Cohort, today, last int) {
	sources, days, atOnce := w.on(today), tapped.Since(0, today), atOnce()
	named, falsely := 0.0, 0.0
	for n, v := range tapped.Judge(sources, days) {
		s, o, cohorts := &w.sources[n], &of[n], sources[n].Cohorts
		ripe := cohorts[:max(0, (today+1-sources[n].Curve.MatureAt(maturity.Ripe))/week)]
		sign := o.sign.note(v.Sign, today, w.change)
		first := o.named.note(v.Named, today, w.change)
		cpo := o.cpo.note(v.ByCost, today, w.change)
		raw := o.raw.note(tapped.Cost(ledgers[n], atOnce, days).Alarms(), today, w.change)
		o.ripe.note(tapped.Cost(ripe, sources[n].Curve, days).Alarms(), today, w.change)
		named += float64(one(v.Named))
		if s.fault == sound || today < w.change {
			falsely += float64(one(v.Named))
			t.inquiries += float64(cohorts[len(cohorts)-1].Inquiries)
			t.signs, t.cpos, t.raws = t.signs+float64(one(sign)), t.cpos+float64(one(cpo)), t.raws+float64(one(raw))
			t.shown.note(v.Sign)
			t.young.note(tapped.Cost(cohorts, atOnce, days).Alarms())
			t.spared.note(v.Advice.Act == tapped.Keep)
			continue
		}
		before, since := s.perSpend(w.change)
		if first {
			t.began.note(v.Began.Earliest-week <= w.change && w.change <= v.Began.Latest+week)
			if truth := (before - since) * sources[n].Monthly; v.Money.Known {
				t.lost.note(v.Money.Lost.Low <= truth && truth <= v.Money.Lost.High)
			}
		}
		if today+week > last && 1/since > dear*v.Advice.Bearable {
			t.advised.note(v.Advice.Act != tapped.Keep)
		}
	}
	if t.mondays++; named > 0 {
		t.wrong += falsely / named
	}
}

// dear is how much more than elsewhere an order costs in a source that ought to be cut.
const dear = 1.25

// perSpend is the orders per spend of the inquiries before the change and since, as the truth
// has it.
func (s *source) perSpend(change int) (before, since float64) {
	var orders, spend [2]float64
	for _, i := range s.inquiries {
		orders[one(i.day >= change)] += float64(one(i.ordered >= 0))
	}
	for n, paid := range s.spend {
		spend[one(n*week >= change)] += paid
	}
	return orders[0] / spend[0], orders[1] / spend[1]
}

// waits are the weeks until alarms.
type waits []float64

func (w waits) add(o looked, latest float64) waits {
	if o.spoilt {
		return w
	}
	return append(w, o.or(latest))
}

func (o looked) or(latest float64) float64 {
	if o.found {
		return o.after
	}
	return latest // and longer
}
