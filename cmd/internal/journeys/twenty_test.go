package journeys_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
)

// people are twenty names of which no two can be one person's.
var people = strings.Split("Ada Bell,Bo Carver,Cy Dunn,Di Eng,Ed Fox,Flo Gray,Gus Hale,Hal Irwin,Ike Jones,Jo Katz,Kay Lund,Lou Marsh,Max Nash,Nan Oakes,Orin Pike,Pat Quill,Quin Rhodes,Ray Stone,Sue Tate,Tom Usher", ",")

func TestCall_twentyInARowByKeyboardOnly(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	for n := range 20 {
		h.Arrives("scanners-us", source, another(people[n], fmt.Sprintf("+1813555%04d", 100+n)))
	}
	b := windowOf(t, h, caller)
	b.do(`addEventListener("mousedown", () => { throw new Error("a mouse") })`)
	endings := [][]string{ // as a day has them: more are not reached than are
		append(slices.Clone(anA), "n", "Two rooms.", "Ctrl+Enter"), {"a"}, {"v"}, append(slices.Clone(aB), "Ctrl+Enter"), {"c"}, {"i", "The receptionist is Joan.", "\x1b", "g", "\r"}, {"b"},
		append(slices.Clone(anA), "o", "\x1b", "Ctrl+Enter"), {"w", "\r"}, {"r"}, {"/", "voicemail", "\r"},
	}
	var counts []int
	b.callNext()
	opened := b.keys // the key that opened the first; each ending opens the next
	for n := range 20 {
		before := b.keys
		at := b.path()
		b.turns(func() {
			for _, key := range endings[n%len(endings)] {
				switch {
				case len(key) > 1 && key != "Ctrl+Enter" && key[0] != '\x1b':
					b.types(key)
					if key == "voicemail" {
						b.until("the palette’s answer", `document.querySelectorAll("#pal [role=option]").length === 1`)
					}
				default:
					b.press(key)
				}
			}
		})
		counts = append(counts, b.keys-before+opened)
		opened = 0
		if b.path() == at {
			t.Fatalf("call %d did not end:\n%s", n+1, b.state())
		}
	}
	t.Logf("20 calls in a row, open to next, keystrokes besides text: %v; the most %d, all told %d", counts, slices.Max(counts), b.keys)
	if slices.Max(counts) > 12 {
		t.Errorf("a call took %d keystrokes, more than 12", slices.Max(counts))
	}
	if n := h.Count(`SELECT count(*) FROM attempts`); n != 20 {
		t.Errorf("%d attempts of 20 calls", n)
	}
	if n := h.Count(`SELECT count(*) FROM claims WHERE ended_at IS NULL`); n != 0 {
		t.Errorf("%d claims are open after the last", n)
	}
	if n := h.Count(`SELECT count(*) FROM claims WHERE reserved AND ended_at IS NULL`); n != 0 {
		t.Errorf("%d stay reserved", n)
	}
}

func TestPalette_findsAndDoesWithoutTheMouse(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	h.Arrives("scanners-us", source)
	other := h.Arrives("scanners-us", source, another("Cora Lind", "+18135550161"))
	b := windowOf(t, h, caller)
	b.press("Ctrl+k")
	b.shows("#pal")
	if got := ask[string](b, `document.activeElement.getAttribute("role") + " " + document.getElementById(document.activeElement.getAttribute("aria-activedescendant")).textContent.trim()`); got != "combobox Next call" {
		t.Errorf("the palette opens at %q", got)
	}
	b.turns(func() { b.press("\r") })
	b.sees("Please send prices.")
	b.press("/")
	b.types("note rep")
	b.until("one line", `document.querySelectorAll("#pal [role=option]").length === 1`)
	b.press("\r")
	b.until("the focus in the note", `document.activeElement.id === "for_rep"`)
	b.types("Typed after all.")
	b.press("Ctrl+k")
	b.types("+1 813-555-0161")
	b.sees("Cora Lind")
	b.press("\x1b")
	b.until("the focus back in the note", `!document.querySelector("#pal:popover-open") && document.activeElement.id === "for_rep"`)
	b.press("Ctrl+k")
	b.types("cora")
	b.sees("Cora Lind")
	b.turns(func() { b.press("\r") })
	if want := "/console/inquiries/" + other.String(); b.path() != want {
		t.Errorf("who was found is at %s, wanted %s", b.path(), want)
	}
	b.sees("They called: take it up")
	b.press("/")
	b.types("sign out")
	b.until("one line", `document.querySelectorAll("#pal [role=option]").length === 1`)
	b.turns(func() { b.press("\r") })
	if b.path() != "/sign-in" {
		t.Errorf("signing out leads to %s", b.path())
	}
	if state := apptest.Value[string](h, `SELECT state FROM availabilities ORDER BY at DESC, id DESC LIMIT 1`); state != "off" {
		t.Errorf("after signing out the caller is %s", state)
	}
}

