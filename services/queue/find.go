package queue

import (
	"context"
	_ "embed"
	"errors"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/policy"
	"ripen/services/policy/number"
	"ripen/services/store"
)

var (
	//go:embed find.sql
	findSQL string
	//go:embed on_line.sql
	onLineSQL string
)

// A Found person rings back, or is looked for.
type Found struct {
	InquiryID    models.ID
	ClientName   string
	ProgramName  string
	Name         string
	Organisation string
	City         string
	Phone        string
	State        models.State
	Grade        models.Grade
	NextAt       *time.Time
	HeldBy       string // the caller who has it, if one has
	HeldByMe     bool
}

// Find looks for people by number, name or whole e-mail address within the actor's programs, the most recent first.
func (s *Service) Find(ctx context.Context, by models.Actor, text string) (found []Found, err error) {
	text = strings.TrimSpace(text)
	if len([]rune(text)) < 2 {
		return nil, models.Refuse(models.Invalid, "q", "Type at least two letters of the name, or the number.")
	}
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
	phone := ""
	if len(digits) >= 5 {
		phone = "+" + digits
		if parsed, err := number.Parse(text, "US", ""); err == nil {
			phone = parsed.E164
		}
	}
	email := ""
	if strings.Contains(text, "@") {
		email = identity.EmailKey(text)
	}
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		found, err = store.Rows[Found](tx, findSQL, by.UserID, by.Role != models.Caller, likePrefix(identity.NameKey(text)), likePrefix(phone), digits, email, likePrefix(turned(identity.NameKey(text))))
		return err
	})
	return found, err
}

// turned is a name with its last word first, as "Moss, Ivy" is written.
func turned(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return name
	}
	return strings.Join(append(words[1:len(words):len(words)], words[0]), " ")
}

// likePrefix is a LIKE pattern for what begins with the text; nothing begins with "".
func likePrefix(text string) string {
	if text == "" {
		return ""
	}
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(text) + "%"
}

// Take claims one inquiry for the caller because its person rang: at once, whatever
// the queue says. Whoever has them on the line is named; whom somebody has only reserved
// is taken from there. What the caller had goes back, its draft stays.
func (s *Service) Take(ctx context.Context, by models.Actor, inquiryID models.ID) error {
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		i, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.InProgramsOf(by))
		if err != nil {
			return err
		}
		if mine, err := s.held(tx, by.UserID); err != nil || mine == i.ID {
			return err
		}
		if err := freeLine(tx, by, i.PersonID, at); err != nil {
			return err
		}
		if err := s.returnHeld(tx, by.UserID, "given back", at); err != nil {
			return err
		}
		c, err := store.Row[candidate](tx, factsSQL, inquiryID, at.Add(-attemptsReach))
		if err != nil {
			return err
		}
		rang := policy.Decision{Verdict: policy.Allow, Rules: []string{"they-called-us"}, Reason: "The person rang us."}
		err = s.hold(tx, by, c, holding{decision: rang, why: models.Why{Headline: "They called us.", Detail: "Taken up by hand."}}, at)
		if errors.Is(err, errTaken) {
			return models.Refuse(models.Conflict, "", "Somebody has just taken this person up. Look for them again.")
		}
		return err
	})
}

// freeLine refuses a person whom, or whose number, somebody else has on the line, and
// gives back where they are only reserved.
func freeLine(tx *store.Tx, by models.Actor, personID models.ID, at time.Time) error {
	busy, err := store.Rows[struct {
		ID, UserID, PersonID models.ID
		Reserved             bool
		Name                 string
	}](tx, onLineSQL, personID)
	if err != nil {
		return err
	}
	for _, line := range busy {
		switch {
		case line.Reserved:
			claim, err := store.One[models.Claim](tx, models.ByID(line.ID), models.ReservedFor(line.UserID), models.ForUpdate)
			if models.IsKind(err, models.NotFound) {
				return models.Refuse(models.Conflict, "", "%s has just taken this person up.", line.Name)
			}
			if err != nil {
				return err
			}
			if err := giveBack(tx, claim, "unused", at); err != nil {
				return err
			}
		case line.UserID == by.UserID: // another inquiry of theirs: it goes back
		case line.PersonID == personID:
			return models.Refuse(models.Conflict, "", "%s has this person on the line now.", line.Name)
		default:
			return models.Refuse(models.Conflict, "", "Somebody has this number on the line now.")
		}
	}
	return nil
}
