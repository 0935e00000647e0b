package journeys_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"ripen/cmd/internal/apptest"
)

// working lets the real jobs run beside the test.
func working(t *testing.T, h *apptest.House) {
	t.Helper()
	end, err := h.Work(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := end(10 * time.Second); err != nil {
			t.Error(err)
		}
	})
}

// eventually waits for what other processes do.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(30 * time.Second); !is(); {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("waited for %s, and it did not come", what)
		}
	}
}

func TestForm_doubleClickedIsOneHotInquiryForTheNextCaller(t *testing.T) {
	t.Parallel()
	for _, scripted := range []bool{true, false} {
		t.Run(fmt.Sprintf("with script %v", scripted), func(t *testing.T) {
			t.Parallel()
			h := apptest.Open(t)
			working(t, h)
			h.Arrives("scanners-us", "Dental Economics", older)
			b := window(t, h)
			b.run(emulation.SetScriptExecutionDisabled(!scripted))
			b.open("/f/" + h.Cast.Source(source).FormKey)
			b.sees("Ask for a price")
			for field, text := range map[string]string{"name": "Wanda Formwell", "organisation": "Formwell Dental", "email": "wanda@formwell.example", "phone": "(813) 555-0188", "message": "Prices for two, please — “soon”."} {
				b.run(chromedp.SendKeys(`[name="`+field+`"]`, text))
			}
			b.do(`window.before = true`)
			b.run(chromedp.ScrollIntoView(`main form button`), chromedp.DoubleClick(`main form button`))
			b.until("the thanks", `location.pathname.endsWith("/thanks") && document.readyState === "complete"`)
			b.sees("Thank you. It has arrived.")
			eventually(t, "the form to become an inquiry", func() bool {
				return h.Count(`SELECT count(*) FROM inquiries WHERE via = 'form' AND message LIKE 'Prices%'`) > 0
			})
			if n := h.Count(`SELECT count(*) FROM submissions`); n != 1 {
				t.Errorf("a double click made %d submissions", n)
			}
			c := windowOf(t, h, caller)
			c.callNext()
			c.sees("Wanda Formwell")
			c.sees("Prices for two, please — “soon”.")
			c.sees("New hot inquiry")
			balanced(t, h)
		})
	}
}

func TestForm_keepsWhatWasTypedWhenItFails(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	b := window(t, h)
	b.run(emulation.SetScriptExecutionDisabled(true))
	b.open("/f/" + h.Cast.Source(source).FormKey)
	b.run(chromedp.SendKeys(`[name=name]`, "Nobody Reachable"), chromedp.SendKeys(`[name=message]`, "I leave no number."))
	b.turns(func() { b.do(`document.querySelector("main form button").click()`) })
	b.sees("Leave a telephone number or an e-mail address")
	b.sees("Nobody Reachable")
	b.sees("I leave no number.")
	if n := h.Count(`SELECT count(*) FROM submissions`); n != 0 {
		t.Errorf("%d submissions", n)
	}
}
