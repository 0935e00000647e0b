// Package sheet is what every file that a spreadsheet opens has to heed, and how a report is
// written as one.
package sheet

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// harmless are the cells that begin like a formula and are none: numbers,
// amounts, and phone numbers.
var harmless = regexp.MustCompile(`^(?:[-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?\s?%?|\+[0-9][0-9 ()/.-]{4,30}(?:\s?(?:x|ext\.?)\s?[0-9]{1,6})?|-)$`)

// SafeCell puts an apostrophe before text that a spreadsheet would run as a
// formula when it opens a CSV file. Phone numbers and negative numbers stay as
// they are. The rule is that of OWASP, “CSV Injection”.
func SafeCell(cell string) string {
	if strings.HasPrefix(cell, "=") || startsFormula(cell) && !harmless.MatchString(cell) {
		return "'" + cell
	}
	return cell
}

// SafeName is SafeCell for a column of names, in which no number is meant: whatever
// begins like a formula gets its apostrophe, "-1E2" as well.
func SafeName(name string) string {
	if strings.HasPrefix(name, "=") || startsFormula(name) {
		return "'" + name
	}
	return name
}

func startsFormula(cell string) bool {
	first, _ := utf8.DecodeRuneInString(cell)
	return cell != "" && strings.ContainsRune("+-@\t\r\n＝＋－＠", first)
}
