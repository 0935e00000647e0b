package admin

import (
	"net/url"
	"slices"
	"strings"

	"ripen/models"
	"ripen/views/admin"
)

// typedTongues are the further languages that the form is in.
func typedTongues(values url.Values) (codes []string) {
	for _, code := range values["tongue"] {
		if models.LanguageIn(code) == code && code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// translated is what was typed for the line of this field in each of them; nil where
// nothing was.
func translated(values url.Values, field string) (in models.Translations) {
	for _, code := range typedTongues(values) {
		if text := strings.TrimSpace(values.Get(field + ".in." + code)); text != "" {
			if in == nil {
				in = models.Translations{}
			}
			in[code] = text
		}
	}
	return in
}

// moveTongues adds a language or takes the n-th away, with all that is said in it; false
// where neither was pressed.
func moveTongues(view *admin.CriteriaPage, what string, n int) bool {
	switch {
	case what == "tongue":
		if code := view.Tongue; code != "" && models.LanguageIn(code) == code && !slices.Contains(view.Tongues, code) {
			view.Tongues, view.Tongue = append(view.Tongues, code), ""
		}
	case what == "untongue" && n < len(view.Tongues):
		for _, line := range view.Lines() {
			delete(line.In, view.Tongues[n])
		}
		view.Tongues = slices.Delete(view.Tongues, n, n+1)
	default:
		return false
	}
	return true
}
