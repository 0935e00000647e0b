package desk

import (
	"context"
	_ "embed"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed takers.sql
var takersSQL string

// A Taker can be given a call of a program.
type Taker struct {
	UserID models.ID
	Name   string
	OnCall bool
	Shift  models.ShiftState
}

// Takers is who can be given an inquiry, by name: the callers of its program, and supervisors.
func (s *Service) Takers(ctx context.Context, by models.Actor, programID models.ID) ([]Taker, error) {
	if err := sees(by); err != nil {
		return nil, err
	}
	return store.Look[Taker](ctx, s.store, by, takersSQL, programID)
}

// Give makes an inquiry a caller's next call. One that somebody has is taken away from
// him, its draft stays; one that is promised is kept by the caller from now on.
func (s *Service) Give(ctx context.Context, by models.Actor, inquiryID, token, userID models.ID) (*models.Deed, error) {
	return s.onInquiry(ctx, by, inquiryID, token, models.Giving, func(tx *store.Tx, i *models.Inquiry, deed *models.Deed) error {
		if err := takes(tx, i.ProgramID, userID); err != nil {
			return err
		}
		if deed.Before.HeldBy != nil {
			if *deed.Before.HeldBy == userID {
				return models.Refuse(models.Conflict, "to", "They have it already.")
			}
			if _, err := s.line.TakeAway(tx, i.ID, deed.At); err != nil {
				return err
			}
			back, err := store.One[models.Inquiry](tx, models.ByID(i.ID))
			if err != nil {
				return err
			}
			*i = *back
		}
		promise, err := store.One[models.Promise](tx, models.OfInquiry(i.ID), models.StillOwed, models.ForUpdate)
		if models.IsKind(err, models.NotFound) {
			promise, err = nil, nil
		}
		if err != nil {
			return err
		}
		if promise != nil {
			promise.UserID = &userID
			if err := tx.Keep(promise); err != nil {
				return err
			}
		}
		if err := endHolds(tx, deed); err != nil {
			return err
		}
		return i.GiveTo(userID, promise, deed.At)
	})
}

// takes refuses to give a call to whoever does not call for the program.
func takes(tx *store.Tx, programID, userID models.ID) error {
	takers, err := store.Rows[Taker](tx, takersSQL, programID)
	if err != nil {
		return err
	}
	for _, t := range takers {
		if t.UserID == userID {
			return nil
		}
	}
	return models.Refuse(models.Invalid, "to", "Choose somebody who calls for this program.")
}

// Hurry puts an inquiry before all others that promise nothing. A hold of it ends.
func (s *Service) Hurry(ctx context.Context, by models.Actor, inquiryID, token models.ID) (*models.Deed, error) {
	return s.onInquiry(ctx, by, inquiryID, token, models.Hurrying, func(tx *store.Tx, i *models.Inquiry, deed *models.Deed) error {
		if err := endHolds(tx, deed); err != nil {
			return err
		}
		var first *time.Time
		if err := tx.Pgx.QueryRow(ctx, `SELECT min(first_call_by) FROM inquiries WHERE client_id = $1 AND tier = 1 AND state IN ('ready', 'scheduled') AND program_id = $2`, i.ClientID, i.ProgramID).Scan(&first); err != nil {
			return err
		}
		return i.HurryUp(first, deed.At)
	})
}

// Hold keeps an inquiry back until a time; then it is called by itself.
func (s *Service) Hold(ctx context.Context, by models.Actor, inquiryID, token models.ID, until time.Time, reason string) (*models.Deed, error) {
	var hold *models.Hold
	return s.onInquiry(ctx, by, inquiryID, token, models.Holding, func(tx *store.Tx, i *models.Inquiry, deed *models.Deed) error {
		hold = &models.Hold{ID: deed.ID, ClientID: i.ClientID, ProgramID: i.ProgramID, InquiryID: &i.ID, Until: until, Reason: strings.TrimSpace(reason)}
		if err := hold.Check(deed.At); err != nil {
			return err
		}
		if err := i.HoldBack(until, deed.At); err != nil {
			return err
		}
		if err := tx.Put(&models.Move{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, At: deed.At, Kind: models.MoveHeldBack, DueAt: &until, Reason: "A supervisor held it back."}); err != nil {
			return err
		}
		return putHold(tx, hold, deed)
	})
}

// putHold writes a hold in the place of the one there may be. It stands before its deed,
// whose key it has: the deed says how things are after it.
func putHold(tx *store.Tx, hold *models.Hold, deed *models.Deed) error {
	if err := endHolds(tx, deed); err != nil {
		return err
	}
	return tx.Put(hold)
}

func endHolds(tx *store.Tx, deed *models.Deed) error {
	_, err := tx.Run(`UPDATE holds SET ended_at = $3 WHERE ended_at IS NULL AND program_id = $1 AND inquiry_id IS NOT DISTINCT FROM $2::uuid`, deed.ProgramID, deed.InquiryID, deed.At)
	return err
}

// HoldProgram keeps a program's whole queue back until a time. A promise that falls due
// meanwhile needs a decision.
func (s *Service) HoldProgram(ctx context.Context, by models.Actor, programID, token models.ID, until time.Time, reason string) (*models.Deed, error) {
	return s.onProgram(ctx, by, programID, token, models.Holding, func(tx *store.Tx, p *models.Program, deed *models.Deed) error {
		hold := &models.Hold{ID: deed.ID, ClientID: p.ClientID, ProgramID: p.ID, Until: until, Reason: strings.TrimSpace(reason)}
		if err := hold.Check(deed.At); err != nil {
			return err
		}
		if p.State != models.ProgramActive {
			return models.Refuse(models.Conflict, "", "The program is %s: nobody is called in it anyway.", p.State)
		}
		p.HeldUntil = &until
		return putHold(tx, hold, deed)
	})
}

// Share changes how many calls a month a program is owed, and how much it weighs for a
// while, and with both whose turn is sooner.
func (s *Service) Share(ctx context.Context, by models.Actor, programID, token models.ID, volume int, weight float64) (*models.Deed, error) {
	return s.onProgram(ctx, by, programID, token, models.Sharing, func(_ *store.Tx, p *models.Program, _ *models.Deed) error {
		if volume < 1 || volume > 1_000_000 {
			return models.Refuse(models.Invalid, "volume", "Enter how many calls a month the contract owes, from 1 to 1,000,000.")
		}
		p.ContractVolume, p.Weight = volume, weight
		return p.Check()
	})
}

// onProgram does a deed to a program that the actor answers for.
func (s *Service) onProgram(ctx context.Context, by models.Actor, programID, token models.ID, kind models.DeedKind, change func(*store.Tx, *models.Program, *models.Deed) error) (deed *models.Deed, err error) {
	if err := sees(by); err != nil {
		return nil, err
	}
	at := s.now()
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := s.programs.ProgramToRun(tx, programID)
		if err != nil {
			return err
		}
		deed = &models.Deed{ID: models.NewID(), ClientID: p.ClientID, ProgramID: p.ID, UserID: by.UserID, At: at, Kind: kind, Before: programStanding(p, kind)}
		done, err := sent(tx, token, deed)
		if done != nil || err != nil {
			deed = done
			return err
		}
		if err := change(tx, p, deed); err != nil {
			return err
		}
		if err := tx.Keep(p); err != nil {
			return err
		}
		return s.write(tx, deed)
	})
	if err == nil {
		s.forget()
		s.Ring()
	}
	return deed, err
}
