//go:build !linux

package private

import "os/exec"

// memory is Linux only.
func memory() string { return "" }

// dieWithParent is Linux only: elsewhere a killed process leaves its server behind.
func dieWithParent(*exec.Cmd) {}

// surelyNotPostgres cannot be told here, so PostgreSQL's own judgement stands.
func surelyNotPostgres(int) bool { return false }
