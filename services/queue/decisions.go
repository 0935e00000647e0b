package queue

import (
	"context"
	_ "embed"
	"errors"
	"slices"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/policy/number"
	"ripen/services/store"
)

//go:embed undecided.sql
var undecidedSQL string

// undecidedShown is how many inquiries that need a decision are listed at once.
const undecidedShown = 200

// Decisions is what a supervisor does with an inquiry that something blocks. The
// secret keys the hash of a number that is corrected.
type Decisions struct {
	s      *Service
	secret []byte
}

// Decisions is the supervisor's part of the queue.
func (s *Service) Decisions(secret []byte) *Decisions { return &Decisions{s, secret} }

// mayDecide refuses whoever does not answer for programs.
func mayDecide(by models.Actor) error {
	if by.AnswersForPrograms() {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "This is for the agency’s supervisors and managers.")
}

// Waiting is the inquiries that need a decision, the longest waiting first.
func (d *Decisions) Waiting(ctx context.Context, by models.Actor, clientID models.ID) (waiting []Listed, err error) {
	if err := mayDecide(by); err != nil {
		return nil, err
	}
	err = d.s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		waiting, err = store.Rows[Listed](tx, undecidedSQL, some(clientID), undecidedShown)
		return err
	})
	return waiting, err
}

// CallNow gives the inquiry to whoever decides, if the calling policy lets the person
// be called at this moment.
func (d *Decisions) CallNow(ctx context.Context, by models.Actor, inquiryID models.ID) error {
	if held, _, err := d.s.Standing(ctx, by); err != nil || held == inquiryID {
		return err // clicked twice
	}
	at := d.s.now()
	return d.deciding(ctx, by, inquiryID, models.NoID, func(tx *store.Tx, i *models.Inquiry) error {
		c, err := store.Row[candidate](tx, factsSQL, i.ID, at.Add(-attemptsReach))
		if err != nil {
			return err
		}
		decision, err := d.s.decide(tx, c, at)
		if err != nil {
			return err
		}
		if !mayCall(decision) {
			return models.Refuse(models.Conflict, "", "Not now: %s", decision.Reason)
		}
		if held, err := d.s.held(tx, by.UserID); err != nil || held != models.NoID {
			return orRefuse(err, "You have somebody on the line already. End that call first.")
		}
		err = d.s.hold(tx, by, c, holding{decision: decision, why: models.Why{Headline: "You decided to call now.", Detail: i.DecisionReason}}, at)
		if errors.Is(err, errTaken) {
			return models.Refuse(models.Conflict, "", "Somebody has this person, or their number, on the line now.")
		}
		return err
	})
}

func orRefuse(err error, sentence string) error {
	if err != nil {
		return err
	}
	return models.Refuse(models.Conflict, "", "%s", sentence)
}

// Plan puts the inquiry back into the queue for an instant within the person's calling
// hours. A promise that was open is moved to it, and anybody may keep it.
func (d *Decisions) Plan(ctx context.Context, by models.Actor, inquiryID, token models.ID, due time.Time) error {
	at := d.s.now()
	return d.deciding(ctx, by, inquiryID, token, func(tx *store.Tx, i *models.Inquiry) error {
		if !due.After(at) {
			return models.Refuse(models.Invalid, "due", "Plan a time that is still to come.")
		}
		if due.After(at.AddDate(1, 0, 0)) {
			return models.Refuse(models.Invalid, "due", "Plan a time within a year.")
		}
		if err := d.s.callable(tx, i); err != nil {
			return err
		}
		window, err := d.s.book.Window(tx, *i.WindowID)
		if err != nil {
			return err
		}
		words := window.Words(due)
		if !words.Open {
			return models.Refuse(models.Invalid, "due", "Nobody may be called there then (%s). Choose a time within the calling hours.", words.String())
		}
		promises, err := tx.Run(`UPDATE promises SET state = CASE WHEN state = 'open' THEN 'moved' ELSE state END, settled_at = $2 WHERE inquiry_id = $1 AND settled_at IS NULL`, i.ID, at)
		if err != nil {
			return err
		}
		i.PromisedTo, i.Channel = nil, models.ByCall
		if promises == 0 {
			i.Tier = models.TierRetry
			i.Plan(due, at)
			return nil
		}
		p := &models.Promise{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, DueAt: due, Zone: words.Zone, MadeBy: &by.UserID, MadeAt: at, State: "open"}
		if err := i.Promise(p, at); err != nil {
			return err
		}
		return tx.Put(p)
	})
}

