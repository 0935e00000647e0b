package followup

import (
	"context"
	_ "embed"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed readers.sql
var readersSQL string

// A PolicyReader is somebody who follows leads up, and whether they have read the version
// in force.
type PolicyReader struct {
	UserID      models.ID
	Name        string
	PartnerName string
	At          *time.Time // nil: not yet
}

// A PolicySheet is the follow-up policy as the actor sees it.
type PolicySheet struct {
	Terms      // in force
	InForceAt  *time.Time
	Draft      *models.FollowUpPolicy // only for who may change it
	ClosedDays []models.ClosedDay
	Mine       *models.FollowUpAcknowledgement // the actor's; nil: not yet, or nothing to acknowledge
	Readers    []PolicyReader                  // only for managers
	MayChange  bool
}

// Policy is what holds for the actor's client, and who has read it.
func (s *Service) Policy(ctx context.Context, by models.Actor) (sheet *PolicySheet, err error) {
	if by.Gate != models.GateClient || by.Role == models.Marketer {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		sheet = &PolicySheet{MayChange: by.Role == models.SalesManager}
		t, err := termsOf(tx, by.ClientID)
		if err != nil {
			return err
		}
		sheet.Terms = *t
		if sheet.ClosedDays, err = store.All[models.ClosedDay](tx, models.OfClient(by.ClientID), some("day")); err != nil {
			return err
		}
		if sheet.MayChange {
			if sheet.Draft, err = maybe[models.FollowUpPolicy](tx, models.OfClient(by.ClientID), where("state = ?", models.PolicyDraft)); err != nil {
				return err
			}
		}
		if t.PolicyID == models.NoID {
			return nil
		}
		inForce, err := store.One[models.FollowUpPolicy](tx, models.ByID(t.PolicyID))
		if err != nil {
			return err
		}
		sheet.InForceAt = inForce.InForceAt
		if sheet.Mine, err = maybe[models.FollowUpAcknowledgement](tx, where("policy_id = ? AND user_id = ?", t.PolicyID, by.UserID)); err != nil || by.Role == models.Rep {
			return err
		}
		sheet.Readers, err = store.Rows[PolicyReader](tx, readersSQL, by.ClientID, t.PolicyID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return sheet, nil
}

// Unread is the version in force that a rep has not acknowledged; 0: none.
func (s *Service) Unread(ctx context.Context, by models.Actor) (version int, err error) {
	if by.Role != models.Rep {
		return 0, nil
	}
	found, err := store.Look[struct{ Version int }](ctx, s.st, by, `SELECT p.version FROM follow_up_policies p WHERE p.client_id = $1 AND p.state = 'in_force'
		AND NOT EXISTS (SELECT FROM follow_up_acknowledgements a WHERE a.policy_id = p.id AND a.user_id = $2)`, by.ClientID, by.UserID)
	if err != nil || len(found) == 0 {
		return 0, err
	}
	return found[0].Version, nil
}

// Acknowledge says that the actor has read the version in force. Saying it twice changes
// nothing.
func (s *Service) Acknowledge(ctx context.Context, by models.Actor, version int) error {
	if by.Gate != models.GateClient || by.Role == models.Marketer {
		return models.Absent()
	}
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := maybe[models.FollowUpPolicy](tx, models.OfClient(by.ClientID), where("state = ?", models.PolicyInForce))
		if err != nil {
			return err
		}
		if p == nil || p.Version != version {
			return models.Refuse(models.Conflict, "", "There is a newer version of the policy: read that one.")
		}
		return putOnce(tx, &models.FollowUpAcknowledgement{PolicyID: p.ID, UserID: by.UserID, ClientID: by.ClientID, Name: by.Name, At: at})
	})
}

// SaveDraft keeps terms as the client's draft; they hold for nobody yet.
func (s *Service) SaveDraft(ctx context.Context, by models.Actor, terms models.FollowUpTerms) error {
	return s.change(ctx, by, func(tx *store.Tx, at time.Time) error {
		_, err := draft(tx, terms, at)
		return err
	})
}

// PutInForce makes terms the version that holds from now on. The dates of all open leads
// move with it, and every rep is asked to read it.
func (s *Service) PutInForce(ctx context.Context, by models.Actor, terms models.FollowUpTerms) error {
	if err := terms.Check(); err != nil {
		return err
	}
	return s.change(ctx, by, func(tx *store.Tx, at time.Time) error {
		p, err := draft(tx, terms, at)
		if err != nil {
			return err
		}
		if _, err := tx.Run(`UPDATE follow_up_policies SET state = 'past' WHERE client_id = $1 AND state = 'in_force'`, by.ClientID); err != nil {
			return err
		}
		p.State, p.InForceAt = models.PolicyInForce, &at
		if err := tx.Keep(p); err != nil {
			return err
		}
		if err := tx.Audit("follow_up_policy.in_force", "follow_up_policy", p.ID, by.ClientID, at); err != nil {
			return err
		}
		_, err = refresh(tx, by.ClientID, at)
		return err
	})
}

// draft is the client's draft with these terms.
func draft(tx *store.Tx, terms models.FollowUpTerms, at time.Time) (*models.FollowUpPolicy, error) {
	client := tx.By.ClientID
	p, err := maybe[models.FollowUpPolicy](tx, models.OfClient(client), where("state = ?", models.PolicyDraft), models.ForUpdate)
	if err != nil {
		return nil, err
	}
	if p != nil {
		p.Terms, p.UserID = terms, tx.By.UserID
		return p, tx.Keep(p)
	}
	p = &models.FollowUpPolicy{ID: models.NewID(), ClientID: client, State: models.PolicyDraft, Terms: terms, UserID: tx.By.UserID, CreatedAt: at}
	if err := tx.Pgx.QueryRow(tx.Context(), `SELECT COALESCE(max(version), 0) + 1 FROM follow_up_policies WHERE client_id = $1`, client).Scan(&p.Version); err != nil {
		return nil, err
	}
	return p, tx.Put(p)
}

// SetClosedDays makes these the days, beside public holidays, on which the client does not
// work. The dates of all open leads move with them.
func (s *Service) SetClosedDays(ctx context.Context, by models.Actor, days []models.ClosedDay) error {
	if len(days) > 100 {
		return models.Refuse(models.Invalid, "closed", "Name at most 100 days.")
	}
	return s.change(ctx, by, func(tx *store.Tx, at time.Time) error {
		if _, err := tx.Run(`DELETE FROM closed_days WHERE client_id = $1`, by.ClientID); err != nil {
			return err
		}
		for n := range days {
			days[n].ClientID, days[n].Name = by.ClientID, strings.TrimSpace(days[n].Name)
			if err := putOnce(tx, &days[n]); err != nil {
				return err
			}
		}
		_, err := refresh(tx, by.ClientID, at)
		return err
	})
}

// change runs fn for the sales manager, who alone changes the policy, one at a time.
func (s *Service) change(ctx context.Context, by models.Actor, fn func(*store.Tx, time.Time) error) error {
	if by.Role != models.SalesManager {
		return models.Refuse(models.Forbidden, "", "The sales manager changes the follow-up policy.")
	}
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := tx.Run(`SELECT pg_advisory_xact_lock(hashtextextended('follow-up policy ' || $1, 0))`, by.ClientID.String()); err != nil {
			return err
		}
		return fn(tx, at)
	})
}
