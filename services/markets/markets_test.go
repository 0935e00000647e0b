package markets_test

import (
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/markets"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// shelf is the markets of Aster Labs, of which nothing is entered yet.
type shelf struct {
	*testing.T
	*agencytest.Agency
	svc    *markets.Service
	client models.ID
}

func open(t *testing.T) *shelf {
	t.Helper()
	a := agencytest.Open(t)
	return &shelf{T: t, Agency: a, svc: markets.New(a.Store, a.Clock.Now), client: a.Client("aster-labs").ID}
}

func (l *shelf) enter(name, market string, year, units int, change ...func(*markets.Entry)) error {
	e := markets.Entry{Market: market, Year: year, Units: units}
	for _, c := range change {
		c(&e)
	}
	_, err := l.svc.Enter(l.Context(), l.As(name), models.NoID, l.client, e)
	return err
}

// standing is what stands, in words.
func (l *shelf) standing() string {
	l.Helper()
	all, err := l.svc.Standing(l.Context(), l.As("Hugh Tennant"), l.client)
	if err != nil {
		l.Fatal(err)
	}
	var words []string
	for n := range all {
		words = append(words, markets.Phrase(&all[n]))
	}
	return strings.Join(words, "; ")
}

func planned(n int) func(*markets.Entry) { return func(e *markets.Entry) { e.Planned = &n } }

func TestEnter_isTheMarketersOrTheAgencysAndTheNewerHolds(t *testing.T) {
	t.Parallel()
	l := open(t)
	for name, kind := range map[string]models.Kind{
		"Fiona Blackwood": models.Forbidden, "Owen Pryce": models.Forbidden, "Dana Whitfield": models.Forbidden,
		"Jonas Weber": models.NotFound, // another client’s marketer
	} {
		if err := l.enter(name, "Scanners, UK", 2026, 4000); !models.IsKind(err, kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for n, name := range []string{"Hugh Tennant", "Clara Nyberg"} {
		if err := l.enter(name, []string{"Scanners,  UK", "scanners, uk"}[n], 2026, 4000+n*500, planned(120)); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.enter("Hugh Tennant", "Scanners, UK", 2025, 3900); err != nil {
		t.Fatal(err)
	}
	if got := l.standing(); got != "scanners, uk, 2026: 4,500 units, 120 planned; Scanners, UK, 2025: 3,900 units" {
		t.Errorf("%s stands", got)
	}
}

func TestEnter_refusesEachWithOneSentence(t *testing.T) {
	t.Parallel()
	l := open(t)
	foreign := l.Program("scanners-us").ID
	for want, change := range map[string]func(*markets.Entry){
		"market: Name the market":         func(e *markets.Entry) { e.Market = "  " },
		"market: Name the market in at":   func(e *markets.Entry) { e.Market = strings.Repeat("ä", 121) },
		"year: Enter the year":            func(e *markets.Entry) { e.Year = 26 },
		"units: Enter how many units":     func(e *markets.Entry) { e.Units = 0 },
		"units: Enter at most 1000000000": func(e *markets.Entry) { e.Units = 1_000_000_001 },
		"planned: Enter at least 1":       planned(0),
		"planned: The plan is larger":     planned(4001),
	} {
		refused := models.Refused(l.enter("Hugh Tennant", "Scanners", 2026, 4000, change))
		if refused == nil || !strings.HasPrefix(refused.Field+": "+refused.Message, want) {
			t.Errorf("wanted %q, got %v", want, refused)
		}
	}
	if err := l.enter("Hugh Tennant", "Scanners", 2026, 4000, func(e *markets.Entry) { e.ProgramID = foreign }); !models.IsKind(err, models.NotFound) {
		t.Errorf("another client’s program: %v", err)
	}
	if got := l.standing(); got != "" {
		t.Errorf("%s stands", got)
	}
}

func TestUndo_bringsBackWhatItStoodOn(t *testing.T) {
	t.Parallel()
	l := open(t)
	hugh := l.As("Hugh Tennant")
	for _, units := range []int{4000, 4500} {
		if err := l.enter("Hugh Tennant", "Scanners", 2026, units); err != nil {
			t.Fatal(err)
		}
	}
	stands, err := l.svc.Standing(t.Context(), hugh, l.client)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.svc.Remove(t.Context(), l.As("Jonas Weber"), models.NoID, l.client, stands[0].ID); !models.IsKind(err, models.NotFound) {
		t.Errorf("another client’s marketer takes it out: %v", err)
	}
	if err := l.svc.Remove(t.Context(), hugh, models.NoID, l.client, stands[0].ID); err != nil || l.standing() != "" {
		t.Fatalf("taken out, and %q stands: %v", l.standing(), err)
	}
	if err := l.svc.Remove(t.Context(), hugh, models.NoID, l.client, stands[0].ID); !models.IsKind(err, models.NotFound) {
		t.Errorf("taken out twice: %v", err)
	}
	done, err := l.svc.Acts(t.Context(), hugh, l.client, 10)
	if err != nil || len(done) != 3 || done[0].Verb()+" "+done[0].What() != "Taken out Scanners, 2026" || done[0].ByName != "Hugh Tennant" || done[1].What() != "Scanners, 2026: 4,500 units" {
		t.Fatalf("%+v %v", done, err)
	}
	token := models.NewID()
	for range 2 { // a resend changes nothing
		if err := l.svc.Undo(t.Context(), hugh, token, l.client, done[0].ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := l.standing(); got != "Scanners, 2026: 4,500 units" {
		t.Errorf("%s stands", got)
	}
	if err := l.svc.Undo(t.Context(), hugh, models.NoID, l.client, done[0].ID); !models.IsKind(err, models.Conflict) {
		t.Errorf("taken back twice: %v", err)
	}
	if err := l.svc.Undo(t.Context(), l.As("Clara Nyberg"), models.NoID, l.client, done[1].ID); err != nil || l.standing() != "Scanners, 2026: 4,000 units" {
		t.Errorf("%s stands, %v", l.standing(), err)
	}
	if err := l.svc.Undo(t.Context(), l.As("Jonas Weber"), models.NoID, l.client, done[2].ID); !models.IsKind(err, models.NotFound) {
		t.Errorf("another client’s marketer takes it back: %v", err)
	}
}

func (l *shelf) file(text string) *markets.Sheet {
	l.Helper()
	sheet, err := l.svc.Import(l.Context(), l.As("Hugh Tennant"), models.NoID, l.client, markets.File{Name: "markets.csv", In: strings.NewReader(text)})
	if err != nil {
		l.Fatal(err)
	}
	return sheet
}

func TestImport_keepsAllOfAFileOrNothingAndSaysWhichRowIsWrong(t *testing.T) {
	t.Parallel()
	l := open(t)
	if err := l.enter("Hugh Tennant", "Scanners", 2026, 4000); err != nil {
		t.Fatal(err)
	}
	const header = "market;year;units;planned;program\n"
	bad := l.file(header + strings.Join([]string{"Scanners;2026;4.500;;", "scanners;2026;1;;", "Labs;2026;some;;", "Labs;26;10;;", "Labs;2026;;;", "Labs;2026;10;11;", "Labs;2026;10;;Nobody’s", "Labs;2026;-5;;", "Labs;2026;1,5;;"}, "\n") + "\n")
	want := []string{"", "Line 2 is of Scanners in 2026, too", "“some” is no whole number", "Enter the year", "Enter how many units", "larger than the whole market", "There is no program called “Nobody’s”", "“-5” is no whole number", "“1,5” is no whole number"}
	for n, line := range bad.Lines {
		if (want[n] == "") != (line.Fault == "") || !strings.Contains(line.Fault, want[n]) {
			t.Errorf("line %d says %q", line.Line, line.Fault)
		}
	}
	if bad.Kept || bad.Words() != "8 of 9 rows cannot be kept, so nothing was." || bad.Lines[0].Replaces != "Scanners, 2026: 4,000 units" || l.standing() != "Scanners, 2026: 4,000 units" {
		t.Errorf("%s; %s stands", bad.Words(), l.standing())
	}
	program := l.Program("scanners-uk").Name
	good := l.file(header + "Scanners;2026;4.500;;" + program + "\nLabs;2025;12 000;300;\n")
	if !good.Kept || good.Words() != "2 rows were kept." || l.standing() != "Scanners, 2026: 4,500 units; Labs, 2025: 12,000 units, 300 planned" {
		t.Fatalf("%s %+v; %s stands", good.Words(), good.Lines, l.standing())
	}
	done, err := l.svc.Acts(t.Context(), l.As("Hugh Tennant"), l.client, 1)
	if err != nil || done[0].Verb()+" "+done[0].What() != "Imported markets.csv: 2 rows" {
		t.Fatalf("%+v %v", done, err)
	}
	if err := l.svc.Undo(t.Context(), l.As("Hugh Tennant"), models.NoID, l.client, done[0].ID); err != nil || l.standing() != "Scanners, 2026: 4,000 units" {
		t.Errorf("%s stands, %v", l.standing(), err)
	}
	if _, err := l.svc.Read(t.Context(), l.As("Hugh Tennant"), l.client, markets.File{In: strings.NewReader("market,units\na,b\n")}); !models.IsKind(err, models.Invalid) || !strings.Contains(err.Error(), "No column is called “year”") {
		t.Errorf("%v", err)
	}
}

func TestSetCallCost_keepsTheNewest(t *testing.T) {
	t.Parallel()
	l := open(t)
	set := func(name, cost string) error {
		var typed *decimal.Decimal
		if cost != "" {
			d := decimal.RequireFromString(cost)
			typed = &d
		}
		return l.svc.SetCallCost(t.Context(), l.As(name), models.NoID, l.client, typed)
	}
	for name, kind := range map[string]models.Kind{"Owen Pryce": models.Forbidden, "Dana Whitfield": models.Forbidden, "Jonas Weber": models.NotFound, "Marta Silva": models.NotFound} {
		if err := set(name, "5"); !models.IsKind(err, kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"Hugh Tennant", "Fiona Blackwood", "Clara Nyberg"} {
		if err := set(name, "85.50"); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	for _, wrong := range []string{"0", "-1", "1.005", "100001"} {
		if err := set("Hugh Tennant", wrong); !models.IsKind(err, models.Invalid) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
	newest := func() *decimal.Decimal {
		found, err := store.Look[models.CallCost](t.Context(), l.Store, l.As("Fiona Blackwood"), `SELECT * FROM call_costs WHERE client_id = $1 ORDER BY at DESC, id DESC LIMIT 1`, l.client)
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		return found[0].Cost
	}
	if c := newest(); c == nil || c.String() != "85.5" {
		t.Errorf("%v", c)
	}
	if err := set("Hugh Tennant", ""); err != nil {
		t.Fatal(err)
	}
	if c := newest(); c != nil {
		t.Errorf("taken out, and yet %v", c)
	}
}
