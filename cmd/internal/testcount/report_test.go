package main

import (
	"strings"
	"testing"
)

func TestReport_countsEveryTestAndShowsFailuresInFull(t *testing.T) {
	t.Parallel()
	said := new(strings.Builder)
	r := newReport(said)
	err := r.read(strings.NewReader(strings.Join([]string{
		`{"Action":"run","Package":"ripen/a","Test":"TestGood"}`,
		`{"Action":"output","Package":"ripen/a","Test":"TestGood","Output":"quiet please\n"}`,
		`{"Action":"pass","Package":"ripen/a","Test":"TestGood"}`,
		`{"Action":"output","Package":"ripen/a","Test":"TestBad","Output":"want 1, got 2\n"}`,
		`{"Action":"fail","Package":"ripen/a","Test":"TestBad"}`,
		`{"Action":"output","Package":"ripen/a","Test":"TestAway","Output":"=== RUN   TestAway\n"}`,
		`{"Action":"output","Package":"ripen/a","Test":"TestAway","Output":"    a_test.go:3: no data here\n"}`,
		`{"Action":"skip","Package":"ripen/a","Test":"TestAway"}`,
		`{"Action":"fail","Package":"ripen/a","Elapsed":1.5}`,
		`go: warning`,
		`{"Action":"pass","Package":"ripen/b","Elapsed":0.1}`,
	}, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.counts(); got != "1 passed, 1 failed, 1 skipped" {
		t.Errorf("the counts are %q", got)
	}
	want := "want 1, got 2\nskip  ripen/a TestAway: a_test.go:3: no data here\nFAIL  ripen/a 1.5s\ngo: warning\nok    ripen/b 0.1s\n"
	if said.String() != want {
		t.Errorf("it said %q", said)
	}
}

func TestReport_countsAPackageThatDiesOrDoesNotBuildAsOneFailure(t *testing.T) {
	t.Parallel()
	said := new(strings.Builder)
	r := newReport(said)
	err := r.read(strings.NewReader(strings.Join([]string{
		`{"ImportPath":"ripen/a","Action":"build-output","Output":"a.go:1: syntax error\n"}`,
		`{"ImportPath":"ripen/a","Action":"build-fail"}`,
		`{"Action":"fail","Package":"ripen/a","Elapsed":0}`,
		`{"Action":"output","Package":"ripen/b","Test":"TestLast","Output":"fatal: out of memory\n"}`,
		`{"Action":"fail","Package":"ripen/b","Elapsed":1}`,
	}, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.counts(); got != "0 passed, 2 failed, 0 skipped" {
		t.Errorf("the counts are %q", got)
	}
	for _, part := range []string{"syntax error", "out of memory"} {
		if strings.Count(said.String(), part) != 1 {
			t.Errorf("%q is not said once in %q", part, said)
		}
	}
}
