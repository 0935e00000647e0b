// Package spend is what a client paid for its sources: entered by month, by any period, or
// in a file; in any currency at a typed, dated rate. Nothing that was entered is deleted:
// it is replaced or taken back by another act, which can be undone.
package spend

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// Service keeps spends.
type Service struct {
	st  *store.Store
	now func() time.Time
}

// New is a service by the clock now.
func New(st *store.Store, now func() time.Time) *Service { return &Service{st, now} }

// An Entry is one spend as it was typed.
type Entry struct {
	SourceID models.ID
	New      string // the name of a source that is made for it, where SourceID is NoID
	Medium   models.Medium
	From, To time.Time
	Paid     decimal.Decimal
	Currency string // blank: the client's
	Rate     decimal.Decimal
	RateOn   *time.Time
	Replace  bool // what it overlaps
}

// mayEnter refuses everybody but the client's marketer and the agency's people who answer for programs.
func mayEnter(by models.Actor) error {
	if by.Role == models.Marketer || by.AnswersForPrograms() {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "Only the client’s marketer and the agency enter spend.")
}

// Enter keeps one spend. What it overlaps is named, and replaced where the entry says so:
// the whole of it, not only the days in common.
func (s *Service) Enter(ctx context.Context, by models.Actor, token, clientID models.ID, e Entry) (*models.Spend, error) {
	var kept *models.Spend
	err := s.act(ctx, by, token, clientID, models.SpendEntered, "", func(in *entering) error {
		src, err := in.meant(e)
		if err != nil {
			return err
		}
		p := &models.Spend{SourceID: src.CountsAs(), FromDay: e.From, ToDay: e.To, Paid: e.Paid, Currency: strings.ToUpper(strings.TrimSpace(e.Currency)), Rate: e.Rate, RateOn: e.RateOn}
		if err := p.Check(in.client.Currency); err != nil {
			return err
		}
		overlapped := in.overlapped(p)
		if len(overlapped) > 0 && !e.Replace {
			return models.Refuse(models.Invalid, "replace", "%s has %s already, which overlaps %s: choose to replace it, or change the days.",
				in.sources.byID(p.SourceID).Label(), in.phrases(overlapped), p.Period())
		}
		kept = p
		return in.put(p, overlapped)
	})
	return kept, err
}

// meant is the source of an entry.
func (in *entering) meant(e Entry) (*models.Source, error) {
	if e.SourceID == models.NoID && e.New == "" {
		return nil, models.Refuse(models.Invalid, "source", "Choose the source, or enter the name of a new one.")
	}
	if e.SourceID == models.NoID {
		return in.made(e.New, e.Medium)
	}
	if src := in.sources.byID(e.SourceID); src != nil {
		return src, nil
	}
	return nil, models.Absent()
}

// A Change is what a source cost in a month; nil: none is known, which is not zero.
type Change struct {
	SourceID models.ID
	Amount   *decimal.Decimal
}

// SetMonth enters what a source cost in the calendar month of the date, in the client's
// currency; it replaces what was entered for that month before.
func (s *Service) SetMonth(ctx context.Context, by models.Actor, sourceID models.ID, month time.Time, amount *decimal.Decimal) error {
	if err := mayEnter(by); err != nil {
		return err
	}
	found, err := store.Look[struct{ ClientID models.ID }](ctx, s.st, by, `SELECT client_id FROM sources WHERE id = $1`, sourceID)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return models.Absent()
	}
	return s.SetMonths(ctx, by, models.NoID, found[0].ClientID, month, []Change{{sourceID, amount}})
}

// SetMonths is SetMonth for several sources: all of them, or none.
func (s *Service) SetMonths(ctx context.Context, by models.Actor, token, clientID models.ID, month time.Time, changes []Change) error {
	first := time.Date(month.Year(), month.Month(), 1, 0, 0, 0, 0, time.UTC)
	last, kind := first.AddDate(0, 1, -1), models.SpendRemoved
	for _, c := range changes {
		if c.Amount != nil {
			kind = models.SpendEntered
		}
	}
	if len(changes) == 0 {
		return nil
	}
	return s.act(ctx, by, token, clientID, kind, "", func(in *entering) error {
		for _, c := range changes {
			src := in.sources.byID(c.SourceID)
			if src == nil {
				return models.Absent()
			}
			p := &models.Spend{SourceID: src.CountsAs(), FromDay: first, ToDay: last}
			before := in.overlapped(p)
			for n := range before {
				if b := &before[n]; !b.FromDay.Equal(first) || !b.ToDay.Equal(last) || b.Currency != in.client.Currency {
					return models.Refuse(models.Invalid, "amount", "%s has %s, which falls in this month: take that back, or replace it as a period.", src.Label(), Phrase(b))
				}
			}
			if c.Amount == nil {
				if err := in.end(before); err != nil {
					return err
				}
				continue
			}
			p.Paid = *c.Amount
			if err := p.Check(in.client.Currency); err != nil {
				return err
			}
			if err := in.put(p, before); err != nil {
				return err
			}
		}
		return nil
	})
}

// Standing is what stands for a client's sources on the days from one to another, with
// the periods that reach beyond them, by source and day.
func (s *Service) Standing(ctx context.Context, by models.Actor, clientID models.ID, from, to time.Time) (all []models.Spend, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = standing(tx, clientID, func(db *gorm.DB) *gorm.DB { return db.Where("from_day <= ? AND to_day >= ?", to, from) })
		return err
	})
	return all, err
}

