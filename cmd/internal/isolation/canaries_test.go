package isolation_test

import (
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/cmd/internal/config"
	"ripen/models"
	"ripen/models/sample"
	"ripen/services/intake"
	"ripen/services/markets"
	"ripen/services/queue"
	"ripen/services/reports"
	"ripen/services/store"
	"ripen/web"
)

// A bird is a word that was planted, and who may hear it sing.
type bird struct {
	word   string
	client string          // slug: its own people may, if they are below
	heard  map[string]bool // names of the client's people who may
	agency bool            // callers of the program may
}

func TestPages_singNoForeignCanary(t *testing.T) {
	t.Parallel()
	h := apptest.Seeded(t, 20, 0.4, func(c *config.Config) { c.Reach = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	hooks := hook(t, h)
	birds := plant(t, h)
	birds = append(birds, wild(h)...)
	unheard(t, h, hooks, birds)
	pages, sung := 0, map[string]bool{}
	for _, p := range sample.Northlight().Everybody() {
		walked := crawl(t, h, p.Name)
		pages += len(walked)
		for _, path := range slices.Sorted(maps.Keys(walked)) {
			for _, b := range birds {
				if !strings.Contains(walked[path], b.word) {
					continue
				}
				if !b.mayReach(h, p) {
					t.Errorf("%s (%s) reads %q on %s", p.Name, p.Role, b.word, path)
				}
				sung[b.word] = true
			}
		}
	}
	for _, b := range birds {
		if len(b.heard) > 0 && !sung[b.word] {
			t.Errorf("nobody reads %q, not even those whose it is: the crawl proves nothing of it", b.word)
		}
	}
	taken(t, h, birds)
	filed(t, h, birds)
	written(t, h, birds)
	keptWritten(t, h, birds)
	balanced(t, h)
	unsent(t, h, birds)
	t.Logf("%d pages as %d people: 0 of %d foreign canaries", pages, len(sample.Northlight().Everybody()), len(birds))
}

// unsent checks the letters, and what the jobs and the audit say: a word goes to nobody
// who may not hear it.
func unsent(t *testing.T, h *apptest.House, birds []bird) {
	t.Helper()
	letters := 0
	for _, b := range birds {
		h.Tx(models.Operator(), func(tx *store.Tx) error {
			sent, err := store.Rows[struct{ Name, Role string }](tx, `SELECT u.name, u.role FROM mails m JOIN users u ON m.recipient LIKE '%<' || u.email || '>' WHERE position($1 IN m.subject || m.body || m.html) > 0`, b.word)
			for _, to := range sent {
				letters++
				if !models.Role(to.Role).OfAgency() && !b.heard[to.Name] {
					t.Errorf("a letter tells %s of %q", to.Name, b.word)
				}
			}
			return err
		})
		if n := h.Count(`SELECT count(*) FROM audit a WHERE position($1 IN a::text) > 0`, b.word); n > 0 {
			t.Errorf("the audit holds %q %d times", b.word, n)
		}
		var jobs int
		must(t, h.Store.Pool().QueryRow(t.Context(), `SELECT count(*) FROM river_job WHERE position($1 IN args::text) > 0`, b.word).Scan(&jobs))
		if jobs > 0 {
			t.Errorf("%d jobs carry %q", jobs, b.word)
		}
	}
	if letters < 6 {
		t.Errorf("only %d letters named anything that was looked for", letters)
	}
}

// taken checks what needs no sign-in: each rep's calendar, and the pages behind the links
// in letters. What stands there is for whom it was made.
func taken(t *testing.T, h *apptest.House, birds []bird) {
	t.Helper()
	read, heard := 0, 0
	sings := func(name, where, text string) {
		read++
		text = strings.ReplaceAll(html.UnescapeString(text), "\r\n ", "") // a calendar folds its lines
		for _, b := range birds {
			if !strings.Contains(text, b.word) {
				continue
			}
			if heard++; !b.heard[name] {
				t.Errorf("%s tells %s of %q", where, name, b.word)
			}
		}
	}
	stranger := h.Visitor("")
	for _, p := range sample.Northlight().Everybody() {
		by := h.Cast.As(p.Name)
		if by.Role != models.Rep {
			continue
		}
		must(t, h.FollowUp.OpenFeed(t.Context(), by))
		url, err := h.FollowUp.FeedURL(t.Context(), by)
		must(t, err)
		sings(p.Name, "the calendar", stranger.Get(strings.TrimPrefix(url, h.URL)).Body)
	}
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		sent, err := store.Rows[struct{ Name, Body string }](tx, `SELECT u.name, m.body FROM mails m JOIN users u ON m.recipient LIKE '%<' || u.email || '>' WHERE position('/report/' IN m.body) > 0`)
		for _, letter := range sent {
			for _, link := range reportLink.FindAllString(letter.Body, -1) {
				sings(letter.Name, "the link in a letter", stranger.Get(link).Body)
			}
		}
		return err
	})
	if read < 20 || heard < 6 {
		t.Errorf("only %d calendars and pages behind links were read, with %d words: they prove nothing", read, heard)
	}
	t.Logf("%d calendars and pages behind links: %d words, each for whom it is", read, heard)
}

