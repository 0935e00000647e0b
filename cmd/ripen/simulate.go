package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/models"
	"ripen/services/policy/simulation"
)

func simulateCommand() *cobra.Command {
	simulate := &cobra.Command{Use: "simulate", Short: "Try the rules out on a year of work"}
	simulate.AddCommand(simulateCallsCommand(), simulateStepsCommand(), simulateNurtureCommand(), simulateSourcesCommand())
	return simulate
}

func simulateCallsCommand() *cobra.Command {
	var o simulation.Options
	var from string
	calls := withJSON(&cobra.Command{
		Use: "calls", Short: "Propose a year of calls in all zones, and judge those that the policy allows", Args: cobra.NoArgs,
		Long: "Every proposed call asks the calling policy. What it allows is judged in SQL, by code that\nshares nothing with the policy: the table of rules applied by brute force, with PostgreSQL’s own\ntime zones and holidays. Nothing is kept. --fault makes the policy wrong from outside; the judge\nmust then find violations.",
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			day, err := time.Parse(time.DateOnly, from)
			if err != nil {
				return models.Refuse(models.Invalid, "from", "--from is %q: write the day as 2026-01-31.", from)
			}
			c, err := config.Read()
			if err != nil {
				return err
			}
			d, err := app.OpenDatabase(cmd.Context(), c)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, d.Close()) }()
			conn, err := pgx.Connect(cmd.Context(), d.URL)
			if err != nil {
				return fmt.Errorf("reach the database: %w", err)
			}
			defer func() { err = errors.Join(err, conn.Close(cmd.Context())) }()
			o.From, o.Now = day, time.Now
			if !wantsJSON(cmd) {
				o.Tell = func(text string) { fmt.Fprintln(cmd.ErrOrStderr(), text) }
			}
			r, err := simulation.Run(cmd.Context(), conn, o)
			if err != nil {
				return err
			}
			if wantsJSON(cmd) {
				err = printJSON(cmd, r)
			} else {
				err = showSimulation(cmd, r)
			}
			if caught := r.Violations > 0; err == nil && (caught != (r.Fault != "") || len(r.Disagree) > 0) {
				return errSaid
			}
			return err
		},
	})
	flags := calls.Flags()
	flags.IntVar(&o.Attempts, "attempts", 1_000_000, "how many calls are proposed")
	flags.Uint64Var(&o.Seed, "seed", 1, "the same seed brings the same calls")
	flags.StringVar(&from, "from", "2026-01-01", "the first day of the year")
	flags.StringVar(&o.Fault, "fault", "", "a mistake that the policy is made to make: "+strings.Join(simulation.Faults(), ", "))
	return calls
}

func showSimulation(cmd *cobra.Command, r *simulation.Report) error {
	n := strconv.Itoa
	rows := [][]string{{"RULE", "FORBIDS", "VIOLATIONS"}}
	for _, rule := range r.Rules {
		rows = append(rows, []string{rule.Rule, n(rule.Objections), n(rule.Violations)})
	}
	if err := printTable(cmd, rows); err != nil {
		return err
	}
	say(cmd, "%d attempts at %d persons in %d zones with %d changes of the clock; %d attempts within a day and a half of one.", r.Attempts, r.Persons, r.Zones, r.Changes, r.Near)
	say(cmd, "%d allowed, %d blocked: %d outside policy, %d blocked without need.", r.Allowed, r.Blocked, r.Violations, r.Needless)
	say(cmd, "The policy took %.1f s (%.1f µs an attempt), the judge %.1f s.", r.Engine, r.Engine/float64(r.Attempts)*1e6, r.Judge)
	if len(r.Disagree) > 0 {
		say(cmd, "PostgreSQL keeps another clock than Ripen in %s: update the time zones of its machine.", strings.Join(r.Disagree, ", "))
	}
	for _, example := range r.Examples {
		say(cmd, "  %s", example)
	}
	switch {
	case r.Fault != "" && r.Violations > 0:
		say(cmd, "The fault %s was caught.", r.Fault)
	case r.Fault != "":
		say(cmd, "The fault %s was NOT caught.", r.Fault)
	}
	return nil
}
