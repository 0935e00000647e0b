package ripeness_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"ripen/services/nurture/ripeness"
)

// called makes spells of people who ripen about a week and are lost some weeks later, called
// in weeks of all kinds.
func called(n, about int, seed uint64) (spells []ripeness.Spell) {
	dice := rand.New(rand.NewPCG(seed, 1))
	for range n {
		s := ripeness.Spell{Key: ripeness.Key{Class: "B", Reason: "money", Source: "fair", Age: "new"}, Week: 3 + dice.IntN(36)}
		ripens := int(float64(about) * math.Exp(0.3*dice.NormFloat64()))
		lost := ripens + int(8*dice.ExpFloat64())
		switch {
		case dice.Float64() < 0.3:
			s.Result = ripeness.Unreached
		case s.Week >= lost:
			s.Result = ripeness.Gone
		case s.Week >= ripens:
			s.Result = ripeness.Ready
		}
		spells = append(spells, s)
	}
	return spells
}

var asked = ripeness.Key{Class: "B", Reason: "money", Source: "fair", Age: "new"}

func TestChoose_findsTheWeekWithTheMostAs(t *testing.T) {
	t.Parallel()
	for _, about := range []int{8, 24} {
		spells := called(4000, about, uint64(about))
		c := ripeness.Fit(spells).Choose(asked, 13)
		if !c.Learned || math.Abs(float64(c.Week-about)) > 6 || c.Chance <= c.Plan {
			t.Errorf("they ripen about week %d: %+v", about, c)
		}
		if !strings.HasPrefix(c.Why, "Of ") || !strings.Contains(c.Why, "like this who were called about") || !strings.Contains(c.Why, "About the plan’s week 13 it was") {
			t.Errorf("%q does not say what it is based on", c.Why)
		}
	}
}

func TestChoose_keepsToThePlanWhereDataIsThin(t *testing.T) {
	t.Parallel()
	few := ripeness.Fit(called(ripeness.Enough-1, 24, 3)).Choose(asked, 13)
	if few.Learned || few.Week != 13 || !strings.Contains(few.Why, "199 were called again so far, and nothing is learned from fewer than 200") {
		t.Errorf("of 199: %+v", few)
	}
	spells := called(1000, 24, 4)
	for i := range spells {
		if spells[i].Result == ripeness.Ready && i > 20 {
			spells[i].Result = ripeness.Waiting
		}
	}
	if none := ripeness.Fit(spells).Choose(asked, 13); none.Learned || !strings.Contains(none.Why, "it takes 15 to tell when") {
		t.Errorf("of hardly any A: %+v", none)
	}
}

func TestChoose_goesNoFurtherThanOneStepBeyondWhatWasSeen(t *testing.T) {
	t.Parallel()
	spells := called(6000, 30, 5)
	for i := range spells {
		spells[i].Week = 8 + i%10
		spells[i].Result = ripeness.Waiting
		if i/10%40 < spells[i].Week-8 { // more ready from week to week
			spells[i].Result = ripeness.Ready
		}
	}
	if c := ripeness.Fit(spells).Choose(asked, 9); !c.Learned || c.Week > 17+2+4 {
		t.Errorf("nobody was called after week 17: %+v", c)
	}
}

func TestChoose_staysWithThePlanWhereAnyWeekIsAsGood(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(6, 6))
	spells := called(6000, 30, 6)
	for i := range spells {
		if spells[i].Result = ripeness.Waiting; dice.Float64() < 0.1 {
			spells[i].Result = ripeness.Ready
		}
	}
	if c := ripeness.Fit(spells).Choose(asked, 13); c.Learned {
		t.Errorf("one in ten was ready in every week: %+v", c)
	}
}

func TestFit_saysWhatCallsFound(t *testing.T) {
	t.Parallel()
	spells := called(20000, 16, 7)
	m := ripeness.Fit(spells)
	var called, ready [40]float64
	for _, s := range spells {
		called[s.Week]++
		if s.Result == ripeness.Ready {
			ready[s.Week]++
		}
	}
	for week := 5; week < 38; week++ {
		if seen, said := ready[week]/called[week], m.Chance(asked, week); math.Abs(seen-said) > 0.075 {
			t.Errorf("week %d: %.3f were ready, the model says %.3f", week, seen, said)
		}
	}
}

