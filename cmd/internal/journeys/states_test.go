package journeys_test

import (
	"os"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/intake"
	"ripen/services/queue"
	"ripen/services/store"
)

// A state of the call page, and what leads to it from the one before.
type state struct {
	name string
	lead func(b *tab)
}

// a stage is a house of its own, in which states follow each other.
type stage struct {
	name   string
	states func(h *apptest.House, b *tab) []state
}

var stages = []stage{
	{"a call", aCall}, {"what goes wrong", whatGoesWrong}, {"two at once", twoAtOnce}, {"the session", theSession}, {"between calls", betweenCalls}, {"not with me", notWithMe}, {"odd ones", oddOnes}, {"another language", anotherLanguage}, {"an agreement", anAgreement},
}

func TestStates_ofTheCallPageAreAllRightAndPhotographed(t *testing.T) {
	t.Parallel()
	if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	markup := &sync.Map{}
	t.Run("in the browser", func(t *testing.T) {
		for _, s := range stages {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				h := apptest.Open(t)
				b := windowOf(t, h, caller)
				for _, each := range s.states(h, b) {
					each.lead(b)
					b.inState(each.name, markup)
				}
			})
		}
	})
	n := 0
	markup.Range(func(any, any) bool { n++; return true })
	t.Logf("%d states of the call page", n)
	validate(t, markup)
}

// inState looks at a page as it stands: it is accessible in both themes, does not scroll on
// a laptop, and is cut nowhere at 400 % nor on a phone.
func (b *tab) inState(name string, markup *sync.Map) {
	b.t.Helper()
	for _, theme := range []string{"light", "dark"} {
		b.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}))
		b.run(chromedp.Evaluate(settled, nil, awaited))
		b.accessible(name + " " + theme)
		if os.Getenv("SHOTS") != "" {
			b.photograph("state-"+name+"-desktop-"+theme, 1366, 768)
		}
	}
	if tall := ask[int](b, `document.documentElement.scrollHeight - document.documentElement.clientHeight`); tall > 0 && name != "phone" {
		b.t.Errorf("%s scrolls by %d px at 1366×768", name, tall)
	}
	markup.Store("state-"+name, "<!doctype html>"+ask[string](b, `document.documentElement.outerHTML`))
	for _, screen := range [][2]int64{{341, 192}, {390, 844}, {320, 640}} {
		b.run(emulation.SetDeviceMetricsOverride(screen[0], screen[1], 1, screen[0] == 390))
		b.steady(script("%s at %d×%d", name, screen[0], screen[1]))
		if os.Getenv("SHOTS") != "" && screen[0] != 320 {
			b.photograph(script("state-%s-%dx%d", name, screen[0], screen[1]), screen[0], screen[1])
		}
	}
	b.run(chromedp.EmulateViewport(1366, 768))
}

// somebody arrives who is told apart by a number.
func another(name, phone string) func(*intake.Arriving) {
	return func(a *intake.Arriving) {
		a.Name, a.Phone, a.Email, a.Organisation = name, phone, "", ""
	}
}

// saved waits until what was typed is on the server.
func (b *tab) saved() {
	b.t.Helper()
	b.until("the word that it is saved", `document.querySelector(".saved")?.textContent.startsWith("Saved")`)
}

func (b *tab) shows(selector string) {
	b.t.Helper()
	b.until(selector+" on the page", script(`document.querySelector(%q)?.checkVisibility()`, selector))
}

func (b *tab) closesSheets() {
	b.t.Helper()
	b.do(`document.querySelectorAll(":popover-open").forEach((each) => each.hidePopover())`)
	b.do(`document.activeElement.blur()`)
}

// verdict answers all the questions and waits for the grade.
func (b *tab) verdict(grade string, numbers ...int) {
	b.t.Helper()
	b.answersByMouse(numbers...)
	b.until("the grade "+grade, script(`document.querySelector("#verdict").textContent.includes("Computed %s")`, grade))
}

