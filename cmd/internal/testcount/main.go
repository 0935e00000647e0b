// Command testcount runs `go test` with the arguments it is given, shows what
// failed in full and what was skipped with its reason, and ends in one line of counts.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
)

func main() {
	tests := exec.Command("go", append([]string{"test", "-json"}, os.Args[1:]...)...)
	tests.Stderr = os.Stderr
	output, err := tests.StdoutPipe()
	if err == nil {
		err = tests.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "go test does not start:", err)
		os.Exit(1)
	}
	report := newReport(os.Stdout)
	readErr := report.read(output)
	code := 0
	if err := errors.Join(readErr, tests.Wait()); err != nil {
		code = max(1, tests.ProcessState.ExitCode())
	}
	if readErr != nil {
		fmt.Fprintln(os.Stderr, "the output of go test is not to be read:", readErr)
	}
	fmt.Println(report.counts())
	os.Exit(code)
}
