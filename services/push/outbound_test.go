package push

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"ripen/models"
)

// inside is addresses of the loopback, of private and other special networks, in every form
// that some program reads as one.
var inside = strings.Fields(`
	127.0.0.1 127.1 127.0.1 0177.0.0.1 0x7f.0.0.1 0x7f000001 2130706433 017700000001 127.0.0.2 127.255.255.254 127.0.0.1. localhost LOCALHOST localhost.
	localhost.localdomain 0.0.0.0 0 0.0.0.1 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255 169.254.0.1 169.254.169.254 0xa9fea9fe 2852039166
	100.64.0.1 100.127.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
	[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1] [::ffff:169.254.169.254] [::ffff:8.8.8.8] [::127.0.0.1] [::7f00:1]
	[64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::1] [2002:7f00:1::] [2001::1] [2001:db8::1] [fc00::1] [fd00:ec2::254] [fe80::1] [fe80::1%25lo] [fec0::1] [ff02::1] [ff0e::1] [100::1] [3fff::1]
	ⓛocalhost 127。0。0。1 ①②⑦.0.0.1 %31%32%37.0.0.1 [::ffff:0:127.0.0.1]`)

func TestOutbound_connectsToNoAddressInside(t *testing.T) {
	t.Parallel()
	var connected atomic.Int64
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &httptest.Server{Listener: listener, Config: &http.Server{ReadHeaderTimeout: time.Second, ConnState: func(net.Conn, http.ConnState) { connected.Add(1) }}}
	server.Start()
	defer server.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	out, forms := NewOutbound(), 0
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for _, host := range inside {
		for _, address := range []string{"http://" + host + ":" + port + "/", "http://user@" + host + ":" + port + "/x?y=http://example.com"} {
			forms++
			r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, nil)
			if err != nil {
				continue // no address at all
			}
			if got, err := out.do(r, time.Time{}); err == nil {
				t.Errorf("%s answered %d", address, got.Status)
			}
		}
	}
	if n := connected.Load(); n > 0 || forms < 120 {
		t.Errorf("%d connections by %d forms", n, forms)
	}
	t.Logf("%d forms of addresses inside: %d connections", forms, connected.Load())
}

func TestOutbound_followsTheAddressNotTheName(t *testing.T) {
	t.Parallel()
	var connected atomic.Int64
	server := httptest.NewUnstartedServer(nil)
	server.Config.ConnState = func(net.Conn, http.ConnState) { connected.Add(1) }
	server.Start()
	defer server.Close()
	names := rebinding(t, netip.MustParseAddr("127.0.0.1"))
	out := newOutbound(&net.Dialer{Resolver: names.resolver, Timeout: time.Second}, nil)
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	for range 20 {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://rebound.example:"+port+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		checked, err := names.resolver.LookupNetIP(t.Context(), "ip4", "rebound.example") // as a check beforehand would ask
		if err != nil || !Public(checked[0].Unmap()) {
			t.Fatalf("the check is told %v, %v", checked, err)
		}
		if _, err := out.do(r, time.Time{}); !errors.Is(err, errInside) {
			t.Errorf("the answer is %v", err)
		}
	}
	if n := connected.Load(); n > 0 {
		t.Errorf("%d connections", n)
	}
}

// names is a server of names that tells every second asker, who is the one that connects,
// an address inside.
type names struct{ resolver *net.Resolver }

func rebinding(t *testing.T, to netip.Addr) names {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	go func() {
		asked := 0
		for buffer := make([]byte, 1500); ; {
			n, from, err := server.ReadFrom(buffer)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buffer[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Response = true
			m.Additionals = nil
			if m.Questions[0].Type == dnsmessage.TypeA {
				address := netip.MustParseAddr("93.184.216.34")
				if asked%2 == 1 {
					address = to
				}
				asked++
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: m.Questions[0].Name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}, Body: &dnsmessage.AResource{A: address.As4()}}}
			}
			if answer, err := m.Pack(); err == nil {
				_, _ = server.WriteTo(answer, from)
			}
		}
	}()
	return names{&net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", server.LocalAddr().String())
	}}}
}

func TestPublic_admitsTheNetAndNothingElse(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"8.8.8.8", "93.184.216.34", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1"} {
		if !Public(netip.MustParseAddr(address)) {
			t.Errorf("%s is not admitted", address)
		}
	}
	if Public(netip.Addr{}) || Public(netip.MustParseAddr("4000::1")) {
		t.Error("an address of nobody is admitted")
	}
}

func TestOutbound_readsLittleAndFollowsNothing(t *testing.T) {
	t.Parallel()
	var followed atomic.Bool
	site := http.NewServeMux()
	site.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/there", http.StatusMovedPermanently)
	})
	site.HandleFunc("/there", func(http.ResponseWriter, *http.Request) { followed.Store(true) })
	sent := make(chan int, 1)
	site.HandleFunc("/huge", func(w http.ResponseWriter, _ *http.Request) {
		total, block := 0, make([]byte, 32<<10)
		for total < 1<<30 {
			n, err := w.Write(block)
			if total += n; err != nil {
				break
			}
		}
		sent <- total
	})
	server := httptest.NewServer(site)
	defer server.Close()
	out := NewOutbound(netip.MustParsePrefix("127.0.0.0/8"))
	ask := func(path string) (reply, error) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		return out.do(r, time.Time{})
	}
	if got, err := ask("/moved"); err != nil || got.Status != http.StatusMovedPermanently || followed.Load() {
		t.Errorf("%+v, %v, followed: %v", got, err, followed.Load())
	}
	if got, err := ask("/huge"); err != nil || got.Status != http.StatusOK || len(got.Text) > mostKept {
		t.Errorf("%+v, %v", got, err)
	}
	if total := <-sent; total > 64<<20 {
		t.Errorf("%d bytes of a body left its sender", total)
	}
}

func TestRetryAfter_isReadAsSecondsOrDate(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Duration{"": 0, "120": 2 * time.Minute, " 5 ": 5 * time.Second, "-3": 0, "soon": 0, "999999999": longestRest,
		"Tue, 30 Jun 2026 16:10:00 GMT": 10 * time.Minute, "Tue, 30 Jun 2026 15:00:00 GMT": 0} {
		if got := retryAfter(text, now); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}

func TestCheck_saysWhatIsWrongWithAnAddress(t *testing.T) {
	t.Parallel()
	for address, says := range map[string]string{
		"": "whole address", "crm.company.com": "whole address", "ftp://crm.company.com": "whole address", "https://": "whole address", "http://crm.company.com/x": "begins with https",
		"https://user:pw@crm.company.com": "name and password", "https://crm.company.com/#x": "#", "https://crm.company.com/" + strings.Repeat("x", 1000): "Shorten",
	} {
		e := models.Endpoint{}
		if err := new(Service).check(&e, Draft{URL: address, Events: models.WebhookEvents}); !models.IsKind(err, models.Invalid) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", address, err)
		}
	}
	e := models.Endpoint{}
	if err := new(Service).check(&e, Draft{URL: " https://crm.company.com/ripen", Events: models.WebhookEvents}); err != nil || e.Name != "crm.company.com" {
		t.Errorf("%v, called %q", err, e.Name)
	}
}
