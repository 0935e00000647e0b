package table

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"ripen/models"
)

var (
	amount   = regexp.MustCompile(`^[0-9]+(?:[.,'][0-9]+)*$`)
	currency = regexp.MustCompile(`^(?:[A-Z]{3}|R\$|(?:US|A|C|CA|AU|NZ)?\$|€|£|¥|kr|zł|Fr\.?)$`)
	spaces   = strings.NewReplacer("\u00a0", "'", "\u202f", "'", "\u2009", "'", " ", "'", "’", "'", "−", "-")
)

// ParseMoney reads an exact amount, with or without its currency. “1.234,50”
// and “1,234.50” are both 1234.50: of two different marks the last one is the
// decimal mark. A single mark before three digits could be either, and is
// refused: “1,234” read wrongly is out by a thousand times.
func ParseMoney(text string) (decimal.Decimal, error) { return ParseMoneyMarked(text, 0) }

// ParseMoneyMarked is ParseMoney where the column has shown its decimal mark,
// '.' or ',' (see DecimalMark; 0 when it has not), which settles “1,234”.
func ParseMoneyMarked(text string, mark rune) (decimal.Decimal, error) {
	digits, negative := bare(text)
	if !amount.MatchString(digits) || len(digits) > 24 {
		return decimal.Zero, models.Refuse(models.Invalid, "", "“%s” is no amount that can be read: write it like 1234.50.", strings.TrimSpace(text))
	}
	found, sure := decimalMark(digits)
	if !sure {
		if found = mark; mark == 0 {
			joined := strings.NewReplacer(",", "", ".", "").Replace(digits)
			return decimal.Zero, models.Refuse(models.Invalid, "", "“%s” could be %s or %s: write it with two decimals, or without a mark.",
				strings.TrimSpace(text), joined, strings.ReplaceAll(digits, ",", "."))
		}
	}
	if strings.Contains(digits, "'") && found == 0 {
		found = '.'
	}
	whole, fraction := digits, ""
	if at := strings.LastIndexByte(digits, byte(found)); found != 0 && at >= 0 {
		whole, fraction = digits[:at], digits[at+1:]
	}
	if !grouped(whole) || strings.ContainsAny(fraction, ".,'") || (found != 0 && strings.ContainsRune(whole, found)) {
		return decimal.Zero, models.Refuse(models.Invalid, "", "“%s” has its marks in places where an amount has none: write it like 1234.50.", strings.TrimSpace(text))
	}
	plain := strings.NewReplacer(",", "", ".", "", "'", "").Replace(whole)
	if fraction != "" {
		plain += "." + fraction
	}
	value, err := decimal.NewFromString(plain)
	if err != nil {
		return decimal.Zero, models.Refuse(models.Invalid, "", "“%s” is no amount that can be read: write it like 1234.50.", strings.TrimSpace(text))
	}
	if negative {
		value = value.Neg()
	}
	return value, nil
}

// DecimalMark is the decimal mark that the amounts of a column show without
// doubt and without contradiction, '.' or ','; 0 if they do not.
func DecimalMark(samples []string) rune {
	var seen rune
	for _, text := range samples {
		digits, _ := bare(text)
		if !amount.MatchString(digits) {
			continue
		}
		if mark, sure := decimalMark(digits); sure && mark != 0 {
			if seen != 0 && seen != mark {
				return 0
			}
			seen = mark
		}
	}
	return seen
}

// bare takes off currency and sign; spaces between the digits become the Swiss
// apostrophe, so that they must part groups of three.
func bare(text string) (digits string, negative bool) {
	text = spaces.Replace(strings.TrimSpace(text))
	text = strings.TrimSuffix(strings.TrimSuffix(text, ",--"), ",-")
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		text, negative = text[1:len(text)-1], true
	}
	first, last := strings.IndexAny(text, "0123456789"), strings.LastIndexAny(text, "0123456789")
	if first < 0 {
		return "", negative
	}
	before, after := strings.ReplaceAll(text[:first], "'", ""), strings.ReplaceAll(text[last+1:], "'", "")
	if signs := strings.Count(before+after, "-"); signs > 0 {
		if signs > 1 || negative {
			return "", negative
		}
		before, after, negative = strings.Replace(before, "-", "", 1), strings.Replace(after, "-", "", 1), true
	}
	if (before != "" && !currency.MatchString(before)) || (after != "" && !currency.MatchString(after)) {
		return "", negative
	}
	return text[first : last+1], negative
}

// decimalMark tells which mark parts off the decimals, 0 for none; not sure
// when a single mark stands before exactly three digits.
func decimalMark(digits string) (mark rune, sure bool) {
	points, commas := strings.Count(digits, "."), strings.Count(digits, ",")
	last := strings.LastIndexAny(digits, ".,")
	switch {
	case points == 0 && commas == 0, points > 1 && commas == 0, commas > 1 && points == 0:
		return 0, true
	case points > 0 && commas > 0, strings.Contains(digits, "'"):
		return rune(digits[last]), true
	}
	before, after := digits[:last], digits[last+1:]
	if len(after) == 3 && len(before) <= 3 && before[0] != '0' {
		return 0, false
	}
	return rune(digits[last]), true
}

// grouped says whether the marks in whole part groups of three, one kind only.
func grouped(whole string) bool {
	at := strings.IndexAny(whole, ".,'")
	if at < 0 {
		return true
	}
	parts := strings.Split(whole, whole[at:at+1])
	for i, part := range parts {
		if strings.ContainsAny(part, ".,'") || len(part) > 3 || (i > 0 && len(part) != 3) || part == "" {
			return false
		}
	}
	return true
}
