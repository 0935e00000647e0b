// Package sample is the cast: the same named people, clients and sources in tests,
// in the demo, on the screenshots and in the README. It is data only; the ids are
// made when a service settles it (clients.Settle).
package sample

import (
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
)

// A Cast is an agency, its people and its clients.
type Cast struct {
	Agency  string // the agency's name
	People  []Person
	Clients []Client
}

// A Person is a user to be.
type Person struct {
	Name    string
	Email   string // under .example, which nobody can own
	Role    models.Role
	Zone    string
	Partner string // the partner's name; "" for those who work for the client itself
	Does    string // what can be seen in their place, for the sign-in page of the demo
}

// A Client is one of the agency's clients with everything the agency runs for it.
type Client struct {
	Slug           string
	Name           string
	Zone           string
	Currency       string
	AccountManager string
	Partners       []string
	People         []Person
	Programs       []Program
	Sources        []Source
	Process        string // the name of its selling process
	Steps          []models.Step
}

// A Program is one of a client's programs, with the callers who work in it.
type Program struct {
	models.Program // without ids
	Supervisor     string
	Callers        []string
	Questions      []models.Question
	Script         models.Script
	Rule           models.Rule
	Nurture        []models.NurturePlan // where it is not the usual one
}

// A Source is one of a client's sources: what it costs, and what a year of it brings.
type Source struct {
	Name      string
	Medium    models.Medium
	Audience  string
	Program   string // the slug of the program its inquiries go to
	Form      string // the title of its hosted form; "" where it has none
	Intro     string
	Monthly   int64                // spend of each month, in the client's currency
	Once      map[time.Month]int64 // spend of one month of the year, as of a trade show
	Inquiries int                  // a year, about
	LeadRate  float64              // the share of them that is an A in the end, about
	OrderRate float64              // the share of the A leads that order, about
	FromForms bool                 // its inquiries come by form rather than in a file
}

// Spends is what the source has cost by month, each named by its first day, up to the
// month of the instant: what is paid every month for thirteen of them, so that a year of
// days is covered, and what is paid once a year once.
func (s Source) Spends(at time.Time) map[time.Time]decimal.Decimal {
	spends := map[time.Time]decimal.Decimal{}
	for back := range 13 {
		month := time.Date(at.Year(), at.Month()-time.Month(back), 1, 0, 0, 0, 0, time.UTC)
		amount := s.Monthly
		if back < 12 {
			amount += s.Once[month.Month()]
		}
		if amount > 0 {
			spends[month] = decimal.NewFromInt(amount)
		}
	}
	return spends
}

// Northlight is the cast: Northlight Leads and the three competitors it works for.
func Northlight() Cast {
	return Cast{
		Agency:  "Northlight Leads",
		People:  northlight(),
		Clients: []Client{harbour(), pinnacle(), aster()},
	}
}

func northlight() []Person {
	agent := func(name, email string, role models.Role, does string) Person {
		return Person{Name: name, Email: email + "@northlight.example", Role: role, Zone: "America/New_York", Does: does}
	}
	return []Person{
		agent("Ada Lindholm", "ada", models.Admin, "Criteria, imports, audit"),
		agent("Clara Nyberg", "clara", models.AccountManager, "Clients, sources, people"),
		agent("Priya Raman", "priya", models.Supervisor, "The desk, live"),
		agent("Ines Duarte", "ines", models.Supervisor, "The programs in Europe"),
		agent("Dana Whitfield", "dana", models.Caller, "Call, grade, promise"),
		agent("Omar Haddad", "omar", models.Caller, "Ripen a nurtured C"),
		agent("Mei Castellano", "mei", models.Caller, "Keep a promise"),
		agent("Sam Adeyemi", "sam", models.Caller, "Work through a list"),
		agent("Theo Brandt", "theo", models.Caller, "Call Europe in its morning"),
		agent("Lucia Varga", "lucia", models.Caller, "Call Europe in its morning"),
	}
}

// OfAgency is everybody who works for the agency, by role.
func (c Cast) OfAgency(role models.Role) (names []string) {
	for _, p := range c.People {
		if p.Role == role {
			names = append(names, p.Name)
		}
	}
	return names
}

// Everybody is every person of the cast: the agency's, then client by client.
func (c Cast) Everybody() []Person {
	all := append([]Person(nil), c.People...)
	for _, client := range c.Clients {
		all = append(all, client.People...)
	}
	return all
}
