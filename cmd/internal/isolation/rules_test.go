package isolation_test

import (
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/store"
)

// theRulesHeld judges what the cast did by code of its own, which shares nothing with
// the services: it reads what is stored, and applies each rule by brute force.
func theRulesHeld(t *testing.T, h *apptest.House) {
	t.Helper()
	attempts := h.Count(`SELECT count(*) FROM attempts`)
	if attempts < 100 || h.Count(`SELECT count(*) FROM leads`) < 5 {
		t.Fatalf("the cast made %d attempts: too little to judge", attempts)
	}
	for rule, query := range map[string]string{
		"attempts without a decision that allowed them": `SELECT count(*) FROM attempts a LEFT JOIN decisions d ON d.id = a.decision_id AND d.client_id = a.client_id AND d.inquiry_id = a.inquiry_id
			WHERE d.verdict IS NULL OR d.verdict NOT IN ('allow', 'warn') OR d.at > a.at`,
		"attempts after the window of their decision closed": `SELECT count(*) FROM attempts a JOIN decisions d ON d.id = a.decision_id WHERE a.at > d.closes_at + interval '30 minutes'`,
		"people with two open claims":                        `SELECT count(*) FROM (SELECT person_id FROM claims WHERE ended_at IS NULL GROUP BY 1 HAVING count(*) > 1) twice`,
		"claims of one person, or of one number, at the same time": `SELECT count(*) FROM claims a JOIN claims b ON a.id < b.id AND (a.person_id = b.person_id OR a.number_key = b.number_key)
			AND a.at < COALESCE(b.ended_at, 'infinity') AND b.at < COALESCE(a.ended_at, 'infinity')`,
		"inquiries with two leads of one cycle":       `SELECT count(*) FROM (SELECT FROM leads GROUP BY inquiry_id, cycle HAVING count(*) > 1) twice`,
		"live inquiries without a next date":          `SELECT count(*) FROM inquiries WHERE state IN ('scheduled', 'ready', 'decision', 'held', 'pending', 'nurtured') AND next_at IS NULL`,
		"open leads of somebody who has left":         `SELECT count(*) FROM leads l JOIN users u ON u.id = l.rep_id WHERE l.closed_at IS NULL AND u.state <> 'active'`,
		"leads given by a rule that was not in force": `SELECT count(*) FROM assignments a WHERE a.rule_id IS NOT NULL AND NOT EXISTS (SELECT FROM routings r WHERE r.client_id = a.client_id AND r.version = a.rule_version AND r.in_force_at <= a.at AND r.rules @> jsonb_build_array(jsonb_build_object('id', a.rule_id)))`,
		"leads below A": `SELECT count(*) FROM leads l JOIN inquiries i ON i.id = l.inquiry_id WHERE l.kind = 'released' AND i.state = 'released' AND i.grade <> 'A'`,
		"attempts on numbers that are not to be called": `SELECT count(*) FROM attempts a JOIN persons p ON p.id = a.person_id JOIN do_not_call d ON d.key = p.number_key AND d.entered_at < a.at AND d.withdrawn_at IS NULL`,
		"more than three attempts in 24 hours": `SELECT count(*) FROM attempts a WHERE 3 < (SELECT count(*) FROM attempts b JOIN claims c ON c.id = b.claim_id
			WHERE b.person_id = a.person_id AND b.at > a.at - interval '24 hours' AND b.at <= a.at AND c.was->>'tier' <> '0')`,
	} {
		if n := h.Count(query); n != 0 {
			t.Errorf("%s: %d", rule, n)
		}
	}
	sheets, err := h.Reports.Balances(t.Context(), models.Operator(), models.NoID)
	if err != nil || len(sheets) != 3 {
		t.Fatalf("%d balance sheets: %v", len(sheets), err)
	}
	for _, s := range sheets {
		if s.Difference != 0 || s.Received == 0 {
			t.Errorf("the balance of %s: %+v", s.Client, s)
		}
	}
	t.Logf("%d attempts, %d outside their hours", attempts, outsideHours(t, h))
}

// zones is where the towns of the demo are.
var zones = map[string]string{
	"Tampa": "America/New_York", "Orlando": "America/New_York", "Sarasota": "America/New_York", "Atlanta": "America/New_York", "Charlotte": "America/New_York",
	"Boston": "America/New_York", "Albany": "America/New_York", "Brooklyn": "America/New_York", "Columbus": "America/New_York", "Philadelphia": "America/New_York",
	"Chicago": "America/Chicago", "Dallas": "America/Chicago", "Houston": "America/Chicago", "Minneapolis": "America/Chicago", "Milwaukee": "America/Chicago",
	"Denver": "America/Denver", "Phoenix": "America/Phoenix", "Seattle": "America/Los_Angeles", "San Diego": "America/Los_Angeles", "Sacramento": "America/Los_Angeles",
	"Berlin": "Europe/Berlin", "Frankfurt": "Europe/Berlin", "Hamburg": "Europe/Berlin", "Köln": "Europe/Berlin", "München": "Europe/Berlin",
	"London": "Europe/London", "Leeds": "Europe/London", "Sheffield": "Europe/London", "Bristol": "Europe/London", "Cardiff": "Europe/London", "Manchester": "Europe/London",
}

// outsideHours counts the attempts outside the standard preset of trust.md 4: 9 to 20
// from Monday to Saturday, by the clock of the person's own town.
func outsideHours(t *testing.T, h *apptest.House) (n int) {
	t.Helper()
	var made []struct {
		City string
		At   time.Time
	}
	h.Tx(models.Operator(), func(tx *store.Tx) (err error) {
		made, err = store.Rows[struct {
			City string
			At   time.Time
		}](tx, `SELECT p.city, a.at FROM attempts a JOIN persons p ON p.id = a.person_id`)
		return err
	})
	for _, a := range made {
		zone, err := time.LoadLocation(zones[a.City])
		if err != nil || zones[a.City] == "" {
			t.Fatalf("nobody knows where %q is", a.City)
		}
		if local := a.At.In(zone); local.Hour() < 9 || local.Hour() >= 20 || local.Weekday() == time.Sunday {
			t.Errorf("an attempt in %s on %s", a.City, local.Format("Mon 15:04"))
			n++
		}
	}
	return n
}
