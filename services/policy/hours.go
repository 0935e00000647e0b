package policy

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ripen/models"
)

// A Span is a stretch of one day in minutes after local midnight: open from From
// on, closed again at To.
type Span struct{ From, To int }

// Hours says when calls may be made, by weekday (time.Sunday is 0), on the clock
// of the person who is called. The spans of a day are in order and do not touch.
type Hours [7][]Span

// always is every minute of the week: the hours of a rule that sets none.
var always = Hours{{{0, 1440}}, {{0, 1440}}, {{0, 1440}}, {{0, 1440}}, {{0, 1440}}, {{0, 1440}}, {{0, 1440}}}

var weekdays = [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}

// ParseHours reads hours as people write them: "Mon-Fri 10:00-13:00,14:00-20:00;
// Sat 09:00-17:00". Days that are not named are closed.
func ParseHours(text string) (Hours, error) {
	var hours Hours
	for part := range strings.SplitSeq(text, ";") {
		days, spans, _ := strings.Cut(strings.TrimSpace(part), " ")
		first, last, ranged := strings.Cut(days, "-")
		if !ranged {
			last = first
		}
		from, ok1 := weekday(first)
		to, ok2 := weekday(last)
		if !ok1 || !ok2 {
			return Hours{}, refuseHours("“%s” is not a weekday: write Mon, Tue, Wed, Thu, Fri, Sat or Sun, or Mon-Fri.", days)
		}
		parsed, err := parseSpans(spans)
		if err != nil {
			return Hours{}, err
		}
		for day := from; ; day = (day + 1) % 7 {
			if hours[day] != nil {
				return Hours{}, refuseHours("%s stands twice in “%s”.", weekdays[day], text)
			}
			hours[day] = parsed
			if day == to {
				break
			}
		}
	}
	return hours, nil
}

func weekday(name string) (int, bool) {
	for day, short := range weekdays {
		if strings.EqualFold(name, short) {
			return day, true
		}
	}
	return 0, false
}

func parseSpans(text string) ([]Span, error) {
	var spans []Span
	for part := range strings.SplitSeq(strings.TrimSpace(text), ",") {
		opens, closes, _ := strings.Cut(strings.TrimSpace(part), "-")
		from, ok1 := minute(opens)
		to, ok2 := minute(closes)
		if !ok1 || !ok2 || from >= to {
			return nil, refuseHours("“%s” is not a span of hours: write 09:00-20:00.", strings.TrimSpace(part))
		}
		if len(spans) > 0 && from <= spans[len(spans)-1].To {
			return nil, refuseHours("“%s” starts before the span in front of it has ended.", strings.TrimSpace(part))
		}
		spans = append(spans, Span{from, to})
	}
	return spans, nil
}

// minute reads "9:00", "09:30" or "24:00" as minutes after midnight.
func minute(text string) (int, bool) {
	hour, rest, found := strings.Cut(strings.TrimSpace(text), ":")
	h, err1 := strconv.ParseUint(hour, 10, 8)
	m, err2 := strconv.ParseUint(rest, 10, 8)
	if !found || err1 != nil || err2 != nil || m > 59 || h*60+m > 1440 {
		return 0, false
	}
	return int(h*60 + m), true
}

// String writes the hours in their one canonical form, which ParseHours reads.
func (h Hours) String() string {
	var parts []string
	for i := 1; i <= 7; i++ { // a week starts on Monday
		day := i % 7
		if len(h[day]) == 0 {
			continue
		}
		last := i
		for last < 7 && spansString(h[(last+1)%7]) == spansString(h[day]) {
			last++
		}
		name := weekdays[day]
		if last > i {
			name += "-" + weekdays[last%7]
		}
		parts = append(parts, name+" "+spansString(h[day]))
		i = last
	}
	return strings.Join(parts, "; ")
}

func spansString(spans []Span) string {
	parts := make([]string, len(spans))
	for i, span := range spans {
		parts[i] = fmt.Sprintf("%02d:%02d-%02d:%02d", span.From/60, span.From%60, span.To/60, span.To%60)
	}
	return strings.Join(parts, ",")
}

// and is the hours that are open in both.
func (h Hours) and(other Hours) Hours {
	var both Hours
	for day := range h {
		for _, a := range h[day] {
			for _, b := range other[day] {
				if from, to := max(a.From, b.From), min(a.To, b.To); from < to {
					both[day] = append(both[day], Span{from, to})
				}
			}
		}
	}
	return both
}

// open reports whether a clock that shows this local time is within the hours.
func (h Hours) open(local time.Time) bool {
	clock := local.Hour()*60 + local.Minute()
	for _, span := range h[local.Weekday()] {
		if span.From <= clock && clock < span.To {
			return true
		}
	}
	return false
}

func refuseHours(format string, args ...any) error {
	return models.Refuse(models.Invalid, "hours", format, args...)
}
