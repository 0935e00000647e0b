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
	"ripen/web/hosted"
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
		door   = doorOf(h)
		links  = &public.Links{Accounts: h.Accounts, Agency: h.Agency}
		health = &public.Health{Ready: h.Ready}
		me     = accountOf(h)
		people = &admin.People{Accounts: h.Accounts}
		turns  = &admin.Turns{Routing: h.Routing}
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
			{Method: get, Path: "/admin/people/:user/abilities", Guard: admins, Handler: people.Abilities},
			{Method: post, Path: "/admin/people/:user/abilities", Guard: admins, Handler: people.Enable},
			{Method: post, Path: "/admin/people/:user/invitation", Guard: managers, Handler: people.InviteAgain},
			{Method: get, Path: "/admin/people/:user/turn", Guard: managers, Handler: turns.Show},
			{Method: post, Path: "/admin/people/:user/turn", Guard: managers, Handler: turns.Save},
			{Method: get, Path: "/admin/people/:user/departure", Guard: managers, Handler: people.Leaving},
			{Method: post, Path: "/admin/people/:user/deactivation", Guard: managers, Handler: people.Deactivate},
			{Method: post, Path: "/admin/people/:user/reactivation", Guard: managers, Handler: people.Reactivate},
			{Method: get, Path: "/admin/mail", Guard: admins, Handler: mails.List},
			{Method: get, Path: "/admin/mail/:mail", Guard: admins, Handler: mails.Show},
			{Method: get, Path: "/admin/kit", Guard: admins, Handler: admin.Kit},
		},
		consoleRoutes(h),
		deskRoutes(h),
		clientRoutes(h),
		hostedRoutes(h),
		portalRoutes(h),
		endpointRoutes(h),
		spendRoutes(h),
		surveyRoutes(h),
		outcomeRoutes(h),
		watchRoutes(h),
		effectRoutes(h),
		fileRoutes(h),
		balanceRoutes(h),
		sourceLetterRoutes(h),
	)
}

// doorOf is where everybody comes in.
func doorOf(h House) *public.Door {
	return &public.Door{Accounts: h.Accounts, Queue: h.Queue, Agency: h.Agency, Demo: h.Demo}
}

// accountOf is everybody's own account.
func accountOf(h House) *account.Account {
	return &account.Account{Accounts: h.Accounts, Push: h.Push, Routing: h.Routing, Now: h.Now}
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
		calls   = &console.Calls{Queue: h.Queue, Grading: h.Grading, Nurture: h.Nurture, Now: h.Now}
		callers = guard.Agency(models.Caller, models.Supervisor)
	)
	return []Route{
		{Method: get, Path: "/console", Guard: callers, Handler: calls.Home},
		{Method: post, Path: "/console/next", Guard: callers, Handler: calls.Next},
		{Method: post, Path: "/console/reservations", Guard: callers, Handler: calls.Reserve},
		{Method: post, Path: "/console/reservations/return", Guard: callers, Handler: calls.Unreserve},
		{Method: post, Path: "/console/availability", Guard: callers, Handler: calls.Shift},
		{Method: post, Path: "/console/search", Guard: callers, Handler: calls.Search},
		{Method: get, Path: "/console/promises", Guard: callers, Handler: calls.Promises},
		{Method: get, Path: "/console/inquiries/:inquiry", Guard: callers, Handler: calls.Show},
		{Method: post, Path: "/console/inquiries/:inquiry/draft", Guard: callers, Handler: calls.Draft},
		{Method: post, Path: "/console/inquiries/:inquiry/heartbeat", Guard: callers, Handler: calls.Heartbeat},
		{Method: post, Path: "/console/inquiries/:inquiry/attempts", Guard: callers, Handler: calls.Attempt},
		{Method: post, Path: "/console/inquiries/:inquiry/gradings", Guard: callers, Handler: calls.Grade},
		{Method: post, Path: "/console/inquiries/:inquiry/numbers", Guard: callers, Handler: calls.Numbers},
		{Method: post, Path: "/console/inquiries/:inquiry/line", Guard: callers, Handler: calls.Line},
		{Method: post, Path: "/console/inquiries/:inquiry/organisation", Guard: callers, Handler: calls.Organisation},
		{Method: post, Path: "/console/inquiries/:inquiry/language", Guard: callers, Handler: calls.Language},
		{Method: post, Path: "/console/inquiries/:inquiry/consents", Guard: callers, Handler: calls.Consents},
		{Method: post, Path: "/console/inquiries/:inquiry/referrals", Guard: callers, Handler: calls.Referrals},
		{Method: post, Path: "/console/inquiries/:inquiry/claim", Guard: callers, Handler: calls.Claim},
		{Method: post, Path: "/console/inquiries/:inquiry/return", Guard: callers, Handler: calls.Return},
		{Method: post, Path: "/console/attempts/:attempt/withdrawal", Guard: callers, Handler: calls.Withdraw},
	}
}

