package table_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"ripen/models"
	"ripen/services/intake/table"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestParseTime_readsDatesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	chicago := zone(t, "America/Chicago")
	for text, want := range map[string]string{
		"2024-07-06":                      "2024-07-06T00:00:00-05:00",
		" 2024/7/6 ":                      "2024-07-06T00:00:00-05:00",
		"20240706":                        "2024-07-06T00:00:00-05:00",
		"2018-02-26 19:58:54":             "2018-02-26T19:58:54-06:00",
		"2018-02-26T19:58:54Z":            "2018-02-26T19:58:54Z",
		"2018-02-26T19:58:54.25+01:00":    "2018-02-26T19:58:54.25+01:00",
		"2018-02-26 19:58:54 UTC":         "2018-02-26T19:58:54Z",
		"2018-02-26 19:58:54 +0000 UTC":   "2018-02-26T19:58:54Z",
		"2018-02-26 19:58":                "2018-02-26T19:58:00-06:00",
		"6/7/2024":                        "2024-06-07T00:00:00-05:00",
		"13/7/2024":                       "2024-07-13T00:00:00-05:00",
		"7/13/2024 3:04 PM":               "2024-07-13T15:04:00-05:00",
		"7/13/24 12:04 a.m.":              "2024-07-13T00:04:00-05:00",
		"6.7.2024":                        "2024-07-06T00:00:00-05:00",
		"06.07.24 15:04":                  "2024-07-06T15:04:00-05:00",
		"6 July 2024":                     "2024-07-06T00:00:00-05:00",
		"06-Jul-2024":                     "2024-07-06T00:00:00-05:00",
		"July 6th, 2024":                  "2024-07-06T00:00:00-05:00",
		"Jul 6, 2024, 3pm":                "2024-07-06T15:00:00-05:00",
		"Sat, 06 Jul 2024 15:04:05 -0700": "2024-07-06T15:04:05-07:00",
		"1720296245":                      "2024-07-06T15:04:05-05:00",
		"1720296245000":                   "2024-07-06T15:04:05-05:00",
		"45479":                           "2024-07-06T00:00:00-05:00",
		"45479.5":                         "2024-07-06T12:00:00-05:00",
		"2024-02-29":                      "2024-02-29T00:00:00-06:00",
	} {
		got, err := table.ParseTime(text, chicago, false)
		if err != nil || got.Format(time.RFC3339Nano) != want {
			t.Errorf("%q was read as %s, not %s (%v)", text, got.Format(time.RFC3339Nano), want, err)
		}
	}
	if got, err := table.ParseTime("6/7/2024", chicago, true); err != nil || got.Month() != time.July {
		t.Errorf("day first: %v, %v", got, err)
	}
}

func TestParseTime_keepsTheDateWhereMidnightDoesNotExist(t *testing.T) {
	t.Parallel()
	for name, date := range map[string]string{
		"America/Sao_Paulo": "2017-10-15", "Africa/Cairo": "2024-04-26", "America/Asuncion": "2023-10-01",
		"Asia/Beirut": "2022-03-27", "Pacific/Kiritimati": "2024-07-06", "Asia/Kathmandu": "2024-07-06",
	} {
		for _, text := range []string{date, date + " 00:00:00"} {
			got, err := table.ParseTime(text, zone(t, name), false)
			if err != nil || got.Format(time.DateOnly) != date {
				t.Errorf("%s in %s was read as %s (%v)", text, name, got, err)
			}
		}
	}
}

func TestParseTime_refusesWhatIsNoDate(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "soon", "2024-02-30", "31/31/2024", "2024-13-01", "01-02-03", "12", "123456", "2024-07-06 25:00", "2024-07-06 7", "0000-00-00", "13:00", "2024-07-06 13:04 pm", "6/7/1024"} {
		if got, err := table.ParseTime(text, time.UTC, false); !models.IsKind(err, models.Invalid) {
			t.Errorf("%q was read as %s", text, got)
		}
	}
}

func TestParseMoney_readsBothWaysOfWriting(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1234": "1234", "1234.5": "1234.5", "1234,50": "1234.5", "1.234,50": "1234.5", "1,234.50": "1234.5",
		"1.234.567": "1234567", "1,234,567": "1234567", "1.234.567,89": "1234567.89", "1,234,567.89": "1234567.89",
		"1 234,50": "1234.5", "1\u00a0234,50 €": "1234.5", "1'234.50": "1234.5", "1’234": "1234", "CHF 1'234.50": "1234.5",
		"$1,234.50": "1234.5", "R$ 1.234,50": "1234.5", "EUR 99": "99", "99 USD": "99", "(12.50)": "-12.5", "-12,50": "-12.5",
		"-$5.00": "-5", "€-5,00": "-5", "99,-": "99", "0.5": "0.5", "0,125": "0.125", "1234,567": "1234.567", "0": "0", "0.0": "0",
	} {
		got, err := table.ParseMoney(text)
		if err != nil || got.String() != want {
			t.Errorf("%q was read as %s, not %s (%v)", text, got, want, err)
		}
	}
}

func TestParseMoney_refusesWhatCouldBeTwoAmounts(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"1,234", "1.234", "12,345 €", "1.234,-"} {
		if got, err := table.ParseMoney(text); !models.IsKind(err, models.Invalid) {
			t.Errorf("%q was read as %s", text, got)
		}
	}
	if got, err := table.ParseMoneyMarked("1,234", table.DecimalMark([]string{"1,234", "9.50", "n/a"})); err != nil || got.String() != "1234" {
		t.Errorf("beside 9.50: %s, %v", got, err)
	}
	if got, err := table.ParseMoneyMarked("1,234", table.DecimalMark([]string{"1,234", "9,50"})); err != nil || got.String() != "1.234" {
		t.Errorf("beside 9,50: %s, %v", got, err)
	}
	if mark := table.DecimalMark([]string{"9.50", "9,50"}); mark != 0 {
		t.Errorf("a contradiction gave %q", mark)
	}
}

func TestParseMoney_refusesWhatIsNoAmount(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "-", "free", "1e5", "12 34", "1,23,456.00", "1.2.3", "1,2345.00", "12.345,678.9", "5 %", "1-2", "--5", "1234567890123456789012345", "1,234,567,", "0x10", "NaN"} {
		if got, err := table.ParseMoney(text); !models.IsKind(err, models.Invalid) {
			t.Errorf("%q was read as %s", text, got)
		}
	}
}
