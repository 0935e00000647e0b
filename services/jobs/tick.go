package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// Ticked says what was due at an instant, over all clients.
type Ticked struct {
	Accepted  int `json:"accepted"`  // forms that became inquiries
	Returned  int `json:"returned"`  // claims whose lease had run out
	Promoted  int `json:"promoted"`  // scheduled inquiries that became ready
	Undecided int `json:"undecided"` // promises that something blocks
	Written   int `json:"written"`   // e-mails of contact plans that went
	Ripened   int `json:"ripened"`   // nurtured inquiries that are called again
	Touched   int `json:"touched"`   // letters of nurture plans that went
	Released  int `json:"released"`  // A's whose recall window was over
	Stand     int `json:"stand"`     // returns that nobody decided in time
	Reminded  int `json:"reminded"`  // leads of whose date the rep was reminded
	Overdue   int `json:"overdue"`   // leads of which the manager was told
	Given     int `json:"given"`     // leads that another rep has, because nobody took them up
	Stated    int `json:"stated"`    // statements that went, weekly and monthly
	Taken     int `json:"taken"`     // leads without a decision that went into nurture
	Pushed    int `json:"pushed"`    // messages sent or given up
	Days      int `json:"days"`      // days of the reports counted again
	Looked    int `json:"looked"`    // weekly letters on sources that went
	Asked     int `json:"asked"`     // inquirers who were asked whether they bought
	Balanced  int `json:"balanced"`  // rows that the histories of balance sheets got
}

// Tick does everything that would be due at the instant, for every client, one thing
// after the other: time by hand. What fails for one client does not stop the others.
// The same instant again finds nothing to do.
func (j *Jobs) Tick(ctx context.Context, at time.Time) (t Ticked, err error) {
	steps := []func(context.Context, models.ID, time.Time, *Ticked) error{
		j.sweepIntake, j.sweepQueue, j.ripen, j.touch, j.sweepDelivery, j.sweepFollowUp, j.push, j.refresh, j.look, j.survey, j.balance,
	}
	err = j.eachClient(ctx, func(client models.ID) error {
		for _, step := range steps {
			if err := step(ctx, client, at, &t); err != nil {
				return err
			}
		}
		return nil
	})
	return t, err
}

// each runs a sweep now for every client.
func (j *Jobs) each(ctx context.Context, sweep func(context.Context, models.ID, time.Time, *Ticked) error) error {
	at := j.Now()
	return j.eachClient(ctx, func(client models.ID) error { return sweep(ctx, client, at, new(Ticked)) })
}

func (j *Jobs) eachClient(ctx context.Context, fn func(models.ID) error) error {
	clients, err := store.Look[struct{ ID models.ID }](ctx, j.st, models.Worker(models.NoID), `SELECT id FROM clients ORDER BY id`)
	if err != nil {
		return fmt.Errorf("look for the clients: %w", err)
	}
	var failed error
	for _, c := range clients {
		if err := fn(c.ID); err != nil {
			failed = errors.Join(failed, fmt.Errorf("client %s: %w", c.ID, err))
		}
	}
	return failed
}

// formGrace is how long a form is left to its own job.
const formGrace = time.Minute

func (j *Jobs) sweepIntake(ctx context.Context, client models.ID, at time.Time, t *Ticked) error {
	n, err := j.Intake.AcceptWaiting(ctx, client, at.Add(-formGrace))
	t.Accepted += n
	return err
}

func (j *Jobs) sweepQueue(ctx context.Context, client models.ID, at time.Time, t *Ticked) error {
	swept, err := j.Queue.Sweep(ctx, client, at)
	t.Returned, t.Promoted, t.Undecided = t.Returned+swept.Returned, t.Promoted+int(swept.Promoted), t.Undecided+swept.Undecided
	if err != nil {
		return err
	}
	n, err := j.Queue.SendLetters(ctx, client, at)
	t.Written += n
	if err != nil {
		return err
	}
	blocked, err := j.Desk.Sweep(ctx, client, at)
	t.Undecided += int(blocked)
	return err
}

func (j *Jobs) ripen(ctx context.Context, client models.ID, at time.Time, t *Ticked) error {
	n, err := j.Nurture.Ripen(ctx, client, at)
	t.Ripened += n
	return err
}

func (j *Jobs) touch(ctx context.Context, client models.ID, at time.Time, t *Ticked) error {
	n, err := j.Nurture.SendTouches(ctx, client, at)
	t.Touched += n
	return err
}

func (j *Jobs) sweepDelivery(ctx context.Context, client models.ID, at time.Time, t *Ticked) error {
	n, err := j.Delivery.SweepReleases(ctx, client, at)
	t.Released += n
	return err
}

func (j *Jobs) sweepFollowUp(ctx context.Context, client models.ID, at time.Time, t *Ticked) error {
	swept, err := j.FollowUp.Sweep(ctx, client, at)
	t.Stand, t.Reminded, t.Overdue, t.Given, t.Taken = t.Stand+swept.Stand, t.Reminded+swept.Reminded, t.Overdue+swept.Overdue, t.Given+swept.Given, t.Taken+swept.Taken
	if err != nil {
		return err
	}
	n, err := j.FollowUp.State(ctx, client, at)
	t.Stated += n
	return err
}

func (j *Jobs) push(ctx context.Context, client models.ID, _ time.Time, t *Ticked) error {
	n, err := j.Delivery.PushWaiting(ctx, client)
	t.Pushed += n
	return err
}

func (j *Jobs) refresh(ctx context.Context, client models.ID, _ time.Time, t *Ticked) error {
	n, err := j.Reports.Refresh(ctx, client)
	t.Days += n
	return err
}

func (j *Jobs) look(ctx context.Context, client models.ID, at time.Time, t *Ticked) error {
	n, err := j.Reports.LookWeekly(ctx, client, at)
	t.Looked += n
	return err
}

func (j *Jobs) survey(ctx context.Context, client models.ID, at time.Time, t *Ticked) error {
	n, err := j.Survey.Ask(ctx, client, at)
	t.Asked += n
	return err
}

// balance keeps the history before it tells of the month that the new row closes.
func (j *Jobs) balance(ctx context.Context, client models.ID, at time.Time, t *Ticked) error {
	n, err := j.Reports.KeepBalance(ctx, client, at)
	t.Balanced += n
	if err != nil {
		return err
	}
	sent, err := j.Reports.StateBalance(ctx, client, at)
	t.Stated += sent
	return err
}
