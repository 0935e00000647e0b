package desk

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed done.sql
var doneSQL string

// donePage is how many entries are listed at once.
const donePage = 60

// A Done entry is something that one of the agency's people did, as the audit has it.
type Done struct {
	ID          models.ID
	At          time.Time
	Action      string
	Subject     string
	SubjectID   *models.ID
	ByName      string
	ClientName  string
	Colour      int
	ProgramName string
	Name        string // of the person the inquiry is of
	Reason      string // of a hold
	Before      *models.Standing
	After       *models.Standing
	Undone      bool
	MayUndo     bool // it is a deed, nobody has taken it back, and it is no taking back
}

// A DoneKey is where a page of the list ends.
type DoneKey struct {
	At time.Time
	ID models.ID
}

// A DoneList is one page of what was done, the newest first.
type DoneList struct {
	Rows  []Done
	Names map[models.ID]string // of the agency's people, whom the entries name
	Next  *DoneKey
}

// Done is what the agency's people did to inquiries, programs and clients. A key begins
// after it, an inquiry keeps what was done to it.
func (s *Service) Done(ctx context.Context, by models.Actor, after *DoneKey, inquiryID models.ID) (list DoneList, err error) {
	if err := sees(by); err != nil {
		return list, err
	}
	var at *time.Time
	var id, inquiry *models.ID
	if after != nil {
		at, id = &after.At, &after.ID
	}
	if inquiryID != models.NoID {
		inquiry = &inquiryID
	}
	var people []struct {
		ID   models.ID
		Name string
	}
	var q store.Questions
	store.Ask(&q, &list.Rows, doneSQL, at, id, donePage+1, inquiry)
	store.Ask(&q, &people, `SELECT id, name FROM users WHERE client_id IS NULL`)
	if err := s.store.Answer(ctx, by, &q); err != nil {
		return list, err
	}
	list.Names = make(map[models.ID]string, len(people))
	for _, p := range people {
		list.Names[p.ID] = p.Name
	}
	if len(list.Rows) > donePage {
		list.Rows = list.Rows[:donePage]
		last := list.Rows[donePage-1]
		list.Next = &DoneKey{last.At, last.ID}
	}
	return list, nil
}
