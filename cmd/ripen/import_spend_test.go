package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImportSpend_keepsAllRowsOrNone(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "client", "create", "--slug", "one", "--name", "One", "--currency", "USD")
	path := filepath.Join(t.TempDir(), "spend.csv")
	if err := os.WriteFile(path, []byte("source,from,to,amount,currency,rate\nFair,2026-04-01,2026-06-30,\"1.234,56\",EUR,1.1\nSearch,2026-04-01,2026-04-30,0,,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"import-spend", "--client", "one", path}
	out, errs := s.types(exitWrong, "", args...)
	if !strings.Contains(out, "line 2: No source is called “Fair”") || !strings.Contains(errs, "2 of 2 rows cannot be kept, so nothing was. --make-sources") {
		t.Errorf("%s %s", out, errs)
	}
	var got spendShown
	s.answers(&got, append(args, "--make-sources", "--dry-run")...)
	if got.Kept || got.Sum != "1358.02" || len(got.Made) != 2 {
		t.Errorf("the dry run says %+v", got)
	}
	s.answers(&got, append(args, "--make-sources")...)
	if !got.Kept || got.Rows != 2 {
		t.Errorf("%+v", got)
	}
	if _, errs := s.types(exitWrong, "", args...); !strings.Contains(errs, "--replace replaces what 2 of them overlap") {
		t.Errorf("again: %s", errs)
	}
}
