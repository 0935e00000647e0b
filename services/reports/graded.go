package reports

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"ripen/models"
	"ripen/services/reports/rates"
)

// A GradedBy is how the inquiries of a source were graded by one version of a program's
// criteria: rates under different ones are not summed unseen.
type GradedBy struct {
	SourceID   models.ID
	ProgramID  models.ID
	Program    string
	Version    int        // 0: none, an account taken over
	Since      *time.Time // the first day on which anything was graded by it
	A, B, C, D int
}

// Graded is how many were graded.
func (g GradedBy) Graded() int { return g.A + g.B + g.C + g.D }

// GradedOf is how the inquiries of a line of the report, or of its total, were graded by each
// version of each program's criteria.
func (e *Effect) GradedOf(r SourceRow) (all []GradedBy) {
	for _, g := range e.Graded {
		if !slices.Contains(r.members, g.SourceID) {
			continue
		}
		n := slices.IndexFunc(all, func(o GradedBy) bool { return o.ProgramID == g.ProgramID && o.Version == g.Version })
		if n < 0 {
			g.SourceID = models.NoID
			all = append(all, g)
			continue
		}
		all[n].A, all[n].B, all[n].C, all[n].D = all[n].A+g.A, all[n].B+g.B, all[n].C+g.C, all[n].D+g.D
	}
	slices.SortStableFunc(all, func(a, b GradedBy) int {
		return cmp.Or(cmp.Compare(a.Program, b.Program), cmp.Compare(a.ProgramID.String(), b.ProgramID.String()), cmp.Compare(a.Version, b.Version))
	})
	return all
}

// Changes is the versions that replaced another one of the same program.
func Changes(graded []GradedBy) (all []GradedBy) {
	for n := 1; n < len(graded); n++ {
		if graded[n].ProgramID == graded[n-1].ProgramID && graded[n].Since != nil {
			all = append(all, graded[n])
		}
	}
	return all
}

// ARate is the share of A among those graded, with its 95 % interval; ok is false where there
// are too few to say, or where it would tell a client's people how few the others are.
func (e *Effect) ARate(g GradedBy) (share, low, high float64, ok bool) {
	if g.A < TooFew || e.hides(g) {
		return 0, 0, 0, false
	}
	low, high = rates.Wilson(g.A, g.Graded())
	return float64(g.A) / float64(g.Graded()), low, high, true
}

// GradedWords is how many were graded, as the reader may see it.
func (e *Effect) GradedWords(g GradedBy) string {
	if e.hides(g) {
		return strconv.Itoa(g.A) + " A, others " + e.Below(g.Graded()-g.A)
	}
	return strconv.Itoa(g.Graded())
}

func (e *Effect) hides(g GradedBy) bool {
	others := g.Graded() - g.A
	return e.masked && others > 0 && others < TooFew
}
