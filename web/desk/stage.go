package desk

import (
	"bytes"
	"context"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"ripen/models"
)

// How many may look on in one process, how often what they see is drawn at the most and
// at the least, and how many events one may lag behind.
const (
	mostViewers = 2000
	drawnAtMost = 2 * time.Second
	drawnAgain  = 15 * time.Second
	lag         = 4
)

// A part is a piece of a page, with the id of its element.
type part struct {
	id   string
	html []byte
}

// A scene is what some viewers see alike: the desk or the wall, on one clock.
type scene struct {
	wall bool
	zone string
}

// A stage shows each scene to all who look at it. It is asked for and drawn once for all
// of them, when something has changed, and only what has changed is sent.
type stage struct {
	draw    func(context.Context, models.Actor, scene) ([]part, error)
	changes func() (<-chan struct{}, func())
	log     *slog.Logger

	mu      sync.Mutex
	shows   map[scene]*show
	viewers int
}

func newStage(draw func(context.Context, models.Actor, scene) ([]part, error), changes func() (<-chan struct{}, func()), log *slog.Logger) *stage {
	return &stage{draw: draw, changes: changes, log: log, shows: map[scene]*show{}}
}

// A show is one scene and who looks at it. It ends when nobody does.
type show struct {
	*stage
	scene   scene
	by      models.Actor // whose eyes see it: all who look see the same
	viewers map[*viewer]bool
	parts   []part // as drawn last
	drawn   int    // how often it was
	empty   chan struct{}
}

// A viewer is somebody's open page.
type viewer struct {
	events chan []byte
	show   *show
}

// join seats somebody before a scene; false where the house is full. They are sent all
// of it first.
func (s *stage) join(what scene, by models.Actor) (*viewer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.viewers >= mostViewers {
		return nil, false
	}
	s.viewers++
	on := s.shows[what]
	if on == nil {
		on = &show{stage: s, scene: what, by: by, viewers: map[*viewer]bool{}, empty: make(chan struct{})}
		s.shows[what] = on
		changes, stop := s.changes()
		go on.run(changes, stop)
	}
	v := &viewer{events: make(chan []byte, lag), show: on}
	on.viewers[v] = true
	if on.parts != nil {
		v.events <- on.event(on.parts)
	}
	return v, true
}

// leave lets somebody go. Once more changes nothing.
func (v *viewer) leave() {
	v.show.mu.Lock()
	defer v.show.mu.Unlock()
	v.show.drop(v)
}

// drop ends somebody's stream. The stage is locked.
func (on *show) drop(v *viewer) {
	if !on.viewers[v] {
		return
	}
	delete(on.viewers, v)
	on.stage.viewers--
	close(v.events)
	if len(on.viewers) == 0 && on.shows[on.scene] == on {
		delete(on.shows, on.scene)
		close(on.empty)
	}
}

// run draws the scene at once, whenever something has changed, and once in a while, as
// time alone changes it too; between two drawings it rests.
func (on *show) run(changes <-chan struct{}, stop func()) {
	defer stop()
	again := time.NewTicker(drawnAgain)
	defer again.Stop()
	rest := time.NewTimer(drawnAtMost)
	defer rest.Stop()
	on.refresh()
	for rested, changed := false, false; ; {
		select {
		case <-on.empty:
			return
		case <-again.C:
			changed = true
		case <-rest.C:
			rested = true
		case _, open := <-changes:
			if !open { // the process stops
				on.endAll()
				return
			}
			changed = true
		}
		if rested && changed {
			on.refresh()
			rested, changed = false, false
			rest.Reset(drawnAtMost)
		}
	}
}

func (on *show) endAll() {
	on.mu.Lock()
	defer on.mu.Unlock()
	for v := range on.viewers {
		on.drop(v)
	}
}

// refresh draws the scene, and sends what has changed to all who look.
func (on *show) refresh() {
	ctx, cancel := timely()
	defer cancel()
	parts, err := on.draw(ctx, on.by, on.scene)
	if err != nil {
		on.log.WarnContext(ctx, "the desk was not drawn, and is tried again", "error", err.Error())
		return // what they see stays, with its time
	}
	on.mu.Lock()
	defer on.mu.Unlock()
	changed := parts
	if on.parts != nil {
		changed = differing(on.parts, parts)
	}
	on.parts = parts
	on.drawn++
	if len(changed) == 0 {
		return
	}
	event := on.event(changed)
	for v := range on.viewers {
		select {
		case v.events <- event:
		default:
			on.drop(v) // too slow: its browser comes back, and gets all
		}
	}
}

func (on *show) event(parts []part) []byte {
	var html [][]byte
	for _, p := range parts {
		html = append(html, p.html)
	}
	return eventOf(strconv.Itoa(on.drawn), html)
}

// differing is what of the new parts is not as before.
func differing(before, after []part) (changed []part) {
	old := make(map[string][]byte, len(before))
	for _, p := range before {
		old[p.id] = p.html
	}
	for _, p := range after {
		if !bytes.Equal(old[p.id], p.html) {
			changed = append(changed, p)
		}
	}
	return changed
}
