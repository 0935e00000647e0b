package journeys_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"

	"ripen/cmd/internal/apptest"
)

var linkInLetter = regexp.MustCompile(`It’s mine: http://[^/]+(/report/[\w-]{43})`)

// inHand shows the tab as a phone does.
func (b *tab) inHand() { b.run(emulation.SetDeviceMetricsOverride(390, 844, 1, true)) }

func TestRep_acceptsAndReportsFromTheLetterInTwoTapsAndWins(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	h.Arrives("scanners-us", source)
	gradesA(t, h, caller, "Two rooms, one in spring.")
	h.Later(40 * time.Second)
	h.Later(5 * time.Minute)
	lead, rep := theLead(h)
	link := linkInLetter.FindStringSubmatch(apptest.Value[string](h, `SELECT body FROM mails WHERE body LIKE '%/report/%' ORDER BY at LIMIT 1`))
	if link == nil {
		t.Fatal("the letter has no links")
	}
	b, taps := window(t, h), 0
	b.inHand()
	tap := func(do func()) { taps++; do() }
	tap(func() { b.open(link[1]) })
	b.sees("This works without signing in, for this lead only")
	b.steady("the link’s page")
	b.accessible("the link’s page")
	if apptest.Value[int](h, `SELECT count(*)::int FROM leads WHERE accepted_at IS NOT NULL`) != 0 {
		t.Fatal("opening the link accepted the lead")
	}
	tap(func() { b.turns(func() { b.clicks("Mine, and I reached them") }) })
	b.sees("It is yours")
	if got := apptest.Value[string](h, `SELECT (accepted_at IS NOT NULL AND contacted_at IS NOT NULL)::text FROM leads`); got != "true" || taps > 3 {
		t.Errorf("accepted and reported: %s, in %d taps", got, taps)
	}
	t.Logf("from the letter to accepted and reported: %d taps", taps)

	b = windowOf(t, h, rep)
	b.inHand()
	b.open("/portal/leads/" + lead.String())
	b.turns(func() { b.do(`document.querySelector("#steps button.tick").click()`) })
	b.sees("The step is ticked.")
	b.turns(func() { b.clicks("In 3 days") })
	b.sees("The next date is")
	b.do(`(() => { document.querySelector("#close details").open = true; document.querySelector('#close input[name=outcome][value=won]').click(); document.querySelector("#close input[name=value]").value = "48250" })()`)
	b.turns(func() { b.do(`[...document.querySelectorAll("#close .if-ends button")].at(-1).click()`) })
	b.sees("Closed: won")
	b.accessible("the won lead")
	balanced(t, h)
}

func TestRep_asksTheAgencyWhomNobodyReaches(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	h.Arrives("scanners-us", source)
	gradesA(t, h, caller, "Two rooms, one in spring.")
	h.Later(40 * time.Second)
	lead, rep := theLead(h)
	b := windowOf(t, h, rep)
	b.inHand()
	b.open("/portal/leads/" + lead.String())
	b.do(`(() => { document.querySelector("#close details").open = true; document.querySelector('#close input[name=outcome][value=unreachable]').click() })()`)
	b.turns(func() { b.clicks("Ask the agency") })
	b.sees("The agency is asked; ")
	b.accessible("the lead of which the agency is asked")
	desk := windowOf(t, h, "Priya Raman")
	desk.open("/desk/returns")
	desk.accessible("whom reps cannot reach")
	desk.do(`document.querySelector("main textarea[name=words]").value = "Mornings, on the mobile."`)
	desk.turns(func() { desk.clicks("I reached them: here is how") })
	desk.sees("The lead is before its rep again")
	b.open("/portal/leads/" + lead.String())
	b.sees("Mornings, on the mobile.")
}
