package number

import "github.com/nyaruka/phonenumbers"

// Format writes a number for people anywhere: "+1 312-226-2649". What is no
// number comes back as it is.
func Format(e164 string) string {
	if _, ok := areaCode(e164); ok {
		return "+1 " + e164[2:5] + "-" + e164[5:8] + "-" + e164[8:]
	}
	return format(e164, phonenumbers.INTERNATIONAL)
}

// National writes a number for people of its own country: "(312) 226-2649". What
// is no number comes back as it is.
func National(e164 string) string {
	if _, ok := areaCode(e164); ok {
		return "(" + e164[2:5] + ") " + e164[5:8] + "-" + e164[8:]
	}
	return format(e164, phonenumbers.NATIONAL)
}

func format(e164 string, style phonenumbers.PhoneNumberFormat) string {
	parsed, err := phonenumbers.Parse(e164, "")
	if err != nil {
		return e164
	}
	return phonenumbers.Format(parsed, style)
}
