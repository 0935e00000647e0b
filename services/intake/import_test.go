package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"ripen/models"
	"ripen/services/intake"
	"ripen/services/store"
)

// imports imports a text, and checks that every row is accounted for.
func (d *desk) imports(text string, change ...func(*intake.Request)) intake.Result {
	d.t.Helper()
	r, err := d.in.Import(d.t.Context(), models.Operator(), d.request(strings.NewReader(text), int64(len(text)), change...), nil)
	if err != nil {
		d.t.Fatal(err)
	}
	if r.Rows != r.Inquiries+r.Repeats+r.Rejected {
		d.t.Errorf("%d rows are not %d + %d + %d", r.Rows, r.Inquiries, r.Repeats, r.Rejected)
	}
	d.balanced()
	return r
}

func (d *desk) request(file io.Reader, size int64, change ...func(*intake.Request)) intake.Request {
	q := intake.Request{ClientID: d.client.ID, ProgramID: d.program.ID, FileName: "list.csv", Size: size, File: file}
	for _, fn := range change {
		fn(&q)
	}
	return q
}

// people is a list of so many people who have nothing in common.
func people(n int) string {
	var text strings.Builder
	text.WriteString("Name,Phone,Source\n")
	for i := range n {
		fmt.Fprintf(&text, "Person N%d,+1 312 %03d %04d,list\n", i, 200+i/10_000, i%10_000)
	}
	return text.String()
}

const mixed = `Id,Name,Company,Phone,Email,Date,Interest,Colour
1,Maria Lopez,Lopez Dental,312-555-0143,maria@lopez.example,2026-06-01,Scanner,red
2,"Lopez, Maria",,(312) 555-0143,,2026-06-02,,
3,Peter Stone,Stone AG,,peter@stone.example,6/3/2026,,
4,Nobody,,12,,,,
5,Late One,,312-555-0150,,soon,,
1,Maria Lopez,,,maria@lopez.example,,,
`

func TestImport_countsEveryRowOnceAndSaysWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	r := d.imports(mixed, func(q *intake.Request) { q.Options.Source = "fair" })
	if r.Rows != 6 || r.Inquiries != 3 || r.Repeats != 1 || r.Rejected != 2 {
		t.Fatalf("result %+v", r)
	}
	for state, want := range map[models.State]int{models.Ready: 1, models.Merged: 1, models.Undecided: 1, models.Closed: 1} {
		if n := d.count(`SELECT count(*) FROM inquiries WHERE state = $1`, string(state)); n != want {
			t.Errorf("%d inquiries are %s, wanted %d", n, state, want)
		}
	}
	if n := d.count(`SELECT count(*) FROM inquiries WHERE external_id = '1' AND received_on = '2026-06-01' AND product = 'Scanner' AND details->>'Colour' = 'red'`); n != 1 {
		t.Error("what the row said was not kept")
	}
	var out bytes.Buffer
	if err := d.in.WriteRejected(t.Context(), models.Operator(), r.ImportID, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"line,reason,Id,Name,", "6,Line 6: “soon” is no date", "7,The external id 1 stands in line 2 too."} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the rejected rows lack %q:\n%s", want, out.String())
		}
	}
}

func TestImport_ofTheSameFileAgainMakesNobodyNew(t *testing.T) {
	t.Parallel()
	d := open(t)
	const list = "Id,Name,Phone,Notes\n1,Ann One,312-555-0101,\n,Bob Two,312-555-0102,\n,Only Name,,no way\n,,,just words\n"
	first := d.imports(list)
	persons := d.count(`SELECT count(*) FROM persons`)
	again := d.imports(list)
	if first.Inquiries != 4 || again.Inquiries != 0 || again.Repeats != 1 || again.Rejected != 3 {
		t.Errorf("first %+v, again %+v", first, again)
	}
	if n := d.count(`SELECT count(*) FROM persons`); n != persons || n != 4 {
		t.Errorf("%d persons, then %d", persons, n)
	}
	if n := d.count(`SELECT count(*) FROM rejected_rows WHERE reason = 'Imported before (external id 1).'`); n != 1 {
		t.Error("the reason is not given")
	}
}

func TestImport_goesOnWhereItWasCutOff(t *testing.T) {
	t.Parallel()
	d := open(t)
	const rows = 7_000
	list := people(rows)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := d.in.Import(ctx, models.Operator(), d.request(strings.NewReader(list), int64(len(list))), func(p intake.Progress) {
		if p.Rows >= 4_000 {
			cancel()
		}
	})
	if err == nil {
		t.Fatal("a cancelled import went through")
	}
	if n := d.count(`SELECT count(*) FROM inquiries`); n != 4_000 {
		t.Fatalf("%d rows were kept before the cut", n)
	}
	r := d.imports(list)
	if !r.Resumed || r.Rows != rows || r.Inquiries != rows || r.Repeats != 0 {
		t.Errorf("resumed: %+v", r)
	}
	if n := d.count(`SELECT count(*) FROM inquiries`); n != rows {
		t.Errorf("%d inquiries", n)
	}
	if n := d.count(`SELECT count(*) FROM imports`); n != 1 {
		t.Errorf("%d imports", n)
	}
}

