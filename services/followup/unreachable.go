package followup

import (
	"context"
	_ "embed"
	"strings"
	"time"
	"unicode/utf8"

	"ripen/models"
	"ripen/services/store"
)

// answerWithin is how many business days the agency has to answer a rep who cannot reach
// the person.
const answerWithin = 2

// A Plea is a rep's request to the agency: nobody answers.
type Plea struct {
	Report
	Note string // what was tried
}

// AskAgency asks the agency for help with somebody whom the rep cannot reach. The lead
// stays open, with the agency's date; the program's supervisor answers. Asking again
// while it is asked changes nothing.
func (s *Service) AskAgency(ctx context.Context, by models.Actor, p Plea) error {
	if utf8.RuneCountInString(p.Note) > maxNote {
		return models.Refuse(models.Invalid, "tried", "Shorten this to %d characters.", maxNote)
	}
	return s.report(ctx, by, p.Report, func(tx *store.Tx, lead *models.Lead, at time.Time) error {
		open, err := maybe[models.ReachRequest](tx, models.OfLead(lead.ID), where("settled_at IS NULL"))
		if err != nil {
			return err
		}
		if open != nil {
			return lead.AskAgency(open.DueAt, at)
		}
		terms, err := termsOf(tx, lead.ClientID)
		if err != nil {
			return err
		}
		owner, err := store.Row[models.User](tx, `SELECT id, name FROM supervisor_of($1)`, lead.ProgramID)
		if err != nil {
			return err
		}
		ask := models.ReachRequest{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, UserID: by.UserID, At: at, Note: strings.TrimSpace(p.Note),
			OwnerID: owner.ID, OwnerName: owner.Name, DueAt: terms.Work.AddDays(at, answerWithin)}
		if err := lead.AskAgency(ask.DueAt, at); err != nil {
			return err
		}
		return tx.Put(&ask)
	})
}

// A Reply is the agency's answer to a rep who cannot reach the person.
type Reply struct {
	Report
	Answer  string     // models.ReachedThem, BackToRep, TakenBack
	Words   string     // needed, but where the agency takes it back
	AgainOn *time.Time // taken back: when the agency calls
}

func (r *Reply) check(at time.Time) error {
	r.Words = strings.TrimSpace(r.Words)
	switch {
	case r.Answer != models.ReachedThem && r.Answer != models.BackToRep && r.Answer != models.TakenBack:
		return models.Refuse(models.Invalid, "words", "Choose one of the three answers.")
	case r.Answer == models.ReachedThem && r.Words == "":
		return models.Refuse(models.Invalid, "words", "Say how they can be reached; the rep reads it.")
	case r.Answer == models.BackToRep && r.Words == "":
		return models.Refuse(models.Invalid, "words", "Say what the rep can try; the rep reads it.")
	case r.Answer == models.TakenBack && (r.AgainOn == nil || !r.AgainOn.After(at)):
		return models.Refuse(models.Invalid, "again_on", "Choose a day to come on which you call again.")
	case utf8.RuneCountInString(r.Words) > maxNote:
		return models.Refuse(models.Invalid, "words", "Shorten this to %d characters.", maxNote)
	}
	return nil
}

// Answer settles a rep's request: the agency reached them and says how, gives it back, or
// takes it into nurture, which closes the rep's side without a decision.
func (s *Service) Answer(ctx context.Context, by models.Actor, r Reply) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		lead, err := store.One[models.Lead](tx, models.ByID(r.LeadID), models.VisibleLeads(by), models.ForUpdate)
		if err != nil {
			return err
		}
		if !by.AnswersForPrograms() {
			return models.Refuse(models.Forbidden, "", "The program’s supervisor answers.")
		}
		if _, fresh, err := tx.Once(r.Token, lead.ID.String(), at); err != nil || !fresh {
			return err
		}
		ask, err := maybe[models.ReachRequest](tx, models.OfLead(lead.ID), where("settled_at IS NULL"), models.ForUpdate)
		if err != nil {
			return err
		}
		if ask == nil {
			return models.Refuse(models.Conflict, "", "This request has been answered.")
		}
		if err := r.check(at); err != nil {
			return err
		}
		ask.SettledAt, ask.SettledBy, ask.Answer, ask.Words = &at, &by.UserID, r.Answer, r.Words
		if err := tx.Keep(ask); err != nil {
			return err
		}
		if r.Answer == models.TakenBack {
			err = s.takeOver(tx, lead, r, at)
		} else if err = lead.GiveBack(at.Add(models.AcceptWithin), at); err == nil {
			err = keep(tx, lead)
		}
		if err != nil {
			return err
		}
		return s.answered(tx, lead, ask.UserID, ask.ID, at)
	})
}

// answered writes the letter that says what the agency answered: to the lead's rep, or to
// whoever asked where the manager has it.
func (s *Service) answered(tx *store.Tx, lead *models.Lead, asker, about models.ID, at time.Time) error {
	if lead.RepID != nil {
		asker = *lead.RepID
	}
	to, err := store.One[models.User](tx, models.ByID(asker))
	if err != nil {
		return err
	}
	return s.tell.TellAbout(tx, lead, to, models.EventAnswered, about.String(), at)
}

// takeOver closes the rep's side and takes the inquiry into nurture.
func (s *Service) takeOver(tx *store.Tx, lead *models.Lead, r Reply, at time.Time) error {
	reason := "Could not be reached; the agency calls again."
	if r.Words != "" {
		reason += " " + r.Words
	}
	out := models.CloseOut{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, UserID: tx.By.UserID, At: at, Outcome: models.NoDecision, Reason: reason, AgainOn: r.AgainOn}
	if err := lead.Close(&out, at); err != nil {
		return err
	}
	if err := tx.Put(&out); err != nil {
		return err
	}
	if err := keep(tx, lead); err != nil {
		return err
	}
	return s.takeBack(tx, lead.ID)
}

// wentOn settles an open request because the rep went on without the answer.
func wentOn(tx *store.Tx, lead *models.Lead, at time.Time) error {
	_, err := tx.Run(`UPDATE reach_requests SET settled_at = $2, settled_by = $3, answer = 'by_rep' WHERE lead_id = $1 AND settled_at IS NULL`, lead.ID, at, tx.By.UserID)
	return err
}

// askedAgain opens the request again that was settled at the instant, because what the rep
// reported then is taken back.
func askedAgain(tx *store.Tx, lead *models.Lead, at time.Time) error {
	_, err := tx.Run(`UPDATE reach_requests SET settled_at = NULL, settled_by = NULL, answer = '' WHERE lead_id = $1 AND settled_at = $2 AND answer = 'by_rep'`, lead.ID, at)
	return err
}

//go:embed asked.sql
var askedSQL string

// An Asked lead waits for the agency to reach its person.
type Asked struct {
	LeadID       models.ID
	InquiryID    models.ID
	ClientName   string
	Colour       int
	ProgramName  string
	Name         string
	Organisation string
	Phone        string
	RepName      string
	OwnerName    string
	Note         string
	At           time.Time
	DueAt        time.Time
}

// Asked is whom reps cannot reach, the most urgent first.
func (s *Service) Asked(ctx context.Context, by models.Actor) (open []Asked, err error) {
	if !by.AnswersForPrograms() {
		return nil, models.Absent()
	}
	return store.Look[Asked](ctx, s.st, by, askedSQL)
}
