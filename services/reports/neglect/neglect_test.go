package neglect_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"ripen/services/reports/neglect"
)

// leads are those of a source and a level that order at a rate when followed up, and at a quarter
// of it else; all are old.
func leads(source, level, followed, neglected int, rate float64) neglect.Cell {
	return neglect.Cell{
		Source: source, Levels: []int{level},
		Followed: followed, Ripe: float64(followed), Orders: int(math.Round(rate * float64(followed))),
		Neglected: neglected, NeglectedRipe: float64(neglected), NeglectedOrders: int(math.Round(rate / 4 * float64(neglected))),
	}
}

func money(x float64) string { return fmt.Sprintf("€%.0f", x) }

func TestFull_tellsAWeakSourceFromANeglectedOne(t *testing.T) {
	t.Parallel()
	cells := []neglect.Cell{
		leads(0, 0, 200, 20, 0.2), leads(0, 1, 200, 20, 0.4), // sound
		leads(1, 0, 60, 140, 0.2), leads(1, 1, 60, 140, 0.4), // neglected
		leads(2, 0, 200, 20, 0.07), leads(2, 1, 200, 20, 0.14), // weak
		leads(3, 0, 4, 5, 0.2), // few
	}
	spend := []float64{12_000, 12_000, 12_000, 500}
	found := neglect.Full(cells, spend)
	for n, want := range []neglect.Verdict{neglect.Sound, neglect.Neglected, neglect.Weak, neglect.TooFew} {
		if found[n].Verdict != want {
			t.Errorf("source %d is %q, want %q: %+v", n, found[n].Verdict, want, found[n])
		}
	}
	f := found[1]
	if f.Orders != 36+21 || math.Abs(f.AtFull.Middle-120) > 8 || f.AtFull.Low > 110 || f.AtFull.High < 130 || f.AtFull.High > 160 {
		t.Errorf("of 400 leads 120 would order: %+v", f)
	}
	if math.Abs(f.CPOAtFull.Middle-100) > 8 || f.CPOAtFull.Low >= f.CPOAtFull.High || math.Abs(f.CPO.Middle-12_000.0/57) > 1 {
		t.Errorf("an order costs %+v, and would cost %+v", f.CPO, f.CPOAtFull)
	}
	for n, part := range []string{"Neither weak nor neglected", "280 of 400 leads were not followed up in time: an order costs €211, and would cost €10", "It is weak, whoever", "too few leads"} {
		if said := found[n].Sentence("Fairs", money); !strings.Contains(said, part) {
			t.Errorf("source %d: %s", n, said)
		}
	}
}

func TestFull_comparesAlikeWithAlike(t *testing.T) {
	t.Parallel()
	// Reps follow up what orders readily, and leave aside what does not: of 100 and 100 leads
	// that order at 0.4 and 0.1, full follow-up brings 50, and not 200 × the followed-up rate.
	cells := []neglect.Cell{leads(0, 0, 90, 10, 0.4), leads(0, 1, 10, 90, 0.1), leads(1, 0, 300, 0, 0.4), leads(1, 1, 300, 0, 0.1)}
	f := neglect.Full(cells, []float64{0, 0})[0]
	if math.Abs(f.AtFull.Middle-50) > 3 {
		t.Errorf("at full follow-up %.1f orders, want 50; without the levels it were 74", f.AtFull.Middle)
	}
	if f.CPO.Middle != 0 || !strings.Contains(f.Sentence("Web", money), "it brings") {
		t.Errorf("without spend nothing is said of cost: %s", f.Sentence("Web", money))
	}
}

func TestFull_waitsForWhatIsYoung(t *testing.T) {
	t.Parallel()
	old, young := leads(0, 0, 200, 0, 0.3), leads(0, 0, 200, 0, 0.15)
	young.Ripe = 100
	a, b := neglect.Full([]neglect.Cell{old}, []float64{6000})[0], neglect.Full([]neglect.Cell{young}, []float64{6000})[0]
	if math.Abs(a.AsItIs.Middle-60) > 0.1 || math.Abs(b.AsItIs.Middle-60) > 1 {
		t.Errorf("half of the orders of the young have come: %+v, %+v", a.AsItIs, b.AsItIs)
	}
	if a.AsItIs.High-a.AsItIs.Low > 1 || b.AsItIs.High-b.AsItIs.Low < 10 {
		t.Errorf("what is to come is unsure, what has come is not: %+v, %+v", a.AsItIs, b.AsItIs)
	}
}

func TestFull_ofNothingSaysNothing(t *testing.T) {
	t.Parallel()
	for _, cells := range [][]neglect.Cell{nil, {leads(0, 0, 0, 30, 0.2)}, {leads(0, 0, 30, 30, 0)}} {
		f := neglect.Full(cells, []float64{100})[0]
		if f.Verdict != neglect.TooFew || math.IsNaN(f.AtFull.Middle+f.AtFull.Low+f.AtFull.High+f.CPOAtFull.Middle+f.CPO.High) {
			t.Errorf("%+v", f)
		}
	}
}
