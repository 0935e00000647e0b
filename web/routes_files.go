package web

import (
	"ripen/models"
	"ripen/services/sheet"
	"ripen/web/guard"
	"ripen/web/portal"
)

// fileRoutes is the reports of the portal’s pages as files. Those of sources stand with their
// pages.
func fileRoutes(h House) (routes []Route) {
	var (
		leads     = &portal.Leads{FollowUp: h.FollowUp, Clients: h.Clients, Now: h.Now}
		steps     = &portal.Steps{Reports: h.Reports, Clients: h.Clients, Now: h.Now}
		customers = &portal.Customers{Reports: h.Reports, Clients: h.Clients, Now: h.Now}
		managers  = guard.Portal(models.PartnerManager, models.SalesManager)
		sellers   = guard.Portal(models.Rep, models.PartnerManager, models.SalesManager)
	)
	for _, kind := range []sheet.Form{sheet.CSV, sheet.XLSX} {
		end := "." + string(kind)
		routes = append(routes,
			Route{Method: get, Path: "/portal/compliance" + end, Guard: managers, Handler: leads.ComplianceFile(kind)},
			Route{Method: get, Path: "/portal/steps" + end, Guard: managers, Handler: steps.File(kind)},
			Route{Method: get, Path: "/portal/customers" + end, Guard: sellers, Handler: customers.File(kind)},
		)
	}
	return routes
}
