package paths

import "net/url"

// AccountLetters is where a marketer says which letters he wants (POST).
func AccountLetters() string { return Account() + "/letters" }

// NoSourceLetters is where somebody ends the Monday’s letters on the sources, by a link in one.
func NoSourceLetters(secret string) string { return "/no-source-letters/" + url.PathEscape(secret) }
