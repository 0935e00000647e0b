package cards

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
)

func TestVCard_isReadByATelephone(t *testing.T) {
	t.Parallel()
	l := &models.Lead{ID: models.NewID(), Name: "Ivy Ann Moss", Title: "Practice manager", Organisation: "Moss & Daughters, Dentistry", Phone: "+18135550142", Email: "ivy@moss.example", City: "Tampa", Region: "FL"}
	got := VCard(l, "https://ripen.example/portal/leads/"+l.ID.String())
	for _, line := range []string{"BEGIN:VCARD", "VERSION:3.0", "FN:Ivy Ann Moss", "N:Moss;Ivy Ann;;;", `ORG:Moss & Daughters\, Dentistry`, "TEL;TYPE=WORK,VOICE:+18135550142", "ADR;TYPE=WORK:;;;Tampa;FL;;", "UID:" + l.ID.String(), "END:VCARD"} {
		if !strings.Contains(got, line+"\r\n") {
			t.Errorf("no line %q in\n%s", line, got)
		}
	}
	well(t, got)
}

func TestCalendar_tellsAWholeDayFromAnHour(t *testing.T) {
	t.Parallel()
	zone := models.Location("America/New_York")
	day := models.DayEnd(time.Date(2026, 7, 2, 0, 0, 0, 0, time.UTC), zone)
	got := Calendar("Ripen", "ripen.example", zone, []Entry{
		{ID: models.NewID(), At: day, Title: "Call Ivy; again", Text: "Line one\nÜber" + strings.Repeat("ü", 90)},
		{ID: models.NewID(), At: time.Date(2026, 7, 2, 14, 0, 0, 0, zone), Title: "Demo\r\nATTENDEE:mailto:nobody@x.example"},
	})
	for _, line := range []string{"DTSTART;VALUE=DATE:20260702", "DTEND;VALUE=DATE:20260703", "DTSTART:20260702T180000Z", "DTEND:20260702T183000Z", `SUMMARY:Call Ivy\; again`, `SUMMARY:Demo\nATTENDEE:mailto:nobody@x.example`} {
		if !strings.Contains(got, line+"\r\n") {
			t.Errorf("no line %q in\n%s", line, got)
		}
	}
	well(t, got)
}

// well checks that each line ends as it should, is short enough, and is whole letters.
func well(t *testing.T, text string) {
	t.Helper()
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("a line is not ended by CRLF")
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || strings.ToValidUTF8(line, "?") != line {
			t.Errorf("%d octets: %q", len(line), line)
		}
	}
}
