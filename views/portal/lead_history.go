package portal

import (
	"strings"
	"time"

	"ripen/models"
	"ripen/views/components"
)

// history is who reported what, in words.
func (p LeadPage) history() []components.Event {
	var all []components.Event
	for n, e := range p.Events {
		line := components.Event{When: capital(clock(e.At, p.At, p.Zone)), DateTime: e.At.UTC().Format(time.RFC3339), Text: e.Note, Now: n == 0}
		if e.By != "" {
			line.When += " · " + e.By
		}
		switch e.What {
		case "assigned":
			line.Title = "Given to " + orManager(e.Detail)
			line.Text = strings.TrimPrefix(e.Note, e.Detail+": ")
		case "accepted":
			line.Title = "Accepted"
		case "contact":
			line.Title = e.Detail
			for _, way := range models.ContactWays {
				if way.Key == e.Detail {
					line.Title = way.Label
				}
			}
			if e.Whom != "" {
				line.Title += ": " + e.Whom
			}
		case "next":
			line.Title = "Set the next date"
			if at, err := time.Parse(time.RFC3339Nano, e.Detail); err == nil {
				line.Title = "Next date: " + clock(at, p.At, p.Zone)
			}
		case "asked":
			line.Title = "Asked the agency: nobody answers"
		case "answered":
			line.Title = answered(e.Detail)
		case "milestone":
			line.Title = p.stepName(e.Detail)
		case "process":
			line.Title = "Goes by “" + e.Detail + "”"
		case "closed":
			line.Title = "Closed: " + strings.ToLower(models.Outcome(e.Detail).Words())
		case "returned":
			line.Title = "Returned"
		case "upheld":
			line.Title = "The return stands"
		case "refused":
			line.Title = "The return was not accepted"
		}
		if e.Back {
			line.Title += " (taken back)"
		}
		all = append(all, line)
	}
	return all
}
