package web

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/web/account"
	"ripen/web/admin"
	"ripen/web/console"
	"ripen/web/desk"
	"ripen/web/guard"
	"ripen/web/portal"
	"ripen/web/public"
)

// A Route is one address and who may use it. Writes are posted nouns.
type Route struct {
	Method  string
	Path    string
	Guard   guard.Guard
	Handler echo.HandlerFunc
	Body    string // the most that may be sent, "1M" where empty
	Seldom  bool   // a flood from one address is turned away
	Plain   bool   // nobody is asked for: no session is loaded
}

const (
	get  = http.MethodGet
	post = http.MethodPost
)

// Routes is every route of the house, for the tests that walk them all.
func Routes(h House) []Route { return routes(h) }

// routes is EVERY route, face by face. Who adds one adds it here, with its guard.
func routes(h House) []Route {
	var (
		door   = &public.Door{Accounts: h.Accounts, Agency: h.Agency, Demo: h.Demo}
		links  = &public.Links{Accounts: h.Accounts, Agency: h.Agency}
		health = &public.Health{Ready: h.Ready}
		me     = &account.Account{Accounts: h.Accounts, Now: h.Now}
		people = &admin.People{Accounts: h.Accounts}
		mails  = &admin.Mails{Post: h.Post}
	)
	anyone, known := guard.Anyone(), guard.SignedIn()
	admins := guard.Agency(models.Admin)
	managers := guard.Agency(models.Admin, models.AccountManager)

	return slices.Concat(
		[]Route{ // public: the door, and what monitors ask
			{Method: get, Path: "/", Guard: anyone, Handler: door.Home},
			{Method: get, Path: "/sign-in", Guard: anyone, Handler: door.Show},
			{Method: post, Path: "/sign-in", Guard: anyone, Handler: door.Enter, Seldom: true},
			{Method: post, Path: "/sign-out", Guard: anyone, Handler: door.Leave},
			{Method: get, Path: "/password", Guard: anyone, Handler: links.Forgot},
			{Method: post, Path: "/password", Guard: anyone, Handler: links.SendReset, Seldom: true},
			{Method: get, Path: "/password/:secret", Guard: anyone, Handler: links.ShowReset},
			{Method: post, Path: "/password/:secret", Guard: anyone, Handler: links.Reset, Seldom: true},
			{Method: get, Path: "/invitation/:secret", Guard: anyone, Handler: links.ShowInvitation},
			{Method: post, Path: "/invitation/:secret", Guard: anyone, Handler: links.Accept, Seldom: true},
			{Method: get, Path: "/healthz", Guard: anyone, Handler: health.Alive, Plain: true},
			{Method: get, Path: "/readyz", Guard: anyone, Handler: health.ReadyNow, Plain: true},
		},
		demoRoutes(h, door),
		[]Route{ // account: everybody's own
			{Method: post, Path: "/theme", Guard: known, Handler: me.Theme},
			{Method: get, Path: "/account", Guard: known, Handler: me.Show},
			{Method: post, Path: "/account/keys", Guard: known, Handler: me.Keys},
			{Method: post, Path: "/account/zone", Guard: known, Handler: me.Zone},
			{Method: post, Path: "/account/absence", Guard: guard.Portal(models.Rep), Handler: me.Absence},
			{Method: post, Path: "/account/password", Guard: known, Handler: me.Password, Seldom: true},
			{Method: post, Path: "/account/sessions/end", Guard: known, Handler: me.EndOthers},
			{Method: post, Path: "/account/sessions/:session/end", Guard: known, Handler: me.End},
		},
		[]Route{ // admin: people, the demo's post, the kit
			{Method: get, Path: "/admin", Guard: managers, Handler: people.Home},
			{Method: get, Path: "/admin/people", Guard: managers, Handler: people.List},
			{Method: get, Path: "/admin/people/new", Guard: managers, Handler: people.New},
			{Method: post, Path: "/admin/people", Guard: managers, Handler: people.Invite},
			{Method: post, Path: "/admin/people/:user/invitation", Guard: managers, Handler: people.InviteAgain},
			{Method: post, Path: "/admin/people/:user/deactivation", Guard: managers, Handler: people.Deactivate},
			{Method: post, Path: "/admin/people/:user/reactivation", Guard: managers, Handler: people.Reactivate},
			{Method: get, Path: "/admin/mail", Guard: admins, Handler: mails.List},
			{Method: get, Path: "/admin/mail/:mail", Guard: admins, Handler: mails.Show},
			{Method: get, Path: "/admin/kit", Guard: admins, Handler: admin.Kit},
		},
		consoleRoutes(h),
		portalRoutes(h),
	)
}

