// Package guard says who may pass a route. A route without a guard does not start.
package guard

import (
	"slices"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/web/page"
	"ripen/web/session"
)

// A Guard stands before a route. The zero Guard is none, and refuses to start.
type Guard struct {
	name     string
	stranger bool // also whoever is not signed in
	roles    []models.Role
}

// Anyone lets everybody pass: the door, the hosted forms, what monitors ask.
func Anyone() Guard { return Guard{name: "anyone", stranger: true, roles: models.Roles} }

// SignedIn lets everybody pass who is known.
func SignedIn() Guard { return Guard{name: "signed in", roles: models.Roles} }

// Agency lets the agency's people pass, of these roles or of all.
func Agency(roles ...models.Role) Guard { return of("agency", true, roles) }

// Portal lets a client's people pass, of these roles or of all.
func Portal(roles ...models.Role) Guard { return of("portal", false, roles) }

func of(name string, agency bool, roles []models.Role) Guard {
	g := Guard{name: name}
	for _, role := range models.Roles {
		if role.OfAgency() == agency && (len(roles) == 0 || slices.Contains(roles, role)) {
			g.roles = append(g.roles, role)
		}
	}
	return g
}

// Declared reports whether this is a guard at all.
func (g Guard) Declared() bool { return g.name != "" && len(g.roles) > 0 }

// Admits reports whether the guard lets somebody of this role pass; "" is a stranger.
func (g Guard) Admits(role models.Role) bool {
	if role == "" {
		return g.stranger
	}
	return slices.Contains(g.roles, role)
}

// Stand puts the guard before a handler. A stranger is sent to sign in; somebody of
// another role is told so, in the same words whatever the address names.
func (g Guard) Stand(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		switch by := session.Actor(c); {
		case by.SignedIn() && g.Admits(by.Role), !by.SignedIn() && g.stranger:
			return next(c)
		case !by.SignedIn():
			return page.ToSignIn(c)
		default:
			return models.Refuse(models.Forbidden, "", "This page is for other roles than yours. Your name is at the top: perhaps you are signed in as somebody else.")
		}
	}
}
