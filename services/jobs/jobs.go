// Package jobs is every worker and every schedule, on one page. A worker calls one
// service and may run twice; a schedule asks what is due at the instant, client by client.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"ripen/services/accounts"
	"ripen/services/clients"
	"ripen/services/delivery"
	"ripen/services/desk"
	"ripen/services/followup"
	"ripen/services/intake"
	"ripen/services/nurture"
	"ripen/services/queue"
	"ripen/services/reports"
	"ripen/services/store"
	"ripen/services/survey"
)

// Deps is whom the jobs work for. All of them run by the same clock.
type Deps struct {
	Accounts *accounts.Service
	Intake   *intake.Service
	Queue    *queue.Service
	Desk     *desk.Service
	Delivery *delivery.Service
	FollowUp *followup.Service
	Nurture  *nurture.Service
	Reports  *reports.Service
	Survey   *survey.Service
	Now      func() time.Time
}

// Options are how the jobs run.
type Options struct {
	Log     *slog.Logger // nil: silence
	Workers int          // jobs at once in this process; 0: as many as the pool bears, at most 4
}

// How long a job may take, and after how long one whose process has died is taken up
// by another (trust.md 1).
const (
	jobTimeout    = 30 * time.Second
	importTimeout = 5 * time.Minute // of one part of a file
	rescueAfter   = 2 * time.Minute
)

// Jobs works off what was promised for later.
type Jobs struct {
	Deps
	st     *store.Store
	client *river.Client[pgx.Tx]
	lanes  *lanes
}

// The queues. The sweeps have one of their own, so that a slow one delays nothing else.
const sweeps = "sweeps"

// New makes the jobs; Start runs them.
func New(st *store.Store, d Deps, o Options) (*Jobs, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if o.Workers == 0 {
		o.Workers = max(1, min(4, int(st.Pool().Config().MaxConns)-3))
	}
	j := &Jobs{Deps: d, st: st, lanes: newLanes(d.Delivery, o.Log, max(1, o.Workers-1))}
	workers := river.NewWorkers()
	if err := j.register(workers); err != nil {
		return nil, err
	}
	client, err := river.NewClient(riverpgxv5.New(st.Pool()), &river.Config{
		Logger:               slog.New(quieter{o.Log.Handler()}),
		Workers:              workers,
		Middleware:           []rivertype.Middleware{river.WorkerMiddlewareFunc(j.ringing)},
		PeriodicJobs:         schedules(),
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: o.Workers}, sweeps: {MaxWorkers: 1}},
		JobTimeout:           jobTimeout,
		RescueStuckJobsAfter: rescueAfter,
		SoftStopTimeout:      10 * time.Second,
	})
	if err != nil {
		return nil, fmt.Errorf("open the jobs: %w", err)
	}
	j.client = client
	return j, nil
}

// Start runs the jobs until Stop is called or ctx ends.
func (j *Jobs) Start(ctx context.Context) error {
	if err := j.client.Start(ctx); err != nil {
		return fmt.Errorf("start the jobs: %w", err)
	}
	j.lanes.start(ctx)
	return nil
}

// Stop takes no more jobs and waits for those that run; when ctx ends it waits no more,
// and they are done again by another process.
func (j *Jobs) Stop(ctx context.Context) error {
	j.lanes.stop()
	defer j.lanes.wait(ctx)
	err := j.client.Stop(ctx)
	if err != nil && ctx.Err() != nil {
		err = errors.Join(err, j.client.StopAndCancel(context.WithoutCancel(ctx)))
	}
	return err
}

