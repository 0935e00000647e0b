package desk

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"ripen/models"
)

// A play is a stage on which the test says what there is to see.
type play struct {
	*stage
	drawn   atomic.Int64
	fails   atomic.Bool
	changes chan struct{}
}

func newPlay() *play {
	p := &play{changes: make(chan struct{}, 1)}
	p.stage = newStage(func(context.Context, models.Actor, scene) ([]part, error) {
		if p.fails.Load() {
			return nil, errors.New("nothing to see")
		}
		n := p.drawn.Add(1)
		return []part{{"same", []byte("<p>as ever</p>")}, {"new", fmt.Appendf(nil, "<p>%d</p>\n<p>more</p>", n)}}, nil
	}, func() (<-chan struct{}, func()) { return p.changes, func() {} }, slog.New(slog.DiscardHandler))
	return p
}

// show is the one that plays, without its own time.
func (p *play) show(what scene) *show {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.shows[what]
}

func next(t *testing.T, v *viewer) string {
	t.Helper()
	select {
	case event, open := <-v.events:
		if !open {
			t.Fatal("it has ended")
		}
		return string(event)
	case <-time.After(10 * time.Second):
		t.Fatal("nothing comes")
	}
	return ""
}

func TestStage_drawsOnceForAllAndSendsWhatChanged(t *testing.T) {
	t.Parallel()
	p, what := newPlay(), scene{zone: "UTC"}
	var all []*viewer
	for range 100 {
		v, ok := p.join(what, models.Actor{})
		if !ok {
			t.Fatal("no seat")
		}
		all = append(all, v)
	}
	const whole = "event: parts\nid: 1\ndata: <p>as ever</p>\ndata: <p>1</p>\ndata: <p>more</p>\n\n"
	for _, v := range all {
		if got := next(t, v); got != whole && got != "event: parts\nid: 0\n"+whole[len("event: parts\nid: 1\n"):] {
			t.Fatalf("first: %q", got)
		}
	}
	p.show(what).refresh()
	for _, v := range all {
		if got := next(t, v); got != "event: parts\nid: 2\ndata: <p>2</p>\ndata: <p>more</p>\n\n" {
			t.Fatalf("then: %q", got)
		}
	}
	if n := p.drawn.Load(); n != 2 {
		t.Errorf("drawn %d times for 100", n)
	}
}

func TestStage_letsGoWhoDoesNotKeepUpAndEndsWhenEmpty(t *testing.T) {
	t.Parallel()
	p, what := newPlay(), scene{wall: true}
	slow, _ := p.join(what, models.Actor{})
	quick, _ := p.join(what, models.Actor{})
	next(t, quick)
	on := p.show(what)
	for range lag + 2 {
		on.refresh()
		next(t, quick)
	}
	n := 0
	for range slow.events { // ends: it was closed
		n++
	}
	if n > lag {
		t.Errorf("%d events were kept for who does not read", n)
	}
	p.fails.Store(true)
	on.refresh() // what they see stays
	quick.leave()
	quick.leave()
	slow.leave()
	if p.show(what) != nil || p.viewers != 0 {
		t.Errorf("%d viewers are still counted", p.viewers)
	}
	select {
	case <-on.empty:
	default:
		t.Error("it plays before nobody")
	}
}

func TestStage_hasSoManySeats(t *testing.T) {
	t.Parallel()
	p := newPlay()
	for range mostViewers {
		if _, ok := p.join(scene{}, models.Actor{}); !ok {
			t.Fatal("turned away too early")
		}
	}
	if _, ok := p.join(scene{}, models.Actor{}); ok {
		t.Error("one more than there are seats")
	}
	close(p.changes)
}