// deskRoutes is the supervisors' face: the queue, decisions, inquiries, nurture, imports.
func deskRoutes(h House) []Route {
	var (
		now       = (&desk.Desk{Desk: h.Desk, Queue: h.Queue, Policy: h.Policy, Clients: h.Clients, Reports: h.Reports, Accounts: h.Accounts, Nurture: h.Nurture, Secret: h.Secret, Now: h.Now, Log: h.Log, Beat: h.Beat}).Open()
		barred    = &desk.Barred{Policy: h.Policy, Clients: h.Clients, Now: h.Now}
		ripening  = &desk.Ripening{Nurture: h.Nurture, Now: h.Now}
		week      = &desk.Week{Nurture: h.Nurture, Now: h.Now}
		imports   = &desk.Imports{Intake: h.Intake, Clients: h.Clients, Now: h.Now}
		deciders  = guard.Agency(models.Supervisor, models.AccountManager, models.Admin)
		atConsole = guard.Agency(models.Supervisor)
	)
	return []Route{
		{Method: get, Path: "/desk", Guard: deciders, Handler: now.Show},
		{Method: get, Path: "/desk/live", Guard: deciders, Handler: now.Live},
		{Method: post, Path: "/desk/search", Guard: deciders, Handler: now.Search},
		{Method: get, Path: "/desk/wall", Guard: deciders, Handler: now.Wall},
		{Method: get, Path: "/desk/balance", Guard: deciders, Handler: now.Balance},
		{Method: get, Path: "/desk/decisions", Guard: deciders, Handler: now.Decisions},
		{Method: get, Path: "/desk/inquiries", Guard: deciders, Handler: now.List},
		{Method: get, Path: "/desk/inquiries/:inquiry", Guard: deciders, Handler: now.Inquiry},
		{Method: get, Path: "/desk/inquiries/:inquiry/story", Guard: deciders, Handler: now.Story},
		{Method: post, Path: "/desk/inquiries/:inquiry/claim", Guard: atConsole, Handler: now.Claim},
		{Method: post, Path: "/desk/inquiries/:inquiry/plan", Guard: deciders, Handler: now.Plan},
		{Method: post, Path: "/desk/inquiries/:inquiry/correction", Guard: deciders, Handler: now.Correct},
		{Method: post, Path: "/desk/inquiries/:inquiry/language", Guard: deciders, Handler: now.Speak},
		{Method: post, Path: "/desk/inquiries/:inquiry/permission", Guard: deciders, Handler: now.Permit},
		{Method: post, Path: "/desk/inquiries/:inquiry/closing", Guard: deciders, Handler: now.Close},
		{Method: post, Path: "/desk/inquiries/:inquiry/do-not-call", Guard: deciders, Handler: barred.Inquiry},
		{Method: get, Path: "/desk/do-not-call", Guard: deciders, Handler: barred.Show},
		{Method: post, Path: "/desk/do-not-call", Guard: deciders, Handler: barred.Enter},
		{Method: post, Path: "/desk/do-not-call/search", Guard: deciders, Handler: barred.Search},
		{Method: post, Path: "/desk/do-not-call/:wish/withdrawal", Guard: deciders, Handler: barred.Withdraw},
		{Method: post, Path: "/desk/inquiries/:inquiry/news", Guard: deciders, Handler: now.Hear},
		{Method: post, Path: "/desk/inquiries/:inquiry/consents", Guard: deciders, Handler: now.Agree},
		{Method: post, Path: "/desk/inquiries/:inquiry/waking", Guard: deciders, Handler: week.Wake},
		{Method: get, Path: "/desk/inquiries/:inquiry/handling", Guard: deciders, Handler: now.Handling},
		{Method: post, Path: "/desk/inquiries/:inquiry/giving", Guard: deciders, Handler: now.Give},
		{Method: post, Path: "/desk/inquiries/:inquiry/hold", Guard: deciders, Handler: now.Hold},
		{Method: post, Path: "/desk/inquiries/:inquiry/hurry", Guard: deciders, Handler: now.Hurry},
		{Method: get, Path: "/desk/programs/:program", Guard: deciders, Handler: now.Program},
		{Method: post, Path: "/desk/programs/:program/hold", Guard: deciders, Handler: now.HoldProgram},
		{Method: post, Path: "/desk/programs/:program/share", Guard: deciders, Handler: now.Share},
		{Method: get, Path: "/desk/done", Guard: deciders, Handler: now.Done},
		{Method: post, Path: "/desk/done/:deed/undoing", Guard: deciders, Handler: now.Undo},
		{Method: get, Path: "/desk/nurture", Guard: deciders, Handler: week.Show},
		{Method: get, Path: "/desk/nurture/ripening", Guard: deciders, Handler: ripening.Show},
		{Method: post, Path: "/desk/programs/:program/ripening", Guard: deciders, Handler: ripening.Use},
		{Method: get, Path: "/desk/imports", Guard: deciders, Handler: imports.List},
		{Method: get, Path: "/desk/imports/new", Guard: deciders, Handler: imports.New},
		{Method: post, Path: "/desk/imports", Guard: deciders, Handler: imports.Upload, Body: "201M"},
		{Method: get, Path: "/desk/imports/:import", Guard: deciders, Handler: imports.Show},
		{Method: post, Path: "/desk/imports/:import/mapping", Guard: deciders, Handler: imports.Map},
		{Method: post, Path: "/desk/imports/:import/trial", Guard: deciders, Handler: imports.Try},
		{Method: post, Path: "/desk/imports/:import/run", Guard: deciders, Handler: imports.Run},
		{Method: post, Path: "/desk/imports/:import/undoing", Guard: deciders, Handler: imports.Undo},
		{Method: get, Path: "/desk/imports/:import/rejected.csv", Guard: deciders, Handler: imports.Rejected},
	}
}

