// Package web is Ripen over HTTP: every route on one page, a guard before each, and
// the answers in the form they were asked in.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"ripen/services/accounts"
	"ripen/services/clients"
	"ripen/services/delivery"
	"ripen/services/desk"
	"ripen/services/followup"
	"ripen/services/grading"
	"ripen/services/intake"
	"ripen/services/mail"
	"ripen/services/markets"
	"ripen/services/nurture"
	"ripen/services/policy"
	"ripen/services/push"
	"ripen/services/queue"
	"ripen/services/reports"
	"ripen/services/routing"
	"ripen/services/spend"
	"ripen/services/survey"
	"ripen/static"
	"ripen/web/page"
	"ripen/web/session"
)

// A House is everything the web stands on: the services, how it is reached, the clock
// and the log.
type House struct {
	Accounts *accounts.Service
	Queue    *queue.Service
	Desk     *desk.Service
	Grading  *grading.Service
	Delivery *delivery.Service
	Routing  *routing.Service
	FollowUp *followup.Service
	Reports  *reports.Service
	Spend    *spend.Service
	Markets  *markets.Service
	Survey   *survey.Service
	Clients  *clients.Service
	Intake   *intake.Service
	Nurture  *nurture.Service
	Policy   *policy.Service
	Push     *push.Service
	Post     *mail.Post // the demo's post; nil where letters are sent

	BaseURL string   // such as https://ripen.example; http only in development
	Agency  string   // the agency's name
	Secret  []byte   // the installation's secret
	Proxies []string // CIDR ranges whose X-Forwarded-For is believed; empty: none
	Demo    bool     // anybody may sign in as any of the cast

	Ready func(context.Context) error // whether database and migrations are as they should be
	Now   func() time.Time
	Log   *slog.Logger
	Beat  time.Duration // how often a stream shows that it lives; 0: every 15 s
}

// New opens the web. It refuses to start with a route that nobody guards.
func New(h House) (*echo.Echo, error) {
	base, err := url.Parse(h.BaseURL)
	if err != nil || base.Host == "" {
		return nil, fmt.Errorf("the base URL %q is none: write it as https://ripen.example", h.BaseURL)
	}
	sessions, err := session.New(h.Accounts, session.Options{BaseURL: h.BaseURL, Secret: h.Secret, Now: h.Now, Demo: h.Demo})
	if err != nil {
		return nil, err
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = page.Error
	if e.IPExtractor, err = addressOf(h.Proxies); err != nil {
		return nil, err
	}
	cross, err := sameOrigin(h.BaseURL)
	if err != nil {
		return nil, err
	}
	small, err := compressed()
	if err != nil {
		return nil, err
	}
	e.Pre(requestID)
	e.Use(measured(), logged(h), recovered, headers(base.Scheme == "https"), small, cross)
	e.GET(static.Prefix+"*", echo.WrapHandler(static.Handler()))
	return e, mount(e, h, sessions, routes(h))
}

// mount puts every route behind its guard.
func mount(e *echo.Echo, h House, sessions *session.Manager, all []Route) error {
	var open []error
	for _, r := range all {
		if !r.Guard.Declared() {
			open = append(open, fmt.Errorf("%s %s has no guard", r.Method, r.Path))
			continue
		}
		limit := r.Body
		if limit == "" {
			limit = "1M"
		}
		chain := []echo.MiddlewareFunc{middleware.BodyLimit(limit)}
		if !r.Plain {
			chain = append(chain, sessions.Load)
		}
		if r.Seldom {
			chain = append(chain, seldom())
		}
		if r.Method == post && !r.Plain {
			chain = append(chain, ringing(h.Desk))
		}
		if r.Method == post && !r.Guard.Admits("") {
			chain = append(chain, doorOf(h).Carry)
		}
		e.Add(r.Method, r.Path, r.Handler, append(chain, r.Guard.Stand)...)
	}
	return errors.Join(open...)
}
