package journeys_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/intake"
	"ripen/views/paths"
)

// A keptOne is somebody whom a caller graded B in the browser, and who is kept for later.
type keptOne struct {
	h  *apptest.House
	id models.ID
}

// keeps lets a caller make a B of somebody by the keyboard.
func keeps(t *testing.T, h *apptest.House) keptOne {
	t.Helper()
	k := keptOne{h: h, id: h.Arrives("scanners-us", source)}
	b := windowOf(t, h, caller)
	b.callNext()
	b.sees("Ivy Moss")
	b.answers(aB...)
	b.turns(func() { b.press("Ctrl+Enter") })
	b.sees("Ivy Moss: B")
	if k.state() != "nurtured" {
		t.Fatalf("it is %s", k.state())
	}
	return k
}

func (k keptOne) state() string {
	return apptest.Value[string](k.h, `SELECT state FROM inquiries WHERE id = $1`, k.id)
}

func (k keptOne) due() time.Time {
	return apptest.Value[time.Time](k.h, `SELECT next_at FROM inquiries WHERE id = $1`, k.id)
}

// letter is when the n-th letter of their plan goes.
func (k keptOne) letter(n int) time.Time {
	return apptest.Value[time.Time](k.h, `SELECT try_at FROM touches WHERE inquiry_id = $1 AND n = $2`, k.id, n)
}

// wrote is how many letters they have got.
func (k keptOne) wrote() int {
	return k.h.Count(`SELECT count(*) FROM mails WHERE recipient LIKE '%<ivy@moss-dental.example>'`)
}

func TestNurture_lettersGoInTimeAndOnItsDayItIsAskedAnewAndBecomesAnA(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	k := keeps(t, h)
	due := k.due()
	desk := windowOf(t, h, "Priya Raman")
	desk.open(paths.DeskInquiry(k.id))
	for _, words := range []string{"Kept for later", "Called again on " + due.In(newYork()).Format("Monday 2 January 2006"), "What others ask about an intraoral scanner", "Shall we call before Harbour Dental Systems changes its prices?"} {
		desk.sees(words)
	}
	desk.accessible("somebody who is kept")
	for n := 1; n <= 2; n++ {
		at := k.letter(n)
		h.Clock.Set(at.Add(-time.Minute))
		if h.Tick(); k.wrote() != n-1 {
			t.Errorf("%d letters before the day of letter %d", k.wrote(), n)
		}
		h.Clock.Set(at)
		if h.Tick(); k.wrote() != n {
			t.Fatalf("%d letters on the day of letter %d", k.wrote(), n)
		}
	}
	body := apptest.Value[string](h, `SELECT body FROM mails WHERE subject = 'What others ask about an intraoral scanner'`)
	if !strings.HasPrefix(body, "Hello Ivy,") || !strings.Contains(body, "two scanners is not urgent for Moss Dental yet") || strings.Contains(body, "{") {
		t.Errorf("the letter says %s", body)
	}
	h.Clock.Set(due.Add(-time.Hour))
	if h.Tick(); k.state() != "nurtured" {
		t.Fatalf("an hour before its date it is %s", k.state())
	}
	desk = windowOf(t, h, "Priya Raman") // the session has ended meanwhile
	desk.open("/desk/nurture")
	desk.sees("Ivy Moss")
	h.Clock.Set(morningAfter(due))
	if h.Tick(); k.state() != "ready" {
		t.Fatalf("on its date it is %s", k.state())
	}

	b := windowOf(t, h, caller)
	b.callNext()
	for _, words := range []string{"Ivy Moss", "Graded B", "Letter sent", "Please send prices.", "Ask again. As of"} {
		b.sees(words)
	}
	asked := ask[[]int](b, `[...document.querySelectorAll(".ask")].map((q, n) => q.querySelector("input:checked") ? -1 : n).filter((n) => n >= 0)`)
	if fmt.Sprint(asked) != "[0 2 3 4 5]" {
		t.Errorf("asked anew are the questions %v: what they work with does not change", asked)
	}
	for _, n := range asked {
		b.do(script(`document.querySelectorAll(".ask")[%d].querySelector("input").click()`, n))
	}
	b.turns(func() { b.press("Ctrl+Enter") })
	b.sees("A, goes out in 30 s")
	h.Later(31 * time.Second)
	_, rep := theLead(h)
	inbox := windowOf(t, h, rep)
	inbox.sees("Moss Dental")
	if n := h.Count(`SELECT count(*) FROM leads WHERE inquiry_id = $1 AND cycle = 2`, k.id); n != 1 {
		t.Errorf("%d leads of the second cycle", n)
	}
	balanced(t, h)
}

