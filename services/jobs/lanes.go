package jobs

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"ripen/models"
	"ripen/services/delivery"
)

const (
	glance  = 100 * time.Millisecond // between two looks at what is due
	abreast = 8                      // messages of one lane at a time
)

// lanes is the fast way out: what is due at a moment does not wait for River, which passes
// on what was scheduled every five seconds. It looks what is due, releases it and sends it;
// however many processes do, each release and each message is taken by one.
type lanes struct {
	delivery *delivery.Service
	log      *slog.Logger
	turns    chan struct{} // who may release at once
	stop     context.CancelFunc
	running  sync.WaitGroup

	mu    sync.Mutex
	going map[models.ID]bool // the releases and lanes that somebody is at
	onWay map[models.ID]int  // messages of each lane
}

func newLanes(d *delivery.Service, log *slog.Logger, turns int) *lanes {
	return &lanes{delivery: d, log: log, turns: make(chan struct{}, turns), going: map[models.ID]bool{}, onWay: map[models.ID]int{}}
}

// start looks for what is due until ctx ends or stop is called.
func (l *lanes) start(ctx context.Context) {
	ctx, l.stop = context.WithCancel(ctx)
	look := func(due func(context.Context) error, what string) {
		tick := time.NewTicker(glance)
		defer tick.Stop()
		for {
			if err := due(ctx); err != nil && ctx.Err() == nil {
				l.log.ErrorContext(ctx, what, "error", err.Error())
			}
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	}
	l.running.Go(func() { look(l.release, "look for what is to be released") })
	l.running.Go(func() { look(l.send, "look for what is to be sent") })
}

// wait waits after stop for what is on its way, but not longer than ctx: a message that is
// cut off is taken again when its lease has run out.
func (l *lanes) wait(ctx context.Context) {
	done := make(chan struct{})
	go func() { l.running.Wait(); close(done) }()
	select {
	case <-done:
	case <-ctx.Done():
	}
}

// enter reports whether nobody is at it yet, and is.
func (l *lanes) enter(id models.ID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.going[id] {
		return false
	}
	l.going[id] = true
	return true
}

func (l *lanes) leave(id models.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.going, id)
}

func (l *lanes) release(ctx context.Context) error {
	due, err := l.delivery.DueReleases(ctx)
	if err != nil {
		return err
	}
	for _, d := range due {
		if !l.enter(d.ReleaseID) {
			continue
		}
		l.running.Go(func() {
			defer l.leave(d.ReleaseID)
			select {
			case l.turns <- struct{}{}:
			case <-ctx.Done():
				return
			}
			defer func() { <-l.turns }()
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), jobTimeout)
			defer cancel()
			if _, err := l.delivery.Release(ctx, d.ClientID, d.ReleaseID); err != nil {
				l.log.ErrorContext(ctx, "release", "error", err.Error())
			}
		})
	}
	return nil
}

func (l *lanes) send(ctx context.Context) error {
	due, err := l.delivery.DueLanes(ctx)
	if err != nil {
		return err
	}
	for _, lane := range due {
		if l.enter(lane.Lane) {
			l.running.Go(func() {
				defer l.leave(lane.Lane)
				l.take(ctx, lane)
			})
		}
	}
	return nil
}

// take sends what a lane has room for. Nobody waits here for what is slow: the next look
// finds the room that it left.
func (l *lanes) take(ctx context.Context, lane delivery.Lane) {
	for {
		room := abreast - l.count(lane.Lane, 0)
		if room <= 0 || ctx.Err() != nil {
			return
		}
		taken, err := l.delivery.Take(ctx, lane, room)
		if err != nil && ctx.Err() == nil {
			l.log.ErrorContext(ctx, "take messages", "error", err.Error())
		}
		l.count(lane.Lane, len(taken))
		for _, p := range taken {
			l.running.Go(func() {
				defer l.count(lane.Lane, -1)
				if err := l.delivery.Carry(context.WithoutCancel(ctx), p); err != nil {
					l.log.ErrorContext(ctx, "send a message", "error", err.Error())
				}
			})
		}
		if len(taken) < room {
			return
		}
	}
}

// count counts the messages of a lane that are on their way.
func (l *lanes) count(lane models.ID, more int) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.onWay[lane] += more
	n := l.onWay[lane]
	if n == 0 {
		delete(l.onWay, lane)
	}
	return n
}
