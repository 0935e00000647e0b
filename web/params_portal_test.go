package web_test

import (
	"ripen/models"
	"ripen/services/followup"
	"ripen/services/store"
	"ripen/web/webtest"
)

// leads fills :lead. Another's is another rep's for a rep, another partner's for a
// partner's manager, and for a sales manager another client's; the agency sees all.
var leads = fill{
	Own: func(a asked) string {
		c := &a.Clients[0]
		rep := c.People[models.Rep]
		if a.Role == models.PartnerManager {
			rep = c.Distant
		}
		id := lead(a.Site, 0, rep)
		if a.Role.OfAgency() {
			dispute(a.Site, rep, id)
		}
		return id.String()
	},
	Foreign: func(a asked) string {
		switch {
		case a.Role.OfAgency():
			return ""
		case a.Role == models.Rep:
			return lead(a.Site, 0, a.Clients[0].Distant).String()
		case a.Role == models.PartnerManager:
			return lead(a.Site, 0, a.Clients[0].People[models.Rep]).String()
		}
		return lead(a.Site, 1, a.Clients[1].People[models.Rep]).String()
	},
	Absent: absentID,
}

// lead writes an inquiry that was released to the rep of a client.
func lead(s *webtest.Site, client int, rep models.User) models.ID {
	s.T.Helper()
	c, at, of := s.Clients[client], s.Now(), inquiry(s, client)
	id := models.NewID()
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		i, err := store.One[models.Inquiry](tx, models.ByID(of))
		if err != nil {
			return err
		}
		l := models.Lead{ID: id, ClientID: c.ID, PartnerID: rep.PartnerID, InquiryID: of, Cycle: 1, Kind: "released", ProgramID: c.Program.ID, ProgramName: c.Program.Name,
			SourceID: i.SourceID, SourceName: "A list", Steps: 2, RepID: &rep.ID, AssignedWhy: "a test", ReleasedAt: at, ReceivedOn: i.ReceivedOn,
			Name: "Ivy Moss of " + c.Name, Phone: "+18135550142", Reasons: []models.Reason{{Short: "Wants", Answer: "Two scanners"}}, Currency: "USD"}
		l.Await()
		if err := tx.Put(&l); err != nil {
			return err
		}
		i.State, i.NextAt, i.Grade = models.Released, nil, models.GradeA
		return tx.Keep(i)
	})
	return id
}

// dispute has the rep return the lead.
func dispute(s *webtest.Site, rep models.User, id models.ID) {
	s.T.Helper()
	closing := followup.Closing{Report: followup.Report{LeadID: id}, Outcome: models.Returned, Reason: "A student."}
	if err := s.House.FollowUp.CloseOut(s.T.Context(), models.ActorOf(rep), closing); err != nil {
		s.T.Fatal(err)
	}
}
