package desk

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed standing.sql
var standingSQL string

// onInquiry does a deed to an inquiry: change changes it, and everything about it is
// kept. The same form sent again is answered with the deed that it did.
func (s *Service) onInquiry(ctx context.Context, by models.Actor, inquiryID, token models.ID, kind models.DeedKind, change func(*store.Tx, *models.Inquiry, *models.Deed) error) (deed *models.Deed, err error) {
	if err := sees(by); err != nil {
		return nil, err
	}
	at := s.now()
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		i, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.InProgramsOf(by), models.ForUpdate)
		if err != nil {
			return err
		}
		deed = &models.Deed{ID: models.NewID(), ClientID: i.ClientID, ProgramID: i.ProgramID, InquiryID: &i.ID, UserID: by.UserID, At: at, Kind: kind}
		done, err := sent(tx, token, deed)
		if done != nil || err != nil {
			deed = done
			return err
		}
		if deed.Before, err = inquiryStanding(tx, i); err != nil {
			return err
		}
		if err := change(tx, i, deed); err != nil {
			return err
		}
		if err := tx.Keep(i); err != nil {
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

// sent takes the form's token; where it was sent before it answers with what it did then.
func sent(tx *store.Tx, token models.ID, deed *models.Deed) (*models.Deed, error) {
	before, fresh, err := tx.Once(token, deed.ID.String(), deed.At)
	if err != nil || fresh {
		return nil, err
	}
	id, err := models.ParseID(before)
	if err != nil {
		return nil, err
	}
	return store.One[models.Deed](tx, models.ByID(id))
}

// write appends a deed with how it stands now, and says so in the audit.
func (s *Service) write(tx *store.Tx, deed *models.Deed) (err error) {
	if deed.After, err = s.standing(tx, deed); err != nil {
		return err
	}
	if err := tx.Put(deed); err != nil {
		if store.Duplicate(err, "deeds_undone") {
			return models.Refuse(models.Conflict, "", "This was taken back already.")
		}
		return err
	}
	text, err := json.Marshal([2]models.Standing{deed.Before, deed.After})
	if err != nil {
		return err
	}
	digest := sha256.Sum256(text)
	entry := models.AuditEntry{ID: deed.ID, ClientID: &deed.ClientID, UserID: &deed.UserID, At: deed.At, Action: "desk." + string(deed.Kind), Subject: "program", SubjectID: &deed.ProgramID, Digest: hex.EncodeToString(digest[:])}
	if deed.InquiryID != nil {
		entry.Subject, entry.SubjectID = "inquiry", deed.InquiryID
	}
	if deed.Undoes != nil {
		entry.Action += ".undone"
	}
	return tx.Put(&entry)
}

// standing is how that which a deed is about stands now.
func (s *Service) standing(tx *store.Tx, deed *models.Deed) (models.Standing, error) {
	if deed.InquiryID == nil {
		p, err := store.One[models.Program](tx, models.ByID(deed.ProgramID))
		if err != nil {
			return models.Standing{}, err
		}
		return programStanding(p, deed.Kind), nil
	}
	i, err := store.One[models.Inquiry](tx, models.ByID(*deed.InquiryID))
	if err != nil {
		return models.Standing{}, err
	}
	return inquiryStanding(tx, i)
}

func inquiryStanding(tx *store.Tx, i *models.Inquiry) (models.Standing, error) {
	found, err := store.Row[struct {
		HeldBy, ClaimID, Keeper *models.ID
		Until                   *time.Time
	}](tx, standingSQL, i.ID)
	if err != nil {
		return models.Standing{}, err
	}
	place := i.Place()
	for _, instant := range []**time.Time{&place.DueAt, &place.NextAt, &place.LastAttemptAt, &place.FirstCalledAt, &place.ReachedAt, &place.GradedAt, &place.ClosedAt} {
		*instant = universal(*instant)
	}
	return models.Standing{Place: &place, Priority: i.Priority, FirstCallBy: universal(i.FirstCallBy), HeldBy: found.HeldBy, ClaimID: found.ClaimID, Keeper: found.Keeper, Until: universal(found.Until)}, nil
}

// programStanding is what of a program a deed of this kind can change.
func programStanding(p *models.Program, kind models.DeedKind) models.Standing {
	if kind == models.Sharing {
		return models.Standing{Volume: p.ContractVolume, Weight: p.Weight}
	}
	return models.Standing{Until: universal(p.HeldUntil)}
}

// universal is the same instant, however it was read.
func universal(at *time.Time) *time.Time {
	if at == nil {
		return nil
	}
	utc := at.UTC()
	return &utc
}

// same reports whether two standings are one.
func same(a, b models.Standing) bool {
	one, err := json.Marshal(a)
	if err != nil {
		return false
	}
	other, err := json.Marshal(b)
	return err == nil && string(one) == string(other)
}

// Undo takes a deed back: everything stands as before it, if nobody has changed it since.
// It is a deed of its own.
func (s *Service) Undo(ctx context.Context, by models.Actor, deedID, token models.ID) (undone *models.Deed, err error) {
	if err := sees(by); err != nil {
		return nil, err
	}
	at := s.now()
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		deed, err := store.One[models.Deed](tx, models.ByID(deedID))
		if err != nil {
			return err
		}
		undone = &models.Deed{ID: models.NewID(), ClientID: deed.ClientID, ProgramID: deed.ProgramID, InquiryID: deed.InquiryID, UserID: by.UserID, At: at, Kind: deed.Kind, Undoes: &deed.ID}
		done, err := sent(tx, token, undone)
		if done != nil || err != nil {
			undone = done
			return err
		}
		if deed.InquiryID == nil {
			err = s.undoProgram(tx, deed, undone)
		} else {
			err = s.undoInquiry(tx, deed, undone)
		}
		if err != nil {
			return err
		}
		return s.write(tx, undone)
	})
	if err == nil {
		s.forget()
		s.Ring()
	}
	return undone, err
}

