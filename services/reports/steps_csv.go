package reports

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"ripen/services/sheet"
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

// WriteCSV writes the lines; what cannot be said is an empty cell.
func (r *Steps) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(strings.Split("process,version,rep,partner,step,leads,passed,expected,young,observed_to_expected,low_95,high_95,low_99_8,high_99_8,the_one_step,orders_lost,orders_lost_low,orders_lost_high,money_lost,money_lost_low,money_lost_high,old_enough_after_days", ",")); err != nil {
		return err
	}
	for _, l := range r.Lines() {
		if err := out.Write([]string{sheet.SafeName(l.Process), strconv.Itoa(l.Version), sheet.SafeName(l.Rep), sheet.SafeName(l.Partner), sheet.SafeName(l.Step), strconv.Itoa(l.Leads), strconv.Itoa(l.Passed), number(&l.Expected), strconv.Itoa(l.Young),
			number(l.Ratio), number(l.Low95), number(l.High95), number(l.Low998), number(l.High998), strconv.FormatBool(l.TheOneStep),
			number(l.OrdersLost), number(l.OrdersLow), number(l.OrdersHigh), number(l.MoneyLost), number(l.MoneyLow), number(l.MoneyHigh), strconv.Itoa(l.DaysToBeAged)}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// WriteCSV writes a line a customer.
func (r *Customers) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(strings.Split("customer,place,orders,first_order,last_order,value,usual_days,quiet_days,sources,reps", ",")); err != nil {
		return err
	}
	for _, c := range r.All {
		value := ""
		if c.Value != nil {
			value = c.Value.StringFixed(2)
		}
		if err := out.Write([]string{sheet.SafeName(c.Name), sheet.SafeName(c.Where), strconv.Itoa(len(c.Days)), c.First().Format(time.DateOnly), c.Last().Format(time.DateOnly), value,
			strconv.Itoa(c.Usual), strconv.Itoa(c.Quiet), sheet.SafeName(strings.Join(c.Sources, "; ")), sheet.SafeName(strings.Join(c.Reps, "; "))}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
