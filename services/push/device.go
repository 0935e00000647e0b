package push

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	mathrand "math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A sign on a phone that comes late is of no use.
var deviceDelays = schedule{5 * time.Second, time.Minute, 10 * time.Minute}

// Devices is the channel to people's browsers (Web Push, RFC 8030). What it sends is empty,
// so that neither the push service nor a locked phone learns anything about anybody; and so
// it needs no encryption, only the signature that shows who sends it (RFC 8292).
type Devices struct {
	out     *Outbound
	key     *ecdsa.PrivateKey
	contact string // whom a push service asks about us
}

// newDevices makes the channel. Its key is made of the installation's secret, so that the
// subscriptions of all its processes, and after a restart, stay good.
func newDevices(out *Outbound, secret []byte, baseURL string) (*Devices, error) {
	d := &Devices{out: out, contact: baseURL}
	if !strings.HasPrefix(baseURL, "https://") {
		d.contact = "mailto:nobody@localhost"
	}
	for n := range byte(100) {
		text, err := hkdf.Key(sha256.New, secret, []byte{n}, "ripen web push 1", 32)
		if err != nil {
			return nil, fmt.Errorf("make the key of Web Push: %w", err)
		}
		if d.key, err = ecdsa.ParseRawPrivateKey(elliptic.P256(), text); err == nil {
			return d, nil
		}
	}
	return nil, fmt.Errorf("make the key of Web Push: no number fits")
}

// PublicKey is what a browser subscribes with.
func (d *Devices) PublicKey() string {
	raw, err := d.key.PublicKey.Bytes()
	if err != nil {
		return "" // a key of P-256 always has bytes
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// Again says when the next try is made.
func (d *Devices) Again(tries int) (time.Duration, bool) {
	return deviceDelays.again(tries, mathrand.Float64)
}

// Send rings at the device.
func (d *Devices) Send(ctx context.Context, m Message) (Answer, error) {
	token, err := d.token(m.Device.URL, m.Try)
	if err != nil {
		return Answer{}, &Failure{Words: "The device’s address cannot be read.", Permanent: true, Gone: true}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, m.Device.URL, nil)
	if err != nil {
		return Answer{}, &Failure{Words: "The device’s address cannot be read.", Permanent: true, Gone: true}
	}
	r.Header.Set("TTL", "14400") // four hours: within them a lead is to be accepted
	r.Header.Set("Urgency", "high")
	r.Header.Set("Authorization", "vapid t="+token+", k="+d.PublicKey())
	got, err := d.out.do(r, m.Try)
	if err != nil {
		return got.Answer, &Failure{Words: unreached(err)}
	}
	if got.Status == http.StatusNotFound || got.Status == http.StatusGone {
		return got.Answer, &Failure{Words: "The device takes no more signs.", Permanent: true, Gone: true}
	}
	return got.Answer, judged(got)
}

// token is the JSON Web Token that shows to this push service who sends.
func (d *Devices) token(to string, at time.Time) (string, error) {
	u, err := url.Parse(to)
	if err != nil {
		return "", err
	}
	claims, err := json.Marshal(map[string]any{"aud": u.Scheme + "://" + u.Host, "exp": at.Add(12 * time.Hour).Unix(), "sub": d.contact})
	if err != nil {
		return "", err
	}
	text := base64.RawURLEncoding.EncodeToString([]byte(`{"typ":"JWT","alg":"ES256"}`)) + "." + base64.RawURLEncoding.EncodeToString(claims)
	digest := sha256.Sum256([]byte(text))
	r, s, err := ecdsa.Sign(rand.Reader, d.key, digest[:])
	if err != nil {
		return "", err
	}
	var signed [64]byte
	r.FillBytes(signed[:32])
	s.FillBytes(signed[32:])
	return text + "." + base64.RawURLEncoding.EncodeToString(signed[:]), nil
}
