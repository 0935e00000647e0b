package components

import "github.com/a-h/templ"

// look is what a button and a link that looks like one share.
func (p ButtonProps) look() templ.Attributes {
	a := templ.Attributes{}
	set(a, "data-kind", p.Kind)
	set(a, "data-size", p.Size)
	set(a, "aria-label", p.Label)
	if p.Key != "" {
		a["data-key"] = p.Key
		a["aria-keyshortcuts"] = keyShortcut(p.Key)
	}
	a["data-wide"] = p.Wide
	a["data-icon"] = p.IconOnly
	if p.Busy {
		a["aria-busy"] = "true"
	}
	return a
}

// acts is what only a button has.
func (p ButtonProps) acts() templ.Attributes {
	a := templ.Attributes{"disabled": p.Disabled}
	set(a, "name", p.Name)
	if p.Name != "" {
		a["value"] = p.Value
	}
	set(a, "form", p.Form)
	set(a, "popovertarget", p.Opens)
	if p.Closes != "" {
		a["popovertarget"] = p.Closes
		a["popovertargetaction"] = "hide"
	}
	return a
}

func (p ButtonProps) kindOfButton() string {
	switch {
	case p.Type != "":
		return p.Type
	case p.Opens != "" || p.Closes != "":
		return "button"
	default:
		return "submit"
	}
}

func set(a templ.Attributes, name, value string) {
	if value != "" {
		a[name] = value
	}
}

// A File is a report as a file of a kind: CSV, XLSX.
type File struct{ Kind, URL string }

// Sheets is a report as what a spreadsheet opens; url is where a kind of file is.
func Sheets(url func(kind string) string) []File {
	return []File{{"CSV", url("csv")}, {"XLSX", url("xlsx")}}
}
