package queue

import (
	"context"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed inquiries.sql
	inquiriesSQL string
	//go:embed inquiries_count.sql
	inquiriesCountSQL string
)

const (
	// InquiriesPage is how many inquiries are listed at once.
	InquiriesPage = 80
	// lookedAt is how many of the newest a filter looks at for one page.
	lookedAt = 2_000
)

// CountedTo is how far the inquiries of a kind are counted: more is said as “1,000+”.
const CountedTo = 1000

// How many rows stands in the text: as a parameter it would be planned for anew at every
// asking, which takes longer than the answer.
var (
	plainList    = listOf(InquiriesPage + 1)
	filteredList = listOf(lookedAt)
)

func listOf(look int) string {
	return strings.NewReplacer("$7", strconv.Itoa(InquiriesPage+1), "$8", strconv.Itoa(look)).Replace(inquiriesSQL)
}

// An InquiryFilter keeps some of the inquiries. What is NoID or empty keeps all.
type InquiryFilter struct {
	ClientID  models.ID
	ProgramID models.ID
	SourceID  models.ID
	States    []models.State
	After     *InquiryKey // nil: from the newest
}

// An InquiryKey is where a page of the list ends.
type InquiryKey struct {
	ReceivedAt time.Time
	ID         models.ID
}

// A Listed inquiry is one line of the list.
type Listed struct {
	ID             models.ID
	ClientID       models.ID
	ClientName     string
	Colour         int
	ProgramName    string
	SourceName     string
	Medium         models.Medium
	State          models.State
	Tier           int
	DueAt, NextAt  *time.Time
	ReceivedAt     time.Time
	Via            string
	Attempts       int
	Grade          models.Grade
	NurtureReason  string
	DecisionReason string
	ClosedReason   string
	Repeats        int
	Fits           bool
	Nth            int
	Name           string
	Organisation   string
	Phone          string
	City, Region   string
	HeldBy         string
}

// An InquiryList is one page of inquiries, the newest first.
type InquiryList struct {
	Rows   []Listed
	Count  int         // of all of them, to CountedTo+1; -1 where a filter makes counting dear
	Next   *InquiryKey // where the next page begins; nil: this is the last
	Looked int         // not 0: a filter looked at so many only, and goes on at Next
}

// Inquiries is a page of inquiries. It costs the same however many there are.
func (s *Service) Inquiries(ctx context.Context, by models.Actor, f InquiryFilter) (list InquiryList, err error) {
	if err := mayDecide(by); err != nil {
		return list, err
	}
	filtered := f.ProgramID != models.NoID || f.SourceID != models.NoID || len(f.States) > 0
	question, look := plainList, InquiriesPage+1
	if filtered {
		question, look = filteredList, lookedAt
	}
	var at *time.Time
	var after *models.ID
	if f.After != nil {
		at, after = &f.After.ReceivedAt, &f.After.ID
	}
	list.Count = -1
	err = s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		list.Rows, err = store.Rows[Listed](tx, question, some(f.ClientID), some(f.ProgramID), states(f.States), some(f.SourceID), at, after)
		if err != nil || filtered {
			return err
		}
		return tx.Pgx.QueryRow(ctx, inquiriesCountSQL, some(f.ClientID), CountedTo+1).Scan(&list.Count)
	})
	list.cut(look, filtered)
	return list, err
}

// cut makes a page of what was found, and says where the next one begins.
func (l *InquiryList) cut(look int, filtered bool) {
	var last *Listed
	if n := len(l.Rows); n > 0 && l.Rows[n-1].Nth == look {
		last = &l.Rows[n-1]
	}
	if filtered && last != nil {
		l.Looked, l.Next = look, last.key()
	}
	l.Rows = slices.DeleteFunc(slices.Clone(l.Rows), func(r Listed) bool { return !r.Fits })
	if len(l.Rows) > InquiriesPage {
		l.Rows = l.Rows[:InquiriesPage]
		l.Looked, l.Next = 0, l.Rows[InquiriesPage-1].key()
	}
}

func (r *Listed) key() *InquiryKey { return &InquiryKey{r.ReceivedAt, r.ID} }

// some is the id, or nil for NoID.
func some(id models.ID) *models.ID {
	if id == models.NoID {
		return nil
	}
	return &id
}

func states(all []models.State) []string {
	var texts []string
	for _, s := range all {
		texts = append(texts, string(s))
	}
	return texts
}
