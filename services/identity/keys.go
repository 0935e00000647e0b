package identity

import (
	"strings"
	"unicode"
)

// EmailKey is the same for two spellings of one address, and blank for what is
// none. Google's mail ignores dots and what follows a plus sign; of other
// servers nobody can know.
func EmailKey(email string) string {
	email = strings.ToLower(strings.Trim(strings.TrimSpace(email), "<>\"'"))
	email = strings.TrimPrefix(email, "mailto:")
	at := strings.LastIndexByte(email, '@')
	if at < 1 || at == len(email)-1 || strings.ContainsAny(email, " \t\r\n,;") {
		return ""
	}
	local, domain := email[:at], strings.TrimSuffix(email[at+1:], ".")
	if domain == "gmail.com" || domain == "googlemail.com" {
		local, _, _ = strings.Cut(local, "+")
		local, domain = strings.ReplaceAll(local, ".", ""), "gmail.com"
	}
	if local == "" || domain == "" {
		return ""
	}
	return local + "@" + domain
}

// PostcodeKey leaves out case, spaces and hyphens, and the four further digits
// of a US ZIP code.
func PostcodeKey(postcode string) string {
	key := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, postcode)
	if len(key) == 9 && strings.Trim(key, "0123456789") == "" {
		key = key[:5]
	}
	return key
}
