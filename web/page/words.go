package page

import "strconv"

// Thousands is a count with its thousands apart: "1,204".
func Thousands[N int | int64](n N) string {
	text := strconv.FormatInt(max(int64(n), -int64(n)), 10)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	if n < 0 {
		return "−" + text
	}
	return text
}
