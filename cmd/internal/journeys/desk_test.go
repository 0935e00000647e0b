package journeys_test

import (
	"context"
	"log/slog"
	"testing"

	"ripen/cmd/internal/apptest"
	"ripen/models"
)

// listening carries changes to those who look on, as `ripen serve` does.
func listening(t *testing.T, h *apptest.House) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { h.Desk.Listen(ctx, slog.New(slog.DiscardHandler)); close(ended) }()
	t.Cleanup(func() { cancel(); <-ended })
}

func TestDesk_movesWhenACallerTakesACall(t *testing.T) {
	t.Parallel()
	h := apptest.Seeded(t, 8, 0.5)
	h.Arrives("scanners-us", source) // on some days of the cast nobody waits at this hour
	listening(t, h)
	supervisor, wall, dana := windowOf(t, h, "Priya Raman"), windowOf(t, h, "Priya Raman"), windowOf(t, h, caller)
	supervisor.open("/desk")
	wall.open("/desk/wall")
	supervisor.do(`window.before = true`) // a page that were loaded anew would not know it
	supervisor.do(`document.querySelector("#heat .scroll-x")?.focus()`)
	dana.open("/console")
	dana.turns(func() { dana.clicks("Next call") })
	supervisor.until("Dana on a call", `/Dana Whitfield[^]*?On a call/.test(document.querySelector("#callers").textContent) && window.before`)
	wall.until("Dana on a call, on the wall", `/Dana Whitfield\s*On a call/.test(document.querySelector("#wall-callers").textContent)`)
	supervisor.until("her time running", `document.querySelector("#callers [data-seconds]").textContent !== "00:00"`)

	name := apptest.Value[string](h, `SELECT p.name FROM claims k JOIN persons p ON p.id = k.person_id WHERE k.ended_at IS NULL AND k.user_id = $1 AND NOT k.reserved`, h.Cast.User(caller).ID)
	if name != "" {
		supervisor.sees(name)
		wall.misses(name) // whoever passes by learns no inquirer's name
	}
	id := apptest.Value[models.ID](h, `SELECT inquiry_id FROM claims WHERE ended_at IS NULL AND user_id = $1 AND NOT reserved`, h.Cast.User(caller).ID)
	supervisor.open("/desk/inquiries/" + id.String() + "/handling")
	supervisor.turns(func() { supervisor.clicks("Give") })
	supervisor.sees("it is their next call")
	supervisor.turns(func() { supervisor.clicks("Undo") })
	supervisor.sees("Taken back: it stands as before.")
	if n := apptest.Value[int](h, `SELECT count(*) FROM claims WHERE ended_at IS NULL AND inquiry_id = $1 AND user_id = $2`, id, h.Cast.User(caller).ID); n != 1 {
		t.Errorf("she has it back %d times", n)
	}
}