// demoRoutes are only there while the demo runs.
func demoRoutes(h House, door *public.Door) []Route {
	if !h.Demo {
		return nil
	}
	return []Route{
		{Method: post, Path: "/demo/sign-in", Guard: guard.Anyone(), Handler: door.EnterDemo},
	}
}

// consoleRoutes is the callers' face. Supervisors help out at it.
func consoleRoutes(h House) []Route {
	var (
		calls   = &console.Calls{Queue: h.Queue, Grading: h.Grading, Now: h.Now}
		callers = guard.Agency(models.Caller, models.Supervisor)
	)
	return []Route{
		{Method: get, Path: "/console", Guard: callers, Handler: calls.Home},
		{Method: post, Path: "/console/next", Guard: callers, Handler: calls.Next},
		{Method: post, Path: "/console/search", Guard: callers, Handler: calls.Search},
		{Method: get, Path: "/console/promises", Guard: callers, Handler: calls.Promises},
		{Method: get, Path: "/console/inquiries/:inquiry", Guard: callers, Handler: calls.Show},
		{Method: post, Path: "/console/inquiries/:inquiry/draft", Guard: callers, Handler: calls.Draft},
		{Method: post, Path: "/console/inquiries/:inquiry/attempts", Guard: callers, Handler: calls.Attempt},
		{Method: post, Path: "/console/inquiries/:inquiry/gradings", Guard: callers, Handler: calls.Grade},
		{Method: post, Path: "/console/inquiries/:inquiry/claim", Guard: callers, Handler: calls.Claim},
		{Method: post, Path: "/console/inquiries/:inquiry/return", Guard: callers, Handler: calls.Return},
		{Method: post, Path: "/console/attempts/:attempt/withdrawal", Guard: callers, Handler: calls.Withdraw},
	}
}

// portalRoutes is the face of a client's people, and where the agency answers them.
func portalRoutes(h House) []Route {
	var (
		leads     = &portal.Leads{FollowUp: h.FollowUp, Delivery: h.Delivery, Agency: h.Agency, Now: h.Now}
		figures   = &portal.Figures{Reports: h.Reports, Clients: h.Clients, Now: h.Now}
		returns   = &desk.Returns{FollowUp: h.FollowUp, Now: h.Now}
		sellers   = guard.Portal(models.Rep, models.PartnerManager, models.SalesManager)
		managers  = guard.Portal(models.PartnerManager, models.SalesManager)
		marketers = guard.Portal(models.Marketer)
		readers   = guard.Portal(models.Marketer, models.SalesManager)
		deciders  = guard.Agency(models.Supervisor, models.AccountManager, models.Admin)
	)
	return []Route{
		{Method: get, Path: "/portal", Guard: sellers, Handler: leads.Inbox},
		{Method: get, Path: "/portal/board", Guard: managers, Handler: leads.Board},
		{Method: get, Path: "/portal/leads/:lead", Guard: sellers, Handler: leads.Show},
		{Method: post, Path: "/portal/leads/:lead/acceptance", Guard: sellers, Handler: leads.Accept},
		{Method: post, Path: "/portal/leads/:lead/contacts", Guard: sellers, Handler: leads.Contact},
		{Method: post, Path: "/portal/leads/:lead/milestones", Guard: sellers, Handler: leads.Milestone},
		{Method: post, Path: "/portal/leads/:lead/close-out", Guard: sellers, Handler: leads.CloseOut},
		{Method: post, Path: "/portal/leads/:lead/return", Guard: sellers, Handler: leads.Return},
		{Method: post, Path: "/portal/leads/:lead/assignment", Guard: managers, Handler: leads.Assign},
		{Method: get, Path: "/portal/sources", Guard: readers, Handler: figures.Show},
		{Method: get, Path: "/portal/sources.csv", Guard: readers, Handler: figures.CSV},
		{Method: get, Path: "/portal/spend", Guard: marketers, Handler: figures.Spend},
		{Method: post, Path: "/portal/spend", Guard: marketers, Handler: figures.SaveSpend},
		{Method: get, Path: "/desk/returns", Guard: deciders, Handler: returns.List},
		{Method: post, Path: "/desk/returns/:lead/decision", Guard: deciders, Handler: returns.Decide},
	}
}
