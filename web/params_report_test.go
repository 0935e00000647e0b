package web_test

import (
	"strings"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/web/webtest"
)

// plead has the rep ask the agency for help with somebody whom nobody reaches.
func plead(s *webtest.Site, rep models.User, id models.ID) {
	s.T.Helper()
	if err := s.House.FollowUp.AskAgency(s.T.Context(), models.ActorOf(rep), followup.Plea{Report: followup.Report{LeadID: id}}); err != nil {
		s.T.Fatal(err)
	}
}

// reportsFill fills :report with what somebody has just reported on his own lead.
var reportsFill = fill{
	Own: func(a asked) string { return reported(a, leads.Own(a), a.Role) },
	Foreign: func(a asked) string {
		switch a.Role {
		case models.Rep:
			return reported(a, a.Lead(0, a.Clients[0].Distant).String(), models.PartnerManager)
		case models.PartnerManager:
			return reported(a, a.Lead(0, a.Clients[0].People[models.Rep]).String(), models.Rep)
		}
		return ""
	},
	Absent: absentID,
}

func reported(a asked, lead string, role models.Role) string {
	a.T.Helper()
	by, token := a.Clients[0].People[models.Rep], models.NewID()
	if role == models.PartnerManager || role == models.SalesManager {
		by = a.Clients[0].People[role]
	}
	id, err := models.ParseID(lead)
	if err == nil {
		err = a.House.FollowUp.LogContact(a.T.Context(), models.ActorOf(by), followup.Contact{Report: followup.Report{LeadID: id, Token: token}, How: "wrote"})
	}
	if err != nil && !a.Role.OfAgency() {
		a.T.Fatal(err)
	}
	return token.String()
}

// linksFill fills :link with one of the letter about a lead that was just given to a rep.
var linksFill = fill{
	Own: func(a asked) string {
		s, rep := a.Site, a.Clients[0].People[models.Rep]
		lead, letter, links := s.Lead(0, rep), models.NewID(), followup.NewLinks(storetest.Secret, webtest.BaseURL)
		url := ""
		s.Tx(models.Worker(s.Clients[0].ID), func(tx *store.Tx) error {
			l, err := store.One[models.Lead](tx, models.ByID(lead))
			if err != nil {
				return err
			}
			urls, err := links.For(tx, letter, l, &rep, s.Now())
			url = urls[models.LinkAccept]
			return err
		})
		return strings.TrimPrefix(url, webtest.BaseURL+"/report/")
	},
	Foreign: noneForeign, // who has the secret is who it is for
	Absent:  strings.Repeat("A", 43),
}

// feedsFill fills :feed with a rep's secret address.
var feedsFill = fill{
	Own: func(a asked) string {
		by := models.ActorOf(a.Clients[0].People[models.Rep])
		if err := a.House.FollowUp.OpenFeed(a.T.Context(), by); err != nil {
			a.T.Fatal(err)
		}
		url, err := a.House.FollowUp.FeedURL(a.T.Context(), by)
		if err != nil {
			a.T.Fatal(err)
		}
		return strings.TrimPrefix(url, webtest.BaseURL+"/feeds/")
	},
	Foreign: noneForeign,
	Absent:  strings.Repeat("A", 43) + ".ics",
}