// register names every worker: what was started inside a transaction, and then the
// sweeps.
func (j *Jobs) register(w *river.Workers) error {
	return errors.Join(
		add(w, 0, func(ctx context.Context, a accounts.LetterArgs) error { return j.Accounts.SendLetter(ctx, a) }),
		add(w, importTimeout, func(ctx context.Context, a clients.HoursArgs) error {
			return j.Queue.Rewindow(ctx, a.ClientID, a.ProgramID)
		}),
		add(w, 0, func(ctx context.Context, a intake.AcceptArgs) error { return j.Intake.Accept(ctx, a) }),
		add(w, importTimeout, func(ctx context.Context, a intake.ImportArgs) error { return j.Intake.Continue(ctx, a) }),
		add(w, 0, func(ctx context.Context, a delivery.TellArgs) error { return j.Delivery.TellLater(ctx, a) }),
		add(w, 0, func(ctx context.Context, a delivery.HandedArgs) error { return j.Delivery.HandedLater(ctx, a) }),
		add(w, 0, func(ctx context.Context, a followup.NudgeArgs) error { return j.FollowUp.Nudge(ctx, a) }),
		add(w, 0, func(ctx context.Context, a followup.StateArgs) error { return j.FollowUp.StateNow(ctx, a) }),
		add(w, 0, func(ctx context.Context, a followup.TakeBackArgs) error {
			return j.FollowUp.TakeBack(ctx, a.ClientID, a.LeadID)
		}),
		add(w, 0, func(ctx context.Context, a nurture.RepWordArgs) error { return j.Nurture.HearRep(ctx, a) }),

		add(w, 0, func(ctx context.Context, _ queueSweep) error { return j.each(ctx, j.sweepQueue) }),
		add(w, 0, func(ctx context.Context, _ deliverySweep) error { return j.each(ctx, j.sweepDelivery) }),
		add(w, 0, func(ctx context.Context, _ intakeSweep) error { return j.each(ctx, j.sweepIntake) }),
		add(w, 0, func(ctx context.Context, _ nurtureRipen) error { return j.each(ctx, j.ripen) }),
		add(w, 0, func(ctx context.Context, _ nurtureTouch) error { return j.each(ctx, j.touch) }),
		add(w, 0, func(ctx context.Context, _ followupSweep) error { return j.each(ctx, j.sweepFollowUp) }),
		add(w, 0, func(ctx context.Context, _ reportsRefresh) error {
			return errors.Join(j.Reports.RefreshAll(ctx), j.Reports.CountCustomersAll(ctx))
		}),
		add(w, importTimeout, func(ctx context.Context, _ nurtureLearn) error { return j.Nurture.LearnAll(ctx) }),
		add(w, importTimeout, func(ctx context.Context, _ reportsSteps) error { return j.Reports.CountStepsAll(ctx) }),
		add(w, importTimeout, func(ctx context.Context, _ reportsBalance) error { return j.each(ctx, j.balance) }),
		add(w, importTimeout, func(ctx context.Context, _ reportsLook) error { return j.each(ctx, j.look) }),
		add(w, importTimeout, func(ctx context.Context, _ surveyAsk) error { return j.each(ctx, j.survey) }),
		add(w, 0, func(ctx context.Context, _ accountsPurge) error { _, err := j.Accounts.Purge(ctx); return err }),
	)
}

// ringing tells the desks after each job.
func (j *Jobs) ringing(ctx context.Context, _ *rivertype.JobRow, work func(context.Context) error) error {
	err := work(ctx)
	j.Desk.Ring()
	return err
}

// schedules says how often each sweep runs. What it finds it does at once, so that one
// that was missed is made up for by the next.
func schedules() []*river.PeriodicJob {
	return []*river.PeriodicJob{
		every(15*time.Second, queueSweep{}),
		every(15*time.Second, deliverySweep{}),
		every(30*time.Second, intakeSweep{}),
		every(time.Minute, nurtureRipen{}),
		every(time.Hour, nurtureLearn{}),
		every(time.Minute, nurtureTouch{}),
		every(20*time.Second, reportsRefresh{}),
		every(5*time.Minute, followupSweep{}),
		every(10*time.Minute, reportsSteps{}),
		every(time.Minute, reportsBalance{}),
		every(10*time.Minute, reportsLook{}),
		every(time.Hour, surveyAsk{}),
		every(time.Hour, accountsPurge{}),
	}
}

// The sweeps are jobs without arguments.
type (
	queueSweep     struct{}
	deliverySweep  struct{}
	intakeSweep    struct{}
	nurtureRipen   struct{}
	nurtureLearn   struct{}
	nurtureTouch   struct{}
	followupSweep  struct{}
	reportsRefresh struct{}
	reportsSteps   struct{}
	reportsBalance struct{}
	reportsLook    struct{}
	surveyAsk      struct{}
	accountsPurge  struct{}
)

func (queueSweep) Kind() string     { return "queue.sweep" }
func (deliverySweep) Kind() string  { return "delivery.sweep" }
func (intakeSweep) Kind() string    { return "intake.sweep" }
func (nurtureRipen) Kind() string   { return "nurture.ripen" }
func (nurtureLearn) Kind() string   { return "nurture.learn" }
func (nurtureTouch) Kind() string   { return "nurture.touch" }
func (followupSweep) Kind() string  { return "followup.sweep" }
func (reportsRefresh) Kind() string { return "reports.refresh" }
func (reportsSteps) Kind() string   { return "reports.steps" }
func (reportsBalance) Kind() string { return "reports.balance" }
func (reportsLook) Kind() string    { return "reports.look" }
func (surveyAsk) Kind() string      { return "survey.ask" }
func (accountsPurge) Kind() string  { return "accounts.purge" }

// every starts a job at each interval, in whichever process leads. It is tried once:
// the next one is soon there.
func every(interval time.Duration, args river.JobArgs) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(interval), func() (river.JobArgs, *river.InsertOpts) {
		return args, &river.InsertOpts{Queue: sweeps, MaxAttempts: 1}
	}, &river.PeriodicJobOpts{RunOnStart: true})
}

// A worker does one kind of job by calling one function.
type worker[T river.JobArgs] struct {
	river.WorkerDefaults[T]
	timeout time.Duration
	work    func(context.Context, T) error
}

// Work does one job.
func (w *worker[T]) Work(ctx context.Context, job *river.Job[T]) error { return w.work(ctx, job.Args) }

// Timeout is how long it may take.
func (w *worker[T]) Timeout(*river.Job[T]) time.Duration { return w.timeout }

func add[T river.JobArgs](workers *river.Workers, timeout time.Duration, work func(context.Context, T) error) error {
	return river.AddWorkerSafely(workers, &worker[T]{timeout: timeout, work: work})
}
