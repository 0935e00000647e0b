package push

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	patience     = 20 * time.Second // for a whole answer; below the lease of a push
	bodyPatience = 3 * time.Second  // for its body, once the status is known
	mostRead     = 64 << 10         // of an answer
	mostKept     = 200              // characters of it
)

// errInside is that an address belongs to a network of our own, or to none.
var errInside = errors.New("the address is not a public one")

// Outbound is the one client for addresses that people typed: whatever a name says, it
// connects to public addresses only; it follows no redirect, asks no proxy, and reads little.
type Outbound struct{ client *http.Client }

// NewOutbound makes the client. The networks of reach may be connected to although they are
// not public: tests name their own there, and nobody else does.
func NewOutbound(reach ...netip.Prefix) *Outbound {
	return newOutbound(&net.Dialer{Timeout: 10 * time.Second}, reach)
}

func newOutbound(dialer *net.Dialer, reach []netip.Prefix) *Outbound {
	dialer.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return errInside
		}
		for _, own := range reach {
			if own.Contains(to.Addr()) {
				return nil
			}
		}
		if !Public(to.Addr()) {
			return errInside
		}
		return nil
	}
	return &Outbound{&http.Client{
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy: nil, DialContext: dialer.DialContext, ForceAttemptHTTP2: true, DisableCompression: true, MaxResponseHeaderBytes: mostRead,
			TLSHandshakeTimeout: 10 * time.Second, MaxIdleConnsPerHost: 8, MaxIdleConns: 200, IdleConnTimeout: 30 * time.Second,
		},
	}}
}

// reserved is what is no address on the public net, or leads to one inside another.
var reserved = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
	"192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)

func prefixes(texts ...string) (all []netip.Prefix) {
	for _, text := range texts {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}

// Public reports whether an address is one on the public net. An IPv4 address dressed as an
// IPv6 one is none: nobody needs to write it so.
func Public(a netip.Addr) bool {
	if !a.IsValid() || a.Zone() != "" || a.Is4In6() {
		return false
	}
	for _, r := range reserved {
		if r.Contains(a) {
			return false
		}
	}
	return a.Is4() || netip.MustParsePrefix("2000::/3").Contains(a)
}

// reply is what came back: status, first words, and how long we are to wait.
type reply struct {
	Answer
	After time.Duration
}

// do sends a request. Once the status is known, nothing that happens to the body changes it.
func (o *Outbound) do(r *http.Request, now time.Time) (got reply, err error) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	response, err := o.client.Do(r.WithContext(ctx))
	if err != nil {
		return got, err
	}
	defer response.Body.Close()
	got.Status, got.After = response.StatusCode, retryAfter(response.Header.Get("Retry-After"), now)
	defer time.AfterFunc(bodyPatience, cancel).Stop()
	body, _ := io.ReadAll(io.LimitReader(response.Body, mostRead))
	got.Text = firstWords(string(body))
	return got, nil
}

// longestRest is the most that a receiver can ask us to wait.
const longestRest = 24 * time.Hour

// retryAfter reads the header: seconds, or a date.
func retryAfter(text string, now time.Time) time.Duration {
	text = strings.TrimSpace(text)
	if seconds, err := strconv.ParseUint(text, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, longestRest)
	}
	if at, err := http.ParseTime(text); err == nil && at.After(now) {
		return min(at.Sub(now), longestRest)
	}
	return 0
}

// firstWords is the beginning of a text, as it can be stored and shown.
func firstWords(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	short := []rune(strings.TrimSpace(text))
	if len(short) > mostKept {
		short = short[:mostKept]
	}
	return string(short)
}

// unreached says in a sentence why nothing came back, without the address, which can be a
// secret.
func unreached(err error) string {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, errInside):
		return "The address leads into a private network, so nothing was sent."
	case errors.As(err, &dns):
		return "Its name is not known to the net."
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Sprintf("It did not answer within %d seconds.", int(patience.Seconds()))
	case errors.Is(err, syscall.ECONNREFUSED):
		return "Nobody listens at the address."
	case errors.As(err, &cert):
		return "Its certificate is not valid: " + cert.Err.Error() + "."
	default:
		return "The connection broke before it answered."
	}
}
