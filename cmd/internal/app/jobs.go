package app

import "ripen/services/jobs"

// Jobs is every worker and schedule, on services that run by one clock: the app's own,
// or those of a clock that is moved by hand.
func (a *App) Jobs(s Services) (*jobs.Jobs, error) {
	return jobs.New(a.Store, jobs.Deps{
		Accounts: s.Accounts, Intake: s.Intake, Queue: s.Queue, Delivery: s.Delivery, FollowUp: s.FollowUp,
		Nurture: s.Nurture, Reports: s.Reports, Now: s.Now,
	}, jobs.Options{Log: a.Log})
}