func standing(tx *store.Tx, clientID models.ID, more ...models.Scope) ([]models.Spend, error) {
	return store.All[models.Spend](tx, append(more, models.OfClient(clientID), func(db *gorm.DB) *gorm.DB {
		return db.Where("ended_by IS NULL").Order("source_id, from_day, currency")
	})...)
}

// entering is one act on the spends of a client, under the client's lock.
type entering struct {
	tx      *store.Tx
	client  *models.Client
	sources sources
	stands  []models.Spend
	act     models.SpendAct
	acted   bool
}

// act runs fn in one transaction, once for the token, with what stands of the client.
func (s *Service) act(ctx context.Context, by models.Actor, token, clientID models.ID, kind models.SpendActKind, file string, fn func(*entering) error) error {
	if err := mayEnter(by); err != nil {
		return err
	}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		in, err := s.enter(tx, clientID, kind, file)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", s.now()); err != nil || !fresh {
			return err
		}
		return fn(in)
	})
	if store.Violates(err, "spends_overlap") {
		return models.Refuse(models.Conflict, "replace", "Somebody entered spend for these days meanwhile: look at it, and send this again.")
	}
	return err
}

func (s *Service) enter(tx *store.Tx, clientID models.ID, kind models.SpendActKind, file string) (*entering, error) {
	client, err := store.One[models.Client](tx, models.ByID(clientID))
	if err != nil {
		return nil, err
	}
	if err := client.RunBy(tx.By); err != nil {
		return nil, err
	}
	if _, err := tx.Run(`SELECT pg_advisory_xact_lock(hashtextextended($1::text, 31))`, clientID.String()); err != nil {
		return nil, err
	}
	in := &entering{tx: tx, client: client, act: models.SpendAct{ID: models.NewID(), ClientID: clientID, Kind: kind, File: file, At: s.now()}}
	if tx.By.SignedIn() {
		in.act.UserID = &tx.By.UserID
	}
	if in.sources, err = sourcesOf(tx, clientID); err != nil {
		return nil, err
	}
	in.stands, err = standing(tx, clientID)
	return in, err
}

// overlapped is what stands on the days of a spend, of its source and of those merged into it.
func (in *entering) overlapped(p *models.Spend) (found []models.Spend) {
	for n := range in.stands {
		src := in.sources.byID(in.stands[n].SourceID)
		if src != nil && src.CountsAs() == p.SourceID && p.Overlaps(&in.stands[n]) {
			found = append(found, in.stands[n])
		}
	}
	return found
}

// begin writes the act before the first spend that names it.
func (in *entering) begin() error {
	if in.acted {
		return nil
	}
	in.acted = true
	if err := in.tx.Put(&in.act); err != nil {
		return err
	}
	return in.tx.Audit("spend."+string(in.act.Kind), "spend_act", in.act.ID, in.client.ID, in.act.At)
}

// put keeps a spend in place of what it replaces.
func (in *entering) put(p *models.Spend, replaced []models.Spend) error {
	if err := in.end(replaced); err != nil {
		return err
	}
	p.ID, p.ClientID, p.ActID = models.NewID(), in.client.ID, in.act.ID
	if err := in.begin(); err != nil {
		return err
	}
	in.stands = append(in.stands, *p)
	return in.tx.Put(p)
}

// end lets spends stand no longer.
func (in *entering) end(spends []models.Spend) error {
	if len(spends) == 0 {
		return nil
	}
	if err := in.begin(); err != nil {
		return err
	}
	ids, ended := make([]models.ID, len(spends)), map[models.ID]bool{}
	for n, p := range spends {
		ids[n], ended[p.ID] = p.ID, true
	}
	var left []models.Spend
	for _, p := range in.stands {
		if !ended[p.ID] {
			left = append(left, p)
		}
	}
	in.stands = left
	n, err := in.tx.Run(`UPDATE spends SET ended_by = $3 WHERE client_id = $1 AND id = ANY ($2) AND ended_by IS NULL`, in.client.ID, ids, in.act.ID)
	if err == nil && int(n) != len(ids) {
		err = errors.New("a spend ended meanwhile, though the client is locked")
	}
	return err
}

// phrases is spends in words: 9,000.00 USD for 1 Jan 2026 to 31 Mar 2026.
func (in *entering) phrases(spends []models.Spend) string {
	words := make([]string, len(spends))
	for n := range spends {
		words[n] = Phrase(&spends[n])
	}
	if last := len(words) - 1; last > 0 {
		return strings.Join(words[:last], ", ") + " and " + words[last]
	}
	return words[0]
}

// Phrase is a spend in words: 9,000.00 USD for June 2026.
func Phrase(p *models.Spend) string {
	return fmt.Sprintf("%s %s for %s", Money(p.Paid), p.Currency, p.Period())
}

// Money writes an exact amount as people do: 9,000.00.
func Money(amount decimal.Decimal) string {
	text := amount.StringFixed(2)
	for k := strings.Index(text, ".") - 3; k > 0 && text[k-1] != '-'; k -= 3 {
		text = text[:k] + "," + text[k:]
	}
	return text
}
