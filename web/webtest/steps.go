package webtest

import (
	"ripen/models"
	"ripen/services/followup"
	"ripen/services/store"
)

// Won writes a lead that its rep has won: its organisation is a customer.
func (s *Site) Won(client int, rep models.User, change ...func(*models.Lead)) models.ID {
	s.T.Helper()
	id := s.Lead(client, rep, change...)
	closing := followup.Closing{Report: followup.Report{LeadID: id, Token: models.NewID()}, Outcome: models.Won}
	if err := s.House.FollowUp.CloseOut(s.T.Context(), models.ActorOf(rep), closing); err != nil {
		s.T.Fatal(err)
	}
	return id
}

// Coached writes that a manager coached a rep on the first step of a selling process.
func (s *Site) Coached(client int, by, rep models.User) models.ID {
	s.T.Helper()
	at, c := s.Now(), s.Clients[client]
	process := models.Process{ID: models.NewID(), ClientID: c.ID, LineID: models.NewID(), Name: "Usual", Version: 1, Steps: models.UsualSteps, Rules: []models.ProcessRule{}, CreatedAt: at}
	coaching := models.Coaching{ID: models.NewID(), ClientID: c.ID, RepID: rep.ID, PartnerID: rep.PartnerID, ProcessID: process.ID, Stage: 1, OnDay: models.DayIn(at, c.Location()), UserID: by.ID, At: at}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		if err := tx.Put(&process); err != nil {
			return err
		}
		return tx.Put(&coaching)
	})
	return coaching.ID
}
