package reports

import (
	"context"
	_ "embed"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/reports/funnel"
	"ripen/services/store"
)

//go:embed coachings.sql
var coachingsHeld string

// A Coaching is one that holds, and what it changed as far as can be said.
type Coaching struct {
	ID     models.ID
	RepID  models.ID
	Name   string
	Stage  int // from 1
	OnDay  time.Time
	What   string
	By     string
	Change funnel.Change
}

// A coachingRow is a row of coachings.sql.
type coachingRow struct {
	ID       models.ID
	RepID    models.ID
	Name     string
	Stage    int
	OnDay    time.Time
	What, By string
	N, K     []int
	Expected []float64
}

func (r coachingRow) coaching() Coaching {
	c := Coaching{ID: r.ID, RepID: r.RepID, Name: r.Name, Stage: r.Stage, OnDay: r.OnDay, What: r.What, By: r.By}
	var sums [4]funnel.Sum
	for n := range min(len(sums), len(r.N), len(r.K), len(r.Expected)) {
		sums[n] = funnel.Sum{N: r.N[n], K: r.K[n], Expected: r.Expected[n]}
	}
	c.Change = funnel.Compare(sums[0], sums[1], sums[2], sums[3])
	return c
}

// A CoachingDone is what a manager records.
type CoachingDone struct {
	Token     models.ID
	RepID     models.ID
	ProcessID models.ID
	Stage     int // from 1
	On        time.Time
	What      string
}

// Coach records that a rep was coached on a step. What it changed is counted afterwards.
func (s *Service) Coach(ctx context.Context, by models.Actor, d CoachingDone) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if by.Role != models.SalesManager && by.Role != models.PartnerManager {
			return models.Absent()
		}
		if d.RepID == models.NoID {
			return (&models.Coaching{}).Check(d.What, 0, at)
		}
		rep, err := store.One[models.User](tx, models.ByID(d.RepID), models.RepsOf(by.ClientID))
		if err != nil {
			return err
		}
		if by.Role == models.PartnerManager && (rep.PartnerID == nil || *rep.PartnerID != by.PartnerID) {
			return models.Absent()
		}
		process, err := store.One[models.Process](tx, models.ByID(d.ProcessID), models.OfClient(by.ClientID))
		if err != nil {
			return err
		}
		client, err := store.One[models.Client](tx, models.ByID(by.ClientID))
		if err != nil {
			return err
		}
		c := &models.Coaching{ID: models.NewID(), ClientID: by.ClientID, RepID: rep.ID, PartnerID: rep.PartnerID, ProcessID: process.ID, Stage: d.Stage, OnDay: d.On, UserID: by.UserID, At: at}
		if err := c.Check(d.What, len(process.Stages()), models.DayIn(at, client.Location())); err != nil {
			return err
		}
		if _, fresh, err := tx.Once(d.Token, c.ID.String(), at); err != nil || !fresh {
			return err
		}
		if err := tx.Put(c); err != nil {
			return err
		}
		if err := tx.Put(&models.CoachingWords{CoachingID: c.ID, ClientID: c.ClientID, RepID: c.RepID, PartnerID: c.PartnerID, What: strings.TrimSpace(d.What)}); err != nil {
			return err
		}
		return tx.Audit("coaching.record", "coaching", c.ID, c.ClientID, at)
	})
}

// TakeBackCoaching takes a coaching back that was recorded in error: by one more entry.
func (s *Service) TakeBackCoaching(ctx context.Context, by models.Actor, token, id models.ID) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if by.Role != models.SalesManager && by.Role != models.PartnerManager {
			return models.Absent()
		}
		was, err := store.One[models.Coaching](tx, models.ByID(id), models.OfClient(by.ClientID))
		if err != nil {
			return err
		}
		if was.TakesBack != nil {
			return models.Absent()
		}
		if _, fresh, err := tx.Once(token, was.ID.String(), at); err != nil || !fresh {
			return err
		}
		c := *was
		c.ID, c.UserID, c.At, c.TakesBack = models.NewID(), by.UserID, at, &was.ID
		if err := tx.Put(&c); err != nil {
			if store.Duplicate(err, "coachings_taken_back_once") {
				return models.Refuse(models.Conflict, "", "This coaching was taken back already.")
			}
			return err
		}
		return tx.Audit("coaching.take_back", "coaching", was.ID, was.ClientID, at)
	})
}
