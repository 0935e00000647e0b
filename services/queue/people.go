package queue

import (
	"context"
	_ "embed"
	"net/url"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/store"
)

var (
	//go:embed people.sql
	peopleSQL string
	//go:embed organisation_notes.sql
	organisationNotesSQL string
)

// Arrivals is where the inquiry of somebody who was named arrives, which is before the
// queue. Package intake is it.
type Arrivals interface {
	// Named brings the inquiry of a colleague; what stands for them is answered.
	Named(tx *store.Tx, c models.Colleague) (*models.Inquiry, error)
}

// Connect gives the queue what hashes of numbers are keyed with, and where colleagues
// who are named arrive.
func (s *Service) Connect(secret []byte, arrivals Arrivals) { s.secret, s.arrivals = secret, arrivals }

// An Answerer is who answered at the switchboard, and what was noted of them.
type Answerer struct {
	At             time.Time
	Name, Text, By string
}

// A Known colleague works at the same organisation, and has inquired as well.
type Known struct {
	InquiryID          models.ID
	Name, Title, Email string
	Role               models.ContactRole
	State              models.State
	Grade              models.Grade
	NextAt             *time.Time
	ClosedReason       string
	HeldBy             string
	HeldByMe           bool
}

// A TypedOrganisation is its facts as the caller left them. Name counts only where no
// organisation was known.
type TypedOrganisation struct {
	Name, Website, About string
	Answers, Note        string // who answers at the switchboard, and what to know of them
}

// Describe keeps what the caller knows of where the person works.
func (s *Service) Describe(ctx context.Context, by models.Actor, inquiryID models.ID, t TypedOrganisation) error {
	at := s.now()
	for _, text := range []*string{&t.Name, &t.Website, &t.About, &t.Answers, &t.Note} {
		if *text = strings.TrimSpace(*text); len([]rune(*text)) > 2000 {
			return models.Refuse(models.Invalid, "about", "Shorten this to 2,000 characters.")
		}
	}
	website, err := websiteOf(t.Website)
	if err != nil {
		return err
	}
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		_, person, err := s.workOn(tx, inquiryID)
		if err != nil {
			return err
		}
		if person.OrganisationID == nil {
			if t.Name == "" {
				return models.Refuse(models.Invalid, "organisation", "Enter the name of the organisation first.")
			}
			made := models.Organisation{ID: models.NewID(), ClientID: person.ClientID, Name: t.Name, NameKey: identity.OrganisationKey(t.Name), CreatedAt: at}
			if err := tx.Put(&made); err != nil {
				return err
			}
			person.OrganisationID = &made.ID
			if err := tx.Keep(person); err != nil {
				return err
			}
		}
		if _, err := tx.Run(`UPDATE organisations SET website = $3, about = $4 WHERE id = $1 AND client_id = $2`, person.OrganisationID, person.ClientID, website, t.About); err != nil {
			return err
		}
		return s.answers(tx, person, nil, t.Answers, t.Note, at)
	})
}

// websiteOf is the address as a browser takes it.
func websiteOf(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	address, err := url.Parse(text)
	if err != nil || address.Scheme != "https" && address.Scheme != "http" || !strings.Contains(address.Host, ".") || address.User != nil {
		return "", models.Refuse(models.Invalid, "website", "Enter the address of the website, such as houston-oral-care.com.")
	}
	return address.String(), nil
}

// answers keeps who answers at the organisation; the same words again are no news.
func (s *Service) answers(tx *store.Tx, person *models.Person, attemptID *models.ID, name, text string, at time.Time) error {
	if name == "" && text == "" {
		return nil
	}
	_, err := tx.Run(`INSERT INTO organisation_notes (id, client_id, organisation_id, attempt_id, user_id, at, name, text)
		SELECT $1, $2, $3, $4, $5, $6, $7::text, $8::text WHERE NOT EXISTS (SELECT FROM organisation_notes WHERE organisation_id = $3 AND client_id = $2 AND name = $7 AND text = $8)`,
		models.NewID(), person.ClientID, person.OrganisationID, attemptID, tx.By.UserID, at, name, text)
	return err
}

