package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"ripen/cmd/internal/chromium"
)

// A throttled phone: slow 4G, and a quarter of this machine's processor.
const (
	bitsPerS = 1.6e6
	roundMS  = 150.0
	slower   = 4.0
	loads    = 5
	painted  = 1000.0 // ms: the limit of the largest paint, of a page that was never loaded before
)

// largest asks a page for the time of its largest paint, once it has loaded and nothing was painted for a while.
const largest = `new Promise((done) => {
	let last = 0
	new PerformanceObserver((list) => { for (const e of list.getEntries()) last = e.startTime }).observe({type: "largest-contentful-paint", buffered: true})
	const settled = () => setTimeout(() => done(last), 500)
	document.readyState === "complete" ? settled() : addEventListener("load", settled)
})`

// paints is how long a throttled phone takes to the largest paint of a page, at the median
// of some loads, each with nothing kept from the one before.
func (s *server) paints(ctx context.Context, path string) (median float64, err error) {
	browser, stop, err := chromium.Start(ctx)
	if err != nil {
		return 0, err
	}
	defer stop()
	var took []float64
	for range loads {
		ms, err := s.paint(browser, path)
		if err != nil {
			return 0, fmt.Errorf("the largest paint of %s: %w", path, err)
		}
		took = append(took, ms)
	}
	slices.Sort(took)
	return round(took[len(took)/2], 0), nil
}

// paint loads a page once, in a window that knows nothing.
func (s *server) paint(browser context.Context, path string) (ms float64, err error) {
	inBrowser := cdp.WithExecutor(browser, chromedp.FromContext(browser).Browser)
	cookies, err := target.CreateBrowserContext().Do(inBrowser)
	if err != nil {
		return 0, err
	}
	defer func() { _ = target.DisposeBrowserContext(cookies).Do(inBrowser) }()
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(cookies).WithNewWindow(true).Do(inBrowser)
	if err != nil {
		return 0, err
	}
	phone, cancel := chromedp.NewContext(browser, chromedp.WithTargetID(id))
	defer cancel()
	phone, tooLong := context.WithTimeout(phone, 30*time.Second)
	defer tooLong()
	page := url.URL{Scheme: "http", Host: s.address, Path: path}
	err = chromedp.Run(phone, network.Enable(), network.SetCacheDisabled(true),
		network.SetCookie("ripen", fmt.Sprintf("bench-session-%d", firstOfCast)).WithURL(page.String()),
		emulation.SetDeviceMetricsOverride(390, 844, 3, true), emulation.SetTouchEmulationEnabled(true), emulation.SetCPUThrottlingRate(slower),
		network.EmulateNetworkConditions(false, roundMS, bitsPerS/8, bitsPerS/8), chromedp.Navigate(page.String()),
		chromedp.Evaluate(largest, &ms, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	if err == nil && ms == 0 {
		err = fmt.Errorf("nothing was painted")
	}
	return ms, err
}
