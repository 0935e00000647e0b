package web_test

import (
	"strings"

	"ripen/models"
	"ripen/services/delivery"
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
		if strings.Contains(a.Route.Path, "/customers/") || strings.HasSuffix(a.Route.Path, "/orders") {
			return a.Won(0, rep).String()
		}
		id := a.Lead(0, rep)
		switch {
		case strings.HasSuffix(a.Route.Path, "/answer"):
			plead(a.Site, rep, id)
		case a.Role.OfAgency():
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

// coachings fills :coaching: one of a rep of the client, for a partner's manager of the partner's.
var coachings = fill{
	Own: func(a asked) string {
		rep, manager := a.Clients[0].People[models.Rep], a.Clients[0].People[models.SalesManager]
		if a.Role == models.PartnerManager {
			rep = a.Clients[0].Distant
		}
		return a.Coached(0, manager, rep).String()
	},
	Foreign: func(a asked) string {
		switch {
		case a.Role == models.PartnerManager:
			return a.Coached(0, a.Clients[0].People[models.SalesManager], a.Clients[0].People[models.Rep]).String()
		case a.Role.OfAgency():
			return ""
		}
		return a.Coached(1, a.Clients[1].People[models.SalesManager], a.Clients[1].People[models.Rep]).String()
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

// managed is a rep whom a manager of this role answers for, and one whom he does not: a
// partner's manager the client's own, a sales manager another client's.
func managed(a asked) (own, foreign models.User) {
	if a.Role == models.PartnerManager {
		return a.Clients[0].Distant, a.Clients[0].People[models.Rep]
	}
	return a.Clients[0].People[models.Rep], a.Clients[1].People[models.Rep]
}

// repsFill fills :rep with somebody who has an open lead.
var repsFill = fill{
	Own: func(a asked) string {
		own, _ := managed(a)
		a.Lead(0, own)
		return own.ID.String()
	},
	Foreign: func(a asked) string { _, foreign := managed(a); return foreign.ID.String() },
	Absent:  absentID,
}

// handovers fills :handover with one of a rep's leads, to another rep.
var handovers = fill{
	Own: func(a asked) string { own, _ := managed(a); return handedOver(a, 0, own) },
	Foreign: func(a asked) string {
		_, foreign := managed(a)
		if a.Role == models.PartnerManager {
			return handedOver(a, 0, foreign)
		}
		return handedOver(a, 1, foreign)
	},
	Absent: absentID,
}

func handedOver(a asked, client int, from models.User) string {
	a.T.Helper()
	a.Lead(client, from)
	to := somebody(a.Site, client, "")
	done, err := a.House.Delivery.HandOver(a.T.Context(), models.ActorOf(a.Clients[client].People[models.SalesManager]), delivery.Handing{FromID: from.ID, To: models.Successor{RepID: to.ID}})
	if err != nil {
		a.T.Fatal(err)
	}
	return done.ID.String()
}

// actsFill fills :act with what a manager did on the board; another's is another partner's
// for a partner's manager, and another client's for a sales manager.
var actsFill = fill{
	Own: func(a asked) string {
		if a.Role == models.PartnerManager {
			return boardAct(a.Site, a.Clients[0].People[models.PartnerManager], a.Lead(0, a.Clients[0].Distant))
		}
		return boardAct(a.Site, a.Clients[0].People[models.SalesManager], a.Lead(0, a.Clients[0].People[models.Rep]))
	},
	Foreign: func(a asked) string {
		if a.Role == models.PartnerManager {
			return boardAct(a.Site, a.Clients[0].People[models.SalesManager], a.Lead(0, a.Clients[0].People[models.Rep]))
		}
		return boardAct(a.Site, a.Clients[1].People[models.SalesManager], a.Lead(1, a.Clients[1].People[models.Rep]))
	},
	Absent: absentID,
}

// boardAct has a manager set the next date of a lead, and names the act.
func boardAct(s *webtest.Site, manager models.User, lead models.ID) string {
	s.T.Helper()
	act, _, err := s.House.FollowUp.Act(s.T.Context(), models.ActorOf(manager), followup.Acting{Leads: []models.ID{lead}, Kind: models.ActDate, Next: s.Now().AddDate(0, 0, 3)})
	if err != nil {
		s.T.Fatal(err)
	}
	return act.String()
}
