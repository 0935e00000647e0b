package models

import "time"

// An Arrival is anything that came in, counted once: the left side of the lead
// balance sheet. Appended.
type Arrival struct {
	ID        ID     `gorm:"primaryKey"`
	ClientID  ID     `gorm:"primaryKey"`
	Kind      string // inquiry, repeat, rejected, quarantined
	At        time.Time
	InquiryID *ID
	SourceID  *ID
	ImportID  *ID
	Line      *int
}

// An ImportState is how far an import has come.
type ImportState string

// The states of an import.
const (
	ImportUploaded ImportState = "uploaded"
	ImportRunning  ImportState = "running"
	ImportDone     ImportState = "done"
	ImportFailed   ImportState = "failed"
	ImportUndone   ImportState = "undone"
)

// An Import is one file of inquiries. Rows = inquiries + repeats + rejected, always.
type Import struct {
	ID         ID `gorm:"primaryKey"`
	ClientID   ID `gorm:"primaryKey"`
	ProgramID  ID
	FileName   string
	Size       int64
	Options    ImportOptions `gorm:"serializer:json"`
	State      ImportState
	Rows       int
	Inquiries  int
	Repeats    int
	Rejected   int
	AtLine     int
	Problem    string
	StartedBy  *ID
	CreatedAt  time.Time
	StartedAt  *time.Time
	FinishedAt *time.Time
}

// ImportOptions are what the person who imports has chosen.
type ImportOptions struct {
	Source      string         `json:"source"`            // the source of rows that name none
	Medium      Medium         `json:"medium,omitempty"`  // of sources made by this import
	Columns     map[string]int `json:"columns,omitempty"` // field of an inquiry to column, counted from 0
	PhonePrefix string         `json:"phone_prefix,omitempty"`
	DayFirst    bool           `json:"day_first,omitempty"`
	History     bool           `json:"history,omitempty"` // queue none: an account that is taken over
	Rows        int            `json:"rows,omitempty"`    // how many the file has, about, where they were counted before: for the progress
}

// A RejectedRow is a row that was no inquiry, as it came, with the reason.
type RejectedRow struct {
	ImportID ID `gorm:"primaryKey"`
	ClientID ID
	Line     int `gorm:"primaryKey"`
	Reason   string
	Cells    []string `gorm:"serializer:json"`
}

// An ImportChunk is a part of an uploaded file.
type ImportChunk struct {
	ImportID ID `gorm:"primaryKey"`
	ClientID ID
	Part     int `gorm:"primaryKey"`
	Bytes    []byte
}

// A Submission is a hosted form as it was sent; a job makes an inquiry of it.
type Submission struct {
	ID         ID `gorm:"primaryKey"`
	ClientID   ID `gorm:"primaryKey"`
	SourceID   ID
	At         time.Time
	Fields     map[string]string `gorm:"serializer:json"`
	InquiryID  *ID
	Rejected   string
	AcceptedAt *time.Time
}

// A DoNotCallEntry is a number, address, person or organisation nobody may call. Its key
// is a keyed hash, so that it survives the erasure of the words.
type DoNotCallEntry struct {
	ID          ID  `gorm:"primaryKey"`
	ClientID    *ID // nil: the whole agency
	Scope       string
	Key         []byte
	Reason      string
	EnteredBy   *ID
	EnteredAt   time.Time
	WithdrawnAt *time.Time
	About       *ID    // the person or organisation it was entered for
	Hint        string // else the last digits of the number
}

// TableName is do_not_call.
func (DoNotCallEntry) TableName() string { return "do_not_call" }

// An AuditEntry says who did what to which row. Appended; ids and digests only.
type AuditEntry struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  *ID
	UserID    *ID
	At        time.Time
	Action    string
	Subject   string
	SubjectID *ID
	Digest    string
}

// TableName is audit.
func (AuditEntry) TableName() string { return "audit" }

// A Mail is a letter in the demo's post.
type Mail struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  *ID
	MessageID string
	Recipient string
	Subject   string
	Body      string
	HTML      string
	At        time.Time
}
