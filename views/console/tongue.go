package console

import (
	"github.com/a-h/templ"

	"ripen/views/components"
)

// A Tongue is what the person speaks, and what the script is in.
type Tongue struct {
	Known   string // “Spanish”; "" where nobody knows
	Script  string // “Script in Spanish.”; "" where it is in the language they speak
	Partly  bool   // not every line is
	Foreign string // what to do where the caller does not speak it
	Typed   string // the code that is chosen
	Options []components.Option
}

// speaks is what is known of it, in words.
func (t Tongue) speaks() string {
	if t.Known == "" {
		return "Speaks: not known"
	}
	return "Speaks " + t.Known
}

func (t Tongue) tone() string {
	if t.Partly {
		return components.Amber
	}
	return components.Leaf
}

// Said is a spoken line, filled in.
type Said struct {
	Language string // what it is in; "" where nobody says
	Parts    []Part
}

// spokenIn tells a screen reader how to pronounce the line, and a browser which way it runs.
func (s Said) spokenIn() templ.Attributes {
	if s.Language == "" {
		return nil
	}
	return templ.Attributes{"lang": s.Language, "dir": "auto"}
}