func TestNurture_aPressedLetterBringsTheDateForwardAndTheCallerReadsWhy(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	k := keeps(t, h)
	planned, day := k.due(), k.letter(1)
	h.Clock.Set(day)
	h.Tick()
	body := apptest.Value[string](h, `SELECT body FROM mails WHERE recipient LIKE '%<ivy@moss-dental.example>'`)

	reader := window(t, h)
	reader.open(paths.CallMe(linkIn(body, "call-me")))
	reader.sees("Hello Ivy, you asked Harbour Dental Systems about their products.")
	reader.accessible("the page of a letter's link")
	if k.state() != "nurtured" {
		t.Fatalf("looking at the link made it %s", k.state())
	}
	reader.turns(func() { reader.clicks("Yes, please call me again") })
	reader.sees("Thank you. We shall call you soon")
	if k.state() != "ready" || !k.due().Before(planned) {
		t.Fatalf("it is %s until %s", k.state(), k.due())
	}
	h.Clock.Set(morningAfter(h.Clock.Now()))
	h.Tick()
	b := windowOf(t, h, caller)
	b.callNext()
	b.sees("Ivy Moss")
	b.sees("A nurtured B, before its date.")
	b.sees("They asked to be called, by the letter of " + day.In(newYork()).Format("2 January 2006"))
	desk := windowOf(t, h, "Priya Raman")
	desk.open(paths.DeskInquiry(k.id))
	desk.sees("May be called again: pressed in a letter")
	desk.sees("They asked to be called, ") // of the letter
	h.Clock.Set(planned.Add(time.Hour))
	if ticked := h.Tick(); ticked.Ripened != 0 || k.wrote() != 1 {
		t.Errorf("%d come back on the day that was planned before, %d letters went", ticked.Ripened, k.wrote())
	}
	balanced(t, h)
}

func TestNurture_aConsumerWhoAgreesOnTheLineIsCalledLateAndNobodyElse(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	consumer := func(name, email, phone string) models.ID {
		return h.Arrives("scanners-us", source, func(a *intake.Arriving) {
			a.Name, a.Organisation, a.Title, a.Email, a.Phone = name, "", "", email, phone
		})
	}
	willing := consumer("Wim Agnew", "wim@agnew.example", "+18135550181")
	b := windowOf(t, h, caller)
	b.callNext()
	b.sees("A later call, letters: not asked")
	b.press("n")
	b.types("Asked twice about the tip.")
	b.press("\x1b")
	b.press("y")
	b.until("the sheet", `document.activeElement.name === "agree_words"`)
	b.accessible("what they agree to")
	b.turns(func() { b.clicks("Keep it") })
	b.sees("Choose what they agree to")
	b.until("the sheet again", `document.querySelector("#agreeing").matches(":popover-open")`)
	b.clicks("Be called again")
	b.clicks("Be written to by e-mail")
	b.turns(func() { b.clicks("Keep it") })
	b.sees("Write what they said, in their words.")
	b.accessible("what they agree to, refused")
	b.fills("What they say", "Yes, ring me after the holidays, and send me something.")
	b.turns(func() { b.clicks("Keep it") })
	b.sees("May be called again, and written to")
	b.sees("Asked twice about the tip.") // what else was typed is kept
	b.do(`document.activeElement.blur()`)
	b.answers(aB...)
	b.turns(func() { b.press("Ctrl+Enter") })
	b.sees("Wim Agnew: B")
	desk := windowOf(t, h, "Priya Raman")
	desk.open(paths.DeskInquiry(willing))
	for _, words := range []string{"May be called again: said on the telephone", "May be written to: said on the telephone", "Yes, ring me after the holidays, and send me something.", "Entered by Dana Whitfield."} {
		desk.sees(words)
	}
	silent := consumer("Sid Bond", "sid@bond.example", "+18135550182")
	b = windowOf(t, h, caller)
	b.callNext()
	b.sees("Sid Bond")
	b.answers(aB...)
	b.turns(func() { b.press("Ctrl+Enter") })
	b.sees("Sid Bond: B")
	due := keptOne{h, silent}.due()
	if due.Sub(h.Clock.Now()) < 92*24*time.Hour {
		t.Fatalf("they are called again on %s, while the inquiry allows it", due)
	}
	h.Clock.Set(morningAfter(due))
	h.Tick()
	b = windowOf(t, h, caller)
	b.callNext()
	b.sees("Wim Agnew")
	b.turns(func() { b.press("a") })
	b.turns(func() { b.clicks("Next call") })
	b.sees("Nobody may be called just now")
	if state := (keptOne{h, silent}).state(); state != "decision" {
		t.Errorf("who was not asked is %s", state)
	}
	balanced(t, h)
}

