package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Notify says on a channel that something has happened. What it was the listeners look
// up themselves. It takes a lock of the whole server, so it belongs on nobody's way.
func (s *Store) Notify(ctx context.Context, channel string) error {
	if _, err := s.pool.Exec(ctx, "NOTIFY "+pgx.Identifier{channel}.Sanitize()); err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	return nil
}

// quietFor is how long a listener trusts a connection on which nothing is heard.
const quietFor = time.Minute

// Listen calls heard whenever something has happened on the channel, and once as soon as
// it listens, until ctx ends or the connection is lost. The connection is its own, beside
// those of the pool: whoever listens keeps it for good.
func (s *Store) Listen(ctx context.Context, channel string, heard func()) error {
	conn, err := pgx.ConnectConfig(ctx, s.pool.Config().ConnConfig)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, "LISTEN "+pgx.Identifier{channel}.Sanitize()); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	heard()
	for {
		quiet, cancel := context.WithTimeout(ctx, quietFor)
		_, err := conn.WaitForNotification(quiet)
		cancel()
		switch {
		case err == nil:
			heard()
		case ctx.Err() != nil:
			return ctx.Err()
		case quiet.Err() != nil: // nothing has happened, or nothing gets through any more
			if err := conn.Ping(ctx); err != nil {
				return fmt.Errorf("listen: %w", err)
			}
		default:
			return fmt.Errorf("listen: %w", err)
		}
	}
}
