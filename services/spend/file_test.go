package spend_test

import (
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/spend"
)

const header = "source,from,to,amount,currency,rate,rate_on\n"

func (l *ledger) file(text string, change ...func(*spend.File)) *spend.Sheet {
	l.Helper()
	f := spend.File{Name: "spend.csv", In: strings.NewReader(text)}
	for _, c := range change {
		c(&f)
	}
	sheet, err := l.svc.Import(l.Context(), l.As("Hugh Tennant"), models.NoID, l.client, f)
	if err != nil {
		l.Fatal(err)
	}
	return sheet
}

func TestImport_readsTheDecimalCommaAsWhatItIs(t *testing.T) {
	t.Parallel()
	l := open(t)
	sheet := l.file("source;from;to;amount;currency;rate\nDentist to dentist;01.05.2026;31.05.2026;1.234,56;;\nDentist to dentist;01.06.2026;30.06.2026;79.000;EUR;0,85\n")
	if !sheet.Kept || sheet.Words() != "2 rows were kept, together 68,384.56 GBP." {
		t.Fatalf("%s %+v", sheet.Words(), sheet.Lines)
	}
	if got := l.standing(); got != "1,234.56 GBP for May 2026; 79,000.00 EUR for June 2026" {
		t.Errorf("%s stands", got)
	}
	l = open(t)
	sheet = l.file(header + "Dentist to dentist,2026-05-01,2026-05-31,\"1.234\",,,\n")
	if sheet.Kept || !strings.Contains(sheet.Lines[0].Fault, "could be 1234 or 1.234") {
		t.Errorf("a mark that could be either: %+v", sheet.Lines)
	}
}

func TestImport_keepsAllOfAFileOrNothingAndSaysWhichRowIsWrong(t *testing.T) {
	t.Parallel()
	l := open(t)
	if _, err := l.enter(func(*spend.Entry) {}); err != nil {
		t.Fatal(err)
	}
	sheet := l.file(header + strings.Join([]string{
		"Dentist to dentist,2026-06-01,2026-06-30,100,,,",
		"Dentist to dentist,2026-06-30,2026-07-01,100,,,",
		"Dentist to dentist,2026-02-01,2026-02-28,100,,,",
		"Dentist to dentist,2026-08-31,2026-08-01,100,,,",
		"Dentist to dentist,2026-08-01,2026-08-31,-5,,,",
		"Dentist to dentist,2026-08-01,2026-08-31,5,EUR,,",
		"Dentist to dentist,2026-08-01,2026-08-31,€ 5,USD,1,",
		"dentist  to dentist,2026-09-01,2026-09-30,5,,,",
		"A fair,2026-09-01,2026-09-30,0,,,",
		"Dentist to dentist,03/04/2026,04/04/2026,5,,,",
		"Dentist to dentist,2026-10-01,2026-10-31,,,,",
	}, "\n") + "\n")
	want := []string{"", "overlaps line 2", "There is 9,000.00 GBP for 1 Jan 2026 to 31 Mar 2026 already", "before it begins on 31 Aug 2026", "at least 0", "enter how much GBP one EUR was",
		"is in EUR, but the currency is USD", "“Dentist to dentist” is: choose it", "No source is called “A fair”", "could be 4 March or 3 April", "There is no amount"}
	for n, l := range sheet.Lines {
		if (want[n] == "") != (l.Fault == "") || !strings.Contains(l.Fault, want[n]) {
			t.Errorf("line %d says %q", l.Line, l.Fault)
		}
	}
	if sheet.Kept || sheet.Words() != "10 of 11 rows cannot be kept, so nothing was." || len(sheet.Unknown) != 2 || sheet.Overlapping() != 1 {
		t.Errorf("%s %v", sheet.Words(), sheet.Unknown)
	}
	if got := l.standing(); got != "9,000.00 GBP for 1 Jan 2026 to 31 Mar 2026" {
		t.Errorf("half of it was done: %s", got)
	}
}

func TestImport_replacesAndMakesWhatWasChosenAndIsTakenBackAsAWhole(t *testing.T) {
	t.Parallel()
	l := open(t)
	if _, err := l.enter(func(*spend.Entry) {}); err != nil {
		t.Fatal(err)
	}
	text := header + "Dentist to dentist,2026-01-01,2026-01-31,100,,,\nDentist to dentist,2026-02-01,2026-02-28,200,,,\nA fair,2026-02-03,2026-02-05,4500,EUR,0.9,2026-02-04\nD2D,2026-06-01,2026-06-30,7,,,\n"
	chosen := func(f *spend.File) {
		f.Replace, f.Choices = true, map[string]models.ID{"A fair": models.NoID, "D2D": l.source}
	}
	if sheet, err := l.svc.Read(t.Context(), l.As("Hugh Tennant"), l.client, spend.File{Name: "spend.csv", In: strings.NewReader(text), Replace: true, Choices: map[string]models.ID{"A fair": models.NoID, "D2D": l.source}}); err != nil || sheet.Kept || sheet.Faults() > 0 || l.text(`SELECT count(*)::text FROM sources WHERE name = 'A fair'`) != "0" {
		t.Fatalf("a look has changed something: %+v %v", sheet, err)
	}
	sheet := l.file(text, chosen)
	if !sheet.Kept || len(sheet.Made) != 1 || sheet.Lines[3].Into != "Dentist to dentist" {
		t.Fatalf("%s %+v", sheet.Words(), sheet.Lines)
	}
	after := l.text(`SELECT string_agg(s.name || ' ' || p.amount, ', ' ORDER BY s.name, p.from_day) FROM spends p JOIN sources s ON s.id = p.source_id WHERE p.client_id = $1 AND p.ended_by IS NULL`, l.client)
	if after != "A fair 4050.00, Dentist to dentist 100.00, Dentist to dentist 200.00, Dentist to dentist 7.00" {
		t.Errorf("%s", after)
	}
	done, err := l.svc.Acts(t.Context(), l.As("Clara Nyberg"), l.client, 1)
	if err != nil || done[0].What("GBP") != "spend.csv: 4 amounts" {
		t.Fatalf("%+v %v", done, err)
	}
	if err := l.svc.Undo(t.Context(), l.As("Clara Nyberg"), models.NoID, l.client, done[0].ID); err != nil {
		t.Fatal(err)
	}
	if got := l.standing(); got != "9,000.00 GBP for 1 Jan 2026 to 31 Mar 2026" {
		t.Errorf("%s stands", got)
	}
}

func TestImport_wantsItsColumns(t *testing.T) {
	t.Parallel()
	l := open(t)
	_, err := l.svc.Read(t.Context(), l.As("Hugh Tennant"), l.client, spend.File{In: strings.NewReader("source,from,amount\na,b,c\n")})
	if !models.IsKind(err, models.Invalid) || !strings.Contains(err.Error(), "No column is called “to”") {
		t.Errorf("%v", err)
	}
}
