package queue

import (
	"context"
	_ "embed"
	"slices"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

var (
	//go:embed story.sql
	storySQL string
	//go:embed story_before.sql
	storyBeforeSQL string
	//go:embed story_ahead.sql
	storyAheadSQL string
)

const (
	// storyLong is how many events a story tells.
	storyLong = 300
	// storyStretches is how many stretches of waiting it accounts for, the newest.
	storyStretches = 40
	// storyAhead is how far those who stand before it are counted.
	storyAhead = 1000
)

// A Story is all that happened to an inquiry, and for each time in which it could have
// been called and was not, whom they called instead.
type Story struct {
	Head      Head
	Course    Course
	Window    policy.Words
	At        time.Time
	Events    []StoryEvent // the oldest first
	Waits     []Wait       // the oldest first
	Ahead     int          // of its program, that stand before it now; counted to storyAhead+1
	PausedAt  *time.Time   // its program stands still since
	ClosedOn  []time.Time  // days since it was due on which nobody may be called there
	ReadyFrom *time.Time   // since when it waits to be called; nil: it does not
}

// A StoryEvent is one thing that happened to an inquiry.
type StoryEvent struct {
	At    time.Time
	Kind  string // inquiry, served, returned, blocked, attempt, grading, promise, settled, move, program
	What  string
	Who   string
	Text  string
	DueAt *time.Time
	Step  int
	Rules []string
}

// A Wait is a stretch in which the inquiry was due and could have been called: within
// the hours, and its program running.
type Wait struct {
	From, Until time.Time
	Calls       int                      // that were served meanwhile from its queue
	Tiers       [models.TierRest + 1]int // of these, by what they were
}

// Story tells what happened to an inquiry, for who answers for programs.
func (s *Service) Story(ctx context.Context, by models.Actor, inquiryID models.ID) (*Story, error) {
	if err := mayDecide(by); err != nil {
		return nil, err
	}
	call, err := s.Open(ctx, by, inquiryID)
	if err != nil {
		return nil, err
	}
	st := &Story{Head: call.Head, Course: call.Course, Window: call.Window, At: s.now()}
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		if st.Events, err = store.Rows[StoryEvent](tx, storySQL, inquiryID, storyLong); err != nil {
			return err
		}
		slices.Reverse(st.Events)
		window, err := s.windowOf(tx, &models.Inquiry{WindowID: call.Head.WindowID})
		if err != nil {
			return err
		}
		st.account(window)
		if err := st.countBefore(tx); err != nil || st.ReadyFrom == nil {
			return err
		}
		return tx.Pgx.QueryRow(ctx, storyAheadSQL, inquiryID, storyAhead+1).Scan(&st.Ahead)
	})
	return st, err
}

// account walks through the events and finds the stretches in which the inquiry waited.
func (st *Story) account(window policy.Window) {
	var due *time.Time // it waits since, or from then on
	wait := func(until time.Time) {
		if due != nil && due.Before(until) && st.PausedAt == nil {
			st.open(window, *due, until)
		}
	}
	for _, e := range st.Events {
		next, known := e.next()
		if e.Kind == "program" {
			wait(e.At)
			at := e.At
			if st.PausedAt = nil; e.What != string(models.ProgramActive) {
				st.PausedAt = &at
			} else if due != nil && due.Before(at) {
				due = &at
			}
			continue
		}
		if known {
			wait(e.At)
			due = next
		}
	}
	if st.Head.State != models.Ready && st.Head.State != models.Scheduled {
		return
	}
	if due == nil {
		due = st.Head.DueAt
	}
	wait(st.At)
	if due != nil && !due.After(st.At) {
		st.ReadyFrom = due
		st.closedSince(window, *due)
	}
	if n := len(st.Waits); n > storyStretches {
		st.Waits = st.Waits[n-storyStretches:]
	}
}

// next is when the inquiry is to be called after an event, nil for not at all; known is
// false where the event moves nothing.
func (e *StoryEvent) next() (due *time.Time, known bool) {
	switch e.Kind {
	case "inquiry", "promise":
		return e.DueAt, true
	case "served", "grading":
		return nil, true
	case "returned":
		if e.DueAt != nil && e.DueAt.After(e.At) {
			return e.DueAt, true
		}
		at := e.At
		return &at, true
	case "blocked":
		return e.DueAt, true
	case "move":
		switch e.What {
		case models.MovePlanned, models.MoveSlid, models.MoveDecided, models.MoveKept, models.MoveDue, models.MoveForward:
			return e.DueAt, true
		case models.MoveDecision, models.MoveUsedUp, models.MoveEnded:
			return nil, true
		}
	}
	return nil, false
}

// open adds the open hours within a stretch, day by day.
func (st *Story) open(window policy.Window, from, until time.Time) {
	for range storyStretches {
		opens, ok := window.NextOpen(from)
		if !ok || !opens.Before(until) {
			return
		}
		closes, _ := window.Open(opens)
		if closes.After(until) || closes.IsZero() {
			closes = until
		}
		if closes.Sub(opens) >= time.Minute {
			st.Waits = append(st.Waits, Wait{From: opens, Until: closes})
		}
		from = closes
	}
}

// closedSince names the days on which the window never opened.
func (st *Story) closedSince(window policy.Window, from time.Time) {
	local := from.In(models.Location(st.Window.Zone))
	for day := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, local.Location()); day.Before(st.At) && len(st.ClosedOn) < 7; day = day.AddDate(0, 0, 1) {
		if opens, ok := window.NextOpen(day); window.Known() && (!ok || !opens.Before(day.AddDate(0, 0, 1))) {
			st.ClosedOn = append(st.ClosedOn, day)
		}
	}
}

// countBefore counts for each stretch whom they called instead.
func (st *Story) countBefore(tx *store.Tx) error {
	if len(st.Waits) == 0 {
		return nil
	}
	var from, until []time.Time
	for _, w := range st.Waits {
		from, until = append(from, w.From), append(until, w.Until)
	}
	counts, err := store.Rows[struct{ Stretch, Tier, Calls int }](tx, storyBeforeSQL, from, until, st.Head.ProgramID, st.Head.ID)
	if err != nil {
		return err
	}
	for _, c := range counts {
		w := &st.Waits[c.Stretch-1]
		w.Calls += c.Calls
		w.Tiers[min(max(c.Tier, 0), models.TierRest)] += c.Calls
	}
	return nil
}

// Served is how many calls were served since it was due, and was not called.
func (st *Story) Served() (n int) {
	for _, w := range st.Waits {
		if st.ReadyFrom != nil && !w.From.Before(*st.ReadyFrom) {
			n += w.Calls
		}
	}
	return n
}
