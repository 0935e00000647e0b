package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/nurture"
	"ripen/services/nurture/ripeness"
)

// ripeningReport is what is said of one client.
type ripeningReport struct {
	LearnedFrom int              `json:"learned_from"` // requalifications
	Needed      int              `json:"needed"`       // before dates are learned
	Programs    []ripeningUse    `json:"programs"`
	Weeks       []ripeningWeek   `json:"weeks"`
	Gain        *ripeness.Gain   `json:"gain"` // null: too few to say
	Compared    map[string][]int `json:"compared"`
}

type ripeningUse struct {
	Program string     `json:"program"`
	Used    bool       `json:"used"`
	Since   *time.Time `json:"since"`
	By      string     `json:"by"`
}

type ripeningWeek struct {
	From     string  `json:"from"`
	Due      int     `json:"due"`
	Expected float64 `json:"expected"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
}

func reportRipeningCommand() *cobra.Command {
	var client string
	ripening := withJSON(&cobra.Command{
		Use: "ripening --client S", Short: "Who is due in the next weeks, how many As that brings, and what learned dates gain", Args: cobra.NoArgs,
		Long: "Learns anew from all requalifications of the client, and then says by week how many are due and\nhow many As are expected, with the range that holds the number 95 times in 100; and As per 100\ncalls at learned dates beside those of the inquiries that kept the plan’s. Null: too few to say.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			c, err := clientNamed(ctx, a, client)
			if err != nil {
				return err
			}
			if err := a.Nurture.Learn(ctx, c.ID); err != nil {
				return err
			}
			all, weeks, err := a.Nurture.Ripenings(ctx, models.Operator(), c.ID)
			if err != nil {
				return err
			}
			r := ripeningOf(all, weeks)
			if wantsJSON(cmd) {
				return printJSON(cmd, r)
			}
			return showRipening(cmd, r)
		}),
	})
	ripening.Flags().StringVar(&client, "client", "", "the client’s short name")
	required(ripening, "client")
	return ripening
}

func ripeningOf(all []nurture.Ripening, weeks []nurture.Maturing) ripeningReport {
	r := ripeningReport{Needed: ripeness.Enough, Programs: []ripeningUse{}, Weeks: []ripeningWeek{}}
	for _, each := range all {
		r.LearnedFrom, r.Compared = each.N, map[string][]int{"learned": each.Learned, "plan": each.Kept}
		r.Programs = append(r.Programs, ripeningUse{each.ProgramName, each.Used, each.SwitchedAt, each.SwitchedBy})
		if gain := each.Gain(); !gain.TooFew {
			r.Gain = &gain
		}
	}
	for _, w := range nurture.Together(weeks) {
		r.Weeks = append(r.Weeks, ripeningWeek{w.Week.Format(time.DateOnly), w.Due, w.Expected, w.Low, w.High})
	}
	return r
}

func showRipening(cmd *cobra.Command, r ripeningReport) error {
	rows := [][]string{{"WEEK FROM", "DUE", "AS EXPECTED", "RANGE"}}
	for _, w := range r.Weeks {
		rows = append(rows, []string{w.From, strconv.Itoa(w.Due), fmt.Sprintf("%.1f", w.Expected), fmt.Sprintf("%.1f to %.1f", w.Low, w.High)})
	}
	if err := printTable(cmd, rows); err != nil {
		return err
	}
	say(cmd, "Learned from %d requalifications; dates are learned from %d on.", r.LearnedFrom, r.Needed)
	for _, p := range r.Programs {
		use := "the plan’s dates"
		if p.Used {
			use = "learned dates, by " + p.By
		}
		say(cmd, "%s: %s.", p.Program, use)
	}
	if r.Gain == nil {
		say(cmd, "What learned dates gain: too few to say (%v learned, %v by the plan: called, ready).", r.Compared["learned"], r.Compared["plan"])
		return nil
	}
	learned, _, _ := r.Gain.Learned.Rate()
	plan, _, _ := r.Gain.Plan.Rate()
	say(cmd, "As per 100 calls: %.1f at learned dates, %.1f at the plan’s; %.1f more (%.1f to %.1f).", learned, plan, r.Gain.More, r.Gain.Low, r.Gain.High)
	return nil
}
