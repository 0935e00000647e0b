package nurture

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ripen/models"
	"ripen/services/store"
)

// What may be entered by hand about somebody who is kept for later.
const (
	NewsReplied = "replied"
	NewsChanged = "changed"
	NewsRep     = "rep"
	NewsBounced = "bounced"
	NewsStop    = "stop"
)

// News is something that happened to somebody who is kept for later.
type News struct {
	InquiryID, Token models.ID
	What             string
	Note             string // what was said, for whoever calls; it stays with the agency
}

const mostNote = 2000

// Hear enters what happened: a reply, a change at the organisation and a rep's word bring
// the date forward; a reply, a bounce and a wish stop the letters. The same form sent again
// changes nothing.
func (s *Service) Hear(ctx context.Context, by models.Actor, n News) error {
	if !by.AnswersForPrograms() {
		return models.Absent()
	}
	n.Note = strings.TrimSpace(n.Note)
	switch {
	case !slices.Contains([]string{NewsReplied, NewsChanged, NewsRep, NewsBounced, NewsStop}, n.What):
		return models.Refuse(models.Invalid, "what", "Choose what happened.")
	case utf8.RuneCountInString(n.Note) > mostNote:
		return models.Refuse(models.Invalid, "note", "Shorten this to %d characters.", mostNote)
	case n.What == NewsChanged && n.Note == "":
		return models.Refuse(models.Invalid, "note", "Say what has changed: whoever calls reads it.")
	}
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		i, err := store.One[models.Inquiry](tx, models.ByID(n.InquiryID), models.InProgramsOf(by), models.ForUpdate)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(n.Token, i.ID.String(), at); err != nil || !fresh {
			return err
		}
		if n.Note != "" {
			if err := tx.Put(&models.Note{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, UserID: &by.UserID, At: at, Kind: models.NoteInternal, Text: n.Note}); err != nil {
				return err
			}
		}
		if err := hear(tx, i, n.What, at); err != nil {
			return err
		}
		return tx.Audit("nurture.news."+n.What, "inquiry", i.ID, i.ClientID, at)
	})
}

// hear does what the news mean.
func hear(tx *store.Tx, i *models.Inquiry, what string, at time.Time) error {
	switch what {
	case NewsReplied:
		if _, err := tx.Run(stopSQL, i.ClientID, i.PersonID, at, "They answered."); err != nil {
			return err
		}
		return forward(tx, i, "They answered our letter.", at)
	case NewsChanged:
		return forward(tx, i, "Something has changed at their organisation.", at)
	case NewsRep:
		return forward(tx, i, "A rep says: call them again.", at)
	case NewsBounced:
		p, err := store.One[models.Person](tx, models.ByID(i.PersonID), models.OfClient(i.ClientID))
		if err != nil {
			return err
		}
		if len(p.MailKey) == 0 {
			return models.Refuse(models.Conflict, "what", "There is no e-mail address that could take letters.")
		}
		return bounce(tx, i.ClientID, p.MailKey, &tx.By.UserID, at)
	}
	return object(tx, models.Consent{ClientID: i.ClientID, PersonID: i.PersonID, Channel: models.ByEmail, Purpose: models.ForContact, Words: "No more letters.", Version: "no letters, 1",
		Source: "told us, entered at the desk", EnteredBy: &tx.By.UserID}, at)
}

// Agreement is what a person said to one of us about being called or written to again.
type Agreement struct {
	InquiryID, Token models.ID
	Channel          models.Channel
	Given            bool // or withdrawn
	Words            string
	Source           string // on the telephone, in a letter ...

	version string // of the words; "" where they were typed at the desk
}

// The version of words that somebody typed at the desk, and of those said in a call.
const (
	enteredVersion = "as entered"
	saidVersion    = "as said"
)

