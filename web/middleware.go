package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"
	"github.com/labstack/echo-contrib/echoprometheus"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"ripen/models"
	"ripen/services/desk"
	"ripen/static"
	"ripen/web/page"
	"ripen/web/session"
)

// requestID names each request. A name that comes from outside is not believed.
func requestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, rand.Text()[:16])
		return next(c)
	}
}

// logged writes one line a request: the route, never the address, which can hold a
// secret; and who asked. What is no refusal is logged here, once, as an error.
func logged(h House) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			began := h.Now()
			err := next(c)
			if err != nil {
				c.Error(err)
			}
			r, status := c.Request(), c.Response().Status
			by := session.Actor(c)
			line := h.Log.With("request", page.RequestID(c), "method", r.Method, "route", c.Path(), "status", status, "bytes", c.Response().Size, "ms", h.Now().Sub(began).Milliseconds(), "actor", by.UserID.String(), "role", string(by.Role), "address", c.RealIP())
			switch gone := r.Context().Err() != nil; {
			case err != nil && status >= http.StatusInternalServerError && !gone:
				line.ErrorContext(r.Context(), "request failed", "error", err.Error())
			case err != nil && status >= http.StatusInternalServerError:
				line.InfoContext(r.Context(), "request given up by the browser")
			case strings.HasPrefix(r.URL.Path, static.Prefix):
				line.DebugContext(r.Context(), "request")
			default:
				line.InfoContext(r.Context(), "request")
			}
			return nil
		}
	}
}

// recovered turns a panic into an error with its stack.
func recovered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if cause := recover(); cause != nil {
				if cause == http.ErrAbortHandler { //nolint:errorlint // net/http panics with this very value
					panic(cause)
				}
				err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
			}
		}()
		return next(c)
	}
}

// headers are what every answer carries: a strict content security policy with a nonce
// of its own, and nothing personal kept by anybody on the way.
func headers(https bool) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			h := c.Response().Header()
			h.Set("Content-Security-Policy", "default-src 'none'; script-src 'nonce-"+page.NewNonce(c)+"'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Referrer-Policy", "same-origin")
			h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Cache-Control", "no-store")
			if https {
				h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
			}
			return next(c)
		}
	}
}

// compressed compresses pages, quickly: a call page of 44 kB becomes 10.9 kB in half the
// time that the standard library takes for the same. What is streamed, and what was
// compressed when it was built, goes as it is.
func compressed() (echo.MiddlewareFunc, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(gzip.BestSpeed), gzhttp.EnableZstd(false))
	if err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) (err error) {
			r, plain := c.Request(), c.Response()
			if strings.HasPrefix(r.URL.Path, static.Prefix) || strings.HasPrefix(r.Header.Get("Accept"), "text/event-stream") {
				return next(c)
			}
			defer c.SetResponse(plain) // an error is told, and logged, outside
			wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				c.SetResponse(echo.NewResponse(w, c.Echo()))
				err = next(c)
			})).ServeHTTP(plain, r)
			return err
		}
	}, nil
}

// sameOrigin refuses what another site's page makes a browser send. The API has tokens
// instead of cookies, and stands outside.
func sameOrigin(baseURL string) (echo.MiddlewareFunc, error) {
	protection := http.NewCrossOriginProtection()
	if err := protection.AddTrustedOrigin(strings.TrimSuffix(baseURL, "/")); err != nil {
		return nil, fmt.Errorf("base URL: %w", err)
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !strings.HasPrefix(c.Request().URL.Path, "/api/") {
				if err := protection.Check(c.Request()); err != nil {
					return models.Refuse(models.Forbidden, "", "This was sent from another site’s page. Open the page here and send it again.")
				}
			}
			return next(c)
		}
	}, nil
}

// seldom lets one address do this twenty times at once and then every three seconds:
// beside the throttle in the database, so that a flood does not reach it.
func seldom() echo.MiddlewareFunc {
	return middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Store:               middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{Rate: 1.0 / 3, Burst: 20, ExpiresIn: 10 * time.Minute}),
		IdentifierExtractor: func(c echo.Context) (string, error) { return network(c.RealIP()), nil },
		DenyHandler: func(c echo.Context, _ string, _ error) error {
			c.Response().Header().Set("Retry-After", "60")
			return models.Refuse(models.TooMany, "", "Too many attempts from here. Try again in a minute.")
		},
	})
}

// network is whom an address belongs to: of IPv6 the first half, which one subscriber has whole.
func network(address string) string {
	if ip := net.ParseIP(address); ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return address
}

// addressOf reads the address of who asks: of the connection, or as the proxies in
// these ranges tell it.
func addressOf(proxies []string) (echo.IPExtractor, error) {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect(), nil
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	var wrong []error
	for _, text := range proxies {
		_, network, err := net.ParseCIDR(strings.TrimSpace(text))
		if err != nil {
			wrong = append(wrong, fmt.Errorf("proxy range: %w", err))
			continue
		}
		trust = append(trust, echo.TrustIPRange(network))
	}
	return echo.ExtractIPFromXFFHeader(trust...), errors.Join(wrong...)
}

// ringing tells the desks that something has changed, after whatever was posted well.
// What a hosted form brings, a job tells when it has made an inquiry of it.
func ringing(d *desk.Service) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			err := next(c)
			if err == nil && c.Response().Status < http.StatusBadRequest {
				d.Ring()
			}
			return err
		}
	}
}

// metrics are counted once for the whole process, however many webs it opens.
var metrics = sync.OnceValues(func() (*prometheus.Registry, echo.MiddlewareFunc) {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return registry, echoprometheus.NewMiddlewareWithConfig(echoprometheus.MiddlewareConfig{
		Namespace: "ripen", Subsystem: "web", Registerer: registry, DoNotUseRequestPathFor404: true,
		StatusCodeResolver: func(c echo.Context, err error) int {
			if err != nil && !c.Response().Committed {
				status, _ := page.Status(err)
				return status
			}
			return c.Response().Status
		},
	})
})

func measured() echo.MiddlewareFunc {
	_, count := metrics()
	return count
}

// MetricsHandler tells Prometheus what was counted; cmd serves it on a port of its own.
func MetricsHandler() http.Handler {
	registry, _ := metrics()
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}
