package delivery

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/routing"
	"ripen/services/store"
)

// A Handing is the wish to move every open lead of a rep.
type Handing struct {
	Token  models.ID // makes a resend harmless
	FromID models.ID
	To     models.Successor
	Why    string
}

// HandOver moves every open lead of a rep to one rep, or to whoever the rules say, in one
// act that can be taken back. Everybody who gets some is told once.
func (s *Service) HandOver(ctx context.Context, by models.Actor, h Handing) (done *models.Handover, err error) {
	at := s.now()
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if err := mayHand(tx); err != nil {
			return err
		}
		from, err := repOf(tx, h.FromID)
		if err != nil {
			return err
		}
		id := models.NewID()
		before, fresh, err := tx.Once(h.Token, id.String(), at)
		if err != nil {
			return err
		}
		if !fresh {
			first, err := models.ParseID(before)
			if err != nil {
				return err
			}
			done, err = store.One[models.Handover](tx, models.ByID(first))
			return err
		}
		done, err = s.handLeads(tx, id, from, h.To, h.Why, at)
		return err
	})
	return done, err
}

// HandLeads is HandOver for whoever leaves: it joins the transaction of the leaving.
func (s *Service) HandLeads(tx *store.Tx, from *models.User, to models.Successor, at time.Time) error {
	_, err := s.handLeads(tx, models.NewID(), from, to, from.Name+" has left", at)
	return err
}

// mayHand refuses whoever gives nobody leads.
func mayHand(tx *store.Tx) error {
	switch tx.By.Role {
	case models.SalesManager, models.PartnerManager, models.AccountManager, models.Admin:
		return nil
	}
	return models.Refuse(models.Forbidden, "", "A manager gives leads to reps.")
}

// repOf loads a rep whose leads the actor moves: a partner's manager knows his own only,
// an account manager those of his clients.
func repOf(tx *store.Tx, id models.ID) (*models.User, error) {
	u, err := store.One[models.User](tx, models.ByID(id), func(db *gorm.DB) *gorm.DB {
		return db.Where("role = ? AND state <> ?", models.Rep, models.Former)
	})
	if err != nil {
		return nil, err
	}
	if tx.By.Role == models.AccountManager {
		if _, err := store.One[models.Client](tx, models.ByID(*u.ClientID), func(db *gorm.DB) *gorm.DB { return db.Where("account_manager_id = ?", tx.By.UserID) }); err != nil {
			return nil, err
		}
	}
	return u, nil
}

func (s *Service) handLeads(tx *store.Tx, id models.ID, from *models.User, to models.Successor, why string, at time.Time) (*models.Handover, error) {
	if err := routing.Alone(tx, *from.ClientID); err != nil {
		return nil, err
	}
	rep, err := successor(tx, from, to, at)
	if err != nil {
		return nil, err
	}
	client, err := store.One[models.Client](tx, models.ByID(*from.ClientID))
	if err != nil {
		return nil, err
	}
	leads, err := store.All[models.Lead](tx, models.OfClient(client.ID), models.OpenOf(from.ID), models.ForUpdate)
	if err != nil {
		return nil, err
	}
	if why = strings.TrimSpace(why); why == "" {
		why = "Handed over by " + tx.By.Name
	}
	h := &models.Handover{ID: id, ClientID: client.ID, PartnerID: from.PartnerID, FromID: from.ID, Why: why, At: at, Was: []models.Moved{}}
	if tx.By.SignedIn() {
		h.ByID = &tx.By.UserID
	}
	if rep != nil {
		h.ToID = &rep.ID
	}
	var given []models.Assignment
	for n := range leads {
		a, err := s.handOne(tx, h, &leads[n], rep, client.AccountManagerID, at)
		if err != nil {
			return nil, err
		}
		given = append(given, a)
	}
	if err := tx.Put(h); err != nil {
		return nil, err
	}
	for n := range given {
		if err := tx.Put(&given[n]); err != nil {
			return nil, err
		}
	}
	for _, to := range h.Receivers() { // what came to the manager is on his board
		if err := tx.Later(HandedArgs{ClientID: h.ClientID, HandoverID: h.ID, UserID: to}); err != nil {
			return nil, err
		}
	}
	return h, tx.Audit("leads.handed_over", "user", from.ID, client.ID, at)
}

// handOne moves one lead, and notes in the handover how it stood.
func (s *Service) handOne(tx *store.Tx, h *models.Handover, lead *models.Lead, rep *models.User, accountManager models.ID, at time.Time) (a models.Assignment, err error) {
	owner := routing.Owner{Rep: rep, Why: h.Why}
	if rep == nil {
		if owner, err = s.routing.Draw(tx, routing.Ask{Lead: lead, AccountManager: accountManager, Without: h.FromID}, at); err != nil {
			return a, err
		}
		owner.Why = h.Why + ". " + owner.Why
	}
	was := models.Moved{LeadID: lead.ID, Before: lead.Mark()}
	if err := lead.Pass(owner.Rep, owner.Why, at); err != nil {
		return a, err
	}
	if err := followup.Schedule(tx, lead); err != nil {
		return a, err
	}
	was.ToID = lead.RepID
	h.Was = append(h.Was, was)
	if err := tx.Select(models.LeadProgress).Updates(lead).Error; err != nil {
		return a, err
	}
	a = models.Assignment{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, RepID: lead.RepID, Why: owner.Why, ByID: h.ByID, At: at,
		RuleID: owner.RuleID, RuleVersion: owner.Version, HandoverID: &h.ID}
	return a, nil
}

