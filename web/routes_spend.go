package web

import (
	"ripen/models"
	"ripen/web/guard"
	"ripen/web/spend"
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
