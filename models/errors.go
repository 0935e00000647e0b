package models

import (
	"errors"
	"fmt"
)

// A Kind is the sort of trouble an Error reports. The web turns each Kind into
// one HTTP status, in one table; nothing else in Ripen knows about statuses.
type Kind string

// The kinds of refusal.
const (
	Invalid   Kind = "invalid"   // the person can put it right: said beside the field
	NotFound  Kind = "not found" // absent, or not theirs to see: the answer is the same
	Conflict  Kind = "conflict"  // somebody else was there first
	Forbidden Kind = "forbidden" // theirs to see, not theirs to do
	TooMany   Kind = "too many"  // too often in too short a time: try again later
)

// An Error is a refusal meant for a person to read. Any other error is ours to
// log, and theirs to see only as "Something went wrong."
type Error struct {
	Kind    Kind
	Field   string // the form field at fault, if one is
	Message string // one sentence that says what to do
}

// Error is the sentence for the person.
func (e *Error) Error() string { return e.Message }

// Refuse builds an Error from a format and its arguments.
func Refuse(kind Kind, field, format string, args ...any) error {
	return &Error{Kind: kind, Field: field, Message: fmt.Sprintf(format, args...)}
}

// Refused is the refusal inside err, or nil if err is none.
func Refused(err error) *Error {
	refused := new(Error)
	if errors.As(err, &refused) {
		return refused
	}
	return nil
}

// IsKind reports whether err is a refusal of this kind.
func IsKind(err error, kind Kind) bool {
	refused := Refused(err)
	return refused != nil && refused.Kind == kind
}

// Absent is the one answer for what is not there and for what is not yours.
func Absent() error { return Refuse(NotFound, "", "Not found.") }
