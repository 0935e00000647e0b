package models

import (
	"slices"
	"strings"
	"time"
)

// A Process is one version of a selling process: a client's ordered milestones, the steps
// to the sale. A client has several, each a line of versions. Leads keep their version.
type Process struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	LineID    ID // the id of its first version
	Name      string
	Version   int
	Steps     []Step        `gorm:"serializer:json"`
	Rules     []ProcessRule `gorm:"serializer:json"` // none: for leads that no other is for
	Place     int           // in the order in which they are tried
	Current   bool
	CreatedAt time.Time
}

// A ProcessRule is one way a customer buys for which a process is proposed. All that it
// says must be so.
type ProcessRule struct {
	Question string       `json:"question,omitempty"` // of the criteria, in short: "Wants"
	Answer   string       `json:"answer,omitempty"`   // a part of what they answered
	Product  string       `json:"product,omitempty"`  // a part of what they asked about
	Channel  SalesChannel `json:"channel,omitempty"`
}

// Fits reports whether the lead is as the rule says.
func (r ProcessRule) Fits(l *Lead) bool {
	if r == (ProcessRule{}) {
		return false
	}
	said := r.Question == "" && r.Answer == "" || slices.ContainsFunc(l.Reasons, func(given Reason) bool {
		return (r.Question == "" || strings.EqualFold(given.Short, r.Question)) && within(given.Answer, r.Answer)
	})
	return said && within(l.Product, r.Product) && (r.Channel == "" || r.Channel == l.SoldBy())
}

func within(text, part string) bool {
	return part == "" || strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

// Words is the rule as people say it.
func (r ProcessRule) Words() string {
	var parts []string
	switch {
	case r.Question != "" && r.Answer != "":
		parts = append(parts, "they said “"+r.Question+": "+r.Answer+"”")
	case r.Question != "":
		parts = append(parts, "they answered “"+r.Question+"”")
	case r.Answer != "":
		parts = append(parts, "they said “"+r.Answer+"”")
	}
	if r.Product != "" {
		parts = append(parts, "they asked about “"+r.Product+"”")
	}
	if r.Channel != "" {
		parts = append(parts, "it is sold by "+r.Channel.Words())
	}
	return strings.Join(parts, " and ")
}

// Propose is the process by which the lead’s customer buys, and why: the first of which a
// rule fits, else the first without rules, else the first. nil where there is none.
func Propose(all []Process, l *Lead) (*Process, string) {
	for n := range all {
		for _, rule := range all[n].Rules {
			if rule.Fits(l) {
				return &all[n], "because " + rule.Words()
			}
		}
	}
	for n := range all {
		if len(all[n].Rules) == 0 {
			return &all[n], ""
		}
	}
	if len(all) == 0 {
		return nil, ""
	}
	return &all[0], ""
}

// GoBy makes the lead go by a process. What was reached stays: it counts where the new
// process has a step of the same name.
func (l *Lead) GoBy(p *Process, why string, reached []Milestone) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	l.ProcessID, l.ProcessWhy, l.Steps, l.Step = &p.ID, why, len(p.Steps), 0
	for n := range p.Steps {
		if p.ReachedAt(n+1, reached) != nil {
			l.Step = n + 1
		}
	}
	return nil
}

// ReachedAt is when a step, counted from 1, was first reached by any process that has it;
// nil where it was not. Milestones without a name are of this process.
func (p *Process) ReachedAt(step int, reached []Milestone) (at *time.Time) {
	name := ""
	if step <= len(p.Steps) {
		name = p.Steps[step-1].Name
	}
	for n := range reached {
		m := &reached[n]
		if (m.Name == "" && m.Step == step || m.Name != "" && SameStep(m.Name, name)) && (at == nil || m.At.Before(*at)) {
			at = &m.At
		}
	}
	return at
}

// SameStep reports whether two steps are one by their names.
func SameStep(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }

// Check refuses a process that cannot be followed.
func (p *Process) Check() error {
	p.Name = strings.TrimSpace(p.Name)
	switch {
	case p.Name == "":
		return Refuse(Invalid, "name", "Name the selling process.")
	case len(p.Steps) < 2 || len(p.Steps) > 12:
		return Refuse(Invalid, "steps", "Give the selling process between 2 and 12 steps.")
	case len(p.Rules) > 12:
		return Refuse(Invalid, "rules", "Say in at most 12 rules which leads it is for.")
	}
	for n, step := range p.Steps {
		switch {
		case strings.TrimSpace(step.Name) == "":
			return Refuse(Invalid, "steps", "Step %d has no name.", n+1)
		case step.Role != "" && !step.Role.Valid():
			return Refuse(Invalid, "steps", "Choose who must have been reached for step %d.", n+1)
		case slices.ContainsFunc(p.Steps[:n], func(before Step) bool { return SameStep(before.Name, step.Name) }):
			return Refuse(Invalid, "steps", "Two steps are called “%s”: give each a name of its own.", step.Name)
		}
	}
	for n, rule := range p.Rules {
		if rule == (ProcessRule{}) || rule.Channel != "" && !slices.Contains(SalesChannels, rule.Channel) {
			return Refuse(Invalid, "rules", "Say in rule %d what they said, what they asked about, or who sells.", n+1)
		}
	}
	return nil
}

// A ProcessChange is a rep’s choice of another process for a lead. Appended.
type ProcessChange struct {
	ID       ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	LeadID   ID
	FromID   *ID
	ToID     ID
	Why      string
	UserID   ID
	At       time.Time
}

// A Step is one milestone: what the rep does, what it means, what the customer does at
// it, and whom at the organisation the rep must have reached for it.
type Step struct {
	Name     string      `json:"name"`
	Means    string      `json:"means,omitempty"`
	Customer string      `json:"customer,omitempty"` // what the customer does at this step
	Role     ContactRole `json:"role,omitempty"`     // who must have been reached; "": nobody in particular
}

// UsualSteps is the selling process of a client that has named none.
var UsualSteps = []Step{
	{Name: "First contact", Means: "You spoke with the person.", Customer: "Tells what they need."},
	{Name: "Meeting", Means: "You met, or showed the product.", Customer: "Takes time for you, and brings others in."},
	{Name: "Quote", Means: "They have a price.", Customer: "Compares it, and asks back."},
	{Name: "Decision", Means: "The people who decide have it.", Customer: "Puts it before who decides.", Role: RoleDecider},
	{Name: "Order", Means: "They ordered.", Customer: "Orders."},
}
