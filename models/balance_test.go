package models_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripen/models"
)

// sheet is exact figures, small ones as likely as large ones.
func sheet(t *rapid.T) (f models.BalanceFigures) {
	v := reflect.ValueOf(&f).Elem()
	for n := range v.NumField() {
		if name := v.Type().Field(n).Name; name != "Received" && name != "Rest" && name != "Difference" {
			v.Field(n).SetInt(int64(rapid.OneOf(rapid.IntRange(0, 6), rapid.IntRange(0, 400)).Draw(t, name)))
		}
	}
	f.Received = f.Ends()
	return f
}

func TestTold_tellsNothingUnderFiveAndLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		exact := sheet(t)
		told, ok := exact.Told()
		below := exact.Received - exact.Released
		if !ok {
			for _, l := range models.BalanceLines {
				if !l.Exact && l.In(&exact) >= 2*models.BalanceFive {
					t.Fatalf("%d below A are not told: %+v", below, exact)
				}
			}
			return
		}
		if told.Ends() != exact.Received || told.Received != exact.Received || told.Released != exact.Released || told.Difference != 0 {
			t.Fatalf("%+v is told as %+v", exact, told)
		}
		if told.Rest > 0 && told.Rest < models.BalanceFive {
			t.Fatalf("the rest is %d of %+v", told.Rest, exact)
		}
		for _, l := range models.BalanceLines {
			n, is := l.In(&told), l.In(&exact)
			if !l.Exact && (n%models.BalanceFive != 0 || n > is || is-n >= 2*models.BalanceFive) {
				t.Fatalf("%s is told as %d of %d", l.Key, n, is)
			}
			if said := l.Told(&told); l.Key != "released" && len(said) == 1 && said > "0" && said < "5" {
				t.Fatalf("%s says %s", l.Key, said)
			}
		}
		next, _ := sheet(t).Told()
		m := models.BalanceMonth{Opening: told, Closing: next}
		for _, l := range models.BalanceLines {
			if change := m.Change(l); !l.Exact && change%models.BalanceFive != 0 {
				t.Fatalf("a change of %d of %s is told", change, l.Key)
			}
		}
	})
}

func TestTold_refusesWhereThereIsTooLittle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		exact models.BalanceFigures
		ok    bool
		rest  int
	}{
		{models.BalanceFigures{}, true, 0},
		{models.BalanceFigures{Received: 7, Released: 7}, true, 0},
		{models.BalanceFigures{Received: 10, Released: 7, Nurtured: 3}, false, 0},
		{models.BalanceFigures{Received: 9, Nurtured: 9}, false, 0}, // five and four: the four would stand alone
		{models.BalanceFigures{Received: 12, Nurtured: 12}, true, 7},
		{models.BalanceFigures{Received: 7, Nurtured: 4, Merged: 3}, true, 7},
		{models.BalanceFigures{Received: 15, Nurtured: 10, ClosedD: 5}, true, 0},
		{models.BalanceFigures{Received: 8, Rest: 8}, true, 8}, // ends without a line
	} {
		told, ok := c.exact.Told()
		if ok != c.ok || ok && (told.Rest != c.rest || told.Ends() != c.exact.Received) {
			t.Errorf("%+v: %v, %+v", c.exact, ok, told)
		}
	}
}

func TestBalanceLines_areEveryFigureOfTheSheet(t *testing.T) {
	t.Parallel()
	var f models.BalanceFigures
	v := reflect.ValueOf(&f).Elem()
	for n := range v.NumField() {
		v.Field(n).SetInt(1 << n)
	}
	if sum := f.Ends() + f.Received + f.Difference; sum != 1<<v.NumField()-1 {
		t.Errorf("a figure stands in no line, or in two: %b", sum)
	}
	seen := map[string]bool{}
	for _, l := range models.BalanceLines {
		if seen[l.Key] || l.Label == "" || !strings.HasSuffix(l.Meaning, ".") || l.Group == "" || strings.ContainsAny(l.Key, ",\" ") {
			t.Errorf("%+v", l)
		}
		seen[l.Key] = true
	}
}

// chained is a history of so many days.
func chained(client models.ID, n int) (days []models.BalanceDay) {
	first := time.Date(2026, 6, 1, 4, 0, 12, 345e6, time.UTC)
	for k := range n {
		at := first.AddDate(0, 0, k)
		f := models.BalanceFigures{Received: 100 + 10*k, Nurtured: 50 + 5*k, Released: 20 + 5*k, ClosedD: 20, Rest: 10}
		d := models.BalanceDay{ClientID: client, Day: models.DayIn(at, time.UTC), At: at, BalanceFigures: f}
		if k == 0 {
			d.Chain(nil)
		} else {
			d.Chain(&days[k-1])
		}
		days = append(days, d)
	}
	return days
}