func aCall(h *apptest.House, b *tab) []state {
	h.Arrives("scanners-us", source)
	h.Arrives("scanners-us", source, another("Cora Lind", "+18135550161"))
	return []state{
		{"fresh", func(b *tab) { b.callNext() }},
		{"answering", func(b *tab) {
			b.press("1", "1", "3")
			b.until("the grade so far", `document.querySelector("#verdict").textContent.includes("So far")`)
		}},
		{"complete-a", func(b *tab) { b.verdict("A", 1, 1, 1, 1, 1, 1); b.shows(".ready .icon") }},
		{"complete-b", func(b *tab) { b.verdict("B", 2, 2, 3, 2, 2, 2) }},
		{"complete-c", func(b *tab) { b.verdict("C", 1, 1, 4, 1, 1, 1) }},
		{"complete-d", func(b *tab) { b.verdict("D", 4, 4, 4, 4, 4, 4) }},
		{"override", func(b *tab) { b.press("o"); b.shows("#override") }},
		{"promise-chosen", func(b *tab) {
			b.closesSheets()
			b.do(`document.querySelectorAll("[name=promised_at]")[1].click()`)
			b.saved()
		}},
		{"palette", func(b *tab) { b.press("/"); b.shows("#pal") }},
		{"palette-found", func(b *tab) { b.types("cora"); b.sees("Cora Lind") }},
		{"palette-nobody", func(b *tab) {
			b.types("xyz")
			b.until("nothing found", `document.querySelector("#pal .nobody")`)
		}},
		{"keys", func(b *tab) { b.closesSheets(); b.press("?"); b.shows("#keys") }},
		{"break-menu", func(b *tab) { b.closesSheets(); b.clicks("Available"); b.shows("#shift") }},
		{"you-menu", func(b *tab) {
			b.closesSheets()
			b.do(`document.querySelector("[popovertarget=me]").click()`)
			b.shows("#me")
		}},
		{"undo", func(b *tab) {
			b.closesSheets()
			b.turns(func() { b.press("a") })
			b.sees("Ivy Moss: No answer")
			b.sees("Cora Lind")
		}},
		{"recall", func(b *tab) {
			b.verdict("A", 1, 1, 1, 1, 1, 1)
			b.turns(func() { b.press("Ctrl+Enter") })
			b.sees("A, goes out in 30 s")
		}},
	}
}

func whatGoesWrong(h *apptest.House, b *tab) []state {
	h.Arrives("scanners-us", source)
	return []state{
		{"promise-refused", func(b *tab) {
			b.callNext()
			b.do(`document.querySelector("[name=promised_other]").value = "2020-01-01T10:00"`)
			b.turns(func() { b.press("c") })
			b.sees("still to come")
		}},
		{"incomplete", func(b *tab) { b.turns(func() { b.press("Ctrl+Enter") }); b.shows(".notices .notice") }},
		{"override-refused", func(b *tab) {
			b.verdict("B", 2, 2, 3, 2, 2, 2)
			b.do(`document.querySelector('[name=override][value="A"]').click()`)
			b.turns(func() { b.do(`document.querySelector("#override [formaction]").click()`) })
			b.shows("#override .error")
		}},
		{"offline", func(b *tab) {
			b.closesSheets()
			b.run(network.Enable(), network.EmulateNetworkConditions(true, 0, 0, 0))
			b.press("n")
			b.types("No line.")
			b.sees("The line is down")
		}},
		{"lease-lost", func(b *tab) {
			b.run(network.EmulateNetworkConditions(false, 0, -1, -1))
			b.saved()
			h.Later(models.Lease + time.Minute)
			b.beats()
			b.sees("went back to the queue")
		}},
		{"lease-with-another", func(b *tab) {
			omar := h.Cast.As("Omar Haddad")
			if _, err := h.Queue.Next(b.Context, omar); err != nil {
				b.t.Fatal(err)
			}
			b.beats()
			b.sees("Omar Haddad has this person on the line now")
		}},
	}
}

// beats lets the page say at once that it is open, as it does when one comes back to it.
func (b *tab) beats() {
	b.t.Helper()
	b.do(`document.dispatchEvent(new Event("visibilitychange"))`)
}

