package queue

import (
	"context"
	_ "embed"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"

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

// Find looks for people within the actor's programs, the most recent first: by name, last
// name alone or organisation, by the beginning of a number as it is dialled in the
// countries of the programs or by its last digits, or by whole e-mail address.
func (s *Service) Find(ctx context.Context, by models.Actor, text string) (found []Found, err error) {
	text = strings.TrimSpace(text)
	if len([]rune(text)) < 2 {
		return nil, models.Refuse(models.Invalid, "q", "Type at least two letters of the name, or the number.")
	}
	email := ""
	if strings.Contains(text, "@") {
		email = identity.EmailKey(text)
	}
	all, name := by.Role != models.Caller, identity.NameKey(text)
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		begins, ends, err := numbersLike(tx, by, text)
		if err != nil {
			return err
		}
		found, err = store.Rows[Found](tx, findSQL, by.UserID, all, likePrefix(name), likePrefix(turned(name)), begins, ends, email)
		return err
	})
	return found, err
}

// The fewest digits by which somebody is found: as many as a telephone shows of a number
// that it shortens, and as many as make a beginning worth following.
const (
	fewestLast  = 4
	fewestFirst = 5
	national    = 7 // from so many on, a leading 0 may be a trunk prefix
)

// numbersLike is how the number that was typed may begin, wherever the actor's programs
// are, and how it may end, written backwards; none where it is no number.
func numbersLike(tx *store.Tx, by models.Actor, text string) (begins, ends []string, err error) {
	begins, ends = []string{}, []string{}
	digits := number.Digits(text)
	if len(digits) < fewestLast || strings.ContainsFunc(text, unicode.IsLetter) {
		return begins, ends, nil
	}
	backwards := []byte(digits)
	slices.Reverse(backwards)
	if ends = append(ends, string(backwards)); len(digits) >= national && digits[0] == '0' {
		ends = append(ends, strings.TrimRight(string(backwards), "0")) // of a person in any country
	}
	if len(digits) < fewestFirst {
		return begins, ends, nil
	}
	countries, err := store.Rows[struct{ Country string }](tx, `SELECT DISTINCT g.country FROM programs g
		WHERE $2 OR EXISTS (SELECT FROM memberships m WHERE m.user_id = $1 AND m.program_id = g.id)`, by.UserID, by.Role != models.Caller)
	for _, c := range append(countries, struct{ Country string }{}) { // and in full, without its plus
		if begin := number.Begin(text, c.Country); !slices.Contains(begins, begin) {
			begins = append(begins, begin)
		}
	}
	return begins, ends, err
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
