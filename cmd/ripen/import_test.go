package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImport_tellsRowsApartAndWritesTheRejectedOnesBeside(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "client", "create", "--slug", "one", "--name", "One")
	s.types(exitDone, "", "program", "create", "--client", "one", "--slug", "main", "--name", "Main")
	folder := t.TempDir()
	path := filepath.Join(folder, "list.csv")
	const list = "Id,Name,Phone,Received\n1,Ann One,555-0101,2026-01-02\n2,\"One, Ann\",(312) 555-0101,2026-01-03\n3,Bob Two,555-0102,whenever\n"
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"import", "--client", "one", "--program", "main", "--source", "fair", "--medium", "trade_show", "--default-phone-prefix", "+1312", path}
	var got importShown
	s.answers(&got, append(args, "--dry-run")...)
	if got.Rows != 3 || got.Inquiries != 1 || got.Repeats != 1 || got.Rejected != 1 || got.RejectedFile != "" {
		t.Errorf("the dry run says %+v", got)
	}
	s.answers(&got, args...)
	if got.Rows != 3 || got.Inquiries != 1 || got.Repeats != 1 || got.Rejected != 1 || got.RejectedFile != filepath.Join(folder, "list.rejected.csv") {
		t.Errorf("the import says %+v", got)
	}
	text, err := os.ReadFile(got.RejectedFile)
	if err != nil || !strings.Contains(string(text), "4,Line 4: “whenever” is no date") {
		t.Errorf("the rejected rows are %q, %v", text, err)
	}
	out, _ := s.types(exitDone, "", args...)
	if !strings.Contains(out, "3 rows = 0 inquiries + 0 repeats + 3 rejected") {
		t.Errorf("again: %s", out)
	}
	orders := filepath.Join(folder, "orders.csv")
	if err := os.WriteFile(orders, []byte("id,won_date,value\n1,2026-02-01,\"1.234,50\"\n2,2026-02-02,\n99,2026-02-02,\n1,2026-01-01,5.00\n1,1 Feb 2026,1234.5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var won outcomesShown
	for known := range 2 { // again is the same
		s.answers(&won, "import-outcomes", "--client", "one", orders)
		if won.Rows != 5 || won.Orders != 3 || won.Known != 3*known || won.Flagged != 1 || won.Twice != 1 || won.Rejected != 1 || won.RejectedFile == "" {
			t.Errorf("the orders say %+v", won)
		}
		if said := strings.Join(won.Said, "\n"); len(won.Said) != 2 || !strings.Contains(said, "Line 5: this order of 1 Jan 2026 came before its inquiry of 2 Jan 2026: it is kept and flagged") || !strings.Contains(said, "Line 6: this is the order of line 2 again, which counts once") {
			t.Errorf("of them it says %q", won.Said)
		}
	}
	if text, err := os.ReadFile(won.RejectedFile); err != nil || !strings.Contains(string(text), "Line 4: no inquiry of this client has the external id 99: import the inquiries first.") {
		t.Errorf("the rejected orders are %q, %v", text, err)
	}
	for _, wrong := range [][]string{
		{"import", "--client", "one", "--program", "main", filepath.Join(folder, "nothing.csv")},
		{"import", "--client", "one", "--program", "other", path},
		{"import", "--client", "one", "--program", "main", "--medium", "radio", path},
		{"import", "--client", "one", "--program", "main", "--map", "name=Colour", path},
		{"import-outcomes", "--client", "one", path},
	} {
		if _, errs := s.types(exitWrong, "", wrong...); strings.Count(errs, "\n") != 1 {
			t.Errorf("%q says %q", wrong, errs)
		}
	}
}
