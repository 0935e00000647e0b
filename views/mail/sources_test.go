package mail_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/mail"
)

func amounts(spend, cpi, cpl, cpo int64) (all [4]*decimal.Decimal) {
	for n, v := range []int64{spend, cpi, cpl, cpo} {
		if v > 0 {
			d := decimal.New(v, -2)
			all[n] = &d
		}
	}
	return all
}

func week() models.SourcesLetter {
	day := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC) }
	fair, list, slow := models.ID{1}, models.ID{2}, models.ID{3}
	now, before := amounts(9_800_000, 15_313, 111_364, 466_667), amounts(10_150_000, 14_459, 111_538, 0)
	return models.SourcesLetter{
		Client: &models.Client{Name: "Harbour Dental Systems", Currency: "USD"}, To: &models.User{Name: "Jonas Weber"}, Agency: "Northlight Leads", WeekOn: day(11, 23),
		URL: "https://ripen.example/portal/sources", Tapped: "https://ripen.example/portal/tapped-out", Stop: "https://ripen.example/no-source-letters/SECRET",
		Week: models.SourceWeek{From: day(8, 24), To: day(11, 22),
			Now:    models.SourceSums{Inquiries: 640, A: 90, Leads: 88, Orders: 21, Spend: now[0], CPI: now[1], CPL: now[2], CPO: now[3]},
			Before: models.SourceSums{Inquiries: 702, A: 95, Leads: 91, Orders: 3, Spend: before[0], CPI: before[1], CPL: before[2]},
			Moves:  []models.SourceMove{{Name: "FDC Orlando", Place: 2, Was: 4}, {Name: "Scanner <terms>", Place: 4, Was: 2}},
			Named: []models.NamedSource{
				{SourceID: fair, Name: "Facebook lead forms", FirstOn: day(11, 23), New: true, Fell: day(8, 18), Before: models.Count{K: 17, N: 553}, Since: models.Count{K: 2, N: 202}, Priced: true, Lost: 2.14, LostLow: 0.42, LostHigh: 4.01, Worth: 81_300, Overspent: 2_345, Act: "halve"},
				{SourceID: list, Name: "Cheap list", FirstOn: day(11, 2), Fell: day(7, 1), Priced: true, Lost: 1, LostHigh: 2, Act: "stop"},
				{SourceID: slow, Name: "Slow mailing", FirstOn: day(10, 26), Fell: day(6, 1), Act: "keep"},
			},
			Signs: []models.NamedSource{{SourceID: models.ID{4}, Name: "Search", Fell: day(9, 1)}},
		},
		Seen: map[models.ID]string{slow: "Ends with the year."}, SeenName: map[models.ID]string{slow: "Jonas Weber"},
	}
}

func TestSources_asItIsRead(t *testing.T) {
	t.Parallel()
	subject, text, html, err := mail.Letters{}.Sources(week())
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "sources.txt", "Subject: "+subject+"\n\n"+text)
	compare(t, "sources.html", html)
}

// What cannot be said is not said: no cost without spend, no share of a handful, no news where
// there is none.
func TestSources_saysNoMoreThanItCan(t *testing.T) {
	t.Parallel()
	l := week()
	l.Client.Name = "Harbour\r\nBcc: thief@elsewhere.example"
	l.Week.Now.Spend, l.Week.Moves = nil, nil
	l.Week.Named = l.Week.Named[:1]
	l.Week.Named[0].Since = models.Count{K: 17, N: 20} // the three others would be told
	subject, text, _, err := mail.Letters{}.Sources(l)
	if err != nil || strings.ContainsAny(subject, "\r\n") {
		t.Errorf("the subject is %q, %v", subject, err)
	}
	for _, not := range []string{"were A before", "an order (", "Places by"} {
		if strings.Contains(text, not) {
			t.Errorf("it says %q:\n%s", not, text)
		}
	}
	if !strings.Contains(text, "None entered is not zero") || !strings.Contains(text, "no source has another place") {
		t.Errorf("it says\n%s", text)
	}
}