func TestImport_ofOneFileTwiceAtOnceMakesEachRowOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	const rows = 5_000
	list := people(rows)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := d.in.Import(t.Context(), models.Operator(), d.request(strings.NewReader(list), int64(len(list))), nil); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if p, i := d.count(`SELECT count(*) FROM persons`), d.count(`SELECT count(*) FROM inquiries WHERE state <> 'merged'`); p != rows || i != rows {
		t.Errorf("%d persons, %d inquiries", p, i)
	}
	d.balanced()
}

func TestImport_ofTwoFilesAtOnceMakesEachPersonOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	const rows = 3_000
	list := people(rows)
	var both sync.WaitGroup
	for n := range 2 {
		both.Go(func() {
			q := d.request(strings.NewReader(list), int64(len(list)), func(q *intake.Request) { q.FileName = fmt.Sprintf("list%d.csv", n) })
			if _, err := d.in.Import(t.Context(), models.Operator(), q, nil); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if p, r := d.count(`SELECT count(*) FROM persons`), d.count(`SELECT count(*) FROM arrivals WHERE kind = 'repeat'`); p != rows || r != rows {
		t.Errorf("%d persons, %d repeats", p, r)
	}
	d.balanced()
}

func TestImport_ofHistoryQueuesNone(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.imports(mixed, func(q *intake.Request) { q.Options.History = true })
	d.imports(strings.ReplaceAll(mixed, "\n1,", "\n9,"), func(q *intake.Request) { q.Options.History = true; q.FileName = "more.csv" })
	if n := d.count(`SELECT count(*) FROM inquiries WHERE state NOT IN ('closed', 'merged') OR state = 'closed' AND closed_reason <> 'taken over'`); n != 0 {
		t.Errorf("%d inquiries are not of the past", n)
	}
}

func TestImport_rehearsesWithoutKeepingAnything(t *testing.T) {
	t.Parallel()
	d := open(t)
	list := people(2_500) + strings.SplitAfterN(people(2), "\n", 2)[1]
	r := d.imports(list, func(q *intake.Request) { q.DryRun = true })
	if r.Rows != 2_502 || r.Inquiries != 2_500 || r.Repeats != 2 {
		t.Errorf("rehearsed %+v", r)
	}
	for _, table := range []string{"inquiries", "persons", "arrivals", "imports", "windows"} {
		if n := d.count(`SELECT count(*) FROM ` + table); n != 0 {
			t.Errorf("%d rows of %s were kept", n, table)
		}
	}
}

func TestImport_neverLosesAWishNotToBeCalled(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.imports("Name,Phone,Do not call\nAnn,312-555-0101,yes\nBob,312-555-0102,no\n")
	if n := d.count(`SELECT count(*) FROM inquiries WHERE closed_reason = 'do not call'`); n != 1 {
		t.Errorf("%d closed", n)
	}
	if n := d.count(`SELECT count(*) FROM do_not_call d JOIN persons p ON p.number_key = d.key WHERE p.name = 'Ann'`); n != 1 {
		t.Errorf("%d entries", n)
	}
}

func TestImport_keepsTheGoodRowsOfABadFile(t *testing.T) {
	t.Parallel()
	d := open(t)
	long := strings.Repeat("x", 5_000)
	r := d.imports("Id,Name,Phone,Message,Source\n" +
		"1,Ann,312-555-0101,a quote \"that never closes,s\n" +
		"2,Bob,312-555-0102,too,many,cells,here\n" +
		"3,Cid,312-555-0103,nul\x00byte,s\n" +
		long + ",Dan,312-555-0104,,s\n" +
		"5,Eve,312-555-0105,," + long + "\n" +
		"6," + long + ",312-555-0106," + long + ",s\n" +
		"7,Gil,312-555-0107,fine,s\n")
	if r.Rows != 7 || r.Rejected != 4 {
		t.Errorf("result %+v", r)
	}
	if n := d.count(`SELECT count(*) FROM inquiries WHERE state = 'ready'`); n != 3 {
		t.Errorf("%d are queued", n)
	}
	for _, c := range []struct{ text, want string }{{"", "empty"}, {"\x89PNG\r\n\x1a\n rest", "picture"}, {"a,b\n", "no row"}} {
		_, err := d.in.Import(t.Context(), models.Operator(), d.request(strings.NewReader(c.text), 9), nil)
		if !models.IsKind(err, models.Invalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

func TestImport_takesNaughtyStringsUnharmed(t *testing.T) {
	t.Parallel()
	path := data(t, "naughty/blns.txt")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := open(t)
	list, want := "Name\tCompany\tMessage\tPhone\n", 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.ContainsAny(line, "\t\r\x00") || strings.HasPrefix(line, "#") {
			continue
		}
		quoted := `"` + strings.ReplaceAll(line, `"`, `""`) + `"`
		list += fmt.Sprintf("%s\t%s\t%s\t+1 312 555 %04d\n", quoted, quoted, quoted, want)
		want++
	}
	r := d.imports(list)
	if r.Rows != want || r.Rejected != 0 {
		t.Errorf("%d rows: %+v", want, r)
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if strings.Contains(line, "DROP TABLE") && d.count(`SELECT count(*) FROM inquiries WHERE message = $1`, line) == 0 {
			t.Errorf("%q was not kept as it came", line)
		}
	}
}

func TestImport_isForThoseWhoRunPrograms(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, by := range []models.Actor{
		{Gate: models.GateAgency, Role: models.Caller, UserID: models.NewID()},
		{Gate: models.GateClient, Role: models.SalesManager, ClientID: d.client.ID, UserID: models.NewID()},
	} {
		_, err := d.in.Import(t.Context(), by, d.request(strings.NewReader(mixed), 1), nil)
		if !models.IsKind(err, models.Forbidden) {
			t.Errorf("%s: %v", by.Role, err)
		}
	}
}

func TestUndo_takesBackWhatNobodyHasTouched(t *testing.T) {
	t.Parallel()
	d := open(t)
	r := d.imports("Id,Name,Phone\n1,Ann One,312-555-0101\n2,Bob Two,312-555-0102\n3,Cid Three,312-555-0103\n4,Ann One,312-555-0101\n")
	d.do(func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE inquiries SET attempts = 1 WHERE external_id = '2'`)
		return err
	})
	d.receive(intake.Arriving{Phone: "312-555-0103", Name: "Cid Three"})
	u, err := d.in.Undo(t.Context(), models.Operator(), r.ImportID)
	if err != nil || u.Undone != 2 || u.Kept != 2 {
		t.Fatalf("%+v, %v", u, err)
	}
	if n := d.count(`SELECT count(*) FROM inquiries WHERE state = 'undone' AND external_id IN ('1', '4')`); n != 2 {
		t.Errorf("%d undone", n)
	}
	persons := d.count(`SELECT count(*) FROM persons`)
	again := d.imports("Id,Name,Phone\n1,Ann One,312-555-0101\n2,Bob Two,312-555-0102\n3,Cid Three,312-555-0103\n4,Ann One,312-555-0101\n")
	if n := d.count(`SELECT count(*) FROM persons`); n != persons || again.Rejected != 2 || again.Inquiries != 1 || again.Repeats != 1 {
		t.Errorf("again %+v, %d persons instead of %d", again, n, persons)
	}
	if u, err = d.in.Undo(t.Context(), models.Operator(), r.ImportID); err != nil || u.Undone != 0 {
		t.Errorf("a second undo: %+v, %v", u, err)
	}
	d.balanced()
}

// ends ends the program.
func (d *desk) ends() {
	d.t.Helper()
	d.do(func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE programs SET state = 'ended' WHERE id = $1`, d.program.ID)
		return err
	})
}

func TestImport_intoAnEndedProgramIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	by, list := models.Operator(), people(3)
	uploaded, err := d.in.Upload(t.Context(), by, d.client.ID, d.program.ID, "early.csv", strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	d.ends()
	_, previewed := d.in.Preview(t.Context(), by, uploaded.ID, models.ImportOptions{})
	_, sent := d.in.Upload(t.Context(), by, d.client.ID, d.program.ID, "late.csv", strings.NewReader(list))
	_, imported := d.in.Import(t.Context(), by, d.request(strings.NewReader(list), int64(len(list))), nil)
	for what, err := range map[string]error{"import": imported, "upload": sent, "preview": previewed, "start": d.in.Start(t.Context(), by, uploaded.ID, models.ImportOptions{})} {
		if refused := models.Refused(err); refused == nil || refused.Kind != models.Conflict || !strings.Contains(refused.Message, "has ended: choose one that runs") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if n := d.count(`SELECT count(*) FROM imports`) + d.count(`SELECT count(*) FROM inquiries`); n != 1 {
		t.Errorf("%d imports and inquiries, and one was uploaded before", n)
	}
}

func TestImport_stopsWhereItsProgramEnds(t *testing.T) {
	t.Parallel()
	d := open(t)
	list := people(5_000)
	var last intake.Progress
	_, err := d.in.Import(t.Context(), models.Operator(), d.request(strings.NewReader(list), int64(len(list))), func(p intake.Progress) {
		if last = p; p.Rows == 2_000 {
			d.ends()
		}
	})
	if refused := models.Refused(err); refused == nil || !strings.Contains(refused.Message, "has ended") {
		t.Errorf("it went on: %v", err)
	}
	if n := d.count(`SELECT count(*) FROM inquiries`); n != 2_000 || last.Rows != 2_000 {
		t.Errorf("%d inquiries, %d rows", n, last.Rows)
	}
	if n := d.count(`SELECT count(*) FROM imports WHERE state = 'failed' AND problem LIKE '%has ended%'`); n != 1 {
		t.Error("the import does not say why it stopped")
	}
}
