package followup

import (
	"context"
	"slices"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// mostAtOnce is how many leads a manager can act on at once.
const mostAtOnce = 500

// An Acting is what a manager does to several leads at once.
type Acting struct {
	Token     models.ID
	Leads     []models.ID
	Kind      string
	RepID     models.ID // reassign: to whom
	Suggested bool      // and he is whom the board suggests, whose reason is kept
	Next      time.Time // date: by when something is to be done
}

// A NudgeArgs is the job of asking reps how it stands, once it can no longer be taken back.
type NudgeArgs struct {
	ClientID models.ID `json:"client_id"`
	ActID    models.ID `json:"act_id"`
}

// Kind is how jobs are known.
func (NudgeArgs) Kind() string { return "followup.nudge" }

// Act does one thing to several leads, and answers with the act and how many of them it
// changed. Those that are closed, or stand so already, are passed over. Reps are told when it can no
// longer be taken back.
func (s *Service) Act(ctx context.Context, by models.Actor, a Acting) (id models.ID, changed int, err error) {
	if err := manages(by); err != nil {
		return id, 0, err
	}
	a.Leads = slices.CompactFunc(slices.SortedFunc(slices.Values(a.Leads), compareIDs), func(x, y models.ID) bool { return x == y })
	switch {
	case len(a.Leads) == 0:
		return id, 0, models.Refuse(models.Invalid, "lead", "Choose the leads first.")
	case len(a.Leads) > mostAtOnce:
		return id, 0, models.Refuse(models.Invalid, "lead", "Choose at most %d leads at once.", mostAtOnce)
	case a.Kind != models.ActReassign && a.Kind != models.ActRemind && a.Kind != models.ActDate:
		return id, 0, models.Refuse(models.Invalid, "do", "Choose what to do with them.")
	}
	at := s.now().Truncate(time.Microsecond) // as the database keeps it, so that it is known again
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		act := models.BoardAct{ID: models.NewID(), ClientID: by.ClientID, UserID: by.UserID, At: at, Kind: a.Kind, Lines: []models.BoardLine{}}
		if by.Role == models.PartnerManager {
			act.PartnerID = &by.PartnerID
		}
		before, fresh, err := tx.Once(a.Token, act.ID.String(), at)
		if err != nil {
			return err
		}
		if !fresh {
			id, err = models.ParseID(before)
			return err
		}
		for _, lead := range a.Leads { // in one order, so that no two wait for each other
			line, err := s.actOn(tx, lead, a, at)
			if err != nil {
				return err
			}
			if line != nil {
				act.Lines = append(act.Lines, *line)
			}
		}
		if changed, id = len(act.Lines), act.ID; changed == 0 {
			return models.Refuse(models.Conflict, "lead", "None of these leads could be changed: they are closed, or it is so already.")
		}
		if a.Kind == models.ActRemind {
			if err := tx.Later(NudgeArgs{ClientID: by.ClientID, ActID: id}, at.Add(models.UndoWindow)); err != nil {
				return err
			}
		}
		return tx.Put(&act)
	})
	return id, changed, err
}

func compareIDs(a, b models.ID) int { return strings.Compare(a.String(), b.String()) }

// actOn changes one lead; nil where there is nothing to change.
func (s *Service) actOn(tx *store.Tx, id models.ID, a Acting, at time.Time) (*models.BoardLine, error) {
	lead, err := store.One[models.Lead](tx, models.ByID(id), models.VisibleLeads(tx.By), models.ForUpdate)
	if err != nil {
		return nil, err
	}
	if !lead.Open() || a.Kind == models.ActReassign && lead.RepID != nil && *lead.RepID == a.RepID || a.Kind == models.ActRemind && lead.RepID == nil {
		return nil, nil
	}
	line := &models.BoardLine{LeadID: id, Before: lead.Mark()}
	switch a.Kind {
	case models.ActReassign:
		why := "by " + tx.By.Name
		if a.Suggested {
			if why, err = s.asSuggested(tx, lead, a.RepID, at); err != nil {
				return nil, err
			}
		}
		err = s.give.GiveTo(tx, lead, a.RepID, why, at, at.Add(models.UndoWindow))
	case models.ActDate:
		if err = lead.DueOn(a.Next, at); err == nil {
			err = keep(tx, lead)
		}
	}
	line.After = lead.Mark()
	return line, err
}

