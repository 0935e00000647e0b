package web

import (
	"ripen/models"
	"ripen/web/guard"
	"ripen/web/spend"
	"ripen/web/survey"
)

// spendRoutes is where a client's marketer, and the agency beside the client, enter what its
// sources cost.
func spendRoutes(h House) (routes []Route) {
	all := &spend.Spend{Spend: h.Spend, Clients: h.Clients, Now: h.Now}
	for _, face := range []struct {
		root string
		guard.Guard
	}{{"/portal/spend", guard.Portal(models.Marketer)}, {"/admin/clients/:client/spend", guard.Agency(models.Admin, models.AccountManager, models.Supervisor)}} {
		root, g := face.root, face.Guard
		routes = append(routes,
			Route{Method: get, Path: root, Guard: g, Handler: all.Show},
			Route{Method: post, Path: root, Guard: g, Handler: all.Save},
			Route{Method: get, Path: root + "/new", Guard: g, Handler: all.New},
			Route{Method: post, Path: root + "/entries", Guard: g, Handler: all.Enter},
			Route{Method: get, Path: root + "/file", Guard: g, Handler: all.Choose},
			Route{Method: post, Path: root + "/file", Guard: g, Handler: all.Look, Body: "3M"},
			Route{Method: post, Path: root + "/imports", Guard: g, Handler: all.Import, Body: "6M"},
			Route{Method: post, Path: root + "/acts/:entry/undoing", Guard: g, Handler: all.Undo},
		)
	}
	return routes
}

// surveyRoutes is whether inquirers bought: asked by a link without signing in, read as sums
// by a client's people, and at the agency's desk with whom to ask.
func surveyRoutes(h House) []Route {
	all := &survey.Survey{Survey: h.Survey, Clients: h.Clients, Agency: h.Agency, Now: h.Now}
	readers := guard.Portal(models.Marketer, models.SalesManager)
	deciders := guard.Agency(models.Supervisor, models.AccountManager, models.Admin)
	return []Route{
		{Method: get, Path: "/bought/:word", Guard: guard.Anyone(), Handler: all.Show, Plain: true},
		{Method: post, Path: "/bought/:word", Guard: guard.Anyone(), Handler: all.Answer, Plain: true, Seldom: true},
		{Method: post, Path: "/bought/:word/no-more", Guard: guard.Anyone(), Handler: all.NoMore, Plain: true, Seldom: true},
		{Method: get, Path: "/portal/did-you-buy", Guard: readers, Handler: all.Figures},
		{Method: get, Path: "/desk/did-you-buy", Guard: deciders, Handler: all.Desk},
		{Method: post, Path: "/desk/did-you-buy/:question/answer", Guard: deciders, Handler: all.Enter},
		{Method: post, Path: "/desk/programs/:program/survey", Guard: deciders, Handler: all.SetShare},
	}
}
