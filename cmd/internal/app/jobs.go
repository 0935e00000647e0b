package app

import (
	"context"
	"sync"
	"time"

	"ripen/services/jobs"
)

// Jobs is every worker and schedule, on services that run by one clock: the app's own,
// or those of a clock that is moved by hand.
func (a *App) Jobs(s Services) (*jobs.Jobs, error) {
	return jobs.New(a.Store, jobs.Deps{
		Accounts: s.Accounts, Intake: s.Intake, Queue: s.Queue, Desk: s.Desk, Delivery: s.Delivery, FollowUp: s.FollowUp,
		Nurture: s.Nurture, Reports: s.Reports, Survey: s.Survey, Now: s.Now,
	}, jobs.Options{Log: a.Log})
}

// Work starts the jobs. Call stop to end them: it waits for those that run, but not
// longer than patience; what is cut off is done again by another process.
func (a *App) Work(ctx context.Context) (stop func(patience time.Duration) error, err error) {
	all, err := a.Jobs(a.Services)
	if err != nil {
		return nil, err
	}
	ctx = context.WithoutCancel(ctx) // a signal to stop asks for an end, not for a cut
	if err := all.Start(ctx); err != nil {
		return nil, err
	}
	return func(patience time.Duration) error {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return all.Stop(ctx)
	}, nil
}

// Listen lets this process and the others tell each other that something of the desk has
// changed, until ctx ends; the pages that are kept up to date end with it. Call stopped to
// wait for that.
func (a *App) Listen(ctx context.Context) (stopped func()) {
	var listening sync.WaitGroup
	listening.Go(func() { a.Desk.Listen(ctx, a.Log) })
	return listening.Wait
}
