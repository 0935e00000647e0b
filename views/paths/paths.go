// Package paths is every link in Ripen, in one place: a page that moves is moved here.
package paths

import (
	"net/url"

	"ripen/models"
)

// Home is where somebody of this role lands after signing in.
func Home(role models.Role) string {
	switch role {
	case models.Caller:
		return Console()
	case models.Supervisor:
		return Desk()
	case models.Admin, models.AccountManager:
		return Admin()
	case models.Marketer:
		return PortalSources()
	default:
		return Portal()
	}
}

// The faces.
func Console() string       { return "/console" }
func Desk() string          { return "/desk" }
func Admin() string         { return "/admin" }
func Portal() string        { return "/portal" }
func PortalSources() string { return "/portal/sources" }

// The door. SignIn comes back to next, a path of ours, or to the home where it is "".
func SignIn(next string) string {
	if next == "" || next == "/" {
		return "/sign-in"
	}
	return "/sign-in?" + url.Values{"next": {next}}.Encode()
}
func SignOut() string                 { return "/sign-out" }
func DemoSignIn() string              { return "/demo/sign-in" }
func ForgotPassword() string          { return "/password" }
func ResetPassword(s string) string   { return "/password/" + url.PathEscape(s) }
func Invitation(s string) string      { return "/invitation/" + url.PathEscape(s) }
func Theme() string                   { return "/theme" }
func Account() string                 { return "/account" }
func AccountKeys() string             { return "/account/keys" }
func AccountZone() string             { return "/account/zone" }
func AccountAbsence() string          { return "/account/absence" }
func AccountPassword() string         { return "/account/password" }
func AccountSessions() string         { return "/account/sessions/end" }
func AccountSession(id string) string { return "/account/sessions/" + id + "/end" }

// The admin's pages.
func People() string                      { return "/admin/people" }
func PeopleIn(state string) string        { return People() + "?" + url.Values{"state": {state}}.Encode() }
func PersonNew() string                   { return "/admin/people/new" }
func PersonAbilities(id models.ID) string { return "/admin/people/" + id.String() + "/abilities" }
func PersonOut(id models.ID) string       { return "/admin/people/" + id.String() + "/deactivation" }
func PersonLeaves(id models.ID) string    { return "/admin/people/" + id.String() + "/departure" }
func PersonTurn(id models.ID) string      { return "/admin/people/" + id.String() + "/turn" }
func PersonBack(id models.ID) string      { return "/admin/people/" + id.String() + "/reactivation" }
func PersonInvite(id models.ID) string    { return "/admin/people/" + id.String() + "/invitation" }
func Mail() string                        { return "/admin/mail" }
func Letter(id models.ID) string          { return "/admin/mail/" + id.String() }
