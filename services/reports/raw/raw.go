// Package raw asks the base tables what the roll-ups are asked, with nothing counted
// beforehand: the test of the roll-ups holds them against it, and the benchmark measures
// them beside it. It shares no line with them.
package raw

import _ "embed"

// Sources is the figures of each source. Its arguments are those of the report: client,
// from, to, basis, attribution, program.
//
//go:embed sources.sql
var Sources string

// Return is the orders of each month by how their lead came about. Its arguments are client,
// first and last day, basis, program.
//
//go:embed return.sql
var Return string