func TestFit_drawsASourceWithFewCallsToTheOthers(t *testing.T) {
	t.Parallel()
	spells := called(3000, 16, 8)
	lucky := asked
	lucky.Source = "lucky"
	for range 3 {
		spells = append(spells, ripeness.Spell{Key: lucky, Week: 16, Result: ripeness.Ready})
	}
	unknown := asked
	unknown.Source = "never seen"
	m := ripeness.Fit(spells)
	if got, others := m.Chance(lucky, 16), m.Chance(unknown, 16); got != others || got > 1.5*m.Chance(asked, 16) {
		t.Errorf("three As of three calls make a chance of %.2f; %.2f for what was never seen, %.2f for the rest", got, others, m.Chance(asked, 16))
	}
}

func TestModel_survivesBeingKept(t *testing.T) {
	t.Parallel()
	m := ripeness.Fit(called(1500, 20, 9))
	row, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	back := new(ripeness.Model)
	if err := json.Unmarshal(row, back); err != nil {
		t.Fatal(err)
	}
	if got, want := back.Choose(asked, 13), m.Choose(asked, 13); got != want {
		t.Errorf("kept and read again it says %+v, before %+v", got, want)
	}
}

func TestKept_isAFifthAndAlwaysTheSame(t *testing.T) {
	t.Parallel()
	n := 0
	for i := range 20000 {
		id := [16]byte{byte(i), byte(i >> 8), 7}
		first, again := ripeness.Kept(id, 2, ripeness.KeptShare), ripeness.Kept(id, 2, ripeness.KeptShare)
		if first {
			n++
		}
		if first != again {
			t.Fatal("asked twice it answers otherwise")
		}
	}
	if n < 3800 || n > 4200 {
		t.Errorf("%d of 20,000 are kept, not a fifth", n)
	}
	if id := [16]byte{1}; ripeness.Kept(id, 1, 0) || !ripeness.Kept(id, 1, 1) {
		t.Error("a share of nothing keeps somebody, or a share of all does not")
	}
}

func TestCompare_isNewcombesRange(t *testing.T) {
	t.Parallel()
	// Newcombe 1998, table II, (a): 56 of 70 against 48 of 80, 0.0524 to 0.3339.
	g := ripeness.Compare(ripeness.Arm{Called: 70, Ready: 56}, ripeness.Arm{Called: 80, Ready: 48})
	if math.Abs(g.More-20) > 1e-9 || math.Abs(g.Low-5.24) > 0.005 || math.Abs(g.High-33.39) > 0.005 || g.TooFew {
		t.Errorf("%+v", g)
	}
	if !ripeness.Compare(ripeness.Arm{Called: 19, Ready: 9}, ripeness.Arm{Called: 500, Ready: 50}).TooFew {
		t.Error("something is said of 19 calls")
	}
}

func TestForecast_sumsTheChancesOfEachWeek(t *testing.T) {
	t.Parallel()
	m := ripeness.Fit(called(3000, 16, 10))
	weeks := m.Forecast([]ripeness.Due{{Key: asked, Ahead: 0, Week: 16, N: 40}, {Key: asked, Ahead: 2, Week: 20, N: 10}, {Key: asked, Ahead: 2, Week: 24, N: 5}, {Key: asked, Ahead: 3, Week: 16, N: 9}}, 3)
	want := []float64{40 * m.Chance(asked, 16), 0, 10*m.Chance(asked, 20) + 5*m.Chance(asked, 24)}
	for i, w := range weeks {
		if math.Abs(w.As-want[i]) > 1e-9 || w.Low > w.As || w.High < w.As || w.High > float64(w.Due) {
			t.Errorf("week %d: %+v, wanted %.3f", i, w, want[i])
		}
	}
	if weeks[0].Due != 40 || weeks[1].Due != 0 || weeks[2].Due != 15 {
		t.Errorf("due: %+v", weeks)
	}
}
