package reports_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/store"
)

func TestKeepBalance_appendsOneRowADayOfTheClientAndTellsAtMostAMinuteLate(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	if n := l.keep(midnight(5, 20)); n != 1 {
		t.Error("nothing came in, which is a sheet, too")
	}
	l.come(2, models.Nurtured, "")
	if n := l.keep(midnight(5, 21)); n != 0 || l.sheet(5).Now != nil {
		t.Error("two are told of")
	}
	l.come(12, models.Nurtured, "")
	l.come(8, models.Closed, models.ClosedD)
	l.come(1, models.Undecided, "")
	l.come(3, models.Released, "")
	if n := l.keep(midnight(5, 21).Add(10 * time.Minute)); n != 1 {
		t.Error("the day got no row once there was enough to tell")
	}
	want := models.BalanceFigures{Received: 26, Released: 3, Nurtured: 10, ClosedD: 5, Rest: 8}
	if s := l.sheet(5); s.Now == nil || s.Now.BalanceFigures != want || len(s.Days) != 2 || s.Days[1].BalanceFigures != want {
		t.Errorf("%+v", s)
	}
	l.come(5, models.Nurtured, "")
	if n := l.keep(l.at.Add(30 * time.Second)); n != 0 || l.sheet(5).Now.Received != 26 {
		t.Error("it was counted again within the minute")
	}
	if n := l.keep(l.at.Add(61 * time.Second)); n != 0 || l.sheet(5).Now.Received != 31 || l.sheet(5).Now.Nurtured != 15 {
		t.Errorf("%+v", l.sheet(5).Now)
	}
	if n := l.keep(midnight(5, 22).Add(-10 * time.Minute)); n != 0 {
		t.Error("23:50 in New York is another day already")
	}
	if n := l.keep(midnight(5, 25)); n != 1 { // three days nobody counted
		t.Error("the day after a pause got no row")
	}
	if n := l.keep(midnight(5, 23)); n != 0 {
		t.Error("a clock that went back wrote a row")
	}
	var said []string
	for _, d := range l.history() {
		said = append(said, d.Day.Format("02"))
	}
	if strings.Join(said, " ") != "20 21 25" {
		t.Errorf("the history has the days %v", said)
	}
	if fault := models.CheckBalanceDays(l.client.ID, l.history()); fault != nil {
		t.Error(fault)
	}
}

func TestKeepBalance_byManyAtOnceAppendsOneRow(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	l.come(20, models.Nurtured, "")
	failed := make(chan error, 8)
	for range 8 {
		go func() { _, err := l.svc.KeepBalance(t.Context(), l.client.ID, l.at); failed <- err }()
	}
	for range 8 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	if days := l.history(); len(days) != 1 {
		t.Errorf("%d rows", len(days))
	}
}

func TestBalanceHistory_isReadByWhomItConcernsAndWrittenByNobodyElse(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	l.come(20, models.Nurtured, "")
	l.keep(l.at)
	for _, c := range []struct {
		by   models.Actor
		rows int
	}{
		{models.Operator(), 1}, {models.Worker(l.client.ID), 1}, {models.Worker(l.other.ID), 0}, {l.reader(models.SalesManager, l.client), 1}, {l.reader(models.Marketer, l.client), 1},
		{l.reader(models.Rep, l.client), 0}, {l.reader(models.PartnerManager, l.client), 0}, {l.reader(models.SalesManager, l.other), 0}, {l.reader(models.Marketer, l.other), 0},
	} {
		for _, table := range []string{"balance_days", "balance_now"} {
			n := 0
			l.as(c.by, func(tx *store.Tx) error { return tx.Pgx.QueryRow(t.Context(), `SELECT count(*) FROM `+table).Scan(&n) })
			if n != c.rows {
				t.Errorf("%s %s reads %d rows of %s", c.by.Gate, c.by.Role, n, table)
			}
		}
		for _, write := range []string{`UPDATE balance_days SET received = received + 1`, `DELETE FROM balance_days`, `TRUNCATE balance_days`} {
			err := l.st.Tx(t.Context(), c.by, func(tx *store.Tx) error { _, err := tx.Run(write); return err })
			if err == nil {
				t.Errorf("%s %s may %s", c.by.Gate, c.by.Role, write)
			}
		}
		if c.by.Gate != models.GateWorker {
			err := l.st.Tx(t.Context(), c.by, func(tx *store.Tx) error {
				_, err := tx.Run(`INSERT INTO balance_days SELECT (d).* FROM (SELECT d FROM balance_days d) x`)
				return err
			})
			if err == nil {
				t.Errorf("%s %s appends", c.by.Gate, c.by.Role)
			}
		}
	}
	for _, by := range []models.Actor{l.reader(models.Rep, l.client), l.reader(models.SalesManager, l.other)} {
		if _, err := l.svc.ClientBalance(t.Context(), by, l.client.ID, on(5, 1)); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s reads the sheet: %v", by.Role, err)
		}
		if _, err := l.svc.BalanceHistory(t.Context(), by, l.client.ID); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s reads the history: %v", by.Role, err)
		}
		if _, err := l.svc.VerifyBalances(t.Context(), by, models.NoID); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s verifies: %v", by.Role, err)
		}
	}
}

