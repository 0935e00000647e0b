package components

import (
	"strconv"

	"github.com/a-h/templ"

	"ripen/models"
)

func currentPage(current bool) templ.Attributes {
	if current {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}

func classIf(class string, on bool) templ.Attributes {
	if on {
		return templ.Attributes{"class": class}
	}
	return nil
}

func stepAttrs(s Step) templ.Attributes {
	switch {
	case s.Current:
		return templ.Attributes{"aria-current": "step"}
	case s.Done:
		return templ.Attributes{"class": "done"}
	default:
		return nil
	}
}

func (p ThProps) attrs() templ.Attributes {
	a := templ.Attributes{}
	if p.Num {
		a["class"] = "num"
	}
	set(a, "aria-sort", p.Sort)
	set(a, "title", p.Hint)
	return a
}

func (p ThProps) arrow() string {
	switch p.Sort {
	case "ascending":
		return " ↑"
	case "descending":
		return " ↓"
	default:
		return ""
	}
}

// GradeOf reads a letter; the empty one is not graded yet.
func GradeOf(letter string) models.Grade { return models.Grade(letter) }

func number(n int) string { return strconv.Itoa(n) }
