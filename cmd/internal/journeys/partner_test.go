package journeys_test

import (
	"net/http"
	"testing"

	"ripen/cmd/internal/apptest"
)

func TestPartner_seesAndReportsOnlyTheirOwn(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	theirs, others, direct := hands(t, h, "Lindqvistside Dental", "Tom Lindqvist"), hands(t, h, "Gulfside Dental", "Carlos Mena"), hands(t, h, "Ownside Dental", "Rae Okafor")

	rep := windowOf(t, h, "Tom Lindqvist")
	rep.inHand()
	rep.sees("Lindqvistside Dental")
	rep.accessible("a partner’s rep’s inbox")
	rep.open(theirs.path())
	rep.turns(func() { rep.clicks("Accept") })
	rep.sees("Accepted")
	rep.open(theirs.path())
	rep.turns(func() { rep.clicks("Talked") })
	rep.sees("Logged: ")
	if got := apptest.Value[string](h, `SELECT (accepted_at IS NOT NULL AND contacted_at IS NOT NULL)::text FROM leads WHERE id = $1`, theirs.id); got != "true" {
		t.Errorf("accepted and reported: %s", got)
	}

	boss := windowOf(t, h, "Greta Lindqvist")
	boss.open("/portal/board")
	boss.sees("Ivy Lindqvistside")
	boss.accessible("a partner’s board")
	boss.open(theirs.path())
	boss.sees("Opens a second room in May.")
	boss.open("/portal/compliance")
	boss.sees("Tom Lindqvist")
	boss.accessible("a partner’s compliance")

	for _, b := range []*tab{rep, boss} {
		for _, path := range []string{"/portal", "/portal?s=new", "/portal?s=closed", "/portal/board", "/portal/compliance", "/portal/steps", "/portal/customers"} {
			b.open(path)
			for _, word := range []string{"Gulfside", "Ownside", "Carlos Mena", "Rae Okafor", "Ben Castillo", "Gulf Dental"} {
				b.misses(word)
			}
		}
	}
	for name, leads := range map[string]struct{ has, hasNot []handed }{
		"Tom Lindqvist":   {[]handed{theirs}, []handed{others, direct}},
		"Greta Lindqvist": {[]handed{theirs}, []handed{others, direct}},
		"Carlos Mena":     {[]handed{others}, []handed{theirs, direct}},
		"Nina Prokop":     {[]handed{others}, []handed{theirs, direct}},
		"Rae Okafor":      {[]handed{direct}, []handed{theirs, others}},
		"Marta Silva":     {[]handed{theirs, others, direct}, nil},
	} {
		v := h.Visitor(name)
		for _, l := range leads.has {
			if got := v.Get(l.path()); got.Status != http.StatusOK {
				t.Errorf("%s opens a lead of %s: %d", name, l.rep, got.Status)
			}
		}
		for _, l := range leads.hasNot {
			for _, what := range []string{"", "/card.vcf", "/next.ics"} {
				if got := v.Get(l.path() + what); got.Status != http.StatusNotFound {
					t.Errorf("%s opens %s of %s: %d", name, what, l.rep, got.Status)
				}
			}
			if got := v.Post(l.path()+"/contacts", map[string][]string{"how": {"talked"}}); got.Status != http.StatusNotFound {
				t.Errorf("%s reports on a lead of %s: %d", name, l.rep, got.Status)
			}
		}
	}
	if n := h.Count(`SELECT count(*) FROM contacts WHERE lead_id <> $1`, theirs.id); n != 0 {
		t.Errorf("%d contacts on the leads of others", n)
	}
	balanced(t, h)
}
