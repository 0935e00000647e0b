package web

import (
	"ripen/models"
	"ripen/services/sheet"
	"ripen/web/guard"
	"ripen/web/portal"
)

// watchRoutes is how a client's sources do, for its own people who read figures, and for the
// agency's beside the client. All that is written there is that somebody has seen it.
func watchRoutes(h House) (routes []Route) {
	all := &portal.Watch{Reports: h.Reports, Clients: h.Clients, Now: h.Now}
	for _, face := range []struct {
		root string
		guard.Guard
	}{{"/portal", guard.Portal(models.Marketer, models.SalesManager)}, {"/admin/clients/:client", guard.Agency(models.Admin, models.AccountManager, models.Supervisor)}} {
		root, g := face.root, face.Guard
		routes = append(routes,
			Route{Method: get, Path: root + "/tapped-out", Guard: g, Handler: all.TappedOut},
			Route{Method: post, Path: root + "/tapped-out/:source/seen", Guard: g, Handler: all.See},
			Route{Method: post, Path: root + "/tapped-out/seen/:sight/undoing", Guard: g, Handler: all.Unsee},
			Route{Method: get, Path: root + "/leads-or-follow-up", Guard: g, Handler: all.LeadsOrFollowUp},
			Route{Method: get, Path: root + "/next-quarter", Guard: g, Handler: all.NextQuarter},
		)
		for _, kind := range []sheet.Form{sheet.CSV, sheet.XLSX} {
			routes = append(routes,
				Route{Method: get, Path: root + "/tapped-out." + string(kind), Guard: g, Handler: all.TappedOutFile(kind)},
				Route{Method: get, Path: root + "/leads-or-follow-up." + string(kind), Guard: g, Handler: all.LeadsOrFollowUpFile(kind)},
				Route{Method: get, Path: root + "/next-quarter." + string(kind), Guard: g, Handler: all.NextQuarterFile(kind)},
			)
		}
	}
	return routes
}
