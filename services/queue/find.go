package queue

import (
	"context"
	_ "embed"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/policy"
	"ripen/services/policy/number"
	"ripen/services/store"
)

//go:embed find.sql
var findSQL string

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

// Find looks for people by number or name within the actor's programs, the most recent first.
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
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		found, err = store.Rows[Found](tx, findSQL, by.UserID, by.Role != models.Caller, likePrefix(identity.NameKey(text)), likePrefix(phone), digits)
		return err
	})
	return found, err
}

// likePrefix is a LIKE pattern for what begins with the text; nothing begins with "".
func likePrefix(text string) string {
	if text == "" {
		return ""
	}
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(text) + "%"
}

// Take claims one inquiry for the caller because its person rang: at once, whatever
// the queue says. Who holds it is named.
func (s *Service) Take(ctx context.Context, by models.Actor, inquiryID models.ID) error {
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.InProgramsOf(by)); err != nil {
			return err
		}
		c, err := store.Row[candidate](tx, factsSQL, inquiryID, at.Add(-attemptsReach))
		if err != nil {
			return err
		}
		holder, err := store.Rows[struct {
			ID   models.ID
			Name string
		}](tx, `SELECT u.id, u.name FROM claims c JOIN users u ON u.id = c.user_id WHERE c.person_id = $1 AND c.ended_at IS NULL`, c.PersonID)
		if err != nil {
			return err
		}
		if len(holder) > 0 {
			if holder[0].ID == by.UserID {
				return nil
			}
			return models.Refuse(models.Conflict, "", "%s has this person on the line now.", holder[0].Name)
		}
		mine, err := s.held(tx, by.UserID)
		if err != nil {
			return err
		}
		if mine != models.NoID { // what he holds goes back, its draft stays
			claim, err := store.One[models.Claim](tx, models.OpenClaimOf(by.UserID), models.ForUpdate)
			if err != nil {
				return err
			}
			if err := giveBack(tx, claim, "given back", at); err != nil {
				return err
			}
		}
		rang := policy.Decision{Verdict: policy.Allow, Rules: []string{"they-called-us"}, Reason: "The person rang us."}
		return s.hold(tx, by, c, rang, models.Why{Headline: "They called us.", Detail: "Taken up by hand."}, at)
	})
}
