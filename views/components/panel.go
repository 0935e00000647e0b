package components

import "github.com/a-h/templ"

// icons: triangle-alert circle-alert circle-check info lightbulb

func (p PanelProps) headingID() string {
	if p.ID == "" {
		return ""
	}
	return "h-" + p.ID
}

func (p PanelProps) named() templ.Attributes {
	switch {
	case p.Title == "":
		return nil
	case p.ID == "":
		return templ.Attributes{"aria-label": p.Title}
	default:
		return templ.Attributes{"aria-labelledby": p.headingID()}
	}
}

func noticeIcon(tone string) string {
	switch tone {
	case Amber:
		return "triangle-alert"
	case Rust:
		return "circle-alert"
	case Leaf:
		return "circle-check"
	case Fig:
		return "lightbulb"
	default:
		return "info"
	}
}

// noticeRole lets what is wrong be read out at once.
func noticeRole(tone string) templ.Attributes {
	if tone == Rust {
		return templ.Attributes{"role": "alert"}
	}
	return nil
}
