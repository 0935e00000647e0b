package components

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

func (p FieldProps) id() string {
	if p.ID != "" {
		return p.ID
	}
	return p.Name
}

func (p FieldProps) kindOfField() string {
	if p.Type == "" {
		return "text"
	}
	return p.Type
}

// control is what input, textarea and select have in common.
func (p FieldProps) control() templ.Attributes {
	a := templ.Attributes{"id": p.id(), "name": p.Name, "required": p.Required, "disabled": p.Disabled}
	set(a, "data-key", p.Key)
	var hint, fault string
	if p.Hint != "" {
		hint = p.id() + "-hint"
	}
	if p.Error != "" {
		fault = p.id() + "-error"
		a["aria-invalid"] = "true"
	}
	set(a, "aria-describedby", words(hint, fault))
	return a
}

// typed is the value of an input; a password or a file is never given back.
func (p FieldProps) typed() templ.Attributes {
	if p.Type == "password" || p.Type == "file" {
		return nil
	}
	return templ.Attributes{"value": p.Value}
}

// text is the value of a textarea. The first line break after the tag is dropped by browsers, so one
// that was typed there is written twice.
func (p FieldProps) text() string {
	if strings.HasPrefix(p.Value, "\n") || strings.HasPrefix(p.Value, "\r") {
		return "\n" + p.Value
	}
	return p.Value
}

func (p CheckProps) value() string {
	if p.Value == "" {
		return "on"
	}
	return p.Value
}

func (p ChoiceProps) taken(value string) bool {
	if p.Many {
		return slices.Contains(p.PickedMany, value)
	}
	return value == p.Picked && p.Picked != ""
}

func (p ChoiceProps) kindOfAnswer() string {
	if p.Many {
		return "checkbox"
	}
	return "radio"
}

func (p ChoiceProps) describedBy() string {
	var hint, fault string
	if p.Hint != "" {
		hint = p.Name + "-hint"
	}
	if p.Error != "" {
		fault = p.Name + "-error"
	}
	return words(hint, fault)
}

// digit is the key of the i-th answer.
func digit(i int) string { return strconv.Itoa(i + 1) }

// An optionGroup is a run of options under one name.
type optionGroup struct {
	name    string
	options []Option
}

func grouped(options []Option) []optionGroup {
	var groups []optionGroup
	for _, o := range options {
		if last := len(groups) - 1; last >= 0 && groups[last].name == o.Group {
			groups[last].options = append(groups[last].options, o)
			continue
		}
		groups = append(groups, optionGroup{o.Group, []Option{o}})
	}
	return groups
}
