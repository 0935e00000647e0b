package delivery

import (
	_ "embed"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed snapshot.sql
var snapshotSQL string

// A snapshot is the lead as the client will see it, and what it was made of.
type snapshot struct {
	models.Lead
	Questions        []models.Question
	Answers          models.Answers
	AttemptID        *models.ID
	GraderID         models.ID
	ForRep           *string // what stands in the draft
	Notes            *string // what was noted for the rep before
	AccountManagerID models.ID
	ClientName       string
}

// takeSnapshot reads what the client may see of the inquiry and makes a lead of it,
// which is nobody's yet.
func takeSnapshot(tx *store.Tx, r *models.PendingRelease, at time.Time) (*snapshot, error) {
	s, err := store.Row[snapshot](tx, snapshotSQL, r.InquiryID, r.GradingID, r.ClientID)
	if err != nil {
		return nil, err
	}
	s.ID, s.Kind, s.ReleasedAt = models.NewID(), "released", at
	s.Learned = learned(s.Notes, s.ForRep)
	s.Reasons = (&models.Criteria{Questions: s.Questions}).Reasons(s.Answers)
	if s.Reasons == nil {
		s.Reasons = []models.Reason{}
	}
	s.OpenQuestions = (&models.Criteria{Questions: s.Questions}).Open(s.Answers)
	s.Await()
	return s, nil
}

// learned is every note for the rep, the oldest first; the draft's may be among them.
func learned(notes, draft *string) string {
	var parts []string
	if notes != nil {
		parts = append(parts, *notes)
	}
	if draft != nil {
		if text := strings.TrimSpace(*draft); text != "" && (notes == nil || !strings.Contains(*notes, text)) {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n\n")
}

// keepNotes moves the note for the rep from the draft, which ends here, to the history.
func (s *snapshot) keepNotes(tx *store.Tx) error {
	if s.ForRep == nil {
		return nil
	}
	text := strings.TrimSpace(*s.ForRep)
	if text != "" && (s.Notes == nil || !strings.Contains(*s.Notes, text)) {
		note := models.Note{ID: models.NewID(), ClientID: s.ClientID, InquiryID: s.InquiryID, AttemptID: s.AttemptID, UserID: &s.GraderID,
			At: *s.GradedAt, Kind: models.NoteForRep, Text: text}
		if err := tx.Put(&note); err != nil {
			return err
		}
	}
	_, err := tx.Run(`DELETE FROM drafts WHERE inquiry_id = $1 AND client_id = $2`, s.InquiryID, s.ClientID)
	return err
}
