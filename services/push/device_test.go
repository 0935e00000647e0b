package push

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/store/storetest"
)

func TestDevices_areRungWithoutAWordAboutAnybody(t *testing.T) {
	t.Parallel()
	channel, err := newDevices(NewOutbound(loopback), storetest.Secret, "https://ripen.example")
	if err != nil {
		t.Fatal(err)
	}
	var rung *http.Request
	var body []byte
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rung = r
		body, _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusCreated)
	}))
	defer server.Close()
	at := time.Now()
	d := &models.Device{ID: models.NewID(), ClientID: models.NewID(), UserID: models.NewID(), URL: server.URL + "/wpush/v2/abc"}
	m := Message{Push: At(d, &models.Lead{ID: models.NewID()}, models.EventReleased, at), Try: at, Device: d, About: models.LeadLetter{Lead: &models.Lead{Name: "Ivy Moss"}}}
	if answer, err := channel.Send(t.Context(), m); err != nil || answer.Status != http.StatusCreated {
		t.Fatal(answer, err)
	}
	if len(body) != 0 || rung.Header.Get("TTL") == "" || rung.Header.Get("Content-Encoding") != "" || strings.Contains(strings.Join(rung.Header.Values("Topic"), ""), m.ID.String()) {
		t.Errorf("it was rung with %q and %v", body, rung.Header)
	}
	signed, known, ok := strings.Cut(strings.TrimPrefix(rung.Header.Get("Authorization"), "vapid t="), ", k=")
	if !ok || known != channel.PublicKey() {
		t.Fatalf("it is signed %q", rung.Header.Get("Authorization"))
	}
	parts := strings.Split(signed, ".")
	raw, err := base64.RawURLEncoding.DecodeString(known)
	if err != nil || len(raw) != 65 || len(parts) != 3 {
		t.Fatal(raw, err)
	}
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), raw)
	if err != nil {
		t.Fatal(err)
	}
	mark, _ := base64.RawURLEncoding.DecodeString(parts[2])
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if !ecdsa.Verify(key, digest[:], new(big.Int).SetBytes(mark[:32]), new(big.Int).SetBytes(mark[32:])) {
		t.Error("the signature does not verify")
	}
	claims, _ := base64.RawURLEncoding.DecodeString(parts[1])
	var says struct {
		Aud, Sub string
		Exp      int64
	}
	if err := json.Unmarshal(claims, &says); err != nil || says.Aud != server.URL || says.Sub != "https://ripen.example" || says.Exp <= at.Unix() || says.Exp > at.Add(24*time.Hour).Unix() {
		t.Errorf("it claims %s", claims)
	}
	again, err := newDevices(NewOutbound(), storetest.Secret, "http://localhost")
	if err != nil || again.PublicKey() != channel.PublicKey() {
		t.Error("another process has another key")
	}
}
