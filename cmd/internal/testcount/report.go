package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// An event is one line of `go test -json`; see `go doc test2json` and, for
// the builds, `go help buildjson`.
type event struct {
	Action     string
	Package    string
	ImportPath string // of a build
	Test       string
	Elapsed    float64 // seconds
	Output     string
}

// A report counts the tests and tells of what a reader must know.
type report struct {
	to                      io.Writer
	passed, failed, skipped int
	said                    map[string]*strings.Builder // what each package, test or build has printed
	failedIn                map[string]bool             // packages with a failed test
}

func newReport(to io.Writer) *report {
	return &report{to: to, said: map[string]*strings.Builder{}, failedIn: map[string]bool{}}
}

// read follows the events to the end.
func (r *report) read(from io.Reader) error {
	lines := bufio.NewReader(from)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) != nil {
				fmt.Fprintf(r.to, "%s", line) // go itself says something
			} else {
				r.take(e)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// counts is the line that everything ends in.
func (r *report) counts() string {
	return fmt.Sprintf("%d passed, %d failed, %d skipped", r.passed, r.failed, r.skipped)
}

func (r *report) take(e event) {
	key := e.Package + e.ImportPath + " " + e.Test
	switch e.Action {
	case "output", "build-output":
		if r.said[key] == nil {
			r.said[key] = new(strings.Builder)
		}
		r.said[key].WriteString(e.Output)
		return
	case "build-fail":
		r.show(key)
	case "pass", "fail", "skip":
		if e.Test == "" {
			r.endPackage(e, key)
		} else {
			r.endTest(e, key)
		}
	default:
		return
	}
	delete(r.said, key)
}

func (r *report) endTest(e event, key string) {
	switch e.Action {
	case "pass":
		r.passed++
	case "skip":
		r.skipped++
		fmt.Fprintf(r.to, "skip  %s %s: %s\n", e.Package, e.Test, r.reason(key))
	case "fail":
		r.failed++
		r.failedIn[e.Package] = true
		r.show(key)
	}
}

// endPackage tells that a package is done. One that fails without a failed test did
// not build, or its process died: that counts as one failure.
func (r *report) endPackage(e event, key string) {
	switch e.Action {
	case "pass":
		fmt.Fprintf(r.to, "ok    %s %.1fs\n", e.Package, e.Elapsed)
	case "fail":
		fmt.Fprintf(r.to, "FAIL  %s %.1fs\n", e.Package, e.Elapsed)
		if !r.failedIn[e.Package] {
			r.failed++
			for test := range r.said { // what was running when the process died
				if strings.HasPrefix(test, e.Package+" ") && test != key {
					r.show(test)
				}
			}
			r.show(key)
		}
	}
}

func (r *report) show(key string) {
	if r.said[key] != nil {
		fmt.Fprint(r.to, r.said[key].String())
	}
}

// reason is what a skipped test has said, without go's own lines.
func (r *report) reason(key string) string {
	if r.said[key] == nil {
		return ""
	}
	var words []string
	for line := range strings.Lines(r.said[key].String()) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "=== ") && !strings.HasPrefix(line, "--- ") {
			words = append(words, line)
		}
	}
	return strings.Join(words, " ")
}
