package public

import "ripen/views/layouts"

// icons: phone x

// A LetterPage is what a link in a letter to somebody who is kept for later opens.
type LetterPage struct {
	Shell                 layouts.Page
	Title                 string
	Client, First, Agency string
	Hello                 string // whom the page speaks to; empty: an inquirer of the client
	Words                 string // what the button does
	Ask                   string // what stands on it
	Promise               string // what is agreed to by it
	Icon                  string
	Action                string // where it is posted
	Done                  bool
	Thanks                string // once it was pressed
	Gone                  string // why the link does nothing
}

// heading is what the link is for.
func (p LetterPage) heading() string {
	if p.Done {
		return p.Thanks
	}
	return p.Title
}

// hello is whom the page speaks to, and for whom.
func (p LetterPage) hello() string {
	if p.Hello != "" {
		return p.Hello
	}
	if p.First == "" {
		return "You asked " + p.Client + " about their products."
	}
	return "Hello " + p.First + ", you asked " + p.Client + " about their products."
}
