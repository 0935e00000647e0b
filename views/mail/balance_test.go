package mail_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/views/mail"
)

func TestBalance_asItIsRead(t *testing.T) {
	t.Parallel()
	m := &models.BalanceMonth{Month: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), From: time.Date(2026, 5, 1, 4, 0, 12, 0, time.UTC), To: time.Date(2026, 6, 1, 4, 0, 9, 0, time.UTC), Row: 31, Hash: strings.Repeat("0123456789abcdef", 4)}
	m.Opening = models.BalanceFigures{Received: 11933, Nurtured: 3010, Released: 1203, ClosedD: 7700, Merged: 0, Rest: 20}
	m.Closing = models.BalanceFigures{Received: 12345, Nurtured: 2995, Released: 1250, ClosedD: 8080, Merged: 5, Rest: 15}
	subject, text, html, err := mail.Letters{}.Balance(models.BalanceLetter{Month: m, To: &models.User{Name: "Marta Silva"}, Client: "Harbour & Sons\r\nBcc: x", Agency: "Northlight Leads", Zone: models.Location("America/New_York"), URL: "https://ripen.example/portal/balance?month=2026-05"})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "balance.txt", "Subject: "+subject+"\n\n"+text)
	compare(t, "balance.html", html)
	if strings.ContainsAny(subject, "\r\n") {
		t.Errorf("a subject of two lines: %q", subject)
	}
}
