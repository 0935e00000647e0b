package models

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Texts is a PostgreSQL text[]. Only words without quotes, commas and braces go in:
// ids of rules.
type Texts []string

// Value writes the array.
func (t Texts) Value() (driver.Value, error) {
	for _, word := range t {
		if word == "" || strings.ContainsAny(word, `{},"\ `) {
			return nil, fmt.Errorf("%q cannot stand in an array of texts", word)
		}
	}
	return "{" + strings.Join(t, ",") + "}", nil
}

// Scan reads the array.
func (t *Texts) Scan(value any) error {
	var text string
	switch v := value.(type) {
	case nil:
		*t = nil
		return nil
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("cannot read an array of texts from %T", value)
	}
	*t = nil
	if inner := strings.Trim(text, "{}"); inner != "" {
		*t = strings.Split(strings.ReplaceAll(inner, `"`, ""), ",")
	}
	return nil
}