func TestCheckBalanceDays_namesTheRowOfWhichAnyFieldWasChanged(t *testing.T) {
	t.Parallel()
	client := models.NewID()
	if fault := models.CheckBalanceDays(client, chained(client, 12)); fault != nil {
		t.Fatalf("nothing was done to it: %v", fault)
	}
	if fault := models.CheckBalanceDays(client, nil); fault != nil {
		t.Fatalf("there is nothing: %v", fault)
	}
	changes := map[string]func(*models.BalanceDay){
		"seq": func(d *models.BalanceDay) { d.Seq++ }, "day": func(d *models.BalanceDay) { d.Day = d.Day.AddDate(0, 0, 1) }, "at": func(d *models.BalanceDay) { d.At = d.At.Add(time.Second) },
		"prev": func(d *models.BalanceDay) { d.PrevHash = strings.Repeat("0", 64) }, "hash": func(d *models.BalanceDay) { d.Hash = strings.Repeat("0", 64) },
		"client": func(d *models.BalanceDay) { d.ClientID = models.NewID() },
	}
	figures := reflect.TypeFor[models.BalanceFigures]()
	for n := range figures.NumField() {
		changes[figures.Field(n).Name] = func(d *models.BalanceDay) {
			f := reflect.ValueOf(&d.BalanceFigures).Elem().Field(n)
			f.SetInt(f.Int() + 5)
		}
	}
	for what, change := range changes {
		for _, at := range []int{0, 6, 11} {
			days := chained(client, 12)
			change(&days[at])
			if fault := models.CheckBalanceDays(client, days); fault == nil || fault.Row != at+1 {
				t.Errorf("%s of row %d: %v", what, at+1, fault)
			}
		}
	}
	if len(changes) != figures.NumField()+6 {
		t.Errorf("%d fields were tried", len(changes))
	}
}

func TestCheckBalanceDays_namesWhatWasTakenOutPutInMovedOrWrittenAnew(t *testing.T) {
	t.Parallel()
	client := models.NewID()
	anew := func(days []models.BalanceDay, n int) { // by somebody who knows how hashes are made
		days[n].Nurtured, days[n].ClosedD = days[n].Nurtured+5, days[n].ClosedD-5
		if n == 0 {
			days[n].Chain(nil)
			return
		}
		days[n].Chain(&days[n-1])
	}
	for what, c := range map[string]struct {
		row int
		do  func([]models.BalanceDay) []models.BalanceDay
	}{
		"the first taken out":     {1, func(d []models.BalanceDay) []models.BalanceDay { return d[1:] }},
		"one taken out":           {7, func(d []models.BalanceDay) []models.BalanceDay { return append(d[:6:6], d[7:]...) }},
		"three taken out":         {4, func(d []models.BalanceDay) []models.BalanceDay { return append(d[:3:3], d[6:]...) }},
		"two that changed places": {5, func(d []models.BalanceDay) []models.BalanceDay { d[4], d[5] = d[5], d[4]; return d }},
		"one moved to the end":    {3, func(d []models.BalanceDay) []models.BalanceDay { return append(append(d[:2:2], d[3:]...), d[2]) }},
		"one that stands twice":   {8, func(d []models.BalanceDay) []models.BalanceDay { return append(d[:7:7], d[6:]...) }},
		"one of another client":   {6, func(d []models.BalanceDay) []models.BalanceDay { d[5] = chained(models.NewID(), 12)[5]; return d }},
		"another client’s, by name": {6, func(d []models.BalanceDay) []models.BalanceDay {
			d[5] = chained(models.NewID(), 12)[5]
			d[5].ClientID = client
			return d
		}},
		"another client’s beginning": {1, func([]models.BalanceDay) []models.BalanceDay { return named(chained(models.NewID(), 3), client) }},
		"one written anew":           {7, func(d []models.BalanceDay) []models.BalanceDay { anew(d, 6); return d }},
		"the first written anew":     {1, func(d []models.BalanceDay) []models.BalanceDay { anew(d, 0); return d }},
		"the last but one":           {11, func(d []models.BalanceDay) []models.BalanceDay { anew(d, 10); return d }},
		"one put in": {7, func(d []models.BalanceDay) []models.BalanceDay {
			return append(d[:6:6], append([]models.BalanceDay{forged(d[5])}, d[6:]...)...)
		}},
		"one that does not add up": {12, func(d []models.BalanceDay) []models.BalanceDay {
			d[11].Received++
			d[11].Chain(&d[10])
			return d
		}},
		"one earlier than the last": {12, func(d []models.BalanceDay) []models.BalanceDay {
			d[11].Day = d[3].Day
			d[11].Chain(&d[10])
			return d
		}},
	} {
		fault := models.CheckBalanceDays(client, c.do(chained(client, 12)))
		if fault == nil || fault.Row != c.row {
			t.Errorf("%s: %v, not row %d", what, fault, c.row)
		}
	}
}

// forged is a row that was made up behind another, with hashes as they should be.
func forged(before models.BalanceDay) models.BalanceDay {
	d := before
	d.Day, d.ClosedD, d.Nurtured = d.Day.AddDate(0, 0, 1), d.ClosedD+5, d.Nurtured-5
	d.Chain(&before)
	return d
}

func named(days []models.BalanceDay, client models.ID) []models.BalanceDay {
	for n := range days {
		days[n].ClientID = client
	}
	return days
}
