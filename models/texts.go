package models

import (
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
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
		if len(v) > 0 && v[0] != '{' {
			return t.scanBinary(v)
		}
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

// scanBinary reads the array as pgx receives it where no database/sql is between: the
// number of dimensions, flags, the type, then length and lower bound; then each word
// after its length.
func (t *Texts) scanBinary(v []byte) error {
	*t = nil
	if len(v) < 20 { // no dimension: empty
		return nil
	}
	n, rest := binary.BigEndian.Uint32(v[12:]), v[20:]
	for range n {
		if len(rest) < 4 {
			return errors.New("an array of texts ends early")
		}
		length := binary.BigEndian.Uint32(rest)
		if rest = rest[4:]; uint64(length) > uint64(len(rest)) {
			return errors.New("an array of texts ends early")
		}
		*t, rest = append(*t, string(rest[:length])), rest[length:]
	}
	return nil
}

var (
	languageShape = regexp.MustCompile(`^[a-z]{2,3}$`)
	skillShape    = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)
)

// LanguagesIn reads languages with commas or blanks between them.
func LanguagesIn(text string) (Texts, error) {
	found := wordsIn(text)
	for _, word := range found {
		if !languageShape.MatchString(word) {
			return nil, Refuse(Invalid, "languages", "Write each language as two letters, such as en, de: “%s” is none.", word)
		}
	}
	return found, nil
}

// SkillsIn reads skills with commas or blanks between them.
func SkillsIn(text string) (Texts, error) {
	found := wordsIn(text)
	for _, word := range found {
		if !skillShape.MatchString(word) {
			return nil, Refuse(Invalid, "skills", "Write each skill as one word of letters, digits and dashes, such as dental: “%s” is none.", word)
		}
	}
	return found, nil
}

// wordsIn is the words of a text in small letters, each once, in their order.
func wordsIn(text string) (found Texts) {
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) }) {
		if !slices.Contains(found, word) {
			found = append(found, word)
		}
	}
	return found
}
