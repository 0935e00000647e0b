package web

import (
	"ripen/models"
	"ripen/web/guard"
	"ripen/web/public"
)

// sourceLetterRoutes is where a marketer chooses the Monday’s letter on the sources: on the own
// page, and by the link in it without signing in.
func sourceLetterRoutes(h House) []Route {
	stop := &public.SourceLetters{Accounts: h.Accounts, Agency: h.Agency}
	return []Route{
		{Method: post, Path: "/account/letters", Guard: guard.Portal(models.Marketer), Handler: accountOf(h).Letters},
		{Method: get, Path: "/no-source-letters/:stop", Guard: guard.Anyone(), Handler: stop.Show, Plain: true},
		{Method: post, Path: "/no-source-letters/:stop", Guard: guard.Anyone(), Handler: stop.Stop, Plain: true},
	}
}
