package journeys_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"ripen/cmd/internal/apptest"
)

// A tab is one tab of somebody's browser. Each window has cookies of its own; the tabs of
// one window share them.
type tab struct {
	context.Context
	t       *testing.T
	house   *apptest.House
	cookies cdp.BrowserContextID
	keys    int // keystrokes, besides text

	mu       sync.Mutex
	problems []string // what the console says of scripts and of the content security policy
}

// patience is how long a page may take to come to what it is waited for.
const patience = 15 * time.Second

// window opens a browser window in which nobody is signed in.
func window(t *testing.T, h *apptest.House) *tab {
	t.Helper()
	browser, err := theBrowser()
	if err != nil {
		t.Skip(err)
	}
	inBrowser := cdp.WithExecutor(browser, chromedp.FromContext(browser).Browser)
	cookies, err := target.CreateBrowserContext().Do(inBrowser)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = target.DisposeBrowserContext(cookies).Do(inBrowser) })
	return newTab(t, h, cookies)
}

// windowOf opens a window in which somebody of the cast is signed in, at their home.
func windowOf(t *testing.T, h *apptest.House, name string) *tab {
	t.Helper()
	b := window(t, h)
	b.signIn(name)
	return b
}

// another opens one more tab of the same window.
func (b *tab) another() *tab {
	b.t.Helper()
	return newTab(b.t, b.house, b.cookies)
}

// newTab opens a tab. It is a window to the browser: without one of its own, it opens none.
func newTab(t *testing.T, h *apptest.House, cookies cdp.BrowserContextID) *tab {
	t.Helper()
	browser, err := theBrowser()
	if err != nil {
		t.Fatal(err)
	}
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(cookies).WithNewWindow(true).Do(cdp.WithExecutor(browser, chromedp.FromContext(browser).Browser))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithTargetID(id))
	b := &tab{Context: ctx, t: t, house: h, cookies: cookies}
	chromedp.ListenTarget(ctx, b.listen)
	if err := chromedp.Run(ctx, chromedp.EmulateViewport(1366, 768)); err != nil { // not with b.run: the tab would end with its patience
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		for _, problem := range b.problems {
			t.Errorf("the browser complains: %s", problem)
		}
	})
	return b
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.problems = append(b.problems, e.ExceptionDetails.Error())
	case *log.EventEntryAdded:
		if e.Entry.Source == log.SourceSecurity || strings.Contains(e.Entry.Text, "Content Security Policy") {
			b.problems = append(b.problems, e.Entry.Text)
		}
	case *page.EventJavascriptDialogOpening: // "leave without saving?": the test means to
		go func() { _ = chromedp.Run(b.Context, page.HandleJavaScriptDialog(true)) }()
	}
}

func (b *tab) run(actions ...chromedp.Action) {
	b.t.Helper()
	if err := b.try(actions...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) try(actions ...chromedp.Action) error {
	ctx, cancel := context.WithTimeout(b.Context, patience)
	defer cancel()
	return chromedp.Run(ctx, actions...)
}

// open loads a page.
func (b *tab) open(path string) {
	b.t.Helper()
	b.run(chromedp.Navigate(b.house.URL + path))
}

// signIn presses the button of somebody of the cast on the demo's door.
func (b *tab) signIn(name string) {
	b.t.Helper()
	b.open("/sign-in")
	b.turns(func() {
		b.do(fmt.Sprintf(`document.querySelector('button[name=as][value="%s"]').click()`, b.house.Cast.User(name).ID))
	})
}

// do runs script in the page.
func (b *tab) do(script string) {
	b.t.Helper()
	b.run(chromedp.Evaluate(`void (`+script+`)`, nil))
}

// ask answers what script amounts to.
func ask[T any](b *tab, script string) (answer T) {
	b.t.Helper()
	b.run(chromedp.Evaluate(script, &answer))
	return answer
}

// until waits for script to be true. A page that is just leaving answers nothing, and is
// asked again.
func (b *tab) until(what, script string) {
	b.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(patience); ; {
		var is bool
		if err := b.try(chromedp.Evaluate(`!!(`+script+`)`, &is)); err == nil && is {
			return
		}
		select {
		case <-tick.C:
		case <-end:
			b.t.Fatalf("waited for %s, and it did not come:\n%s", what, b.state())
		}
	}
}

// state is where the tab is and what it shows, for whoever reads the failure.
func (b *tab) state() string {
	var words string
	if err := b.try(chromedp.Evaluate(`location.href + "\n" + document.body.innerText.slice(0, 1500)`, &words)); err != nil {
		return err.Error()
	}
	return words
}

// turns waits for the next page after fn.
func (b *tab) turns(fn func()) {
	b.t.Helper()
	b.do(`window.before = true`)
	fn()
	b.until("the next page", `!window.before && document.readyState === "complete"`)
}

// sees waits for words on the page.
func (b *tab) sees(words string) {
	b.t.Helper()
	b.until(fmt.Sprintf("“%s”", words), fmt.Sprintf(`(document.body.textContent + " " + [...document.querySelectorAll("input, textarea")].map((f) => f.value).join(" ")).replace(/\s+/g, " ").includes(%q)`, words))
}

// misses checks that words are not on the page.
func (b *tab) misses(words string) {
	b.t.Helper()
	if strings.Contains(strings.ToLower(ask[string](b, `document.documentElement.outerHTML`)), strings.ToLower(words)) {
		b.t.Errorf("%q is on the page:\n%s", words, b.state())
	}
}

// clicks clicks what has these words: a button or link, else whatever else can be clicked.
func (b *tab) clicks(words string) {
	b.t.Helper()
	b.do(fmt.Sprintf(`(() => {
		const all = ["button, a[href]", "summary, label"].flatMap((kind) => [...document.querySelectorAll(kind)]);
		const shown = all.find((e) => e.textContent.replace(/\s+/g, " ").trim().includes(%[1]q) && e.checkVisibility() && !e.disabled);
		if (!shown) throw new Error("nothing to click says " + %[1]q);
		shown.click();
	})()`, words))
}

// press presses keys, one after the other, and counts them.
func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		b.keys++
		var with input.Modifier
		if chord, ok := strings.CutPrefix(key, "Ctrl+"); ok {
			key, with = strings.Replace(chord, "Enter", kb.Enter, 1), input.ModifierCtrl
		}
		b.run(stroke(key, with))
	}
}

// stroke is one key down and up again. As in a real keyboard's, its letter is part of the
// key going down, so that a page that takes the key for itself does not get the letter.
func stroke(key string, with input.Modifier) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		for _, r := range key {
			for _, k := range kb.Encode(r) {
				if k.Type == input.KeyChar {
					continue
				}
				if k.Type == input.KeyDown && with == 0 && (unicode.IsPrint(r) || key == kb.Enter) {
					k.Text = key
				}
				if err := k.WithModifiers(k.Modifiers | with).Do(ctx); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// types types text into whatever has the focus.
func (b *tab) types(text string) {
	b.t.Helper()
	b.run(chromedp.KeyEvent(text))
}

// path is where the tab is.
func (b *tab) path() string {
	b.t.Helper()
	return ask[string](b, `location.pathname`)
}
