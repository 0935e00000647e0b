package portal

import (
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
)

var signs = map[string]string{"USD": "$", "EUR": "€", "GBP": "£"}

// sign is how a currency stands before an amount.
func sign(currency string) string {
	if s, ok := signs[currency]; ok {
		return s
	}
	return currency + " "
}

// amount is money as people read it: "$407,500", "$4.20" where it is small.
func amount(d decimal.Decimal, currency string) string {
	if d.Abs().LessThan(decimal.NewFromInt(10)) && !d.IsZero() {
		return sign(currency) + d.StringFixed(2)
	}
	return sign(currency) + grouped(d.Round(0).StringFixed(0))
}

// exact is money to the cent: "$48,250.50", "$48,250".
func exact(d decimal.Decimal, currency string) string {
	whole, cents, _ := strings.Cut(d.StringFixed(2), ".")
	if cents == "00" {
		return sign(currency) + grouped(whole)
	}
	return sign(currency) + grouped(whole) + "." + cents
}

// large is money in a headline: "$2.69m".
func large(d decimal.Decimal, currency string) string {
	if million := decimal.New(1, 6); d.GreaterThanOrEqual(million) {
		return sign(currency) + d.Div(million).StringFixed(2) + "m"
	}
	return amount(d, currency)
}

// band is a range of money, short: "$40–60k". Nothing where none is known.
func band(low, high *decimal.Decimal, currency string) string {
	if low == nil || high == nil {
		return ""
	}
	a, b := short(*low), short(*high)
	if a == b {
		return sign(currency) + a
	}
	if head, ok := strings.CutSuffix(a, "k"); ok && strings.HasSuffix(b, "k") {
		return sign(currency) + head + "–" + b
	}
	return sign(currency) + a + "–" + b
}

// spread is a range of money, in full: "$40,000–60,000".
func spread(low, high *decimal.Decimal, currency string) string {
	if low == nil || high == nil {
		return ""
	}
	if low.Equal(*high) {
		return amount(*low, currency)
	}
	return amount(*low, currency) + "–" + strings.TrimPrefix(amount(*high, currency), sign(currency))
}

func short(d decimal.Decimal) string {
	if n := d.IntPart(); n >= 10000 && n%1000 == 0 {
		return strconv.FormatInt(n/1000, 10) + "k"
	}
	return grouped(d.Round(0).StringFixed(0))
}

// grouped puts commas into a whole number.
func grouped(digits string) string {
	minus, digits := strings.HasPrefix(digits, "-"), strings.TrimPrefix(digits, "-")
	for k := len(digits) - 3; k > 0; k -= 3 {
		digits = digits[:k] + "," + digits[k:]
	}
	if minus {
		return "−" + digits
	}
	return digits
}

// count is a whole number as people read it.
func count(n int) string { return grouped(strconv.Itoa(n)) }

// many is a number and what it counts: "1 lead", "3 leads".
func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return count(n) + " " + more
}

// percent is a share of 1 in whole hundredths.
func percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 0, 64) + " %" }

// clock is an instant as near as it is: "16:50", "tomorrow 9:30", "Thu 2 Jul, 14:00",
// "2 Jul 2027". A date without a time of day is only the date.
func clock(t, at time.Time, zone *time.Location) string {
	day, hour := when(t, at, zone)
	if day == "today" && hour != "" {
		return "today " + hour
	}
	if hour == "" {
		return day
	}
	return day + ", " + hour
}

// when is the day and the time of day, "" where only the day is meant.
func when(t, at time.Time, zone *time.Location) (day, hour string) {
	t, at = t.In(zone), at.In(zone)
	hour = strings.TrimPrefix(t.Format("15:04"), "0")
	if models.EndOfDay(t) {
		hour = ""
	}
	switch days := int(models.DayIn(t, zone).Sub(models.DayIn(at, zone)).Hours() / 24); {
	case days == 0:
		return "today", hour
	case days == 1:
		return "tomorrow", hour
	case days == -1:
		return "yesterday", hour
	case days > -7 && days < 60 && t.Year() == at.Year():
		return t.Format("Mon 2 Jan"), hour
	case t.Year() == at.Year():
		return t.Format("2 Jan"), ""
	}
	return t.Format("2 Jan 2006"), ""
}

// span is how long something is, in its largest unit: "3 h 40 min", "2 days".
func span(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "a moment"
	case d < time.Hour:
		return strconv.Itoa(int(d.Minutes())) + " min"
	case d < 6*time.Hour && d%time.Hour >= time.Minute:
		return strconv.Itoa(int(d.Hours())) + " h " + strconv.Itoa(int(d.Minutes())%60) + " min"
	case d < 24*time.Hour:
		return strconv.Itoa(int(d.Hours())) + " h"
	}
	return many(int(d.Hours()/24), "day", "days")
}

// capital begins a sentence.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// paragraphs are the parts of a text between empty lines.
func paragraphs(text string) (parts []string) {
	for part := range strings.SplitSeq(text, "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// token is the token of one form.
func token() string { return models.NewID().String() }
