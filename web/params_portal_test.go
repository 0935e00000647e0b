package web_test

import (
	"ripen/models"
	"ripen/services/followup"
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
		id := a.Lead(0, rep)
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
			return a.Lead(0, a.Clients[0].Distant).String()
		case a.Role == models.PartnerManager:
			return a.Lead(0, a.Clients[0].People[models.Rep]).String()
		}
		return a.Lead(1, a.Clients[1].People[models.Rep]).String()
	},
	Absent: absentID,
}

// dispute has the rep return the lead.
func dispute(s *webtest.Site, rep models.User, id models.ID) {
	s.T.Helper()
	closing := followup.Closing{Report: followup.Report{LeadID: id}, Outcome: models.Returned, Reason: "A student."}
	if err := s.House.FollowUp.CloseOut(s.T.Context(), models.ActorOf(rep), closing); err != nil {
		s.T.Fatal(err)
	}
}