func TestBalanceHistory_ofTheDatabaseAndOfTheFileNameWhatWasTamperedWith(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	l.come(20, models.Nurtured, "")
	for day := range 9 {
		l.come(3, models.Nurtured, "")
		l.come(4, models.Closed, models.ClosedNotReached)
		l.come(1, models.Released, "")
		l.keep(midnight(5, 20+day))
	}
	file := func() string {
		var b bytes.Buffer
		if err := reports.WriteBalanceHistory(&b, l.client, "Northlight\nLeads", l.history()); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	whole := file()
	read := func(text string) (int, string) {
		client, days, fault, err := reports.ReadBalanceHistory(strings.NewReader(text))
		if err != nil {
			return -1, err.Error()
		}
		if fault != nil {
			return fault.Row, fault.Error()
		}
		if client != l.client.ID || len(days) != 9 {
			t.Errorf("%s, %d rows", client, len(days))
		}
		return 0, ""
	}
	for _, as := range []string{whole, "\ufeff" + strings.ReplaceAll(whole, "\n", "\r\n")} {
		if row, why := read(as); row != 0 {
			t.Errorf("nothing was done to the file: %s", why)
		}
	}
	lines := strings.SplitAfter(whole, "\n")
	head := len(lines) - 1 - 9
	columns := models.BalanceColumns()
	for n := range columns { // each cell of the fifth row
		cells := strings.Split(strings.TrimSpace(lines[head+4]), ",")
		for _, to := range []string{"7", "x", "", " " + cells[n], "2026-05-01"} {
			changed := append([]string{}, cells...)
			changed[n] = to
			text := strings.Join(lines[:head+4], "") + strings.Join(changed, ",") + "\n" + strings.Join(lines[head+5:], "")
			if row, why := read(text); row != 5 && cells[n] != to {
				t.Errorf("%s as %q: %s", columns[n], to, why)
			}
		}
	}
	for what, c := range map[string]struct {
		text string
		row  int
	}{
		"a row taken out":        {strings.Join(append(append([]string{}, lines[:head+3]...), lines[head+4:]...), ""), 4},
		"the first taken out":    {strings.Join(append(append([]string{}, lines[:head]...), lines[head+1:]...), ""), 1},
		"the last cut off":       {strings.Join(lines[:head+8], ""), 9},
		"two changed places":     {strings.Join(append(append(append([]string{}, lines[:head+1]...), lines[head+2], lines[head+1]), lines[head+3:]...), ""), 2},
		"one twice":              {strings.Join(append(append([]string{}, lines[:head+2]...), lines[head+1:]...), ""), 3},
		"another client’s head":  {strings.Replace(whole, "# client: "+l.client.ID.String(), "# client: "+l.other.ID.String(), 1), 1},
		"no head":                {strings.Join(lines[head:], ""), -1},
		"something else":         {"a,b\n1,2\n", -1},
		"a head without rows":    {strings.Join(lines[:head], ""), 1},
		"the last hash replaced": {strings.Replace(whole, "# last hash: ", "# last hash: 0", 1), 10},
	} {
		if row, why := read(c.text); row != c.row {
			t.Errorf("%s: row %d, %s", what, row, why)
		}
	}
	_, older, _, _ := reports.ReadBalanceHistory(strings.NewReader(whole))
	l.come(5, models.Nurtured, "")
	l.keep(midnight(5, 29))
	if fault := reports.AgainstOlder(older, l.history()); fault != nil {
		t.Error(fault)
	}
	verified := func() string {
		all, err := l.svc.VerifyBalances(t.Context(), models.Operator(), l.client.ID)
		if err != nil || len(all) != 1 || all[0].Rows != 10 {
			t.Fatalf("%+v, %v", all, err)
		}
		return all[0].Fault
	}
	if fault := verified(); fault != "" {
		t.Error(fault)
	}
	// Somebody with the database's own password.
	l.meddle(`ALTER TABLE balance_days DISABLE TRIGGER USER`)
	l.meddle(`UPDATE balance_days SET nurtured = nurtured + 5, closed_not_reached = closed_not_reached - 5 WHERE client_id = $1 AND seq = 6`, l.client.ID)
	if fault := verified(); !strings.HasPrefix(fault, "row 6 (2026-05-25) was changed") {
		t.Errorf("the database says %q", fault)
	}
	if row, why := read(file()); row != 6 {
		t.Errorf("the file says %s", why)
	}
	// And who seals all that follows anew.
	days := l.history()
	for n := 5; n < len(days); n++ {
		days[n].Chain(&days[n-1])
	}
	if fault := models.CheckBalanceDays(l.client.ID, days); fault != nil {
		t.Errorf("a chain that was made anew holds: %v", fault)
	}
	if fault := reports.AgainstOlder(older, days); fault == nil || fault.Row != 6 {
		t.Errorf("against the older file: %v", fault)
	}
	if fault := reports.AgainstOlder(older, older[:8]); fault == nil || fault.Row != 9 {
		t.Errorf("a row is gone: %v", fault)
	}
}

// meddle does what no role of the app may.
func (l *ledger) meddle(query string, args ...any) {
	l.Helper()
	if err := store.Admin(l.Context(), l.o.URL, func(conn *pgx.Conn) error {
		_, err := conn.Exec(l.Context(), query, args...)
		return err
	}); err != nil {
		l.Fatal(err)
	}
}
