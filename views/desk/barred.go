package desk

import (
	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A BarredPage is whom nobody may call, and where a wish is entered.
type BarredPage struct {
	Layout  layouts.Page
	Token   string
	Client  string // what the list is narrowed to
	Clients []components.Option
	Scopes  []components.Option
	Holders []components.Option // whom a new wish holds for
	Rows    []BarredRow
	Pager   components.PagerProps
	Looked  bool   // it was searched
	Query   string // what for
	Typed   WishTyped
	Faults  map[string]string
}

// WishTyped is what was typed about a new wish.
type WishTyped struct{ Client, Scope, Text, Country, Reason string }

// A BarredRow is one wish.
type BarredRow struct {
	ID        models.ID
	Who       string // the name, else what kind of thing it is
	Scope     string
	For       string // the client, or the whole agency
	Tone      string
	Reason    string
	By, When  string
	Permanent bool // whoever looks may not take it back
}

// what is the scope, where the row is not headed by it, and why.
func (r BarredRow) what() string {
	if r.Scope == r.Who {
		return r.Reason
	}
	return r.Scope + " · " + r.Reason
}

// named tells the wish from every other to who does not see the row around its button.
func (r BarredRow) named() string {
	if r.Scope == r.Who {
		return r.Who + ", " + r.For
	}
	return r.Who + ", " + r.Scope + ", " + r.For
}

// found heads what was looked up, where there is something.
func (p BarredPage) found() string {
	if p.Looked && len(p.Rows) > 0 {
		return "Yes: it is barred"
	}
	return ""
}

func (p BarredPage) field(f components.FieldProps) components.FieldProps {
	f.Error = p.Faults[f.Name]
	return f
}
