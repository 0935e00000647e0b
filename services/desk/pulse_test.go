package desk_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"ripen/services/desk"
	"ripen/services/policy"
	"ripen/services/store/storetest"
)

// listening has a process hear of changes until it is told to stop.
func listening(t *testing.T, s *desk.Service) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { s.Listen(ctx, slog.New(slog.DiscardHandler)); close(ended) }()
	stop = func() { cancel(); <-ended }
	t.Cleanup(stop)
	return stop
}

func hears(t *testing.T, what string, changes <-chan struct{}) (open bool) {
	t.Helper()
	select {
	case _, open = <-changes:
		return open
	case <-time.After(20 * time.Second):
		t.Fatalf("%s was not heard", what)
	}
	return false
}

func TestListen_carriesAChangeToEveryProcessAndComesBack(t *testing.T) {
	t.Parallel()
	f := open(t)
	other := desk.New(storetest.Connect(t, f.Options), policy.NewBook(), nil, nil, f.Clock.Now)
	mine, stopMine := f.desk.Changes()
	defer stopMine()
	theirs, stopTheirs := other.Changes()
	defer stopTheirs()
	listening(t, f.desk)
	stop := listening(t, other)
	hears(t, "that one listens", mine)
	hears(t, "that one listens", theirs)

	f.desk.Ring()
	hears(t, "a change here", mine)
	hears(t, "a change there", theirs)

	if _, err := f.Store.Pool().Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`); err != nil {
		t.Fatal(err)
	}
	hears(t, "that it listens again", theirs)
	hears(t, "that it listens again", mine)
	f.desk.Ring()
	hears(t, "a change after that", theirs)

	stop()
	for hears(t, "the end", theirs) { // what came before the end
	}
	if late, _ := other.Changes(); hears(t, "that it is over", late) {
		t.Error("who comes after the end waits for ever")
	}
}
