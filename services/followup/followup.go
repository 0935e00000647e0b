// Package followup is what a client's people do with their leads: accept, report,
// move along the steps, close out or return; and what is overdue is said.
package followup

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ripen/models"
	"ripen/services/store"
)

// A Nurturer takes the inquiry of a lead without a decision back until a day. Package
// nurture does.
type Nurturer interface {
	FromLead(tx *store.Tx, lead *models.Lead, againOn time.Time, reason string) error
}

// A Teller tells somebody about a lead, once for each event. Package delivery does.
type Teller interface {
	Tell(tx *store.Tx, lead *models.Lead, to *models.User, event string, at time.Time) error
	TellAbout(tx *store.Tx, lead *models.Lead, to *models.User, event, about string, at time.Time) error
}

// A Giver gives leads to other reps, to one that was chosen or to whoever is there, and says who
// that would be.
// Package delivery does.
type Giver interface {
	GiveOn(tx *store.Tx, lead *models.Lead, still func(*models.Lead) bool, why string, at time.Time) (bool, error)
	Suggest(tx *store.Tx, leads []models.Lead, at time.Time) (map[models.ID]models.Suggestion, error)
	GiveTo(tx *store.Tx, lead *models.Lead, repID models.ID, why string, at, tellAt time.Time) error
}

// Handing is what is done with a lead besides following it up. Package delivery does it.
type Handing interface {
	Teller
	Giver
}

// A Service follows leads up.
type Service struct {
	st      *store.Store
	now     func() time.Time
	nurture Nurturer
	tell    Teller
	give    Giver
	post    Post
	links   *Links
}

// New makes the service.
func New(st *store.Store, now func() time.Time, n Nurturer, h Handing) *Service {
	return &Service{st: st, now: now, nurture: n, tell: h, give: h}
}

// LinkBy lets letters and calendars lead to the service by addresses of these.
func (s *Service) LinkBy(l *Links) *Service { s.links = l; return s }

// A Report is about one lead, and names the form it came by, so that sending the form
// again changes nothing. What can be taken back is known by the same name.
type Report struct {
	LeadID models.ID
	Token  models.ID
	link   *models.ReportLink // by which it came; used up with it
}

// Accept is the rep's "mine".
func (s *Service) Accept(ctx context.Context, by models.Actor, r Report) error {
	return s.report(ctx, by, r, func(_ *store.Tx, lead *models.Lead, at time.Time) error { return lead.Accept(at) })
}

// report runs fn on a lead that the actor may report on, locked, and keeps the lead.
// A form that was sent before is not carried out again.
func (s *Service) report(ctx context.Context, by models.Actor, r Report, fn func(*store.Tx, *models.Lead, time.Time) error) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		lead, err := store.One[models.Lead](tx, models.ByID(r.LeadID), models.VisibleLeads(by), models.ForUpdate)
		if err != nil {
			return err
		}
		if by.OfAgency() {
			return models.Refuse(models.Forbidden, "", "The client’s own people report on their leads.")
		}
		_, fresh, err := tx.Once(r.Token, lead.ID.String(), at)
		if err != nil || !fresh {
			return err
		}
		if err := r.useLink(tx, lead, at); err != nil {
			return err
		}
		mine, asked := lead.AcceptedAt != nil, lead.NextWhat == models.AgencyAnswers
		if err := fn(tx, lead, at); err != nil {
			return err
		}
		if !mine && lead.AcceptedAt != nil { // who reports has accepted
			if err := putOnce(tx, &models.Acceptance{LeadID: lead.ID, UserID: by.UserID, ClientID: lead.ClientID, At: at}); err != nil {
				return err
			}
		}
		if asked && lead.NextWhat != models.AgencyAnswers {
			if err := wentOn(tx, lead, at); err != nil {
				return err
			}
		}
		return keep(tx, lead)
	})
}

// keep writes what may change of a lead: the columns a client's role may write. Its next
// date follows from the rest, and the figures of its day are counted again.
func keep(tx *store.Tx, lead *models.Lead) error {
	if err := Schedule(tx, lead); err != nil {
		return err
	}
	done := tx.Select(models.LeadProgress).Updates(lead)
	if done.Error != nil {
		return fmt.Errorf("keep lead: %w", done.Error)
	}
	if done.RowsAffected != 1 {
		return fmt.Errorf("keep lead: %d rows instead of 1", done.RowsAffected)
	}
	return store.MarkDay(tx, lead.ClientID, lead.SourceID, lead.ReceivedOn)
}

// putOnce inserts a row, unless it is there.
func putOnce(tx *store.Tx, row any) error {
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(row).Error; err != nil {
		return fmt.Errorf("insert %T: %w", row, err)
	}
	return nil
}

func where(query string, args ...any) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where(query, args...) }
}
