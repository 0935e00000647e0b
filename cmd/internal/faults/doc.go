// Package faults breaks Ripen while it works, and counts what is lost or doubled: nothing.
package faults
