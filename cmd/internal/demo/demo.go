// Package demo fills an installation with the cast and a year of their work, made by
// calling the services with a moving clock, so that every rule held.
package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/brianvoe/gofakeit/v7"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/models/sample"
	"ripen/services/clients"
	"ripen/services/store"
)

// Days is how much history a demo has.
const Days = 365

// Seed settles the cast and lets it work through the days up to now. It goes on where
// an earlier seeding stopped; done is told when there is nothing left to do. progress
// is told in words how far it has come.
func Seed(ctx context.Context, a *app.App, progress func(string)) error {
	return SeedDays(ctx, a, Days, 1, progress)
}

// SeedDays is Seed over so many days, with the arrivals thinned to a share: tests
// need a week of it, not a year.
func SeedDays(ctx context.Context, a *app.App, days int, share float64, progress func(string)) error {
	fast, err := relaxed(ctx, a)
	if err != nil {
		return err
	}
	defer fast.Store.Close()
	y := &year{app: fast, clock: &clock{}, cast: sample.Northlight(), share: share, end: a.Now().Add(Ahead(a.Now()))}
	if y.Services, err = fast.ByClock(y.clock.now); err != nil {
		return err
	}
	first := day(y.end).AddDate(0, 0, -days)
	y.clock.set(first)
	if y.settled, err = y.Clients.Settle(ctx, models.Operator(), y.cast, y.end); err != nil {
		return err
	}
	if err := y.plan(ctx); err != nil {
		return err
	}
	if err := y.askAll(ctx); err != nil {
		return err
	}
	from, err := y.resume(ctx, first)
	if err != nil || !from.Before(y.end) {
		return err
	}
	progress("The cast has settled: " + y.cast.Agency + " and its clients.")
	for d := from; !d.After(y.end); d = d.AddDate(0, 0, 1) {
		if err := y.live(ctx, d); err != nil {
			return fmt.Errorf("demo, %s: %w", d.Format(time.DateOnly), err)
		}
		if d.Day() == 1 {
			progress("Worked through to " + d.Format("January 2006") + ".")
		}
	}
	if err := y.today(ctx); err != nil {
		return err
	}
	progress("A year of work is done.")
	return nil
}

// relaxed is the app on connections that do not wait for the disk at each commit:
// what a crash of the machine would lose here is made again.
func relaxed(ctx context.Context, a *app.App) (*app.App, error) {
	o := a.Database.Options
	separator := "?"
	if strings.Contains(o.URL, "?") {
		separator = "&"
	}
	o.URL += separator + "synchronous_commit=off"
	st, err := store.Open(ctx, o)
	if err != nil {
		return nil, err
	}
	fast := *a
	fast.Store = st
	return &fast, nil
}

// A year is the cast at work.
type year struct {
	app *app.App
	app.Services
	clock   *clock
	cast    sample.Cast
	settled *clients.Cast
	share   float64
	end     time.Time
	rand    *rand.Rand
	offices *rand.Rand // of what is learned beside the call, so that the calls stay as they are
	fake    *gofakeit.Faker
}

// resume is the first day that has not been worked through.
func (y *year) resume(ctx context.Context, first time.Time) (from time.Time, err error) {
	var last *time.Time
	err = y.app.Store.Tx(ctx, models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(ctx, `SELECT max(received_at) FROM inquiries`).Scan(&last)
	})
	if err != nil || last == nil {
		return first, err
	}
	return day(*last).AddDate(0, 0, 1), nil
}

// shifts are when the cast calls, in UTC: at 15:10 it is working hours from the
// American east to Berlin, at 19:10 from the American west to the east.
var shifts = []time.Duration{15*time.Hour + 10*time.Minute, 19*time.Hour + 10*time.Minute}

// promised is how far into a shift its promises fall: for whoever looks at the demo
// they are about to be due.
const promised = 25 * time.Minute

