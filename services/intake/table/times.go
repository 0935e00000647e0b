package table

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"ripen/models"
)

var (
	yearFirst  = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(.+))?$`)
	yearLast   = regexp.MustCompile(`^(\d{1,2})([-/.])\s?(\d{1,2})[-/.]\s?(\d{4}|\d{2})(?:[T ,]+(.+))?$`)
	dayMonth   = regexp.MustCompile(`^(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[-. ]+([A-Za-z]{3,9})[-., ]+(\d{4}|\d{2})(?:[T ,]+(.+))?$`)
	monthDay   = regexp.MustCompile(`^(?:[A-Za-z]{3,9},? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d{2})(?:[T ,]+(.+))?$`)
	clockTime  = regexp.MustCompile(`^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?([AaPp])?\.?(?:[Mm]\.?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?: UTC)?$`)
	onlyDigits = regexp.MustCompile(`^\d+$`)
	dayNumber  = regexp.MustCompile(`^[2-6]\d{4}(\.\d+)?$`)
)

// ParseTime reads the moment that a cell names. A date without a time is the
// beginning of that day in the zone; a time without an offset is of the zone.
// Of 6/7/2024 the flag says which is the day, unless one of them is over 12;
// with dots, 6.7.2024, the day is always first. Years of two digits are of this
// century. Ten digits are seconds since 1970, thirteen milliseconds, eight are
// yyyymmdd, and five are a spreadsheet's day number.
func ParseTime(text string, zone *time.Location, dayFirst bool) (time.Time, error) {
	text = strings.Join(strings.Fields(text), " ")
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return moment(text, zone, m[1], m[2], m[3], m[4])
	}
	if m := yearLast.FindStringSubmatch(text); m != nil {
		day, month := m[3], m[1]
		if (dayFirst || m[2] == "." || number(m[1]) > 12) && number(m[3]) <= 12 {
			day, month = m[1], m[3]
		}
		if m[2] == "-" && len(m[4]) == 2 {
			return time.Time{}, models.Refuse(models.Invalid, "", "“%s” can be read in several ways: write the year with four digits.", text)
		}
		return moment(text, zone, m[4], month, day, m[5])
	}
	if m := dayMonth.FindStringSubmatch(text); m != nil {
		return moment(text, zone, m[3], m[2], m[1], m[4])
	}
	if m := monthDay.FindStringSubmatch(text); m != nil {
		return moment(text, zone, m[3], m[1], m[2], m[4])
	}
	if onlyDigits.MatchString(text) {
		switch len(text) {
		case 8:
			return moment(text, zone, text[:4], text[4:6], text[6:], "")
		case 10:
			return time.Unix(int64(number(text)), 0).In(zone), nil
		case 13:
			return time.UnixMilli(int64(number(text))).In(zone), nil
		}
	}
	if dayNumber.MatchString(text) {
		return spreadsheetDay(text, zone), nil
	}
	return time.Time{}, noTime(text)
}

func moment(text string, zone *time.Location, year, month, day, clock string) (time.Time, error) {
	y, m, d := number(year), monthNumber(month), number(day)
	if len(year) == 2 {
		y += 2000
	}
	if y < 1900 || y > 2100 || m < 1 || m > 12 || d < 1 || d > time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day() {
		return time.Time{}, noTime(text)
	}
	if clock == "" {
		return dayBegins(y, time.Month(m), d, zone), nil
	}
	c := clockTime.FindStringSubmatch(clock)
	if c == nil || (c[2] == "" && c[5] == "") {
		return time.Time{}, noTime(text)
	}
	hour, minute, second := number(c[1]), number(c[2]), number(c[3])
	if half := strings.ToLower(c[5]); half != "" {
		if hour < 1 || hour > 12 {
			return time.Time{}, noTime(text)
		}
		hour %= 12
		if half == "p" {
			hour += 12
		}
	}
	if hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute+second > 0) {
		return time.Time{}, noTime(text)
	}
	if c[6] != "" {
		zone = offset(c[6])
	}
	nanos := number((c[4] + "000000000")[:9])
	if hour == 0 && minute+second+nanos == 0 {
		return dayBegins(y, time.Month(m), d, zone), nil
	}
	return time.Date(y, time.Month(m), d, hour, minute, second, nanos, zone), nil
}

// dayBegins is midnight, or the first moment after it where the clocks are put
// forward at midnight, as they were in São Paulo: the date must stay right.
func dayBegins(y int, m time.Month, d int, zone *time.Location) time.Time {
	at := time.Date(y, m, d, 0, 0, 0, 0, zone)
	for at.Day() != d {
		at = at.Add(30 * time.Minute)
	}
	return at
}

// spreadsheetDay counts days from 1899-12-30, as Excel and its kin do for every
// date after February 1900.
func spreadsheetDay(text string, zone *time.Location) time.Time {
	days, _ := strconv.ParseFloat(text, 64)
	wholeDays := int(days)
	date := time.Date(1899, 12, 30+wholeDays, 0, 0, 0, 0, time.UTC)
	seconds := int((days-float64(wholeDays))*86_400 + 0.5)
	if seconds == 0 {
		return dayBegins(date.Year(), date.Month(), date.Day(), zone)
	}
	return time.Date(date.Year(), date.Month(), date.Day(), 0, 0, seconds, 0, zone)
}

func offset(text string) *time.Location {
	if text == "Z" || text == "UTC" || text == "GMT" {
		return time.UTC
	}
	digits := strings.ReplaceAll(text[1:], ":", "")
	seconds := number(digits[:2]) * 3600
	if len(digits) == 4 {
		seconds += number(digits[2:]) * 60
	}
	if text[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone(text, seconds)
}

func monthNumber(text string) int {
	if n := number(text); n > 0 {
		return n
	}
	lower := strings.ToLower(text)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if lower == name || lower == name[:3] || (lower == "sept" && m == time.September) {
			return int(m)
		}
	}
	return 0
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

func noTime(text string) error {
	return models.Refuse(models.Invalid, "", "“%s” is no date that can be read: write it like 2024-07-06 or 2024-07-06 15:04.", text)
}

func monthName(digits string) string { return time.Month(number(digits)).String() }
