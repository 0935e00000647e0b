package journeys_test

import (
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
)

const (
	caller = "Dana Whitfield"
	source = "Scanner terms"
)

// callNext lets a caller take the next call from the page between two calls.
func (b *tab) callNext() {
	b.t.Helper()
	b.turns(func() { b.press("\r") })
}

// answers answers the six questions by their digits: five firsts make an A.
func (b *tab) answers(digits ...string) {
	b.t.Helper()
	b.press(digits...)
}

var (
	anA = []string{"1", "1", "1", "1", "1", "1"}
	aB  = []string{"2", "2", "3", "2", "2", "2"}
)

func TestCall_byKeyboardOnlyInTwelveKeystrokes(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	first := h.Arrives("scanners-us", source)
	b := windowOf(t, h, caller)
	b.callNext()
	if want := "/console/inquiries/" + first.String(); b.path() != want {
		t.Fatalf("served %s, wanted %s", b.path(), want)
	}
	b.sees("Ivy Moss")
	b.sees("Please send prices.")
	b.sees("Harbour Dental Systems")
	b.answers(anA...)
	b.press("n")
	b.types("Two rooms, one in spring. Ask for Ivy.")
	b.turns(func() { b.press("Ctrl+Enter") })
	b.sees("Ivy Moss: A, goes out in 30 s")
	if b.keys > 12 {
		t.Errorf("a whole call took %d keystrokes besides text, more than 12", b.keys)
	}
	if n := h.Count(`SELECT count(*) FROM gradings WHERE inquiry_id = $1 AND grade = 'A'`, first); n != 1 {
		t.Errorf("%d gradings A", n)
	}
	t.Logf("a whole call: %d keystrokes besides text", b.keys)
}

func TestCall_isRecalledByOneKeyWithinThirtySeconds(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	id := h.Arrives("scanners-us", source)
	b := windowOf(t, h, caller)
	b.callNext()
	b.answers(anA...)
	b.turns(func() { b.press("Ctrl+Enter") })
	h.Later(29 * time.Second)
	if n := h.Count(`SELECT count(*) FROM leads`); n != 0 {
		t.Fatalf("%d leads within the recall window", n)
	}
	b.turns(func() { b.press("z") })
	b.sees("Taken back. It is with you again.")
	if want := "/console/inquiries/" + id.String(); b.path() != want {
		t.Errorf("the recall leads to %s, wanted %s", b.path(), want)
	}
	h.Later(10 * time.Minute)
	if n := h.Count(`SELECT count(*) FROM leads`); n != 0 {
		t.Errorf("%d leads after a recall", n)
	}
	if n := h.Count(`SELECT count(*) FROM gradings`) + h.Count(`SELECT count(*) FROM withdrawals`); n != 2 {
		t.Errorf("%d gradings and withdrawals, wanted one of each", n)
	}
}

func TestCall_restsItsSingleKeysWhenTheyAreTurnedOff(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	h.Arrives("scanners-us", source)
	b := windowOf(t, h, caller)
	b.open("/account")
	b.turns(func() {
		b.do(`(() => { const f = document.querySelector('form[action="/account/keys"]'); const box = f.querySelector("input[type=checkbox]"); if (box) box.checked = false; f.requestSubmit(f.querySelector("button")) })()`)
	})
	b.open("/console")
	b.turns(func() { b.clicks("Next call") })
	b.do(`document.activeElement.blur()`)
	b.press("1", "n", "a")
	if on := ask[bool](b, `document.activeElement.matches("textarea") || !!document.querySelector(".ask input:checked")`); on {
		t.Errorf("a single key still works:\n%s", b.state())
	}
	b.answersByMouse(1, 1, 1, 1, 1, 1)
	b.turns(func() { b.press("Ctrl+Enter") }) // with a modifier it is no single key
	b.sees("A, goes out in 30 s")
}

// answersByMouse clicks the answer of each question.
func (b *tab) answersByMouse(numbers ...int) {
	b.t.Helper()
	for n, number := range numbers {
		if !ask[bool](b, script(`(() => { const o = document.querySelectorAll(".ask")[%d].querySelectorAll("input")[%d]; o.click(); return o.checked })()`, n, number-1)) {
			b.t.Fatalf("question %d has not taken its answer", n+1)
		}
	}
}
