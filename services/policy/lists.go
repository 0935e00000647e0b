package policy

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed lists.sql
var listsSQL string

// A ListKind says what it means to be on a screening list.
type ListKind string

// The kinds of list.
const (
	Forbids  ListKind = "forbids"  // who is listed may not be called: TPS, a do-not-call register, a client’s own
	Consents ListKind = "consents" // who is listed has agreed to be called
)

// A List is a screening list as it holds now.
type List struct {
	ID         models.ID
	ClientID   *models.ID // nil: for every client
	Name       string
	Register   string // as the rules name it: "TPS"
	Kind       ListKind
	MaxAgeDays *int // older than this it counts as not on record; nil: it does not age
	TakenOn    time.Time
	FileName   string
	Rows       int64
	Numbers    int64
	Repeats    int64
	Rejected   int64
	Refused    []Refused
	UploadedBy string // the name of who uploaded it
	UploadedAt time.Time
	ClientName string
}

// A Refused row of an uploaded list is none of its numbers.
type Refused struct {
	Line   int64  `json:"line"`
	Text   string `json:"text"`
	Reason string `json:"reason"`
}

// Age is how many days ago the list was taken from its register.
func (l *List) Age(at time.Time) int {
	return int(at.UTC().Truncate(24*time.Hour).Sub(l.TakenOn.UTC().Truncate(24*time.Hour)) / (24 * time.Hour))
}

// Fresh reports whether the list still counts as on record.
func (l *List) Fresh(at time.Time) bool { return l.MaxAgeDays == nil || l.Age(at) <= *l.MaxAgeDays }

// holdsFor reports whether calls for the client are screened against the list.
func (l *List) holdsFor(clientID models.ID) bool { return l.ClientID == nil || *l.ClientID == clientID }

// A Listing is a forbidding list that holds a number.
type Listing struct{ List, Register string }

// Registers are those that rules name or the agency may keep, with the age from which a list
// of them counts as not on record; the first kind is proposed where one is uploaded.
var Registers = []struct {
	Name, Words string
	Kind        ListKind
	MaxAgeDays  int // 0: it does not age
}{
	{"TPS", "TPS, United Kingdom", Forbids, 28},
	{"CTPS", "CTPS, companies of the United Kingdom", Forbids, 28},
	{"US-DNC", "National Do Not Call Registry, United States", Forbids, 31},
	{"opt-in", "Consent to be called", Consents, 0},
	{"internal", "The client’s own do-not-call list", Forbids, 0},
}

// Screen says what the lists tell of a number for calls of the client: the registers and
// consents that are on record, and the forbidding lists that hold it. listed is the lists
// that hold the number, as the claim looked them up; how fresh each is, is remembered.
func (b *Book) Screen(tx *store.Tx, clientID models.ID, listed []models.ID, at time.Time) (onRecord []string, forbidding []Listing, err error) {
	lists, err := b.freshLists(tx, listed, at)
	if err != nil {
		return nil, nil, err
	}
	onRecord, forbidding = Screened(lists, clientID, listed, at)
	return onRecord, forbidding, nil
}

// Screened is what these lists tell of a number that stands on the listed ones.
func Screened(lists []List, clientID models.ID, listed []models.ID, at time.Time) (onRecord []string, forbidding []Listing) {
	for n := range lists {
		l := &lists[n]
		if !l.holdsFor(clientID) {
			continue
		}
		on := slices.Contains(listed, l.ID)
		switch {
		case l.Kind == Forbids && on: // however old it is
			forbidding = append(forbidding, Listing{l.Name, l.Register})
		case l.Fresh(at) && on == (l.Kind == Consents) && !slices.Contains(onRecord, l.Register):
			onRecord = append(onRecord, l.Register)
		}
	}
	return onRecord, forbidding
}

// freshLists is the lists as this process last read them; again where that is too long
// ago, or where one holds the number that it has not read.
func (b *Book) freshLists(tx *store.Tx, listed []models.ID, at time.Time) ([]List, error) {
	b.mu.Lock()
	lists, age := b.lists, at.Sub(b.listsRead)
	b.mu.Unlock()
	known := func(id models.ID) bool { return slices.ContainsFunc(lists, func(l List) bool { return l.ID == id }) }
	stranger := slices.ContainsFunc(listed, func(id models.ID) bool { return !known(id) })
	if age >= 0 && age < bookFresh && !stranger {
		return lists, nil
	}
	read, err := store.Rows[List](tx, listsSQL, nil)
	if err != nil {
		return nil, fmt.Errorf("read the screening lists: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lists, b.listsRead = read, at
	return read, nil
}

// Lists is every screening list that holds, the agency's own first.
func (s *Service) Lists(ctx context.Context, by models.Actor) (lists []List, err error) {
	if err := mayForbid(by); err != nil {
		return nil, err
	}
	err = s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		lists, err = store.Rows[List](tx, listsSQL, nil)
		return err
	})
	return lists, err
}

// ListByID is one list that holds, with its rejected rows.
func (s *Service) ListByID(ctx context.Context, by models.Actor, id models.ID) (list *List, err error) {
	if err := mayForbid(by); err != nil {
		return nil, err
	}
	err = s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		list, err = store.Row[List](tx, listsSQL, id)
		return err
	})
	return list, err
}

// RemoveList takes a list out of use. That it was there, and what was uploaded when, stays.
func (s *Service) RemoveList(ctx context.Context, by models.Actor, token, id models.ID) error {
	if err := mayScreen(by); err != nil {
		return err
	}
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		list, err := store.Row[struct {
			ClientID *models.ID
			UploadID int
		}](tx, `SELECT client_id, upload_id FROM screening_lists WHERE id = $1 AND removed_at IS NULL FOR UPDATE`, id)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", at); err != nil || !fresh {
			return err
		}
		if _, err := tx.Run(`UPDATE screening_lists SET upload_id = NULL, removed_at = $2 WHERE id = $1`, id, at); err != nil {
			return err
		}
		if _, err := tx.Run(`DELETE FROM screened_numbers WHERE upload_id = $1`, list.UploadID); err != nil {
			return err
		}
		return tx.Audit("screening_list.remove", "screening_list", id, orNone(list.ClientID), at)
	})
}

func orNone(id *models.ID) models.ID {
	if id == nil {
		return models.NoID
	}
	return *id
}

// register is a register's name as it is compared: TPS, US-DNC, opt-in.
func register(text string) string {
	text = strings.TrimSpace(text)
	for _, known := range Registers {
		if strings.EqualFold(known.Name, text) {
			return known.Name
		}
	}
	return text
}

//go:embed known.sql
var knownSQL string

// Known adds to a question what stands about the number for calls of the client: wishes not
// to be called, and the lists.
func (s *Service) Known(ctx context.Context, by models.Actor, clientID models.ID, e164 string, q *Question) error {
	if err := mayForbid(by); err != nil {
		return err
	}
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		stands, err := store.Row[struct {
			Banned []string
			Listed []models.ID
		}](tx, knownSQL, clientID, NumberKey(s.Secret, e164))
		if err != nil {
			return err
		}
		q.DoNotCall = stands.Banned
		q.OnRecord, q.Listed, err = NewBook().Screen(tx, clientID, stands.Listed, q.At)
		return err
	})
}
