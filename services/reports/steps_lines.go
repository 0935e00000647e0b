package reports

import (
	"math"
)

// A StepLine is a rep, or a channel, at a step, as it is exported.
type StepLine struct {
	Process      string   `json:"process"`
	Version      int      `json:"version"` // the newest with these steps
	Rep          string   `json:"rep"`     // "" for a channel
	Partner      string   `json:"partner"`
	Step         string   `json:"step"`
	Leads        int      `json:"leads"`
	Passed       int      `json:"passed"`
	Expected     float64  `json:"expected"`
	Young        int      `json:"young"`
	Ratio        *float64 `json:"observed_to_expected"` // null: too few leads to say
	Low95        *float64 `json:"low_95"`               // passed by chance, at least so many of 1
	High95       *float64 `json:"high_95"`
	Low998       *float64 `json:"low_99_8"`
	High998      *float64 `json:"high_99_8"`
	TheOneStep   bool     `json:"the_one_step"`
	OrdersLost   *float64 `json:"orders_lost"`
	OrdersLow    *float64 `json:"orders_lost_low"`
	OrdersHigh   *float64 `json:"orders_lost_high"`
	MoneyLost    *float64 `json:"money_lost"`
	MoneyLow     *float64 `json:"money_lost_low"`
	MoneyHigh    *float64 `json:"money_lost_high"`
	DaysToBeAged int      `json:"old_enough_after_days"`
}

// Lines is the report as a table: reps, then the channels, each step by step.
func (r *Steps) Lines() (lines []StepLine) {
	for _, rep := range r.Reps {
		lines = append(lines, r.linesOf(rep, true)...)
	}
	for _, channel := range r.Channels {
		lines = append(lines, r.linesOf(channel, false)...)
	}
	return lines
}

func (r *Steps) linesOf(rep RepSteps, judged bool) (lines []StepLine) {
	for n, s := range rep.Stands {
		l := StepLine{Process: r.Process.Name, Version: r.Process.Version, Rep: rep.Name, Partner: rep.Partner, Step: r.Stages[n].Name, Leads: s.N, Passed: s.K, Expected: *places(s.Expected, 2), Young: s.Young, DaysToBeAged: r.Process.Horizons[n]}
		if !judged {
			l.Rep, l.Partner = "", rep.Name
			if rep.PartnerID == nil {
				l.Partner = Direct
			}
		}
		if s.Said() {
			l.Ratio = places(s.Ratio(), 3)
		}
		if s.Said() && judged {
			limits := rep.Limits(n)
			l.Low95, l.High95, l.Low998, l.High998 = places(limits.Low95, 4), places(limits.High95, 4), places(limits.Low998, 4), places(limits.High998, 4)
		}
		if l.TheOneStep = s.Named; s.Named {
			l.OrdersLost, l.OrdersLow, l.OrdersHigh = places(rep.Loss.Orders, 2), places(rep.Loss.OrdersLow, 2), places(rep.Loss.OrdersHigh, 2)
			if rep.MoneyKnown {
				l.MoneyLost, l.MoneyLow, l.MoneyHigh = places(rep.Loss.Money, 0), places(rep.Loss.MoneyLow, 0), places(rep.Loss.MoneyHigh, 0)
			}
		}
		lines = append(lines, l)
	}
	return lines
}

func places(v float64, n int) *float64 {
	scale := math.Pow10(n)
	v = math.Round(v*scale) / scale
	return &v
}
