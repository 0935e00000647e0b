package app

import "ripen/web"

// House is what the web stands on. In a demo anybody may sign in as any of the cast.
func (a *App) House(demo bool) web.House {
	c := a.Config
	return web.House{
		Accounts: a.Accounts, Queue: a.Queue, Desk: a.Desk, Grading: a.Grading, Post: a.Post,
		Delivery: a.Delivery, Routing: a.Routing, FollowUp: a.FollowUp, Reports: a.Reports, Clients: a.Clients, Intake: a.Intake, Nurture: a.Nurture, Policy: a.Policy, Push: a.Push, Spend: a.Spend, Markets: a.Markets, Survey: a.Survey,
		BaseURL: c.BaseURL, Agency: c.Agency, Secret: c.Secret, Proxies: c.ProxyRanges(), Demo: demo,
		Ready: a.Store.Ready, Now: a.Now, Log: a.Log,
	}
}