func TestPalette_ofTheDeskLeadsToItsPagesAndInquiries(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	id := h.Arrives("scanners-us", source)
	b := windowOf(t, h, "Priya Raman")
	b.press("Ctrl+k")
	b.types("ivy@moss-dental.example")
	b.sees("Ivy Moss")
	b.turns(func() { b.press("\r") })
	if want := "/desk/inquiries/" + id.String(); b.path() != want {
		t.Errorf("who was found is at %s, wanted %s", b.path(), want)
	}
	b.press("Ctrl+k")
	b.types("impor")
	b.until("one line", `document.querySelectorAll("#pal [role=option]").length === 1`)
	b.turns(func() { b.press("\r") })
	if b.path() != "/desk/imports" {
		t.Errorf("“imports” leads to %s", b.path())
	}
}

func TestBreak_beginsAfterTheCallAndEndsWithTheNext(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	h.Arrives("scanners-us", source)
	h.Arrives("scanners-us", source, another("Cora Lind", "+18135550161"))
	b := windowOf(t, h, caller)
	b.callNext()
	b.answers(anA...)
	b.until("the next one ready", `document.querySelector(".ready")?.textContent.includes("ready")`)
	if n := h.Count(`SELECT count(*) FROM claims WHERE reserved AND ended_at IS NULL`); n != 1 {
		t.Errorf("%d reserved while a call is wrapped up", n)
	}
	b.press("/")
	b.types("break lunch")
	b.until("one line", `document.querySelectorAll("#pal [role=option]").length === 1`)
	b.turns(func() { b.press("\r") })
	b.sees("Ivy Moss")
	b.until("the answers still there", `document.querySelector("#verdict").textContent.includes("Computed A")`)
	if n := h.Count(`SELECT count(*) FROM claims WHERE reserved AND ended_at IS NULL`); n != 0 {
		t.Errorf("%d reserved for somebody who takes a break", n)
	}
	b.turns(func() { b.press("Ctrl+Enter") })
	b.sees("Lunch since")
	h.Clock.Move(18 * time.Second)
	b.turns(func() { b.press("\r") })
	b.sees("Cora Lind")
	b.sees("Available")
	b.sees("A, goes out in 30 s") // the recall is still open, two pages on
	b.turns(func() { b.press("Ctrl+z") })
	b.sees("Taken back. It is with you again.")
	b.sees("Ivy Moss")
	if n := h.Count(`SELECT count(*) FROM claims WHERE ended_at IS NULL`); n != 1 {
		t.Errorf("%d claims are open after the recall, wanted the one taken back", n)
	}
}

func TestCall_twoCallersSeeEachOtherAndHaveDifferentPeople(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	first := h.Arrives("scanners-us", source)
	h.Arrives("scanners-us", source, another("Cora Lind", "+18135550161"))
	dana, omar := windowOf(t, h, caller), windowOf(t, h, "Omar Haddad")
	dana.callNext()
	omar.callNext()
	if dana.path() == omar.path() {
		t.Fatal("two callers have the same person")
	}
	dana.press("n")
	dana.types("Dana was here.")
	dana.saved()
	theirs := "/console/inquiries/" + first.String()
	watching := omar
	if dana.path() != theirs {
		t.Fatalf("Dana is at %s", dana.path())
	}
	watching.open(theirs)
	watching.sees("Dana Whitfield is on the line with them")
	watching.sees("Dana Whitfield is looking at this.")
	if ask[bool](watching, `!!document.querySelector("#call")`) {
		t.Error("what another holds can be written to")
	}
	dana.beats()
	dana.sees("Omar Haddad is looking at this.")
	dana.types(" Still here.")
	dana.until("the whole text saved", `document.querySelector(".saved").textContent.startsWith("Saved") && document.querySelector("#for_rep").value.endsWith("Still here.")`)
	dana.press("\x1b")
	dana.turns(func() { dana.press("a") })
	if got := apptest.Value[string](h, `SELECT for_rep FROM drafts WHERE inquiry_id = $1`, first); got != "Dana was here. Still here." {
		t.Errorf("kept: %q", got)
	}
}
