// Package nurture keeps longer-range inquiries until their date, writes to them in
// between, and returns them to the queue when they are ripe to be called again.
package nurture

import (
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// Programs is who says which programs somebody may change. Package clients does.
type Programs interface {
	ProgramToRun(tx *store.Tx, id models.ID) (*models.Program, error)
}

// A Service keeps inquiries until their date.
type Service struct {
	st       *store.Store
	now      func() time.Time
	programs Programs
	shelf    shelf
	letters  Letters
}

// New makes the service.
func New(st *store.Store, now func() time.Time) *Service { return &Service{st: st, now: now} }

// Run lets the service publish plans for the programs that somebody answers for.
func (s *Service) Run(p Programs) *Service {
	s.programs = p
	return s
}

// Enrol keeps an inquiry that was just graded B or C until its date, by the plan of its
// class, or ends it where the plan keeps nobody any longer. It changes the inquiry and does not write it: the grading
// that calls it keeps the row, once, in the same transaction tx.
func (s *Service) Enrol(tx *store.Tx, i *models.Inquiry, reason string, heard Heard, at time.Time) error {
	if !i.Grade.Nurtured() {
		return models.Refuse(models.Conflict, "grade", "Only a B or a C is kept for later.")
	}
	if reason == "" {
		reason = "graded " + string(i.Grade)
	}
	class := models.RequalC
	if i.Grade == models.GradeB {
		class = models.RequalB
	}
	k, err := s.keeping(tx, i, class, at)
	if err != nil {
		return err
	}
	if k.Heard = heard; heard.Months > 0 {
		on := models.AddMonths(k.Today, heard.Months)
		k.BuyersOn = &on
	}
	rounds, err := rounds(tx, i.ID)
	if err != nil {
		return err
	}
	if rounds >= k.Plan.Cycles {
		i.Close(models.ClosedUnripe, at)
		return moved(tx, i, models.Move{At: at, Kind: models.MoveUsedUp, PlanVersion: k.Plan.Version,
			Reason: fmt.Sprintf("Kept for later %s, and graded %s again: the plan keeps nobody longer.", times(rounds), i.Grade)})
	}
	return s.keep(tx, k, reason)
}

// Unreached writes down that an inquiry whose calls were used up is kept for its second
// round, and until when. It changes the inquiry and does not write it.
func (s *Service) Unreached(tx *store.Tx, i *models.Inquiry, at time.Time) error {
	k, err := s.keeping(tx, i, models.Unreached, at)
	if err != nil {
		return err
	}
	return s.keep(tx, k, i.NurtureReason)
}

// keep dates the inquiry, and writes down its stay and the letters that fall into it.
func (s *Service) keep(tx *store.Tx, k Keeping, reason string) error {
	date, err := s.dateFor(tx, k)
	if err != nil {
		return err
	}
	return s.keepUntil(tx, k, reason, date)
}

func (s *Service) keepUntil(tx *store.Tx, k Keeping, reason string, date Date) error {
	i := k.Inquiry
	until := models.DayStart(date.On, k.Zone)
	i.Nurture(reason, until)
	i.Class = k.Plan.Class
	if err := endStay(tx, i.ID, models.StayMovedOn, k.At); err != nil {
		return err
	}
	stay := models.Stay{ID: models.NewID(), ClientID: i.ClientID, ProgramID: i.ProgramID, InquiryID: i.ID, Cycle: i.Cycle, Class: k.Plan.Class, PlanVersion: k.Plan.Version,
		Since: k.At, DueOn: date.On, How: date.How, Why: date.Why}
	if err := tx.Put(&stay); err != nil {
		return err
	}
	if date.Kind != nil {
		date.Kind.StayID, date.Kind.ClientID, date.Kind.Model = stay.ID, stay.ClientID, date.Model
		if err := tx.Put(date.Kind); err != nil {
			return err
		}
	}
	if err := s.plan(tx, k, &stay); err != nil {
		return err
	}
	return moved(tx, i, models.Move{At: k.At, Kind: models.MoveKept, PlanVersion: k.Plan.Version, DueAt: &until, Reason: upper(reason) + ". " + date.Why})
}

// plan writes down the letters of the plan that fall before the day of the call, each on
// its day at the client's hour for letters.
func (s *Service) plan(tx *store.Tx, k Keeping, stay *models.Stay) error {
	var all []models.Touch
	for n, t := range k.Plan.Touches {
		day := k.Today.AddDate(0, 0, t.Day)
		if k.Plan.Version == 0 || !day.Before(stay.DueOn) {
			continue // they are called before it
		}
		all = append(all, models.Touch{ID: models.NewID(), ClientID: stay.ClientID, StayID: stay.ID, InquiryID: stay.InquiryID, PlanID: k.Plan.ID, N: n + 1,
			DueOn: day, TryAt: models.DayStart(day, k.Zone).Add(letterHour), State: "waiting"})
	}
	if len(all) == 0 {
		return nil
	}
	return tx.Put(&all)
}

// letterHour is how long after midnight, where the client is, letters go.
const letterHour = 9 * time.Hour

// keeping is what the date of an inquiry depends on.
func (s *Service) keeping(tx *store.Tx, i *models.Inquiry, class models.Class, at time.Time) (k Keeping, err error) {
	client, err := store.One[models.Client](tx, models.ByID(i.ClientID))
	if err != nil {
		return k, err
	}
	k = Keeping{Inquiry: i, Zone: client.Location(), At: at}
	k.Today = models.DayIn(at, k.Zone)
	k.Plan, err = PlanOf(tx, i.ProgramID, class)
	return k, err
}

// rounds is how often an inquiry was kept after a grading.
func rounds(tx *store.Tx, inquiryID models.ID) (n int, err error) {
	err = tx.Pgx.QueryRow(tx.Context(), `SELECT count(*) FROM stays WHERE inquiry_id = $1 AND class <> 'unreached' AND ended_as <> 'taken back'`, inquiryID).Scan(&n)
	return n, err
}

// endStay ends the stay of an inquiry that is kept no longer, and stops its letters.
func endStay(tx *store.Tx, inquiryID models.ID, as string, at time.Time) error {
	if _, err := tx.Run(`UPDATE stays SET ended_at = $2, ended_as = $3 WHERE inquiry_id = $1 AND ended_at IS NULL`, inquiryID, at, as); err != nil {
		return err
	}
	_, err := tx.Run(`UPDATE touches SET state = 'withdrawn', reason = 'They are called again.', settled_at = $2 WHERE inquiry_id = $1 AND state = 'waiting'`, inquiryID, at)
	return err
}

// TakeBack ends the stay that began at the instant, because what led to it is taken back.
func TakeBack(tx *store.Tx, inquiryID models.ID, since, at time.Time) error {
	if _, err := tx.Run(`UPDATE touches t SET state = 'withdrawn', reason = 'Taken back.', settled_at = $3 FROM stays s
		WHERE t.stay_id = s.id AND t.state = 'waiting' AND s.inquiry_id = $1 AND s.since = $2`, inquiryID, since, at); err != nil {
		return err
	}
	_, err := tx.Run(`UPDATE stays SET ended_at = $3, ended_as = 'taken back' WHERE inquiry_id = $1 AND since = $2`, inquiryID, since, at)
	return err
}

// moved writes down what moved an inquiry.
func moved(tx *store.Tx, i *models.Inquiry, m models.Move) error {
	m.ID, m.ClientID, m.InquiryID = models.NewID(), i.ClientID, i.ID
	return tx.Put(&m)
}
