package portal

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
)

func TestMoney_readsAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	d := decimal.RequireFromString
	for _, c := range []struct{ got, want string }{
		{amount(d("407500"), "USD"), "$407,500"}, {amount(d("4.2"), "EUR"), "€4.20"}, {amount(d("0"), "GBP"), "£0"}, {amount(d("-1234.6"), "CHF"), "CHF −1,235"},
		{exact(d("48250.50"), "USD"), "$48,250.50"}, {exact(d("48250"), "USD"), "$48,250"}, {large(d("2694000"), "USD"), "$2.69m"},
		{significant(d("1059.37")).String(), "1100"}, {significant(d("476.4")).String(), "480"}, {significant(d("0.8437")).String(), "0.84"}, {significant(d("0")).String(), "0"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
	low, high := d("40000"), d("60000")
	if got := band(&low, &high, "USD"); got != "$40–60k" {
		t.Errorf("the band is %s", got)
	}
	if got := band(&low, nil, "USD"); got != "" {
		t.Errorf("a band that is not known is %s", got)
	}
}

func TestClock_saysAnInstantAsNearAsItIs(t *testing.T) {
	t.Parallel()
	zone := models.Location("America/New_York")
	at := time.Date(2026, 6, 30, 10, 0, 0, 0, zone)
	for want, after := range map[string]time.Time{
		"today 16:50": at.Add(6*time.Hour + 50*time.Minute), "tomorrow, 9:30": at.Add(23*time.Hour + 30*time.Minute), "yesterday, 10:00": at.AddDate(0, 0, -1),
		"Thu 2 Jul": models.DayEnd(time.Date(2026, 7, 2, 0, 0, 0, 0, time.UTC), zone), "Thu 2 Jul, 14:00": time.Date(2026, 7, 2, 14, 0, 0, 0, zone),
		"30 Dec": time.Date(2026, 12, 30, 9, 0, 0, 0, zone), "4 Jan 2027": time.Date(2027, 1, 4, 9, 0, 0, 0, zone), "4 Feb": time.Date(2026, 2, 4, 9, 0, 0, 0, zone),
	} {
		if got := clock(after, at, zone); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for want, d := range map[string]time.Duration{"a moment": time.Second, "40 min": 40 * time.Minute, "3 h 40 min": 220 * time.Minute, "3 h": 3 * time.Hour, "9 h": 9*time.Hour + time.Minute, "1 day": 25 * time.Hour, "2 days": 50 * time.Hour} {
		if got := span(d); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
