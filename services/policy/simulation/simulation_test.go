package simulation_test

import (
	"os"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/services/policy/simulation"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

func simulate(t *testing.T, fault string) *simulation.Report {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), storetest.Database(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(t.Context()) })
	r, err := simulation.Run(t.Context(), conn, simulation.Options{Attempts: 20_000, Seed: 1, From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Fault: fault, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRun_callsNobodyWhomARuleForbidsToCall(t *testing.T) {
	t.Parallel()
	r := simulate(t, "")
	if r.Violations != 0 || r.Needless != 0 || len(r.Disagree) > 0 || r.Allowed < 2000 || r.Blocked < 2000 || r.Near < 2000 {
		t.Errorf("%d allowed, %d blocked, %d violations, %d needless, %v disagree, %d near a change of the clock\n%v", r.Allowed, r.Blocked, r.Violations, r.Needless, r.Disagree, r.Near, r.Examples)
	}
	idle := 0
	for _, rule := range r.Rules {
		if rule.Objections == 0 {
			idle++
			t.Logf("%s forbids nothing here", rule.Rule)
		}
	}
	if len(r.Rules) < 40 || idle > 2 {
		t.Errorf("%d rules judged, %d of them idle", len(r.Rules), idle)
	}
}

func TestRun_catchesEveryPlantedFault(t *testing.T) {
	t.Parallel()
	for _, fault := range simulation.Faults() {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			if r := simulate(t, fault); r.Violations == 0 {
				t.Errorf("%s was not caught in %d allowed calls", fault, r.Allowed)
			}
		})
	}
}