// gatekeeper keeps who answered instead of the person: with the organisation, for the
// next call to anybody there; where none is known, as an internal note of this call.
func (s *Service) gatekeeper(tx *store.Tx, w *models.Working, attemptID models.ID, e Ending, at time.Time) error {
	name, text := strings.TrimSpace(e.Gatekeeper), strings.TrimSpace(e.GatekeeperNote)
	if e.Disposition != models.Gatekeeper || name == "" && text == "" {
		return nil
	}
	if len([]rune(name)) > 200 || len([]rune(text)) > 2000 {
		return models.Refuse(models.Invalid, "gatekeeper", "Shorten this: a name is up to 200 characters, a note up to 2,000.")
	}
	person, err := store.One[models.Person](tx, models.ByID(w.PersonID), models.OfClient(w.ClientID))
	if err != nil {
		return err
	}
	if person.OrganisationID != nil {
		return s.answers(tx, person, &attemptID, name, text, at)
	}
	return tx.Put(&models.Note{ID: models.NewID(), ClientID: w.ClientID, InquiryID: w.ID, AttemptID: &attemptID, UserID: &tx.By.UserID, At: at, Kind: models.NoteInternal,
		Text: strings.Trim("Answered: "+name+". "+text, " .")})
}

// A Referred colleague has an inquiry now.
type Referred struct {
	InquiryID models.ID
	Name      string
	Next      bool // it is the caller's next call
	State     models.State
	Repeated  bool // the form was sent before; nothing was done now
}

// Refer makes the inquiry of a colleague whom the person on the line named. With next it
// waits for this caller, who goes on with it when this call has ended.
func (s *Service) Refer(ctx context.Context, by models.Actor, token models.ID, c models.Colleague, next bool) (referred Referred, err error) {
	if err := c.Check(); err != nil {
		return Referred{}, err
	}
	at := s.now()
	c.By = by.UserID
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		if err := s.holds(tx, c.FromID); err != nil {
			return err
		}
		before, fresh, err := tx.Once(token, c.FromID.String(), at)
		if err != nil || !fresh {
			referred.Repeated = before != ""
			return err
		}
		made, err := s.arrivals.Named(tx, c) // first: it waits for the client's other arrivals
		if err != nil {
			return err
		}
		w, err := s.Work(tx, c.FromID)
		if err != nil {
			return err
		}
		if made.PersonID == w.PersonID {
			return models.Refuse(models.Invalid, "ref_name", "That is the person on the line: enter their colleague.")
		}
		if err := tx.Put(&models.Referral{ID: models.NewID(), ClientID: w.ClientID, FromInquiryID: w.ID, InquiryID: made.ID, PersonID: made.PersonID, UserID: by.UserID, At: at, Role: c.Role}); err != nil {
			return err
		}
		referred = Referred{InquiryID: made.ID, Name: c.Name, State: made.State}
		if !next || made.State != models.Ready {
			return nil
		}
		mine, err := tx.Run(`UPDATE inquiries SET promised_to = $3 WHERE id = $1 AND client_id = $2 AND state = 'ready' AND promised_to IS NULL`, made.ID, w.ClientID, by.UserID)
		referred.Next = mine == 1
		return err
	})
	return referred, err
}

// holds refuses whoever has not this inquiry on the line. It locks nothing.
func (s *Service) holds(tx *store.Tx, inquiryID models.ID) error {
	open, err := store.Rows[struct{ ID models.ID }](tx, `SELECT id FROM claims WHERE inquiry_id = $1 AND user_id = $2 AND ended_at IS NULL`, inquiryID, tx.By.UserID)
	if err == nil && len(open) == 0 {
		return notHeld(tx, inquiryID)
	}
	return err
}
