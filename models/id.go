package models

import "github.com/google/uuid"

// An ID names one row. It is a UUIDv7 (RFC 9562), made by the app, so that new
// rows lie side by side in an index.
type ID = uuid.UUID

// NoID is the ID of nothing.
var NoID = uuid.Nil

// NewID makes an ID. It panics only where the machine has no randomness.
func NewID() ID { return uuid.Must(uuid.NewV7()) }

// ParseID reads an ID from a URL or a form; text that is none is refused as NotFound,
// so that a malformed address and somebody else's look the same.
func ParseID(text string) (ID, error) {
	id, err := uuid.Parse(text)
	if err != nil || len(text) != 36 {
		return NoID, Absent()
	}
	return id, nil
}
