package portal

import (
	"slices"
	"strings"
)

// refused is where on the page a form was refused, and why: on a phone it is far below.
func (p LeadPage) refused() (at, words string) {
	for field, says := range p.Faults {
		switch {
		case slices.Contains([]string{"how", "note", "next", "time", "whom"}, field):
			at = "#log"
		case field == "on":
			at = "#next-date"
		case field == "step" || field == "who":
			at = "#steps"
		case strings.HasPrefix(field, "person"):
			at = "#people"
		case strings.HasPrefix(field, "process"):
			at = "#steps"
		default:
			at = "#close"
		}
		words = says
	}
	return at, words
}
