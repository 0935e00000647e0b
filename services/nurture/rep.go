package nurture

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"ripen/models"
	"ripen/services/store"
)

// A RepWordArgs is the job of hearing a rep’s word: a client’s people may not touch inquiries.
type RepWordArgs struct {
	ClientID models.ID `json:"client_id"`
	WordID   models.ID `json:"word_id"`
}

// Kind is how jobs are known.
func (RepWordArgs) Kind() string { return "nurture.rep" }

// A RepWord is what a rep says about somebody whose lead he may see: call them again.
type RepWord struct {
	LeadID, Token models.ID
	Note          string
}

// RepSays takes a rep’s word down. What it leads to is not told: nothing below an A reaches
// a client’s people. The same form sent again changes nothing.
func (s *Service) RepSays(ctx context.Context, by models.Actor, w RepWord) error {
	w.Note = strings.TrimSpace(w.Note)
	if utf8.RuneCountInString(w.Note) > mostNote {
		return models.Refuse(models.Invalid, "again_note", "Shorten this to %d characters.", mostNote)
	}
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if by.OfAgency() {
			return models.Absent()
		}
		lead, err := store.One[models.Lead](tx, models.ByID(w.LeadID), models.VisibleLeads(by))
		if err != nil {
			return err
		}
		if lead.Open() {
			return models.Refuse(models.Conflict, "", "This lead is still open: it is yours to call.")
		}
		if _, fresh, err := tx.Once(w.Token, lead.ID.String(), at); err != nil || !fresh {
			return err
		}
		id := models.NewID()
		if _, err := tx.Run(`INSERT INTO rep_words (id, client_id, lead_id, user_id, at, note) VALUES ($1, $2, $3, $4, $5, $6)`, id, lead.ClientID, lead.ID, by.UserID, at, w.Note); err != nil {
			return err
		}
		return tx.Later(RepWordArgs{ClientID: lead.ClientID, WordID: id})
	})
}

// HearRep brings forward whoever is kept for later of the lead’s person, or at the lead’s
// organisation, in its program. Hearing it twice changes nothing.
func (s *Service) HearRep(ctx context.Context, a RepWordArgs) error {
	at := s.now()
	return s.st.Tx(ctx, models.Worker(a.ClientID), func(tx *store.Tx) error {
		word, err := store.Rows[struct {
			InquiryID, UserID models.ID
			Note              string
			At                time.Time
		}](tx, `UPDATE rep_words w SET heard_at = $2 FROM leads l WHERE w.id = $1 AND w.heard_at IS NULL AND l.id = w.lead_id AND l.client_id = w.client_id RETURNING l.inquiry_id, w.user_id, w.note, w.at`, a.WordID, at)
		if err != nil || len(word) == 0 {
			return err
		}
		w := word[0]
		kept, err := store.Rows[struct{ ID models.ID }](tx, `SELECT i.id FROM inquiries i JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
			JOIN inquiries l ON l.id = $1 JOIN persons lp ON lp.id = l.person_id AND lp.client_id = l.client_id
			WHERE i.client_id = l.client_id AND i.program_id = l.program_id AND i.state = 'nurtured' AND (i.id = l.id OR p.id = lp.id OR p.organisation_id = lp.organisation_id) ORDER BY i.id LIMIT 50`, w.InquiryID)
		if err != nil {
			return err
		}
		if len(kept) == 0 { // nobody waits: it is written down where it was said
			kept = append(kept, struct{ ID models.ID }{w.InquiryID})
		}
		for _, each := range kept {
			i, err := store.One[models.Inquiry](tx, models.ByID(each.ID), models.ForUpdate)
			if err != nil {
				return err
			}
			if w.Note != "" {
				if err := tx.Put(&models.Note{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, UserID: &w.UserID, At: w.At, Kind: models.NoteInternal, Text: w.Note}); err != nil {
					return err
				}
			}
			if err := hear(tx, i, NewsRep, at); err != nil {
				return err
			}
		}
		return nil
	})
}
