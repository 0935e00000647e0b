package journeys_test

import (
	"strconv"
	"testing"

	"ripen/cmd/internal/apptest"
)

func TestPolicy_isReadByEachRepInEachVersion(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	manager := windowOf(t, h, "Marta Silva")
	rep := windowOf(t, h, "Tom Lindqvist")
	rep.inHand()
	rep.misses("There is a new follow-up policy")
	for version := 1; version <= 2; version++ {
		manager.open("/portal/policy/draft")
		manager.accessible("the next version of the policy")
		manager.fills("Accept, business hours", strconv.Itoa(4-version))
		manager.turns(func() { manager.clicks("Put in force") })
		manager.open("/portal/policy")
		manager.sees("Tom Lindqvist")
		if n := h.Count(`SELECT count(*) FROM follow_up_acknowledgements a JOIN follow_up_policies p ON p.id = a.policy_id WHERE p.state = 'in_force'`); n != 0 {
			t.Errorf("version %d was read by %d before anybody was asked", version, n)
		}
		rep.open("/portal")
		rep.sees("There is a new follow-up policy, version " + strconv.Itoa(version))
		rep.turns(func() { rep.clicks("Read it and say so") })
		rep.sees(strconv.Itoa(4-version) + " business hours")
		rep.accessible("a policy to be read")
		rep.turns(func() { rep.clicks("I have read it") })
		rep.open("/portal")
		rep.misses("There is a new follow-up policy")
		rep.open("/portal/policy")
		rep.sees("You read it")
		if got := apptest.Value[int](h, `SELECT p.version FROM follow_up_acknowledgements a JOIN follow_up_policies p ON p.id = a.policy_id WHERE p.state = 'in_force' AND a.name = 'Tom Lindqvist'`); got != version {
			t.Errorf("he has read version %d, want %d", got, version)
		}
	}
	manager.open("/portal/policy")
	manager.accessible("who has read the policy")
	boss := windowOf(t, h, "Greta Lindqvist")
	boss.open("/portal/policy")
	boss.sees("Tom Lindqvist")
	boss.misses("Carlos Mena")
}
