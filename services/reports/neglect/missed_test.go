package neglect_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"ripen/services/reports/neglect"
)

func TestMissed_addsUpWhatWasLeftAlone(t *testing.T) {
	t.Parallel()
	l := neglect.Missed([]neglect.Cell{leads(0, 0, 200, 20, 0.2), leads(0, 1, 200, 20, 0.4), leads(1, 0, 60, 140, 0.2), leads(1, 1, 60, 140, 0.4)})
	// 160 leads at 0.2 and as many at 0.4 would have brought 96 orders, and brought a quarter of them.
	if !l.Known || l.Leads != 840 || l.Left != 320 || math.Abs(l.Orders.Middle-72) > 6 || l.Orders.Low > 60 || l.Orders.High < 84 || l.Orders.High > 110 {
		t.Errorf("%+v", l)
	}
	if l := neglect.Missed([]neglect.Cell{leads(0, 0, 400, 0, 0.2)}); l.Known || l.Orders.Middle != 0 {
		t.Errorf("nobody was left alone, and yet %+v", l)
	}
	if l := neglect.Missed([]neglect.Cell{leads(0, 0, 6, 30, 0.2)}); l.Known {
		t.Errorf("too few were followed up to say %+v", l)
	}
	if l := neglect.Missed(nil); l.Known || l.Leads != 0 {
		t.Errorf("of nothing: %+v", l)
	}
}

func TestMissed_rangesHoldTheTrueLoss(t *testing.T) {
	t.Parallel()
	const worlds = 400
	held, said := 0, 0
	for seed := range uint64(worlds) {
		r := rand.New(rand.NewPCG(seed, 37))
		buys := func(n int, rate float64) (orders int) {
			for range n {
				if r.Float64() < rate {
					orders++
				}
			}
			return orders
		}
		var cells []neglect.Cell
		lost := 0
		for source := range 6 {
			for level := range 2 {
				rate := 0.08 + 0.04*float64(source%3) + 0.1*float64(level)
				followed, left := 20+r.IntN(60), r.IntN(50)
				full, got := buys(left, rate), 0
				for range full { // of those who would have bought one in four did all the same
					if r.Float64() < 0.25 {
						got++
					}
				}
				lost += full - got
				cells = append(cells, neglect.Cell{Source: source, Levels: []int{level}, Followed: followed, Ripe: float64(followed), Orders: buys(followed, rate), Neglected: left, NeglectedRipe: float64(left), NeglectedOrders: got})
			}
		}
		l := neglect.Missed(cells)
		if !l.Known {
			continue
		}
		said++
		if float64(lost) >= l.Orders.Low && float64(lost) <= l.Orders.High {
			held++
		}
	}
	share := float64(held) / float64(said)
	t.Logf("the range held the true loss %.1f times in 100 of %d", share*100, said)
	if said < worlds*9/10 || share < 0.93 || share > 0.985 {
		t.Errorf("%d of %d", held, said)
	}
}
