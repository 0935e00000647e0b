package clients

import "ripen/models"

// A Cast is a settled cast: its people and things by the names they have in package
// sample. It is for the demo and for tests; a name that is not in the cast is a
// mistake in them, and panics.
type Cast struct {
	users    map[string]models.User
	clients  map[string]models.Client
	partners map[string]models.Partner
	programs map[string]models.Program
	sources  map[string]models.Source
	criteria map[string]models.Criteria
}

func newCast() *Cast {
	return &Cast{
		users: map[string]models.User{}, clients: map[string]models.Client{}, partners: map[string]models.Partner{},
		programs: map[string]models.Program{}, sources: map[string]models.Source{}, criteria: map[string]models.Criteria{},
	}
}

// User is somebody by full name.
func (c *Cast) User(name string) models.User { return named(c.users, name) }

// As is the actor that somebody is, by full name.
func (c *Cast) As(name string) models.Actor { return models.ActorOf(c.User(name)) }

// Client is a client by short name.
func (c *Cast) Client(slug string) models.Client { return named(c.clients, slug) }

// Partner is a partner by name.
func (c *Cast) Partner(name string) models.Partner { return named(c.partners, name) }

// Program is a program by short name; no two of the cast share one.
func (c *Cast) Program(slug string) models.Program { return named(c.programs, slug) }

// Source is a source by name; no two of the cast share one.
func (c *Cast) Source(name string) models.Source { return named(c.sources, name) }

// Criteria are those in force of the program with this short name.
func (c *Cast) Criteria(slug string) models.Criteria { return named(c.criteria, slug) }

func named[T any](all map[string]T, name string) T {
	one, found := all[name]
	if !found {
		panic("nobody and nothing in the cast is called " + name)
	}
	return one
}
