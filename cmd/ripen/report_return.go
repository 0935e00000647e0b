package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/reports"
	"ripen/services/reports/tapped"
)

// A returnShown is a return as programs read it. Null: it was not entered, or cannot be said.
type returnShown struct {
	From     string            `json:"from"`
	To       string            `json:"to"`
	Basis    reports.Basis     `json:"basis"`
	Months   []returnLine      `json:"months"`
	Total    returnLine        `json:"total"`
	NoFee    []string          `json:"no_fee_entered"`   // programs
	NoSpend  []string          `json:"no_spend_entered"` // sources
	Shared   []string          `json:"spend_shared"`     // sources whose spend was for other programs, too
	Ripe     *ripeShown        `json:"once_all_have_come"`
	Followed reports.Followed  `json:"followed_up"`
	Missed   *missedShown      `json:"missed_by_follow_up"`
	NotA     unqualifiedsShown `json:"unqualified"`
}

type returnLine struct {
	Month       string          `json:"month,omitempty"`
	Fee         *reports.Amount `json:"fee"`
	Spend       *reports.Amount `json:"spend"`
	Cost        *reports.Amount `json:"cost"`
	Inquiries   int             `json:"inquiries"`
	Ready       earnedShown     `json:"ready_at_first"`
	Ripened     earnedShown     `json:"ripened"`
	Repeats     earnedShown     `json:"repeat_orders"`
	All         yieldShown      `json:"all"`
	Without     yieldShown      `json:"without_ripened"`
	HaveCome    *float64        `json:"orders_that_have_come"` // 0 to 1
	TooYoungYet bool            `json:"too_young_to_say"`
}

type earnedShown struct {
	Orders  int             `json:"orders"`
	Revenue *reports.Amount `json:"revenue"`
}

type yieldShown struct {
	earnedShown
	CPO         *reports.Amount   `json:"cost_per_order"`
	CPORange    []*reports.Amount `json:"cost_per_order_range"`
	Return      *float64          `json:"return"`
	ReturnRange *[2]float64       `json:"return_range"`
}

type ripeShown struct {
	Orders []float64 `json:"orders"` // the middle, and where it lies 95 times in 100
	CPO    []float64 `json:"cost_per_order"`
	Return []float64 `json:"return"`
}

type missedShown struct {
	Leads  int       `json:"leads_not_in_time"`
	Orders []float64 `json:"orders"`
	Money  []float64 `json:"revenue"`
}

type unqualifiedsShown struct {
	Inquiries int             `json:"inquiries"`
	CallCost  *reports.Amount `json:"call_cost"`
	Cost      *reports.Amount `json:"would_have_cost"`
}

func reportReturnCommand() *cobra.Command {
	var client, program, basis string
	var period [2]string
	command := withJSON(&cobra.Command{
		Use: "return --client S", Short: "What the program cost, and what it brought", Args: cobra.NoArgs,
		Long: "The agency’s fee and the spend on sources against orders, by whole months: the last twelve that\nare over unless others are asked for. By arrival the orders are those of the inquiries of the\nmonths, by event those of the months. Ranges hold 95 times in 100. Null: it was not entered, or\ncannot be said.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			q := reports.Question{Basis: reports.Basis(basis)}
			var err error
			if q.From, q.To, err = daysOf(period[0], period[1]); err != nil {
				return err
			}
			c, err := clientNamed(ctx, a, client)
			if err != nil {
				return err
			}
			if q.Program, err = programOf(ctx, a, c.ID, program); err != nil {
				return err
			}
			if _, err := a.Reports.Refresh(ctx, c.ID); err != nil {
				return err
			}
			r, err := a.Reports.Return(ctx, models.Operator(), c.ID, q, models.DayIn(a.Now(), c.Location()))
			if err != nil {
				return err
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, returnOf(r))
			}
			return printReturn(cmd, r)
		}),
	})
	flags := command.Flags()
	flags.StringVar(&client, "client", "", "the client’s short name")
	flags.StringVar(&period[0], "from", "", "a day of the first month, such as 2026-01-01")
	flags.StringVar(&period[1], "to", "", "a day of the last month")
	flags.StringVar(&basis, "basis", string(reports.ByArrival), "arrival: the inquiries of the months and what they brought; event: what was ordered in them")
	flags.StringVar(&program, "program", "", "only this program’s, by its short name")
	required(command, "client")
	return command
}