var reportLink = regexp.MustCompile(`/report/[\w-]{43}`)

// mayReach says by product.md 6 whether somebody may read the word.
func (b bird) mayReach(h *apptest.House, p sample.Person) bool {
	switch {
	case p.Role == models.Caller:
		return b.agency && isCallerOf(b.client, p.Name)
	case p.Role.OfAgency():
		return true
	}
	return b.heard[p.Name]
}

// isCallerOf reports whether somebody calls for a client.
func isCallerOf(slug, name string) bool {
	for _, c := range sample.Northlight().Clients {
		for _, program := range c.Programs {
			if c.Slug == slug && slices.Contains(program.Callers, name) {
				return true
			}
		}
	}
	return false
}

// plant lets a lead, and an inquiry that is none, of each client carry words that only
// its own rep and managers may read, or nobody of the client.
func plant(t *testing.T, h *apptest.House) (birds []bird) {
	t.Helper()
	for n, c := range sample.Northlight().Clients {
		word := func(what string) string { return fmt.Sprintf("Canary%c%s", 'a'+n, what) }
		lead := inquire(t, h, n, c, word("lead"))
		atTheSwitchboard(t, h, c.Programs[0].Callers[0], lead, word)
		h.Graded(c.Programs[0].Callers[0], lead, 1, "for the rep: "+word("learned"), word("internal"))
		b := inquire(t, h, n, c, word("below"))
		h.Graded(c.Programs[0].Callers[0], b, 3, "for the rep: "+word("unripe"), word("secret"))
		h.Later(31 * time.Second)
		heard := readersOf(h, lead)
		birds = append(birds,
			bird{word("lead"), c.Slug, heard, true}, bird{word("learned"), c.Slug, heard, true},
			bird{wares(word("lead")), c.Slug, withMarketers(c, heard), true}, bird{wares(word("below")), c.Slug, nil, true},
			bird{word("decider"), c.Slug, heard, true}, bird{word("keeper"), c.Slug, nil, true}, bird{word("gate"), c.Slug, nil, true},
			bird{word("desk"), c.Slug, nil, true}, bird{word("menu"), c.Slug, nil, true}, bird{word("site"), c.Slug, nil, true},
			bird{word("internal"), c.Slug, nil, true}, bird{word("below"), c.Slug, nil, true}, bird{word("unripe"), c.Slug, nil, true}, bird{word("secret"), c.Slug, nil, true})
	}
	for n, c := range sample.Northlight().Clients {
		word := fmt.Sprintf("Canary%cmarket", 'a'+n)
		_, err := h.Markets.Enter(t.Context(), models.Operator(), models.NoID, h.Cast.Client(c.Slug).ID, markets.Entry{Market: word, Year: 2026, Units: 9})
		must(t, err)
		birds = append(birds, bird{word, c.Slug, readersOfFigures(c), false})
	}
	for n, c := range sample.Northlight().Clients {
		word, heard := fmt.Sprintf("Canary%ccoached", 'a'+n), coached(t, h, c, fmt.Sprintf("Canary%ccoached", 'a'+n))
		birds = append(birds, bird{word, c.Slug, heard, false})
	}
	h.Later(5 * time.Minute) // the letters whose jobs nobody does here
	return birds
}

// wares is the product that somebody inquires about: of a lead, marketers read it, too.
func wares(name string) string { return "Wares" + strings.TrimPrefix(name, "Canary") }

// withMarketers is who may hear a bird, and the client's marketers besides.
func withMarketers(c sample.Client, heard map[string]bool) map[string]bool {
	heard = maps.Clone(heard)
	for _, p := range c.People {
		if p.Role == models.Marketer {
			heard[p.Name] = true
		}
	}
	return heard
}

// readersOfFigures is who of a client reads its figures, and what they are typed with.
func readersOfFigures(c sample.Client) map[string]bool {
	heard := map[string]bool{}
	for _, p := range c.People {
		heard[p.Name] = p.Role == models.Marketer || p.Role == models.SalesManager
	}
	return heard
}

// coached lets a client's sales manager coach the first of its partners' reps; both may read what
// was done, and so may the partner's manager.
func coached(t *testing.T, h *apptest.House, c sample.Client, what string) map[string]bool {
	t.Helper()
	heard := map[string]bool{}
	var boss, rep sample.Person
	for _, p := range c.People {
		if p.Role == models.SalesManager {
			boss = p
		}
		if p.Role == models.Rep && p.Partner != "" && rep.Name == "" {
			rep = p
		}
	}
	for _, p := range c.People {
		heard[p.Name] = p.Name == boss.Name || p.Name == rep.Name || p.Role == models.PartnerManager && p.Partner == rep.Partner
	}
	by := h.Cast.As(boss.Name)
	process, err := h.Clients.Process(t.Context(), models.Operator(), by.ClientID)
	must(t, err)
	must(t, h.Reports.CountSteps(t.Context(), by.ClientID))
	must(t, h.Reports.Coach(t.Context(), by, reports.CoachingDone{RepID: h.Cast.As(rep.Name).UserID, ProcessID: process.ID, Stage: 1, On: models.DayIn(h.Now(), time.UTC).AddDate(0, 0, -1), What: what}))
	return heard
}

// atTheSwitchboard lets a caller learn of the place what no client may read, but for the
// colleague who decides: who answers, the note of a number, what was noted of the site.
func atTheSwitchboard(t *testing.T, h *apptest.House, caller string, lead models.ID, word func(string) string) {
	t.Helper()
	ctx, by := t.Context(), h.Cast.As(caller)
	must(t, h.Queue.Take(ctx, by, lead))
	phone := apptest.Value[string](h, `SELECT p.phone FROM persons p JOIN inquiries i ON i.person_id = p.id WHERE i.id = $1`, lead)
	must(t, h.Queue.AddNumber(ctx, by, lead, queue.TypedNumber{Phone: phone[:len(phone)-2] + "97", Kind: models.Switchboard, Note: word("menu")}))
	must(t, h.Queue.Describe(ctx, by, lead, queue.TypedOrganisation{About: word("site"), Answers: word("desk")}))
	for role, name := range map[models.ContactRole]string{models.RoleDecider: word("decider"), models.RoleGatekeeper: word("keeper")} {
		_, err := h.Queue.Refer(ctx, by, models.NewID(), models.Colleague{FromID: lead, Name: name, Role: role, Phone: phone[:len(phone)-2] + "9" + fmt.Sprint(len(name)%10)}, false)
		must(t, err)
	}
	_, err := h.Queue.End(ctx, by, queue.Ending{InquiryID: lead, Disposition: models.Gatekeeper, Gatekeeper: word("gate"), GatekeeperNote: word("gate")})
	must(t, err)
}

// inquire lets somebody of this name inquire with a client's first program.
func inquire(t *testing.T, h *apptest.House, n int, c sample.Client, name string) models.ID {
	t.Helper()
	places := []func(*intake.Arriving){
		func(a *intake.Arriving) { a.Phone = "+18135550177" },
		func(a *intake.Arriving) {
			a.Phone, a.City, a.Region, a.Postcode, a.Country = "+4930231250177", "Berlin", "", "10115", "DE"
		},
		func(a *intake.Arriving) {
			a.Phone, a.City, a.Region, a.Postcode, a.Country = "+442079460177", "London", "", "W1G 8YS", "GB"
		},
	}
	program := c.Programs[0].Slug
	return h.Arrives(program, c.Sources[0].Name, places[n], func(a *intake.Arriving) {
		a.Name, a.Organisation, a.Product, a.Message, a.Title = name, name+" Praxis", wares(name), "I am "+name+".", name+" title"
		a.Email, a.Address = strings.ToLower(name)+"@canary.example", "1 "+name+" Street"
		a.Phone = a.Phone[:len(a.Phone)-2] + fmt.Sprint(10+len(name)) // each their own number
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// readersOf is the rep of an inquiry's lead, his partner's manager, and the client's.
func readersOf(h *apptest.House, inquiry models.ID) map[string]bool {
	heard := map[string]bool{}
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		found, err := store.Rows[struct{ Name string }](tx, `SELECT u.name FROM leads l JOIN users u ON u.client_id = l.client_id AND (u.id = l.rep_id OR u.role = 'sales_manager' OR u.role = 'partner_manager' AND u.partner_id = l.partner_id)
			WHERE l.inquiry_id = $1`, inquiry)
		for _, u := range found {
			heard[u.Name] = true
		}
		return err
	})
	return heard
}

// wild is the words of each client that are no secret to its own people, and are to all
// others: its name, its partners, its sources.
func wild(h *apptest.House) (birds []bird) {
	for _, c := range sample.Northlight().Clients {
		all := map[string]bool{}
		for _, p := range c.People {
			all[p.Name] = true
		}
		birds = append(birds, bird{word: c.Name, client: c.Slug, heard: all, agency: true})
		for _, p := range c.Partners {
			birds = append(birds, bird{word: p, client: c.Slug, heard: all, agency: true})
		}
		for _, s := range c.Sources {
			birds = append(birds, bird{word: s.Name, client: c.Slug, heard: all, agency: true})
		}
	}
	return birds
}

const mostPages = 250

var linked = regexp.MustCompile(`(?:href|src)="(/[^"#]*)`)

// crawl walks every link from somebody's home on, and every address of the house that
// needs no id: what each page says, by its address.
func crawl(t *testing.T, h *apptest.House, name string) map[string]string {
	t.Helper()
	v := h.Visitor(name)
	pages, waiting := map[string]string{}, []string{"/"}
	for _, r := range web.Routes(h.House(true)) {
		if r.Method == http.MethodGet && !strings.Contains(r.Path, ":") && r.Guard.Admits(h.Cast.User(name).Role) {
			waiting = append(waiting, r.Path)
		}
	}
	seen := map[string]bool{}
	for len(waiting) > 0 && len(pages) < mostPages {
		path := waiting[0]
		waiting = waiting[1:]
		if seen[path] || strings.HasPrefix(path, "/static/") || path == "/sign-in" {
			continue // the demo's door names the whole cast to everybody
		}
		seen[path] = true
		got := v.Get(path)
		if got.Err != nil || got.Status >= http.StatusBadRequest {
			t.Errorf("%s: a link leads to %s: %d %v", name, path, got.Status, got.Err)
			continue
		}
		if to := got.To(); to != "" {
			waiting = append(waiting, to)
			continue
		}
		pages[path] = html.UnescapeString(got.Body)
		for _, link := range linked.FindAllStringSubmatch(got.Body, -1) {
			waiting = append(waiting, html.UnescapeString(link[1]))
		}
	}
	return pages
}

func TestSearch_findsNobodyOfAnotherProgram(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	theirs := sample.Northlight().Clients[1]
	inquire(t, h, 1, theirs, "Canaryfind")
	for caller, finds := range map[string]bool{"Theo Brandt": true, "Dana Whitfield": false} {
		for _, q := range []string{"Canaryfind", "+49 30 23125", "canaryfind praxis", "%", "_"} {
			got := h.Visitor(caller).Post("/console/search", url.Values{"q": {q}})
			if sees := strings.Contains(got.Body, "Canaryfind Praxis"); got.Status >= http.StatusInternalServerError || sees && !finds || !sees && q == "Canaryfind" && finds {
				t.Errorf("%s searches %q: %d, and finds them: %v", caller, q, got.Status, sees)
			}
		}
	}
}