func twoAtOnce(h *apptest.House, b *tab) []state {
	at := "/console/inquiries/" + h.Arrives("scanners-us", source).String()
	var second *tab
	return []state{
		{"also-open", func(b *tab) {
			b.callNext()
			second = b.another()
			second.open(at)
			second.sees("Also open in another tab of yours.")
			b.beats()
			b.sees("Also open in another tab of yours.")
		}},
		{"conflict", func(b *tab) {
			second.press("n")
			second.types("From the second tab.")
			second.saved()
			b.press("n")
			b.types("From the first tab.")
			b.sees("This was changed elsewhere while you typed.")
		}},
		{"conflict-without-script", func(b *tab) {
			b.turns(func() {
				b.do(`HTMLFormElement.prototype.submit.call((() => { const f = document.querySelector("#call"); f.insertAdjacentHTML("beforeend", '<input type="hidden" name="disposition" value="no_answer">'); return f })())`)
			})
			b.sees("Both texts are here")
		}},
		{"somebody-looks", func(b *tab) {
			second.run(chromedp.Navigate("about:blank"))
			omar := windowOf(b.t, h, "Omar Haddad")
			omar.open(at)
			b.open(at)
			omar.sees("Dana Whitfield is looking at this.")
			b.beats()
			b.sees("Omar Haddad is looking at this.")
		}},
	}
}

func theSession(h *apptest.House, b *tab) []state {
	h.Arrives("scanners-us", source)
	return []state{
		{"signed-out", func(b *tab) {
			b.callNext()
			endSessions(h)
			b.press("n")
			b.types("Two rooms.")
			b.shows("#again")
		}},
		{"signed-out-wrong", func(b *tab) { b.entersAs("nobody@example.com"); b.sees("do not belong together") }},
		{"signed-out-later", func(b *tab) { b.do(`document.querySelector("#again [data-later]").click()`); b.shows(".draft-notice") }},
	}
}

func betweenCalls(h *apptest.House, b *tab) []state {
	promised := func(id models.ID, at time.Duration) {
		dana := h.Cast.As(caller)
		if err := h.Queue.Take(b.Context, dana, id); err != nil {
			b.t.Fatal(err)
		}
		due := h.Clock.Now().Add(at)
		if _, err := h.Queue.End(b.Context, dana, queue.Ending{InquiryID: id, Disposition: models.Callback, Token: models.NewID(), PromisedAt: &due, PromisedTo: &dana.UserID, PromiseNote: "The offer"}); err != nil {
			b.t.Fatal(err)
		}
	}
	return []state{
		{"idle", func(b *tab) { b.open("/console") }},
		{"nothing", func(b *tab) { b.turns(func() { b.clicks("Next call") }) }},
		{"on-break", func(b *tab) { b.turns(func() { b.do(`document.querySelector("#shift button[value=lunch]").click()`) }) }},
		{"on-break-promise-soon", func(b *tab) {
			promised(h.Arrives("scanners-us", source), 20*time.Minute)
			promised(h.Arrives("scanners-us", source, another("Cora Lind", "+18135550161")), 2*time.Hour)
			b.open("/console")
			b.sees("in 20 min")
		}},
		{"promises-menu", func(b *tab) { b.press("d"); b.shows("#due") }},
		{"promises-late", func(b *tab) {
			h.Clock.Move(31 * time.Minute)
			b.open("/console/promises")
			b.sees("late")
		}},
		{"found", func(b *tab) {
			b.open("/console")
			b.turns(func() {
				b.do(`(() => { const f = document.querySelector(".search-person"); f.elements.q.value = "Cora"; f.requestSubmit() })()`)
			})
			b.sees("Cora Lind")
		}},
		{"found-nobody", func(b *tab) {
			b.turns(func() {
				b.do(`(() => { const f = document.querySelector(".search-person"); f.elements.q.value = "Nobody"; f.requestSubmit() })()`)
			})
		}},
		{"found-too-short", func(b *tab) {
			b.turns(func() {
				b.do(`(() => { const f = document.querySelector(".search-person"); f.elements.q.value = "x"; f.requestSubmit() })()`)
			})
		}},
	}
}

