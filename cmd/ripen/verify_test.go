package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/reports"
)

func TestVerify_namesTheRowThatWasTamperedWith(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "client", "create", "--slug", "one", "--name", "One")
	for _, day := range []string{"01", "02", "03", "04"} {
		s.types(exitDone, "", "tick", "--at", "2026-07-"+day+"T09:00:00Z")
	}
	var verified []reports.VerifiedBalance
	s.answers(&verified, "verify-balance", "--client", "one")
	if len(verified) != 1 || verified[0].Rows != 4 || verified[0].Fault != "" || len(verified[0].Hash) != 64 {
		t.Fatalf("%+v", verified)
	}
	s.types(exitWrong, "", "verify-balance", "--client", "two")

	client := &models.Client{ID: models.NewID(), Name: "One"}
	var days []models.BalanceDay
	for n := range 6 {
		d := models.BalanceDay{ClientID: client.ID, Day: day(n), At: day(n), BalanceFigures: models.BalanceFigures{Received: 20 + n, Nurtured: 10, Rest: 10 + n}}
		if n == 0 {
			d.Chain(nil)
		} else {
			d.Chain(&days[n-1])
		}
		days = append(days, d)
	}
	folder := t.TempDir()
	file := func(name string, change func(string) string, days ...models.BalanceDay) string {
		var b strings.Builder
		if err := reports.WriteBalanceHistory(&b, client, "Northlight", days); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(change(b.String())), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	same := func(text string) string { return text }
	whole, older := file("whole.csv", same, days...), file("older.csv", same, days[:4]...)
	out, _ := s.types(exitDone, "", "verify-history", whole, "--against", older, "--hash", days[3].Hash)
	if !strings.Contains(out, "6 rows") || !strings.Contains(out, "as written") || !strings.Contains(out, days[5].Hash) {
		t.Errorf("said %q", out)
	}
	anew := append([]models.BalanceDay{}, days...)
	for n := 2; n < len(anew); n++ {
		anew[n].Nurtured, anew[n].Rest = anew[n].Nurtured-5, anew[n].Rest+5
		anew[n].Chain(&anew[n-1])
	}
	changed := file("changed.csv", func(text string) string { return strings.Replace(text, ",22,", ",27,", 1) }, days...)
	rewritten := file("anew.csv", same, anew...)
	for _, c := range []struct {
		code int
		says string
		args []string
	}{
		{exitFailed, "row 3 (2026-07-03) was changed", []string{changed}},
		{exitDone, "", []string{rewritten}}, // a chain alone cannot show it
		{exitFailed, "row 3 (2026-07-03) is another one in the older file", []string{rewritten, "--against", older}},
		{exitFailed, "no row has the hash", []string{rewritten, "--hash", days[3].Hash}},
		{exitFailed, "row 5 (2026-07-05) is missing", []string{older, "--against", whole}},
		{exitWrong, "There is no file", []string{filepath.Join(folder, "none.csv")}},
		{exitWrong, "no history of a balance sheet", []string{file("other.csv", func(string) string { return "a,b\n" })}},
	} {
		if _, errs := s.types(c.code, "", append([]string{"verify-history"}, c.args...)...); !strings.Contains(errs, c.says) {
			t.Errorf("%v: said %q", c.args, errs)
		}
	}
}

func day(n int) time.Time { return time.Date(2026, 7, 1+n, 0, 0, 0, 0, time.UTC) }
