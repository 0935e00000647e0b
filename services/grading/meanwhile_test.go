package grading_test

import (
	"testing"

	"ripen/models"
	"ripen/services/grading"
	"ripen/services/store"
)

func TestGrade_ofAnInquiryMergedOrErasedMeanwhileSaysSoAndLosesNothing(t *testing.T) {
	t.Parallel()
	for _, state := range []models.State{models.Merged, models.Erased} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			d := open(t)
			dana := d.As("Dana Whitfield")
			d.Inquiry("scanners-us")
			id := d.serve(dana)
			into := d.Inquiry("scanners-us")
			written := models.Written{Answers: d.answers("scanners-us", 1), ForRep: "Two scanners by September.", Internal: "Rings twice."}
			if _, err := d.queue.SaveDraft(t.Context(), dana, id, 0, written); err != nil {
				t.Fatal(err)
			}
			err := d.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
				_, err := tx.Run(`UPDATE inquiries SET state = $2, merged_into = CASE WHEN $2 = 'merged' THEN $3::uuid END WHERE id = $1`, id, string(state), into.ID)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			token := models.NewID()
			for range 2 { // the same form again is refused in the same words
				_, err = d.grading.Grade(t.Context(), dana, grading.Judgement{InquiryID: id, Token: token, Written: written})
				if refused := models.Refused(err); refused == nil || refused.Kind != models.Conflict || refused.Message == "" {
					t.Fatalf("graded: %v", err)
				}
			}
			t.Log(err)
			if i := d.Reload(id); i.State != state || i.Grade != models.Ungraded {
				t.Errorf("it is %s, graded %q", i.State, i.Grade)
			}
			if n := d.Count(`SELECT (SELECT count(*) FROM gradings) + (SELECT count(*) FROM attempts) + (SELECT count(*) FROM leads)`); n != 0 {
				t.Errorf("%d rows were written", n)
			}
			if n := d.Count(`SELECT count(*) FROM drafts WHERE inquiry_id = $1 AND for_rep = $2 AND internal = $3 AND answers <> '{}'`, id, written.ForRep, written.Internal); n != 1 {
				t.Error("the draft is lost")
			}
		})
	}
}
