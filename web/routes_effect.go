package web

import (
	"ripen/models"
	"ripen/services/sheet"
	"ripen/web/guard"
	"ripen/web/portal"
)

// effectRoutes is what sources cost and bring, as a client's people and the agency's read it.
func effectRoutes(h House) (routes []Route) {
	all := &portal.Figures{Reports: h.Reports, Clients: h.Clients, Now: h.Now}
	for _, face := range []struct {
		root string
		guard.Guard
	}{{"/portal/sources", guard.Portal(models.Marketer, models.SalesManager)}, {"/admin/clients/:client/effectiveness", guard.Agency(models.Admin, models.AccountManager, models.Supervisor)}} {
		root, g := face.root, face.Guard
		routes = append(routes,
			Route{Method: get, Path: root, Guard: g, Handler: all.Show},
			Route{Method: get, Path: root + ".csv", Guard: g, Handler: all.File(sheet.CSV)},
			Route{Method: get, Path: root + ".xlsx", Guard: g, Handler: all.File(sheet.XLSX)},
			Route{Method: get, Path: root + ".png", Guard: g, Handler: all.Picture},
		)
	}
	return routes
}