func TestDidYouBuy_anAnswerOnThePageMovesTheFigureAndShowsWhatNobodyReported(t *testing.T) {
	t.Parallel()
	const people = 6 // fewer than five are not told to a client
	h := apptest.Open(t)
	harbour := h.Cast.Client("harbour-dental").ID
	desk := windowOf(t, h, "Priya Raman")
	desk.open(paths.DeskDidYouBuy(harbour))
	desk.sees("Nobody is asked")
	desk.fills("Scanners US, in %", "100")
	desk.turns(func() {
		desk.do(`[...document.querySelectorAll("#shares form")].find((f) => f.textContent.includes("Scanners US")).querySelector("button").click()`)
	})
	desk.sees("Saved.")
	for n := range people {
		h.Arrives("scanners-us", source, func(a *intake.Arriving) {
			a.Name, a.Organisation, a.Email, a.Phone = fmt.Sprintf("Ida%d Fern", n), fmt.Sprintf("Fern %d Dental", n), fmt.Sprintf("ida%d@fern.example", n), fmt.Sprintf("+1813555%04d", 2000+n)
		})
	}
	h.Clock.Set(h.Clock.Now().AddDate(0, 3, -3))
	h.Tick()
	letters := linksTo(h, "bought")
	if len(letters) != people {
		t.Fatalf("%d were asked", len(letters))
	}
	marketer := windowOf(t, h, "Jonas Weber")
	marketer.open("/portal/did-you-buy")
	if got := marketer.stat("Answered"); got != "0" {
		t.Errorf("%s have answered before anybody did", got)
	}
	for _, word := range letters[1:] {
		if got := h.Visitor("").Post(paths.Bought(word), url.Values{"bought": {"us"}}); got.Status != 303 {
			t.Fatalf("%d %s", got.Status, got.Body)
		}
	}
	reader := window(t, h)
	reader.open(paths.Bought(letters[0]))
	reader.sees("you asked Harbour Dental Systems about their products")
	reader.turns(func() { reader.clicks("Answer") })
	reader.sees("Choose one of the three answers.")
	reader.clicks("Yes, from Harbour Dental Systems")
	reader.accessible("the question whether they bought")
	reader.turns(func() { reader.clicks("Answer") })
	reader.sees("Thank you: your answer is kept.")
	h.Later(time.Hour)

	marketer = windowOf(t, h, "Jonas Weber")
	marketer.open("/portal/did-you-buy")
	if answered, unreported := marketer.stat("Answered"), marketer.stat("unreported"); answered != "6" || unreported != "6" {
		t.Errorf("%s answered, %s bought without a report", answered, unreported)
	}
	marketer.misses("Ida0")
	balanced(t, h)
}

// stat is the figure with this label.
func (b *tab) stat(label string) string {
	b.t.Helper()
	return ask[string](b, script(`[...document.querySelectorAll(".stat")].find((s) => s.querySelector("dt").textContent.includes(%q)).querySelector("dd").textContent.trim()`, label))
}

// linksTo is the secrets of the links to a page in all letters that went.
func linksTo(h *apptest.House, of string) (secrets []string) {
	for n := range h.Count(`SELECT count(*) FROM mails WHERE position('/' || $1 || '/' IN body) > 0`, of) {
		secrets = append(secrets, linkIn(apptest.Value[string](h, `SELECT body FROM mails WHERE position('/' || $1 || '/' IN body) > 0 ORDER BY id OFFSET $2 LIMIT 1`, of, n), of))
	}
	return secrets
}

func newYork() *time.Location { return models.Location("America/New_York") }

// anAgreement is the call page while somebody agrees to a later call.
func anAgreement(h *apptest.House, b *tab) []state {
	if err := h.Queue.Take(b.Context, h.Cast.As(caller), h.Arrives("scanners-us", source)); err != nil {
		b.t.Fatal(err)
	}
	return []state{
		{"agreeing", func(b *tab) { b.open("/console"); b.press("y"); b.shows("#agreeing") }},
		{"agreeing-refused", func(b *tab) {
			b.turns(func() { b.do(`document.querySelector("#agreeing [formaction]").click()`) })
			b.shows("#agreeing")
		}},
		{"agreed", func(b *tab) {
			b.fills("What they say", "Yes, in spring.")
			b.clicks("Be called again")
			b.turns(func() { b.do(`document.querySelector("#agreeing [formaction]").click()`) })
			b.sees("May be called again; letters: not asked")
		}},
	}
}
