// Package grading turns the answers heard into a grade, by the same criteria for
// every inquiry of a program, and hands the inquiry on to what follows.
package grading

import (
	"context"
	"strconv"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/delivery"
	"ripen/services/nurture"
	"ripen/services/store"

	"github.com/shopspring/decimal"
)

// A Desk is where callers hold inquiries. Package queue is it.
type Desk interface {
	// Work is the inquiry that the actor holds, locked.
	Work(tx *store.Tx, inquiryID models.ID) (*models.Working, error)
	// Finish appends the attempt that the grading is, and ends the claim.
	Finish(tx *store.Tx, w *models.Working, attemptID models.ID, written models.Written, at time.Time) error
	// Reopen takes an attempt back and returns the inquiry to its caller.
	Reopen(tx *store.Tx, attempt *models.Attempt, at time.Time) (*models.Inquiry, error)
}

// A Service grades inquiries and takes gradings back.
type Service struct {
	store    *store.Store
	desk     Desk
	delivery *delivery.Service
	nurture  *nurture.Service
	now      func() time.Time
}

// New makes the service.
func New(st *store.Store, desk Desk, d *delivery.Service, n *nurture.Service, now func() time.Time) *Service {
	return &Service{store: st, desk: desk, delivery: d, nurture: n, now: now}
}

// A Judgement is what the caller sends at the end of a conversation.
type Judgement struct {
	InquiryID models.ID
	Token     models.ID
	Written   models.Written
	Override  models.Grade // the caller's own grade, where it differs; empty: as computed
	Reason    string       // why it differs
}

// A Graded inquiry, and until when it can be taken back.
type Graded struct {
	AttemptID models.ID
	Name      string
	Grade     models.Grade
	Until     *time.Time // of a nurtured one: when it is called again
	UndoUntil time.Time
	Repeated  bool // the form was sent before; nothing was done now
}

// Grade records the judgement and carries out what it means, all or nothing: an A
// is pending its release, a B or C is nurtured until its date, a D is closed.
func (s *Service) Grade(ctx context.Context, by models.Actor, j Judgement) (graded Graded, err error) {
	at := s.now()
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		attemptID := models.NewID()
		before, fresh, err := tx.Once(j.Token, attemptID.String(), at)
		if err != nil {
			return err
		}
		if !fresh {
			graded.Repeated = true
			graded.AttemptID, err = models.ParseID(before)
			return err
		}
		graded, err = s.grade(tx, j, attemptID, at)
		return err
	})
	return graded, err
}

func (s *Service) grade(tx *store.Tx, j Judgement, attemptID models.ID, at time.Time) (Graded, error) {
	w, err := s.desk.Work(tx, j.InquiryID)
	if err != nil {
		return Graded{}, err
	}
	criteria, err := store.One[models.Criteria](tx, models.InForce(w.ProgramID))
	if err != nil {
		return Graded{}, models.Refuse(models.Invalid, "grade", "This program has no criteria in force. Ask its supervisor to publish them; what you typed is kept.")
	}
	j.Written.Answers = criteria.Keep(j.Written.Answers)
	verdict := criteria.Compute(j.Written.Answers, at)
	grade, err := judge(verdict, j)
	if err != nil {
		return Graded{}, err
	}
	program, err := store.One[models.Program](tx, models.ByID(w.ProgramID))
	if err != nil {
		return Graded{}, err
	}
	if err := w.GradeAs(grade, criteria.ID, at); err != nil {
		return Graded{}, err
	}
	if grade.Nurtured() {
		if err := s.nurture.Enrol(tx, &w.Inquiry, "graded "+string(grade)+" by criteria v"+strconv.Itoa(criteria.Version), nurture.Heard{Months: verdict.Months, Missing: verdict.Missing}, at); err != nil {
			return Graded{}, err
		}
	}
	if err := s.desk.Finish(tx, w, attemptID, j.Written, at); err != nil {
		return Graded{}, err
	}
	grading, err := s.append(tx, w, j, criteria, verdict, grade, program, attemptID, at)
	if err != nil {
		return Graded{}, err
	}
	graded := Graded{AttemptID: attemptID, Name: w.PersonName, Grade: grade, UndoUntil: at.Add(models.UndoWindow)}
	switch {
	case grade == models.GradeA:
		graded.UndoUntil = at.Add(models.RecallWindow)
		return graded, s.delivery.Pend(tx, &w.Inquiry, grading.ID, at)
	case grade.Nurtured():
		graded.Until = w.NextAt // none where it was kept often enough, and is closed
	}
	return graded, nil
}

// judge is the grade that counts: the computed one, or the caller's own with a reason.
func judge(v models.Verdict, j Judgement) (models.Grade, error) {
	switch {
	case j.Override != models.Ungraded && !j.Override.Valid():
		return "", models.Refuse(models.Invalid, "override", "Choose A, B, C or D.")
	case j.Override != models.Ungraded && j.Override != v.Grade && strings.TrimSpace(j.Reason) == "":
		return "", models.Refuse(models.Invalid, "reason", "Say why your grade differs from the computed %s.", orNone(v.Grade))
	case j.Override != models.Ungraded:
		return j.Override, nil
	case !v.Complete:
		return "", models.Refuse(models.Invalid, "grade", "Answer the remaining questions, or override the grade and say why.")
	}
	return v.Grade, nil
}

func orNone(g models.Grade) string {
	if g == models.Ungraded {
		return "grade, which is none yet"
	}
	return string(g)
}

// append writes the grading and, where they can be erased, its answers and words.
func (s *Service) append(tx *store.Tx, w *models.Working, j Judgement, c *models.Criteria, v models.Verdict, grade models.Grade, p *models.Program, attemptID models.ID, at time.Time) (*models.Grading, error) {
	g := &models.Grading{ID: models.NewID(), ClientID: w.ClientID, ProgramID: w.ProgramID, InquiryID: w.ID, Cycle: w.Cycle, Kind: models.ByCaller,
		CriteriaID: &c.ID, AttemptID: &attemptID, UserID: tx.By.UserID, At: at, Computed: v.Grade, Grade: grade, Probability: &p.WinRate}
	if g.Computed == models.Ungraded {
		g.Computed = models.GradeD // nothing was answered: nothing speaks for it
	}
	low, high := p.Worth, p.Worth
	if v.Worth != nil {
		low, high = decimal.NewFromInt(v.Worth.Low), decimal.NewFromInt(v.Worth.High)
	}
	g.WorthLow, g.WorthHigh = &low, &high
	if err := tx.Put(g); err != nil {
		return nil, err
	}
	if err := tx.Put(&models.GivenAnswers{GradingID: g.ID, ClientID: w.ClientID, Answers: j.Written.Answers, Reason: strings.TrimSpace(j.Reason)}); err != nil {
		return nil, err
	}
	if text := strings.TrimSpace(j.Written.ForRep); text != "" {
		note := &models.Note{ID: models.NewID(), ClientID: w.ClientID, InquiryID: w.ID, AttemptID: &attemptID, UserID: &tx.By.UserID, At: at, Kind: models.NoteForRep, Text: text}
		if err := tx.Put(note); err != nil {
			return nil, err
		}
	}
	return g, nil
}
