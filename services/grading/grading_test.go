package grading_test

import (
	"os"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/delivery"
	"ripen/services/grading"
	"ripen/services/nurture"
	"ripen/services/queue"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

type desk struct {
	*agencytest.Agency
	queue   *queue.Service
	grading *grading.Service
	t       *testing.T
}

func open(t *testing.T) *desk {
	t.Helper()
	a := agencytest.Open(t)
	q := queue.New(a.Store, a.Book, a.Clock.Now)
	return &desk{Agency: a, queue: q, t: t,
		grading: grading.New(a.Store, q, delivery.New(a.Store, a.Clock.Now, delivery.Options{}), nurture.New(a.Store, a.Clock.Now), a.Clock.Now)}
}

// serve claims the next inquiry for the caller.
func (d *desk) serve(by models.Actor) models.ID {
	d.t.Helper()
	next, err := d.queue.Next(d.t.Context(), by)
	if err != nil || next.Nothing != nil {
		d.t.Fatalf("next = %+v, %v", next, err)
	}
	return next.InquiryID
}

// answers picks the n-th best option of every question.
func (d *desk) answers(program string, n int) models.Answers {
	answers := models.Answers{}
	for _, q := range d.Criteria(program).Questions {
		answers[q.Key] = min(n, len(q.Options))
	}
	return answers
}

func TestGrade_anAIsPendingAndNobodyOfTheClientSeesIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	dana := d.As("Dana Whitfield")
	d.Inquiry("scanners-us")
	id := d.serve(dana)
	j := grading.Judgement{InquiryID: id, Token: models.NewID(), Written: models.Written{Answers: d.answers("scanners-us", 1), ForRep: "Two scanners by September."}}
	graded, err := d.grading.Grade(t.Context(), dana, j)
	if err != nil {
		t.Fatal(err)
	}
	if graded.Grade != models.GradeA || graded.UndoUntil.Sub(d.Clock.Now()) != models.RecallWindow {
		t.Errorf("graded = %+v", graded)
	}
	if again, err := d.grading.Grade(t.Context(), dana, j); err != nil || !again.Repeated {
		t.Errorf("second sending = %+v, %v", again, err)
	}
	if i := d.Reload(id); i.State != models.Pending {
		t.Errorf("inquiry is %s", i.State)
	}
	for query, want := range map[string]int{"SELECT count(*) FROM gradings": 1, "SELECT count(*) FROM attempts": 1, "SELECT count(*) FROM releases WHERE state = 'pending'": 1,
		"SELECT count(*) FROM leads": 0, "SELECT count(*) FROM notes WHERE kind = 'rep'": 1, "SELECT count(*) FROM claims WHERE ended_at IS NULL": 0} {
		if n := d.Count(query); n != want {
			t.Errorf("%s = %d, want %d", query, n, want)
		}
	}
}

