package journeys_test

import (
	"context"
	"os"
	"sync"
	"testing"

	"ripen/cmd/internal/chromium"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) {
	code := storetest.Main(m)
	if stop != nil {
		stop()
	}
	os.Exit(code)
}

// theBrowser is one for the whole package; each test has windows of its own in it.
var (
	theBrowser = sync.OnceValues(func() (browser context.Context, err error) {
		browser, stop, err = chromium.Start(context.Background())
		return browser, err
	})
	stop func()
)
