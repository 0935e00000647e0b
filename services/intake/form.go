package intake

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/store"
)

// FormFields are the fields of a hosted form that are kept; others are dropped.
var FormFields = []string{"name", "organisation", "title", "email", "phone", "address", "city", "region", "postcode", "country", "language", "product", "message"}

// longestField is how much of one field of a form is kept, in characters.
const longestField = 5_000

// A Form is what a stranger may know of a source: the words over its hosted form.
type Form struct {
	SourceID  models.ID
	ClientID  models.ID
	ProgramID models.ID
	Client    string // its name
	Title     string
	Intro     string
}

// Form is the hosted form behind the unguessable part of its address.
func (s *Service) Form(ctx context.Context, key string) (form *Form, err error) {
	err = s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		form, err = store.Row[Form](tx, `SELECT s.id AS source_id, s.client_id, s.program_id, c.name AS client, s.form_title AS title, s.form_intro AS intro
			FROM sources s JOIN clients c ON c.id = s.client_id WHERE s.form_key = $1 AND s.form_open`, key)
		return err
	})
	return form, err
}

// Submit keeps a hosted form as it was sent; a job makes an inquiry of it. Whoever
// sent it is told that it is saved, because it is. A second sending of the same form,
// known by its token, changes nothing. The honeypot, "website", is a field no person
// sees: where it is filled in nothing is kept, and nothing is said.
func (s *Service) Submit(ctx context.Context, formKey string, token models.ID, fields map[string]string) error {
	form, err := s.Form(ctx, formKey)
	if err != nil {
		return err
	}
	if strings.TrimSpace(fields["website"]) != "" {
		return nil
	}
	kept, err := formFields(fields)
	if err != nil {
		return err
	}
	at := s.now()
	sent := models.Submission{ID: models.NewID(), ClientID: form.ClientID, SourceID: form.SourceID, At: at, Fields: kept}
	return s.st.Tx(ctx, models.AtIntake(form.ClientID), func(tx *store.Tx) error {
		_, fresh, err := tx.Once(token, "", at)
		if err != nil || !fresh {
			return err
		}
		if err := tx.Put(&sent); err != nil {
			return err
		}
		return tx.Later(AcceptArgs{SubmissionID: sent.ID, ClientID: sent.ClientID})
	})
}

// formFields are the fields that are kept. One that leaves no way to answer is sent back.
func formFields(fields map[string]string) (map[string]string, error) {
	kept := map[string]string{}
	for _, name := range FormFields {
		if text := clean(fields[name]); text != "" {
			if utf8.RuneCountInString(text) > longestField {
				return nil, models.Refuse(models.Invalid, name, "Shorten this to %d characters.", longestField)
			}
			kept[name] = text
		}
	}
	switch {
	case kept["email"] != "" && identity.EmailKey(kept["email"]) == "":
		return nil, models.Refuse(models.Invalid, "email", "Enter an e-mail address such as name@company.com.")
	case kept["email"] == "" && kept["phone"] == "":
		return nil, models.Refuse(models.Invalid, "phone", "Leave a telephone number or an e-mail address, so that we can answer.")
	case kept["email"] == "" && !strings.ContainsAny(kept["phone"], "0123456789"):
		return nil, models.Refuse(models.Invalid, "phone", "Enter a telephone number with its area code.")
	}
	return kept, nil
}

// AcceptArgs is the job that makes an inquiry of a form.
type AcceptArgs struct {
	SubmissionID models.ID `json:"submission_id"`
	ClientID     models.ID `json:"client_id"`
}

// Kind is intake.accept.
func (AcceptArgs) Kind() string { return "intake.accept" }

// Accept makes an inquiry of a form, once however often it runs.
func (s *Service) Accept(ctx context.Context, args AcceptArgs) error {
	return s.st.Tx(ctx, models.Worker(args.ClientID), func(tx *store.Tx) error {
		sent, err := store.One[models.Submission](tx, models.ByID(args.SubmissionID), models.ForUpdate)
		if err != nil || sent.AcceptedAt != nil {
			return err
		}
		source, err := store.One[models.Source](tx, models.ByID(sent.SourceID), models.OfClient(sent.ClientID))
		if err != nil {
			return err
		}
		at := s.now()
		sent.AcceptedAt = &at
		arriving := arrivingOf(sent)
		if source.ProgramID != nil {
			arriving.ProgramID = *source.ProgramID
		}
		received, err := s.Receive(tx, arriving)
		if refused := models.Refused(err); refused != nil { // the program has ended, say
			sent.Rejected = refused.Message
			arrived := models.Arrival{ID: models.NewID(), ClientID: sent.ClientID, Kind: "rejected", At: at, SourceID: &sent.SourceID}
			if err := tx.Put(&arrived); err != nil {
				return err
			}
			return tx.Keep(sent)
		}
		if err != nil {
			return fmt.Errorf("accept a form: %w", err)
		}
		sent.InquiryID = &received.InquiryID
		return tx.Keep(sent)
	})
}

func arrivingOf(sent *models.Submission) Arriving {
	f := sent.Fields
	return Arriving{
		ClientID: sent.ClientID, SourceID: sent.SourceID, Via: "form", ReceivedAt: sent.At,
		Name: f["name"], Title: f["title"], Organisation: f["organisation"], Email: f["email"], Phone: f["phone"], Address: f["address"],
		City: f["city"], Region: f["region"], Postcode: f["postcode"], Country: f["country"], Language: f["language"], Product: f["product"], Message: f["message"],
	}
}

// AcceptWaiting accepts the forms of a client that no job has, or that a job left
// behind, and says how many: the safety net under Submit.
func (s *Service) AcceptWaiting(ctx context.Context, clientID models.ID, before time.Time) (n int, err error) {
	var waiting []models.Submission
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) (err error) {
		waiting, err = store.All[models.Submission](tx, models.OfClient(clientID), waitingSince(before))
		return err
	})
	for _, sent := range waiting {
		if err := s.Accept(ctx, AcceptArgs{SubmissionID: sent.ID, ClientID: clientID}); err != nil {
			return n, err
		}
		n++
	}
	return n, err
}

func waitingSince(before time.Time) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("accepted_at IS NULL AND at < ?", before).Order("at, id") }
}

// newestOf keeps a client's rows, or everybody's (NoID), the newest hundred first.
func newestOf(clientID models.ID) models.Scope {
	return func(db *gorm.DB) *gorm.DB {
		if clientID != models.NoID {
			db = db.Where("client_id = ?", clientID)
		}
		return db.Order("created_at DESC, id DESC").Limit(100)
	}
}
