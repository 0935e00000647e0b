package portal

import (
	"strings"

	"ripen/models"
	"ripen/views/components"
)

// A PersonForm is somebody at the lead's organisation as they were typed.
type PersonForm struct {
	ID, Name, Role string
	Reached        bool
}

func (f PersonForm) key() string {
	if f.ID == "" {
		return "new"
	}
	return f.ID
}

// fault is what is wrong, where this is the form that was sent.
func (f PersonForm) fault(p LeadPage, field string) string {
	if f.ID == p.Person.ID {
		return p.Faults[field]
	}
	return ""
}

func (f PersonForm) tick(role models.ContactRole) string {
	if f.Role == string(role) {
		return "check"
	}
	return ""
}

// person is the form of somebody: as it was typed, else as they are known.
func (p LeadPage) person(who models.LeadContact) PersonForm {
	id := ""
	if who.ID != models.NoID {
		id = who.ID.String()
	}
	if p.Person.ID == id && p.Person != (PersonForm{}) {
		return p.Person
	}
	return PersonForm{ID: id, Name: who.Name, Role: string(who.Role), Reached: who.ReachedAt != nil}
}

func (p LeadPage) newPersonOpen() bool { return p.Person != PersonForm{} && p.Person.ID == "" }

func roleLabel(role models.ContactRole) string {
	return map[models.ContactRole]string{models.RoleDecider: "Decides", models.RoleUser: "Will use it", models.RolePayer: "Pays", models.RoleGatekeeper: "Gatekeeper"}[role]
}

// part is the line under a name: title and role.
func part(who models.LeadContact) string {
	return strings.Join(kept(who.Title, who.Role.Words()), ", ")
}

func (p LeadPage) reachedWords(who models.LeadContact) string {
	if who.ReachedAt == nil {
		return "not reached"
	}
	return "reached " + clock(*who.ReachedAt, p.At, p.Zone)
}

// whom is the people a contact can have been with; the first is the lead's own.
func (p LeadPage) whom() (options []components.Option) {
	for _, who := range p.People {
		options = append(options, components.Option{Value: who.ID.String(), Label: strings.Join(kept(who.Name, who.Role.Words()), ", ")})
	}
	return options
}

// withRole is the names of those who have a role.
func (p LeadPage) withRole(role models.ContactRole) (names []string) {
	for _, who := range p.People {
		if who.Role == role {
			name := who.Name
			if who.ReachedAt == nil {
				name += " (not reached)"
			}
			names = append(names, name)
		}
	}
	return names
}

// plan is what to know before a meeting.
func (p LeadPage) plan() []components.Fact {
	decides := strings.Join(p.withRole(models.RoleDecider), ", ")
	if decides == "" {
		decides = "Not known by name: find out"
	}
	facts := []components.Fact{{Term: "Decides", Value: decides}}
	need := ""
	if len(p.Lead.Reasons) > 0 {
		need = p.Lead.Reasons[0].Answer
	}
	if about := p.Lead.Product; !strings.EqualFold(about, need) {
		need = strings.Join(kept(need, about), ", ")
	}
	if need != "" {
		facts = append(facts, components.Fact{Term: "Need", Value: need})
	}
	if n := p.Lead.Step; n < len(p.Steps) {
		facts = append(facts, components.Fact{Term: "Next step", Value: strings.TrimSuffix(strings.Join(kept(p.Steps[n].Name, p.Steps[n].Customer), ". They: "), ".")})
	}
	return facts
}

// questions is what is still to be found out: what nobody could answer on the telephone,
// and the roles that the steps ask for and nobody has reached.
func (p LeadPage) questions() []string {
	open := append([]string(nil), p.Lead.OpenQuestions...)
	for _, step := range p.Steps {
		if step.Role != "" && !p.roleReached(step.Role) {
			open = append(open, step.Name+" asks for "+step.Role.PartWords()+": nobody has been reached")
		}
	}
	return open
}

func (p LeadPage) roleReached(role models.ContactRole) bool {
	for _, who := range p.People {
		if who.Role == role && who.ReachedAt != nil {
			return true
		}
	}
	return false
}
