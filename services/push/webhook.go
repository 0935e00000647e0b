package push

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// delays is the schedule of the Standard Webhooks specification: each wait begins when the
// try before has failed, and the first try is made at once.
var delays = schedule{5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour}

// rest is how long an endpoint is left alone that asks for it without saying how long.
const rest = 30 * time.Second

// Webhooks is the channel to clients' systems, after the Standard Webhooks specification.
type Webhooks struct {
	out  *Outbound
	seal *seal
}

// Again says when the next try is made. After the tenth there is none.
func (w *Webhooks) Again(tries int) (time.Duration, bool) { return delays.again(tries, rand.Float64) }

// Send posts the message, signed with every secret that holds.
func (w *Webhooks) Send(ctx context.Context, m Message) (Answer, error) {
	body, err := payload(m)
	if err != nil {
		return Answer{}, err
	}
	signatures, err := w.sign(m, body)
	if err != nil {
		return Answer{}, &Failure{Words: firstUpper(err.Error()) + "."}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, m.Endpoint.URL, bytes.NewReader(body))
	if err != nil {
		return Answer{}, &Failure{Words: "The address cannot be read: enter it anew.", Permanent: true}
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Ripen")
	r.Header.Set("Webhook-Id", m.MessageID)
	r.Header.Set("Webhook-Timestamp", strconv.FormatInt(m.Try.Unix(), 10))
	r.Header.Set("Webhook-Signature", signatures)
	got, err := w.out.do(r, m.Try)
	if err != nil {
		return got.Answer, &Failure{Words: unreached(err)}
	}
	return got.Answer, judged(got)
}

// judged is what the specification makes of an answer.
func judged(got reply) error {
	switch s := got.Status; {
	case s >= 200 && s < 300:
		return nil
	case s >= 300 && s < 400:
		return &Failure{Words: fmt.Sprintf("It sends on to another address (%d), which is not followed: enter that address.", s)}
	case s == http.StatusGone:
		return &Failure{Words: "It says that it wants no more messages (410).", Gone: true}
	case s == http.StatusTooManyRequests || s == http.StatusBadGateway || s == http.StatusGatewayTimeout || got.After > 0:
		return &Failure{Words: fmt.Sprintf("It asks for a rest (%d).", s), Hold: true, After: cmp.Or(got.After, rest)}
	default:
		return &Failure{Words: fmt.Sprintf("It answered %d.", s)}
	}
}

// sign is a signature for each secret that holds, with blanks between them.
func (w *Webhooks) sign(m Message, body []byte) (string, error) {
	var all []string
	var failed error
	for n := range m.Secrets {
		if !m.Secrets[n].Holds(m.Try) {
			continue
		}
		secret, err := w.seal.open(&m.Secrets[n])
		if err != nil {
			failed = err
			continue
		}
		all = append(all, signature(secret, m.MessageID, m.Try, body))
	}
	if len(all) == 0 {
		if failed == nil {
			failed = errNoSecret
		}
		return "", failed
	}
	return strings.Join(all, " "), nil
}

var errNoSecret = errors.New("no secret holds: rotate it")

// signature is "v1," and the HMAC over id, timestamp and body.
func signature(secret []byte, id string, at time.Time, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	fmt.Fprintf(mac, "%s.%d.", id, at.Unix())
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func firstUpper(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
