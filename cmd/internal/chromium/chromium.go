// Package chromium starts the browser of this machine, for journeys and benchmarks.
package chromium

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"github.com/chromedp/chromedp"
)

// Start is one browser without a window, until stop. Its error says how to install one.
func Start(ctx context.Context) (browser context.Context, stop func(), err error) {
	path := find()
	if path == "" {
		return nil, nil, fmt.Errorf("no Chromium or Chrome on this machine. Install it with: %s; or name it in CHROMIUM", installLine())
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("force-prefers-reduced-motion", true))
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, end := chromedp.NewExecAllocator(ctx, options...)
	browser, cancel := chromedp.NewContext(allocator, chromedp.WithErrorf(func(format string, args ...any) {
		if !strings.HasPrefix(format, "unhandled node event") { // chromedp knows less than the browser says: nobody asks it
			log.Printf("chromedp: "+format, args...)
		}
	}))
	stop = func() { cancel(); end() }
	if err := chromedp.Run(browser); err != nil {
		stop()
		return nil, nil, fmt.Errorf("start %s: %w", path, err)
	}
	return browser, stop, nil
}

func find() string {
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless_shell", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func installLine() string {
	switch {
	case runtime.GOOS == "darwin":
		return "brew install --cask google-chrome"
	case isUbuntu():
		return "sudo snap install chromium"
	}
	return "sudo apt-get install -y chromium"
}

func isUbuntu() bool {
	return exec.Command("grep", "-qs", "^ID=ubuntu", "/etc/os-release").Run() == nil
}
