package web

import (
	"ripen/models"
	"ripen/web/endpoints"
	"ripen/web/guard"
	"ripen/web/public"
)

// endpointRoutes is a client's webhooks, as its sales manager and as the agency runs them;
// the devices that ring for a rep; and what rings there.
func endpointRoutes(h House) []Route {
	var (
		all      = &endpoints.Endpoints{Push: h.Push, Clients: h.Clients, Now: h.Now}
		me       = accountOf(h)
		sellers  = guard.Portal(models.Rep, models.PartnerManager, models.SalesManager)
		managers = guard.Portal(models.SalesManager)
		agency   = guard.Agency(models.Admin, models.AccountManager)
	)
	routes := []Route{
		{Method: get, Path: "/manifest.webmanifest", Guard: guard.Anyone(), Handler: public.Manifest, Plain: true},
		{Method: get, Path: "/bell.js", Guard: guard.Anyone(), Handler: public.Bell, Plain: true},
		{Method: post, Path: "/account/devices", Guard: sellers, Handler: me.RingOn},
		{Method: post, Path: "/account/devices/:device/end", Guard: sellers, Handler: me.RingOff},
		{Method: post, Path: "/account/devices/:device/test", Guard: sellers, Handler: me.RingNow},
	}
	for _, face := range []struct {
		root string
		guard.Guard
	}{{"/portal/endpoints", managers}, {"/admin/clients/:client/endpoints", agency}} {
		root, g := face.root, face.Guard
		routes = append(routes,
			Route{Method: get, Path: root, Guard: g, Handler: all.List},
			Route{Method: post, Path: root, Guard: g, Handler: all.Add},
			Route{Method: get, Path: root + "/:endpoint", Guard: g, Handler: all.Show},
			Route{Method: post, Path: root + "/:endpoint", Guard: g, Handler: all.Edit},
			Route{Method: post, Path: root + "/:endpoint/disabling", Guard: g, Handler: all.Disable},
			Route{Method: post, Path: root + "/:endpoint/enabling", Guard: g, Handler: all.Enable},
			Route{Method: post, Path: root + "/:endpoint/removal", Guard: g, Handler: all.Remove},
			Route{Method: post, Path: root + "/:endpoint/rotation", Guard: g, Handler: all.Rotate},
			Route{Method: post, Path: root + "/:endpoint/test", Guard: g, Handler: all.Test},
			Route{Method: post, Path: root + "/:endpoint/replays", Guard: g, Handler: all.Replay},
		)
	}
	return routes
}