// clientRoutes is the agency's clients and what it runs for them.
func clientRoutes(h House) []Route {
	var (
		lists    = &admin.Lists{Policy: h.Policy, Clients: h.Clients, Now: h.Now}
		rules    = &admin.Routings{Routing: h.Routing, Now: h.Now}
		accounts = &admin.Accounts{Clients: h.Clients}
		all      = &admin.Clients{Clients: h.Clients, Spend: h.Spend, Policy: h.Policy, Routing: h.Routing, BaseURL: h.BaseURL, Now: h.Now}
		kept     = &admin.Nurture{Nurture: h.Nurture, Clients: h.Clients}
		managers = guard.Agency(models.Admin, models.AccountManager)
		runners  = guard.Agency(models.Admin, models.AccountManager, models.Supervisor)
	)
	return []Route{
		{Method: get, Path: "/admin/clients", Guard: runners, Handler: all.List},
		{Method: get, Path: "/admin/clients/new", Guard: managers, Handler: all.New},
		{Method: post, Path: "/admin/clients", Guard: managers, Handler: all.Create},
		{Method: get, Path: "/admin/clients/:client", Guard: runners, Handler: all.Show},
		{Method: get, Path: "/admin/clients/:client/settings", Guard: managers, Handler: all.Settings},
		{Method: post, Path: "/admin/clients/:client/settings", Guard: managers, Handler: all.Edit},
		{Method: post, Path: "/admin/clients/:client/bars", Guard: managers, Handler: all.Bar},
		{Method: post, Path: "/admin/clients/:client/bars/removal", Guard: managers, Handler: all.Unbar},
		{Method: get, Path: "/admin/clients/:client/routing", Guard: managers, Handler: rules.Show},
		{Method: post, Path: "/admin/clients/:client/routing", Guard: managers, Handler: rules.Change},
		{Method: get, Path: "/admin/clients/:client/accounts", Guard: managers, Handler: accounts.List},
		{Method: post, Path: "/admin/clients/:client/accounts", Guard: managers, Handler: accounts.Import, Body: "51M"},
		{Method: get, Path: "/admin/clients/:client/process", Guard: managers, Handler: all.Process},
		{Method: post, Path: "/admin/clients/:client/process", Guard: managers, Handler: all.SetProcess},
		{Method: get, Path: "/admin/clients/:client/programs/new", Guard: runners, Handler: all.NewProgram},
		{Method: post, Path: "/admin/clients/:client/programs", Guard: runners, Handler: all.CreateProgram},
		{Method: get, Path: "/admin/programs/:program", Guard: runners, Handler: all.Program},
		{Method: post, Path: "/admin/programs/:program", Guard: runners, Handler: all.EditProgram},
		{Method: post, Path: "/admin/programs/:program/replay", Guard: runners, Handler: all.Replay},
		{Method: post, Path: "/admin/programs/:program/members", Guard: runners, Handler: all.Members},
		{Method: post, Path: "/admin/programs/:program/pause", Guard: runners, Handler: all.Pause},
		{Method: post, Path: "/admin/programs/:program/resumption", Guard: runners, Handler: all.Resume},
		{Method: post, Path: "/admin/programs/:program/end", Guard: runners, Handler: all.End},
		{Method: get, Path: "/admin/programs/:program/export.csv", Guard: runners, Handler: all.Export},
		{Method: get, Path: "/admin/programs/:program/plans/:class", Guard: runners, Handler: all.Plan},
		{Method: post, Path: "/admin/programs/:program/plans/:class", Guard: runners, Handler: all.PublishPlan},
		{Method: get, Path: "/admin/programs/:program/nurture/:kept", Guard: runners, Handler: kept.Show},
		{Method: post, Path: "/admin/programs/:program/nurture/:kept", Guard: runners, Handler: kept.Publish},
		{Method: get, Path: "/admin/programs/:program/criteria", Guard: runners, Handler: all.Criteria},
		{Method: post, Path: "/admin/programs/:program/criteria", Guard: runners, Handler: all.SaveCriteria},
		{Method: get, Path: "/admin/clients/:client/sources/new", Guard: runners, Handler: all.NewSource},
		{Method: post, Path: "/admin/clients/:client/sources", Guard: runners, Handler: all.CreateSource},
		{Method: get, Path: "/admin/sources/:source", Guard: runners, Handler: all.Source},
		{Method: post, Path: "/admin/sources/:source", Guard: runners, Handler: all.EditSource},
		{Method: post, Path: "/admin/sources/:source/spend", Guard: runners, Handler: all.SetSpend},
		{Method: post, Path: "/admin/sources/:source/title", Guard: runners, Handler: all.RenameSource},
		{Method: post, Path: "/admin/sources/:source/merge", Guard: runners, Handler: all.MergeSource},
		{Method: post, Path: "/admin/sources/:source/separation", Guard: runners, Handler: all.SeparateSource},
		{Method: get, Path: "/admin/lists", Guard: runners, Handler: lists.List},
		{Method: get, Path: "/admin/lists/new", Guard: managers, Handler: lists.New},
		{Method: post, Path: "/admin/lists", Guard: managers, Handler: lists.Upload, Body: "401M"},
		{Method: get, Path: "/admin/lists/:list", Guard: runners, Handler: lists.Show},
		{Method: post, Path: "/admin/lists/:list/uploads", Guard: managers, Handler: lists.Upload, Body: "401M"},
		{Method: post, Path: "/admin/lists/:list/removal", Guard: managers, Handler: lists.Remove},
	}
}

