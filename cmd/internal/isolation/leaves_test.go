package isolation_test

import (
	"html"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/models/sample"
	"ripen/services/followup"
	"ripen/services/store"
)

// filed checks the files that reps and managers take away: cards, calendar entries and tables.
func filed(t *testing.T, h *apptest.House, birds []bird) {
	t.Helper()
	sung := map[string]int{}
	leads := map[string]bool{}
	for _, b := range birds {
		if id := apptest.Value[string](h, `SELECT COALESCE(max(id::text), '') FROM leads WHERE name = $1`, b.word); id != "" {
			leads[id] = true
		}
	}
	for _, p := range sample.Northlight().Everybody() {
		if p.Role.OfAgency() {
			continue
		}
		v := h.Visitor(p.Name)
		paths := map[string]string{"/portal/statement": "statement"}
		for _, report := range []string{"compliance", "steps", "customers", "sources", "won-lost", "tapped-out", "leads-or-follow-up", "next-quarter", "return", "coverage"} {
			paths["/portal/"+report+".csv"], paths["/portal/"+report+".xlsx"] = "table", "workbook"
		}
		for lead := range leads {
			paths["/portal/leads/"+lead+"/card.vcf"], paths["/portal/leads/"+lead+"/next.ics"] = "card", "entry"
		}
		for path, kind := range paths {
			got := v.Get(path)
			if got.Status != http.StatusOK && got.Status != http.StatusNotFound && got.Status != http.StatusForbidden {
				t.Errorf("%s takes %s: %d", p.Name, path, got.Status)
			}
			text := strings.ReplaceAll(html.UnescapeString(got.Body), "\r\n ", "")
			if kind == "workbook" && got.Status == http.StatusOK {
				text = cellsOf(t, got.Body)
			}
			for _, b := range birds {
				if !strings.Contains(text, b.word) {
					continue
				}
				if sung[kind]++; !b.heard[p.Name] {
					t.Errorf("%s takes %q in %s", p.Name, b.word, path)
				}
			}
		}
	}
	if sung["card"] < 6 || sung["entry"] < 3 || sung["table"] < 6 || sung["workbook"] < sung["table"] {
		t.Errorf("the files carry %v: they prove nothing", sung)
	}
	t.Logf("files carry %v words, each for whom it is", sung)
}

// cellsOf is all that the sheets of a workbook say.
func cellsOf(t *testing.T, file string) string {
	t.Helper()
	book, err := excelize.OpenReader(strings.NewReader(file))
	must(t, err)
	defer func() { must(t, book.Close()) }()
	var said strings.Builder
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		must(t, err)
		for _, row := range rows {
			said.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return said.String()
}

// written lets every letter of follow-up go out: reminders, what is overdue, questions how it
// stands, leads that change hands, and the weekly statement, which is read by itself.
func written(t *testing.T, h *apptest.House, birds []bird) {
	t.Helper()
	for _, c := range sample.Northlight().Clients {
		asked(t, h, c)
	}
	var due []time.Time
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		found, err := store.Rows[struct{ At time.Time }](tx, `SELECT next_at AS at FROM leads WHERE closed_at IS NULL AND name LIKE 'Canary%' ORDER BY 1`)
		for _, f := range found {
			due = append(due, f.At)
		}
		return err
	})
	for _, at := range due {
		for _, off := range []time.Duration{-time.Hour, time.Minute} {
			if at := at.Add(off); at.After(h.Now()) {
				h.Clock.Set(at)
				h.Tick()
			}
		}
	}
	h.Later(5 * time.Minute) // the letters whose jobs nobody does here
	stated(t, h, birds)
	looked(t, h)
	for _, subject := range []string{"New lead: ", "Due soon: ", "Overdue: ", "How does it stand? ", "Answered: "} {
		if h.Count(`SELECT count(*) FROM mails WHERE position($1 IN subject) > 0 AND position('Canary' IN subject || body) > 0`, subject) == 0 {
			t.Errorf("no letter “%s” names a canary: they prove nothing", subject)
		}
	}
}