// live works through one day.
func (y *year) live(ctx context.Context, d time.Time) error {
	// The same day brings the same people in every demo.
	seed := uint64(d.YearDay())
	y.rand, y.fake, y.offices = rand.New(rand.NewPCG(seed, 7)), gofakeit.New(seed), rand.New(rand.NewPCG(seed, 11))
	y.clock.set(d.Add(8 * time.Hour))
	if err := y.balance(ctx); err != nil {
		return err
	}
	if err := y.route(ctx, d); err != nil {
		return err
	}
	if err := y.agree(ctx, d); err != nil {
		return err
	}
	if err := y.arrive(ctx, d); err != nil {
		return err
	}
	if d.Weekday() == time.Sunday {
		return nil
	}
	for _, shift := range shifts {
		if d.Add(shift + 3*time.Hour).After(y.end) {
			return nil // today is worked by whoever looks at the demo
		}
		y.clock.set(d.Add(shift))
		if err := y.sweep(ctx); err != nil {
			return err
		}
		if err := y.callAll(ctx); err != nil {
			return err
		}
		y.clock.move(time.Hour)
		if err := y.sweep(ctx); err != nil {
			return err
		}
	}
	if err := y.keep(ctx, d); err != nil {
		return err
	}
	if err := y.state(ctx, d); err != nil {
		return err
	}
	if d.Weekday() == time.Friday {
		if err := y.decide(ctx); err != nil {
			return err
		}
	}
	if err := y.followUp(ctx); err != nil {
		return err
	}
	if err := y.orderAgain(ctx); err != nil {
		return err
	}
	return y.coach(ctx, d)
}

// sweep does what the clock asks for, for every client.
func (y *year) sweep(ctx context.Context) error {
	at := y.clock.now()
	for _, c := range y.cast.Clients {
		id := y.settled.Client(c.Slug).ID
		if _, err := y.Nurture.Ripen(ctx, id, at); err != nil {
			return err
		}
		if _, err := y.Queue.Sweep(ctx, id, at); err != nil {
			return err
		}
		if _, err := y.Queue.SendLetters(ctx, id, at); err != nil {
			return err
		}
		if _, err := y.Delivery.SweepReleases(ctx, id, at); err != nil {
			return err
		}
		if _, err := y.FollowUp.Sweep(ctx, id, at); err != nil {
			return err
		}
		if _, err := y.Delivery.PushWaiting(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// morning is how long before somebody looks at the demo its callers made a call each: some
// are in today's figures, and there is still somebody to call.
var morning = []time.Duration{70 * time.Minute, 40 * time.Minute}

// today lets everybody make a few calls, refreshes the figures and leaves the clock at the end.
func (y *year) today(ctx context.Context) error {
	for _, before := range morning {
		at := y.end.Add(-before)
		y.clock.set(at)
		if err := y.sweep(ctx); err != nil {
			return err
		}
		if err := y.callUntil(ctx, at.Add(time.Minute)); err != nil {
			return err
		}
	}
	y.clock.set(y.end)
	if err := y.sweep(ctx); err != nil {
		return err
	}
	if err := y.bar(ctx); err != nil {
		return err
	}
	if err := y.able(ctx); err != nil {
		return err
	}
	if err := y.size(ctx); err != nil {
		return err
	}
	// What the jobs would do the sweeps have done; left over, they would keep the first
	// release of whoever looks at the demo waiting.
	if _, err := y.app.Store.Pool().Exec(ctx, `DELETE FROM river_job`); err != nil {
		return err
	}
	if err := y.balance(ctx); err != nil {
		return err
	}
	for _, c := range y.cast.Clients {
		if _, err := y.Reports.Refresh(ctx, y.settled.Client(c.Slug).ID); err != nil {
			return err
		}
		if err := y.Reports.CountCustomers(ctx, y.settled.Client(c.Slug).ID); err != nil {
			return err
		}
		if err := y.Reports.CountSteps(ctx, y.settled.Client(c.Slug).ID); err != nil {
			return err
		}
		if err := y.Nurture.Learn(ctx, y.settled.Client(c.Slug).ID); err != nil {
			return err
		}
	}
	return nil
}

func day(t time.Time) time.Time {
	y, m, d := t.UTC().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
