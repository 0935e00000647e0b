package web

import (
	"ripen/models"
	"ripen/web/guard"
	"ripen/web/portal"
)

// balanceRoutes is where everything is that a client sent, as its people are told it, and the
// agency's beside the client. Nothing is written there.
func balanceRoutes(h House) (routes []Route) {
	all := &portal.Balance{Reports: h.Reports, Clients: h.Clients, Agency: h.Agency, Now: h.Now}
	for _, face := range []struct {
		root string
		guard.Guard
	}{{"/portal/balance", guard.Portal(models.Marketer, models.SalesManager)}, {"/admin/clients/:client/balance", guard.Agency(models.Admin, models.AccountManager, models.Supervisor)}} {
		root, g := face.root, face.Guard
		routes = append(routes,
			Route{Method: get, Path: root, Guard: g, Handler: all.Show},
			Route{Method: get, Path: root + "/history.csv", Guard: g, Handler: all.History},
		)
	}
	return routes
}
