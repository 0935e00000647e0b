package table

import (
	"fmt"
	"strconv"
)

// A tally counts what was put right while fitting rows to the header.
type tally struct {
	header    []string
	empty     int
	padded    int
	firstLine int // of the padded rows
}

func (t *tally) pad(line int) {
	if t.padded == 0 {
		t.firstLine = line
	}
	t.padded++
}

func (t *tally) notes() []string {
	notes := append([]string(nil), t.header...)
	if t.padded > 0 {
		notes = append(notes, fmt.Sprintf("%s fewer cells than the header (first: line %d): the missing cells were read as blank.",
			counted(t.padded, "row has", "rows have"), t.firstLine))
	}
	if t.empty > 0 {
		notes = append(notes, fmt.Sprintf("%s skipped.", counted(t.empty, "row without any text was", "rows without any text were")))
	}
	return notes
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}

// Thousands writes n the way the pages do: 12,345.
func Thousands(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