// Agree enters a consent that was given to one of us, or withdrawn. An inquiry that waits for a
// decision only because nobody had agreed to the call is left to whoever decides.
func (s *Service) Agree(ctx context.Context, by models.Actor, a Agreement) error {
	if !by.AnswersForPrograms() {
		return models.Absent()
	}
	a.Words, a.Source = strings.TrimSpace(a.Words), strings.TrimSpace(a.Source)
	switch {
	case a.Channel != models.ByCall && a.Channel != models.ByEmail:
		return models.Refuse(models.Invalid, "channel", "Choose whether they are called or written to.")
	case a.Given && a.Words == "":
		return models.Refuse(models.Invalid, "words", "Write what they agreed to, in the words that they heard or read.")
	case a.Source == "":
		return models.Refuse(models.Invalid, "source", "Say how: on the telephone, in a letter, on a form.")
	case utf8.RuneCountInString(a.Words) > mostNote || utf8.RuneCountInString(a.Source) > 200:
		return models.Refuse(models.Invalid, "words", "Shorten this.")
	}
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		i, err := store.One[models.Inquiry](tx, models.ByID(a.InquiryID), models.InProgramsOf(by), models.ForUpdate)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(a.Token, i.ID.String(), at); err != nil || !fresh {
			return err
		}
		return s.agreement(tx, i, a, at)
	})
}

// Calls is what callers have on the line. Package queue is it.
type Calls interface {
	// Work loads the inquiry that the actor holds, locked.
	Work(tx *store.Tx, inquiryID models.ID) (*models.Working, error)
}

// AgreeOnCall enters what somebody on the line agrees to, by each channel and in their words.
// What stands already keeps the words that were agreed to first.
func (s *Service) AgreeOnCall(ctx context.Context, by models.Actor, calls Calls, inquiryID models.ID, channels []models.Channel, words string) error {
	switch words = strings.TrimSpace(words); {
	case len(channels) == 0:
		return models.Refuse(models.Invalid, "agree_to", "Choose what they agree to: the call, the letters, or both.")
	case words == "":
		return models.Refuse(models.Invalid, "agree_words", "Write what they said, in their words.")
	case utf8.RuneCountInString(words) > mostNote:
		return models.Refuse(models.Invalid, "agree_words", "Shorten this to 2,000 characters.")
	}
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		w, err := calls.Work(tx, inquiryID)
		if err != nil {
			return err
		}
		i, err := store.One[models.Inquiry](tx, models.ByID(w.ID), models.OfClient(w.ClientID))
		if err != nil {
			return err
		}
		for _, channel := range channels {
			if channel != models.ByCall && channel != models.ByEmail {
				return models.Refuse(models.Invalid, "agree_to", "Choose what they agree to: the call, the letters, or both.")
			}
			if err := s.agreement(tx, i, Agreement{Channel: channel, Given: true, Words: words, Source: "said on the telephone", version: saidVersion}, at); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) agreement(tx *store.Tx, i *models.Inquiry, a Agreement, at time.Time) error {
	c := models.Consent{ClientID: i.ClientID, PersonID: i.PersonID, Channel: a.Channel, Purpose: models.ForContact, Words: a.Words, Version: cmp.Or(a.version, enteredVersion), Source: a.Source, EnteredBy: &tx.By.UserID}
	said := "They may be " + map[models.Channel]string{models.ByCall: "called again", models.ByEmail: "written to"}[a.Channel]
	if a.Given {
		c.GivenAt = &at
		if fresh, err := agree(tx, c); err != nil || !fresh {
			return err
		}
	} else {
		if c.Words == "" {
			c.Words = "No more."
		}
		if err := object(tx, c, at); err != nil {
			return err
		}
		said = strings.Replace(said, "may be", "may not be", 1)
	}
	if err := moved(tx, i, models.Move{At: at, Kind: models.MoveConsent, Reason: said + "."}); err != nil {
		return err
	}
	return tx.Audit("consent.enter", "person", i.PersonID, i.ClientID, at)
}