// changed refuses to take back what has changed since.
func changed(deed, undone *models.Deed) error {
	if same(deed.After, undone.Before) {
		return nil
	}
	return models.Refuse(models.Conflict, "", "It has changed since, so it cannot be taken back. Look at how it stands now.")
}

func (s *Service) undoInquiry(tx *store.Tx, deed, undone *models.Deed) error {
	i, err := store.One[models.Inquiry](tx, models.ByID(*deed.InquiryID), models.InProgramsOf(tx.By), models.ForUpdate)
	if err != nil {
		return err
	}
	if undone.Before, err = inquiryStanding(tx, i); err != nil {
		return err
	}
	if err := changed(deed, undone); err != nil {
		return err
	}
	before := deed.Before
	if undone.Before.HeldBy != nil { // it was taken back once, and is taken away again
		if _, err := s.line.TakeAway(tx, i.ID, undone.At); err != nil {
			return err
		}
	}
	i.PutBack(*before.Place)
	i.Priority, i.FirstCallBy = before.Priority, before.FirstCallBy
	if before.HeldBy != nil {
		i.State = models.Ready // to be held from there
		if err := s.line.GiveAgain(tx, *before.ClaimID, i, undone.At); err != nil {
			return err
		}
	}
	if _, err := tx.Run(`UPDATE promises SET user_id = $2 WHERE inquiry_id = $1 AND settled_at IS NULL`, i.ID, before.Keeper); err != nil {
		return err
	}
	if err := rehold(tx, deed, undone.At); err != nil {
		return err
	}
	return tx.Keep(i)
}

func (s *Service) undoProgram(tx *store.Tx, deed, undone *models.Deed) error {
	p, err := s.programs.ProgramToRun(tx, deed.ProgramID)
	if err != nil {
		return err
	}
	undone.Before = programStanding(p, deed.Kind)
	if err := changed(deed, undone); err != nil {
		return err
	}
	if deed.Kind == models.Sharing {
		p.ContractVolume, p.Weight = deed.Before.Volume, deed.Before.Weight
		return tx.Keep(p)
	}
	p.HeldUntil = deed.Before.Until
	if err := rehold(tx, deed, undone.At); err != nil {
		return err
	}
	return tx.Keep(p)
}

// rehold has the holds as they were before a deed.
func rehold(tx *store.Tx, deed *models.Deed, at time.Time) error {
	if _, err := tx.Run(`UPDATE holds SET ended_at = $3 WHERE ended_at IS NULL AND program_id = $1 AND inquiry_id IS NOT DISTINCT FROM $2::uuid`, deed.ProgramID, deed.InquiryID, at); err != nil {
		return err
	}
	if deed.Before.Until == nil {
		return nil
	}
	_, err := tx.Run(`UPDATE holds SET ended_at = NULL WHERE id = (SELECT id FROM holds WHERE program_id = $1 AND inquiry_id IS NOT DISTINCT FROM $2::uuid AND until = $3 ORDER BY id DESC LIMIT 1)`,
		deed.ProgramID, deed.InquiryID, deed.Before.Until)
	return err
}
