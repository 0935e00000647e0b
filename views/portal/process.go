package portal

import "strconv"

// stepName is what a step that was reached is called.
func (p LeadPage) stepName(step string) string {
	n, err := strconv.Atoi(step)
	switch {
	case err != nil:
		return step // its name, of this process or another one
	case n >= 1 && n <= len(p.Steps):
		return p.Steps[n-1].Name
	}
	return "Step " + step
}
