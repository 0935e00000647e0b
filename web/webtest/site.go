// Package webtest opens a whole Ripen for a test: a database of its own, the services,
// the real router, and browsers that are signed in.
package webtest

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/clients"
	"ripen/services/delivery"
	"ripen/services/desk"
	"ripen/services/followup"
	"ripen/services/grading"
	"ripen/services/identity"
	"ripen/services/intake"
	"ripen/services/mail"
	"ripen/services/markets"
	"ripen/services/nurture"
	"ripen/services/policy"
	"ripen/services/push"
	"ripen/services/queue"
	"ripen/services/reports"
	"ripen/services/routing"
	"ripen/services/spend"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/services/survey"
	letters "ripen/views/mail"
	"ripen/web"
)

// Password is everybody's.
const Password = "four words that differ"

// BaseURL is where the site is.
const BaseURL = "http://ripen.test"

// Noon is when every test begins: a Wednesday.
var Noon = time.Date(2026, 6, 10, 16, 0, 0, 0, time.UTC)

// A Site is a running Ripen with two clients that compete.
type Site struct {
	T       testing.TB
	Options store.Options
	Store   *store.Store
	House   web.House
	Handler *echo.Echo
	Log     *bytes.Buffer

	Agency  map[models.Role]models.User
	Clients [2]Client

	browsers atomic.Int64
	mu       sync.Mutex
	clock    time.Time
}

// A Client is a company with its people, a partner and a program. The caller of the
// agency is a member of the first client's program only, and the account manager
// answers for the first client only.
type Client struct {
	models.Client
	Partner models.Partner
	Program models.Program
	People  map[models.Role]models.User // the rep is a direct one
	Distant models.User                 // a rep of the partner
}

// Change changes the house before the site opens.
type Change func(*web.House)

// Open opens a site. The clock stands still at Noon until Move.
func Open(t testing.TB, changes ...Change) *Site {
	t.Helper()
	s := &Site{T: t, Options: storetest.Database(t), Log: new(bytes.Buffer), clock: Noon}
	s.Store = storetest.Connect(t, s.Options)
	s.House = s.house()
	for _, change := range changes {
		change(&s.House)
	}
	handler, err := web.New(s.House)
	if err != nil {
		t.Fatal(err)
	}
	s.Handler = handler
	s.settle()
	return s
}

// house wires every service on the site's database and clock, as cmd does.
func (s *Site) house() web.House {
	s.T.Helper()
	st, book, post := s.Store, policy.NewBook(), mail.NewPost(s.Store, s.Now)
	calls := queue.New(st, book, s.Now)
	links := followup.NewLinks(storetest.Secret, BaseURL)
	leaves, err := push.New(st, s.Now, push.Options{Secret: storetest.Secret, BaseURL: BaseURL, Plain: true, Out: push.NewOutbound(netip.MustParsePrefix("127.0.0.0/8"))})
	if err != nil {
		s.T.Fatal(err)
	}
	handing := delivery.New(st, s.Now, delivery.Options{Mail: post, BaseURL: BaseURL, Agency: "Northlight Leads", Letters: letters.Letters{}, Links: links, Ways: leaves.Channels()})
	people, err := accounts.New(st, accounts.Options{Secret: storetest.Secret, BaseURL: BaseURL, Agency: "Northlight Leads", Now: s.Now, Mail: post, Handover: handover{handing, calls}})
	if err != nil {
		s.T.Fatal(err)
	}
	runs := clients.New(st, s.Now)
	ripener := nurture.New(st, s.Now).Run(runs).Write(nurture.Letters{Mail: post, Agency: "Northlight Leads", BaseURL: BaseURL, Secret: storetest.Secret})
	comes := intake.New(st, book, intake.Options{Now: s.Now, Secret: storetest.Secret, Sources: runs})
	calls.Connect(storetest.Secret, comes)
	follows := followup.New(st, s.Now, ripener, handing).LinkBy(links)
	return web.House{
		Accounts: people, Post: post, BaseURL: BaseURL, Agency: "Northlight Leads", Secret: storetest.Secret,
		Queue: calls, Desk: desk.New(st, book, runs, calls, s.Now),
		Grading: grading.New(st, calls, handing, ripener, s.Now), Delivery: handing, Routing: routing.New(st, s.Now), FollowUp: follows,
		Reports: reports.New(st, s.Now).Write(reports.Post{Mail: post, Letters: letters.Letters{}, Offices: follows, Agency: "Northlight Leads", BaseURL: BaseURL, Host: "ripen.example", Stop: people.SourceLettersStop}), Spend: spend.New(st, s.Now), Markets: markets.New(st, s.Now), Survey: survey.New(st, survey.Options{Secret: storetest.Secret, BaseURL: BaseURL, Agency: "Northlight", Mail: mail.NewPost(st, s.Now), Now: s.Now}), Clients: runs, Nurture: ripener, Push: leaves,
		Intake: comes,
		Policy: policy.New(st, policy.Options{Secret: storetest.Secret, Now: s.Now, Mail: identity.EmailKey, Name: identity.NameKey, Organisation: identity.OrganisationKey}),
		Ready:  st.Ready, Now: s.Now, Log: slog.New(slog.NewJSONHandler(&locked{w: s.Log}, nil)),
	}
}

// handover gives back what somebody holds who leaves, as cmd wires it.
type handover struct {
	*delivery.Service
	calls *queue.Service
}

func (h handover) HandBack(tx *store.Tx, user models.User, at time.Time) error {
	return h.calls.Leave(tx, user.ID, at)
}

// Now is the site's clock.
func (s *Site) Now() time.Time { s.mu.Lock(); defer s.mu.Unlock(); return s.clock }

// Move moves the clock.
func (s *Site) Move(d time.Duration) { s.mu.Lock(); defer s.mu.Unlock(); s.clock = s.clock.Add(d) }

// settle enters the agency's people and two clients.
func (s *Site) settle() {
	s.T.Helper()
	s.Agency = map[models.Role]models.User{}
	for role, name := range map[models.Role]string{models.Admin: "Ada Lindholm", models.AccountManager: "Finn Berg", models.Supervisor: "Priya Raman", models.Caller: "Dana Whitfield"} {
		s.Agency[role] = s.person(accounts.NewUser{Email: string(role) + "@agency.example", Name: name, Role: role})
	}
	for i, name := range []string{"Harbour Dental", "Quarry Instruments"} {
		s.Clients[i] = s.client(i, name)
	}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`INSERT INTO memberships (client_id, program_id, user_id, created_at) VALUES ($1, $2, $3, $4)`, s.Clients[0].ID, s.Clients[0].Program.ID, s.Agency[models.Caller].ID, Noon)
		return err
	})
}

func (s *Site) client(i int, name string) Client {
	manager := s.Agency[models.AccountManager].ID
	if i > 0 {
		manager = s.Agency[models.Admin].ID
	}
	slug := string(rune('a' + i))
	c := Client{
		Client:  models.Client{ID: models.NewID(), Slug: slug, Name: name, Zone: "America/New_York", Currency: "USD", Colour: i + 1, AccountManagerID: manager, CreatedAt: Noon},
		People:  map[models.Role]models.User{},
		Program: models.Program{ID: models.NewID(), Slug: "one", Name: name + " one", SupervisorID: s.Agency[models.Supervisor].ID},
	}
	c.Partner = models.Partner{ID: models.NewID(), ClientID: c.ID, Name: name + " Partners", CreatedAt: Noon}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		if err := tx.Put(&c.Client); err != nil {
			return err
		}
		if err := tx.Put(&c.Partner); err != nil {
			return err
		}
		_, err := tx.Run(`INSERT INTO programs (id, client_id, slug, name, supervisor_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)`, c.Program.ID, c.ID, c.Program.Slug, c.Program.Name, c.Program.SupervisorID, Noon)
		return err
	})
	c.Program.ClientID = c.ID
	for _, role := range []models.Role{models.SalesManager, models.PartnerManager, models.Rep, models.Marketer} {
		n := accounts.NewUser{Email: string(role) + "@" + slug + ".example", Name: name + " " + role.Words(), Role: role, ClientID: c.ID}
		if role == models.PartnerManager {
			n.PartnerID = c.Partner.ID
		}
		c.People[role] = s.person(n)
	}
	c.Distant = s.person(accounts.NewUser{Email: "distant@" + slug + ".example", Name: name + " distant rep", Role: models.Rep, ClientID: c.ID, PartnerID: c.Partner.ID})
	return c
}

// person makes somebody who never needs a password: their browser is signed in by hand.
func (s *Site) person(n accounts.NewUser) models.User {
	s.T.Helper()
	n.Zone = "America/New_York"
	u, err := s.House.Accounts.Create(context.Background(), models.Operator(), n)
	if err != nil {
		s.T.Fatal(err)
	}
	return u
}

// Person is somebody of this role: of the agency, or of the first client.
func (s *Site) Person(role models.Role) models.User {
	s.T.Helper()
	u, ok := s.Agency[role]
	if !ok {
		u, ok = s.Clients[0].People[role]
	}
	if !ok {
		s.T.Fatalf("nobody is a %q", role)
	}
	return u
}

// Tx runs fn in the site's database as somebody.
func (s *Site) Tx(by models.Actor, fn func(*store.Tx) error) {
	s.T.Helper()
	if err := s.Store.Tx(context.Background(), by, fn); err != nil {
		s.T.Fatal(err)
	}
}

// Deliver sends the letters of links that wait as jobs, into the demo's post.
func (s *Site) Deliver() {
	s.T.Helper()
	rows, err := s.Store.Pool().Query(context.Background(), `DELETE FROM river_job WHERE kind = 'accounts.letter' RETURNING args`)
	if err != nil {
		s.T.Fatal(err)
	}
	var waiting []accounts.LetterArgs
	for rows.Next() {
		var raw []byte
		var args accounts.LetterArgs
		if err := rows.Scan(&raw); err != nil {
			s.T.Fatal(err)
		}
		if err := json.Unmarshal(raw, &args); err != nil {
			s.T.Fatal(err)
		}
		waiting = append(waiting, args)
	}
	if err := rows.Err(); err != nil {
		s.T.Fatal(err)
	}
	for _, args := range waiting {
		if err := s.House.Accounts.SendLetter(context.Background(), args); err != nil {
			s.T.Fatal(err)
		}
	}
}

// locked lets requests at the same time write one log.
type locked struct {
	mu sync.Mutex
	w  *bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.w.Write(p) }