// successor is the one rep who gets the leads; nil: the rules say. Leads of a partner go
// by the rules only where somebody decides who sees all of the client.
func successor(tx *store.Tx, from *models.User, to models.Successor, at time.Time) (*models.User, error) {
	switch {
	case !to.Named():
		return nil, models.Refuse(models.Invalid, "to", "Choose who gets the leads: a rep, or whoever the rules say.")
	case to.ByRules && tx.By.Role == models.PartnerManager:
		return nil, models.Refuse(models.Invalid, "to", "The rules know other partners’ reps, too: choose one of your own.")
	case to.ByRules:
		return nil, nil
	case to.RepID == from.ID:
		return nil, models.Refuse(models.Invalid, "to", "%s has them already: choose somebody else.", from.Name)
	}
	rep, err := store.One[models.User](tx, models.ByID(to.RepID), models.RepsOf(*from.ClientID))
	if models.IsKind(err, models.NotFound) {
		return nil, models.Refuse(models.Invalid, "to", "Choose one of the reps.")
	}
	if err != nil {
		return nil, err
	}
	return rep, there(rep, at)
}

// UndoHandover gives every lead of a handover back to the rep who had it, but for those
// that were closed or given to others since. It answers with how many are back, of how many.
func (s *Service) UndoHandover(ctx context.Context, by models.Actor, id models.ID) (back, of int, err error) {
	at := s.now()
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if err := mayHand(tx); err != nil {
			return err
		}
		h, err := store.One[models.Handover](tx, models.ByID(id))
		if err != nil {
			return err
		}
		if err := routing.Alone(tx, h.ClientID); err != nil {
			return err
		}
		from, err := repOf(tx, h.FromID)
		if err != nil {
			return err
		}
		switch {
		case h.Undoes != nil:
			return models.Refuse(models.Conflict, "", "This took a handover back: hand the leads over again instead.")
		case from.State != models.Active:
			return models.Refuse(models.Conflict, "", "%s has left and cannot get the leads back: hand them to somebody else.", from.Name)
		}
		u := &models.Handover{ID: models.NewID(), ClientID: h.ClientID, PartnerID: h.PartnerID, FromID: h.FromID, ToID: h.ToID, Why: "Taken back by " + by.Name, At: at, Was: []models.Moved{}, Undoes: &h.ID}
		if by.SignedIn() {
			u.ByID = &by.UserID
		}
		var given []models.Assignment
		for _, was := range h.Was {
			a, err := s.giveBack(tx, h, u, from, was)
			if err != nil {
				return err
			}
			if a != nil {
				given = append(given, *a)
			}
		}
		if back, of = len(given), len(h.Was); back == 0 && of > 0 {
			return models.Refuse(models.Conflict, "", "None of these leads can go back: all were closed or given to others since.")
		}
		err = tx.Put(u)
		if store.Duplicate(err, "handovers_undone_once") {
			return models.Refuse(models.Conflict, "", "This was taken back already.")
		}
		if err != nil {
			return err
		}
		for n := range given {
			if err := tx.Put(&given[n]); err != nil {
				return err
			}
		}
		return tx.Audit("leads.taken_back", "user", from.ID, h.ClientID, at)
	})
	return back, of, err
}

// giveBack returns one lead, if it is open and still where the handover brought it.
func (s *Service) giveBack(tx *store.Tx, h, undo *models.Handover, from *models.User, was models.Moved) (*models.Assignment, error) {
	lead, err := store.One[models.Lead](tx, models.ByID(was.LeadID), models.VisibleLeads(tx.By), models.ForUpdate)
	if models.IsKind(err, models.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	newest, err := store.One[models.Assignment](tx, models.OfLead(lead.ID), models.Newest)
	if err != nil {
		return nil, err
	}
	if !lead.Open() || newest.HandoverID == nil || *newest.HandoverID != h.ID {
		return nil, nil
	}
	before := lead.Mark()
	if err := lead.Return(from, was.Before, undo.Why, undo.At); err != nil {
		return nil, err
	}
	if err := tx.Select(models.LeadProgress).Updates(lead).Error; err != nil {
		return nil, err
	}
	undo.Was = append(undo.Was, models.Moved{LeadID: lead.ID, ToID: &from.ID, Before: before})
	return &models.Assignment{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, RepID: &from.ID, Why: undo.Why, ByID: undo.ByID, At: undo.At, HandoverID: &undo.ID}, nil
}

// Handovers is the newest of those the actor may see, and which of them were taken back.
func (s *Service) Handovers(ctx context.Context, by models.Actor) (all []models.Handover, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if err := mayHand(tx); err != nil {
			return err
		}
		all, err = store.All[models.Handover](tx, models.OfClient(by.ClientID), func(db *gorm.DB) *gorm.DB { return db.Order("at DESC, id DESC").Limit(mostHandovers) })
		return err
	})
	return all, err
}

const mostHandovers = 50
