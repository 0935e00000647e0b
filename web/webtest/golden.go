package webtest

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Golden compares a page with testdata/name; UPDATE=1 accepts what there is. What differs
// at each asking, nonces, tokens, ids and the hashes of assets, is made the same first.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	got = Still(got)
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; UPDATE=1 writes it", err)
	}
	if got != string(want) {
		t.Errorf("%s differs; UPDATE=1 accepts:\n%s", file, got)
	}
}

var moving = []struct {
	what *regexp.Regexp
	as   string
}{
	{regexp.MustCompile(`nonce="[A-Z2-7]+"`), `nonce="NONCE"`},
	{regexp.MustCompile(`name="token" value="[^"]*"`), `name="token" value="TOKEN"`},
	{regexp.MustCompile(`(/static/[\w-]+)\.[0-9a-f]{12}\.`), `$1.`},
	{regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`), `ID`},
	{regexp.MustCompile(`\b[A-Z2-7]{16}\b`), `REQUEST`},
	{regexp.MustCompile(`/[0-9a-f]{64}/`), `/KEY/`},
	{regexp.MustCompile(`>\s*<`), ">\n<"},
}

// Still makes what differs at each asking the same.
func Still(page string) string {
	for _, m := range moving {
		page = m.what.ReplaceAllString(page, m.as)
	}
	return page + "\n"
}
