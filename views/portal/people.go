package portal

import "strings"

// colleagues is who else has a part in it there: “Also there: Tom Field, Owner, decides.”
func (p LeadPage) colleagues() string {
	var people []string
	for _, c := range p.Lead.People {
		words := c.Name
		for _, more := range []string{c.Title, c.Role.Words()} {
			if more != "" {
				words += ", " + more
			}
		}
		people = append(people, words)
	}
	return "Also there: " + strings.Join(people, "; ") + "."
}