// callable refuses an inquiry whose person nobody can or may call.
func (s *Service) callable(tx *store.Tx, i *models.Inquiry) error {
	c, err := store.Row[candidate](tx, factsSQL, i.ID, s.now())
	switch {
	case err != nil:
		return err
	case c.Phone == "" || i.WindowID == nil:
		return models.Refuse(models.Conflict, "", "There is no number that may be called: correct number and country first.")
	case len(c.Banned) > 0 && !slices.ContainsFunc(c.Banned, ofClient):
		return models.Refuse(models.Conflict, "", "Do not call stands for the whole agency, too, and that is not lifted here: take it back under Do not call, or ask an admin to.")
	case len(c.Banned) > 0:
		return models.Refuse(models.Conflict, "", "The person is on the do-not-call list: nobody may call before that is lifted.")
	}
	return nil
}

// ofClient reports whether a scope of do-not-call is the client’s, and not the whole agency’s.
func ofClient(scope string) bool { return !strings.HasSuffix(scope, "-agency") }

// A Correction is a number and a place put right. What is blank stays as it is.
type Correction struct {
	Phone, Country, Region string
}

// Correct puts the person's number and place right, works the calling hours out anew,
// and puts the inquiry into the queue.
func (d *Decisions) Correct(ctx context.Context, by models.Actor, inquiryID, token models.ID, c Correction) error {
	at := d.s.now()
	return d.deciding(ctx, by, inquiryID, token, func(tx *store.Tx, i *models.Inquiry) error {
		person, err := store.One[models.Person](tx, models.ByID(i.PersonID), models.OfClient(i.ClientID), models.ForUpdate)
		if err != nil {
			return err
		}
		if err := c.apply(person, d.secret); err != nil {
			return err
		}
		if err := tx.Keep(person); err != nil {
			return err
		}
		if err := d.rewindow(tx, i, person); err != nil {
			return err
		}
		if i.WindowID == nil {
			return models.Refuse(models.Invalid, "country", "Neither the number nor the address says where this is: choose the country.")
		}
		if err := d.s.callable(tx, i); err != nil {
			return err
		}
		i.Plan(at, at)
		return nil
	})
}

func (c Correction) apply(person *models.Person, secret []byte) error {
	if text := strings.TrimSpace(c.Country); text != "" {
		code := policy.CountryCode(text)
		if code == "" {
			return models.Refuse(models.Invalid, "country", "There is no country “%s”: write its name or its two letters, such as US.", text)
		}
		person.Country = code
	}
	if text := strings.TrimSpace(c.Region); text != "" {
		person.Region = text
	}
	if text := strings.TrimSpace(c.Phone); text != "" {
		found, err := number.Parse(text, person.Country, "")
		if err != nil {
			return models.Refuse(models.Invalid, "phone", "%s", err.Error())
		}
		person.Phone, person.NumberKey = found.E164, policy.NumberKey(secret, found.E164)
	}
	if person.Phone == "" {
		return models.Refuse(models.Invalid, "phone", "Enter the number, with its area code.")
	}
	return nil
}

// rewindow finds the calling hours that hold for the person now, for every inquiry of
// theirs that is still to be called; i is changed and not written.
func (d *Decisions) rewindow(tx *store.Tx, i *models.Inquiry, person *models.Person) error {
	live, err := store.Rows[struct {
		ID, ProgramID models.ID
	}](tx, `SELECT id, program_id FROM inquiries WHERE person_id = $1 AND client_id = $2 AND state IN ('ready', 'scheduled', 'decision', 'nurtured', 'held')`, person.ID, person.ClientID)
	if err != nil {
		return err
	}
	for _, each := range live {
		program, err := store.One[models.Program](tx, models.ByID(each.ProgramID), models.OfClient(person.ClientID))
		if err != nil {
			return err
		}
		window := policy.WindowOf(program, person)
		if !window.Known() {
			continue
		}
		id, err := d.s.book.ID(tx, window)
		if err != nil {
			return err
		}
		if each.ID == i.ID {
			i.WindowID = &id
		}
		if _, err := tx.Run(`UPDATE inquiries SET window_id = $3 WHERE id = $1 AND client_id = $2`, each.ID, person.ClientID, id); err != nil {
			return err
		}
	}
	return nil
}

