package models

import "slices"

// A Grade is how ready an inquiry is: A ready for sales now, B and C
// longer-range, D no potential. The empty Grade is none yet: before a conversation.
type Grade string

// The grades.
const (
	GradeA   Grade = "A"
	GradeB   Grade = "B"
	GradeC   Grade = "C"
	GradeD   Grade = "D"
	Ungraded Grade = ""
)

// Grades is every grade, ripest first.
var Grades = []Grade{GradeA, GradeB, GradeC, GradeD}

// Valid reports whether g is one of Grades.
func (g Grade) Valid() bool { return slices.Contains(Grades, g) }

// Nurtured reports whether an inquiry of this grade is kept and called again.
func (g Grade) Nurtured() bool { return g == GradeB || g == GradeC }
