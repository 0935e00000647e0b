package admin

import (
	"regexp"

	"github.com/a-h/templ"
)

// A part of a letter is words, or an address that leads somewhere.
type part struct {
	text string
	link bool
}

var address = regexp.MustCompile(`https?://[^\s<>"]+[^\s<>".,;:!?)]`)

// parts takes a letter apart.
func parts(text string) []part {
	var all []part
	at := 0
	for _, found := range address.FindAllStringIndex(text, -1) {
		all = append(all, part{text: text[at:found[0]]}, part{text: text[found[0]:found[1]], link: true})
		at = found[1]
	}
	return append(all, part{text: text[at:]})
}

func current(yes bool) templ.Attributes {
	if yes {
		return templ.Attributes{"aria-current": "true"}
	}
	return nil
}