// hostedRoutes is each source's own form, for whoever has its address, and where the links in letters lead. No session is loaded.
func hostedRoutes(h House) []Route {
	forms := &hosted.Forms{Intake: h.Intake, Agency: h.Agency}
	letters := &public.Letters{Nurture: h.Nurture, Agency: h.Agency}
	return []Route{
		{Method: get, Path: "/f/:key", Guard: guard.Anyone(), Handler: forms.Show, Plain: true},
		{Method: post, Path: "/f/:key", Guard: guard.Anyone(), Handler: forms.Submit, Plain: true, Seldom: true},
		{Method: get, Path: "/f/:key/thanks", Guard: guard.Anyone(), Handler: forms.Thanks, Plain: true},
		{Method: get, Path: "/call-me/:letter", Guard: guard.Anyone(), Handler: letters.CallMe, Plain: true},
		{Method: post, Path: "/call-me/:letter", Guard: guard.Anyone(), Handler: letters.Call, Plain: true, Seldom: true},
		{Method: get, Path: "/no-letters/:letter", Guard: guard.Anyone(), Handler: letters.NoLetters, Plain: true},
		{Method: post, Path: "/no-letters/:letter", Guard: guard.Anyone(), Handler: letters.Stop, Plain: true},
	}
}

// portalRoutes is the face of a client's people, and where the agency answers them.
func portalRoutes(h House) []Route {
	var (
		leads     = &portal.Leads{FollowUp: h.FollowUp, Delivery: h.Delivery, Agency: h.Agency, BaseURL: h.BaseURL, Now: h.Now}
		reps      = &portal.Reps{Routing: h.Routing, Delivery: h.Delivery, Now: h.Now}
		again     = &portal.Again{Nurture: h.Nurture, Agency: h.Agency}
		linked    = &public.Reports{FollowUp: h.FollowUp, Agency: h.Agency, Now: h.Now}
		figures   = &portal.Figures{Reports: h.Reports, Clients: h.Clients, Now: h.Now}
		rowsOf    = &desk.Figures{Reports: h.Reports, Clients: h.Clients}
		steps     = &portal.Steps{Reports: h.Reports, Clients: h.Clients, Now: h.Now}
		mine      = &portal.Mine{FollowUp: h.FollowUp, BaseURL: h.BaseURL, Now: h.Now, Panels: []portal.Panel{leads.MyPolicy, steps.Mine}}
		customers = &portal.Customers{Reports: h.Reports, Clients: h.Clients, FollowUp: h.FollowUp, Now: h.Now}
		ripening  = &portal.Ripening{Nurture: h.Nurture}
		returns   = &desk.Returns{FollowUp: h.FollowUp, Now: h.Now}
		onlyReps  = guard.Portal(models.Rep)
		sellers   = guard.Portal(models.Rep, models.PartnerManager, models.SalesManager)
		managers  = guard.Portal(models.PartnerManager, models.SalesManager)
		sales     = guard.Portal(models.SalesManager)
		readers   = guard.Portal(models.Marketer, models.SalesManager)
		deciders  = guard.Agency(models.Supervisor, models.AccountManager, models.Admin)
	)
	return []Route{
		{Method: get, Path: "/portal", Guard: sellers, Handler: leads.Inbox},
		{Method: get, Path: "/portal/board", Guard: managers, Handler: leads.Board},
		{Method: get, Path: "/portal/reps", Guard: managers, Handler: reps.List},
		{Method: get, Path: "/portal/reps/:rep", Guard: managers, Handler: reps.Show},
		{Method: post, Path: "/portal/reps/:rep/absence", Guard: managers, Handler: reps.Absence},
		{Method: post, Path: "/portal/reps/:rep/handover", Guard: managers, Handler: reps.HandOver},
		{Method: post, Path: "/portal/handovers/:handover/undoing", Guard: managers, Handler: reps.Undo},
		{Method: post, Path: "/portal/board/acts", Guard: managers, Handler: leads.Act},
		{Method: post, Path: "/portal/board/acts/:act/undoing", Guard: managers, Handler: leads.UndoAct},
		{Method: get, Path: "/portal/board/done", Guard: managers, Handler: leads.Acts},
		{Method: get, Path: "/portal/compliance", Guard: managers, Handler: leads.Compliance},
		{Method: get, Path: "/portal/statement", Guard: readers, Handler: leads.Statement},
		{Method: post, Path: "/portal/statement/sending", Guard: sales, Handler: leads.SendStatement},
		{Method: get, Path: "/portal/processes", Guard: sellers, Handler: leads.Processes},
		{Method: get, Path: "/portal/policy", Guard: sellers, Handler: leads.Policy},
		{Method: post, Path: "/portal/policy/acknowledgements", Guard: sellers, Handler: leads.Acknowledge},
		{Method: post, Path: "/portal/policy/closed-days", Guard: sales, Handler: leads.ClosedDays},
		{Method: get, Path: "/portal/policy/draft", Guard: sales, Handler: leads.Draft},
		{Method: post, Path: "/portal/policy/draft", Guard: sales, Handler: leads.ChangePolicy},
		{Method: get, Path: "/portal/leads/:lead", Guard: sellers, Handler: leads.Show},
		{Method: post, Path: "/portal/leads/:lead/process", Guard: sellers, Handler: leads.ChooseProcess},
		{Method: post, Path: "/portal/leads/:lead/acceptance", Guard: sellers, Handler: leads.Accept},
		{Method: post, Path: "/portal/leads/:lead/contacts", Guard: sellers, Handler: leads.Contact},
		{Method: post, Path: "/portal/leads/:lead/milestones", Guard: sellers, Handler: leads.Milestone},
		{Method: post, Path: "/portal/leads/:lead/close-out", Guard: sellers, Handler: leads.CloseOut},
		{Method: post, Path: "/portal/leads/:lead/return", Guard: sellers, Handler: leads.Return},
		{Method: post, Path: "/portal/leads/:lead/next-date", Guard: sellers, Handler: leads.Next},
		{Method: post, Path: "/portal/leads/:lead/people", Guard: sellers, Handler: leads.Person},
		{Method: post, Path: "/portal/leads/:lead/call-again", Guard: sellers, Handler: again.Say},
		{Method: post, Path: "/portal/leads/:lead/request", Guard: sellers, Handler: leads.Request},
		{Method: get, Path: "/portal/leads/:lead/card.vcf", Guard: sellers, Handler: leads.Card},
		{Method: get, Path: "/portal/leads/:lead/next.ics", Guard: sellers, Handler: leads.NextEntry},
		{Method: post, Path: "/portal/reports/:report/withdrawal", Guard: sellers, Handler: leads.Withdraw},
		{Method: get, Path: "/portal/me", Guard: onlyReps, Handler: mine.Show},
		{Method: post, Path: "/portal/me/calendar", Guard: onlyReps, Handler: mine.OpenFeed},
		{Method: post, Path: "/portal/me/calendar/end", Guard: onlyReps, Handler: mine.RevokeFeed},
		{Method: get, Path: "/feeds/:feed", Guard: guard.Anyone(), Handler: mine.Feed, Plain: true},
		{Method: get, Path: "/report/:link", Guard: guard.Anyone(), Handler: linked.Show, Plain: true},
		{Method: post, Path: "/report/:link", Guard: guard.Anyone(), Handler: linked.Use, Plain: true},
		{Method: post, Path: "/portal/leads/:lead/assignment", Guard: managers, Handler: leads.Assign},
		{Method: post, Path: "/portal/leads/:lead/orders", Guard: sellers, Handler: customers.Order},
		{Method: get, Path: "/portal/steps", Guard: sellers, Handler: steps.Show},
		{Method: post, Path: "/portal/coachings", Guard: managers, Handler: steps.Coach},
		{Method: post, Path: "/portal/coachings/:coaching/withdrawal", Guard: managers, Handler: steps.TakeBack},
		{Method: get, Path: "/portal/ripening", Guard: guard.Portal(models.SalesManager, models.Marketer), Handler: ripening.Show},
		{Method: get, Path: "/portal/customers", Guard: sellers, Handler: customers.List},
		{Method: get, Path: "/portal/customers/:lead", Guard: sellers, Handler: customers.Show},
		{Method: get, Path: "/portal/sources/:source/leads", Guard: readers, Handler: figures.Behind},
		{Method: get, Path: "/desk/clients/:client/sources/rows", Guard: deciders, Handler: rowsOf.Behind},
		{Method: get, Path: "/desk/returns", Guard: deciders, Handler: returns.List},
		{Method: post, Path: "/desk/returns/:lead/answer", Guard: deciders, Handler: returns.Answer},
		{Method: post, Path: "/desk/returns/:lead/decision", Guard: deciders, Handler: returns.Decide},
	}
}
