package desk

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	desks "ripen/services/desk"
	"ripen/web/page"
)

// capped is a count as far as the desk counts: "1,000+" where there are more.
func capped(n int) string {
	if n > desks.CountedTo {
		return page.Thousands(desks.CountedTo) + "+"
	}
	return page.Thousands(n)
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return page.Thousands(n) + " " + word + "s"
}

// age is how long ago something was, in the one unit that matters.
func age(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "0 min"
	case d < time.Hour:
		return strconv.Itoa(int(d.Minutes())) + " min"
	case d < 48*time.Hour:
		return strconv.Itoa(int(d.Hours())) + " h"
	}
	return strconv.Itoa(int(d.Hours()/24)) + " d"
}

// stopwatch is a time that runs: "04:12", "1:04:12".
func stopwatch(d time.Duration) string {
	d = max(d, 0).Truncate(time.Second)
	h, m, s := int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60
	if h > 0 {
		return fmt.Sprintf("%d:%02d:%02d", h, m, s)
	}
	return strings.TrimSpace(fmt.Sprintf("%02d:%02d", m, s))
}
