package journeys_test

import (
	"os"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/followup"
	"ripen/services/intake"
)

// leadStages are the states of a lead's page; each stage has a lead of its own.
var leadStages = []stage{{"worked", worked}, {"won", wonLead}, {"lost", lostLead}, {"without a decision", noDecision}, {"returned", returnedLead}, {"not reachable", unreachableLead}}

func TestStates_ofTheLeadPageAreAllRightAndPhotographed(t *testing.T) {
	t.Parallel()
	if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	markup := &sync.Map{}
	t.Run("in the browser", func(t *testing.T) {
		for _, s := range leadStages {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				h := apptest.Open(t)
				h.Graded(caller, h.Arrives("scanners-us", source, demoted), 1, "Two rooms, one in spring. They asked for a price with the old scanner taken back.", "")
				h.Later(models.RecallWindow + time.Second)
				lead, rep := theLead(h)
				b := windowOf(t, h, rep)
				b.open("/portal/leads/" + lead.String())
				for _, each := range s.states(h, b) {
					each.lead(b)
					b.inLeadState(each.name, markup)
				}
			})
		}
	})
	validate(t, markup)
}

// settled is when nothing moves any more that is not meant to go on.
const settled = `new Promise((done) => requestAnimationFrame(() => Promise.allSettled(document.getAnimations().filter((a) => a.effect.getComputedTiming().endTime < 5000).map((a) => a.finished)).then(() => done(true))))`

// demoted is somebody who does not decide, so that a step must ask for who does.
func demoted(a *intake.Arriving) { a.Title = "Dental hygienist" }

// inLeadState looks at a lead's page as it stands, on a desk and in a hand, light and dark.
func (b *tab) inLeadState(name string, markup *sync.Map) {
	b.t.Helper()
	for _, screen := range screens {
		for _, theme := range []string{"light", "dark"} {
			b.run(emulation.SetDeviceMetricsOverride(screen.width, screen.height, 1, screen.phone),
				emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}))
			b.run(chromedp.Evaluate(settled, nil, awaited))
			b.accessible(name + "-" + screen.name + "-" + theme)
			b.steady(name + " on a " + screen.name)
			if os.Getenv("SHOTS") != "" {
				b.photograph("lead-"+name+"-"+screen.name+"-"+theme, screen.width, screen.height)
			}
		}
	}
	b.run(emulation.SetDeviceMetricsOverride(320, 640, 1, true))
	b.steady(name + " at 320 px")
	b.run(chromedp.EmulateViewport(1366, 768))
	markup.Store("lead-"+name, "<!doctype html>"+ask[string](b, `document.documentElement.outerHTML`))
}

// sends fills fields of the form that has this button, and presses it.
func (b *tab) sends(button string, fields ...string) {
	b.t.Helper()
	for n := 0; n < len(fields); n += 2 {
		b.do(script(`((f) => f.type === "radio" ? f.click() : f.value = %[2]q)([...document.querySelectorAll("main [name='%[1]s']")].find((f) => f.type !== "radio" || f.value === %[2]q))`, fields[n], fields[n+1]))
	}
	b.turns(func() {
		b.do(script(`[...document.querySelectorAll("main button")].find((e) => e.textContent.trim() === %q).click()`, button))
	})
}

// closes ends the lead: the outcome, and what it asks for.
func (b *tab) closes(outcome, button string, fields ...string) {
	b.t.Helper()
	b.do(`document.querySelector("#close details").open = true`)
	b.sends(button, append([]string{"outcome", outcome}, fields...)...)
}

func worked(h *apptest.House, _ *tab) []state {
	return []state{
		{"new", func(*tab) {}},
		{"accepted", func(b *tab) { b.sends("Accept"); b.sees("Accepted: it is yours.") }},
		{"contact-refused", func(b *tab) {
			b.sends("Talked", "note", "They asked for the price with the old one taken back.", "next", "2020-01-01")
			b.sees("still to come")
		}},
		{"contacted", func(b *tab) {
			h.Clock.Move(2 * time.Hour)
			b.sends("Talked", "note", "They asked for the price with the old one taken back.", "next", "")
			b.sees("Logged: ")
		}},
		{"undone", func(b *tab) { b.turns(func() { b.clicks("Undo") }); b.sees("taken back") }},
		{"decider-asked", func(b *tab) {
			b.turns(func() { b.do(`document.querySelector("#people button[value=user]").click()`) }) // so that somebody else decides
			b.turns(func() { b.do(`document.querySelector("#steps button[aria-label='Tick Decision']").click()`) })
			b.sees("Somebody else")
		}},
		{"decider-named", func(b *tab) { b.sends("Mark and tick", "who_name", "Dr Lena Moss"); b.sees("Dr Lena Moss") }},
		{"day-refused", func(b *tab) { b.sends("Set it", "on", "2020-01-01"); b.sees("still to come") }},
		{"late", func(b *tab) {
			h.Clock.Move(30 * time.Hour)
			h.Clock.Move(9 * 24 * time.Hour)
			b.again(h)
			b.sees("late.")
		}},
	}
}

