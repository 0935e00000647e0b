// Package hosted is what a client's own inquiry form looks like to whoever fills it in.
package hosted

import (
	"ripen/views/layouts"
)

// A FormPage is the form of one source, as it was left.
type FormPage struct {
	Shell  layouts.Page
	Action string
	Token  string
	Client string // whose form it is
	Agency string // who answers for the client
	Title  string
	Intro  string
	Typed  map[string]string
	Field  string // the one at fault
	Fault  string
}

func (p FormPage) heading() string {
	if p.Title == "" {
		return "Ask " + p.Client
	}
	return p.Title
}

func (p FormPage) fault(field string) string {
	if p.Field == field {
		return p.Fault
	}
	return ""
}

// general is what is wrong with no field that the page shows.
func (p FormPage) general() string {
	for _, shown := range shownFields {
		if p.Field == shown {
			return ""
		}
	}
	return p.Fault
}

var shownFields = []string{"name", "organisation", "email", "phone", "address", "city", "region", "postcode", "country", "product", "message"}

// whereOpen reports whether the address is to be seen at once: something stands in it, or is wrong with it.
func (p FormPage) whereOpen() bool {
	for _, field := range []string{"address", "city", "region", "postcode", "country"} {
		if p.Typed[field] != "" || p.Field == field {
			return true
		}
	}
	return false
}

// A ThanksPage says that the inquiry has arrived.
type ThanksPage struct {
	Shell  layouts.Page
	Client string
	Form   string // its address, for one more
}
