package jobs

import (
	"context"
	"log/slog"
)

// quieter lets through what somebody should see: River counts its jobs aloud every few
// seconds, at the level at which we tell of a request.
type quieter struct{ slog.Handler }

// Enabled is true from warnings on.
func (q quieter) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && q.Handler.Enabled(ctx, level)
}

// WithAttrs keeps the handler quiet.
func (q quieter) WithAttrs(attrs []slog.Attr) slog.Handler {
	return quieter{q.Handler.WithAttrs(attrs)}
}

// WithGroup keeps the handler quiet.
func (q quieter) WithGroup(name string) slog.Handler { return quieter{q.Handler.WithGroup(name)} }
