package queue_test

import (
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/queue"
	"ripen/services/store"
)

func TestFind_findsByLastNameLastDigitsAndNumbersAsTheyAreDialledThere(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana, theo := a.As("Dana Whitfield"), a.As("Theo Brandt")
	named := func(name, key, phone, country string) func(*models.Person, *models.Inquiry) {
		return func(p *models.Person, _ *models.Inquiry) {
			p.Name, p.NameKey, p.Phone, p.Country, p.Region, p.Postcode = name, key, phone, country, "", ""
		}
	}
	sid := a.Inquiry("scanners-us", named("Sid Whitcombe", "sid whitcombe", "+18135550142", "US"))
	kurt := a.Inquiry("scanner-de", named("Kurt Hain", "kurt hain", "+493023125042", "DE"))
	lady := a.Inquiry("scanners-uk", named("Ann de Vere", "ann de vere", "+442079460142", "GB"))
	must(t, q.Take(t.Context(), dana, sid.ID))
	must(t, q.AddNumber(t.Context(), dana, sid.ID, queue.TypedNumber{Phone: "+44 20 7946 0333", Kind: models.Mobile}))
	employed(t, a, sid, "Whitcombe Works")
	must(t, q.AddNumber(t.Context(), dana, sid.ID, queue.TypedNumber{Phone: "813 555 0177", Kind: models.Switchboard}))

	for _, c := range []struct {
		by   models.Actor
		text string
		want models.ID // NoID: nobody
	}{
		{dana, "whitcombe", sid.ID},
		{dana, "Whitc", sid.ID},
		{dana, "combe", models.NoID}, // the middle of a name is no way in
		{dana, "0142", sid.ID},
		{dana, "50142", sid.ID},
		{dana, "142", models.NoID},
		{dana, "(813) 555", sid.ID},
		{dana, "1 813 555 0142", sid.ID},
		{dana, "011 44 20 7946 0333", sid.ID}, // the second number
		{dana, "020 7946 0333", sid.ID},       // as the person dials it, though no program of hers is there
		{dana, "0333", sid.ID},
		{dana, "555 0177", sid.ID}, // the switchboard
		{dana, "hain", models.NoID},
		{dana, "5042", models.NoID},
		{theo, "Vere", lady.ID},
		{theo, "030 23125", kurt.ID},
		{theo, "(030) 23125042", kurt.ID},
		{theo, "020 7946", lady.ID},
		{theo, "0142", lady.ID},
		{theo, "44 20 7946", lady.ID},
		{theo, "Room 0142", models.NoID},
		{theo, "whitcombe", models.NoID},
		{a.As("Ines Duarte"), "whitcombe", sid.ID}, // supervisors look everywhere
	} {
		found, err := q.Find(t.Context(), c.by, c.text)
		switch {
		case err != nil:
			t.Errorf("%s looked for %q: %v", c.by.Name, c.text, err)
		case c.want == models.NoID && len(found) != 0:
			t.Errorf("%s looked for %q and found %s", c.by.Name, c.text, found[0].Name)
		case c.want != models.NoID && (len(found) != 1 || found[0].InquiryID != c.want):
			t.Errorf("%s looked for %q and found %+v", c.by.Name, c.text, found)
		}
	}
}

func TestFind_goesAlongItsIndexes(t *testing.T) {
	t.Parallel()
	a, _ := open(t)
	for index, where := range map[string]string{
		"persons_surname": `persons WHERE name_key <> '' AND split_part(name_key, ' ', -1) LIKE 'moss%'`,
		"persons_ending":  `unnest('{2410}'::text[]) AS e (ends) JOIN persons q ON reverse(q.phone) ~>=~ e.ends AND reverse(q.phone) ~<~ (e.ends || ':') AND q.phone <> ''`,
		"numbers_ending":  `unnest('{2410}'::text[]) AS e (ends) JOIN numbers n ON reverse(n.phone) ~>=~ e.ends AND reverse(n.phone) ~<~ (e.ends || ':')`,
		"persons_number":  `unnest('{+1813}'::text[]) AS b (begins) JOIN persons q ON q.phone ~>=~ b.begins AND q.phone ~<~ (b.begins || ':') AND q.phone <> ''`,
	} {
		t.Run(index, func(t *testing.T) {
			t.Parallel()
			must(t, a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
				if _, err := tx.Run(`SET LOCAL enable_seqscan = off`); err != nil { // tables of a test are too small for any index
					return err
				}
				plan, err := store.Rows[struct {
					Line string `db:"QUERY PLAN"`
				}](tx, `EXPLAIN SELECT 1 FROM `+where)
				found := false
				for _, l := range plan {
					found = found || strings.Contains(l.Line, index)
				}
				if !found {
					t.Errorf("the plan does not use it: %v", plan)
				}
				return err
			}))
		})
	}
}
