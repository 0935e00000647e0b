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
	markets := &portal.Coverage{Outcomes: *all, Markets: h.Markets}
	agency := guard.Agency(models.Admin, models.AccountManager, models.Supervisor)
	for _, face := range []struct {
		root           string
		reads, entries guard.Guard // who reads, and who enters markets
	}{{"/portal", guard.Portal(models.Marketer, models.SalesManager), guard.Portal(models.Marketer)}, {"/admin/clients/:client", agency, agency}} {
		root, g, enters := face.root, face.reads, face.entries
		routes = append(routes,
			Route{Method: get, Path: root + "/won-lost", Guard: g, Handler: all.WonLost},
			Route{Method: get, Path: root + "/won-lost.csv", Guard: g, Handler: all.WonLostFile(sheet.CSV)},
			Route{Method: get, Path: root + "/won-lost.xlsx", Guard: g, Handler: all.WonLostFile(sheet.XLSX)},
			Route{Method: get, Path: root + "/return", Guard: g, Handler: back.Show},
			Route{Method: get, Path: root + "/return.csv", Guard: g, Handler: back.File(sheet.CSV)},
			Route{Method: get, Path: root + "/return.xlsx", Guard: g, Handler: back.File(sheet.XLSX)},
			Route{Method: get, Path: root + "/return/statement", Guard: g, Handler: back.Statement},
			Route{Method: post, Path: root + "/return/call-costs", Guard: g, Handler: back.CallCost},
			Route{Method: get, Path: root + "/coverage", Guard: g, Handler: markets.Show},
			Route{Method: get, Path: root + "/coverage.csv", Guard: g, Handler: markets.File(sheet.CSV)},
			Route{Method: get, Path: root + "/coverage.xlsx", Guard: g, Handler: markets.File(sheet.XLSX)},
			Route{Method: post, Path: root + "/coverage/entries", Guard: enters, Handler: markets.Enter},
			Route{Method: post, Path: root + "/coverage/markets/:market/removal", Guard: enters, Handler: markets.Remove},
			Route{Method: get, Path: root + "/coverage/file", Guard: enters, Handler: markets.Choose},
			Route{Method: post, Path: root + "/coverage/file", Guard: enters, Handler: markets.Look, Body: "1M"},
			Route{Method: post, Path: root + "/coverage/imports", Guard: enters, Handler: markets.Import, Body: "2M"},
			Route{Method: post, Path: root + "/coverage/acts/:filed/undoing", Guard: enters, Handler: markets.Undo},
		)
	}
	return routes
}