func returnOf(r *reports.Return) returnShown {
	shown := returnShown{From: r.From.Format("2006-01-02"), To: r.To.Format("2006-01-02"), Basis: r.Basis, Months: []returnLine{}, Total: returnLineOf(r.Total),
		NoFee: append([]string{}, r.NoFee...), NoSpend: append([]string{}, r.NoSpend...), Shared: append([]string{}, r.Shared...), Followed: r.Followed,
		NotA: unqualifiedsShown{r.NotA, r.CallCost, r.Unqualified()}}
	for _, m := range r.Months {
		line := returnLineOf(m)
		line.Month = m.Month.Format("2006-01")
		shown.Months = append(shown.Months, line)
	}
	if ripe, ok := r.Total.Ripe(); ok {
		shown.Ripe = &ripeShown{three(tapped.Range(ripe.Orders)), three(tapped.Range(ripe.CPO)), three(tapped.Range(ripe.Return))}
	}
	if r.Missed.Known {
		money, _ := r.Lost()
		shown.Missed = &missedShown{r.Missed.Left, three(tapped.Range(r.Missed.Orders)), three(tapped.Range(money))}
	}
	return shown
}

func returnLineOf(m reports.ReturnMonth) returnLine {
	line := returnLine{Fee: m.Fee, Spend: m.Spend, Cost: m.Cost(), Inquiries: m.Inquiries, Ready: earnedShown{m.Ready.Orders, m.Ready.Revenue}, Ripened: earnedShown{m.Ripened.Orders, m.Ripened.Revenue},
		Repeats: earnedShown{m.Repeats.Orders, m.Repeats.Revenue}, All: yieldOf(m.Yield(m.All())), Without: yieldOf(m.Yield(m.Without())), TooYoungYet: m.TooYoung()}
	if m.Final != nil {
		have := fine(m.Final.Share)
		line.HaveCome = &have
	}
	return line
}

func yieldOf(y reports.Yield) yieldShown {
	shown := yieldShown{earnedShown: earnedShown{y.Orders, y.Revenue}, CPO: y.CPO}
	if y.Return != nil {
		times := fine(*y.Return)
		shown.Return = &times
	}
	if y.ReturnRange != nil {
		shown.ReturnRange = &[2]float64{fine(y.ReturnRange[0]), fine(y.ReturnRange[1])}
	}
	if y.CPOLow != nil {
		shown.CPORange = []*reports.Amount{y.CPOLow, y.CPOHigh}
	}
	return shown
}

func printReturn(cmd *cobra.Command, r *reports.Return) error {
	rows := [][]string{{"MONTH", "FEE", "SPEND", "INQUIRIES", "ORDERS", "RIPENED", "REPEAT", "REVENUE", "CPO", "RETURN", "WITHOUT RIPENED"}}
	line := func(name string, m reports.ReturnMonth) {
		all := m.All()
		y, without := m.Yield(all), m.Yield(m.Without())
		rows = append(rows, []string{name, amount(m.Fee), amount(m.Spend), strconv.Itoa(m.Inquiries), strconv.Itoa(all.Orders), strconv.Itoa(m.Ripened.Orders), strconv.Itoa(m.Repeats.Orders),
			amount(all.Revenue), amount(y.CPO), number(y.Return, 1, 2), number(without.Return, 1, 2)})
	}
	for _, m := range r.Months {
		line(m.Month.Format("2006-01"), m)
	}
	line("all", r.Total)
	if err := printTable(cmd, rows); err != nil {
		return err
	}
	if ripe, ok := r.Total.Ripe(); ok && ripe.Return.Middle > 0 {
		say(cmd, "Once all orders have come: %.2f (%.2f to %.2f) for each unit of cost.", ripe.Return.Middle, ripe.Return.Low, ripe.Return.High)
	}
	for _, lack := range []struct {
		names []string
		words string
	}{{r.NoFee, "No fee entered for some months"}, {r.NoSpend, "No spend entered"}, {r.Shared, "Spent for other programs, too, and not in it"}} {
		if len(lack.names) > 0 {
			say(cmd, "%s: %s.", lack.words, fmt.Sprint(lack.names))
		}
	}
	return nil
}