// asked lets a client's manager ask how a canary's lead stands, its rep ask the agency, and
// the agency answer.
func asked(t *testing.T, h *apptest.House, c sample.Client) {
	t.Helper()
	lead := apptest.Value[models.ID](h, `SELECT id FROM leads WHERE client_id = $1 AND name LIKE 'Canary%lead'`, h.Cast.Client(c.Slug).ID)
	rep := apptest.Value[string](h, `SELECT u.name FROM leads l JOIN users u ON u.id = l.rep_id WHERE l.id = $1`, lead)
	for _, p := range c.People {
		if p.Role == models.SalesManager {
			act, _, err := h.FollowUp.Act(t.Context(), h.Cast.As(p.Name), followup.Acting{Leads: []models.ID{lead}, Kind: models.ActRemind, Token: models.NewID()})
			must(t, err)
			h.Clock.Move(time.Minute) // it can no longer be taken back
			must(t, h.FollowUp.Nudge(t.Context(), followup.NudgeArgs{ClientID: h.Cast.Client(c.Slug).ID, ActID: act}))
		}
	}
	of := func() followup.Report { return followup.Report{LeadID: lead, Token: models.NewID()} }
	must(t, h.FollowUp.AskAgency(t.Context(), h.Cast.As(rep), followup.Plea{Report: of(), Note: "Called six times."}))
	must(t, h.FollowUp.Answer(t.Context(), h.Cast.As(c.Programs[0].Supervisor), followup.Reply{Report: of(), Answer: models.ReachedThem, Words: "Mornings."}))
}

// looked reads the Monday's letters on sources: each tells a client's marketers of their own
// sources alone.
func looked(t *testing.T, h *apptest.House) {
	t.Helper()
	at := h.Now().AddDate(0, 0, 7) // of this week there may be a look
	h.Clock.Set(at)
	names := map[models.ID]string{} // a source of each client that no other has
	for _, c := range sample.Northlight().Clients {
		id := h.Cast.Client(c.Slug).ID
		names[id] = "Canary show of " + c.Slug
		client := h.Cast.Client(c.Slug)
		zone := client.Location()
		content := models.SourceWeek{Now: models.SourceSums{Inquiries: 9}, Named: []models.NamedSource{{SourceID: models.NewID(), Name: names[id], New: true, Act: "keep"}}}
		h.Tx(models.Worker(id), func(tx *store.Tx) error {
			return tx.Put(&models.SourceWatch{ClientID: id, WeekOn: models.DayIn(models.LastMonday(at, zone, 7), zone), MadeAt: at, Content: content})
		})
	}
	read := 0
	for _, c := range sample.Northlight().Clients {
		id := h.Cast.Client(c.Slug).ID
		_, err := h.Reports.LookWeekly(t.Context(), id, at)
		must(t, err)
	}
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		sent, err := store.Rows[struct {
			Name, Role, Text string
			ClientID         models.ID
		}](tx, `SELECT u.name, u.role, u.client_id, m.subject || m.body || m.html AS text FROM mails m JOIN users u ON m.recipient LIKE '%<' || u.email || '>' WHERE position('/no-source-letters/' IN m.body) > 0 AND position('Canary show' IN m.body) > 0`)
		for _, letter := range sent {
			read++
			for id, name := range names {
				if said := strings.Contains(letter.Text, name); said != (id == letter.ClientID) || models.Role(letter.Role) != models.Marketer {
					t.Errorf("the letter to %s (%s) tells of %q: %t", letter.Name, letter.Role, name, said)
				}
			}
		}
		return err
	})
	if read == 0 {
		t.Error("no letter on sources went: they prove nothing")
	}
	t.Logf("%d letters on sources read", read)
}

// stated reads the statements of the next Monday: each client's managers read of their own
// people, and nobody of anybody else's.
func stated(t *testing.T, h *apptest.House, birds []bird) {
	t.Helper()
	monday := h.Now().AddDate(0, 0, (8-int(h.Now().Weekday()))%7).Truncate(24 * time.Hour).Add(20 * time.Hour)
	read := 0
	for _, c := range sample.Northlight().Clients {
		h.Clock.Set(monday)
		if _, err := h.FollowUp.State(t.Context(), h.Cast.Client(c.Slug).ID, monday); err != nil {
			t.Fatal(err)
		}
		own := 0
		h.Tx(models.Operator(), func(tx *store.Tx) error {
			sent, err := store.Rows[struct{ Name, Text string }](tx, `SELECT u.name, m.subject || m.body || m.html AS text FROM mails m JOIN users u ON m.recipient LIKE '%<' || u.email || '>'
				WHERE m.at >= $1 AND position('/portal/statement' IN m.body) > 0 AND u.client_id = $2`, monday, h.Cast.Client(c.Slug).ID)
			for _, letter := range sent {
				read++
				text := html.UnescapeString(letter.Text)
				for _, other := range sample.Northlight().Clients {
					for _, p := range other.People {
						switch said := strings.Contains(text, p.Name); {
						case said && other.Slug == c.Slug:
							own++
						case said:
							t.Errorf("the statement to %s names %s of %s", letter.Name, p.Name, other.Slug)
						}
					}
				}
				for _, b := range birds {
					if strings.Contains(text, b.word) && !b.heard[letter.Name] {
						t.Errorf("the statement tells %s of %q", letter.Name, b.word)
					}
				}
			}
			return err
		})
		if own == 0 {
			t.Errorf("the statement of %s names none of its own people: it proves nothing", c.Slug)
		}
	}
	t.Logf("%d statements read", read)
}
