package console_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

// consentsOf is what stands on record of all people of a site.
func consentsOf(s *webtest.Site) (all []models.Consent) {
	s.T.Helper()
	s.Tx(models.Operator(), func(tx *store.Tx) (err error) {
		all, err = store.All[models.Consent](tx)
		return err
	})
	return all
}

func TestConsents_areKeptInTheirWordsOfWhomTheCallerHolds(t *testing.T) {
	t.Parallel()
	s, b, at := onTheLine(t)
	says(t, b.Get(at), "A later call, letters: not asked")
	for fault, fields := range map[string]url.Values{
		"Choose what they agree to":   {"agree_words": {"Yes, in spring."}},
		"Write what they said":        {"agree_to": {"call"}},
		"Shorten this to 2,000":       {"agree_to": {"call"}, "agree_words": {strings.Repeat("x", 2001)}},
		"Choose what they agree to: ": {"agree_to": {"text"}, "agree_words": {"Yes, in spring."}},
	} {
		fields.Set("version", "0")
		fields.Set("for_rep", "Typed before.")
		got := b.Post(at+"/consents", fields)
		if got.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", fault, got.Status)
		}
		says(t, got, fault, "Typed before.", fields.Get("agree_words"))
	}
	if n := len(consentsOf(s)); n != 0 {
		t.Fatalf("%d consents by what was refused", n)
	}
	yes := url.Values{"version": {"0"}, "for_rep": {"Typed before."}, "agree_to": {"call", "email"}, "agree_words": {"Yes, in spring."}}
	for range 2 { // sent twice it is one
		if got := b.Post(at+"/consents", yes); got.Status != http.StatusSeeOther || got.To() != at {
			t.Fatalf("%d %s\n%s", got.Status, got.To(), got.Text())
		}
		yes.Set("version", "1")
	}
	all := consentsOf(s)
	if len(all) != 2 {
		t.Fatalf("%d consents", len(all))
	}
	for _, c := range all {
		if !c.Stands() || c.Words != "Yes, in spring." || c.Source != "said on the telephone" || c.EnteredBy == nil || *c.EnteredBy != s.Person(models.Caller).ID || c.Purpose != models.ForContact {
			t.Errorf("%+v", c)
		}
	}
	page := b.Get(at)
	says(t, page, "May be called again, and written to", "Typed before.")
	if strings.Contains(page.Body, "Yes, in spring.") {
		t.Error("what was kept still stands in the sheet")
	}
	if got := s.AsRole(models.Supervisor).Post(at+"/consents", yes); got.Status != http.StatusConflict {
		t.Errorf("of somebody whom a caller holds: %d", got.Status)
	}
}