// Nudge carries out a NudgeArgs, unless the act was taken back. It may run twice.
func (s *Service) Nudge(ctx context.Context, a NudgeArgs) error {
	at := s.now()
	return s.st.Tx(ctx, models.Worker(a.ClientID), func(tx *store.Tx) error {
		act, err := store.One[models.BoardAct](tx, models.ByID(a.ActID))
		if err != nil {
			return err
		}
		undone, err := maybe[models.BoardAct](tx, where("undoes = ?", act.ID))
		if err != nil || undone != nil {
			return err
		}
		for _, line := range act.Lines {
			lead, err := store.One[models.Lead](tx, models.ByID(line.LeadID))
			if err != nil {
				return err
			}
			if !lead.Open() || lead.RepID == nil {
				continue
			}
			rep, err := store.One[models.User](tx, models.ByID(*lead.RepID))
			if err != nil {
				return err
			}
			if err := s.tell.TellAbout(tx, lead, rep, models.EventNudge, act.ID.String(), at); err != nil {
				return err
			}
		}
		return nil
	})
}

// UndoAct takes an act back for every lead that still stands as it left it, and answers how
// many those are. Taking it back twice changes nothing.
func (s *Service) UndoAct(ctx context.Context, by models.Actor, actID models.ID) (back int, err error) {
	if err := manages(by); err != nil {
		return 0, err
	}
	at := s.now().Truncate(time.Microsecond)
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		act, err := store.One[models.BoardAct](tx, models.ByID(actID), models.OfClient(by.ClientID), where("undoes IS NULL"))
		if err != nil {
			return err
		}
		if act.Kind == models.ActRemind && at.Sub(act.At) >= models.UndoWindow {
			return models.Refuse(models.Conflict, "", "The reps have been asked: that cannot be taken back.")
		}
		undo := models.BoardAct{ID: models.NewID(), ClientID: act.ClientID, PartnerID: act.PartnerID, UserID: by.UserID, At: at, Kind: act.Kind, Lines: []models.BoardLine{}, Undoes: &act.ID}
		undone, err := maybe[models.BoardAct](tx, where("undoes = ?", act.ID))
		if err != nil {
			return err
		}
		if undone != nil {
			back = len(undone.Lines)
			return nil
		}
		for _, line := range act.Lines {
			put, err := putBack(tx, act, line, at)
			if err != nil {
				return err
			}
			if put {
				undo.Lines = append(undo.Lines, models.BoardLine{LeadID: line.LeadID, Before: line.After, After: line.Before})
			}
		}
		if back = len(undo.Lines); back == 0 && len(act.Lines) > 0 {
			return models.Refuse(models.Conflict, "", "Somebody has changed these leads since: look at them instead.")
		}
		return tx.Put(&undo)
	})
	return back, err
}

// putBack lets one lead stand as it did, where nothing has happened to it since.
func putBack(tx *store.Tx, act *models.BoardAct, line models.BoardLine, at time.Time) (bool, error) {
	lead, err := store.One[models.Lead](tx, models.ByID(line.LeadID), models.ForUpdate)
	if models.IsKind(err, models.NotFound) {
		return false, nil
	}
	if err != nil || !lead.Open() || !lead.StandsAs(line.After) {
		return false, err
	}
	if act.Kind == models.ActRemind {
		return true, nil
	}
	lead.PutBack(line.Before)
	if err := keep(tx, lead); err != nil {
		return false, err
	}
	if act.Kind != models.ActReassign {
		return true, nil
	}
	return true, tx.Put(&models.Assignment{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, RepID: lead.RepID, Why: "taken back by " + tx.By.Name, ByID: &tx.By.UserID, At: at})
}

// A DoneAct is an act with who did it.
type DoneAct struct {
	models.BoardAct
	ByName string
	ToName string // reassign: to whom
	Undone bool
}

// Acts is what managers did on the board, the newest first.
func (s *Service) Acts(ctx context.Context, by models.Actor) (all []DoneAct, err error) {
	if err := manages(by); err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		acts, err := store.All[models.BoardAct](tx, models.OfClient(by.ClientID), atMost("at DESC, id DESC", 100))
		if err != nil {
			return err
		}
		people, err := store.All[models.User](tx, models.OfClient(by.ClientID))
		if err != nil {
			return err
		}
		names, undone := map[models.ID]string{}, map[models.ID]bool{}
		for _, p := range people {
			names[p.ID] = p.Name
		}
		for _, act := range acts {
			if act.Undoes != nil {
				undone[*act.Undoes] = true
			}
		}
		for _, act := range acts {
			d := DoneAct{BoardAct: act, ByName: names[act.UserID], Undone: undone[act.ID]}
			if len(act.Lines) > 0 && act.Lines[0].After.RepID != nil {
				d.ToName = names[*act.Lines[0].After.RepID]
			}
			all = append(all, d)
		}
		return nil
	})
	return all, err
}
