package portal

import (
	"strconv"

	"ripen/views/components"
)

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

func (p LeadPage) processID() string {
	if p.Lead.ProcessID == nil {
		return ""
	}
	return p.Lead.ProcessID.String()
}

func (p LeadPage) processOptions() (all []components.Option) {
	for _, each := range p.Processes {
		all = append(all, components.Option{Value: each.ID.String(), Label: each.Name})
	}
	return all
}