// again signs in as the lead's rep, whose session has ended meanwhile, and opens the lead.
func (b *tab) again(h *apptest.House) {
	b.t.Helper()
	lead, rep := theLead(h)
	b.run(chromedp.Navigate("about:blank"))
	b.signIn(rep)
	b.open("/portal/leads/" + lead.String())
}

func wonLead(*apptest.House, *tab) []state {
	return []state{
		{"won-refused", func(b *tab) {
			b.closes("won", "Close out", "value", "much", "currency", "US")
			b.sees("Order value")
		}},
		{"won-two-orders", func(b *tab) { b.sends("Another order", "value", "48250.50", "currency", "USD"); b.shows("#value-2") }},
		{"won", func(b *tab) { b.sends("Close out"); b.sees("Closed: won") }},
	}
}

func lostLead(*apptest.House, *tab) []state {
	return []state{
		{"lost-refused", func(b *tab) { b.closes("lost", "Close out"); b.shows("#close .error") }},
		{"lost", func(b *tab) {
			b.sends("Close out", "lost_to", "Carestream", "cause", models.LossCauses[0].Key, "reason", "They had used it in the school.", "price", "no")
			b.sees("Closed: lost")
		}},
	}
}

func noDecision(*apptest.House, *tab) []state {
	return []state{
		{"undecided-refused", func(b *tab) {
			b.closes("no_decision", "Close out", "again_on", "2020-01-01")
			b.shows("#close .error")
		}},
		{"undecided", func(b *tab) {
			b.sends("Close out", "again_on", "2027-02-01", "waits", "The new budget.")
			b.sees("calls again from")
		}},
	}
}

func returnedLead(h *apptest.House, _ *tab) []state {
	return []state{
		{"return-refused", func(b *tab) { b.closes("returned", "Return it"); b.shows("#close .error") }},
		{"returned", func(b *tab) {
			b.sends("Return it", "not_an_a", "They only wanted the brochure.")
			b.sees("without an answer the return stands")
		}},
		{"return-not-accepted", func(b *tab) {
			lead, _ := theLead(h)
			if err := h.FollowUp.DecideReturn(b.Context, h.Cast.As("Priya Raman"), followup.Deciding{Report: followup.Report{LeadID: lead, Token: models.NewID()}, Answer: "They named a budget and a month, and asked for you."}); err != nil {
				b.t.Fatal(err)
			}
			b.again(h)
			b.sees("The lead is yours again.")
		}},
	}
}

func unreachableLead(h *apptest.House, _ *tab) []state {
	return []state{
		{"asked", func(b *tab) {
			b.closes("unreachable", "Ask the agency", "tried", "Called six times.")
			b.sees("The agency is asked")
		}},
		{"asked-answered", func(b *tab) {
			answers(h, b, followup.Reply{Answer: models.ReachedThem, Words: "Mornings before nine, on the mobile."})
			b.sees("Mornings before nine")
		}},
		{"asked-taken-back", func(b *tab) {
			b.closes("unreachable", "Ask the agency", "tried", "The mobile is off.")
			again := h.Clock.Now().AddDate(0, 2, 0)
			answers(h, b, followup.Reply{Answer: models.TakenBack, Words: "They moved house.", AgainOn: &again})
			b.sees("calls again from")
		}},
	}
}

// answers is the agency's answer to the rep who asked.
func answers(h *apptest.House, b *tab, r followup.Reply) {
	b.t.Helper()
	lead, _ := theLead(h)
	r.Report = followup.Report{LeadID: lead, Token: models.NewID()}
	if err := h.FollowUp.Answer(b.Context, h.Cast.As("Priya Raman"), r); err != nil {
		b.t.Fatal(err)
	}
	b.again(h)
}
