package demo

import (
	"context"
	"sync"
	"time"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/store"
)

// A clock is moved by the seeding.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// office is where the demo's working day is.
const office = "America/New_York"

// Clock is the demo's clock: the real one, moved on to the next working morning where
// it is night or a weekend at the office, so that whoever looks at the demo may call. It
// never goes back behind the instant last, when something was done in the demo.
func Clock(real func() time.Time, last time.Time) func() time.Time {
	at := real()
	ahead := max(Ahead(at), last.Sub(at))
	return func() time.Time { return real().Add(ahead) }
}

// Last is when something was last done in the demo; the zero time if nothing was.
func Last(ctx context.Context, a *app.App) (last time.Time, err error) {
	err = a.Store.Tx(ctx, models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(ctx, `SELECT COALESCE(max(at), '0001-01-01') FROM (
			(SELECT at FROM claims ORDER BY at DESC LIMIT 1) UNION ALL (SELECT max(at) FROM attempts) UNION ALL (SELECT max(at) FROM contacts)) done`).Scan(&last)
	})
	return last, err
}

// Ahead is by how much the demo's clock goes ahead of the real one at the instant.
func Ahead(at time.Time) time.Duration {
	zone, err := time.LoadLocation(office)
	if err != nil {
		return 0
	}
	local := at.In(zone)
	if weekday(local) && local.Hour() >= 10 && local.Hour() < 14 {
		return 0
	}
	morning := time.Date(local.Year(), local.Month(), local.Day(), 10, 30, 0, 0, zone)
	for !weekday(morning) || morning.Before(local) {
		morning = time.Date(morning.Year(), morning.Month(), morning.Day()+1, 10, 30, 0, 0, zone)
	}
	return morning.Sub(local).Truncate(time.Minute)
}

func weekday(t time.Time) bool { return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday }
