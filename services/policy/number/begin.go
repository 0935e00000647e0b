package number

import (
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Begin is how a number begins in E.164 whose beginning, or the whole of it, is written
// as people of a country (ISO 3166-1) dial it: "020 7946" in GB is "+44207946". It is not
// looked at whether there is such a number; "" where there are no digits.
func Begin(text, country string) string {
	digits := Digits(text)
	switch code := phonenumbers.GetCountryCodeForRegion(country); {
	case digits == "":
		return ""
	case strings.HasPrefix(strings.TrimSpace(text), "+") || code == 0:
		return "+" + digits
	case strings.HasPrefix(digits, "00"):
		return "+" + digits[2:]
	case northAmerican(country) && strings.HasPrefix(digits, "011"):
		return "+" + digits[3:]
	default:
		return "+" + strconv.Itoa(code) + strings.TrimPrefix(digits, phonenumbers.GetNddPrefixForRegion(country, true))
	}
}

// Digits is the digits of a text.
func Digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}