func notWithMe(h *apptest.House, b *tab) []state {
	one := func(name, phone string) models.ID { return h.Arrives("scanners-us", source, another(name, phone)) }
	at := func(id models.ID) string { return "/console/inquiries/" + id.String() }
	end := func(who string, id models.ID, d models.Disposition) {
		by := h.Cast.As(who)
		if err := h.Queue.Take(b.Context, by, id); err != nil {
			b.t.Fatal(err)
		}
		if _, err := h.Queue.End(b.Context, by, queue.Ending{InquiryID: id, Disposition: d, Token: models.NewID()}); err != nil {
			b.t.Fatal(err)
		}
	}
	return []state{
		{"waiting", func(b *tab) { b.open(at(one("Ada Bell", "+18135550163"))) }},
		{"held-by-other", func(b *tab) {
			id := one("Bo Carver", "+18135550164")
			if err := h.Queue.Take(b.Context, h.Cast.As("Omar Haddad"), id); err != nil {
				b.t.Fatal(err)
			}
			b.open(at(id))
			b.sees("Omar Haddad")
		}},
		{"closed", func(b *tab) {
			id := one("Cy Dunn", "+18135550165")
			end(caller, id, models.RefusedTalk)
			b.open(at(id))
		}},
		{"do-not-call", func(b *tab) { id := one("Di Eng", "+18135550166"); end(caller, id, models.DoNotCall); b.open(at(id)) }},
		{"nurtured", func(b *tab) { id := one("Ed Fox", "+18135550167"); h.Graded(caller, id, 2, "", ""); b.open(at(id)) }},
		{"pending", func(b *tab) {
			id := one("Flo Gray", "+18135550168")
			h.Graded(caller, id, 1, "Ask for Flo.", "")
			b.open(at(id))
			b.sees("About to be released")
		}},
		{"released", func(b *tab) {
			h.Later(time.Minute)
			b.open(at(apptest.Value[models.ID](h, `SELECT id FROM inquiries WHERE state = 'released'`)))
		}},
	}
}

func oddOnes(h *apptest.House, b *tab) []state {
	served := func(id models.ID) func(*tab) {
		return func(b *tab) {
			if err := h.Queue.Take(b.Context, h.Cast.As(caller), id); err != nil {
				b.t.Fatal(err)
			}
			b.open("/console/inquiries/" + id.String())
		}
	}
	return []state{
		{"no-number", served(h.Arrives("scanners-us", source, func(a *intake.Arriving) { a.Phone = "ask reception" }))},
		{"place-unknown", func(b *tab) {
			id := h.Arrives("scanners-us", source, another("Zed Quill", "+18135550174"))
			h.Tx(models.Operator(), func(tx *store.Tx) error { // as where nobody knows the country
				_, err := tx.Run(`UPDATE inquiries SET window_id = NULL, state = 'decision', decision_reason = 'Nobody knows where this person is.', next_at = $2 WHERE id = $1`, id, h.Clock.Now())
				return err
			})
			b.open("/console/inquiries/" + id.String())
			b.sees("Place unknown")
		}},
		{"long-words", served(h.Arrives("scanners-us", source, func(a *intake.Arriving) {
			a.Name, a.Phone, a.Email, a.Organisation = "Wilhelmina Featherstonehaugh-Montgomery", "+18135550170", "wilhelmina.featherstonehaugh@the-longest-practice-name-in-florida.example", "The Featherstonehaugh, Montgomery & Daughters Family Dentistry Partnership"
			a.Message = "We are opening a second operatory in September and a third one next spring. We need two intra-oral scanners that talk to our practice software, and somebody who shows the whole team how to use them. Please send prices, delivery times and what the service contract costs in the second year. We have had bad luck with a rival’s tip, which was too big for children."
		}))},
		{"closes-soon", func(b *tab) {
			h.Clock.Set(time.Date(2026, 6, 30, 23, 42, 0, 0, time.UTC)) // 19:42 in Tampa
			served(h.Arrives("scanners-us", source, another("Gus Hale", "+18135550171")))(b)
			b.sees("open until 20:00, 18 min")
		}},
		{"out-of-hours", func(b *tab) {
			h.Clock.Set(time.Date(2026, 7, 1, 3, 0, 0, 0, time.UTC))
			served(h.Arrives("scanners-us", source, another("Ike Jones", "+18135550172")))(b)
		}},
		{"no-criteria", func(b *tab) {
			h.Tx(models.Operator(), func(tx *store.Tx) error {
				_, err := tx.Run(`UPDATE criteria SET state = 'retired' WHERE state = 'in_force'`)
				return err
			})
			served(h.Arrives("scanners-us", source, another("Jo Katz", "+18135550173")))(b)
			b.sees("No criteria in force")
		}},
		{"phone", func(b *tab) { b.run(emulation.SetDeviceMetricsOverride(390, 844, 1, true)) }},
	}
}
