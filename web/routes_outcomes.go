package web

import (
	"ripen/models"
	"ripen/services/sheet"
	"ripen/web/guard"
	"ripen/web/portal"
)

// outcomeRoutes is what a client's leads came to, for its own people who read figures, and
// for the agency's beside the client.
func outcomeRoutes(h House) (routes []Route) {
	all := &portal.Outcomes{Reports: h.Reports, Clients: h.Clients, Now: h.Now}
	back := &portal.Returns{Outcomes: *all, Markets: h.Markets, Agency: h.Agency}
	for _, face := range []struct {
		root string
		guard.Guard
	}{{"/portal", guard.Portal(models.Marketer, models.SalesManager)}, {"/admin/clients/:client", guard.Agency(models.Admin, models.AccountManager, models.Supervisor)}} {
		root, g := face.root, face.Guard
		routes = append(routes,
			Route{Method: get, Path: root + "/won-lost", Guard: g, Handler: all.WonLost},
			Route{Method: get, Path: root + "/won-lost.csv", Guard: g, Handler: all.WonLostFile(sheet.CSV)},
			Route{Method: get, Path: root + "/won-lost.xlsx", Guard: g, Handler: all.WonLostFile(sheet.XLSX)},
			Route{Method: get, Path: root + "/return", Guard: g, Handler: back.Show},
			Route{Method: get, Path: root + "/return.csv", Guard: g, Handler: back.File(sheet.CSV)},
			Route{Method: get, Path: root + "/return.xlsx", Guard: g, Handler: back.File(sheet.XLSX)},
			Route{Method: get, Path: root + "/return/statement", Guard: g, Handler: back.Statement},
			Route{Method: post, Path: root + "/return/call-costs", Guard: g, Handler: back.CallCost},
		)
	}
	return routes
}
