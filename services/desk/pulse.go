package desk

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// channel is where the processes tell each other that something of the desk has changed.
const channel = "ripen_desk"

// tellEvery is how often a process tells the others, at most. NOTIFY takes a lock of the
// whole server when it commits, so no caller's request pays for one.
const tellEvery = time.Second

// A pulse knows who in this process wants to hear of changes.
type pulse struct {
	rung chan struct{} // holds one: something has changed here since it was last told

	mu     sync.Mutex
	all    map[chan struct{}]bool
	closed bool
}

func newPulse() *pulse { return &pulse{rung: make(chan struct{}, 1), all: map[chan struct{}]bool{}} }

// Ring says that something has changed. It never waits, and costs as good as nothing.
func (s *Service) Ring() {
	select {
	case s.pulse.rung <- struct{}{}:
	default: // it is about to be told
	}
}

// Changes is told of changes anywhere, several at once as one. It is closed when the
// process stops. Call stop when nobody looks any more.
func (s *Service) Changes() (changes <-chan struct{}, stop func()) {
	p := s.pulse
	c := make(chan struct{}, 1)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		close(c)
		return c, func() {}
	}
	p.all[c] = true
	return c, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.all, c)
	}
}

// beat tells everybody who looks.
func (p *pulse) beat() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.all {
		select {
		case c <- struct{}{}:
		default: // it has not looked since the last one
		}
	}
}

func (p *pulse) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for c := range p.all {
		close(c)
	}
	clear(p.all)
}

// Listen carries changes between this process and the others until ctx ends, on one
// connection of its own, however many look. A connection that is lost is made again, and
// as nobody knows what was missed meanwhile, everybody looks anew.
func (s *Service) Listen(ctx context.Context, log *slog.Logger) {
	var telling sync.WaitGroup
	telling.Go(func() { s.tell(ctx, log) })
	defer telling.Wait()
	defer s.pulse.close()
	for wait := tellEvery; ctx.Err() == nil; wait = min(2*wait, 15*time.Second) {
		err := s.store.Listen(ctx, channel, func() {
			wait = tellEvery
			s.pulse.beat()
		})
		if ctx.Err() != nil {
			return
		}
		log.WarnContext(ctx, "the desk does not hear of changes, and tries again", "error", err.Error())
		pause(ctx, wait)
	}
}

// tell passes on, once in a while, that something has changed here.
func (s *Service) tell(ctx context.Context, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.pulse.rung:
		}
		if err := s.store.Notify(ctx, channel); err != nil && ctx.Err() == nil {
			log.WarnContext(ctx, "the other desks are not told of changes", "error", err.Error())
			s.Ring()
		}
		pause(ctx, tellEvery)
	}
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