func TestGrade_refusesHalfAnswersAndAnOverrideWithoutAReason(t *testing.T) {
	t.Parallel()
	d := open(t)
	dana := d.As("Dana Whitfield")
	d.Inquiry("scanners-us")
	id := d.serve(dana)
	half := d.answers("scanners-us", 1)
	delete(half, d.Criteria("scanners-us").Questions[0].Key)
	for name, j := range map[string]grading.Judgement{
		"grade":  {InquiryID: id, Written: models.Written{Answers: half}},
		"reason": {InquiryID: id, Written: models.Written{Answers: d.answers("scanners-us", 1)}, Override: models.GradeC},
	} {
		_, err := d.grading.Grade(t.Context(), dana, j)
		if refused := models.Refused(err); refused == nil || refused.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := d.Count("SELECT count(*) FROM gradings"); n != 0 {
		t.Errorf("%d gradings were kept", n)
	}
	graded, err := d.grading.Grade(t.Context(), dana, grading.Judgement{InquiryID: id, Written: models.Written{Answers: half}, Override: models.GradeC, Reason: "They move next year."})
	if err != nil || graded.Grade != models.GradeC || graded.Until == nil {
		t.Fatalf("override = %+v, %v", graded, err)
	}
	if i := d.Reload(id); i.State != models.Nurtured || i.Class != models.RequalC || i.NextAt == nil {
		t.Errorf("inquiry = %+v", i)
	}
}

func TestUndo_returnsTheInquiryItsAnswersAndWhatWasServedMeanwhile(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		option int
		within time.Duration
	}{{"A", 1, models.RecallWindow}, {"worse", 9, models.UndoWindow}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			dana := d.As("Dana Whitfield")
			d.Inquiry("scanners-us")
			other := d.Inquiry("scanners-us")
			id := d.serve(dana)
			written := models.Written{Answers: d.answers("scanners-us", c.option), ForRep: "For the rep.", Internal: "Not for the rep."}
			graded, err := d.grading.Grade(t.Context(), dana, grading.Judgement{InquiryID: id, Token: models.NewID(), Written: written})
			if err != nil {
				t.Fatal(err)
			}
			if meanwhile := d.serve(dana); meanwhile != other.ID {
				t.Fatalf("served %s meanwhile", meanwhile)
			}
			d.Clock.Move(c.within - time.Second)
			for range 2 { // the second sending changes nothing
				back, err := d.grading.Undo(t.Context(), dana, graded.AttemptID)
				if err != nil || back != id {
					t.Fatalf("undo = %s, %v", back, err)
				}
			}
			call, err := d.queue.Open(t.Context(), dana, id)
			if err != nil {
				t.Fatal(err)
			}
			if !call.Head.Mine() || call.Head.Grade != "" || call.Head.ForRep != "For the rep." || call.Head.Internal != "Not for the rep." || len(call.Head.Answers) == 0 {
				t.Errorf("head = %+v", call.Head)
			}
			if i := d.Reload(other.ID); i.State != models.Ready {
				t.Errorf("the other is %s", i.State)
			}
			for query, want := range map[string]int{"SELECT count(*) FROM gradings": 1, "SELECT count(*) FROM withdrawals": 1, "SELECT count(*) FROM attempts WHERE counts": 1,
				"SELECT count(*) FROM releases WHERE state = 'pending'": 0, "SELECT count(*) FROM claims WHERE ended_at IS NULL": 1} {
				if n := d.Count(query); n != want {
					t.Errorf("%s = %d, want %d", query, n, want)
				}
			}
		})
	}
}

func TestUndo_isRefusedWhenItsTimeIsOver(t *testing.T) {
	t.Parallel()
	d := open(t)
	dana := d.As("Dana Whitfield")
	d.Inquiry("scanners-us")
	id := d.serve(dana)
	ended, err := d.queue.End(t.Context(), dana, queue.Ending{InquiryID: id, Disposition: models.DoNotCall, Token: models.NewID()})
	if err != nil {
		t.Fatal(err)
	}
	d.Clock.Move(models.UndoWindow + time.Second)
	if _, err := d.grading.Undo(t.Context(), dana, ended.AttemptID); !models.IsKind(err, models.Conflict) {
		t.Errorf("undo = %v", err)
	}
	if _, err := d.grading.Undo(t.Context(), d.As("Omar Haddad"), ended.AttemptID); !models.IsKind(err, models.NotFound) {
		t.Errorf("somebody else’s undo = %v", err)
	}
}

func TestUndo_ofDoNotCallLetsThePersonBeCalledAgain(t *testing.T) {
	t.Parallel()
	d := open(t)
	dana := d.As("Dana Whitfield")
	d.Inquiry("scanners-us")
	id := d.serve(dana)
	ended, err := d.queue.End(t.Context(), dana, queue.Ending{InquiryID: id, Disposition: models.DoNotCall, Token: models.NewID()})
	if err != nil {
		t.Fatal(err)
	}
	if n := d.Count("SELECT count(*) FROM do_not_call WHERE withdrawn_at IS NULL"); n != 2 {
		t.Fatalf("%d bans", n)
	}
	d.Clock.Move(5 * time.Second)
	if _, err := d.grading.Undo(t.Context(), dana, ended.AttemptID); err != nil {
		t.Fatal(err)
	}
	if n := d.Count("SELECT count(*) FROM do_not_call WHERE withdrawn_at IS NULL"); n != 0 {
		t.Errorf("%d bans are left", n)
	}
}
