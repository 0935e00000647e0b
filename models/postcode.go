package models

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A PostcodeRange is a part of a territory: every postcode from one to another, or all
// that begin alike.
type PostcodeRange struct {
	Country string `json:"country,omitempty"` // ISO 3166; "": of any
	From    string `json:"from"`              // in capitals, without blanks
	To      string `json:"to,omitempty"`      // "": all that begin with From
}

// carCodes are the letters that people write before a postcode, where they are not the
// country's two.
var carCodes = map[string]string{"D": "DE", "A": "AT", "F": "FR", "I": "IT", "E": "ES", "B": "BE", "L": "LU", "P": "PT", "S": "SE", "N": "NO", "UK": "GB"}

var (
	rangeShape   = regexp.MustCompile(`(?i)^(.+?)\s*(?:\bto\b|\bbis\b|–|…|\.\.|-)\s*(.+)$`)
	countryShape = regexp.MustCompile(`^([A-Z]{1,2})(?:-|\s+)(\d{3,}.*)$`)
	britishFirst = regexp.MustCompile(`^(?:GB|UK)(?:-|\s+)([A-Z].*)$`)
	listMarks    = regexp.MustCompile(`[,;\n]`)
	districtEnd  = regexp.MustCompile(`^([A-Z]+)(\d+)$`)
	britishShape = regexp.MustCompile(`^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$`)
)

// PostcodesIn reads a list of ranges and beginnings, as people write them: “D-79100 to
// 79199, 10115, SW1A, M1 to M9”.
func PostcodesIn(text string) (found []PostcodeRange, err error) {
	for _, part := range listMarks.Split(text, -1) {
		if part = strings.Join(strings.Fields(part), " "); part == "" {
			continue
		}
		r, err := postcodeRange(part)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(found, r) {
			found = append(found, r)
		}
	}
	return found, nil
}

func postcodeRange(text string) (r PostcodeRange, err error) {
	country, rest := countryBefore(strings.ToUpper(text))
	r.Country = country
	r.From = bare(strings.TrimSuffix(rest, "*"))
	if ends := rangeShape.FindStringSubmatch(rest); ends != nil {
		second, last := countryBefore(ends[2])
		if second != "" && second != country {
			return r, Refuse(Invalid, "postcodes", "“%s” goes from one country to another: write a range for each.", text)
		}
		r.From, r.To = bare(ends[1]), bare(last)
		if !inOrder(r.From, r.To) {
			return r, Refuse(Invalid, "postcodes", "“%s” is no range of postcodes: write both ends alike, the lower one first, such as 79100 to 79199 or M1 to M9.", text)
		}
	}
	if r.From == "" || len(r.From) > 10 {
		return r, Refuse(Invalid, "postcodes", "“%s” is no postcode: write a range such as D-79100 to 79199, or a beginning such as SW1A.", text)
	}
	return r, nil
}

// countryBefore takes “D-” or “DE ” off a postcode.
func countryBefore(text string) (country, rest string) {
	text = strings.ToUpper(strings.TrimSpace(text))
	if parts := britishFirst.FindStringSubmatch(text); parts != nil {
		return "GB", parts[1]
	}
	parts := countryShape.FindStringSubmatch(text)
	if parts == nil {
		return "", text
	}
	if full, known := carCodes[parts[1]]; known {
		return full, parts[2]
	}
	if len(parts[1]) == 2 {
		return parts[1], parts[2]
	}
	return "", text
}

// inOrder reports whether two ends make a range: numbers of one length, or districts such
// as M1 and M9.
func inOrder(from, to string) bool {
	if digits(from) && digits(to) {
		return len(from) == len(to) && from <= to
	}
	a, b := districtEnd.FindStringSubmatch(from), districtEnd.FindStringSubmatch(to)
	return a != nil && b != nil && a[1] == b[1] && numberOf(a[2]) <= numberOf(b[2])
}

// Holds reports whether a postcode, as somebody typed it, is in the range.
func (r PostcodeRange) Holds(country, postcode string) bool {
	own, text := countryBefore(postcode)
	if country = strings.ToUpper(strings.TrimSpace(country)); country == "" {
		country = own
	}
	code := bare(text)
	if code == "" || r.Country != "" && r.Country != country {
		return false
	}
	code = withZero(code, country)
	switch {
	case r.To == "":
		return begins(code, r.From)
	case digits(r.From):
		head := code[:min(len(code), len(r.From))]
		return digits(head) && len(head) == len(r.From) && r.From <= head && head <= r.To
	}
	low, high, district := districtEnd.FindStringSubmatch(r.From), districtEnd.FindStringSubmatch(r.To), districtOf(code)
	n := numberOf(district[1])
	return district[0] == low[1] && district[1] != "" && numberOf(low[2]) <= n && n <= numberOf(high[2])
}

// begins reports whether a postcode begins so: “M1” begins M1 1AA and not M11 2BB, and
// “S” is Sheffield, not the south-west of London.
func begins(code, with string) bool {
	outward := code
	if parts := britishShape.FindStringSubmatch(code); parts != nil {
		outward = parts[1]
	}
	if digits(with) || len(with) > len(outward) {
		return strings.HasPrefix(code, with)
	}
	rest, ok := strings.CutPrefix(outward, with)
	if !ok || rest == "" {
		return ok
	}
	endsIn, next := rune(with[len(with)-1]), rune(rest[0])
	return unicode.IsDigit(endsIn) != unicode.IsDigit(next)
}

// districtOf parts the district of a postcode into its letters and its number: M9 5QX is
// M and 9, SW1A 1AA is SW and 1.
func districtOf(code string) [2]string {
	if parts := britishShape.FindStringSubmatch(code); parts != nil {
		code = parts[1]
	}
	end := strings.IndexFunc(code, unicode.IsDigit)
	if end < 1 {
		return [2]string{code, ""}
	}
	number := code[end:]
	if stop := strings.IndexFunc(number, func(r rune) bool { return !unicode.IsDigit(r) }); stop >= 0 {
		number = number[:stop]
	}
	return [2]string{code[:end], number}
}

// fiveDigits are the countries whose postcodes spreadsheets rob of their first zero.
var fiveDigits = []string{"DE", "US", "FR", "IT", "ES", "FI", "MX", "TR"}

func withZero(code, country string) string {
	if len(code) == 4 && digits(code) && slices.Contains(fiveDigits, country) {
		return "0" + code
	}
	return code
}

// Words is the range as people write it.
func (r PostcodeRange) Words() string {
	text := r.From
	if r.To != "" {
		text += " to " + r.To
	}
	if r.Country != "" {
		return r.Country + " " + text
	}
	return text
}

// bare is a postcode in capitals, of letters and digits only.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if r = unicode.ToUpper(r); 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, text)
}

func digits(text string) bool {
	return text != "" && strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

func numberOf(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}