// Permit lifts every do-not-call entry of the client about a person who has asked to be
// called after all, and puts the inquiry into the queue. Where one of the whole agency
// stands as well, nothing is lifted and that is said.
func (d *Decisions) Permit(ctx context.Context, by models.Actor, inquiryID, token models.ID) error {
	at := d.s.now()
	return d.deciding(ctx, by, inquiryID, token, func(tx *store.Tx, i *models.Inquiry) error {
		person, err := store.One[models.Person](tx, models.ByID(i.PersonID), models.OfClient(i.ClientID))
		if err != nil {
			return err
		}
		n, err := policy.Lift(tx, person, at)
		if err != nil {
			return err
		}
		if err := tx.Audit("do_not_call.lift", "person", person.ID, person.ClientID, at); err != nil {
			return err
		}
		if err := d.s.callable(tx, i); err != nil {
			return err
		}
		if n == 0 {
			return models.Refuse(models.Conflict, "", "No wish not to be called is on record: plan the call instead.")
		}
		i.Plan(at, at)
		return nil
	})
}

// ClosingReasons are why a supervisor may close an inquiry without a call.
var ClosingReasons = []string{models.ClosedNoWay, models.ClosedNotReached, models.ClosedWrongPerson, models.ClosedRefused, models.ClosedDoNotCall}

// Close ends the inquiry for one of ClosingReasons. "do not call" is kept as a wish.
func (d *Decisions) Close(ctx context.Context, by models.Actor, inquiryID, token models.ID, reason string) error {
	if !slices.Contains(ClosingReasons, reason) {
		return models.Refuse(models.Invalid, "reason", "Choose why it is closed.")
	}
	at := d.s.now()
	return d.deciding(ctx, by, inquiryID, token, func(tx *store.Tx, i *models.Inquiry) error {
		if reason == models.ClosedDoNotCall {
			person, err := store.One[models.Person](tx, models.ByID(i.PersonID), models.OfClient(i.ClientID))
			if err != nil {
				return err
			}
			if err := policy.Forbid(tx, policy.Ban{Person: person, Reason: "entered by the supervisor"}, models.DoNotCallEntry{EnteredBy: &by.UserID, EnteredAt: at}); err != nil {
				return err
			}
		}
		if _, err := tx.Run(breakSQL, []models.ID{i.ID}, at); err != nil {
			return err
		}
		i.Close(reason, at)
		return nil
	})
}

// decidedWords is what a decision came to.
func decidedWords(i *models.Inquiry) string {
	switch i.State {
	case models.Closed:
		return "Closed: " + i.ClosedReason + "."
	case models.Undecided: // CallNow holds it by another copy
		return "Called at once by whoever decided."
	}
	return "Planned."
}

// deciding loads an inquiry that needs a decision, lets act decide, and keeps it. The
// same form sent again finds that it was done; so does whoever comes second.
func (d *Decisions) deciding(ctx context.Context, by models.Actor, inquiryID, token models.ID, act func(*store.Tx, *models.Inquiry) error) error {
	if err := mayDecide(by); err != nil {
		return err
	}
	at := d.s.now()
	return d.s.store.Tx(ctx, by, func(tx *store.Tx) error {
		i, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.InProgramsOf(by), models.ForUpdate)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", at); err != nil || !fresh {
			return err
		}
		if i.State != models.Undecided {
			return models.Refuse(models.Conflict, "", "This was decided in the meantime: the inquiry is %s.", i.State.Words())
		}
		was := i.State
		if err := act(tx, i); err != nil {
			return err
		}
		if err := tx.Audit("decision.made", "inquiry", i.ID, i.ClientID, at); err != nil {
			return err
		}
		if err := moved(tx, i, models.Move{At: at, Kind: models.MoveDecided, DueAt: i.DueAt, Reason: decidedWords(i)}); err != nil {
			return err
		}
		if i.State == was { // CallNow has written the inquiry itself
			return nil
		}
		if _, err := tx.Run(`UPDATE inquiries SET window_id = $3 WHERE id = $1 AND client_id = $2`, i.ID, i.ClientID, i.WindowID); err != nil {
			return err
		}
		return keep(tx, i)
	})
}
