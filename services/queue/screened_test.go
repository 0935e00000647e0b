package queue_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/queue"
)

func TestDial_screensTheSecondNumberLikeTheFirst(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for name, c := range map[string]struct {
		country, first, second, register string
		inquired                         time.Duration // ago
		rule                             string        // "": it may be called
	}{
		"the TPS":         {"GB", "+442079460111", "+442079460222", "TPS", 0, "gb-tps"},
		"the US register": {"US", "+18135550111", "+18135550122", "US-DNC", 90 * day, "us-dnc"},
		"the US register, excepted by an inquiry":    {"US", "+18135550111", "+18135550122", "US-DNC", 0, ""},
		"the client’s own list, whoever inquired":    {"US", "+18135550111", "+18135550122", "internal", 0, "listed-internal"},
		"the US register, which is not for the UK’s": {"GB", "+442079460111", "+442079460222", "US-DNC", 0, "listed-us-dnc"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, q := connected(t)
			dana := a.As("Dana Whitfield")
			i := a.Inquiry("scanners-us", func(p *models.Person, i *models.Inquiry) {
				p.Phone, p.Country, p.Region, p.Postcode, p.City = c.first, c.country, "", "", ""
				i.ReceivedAt = i.ReceivedAt.Add(-c.inquired)
			})
			screening(t, a, nil, c.register, policy.Forbids, 1, c.second)
			must(t, q.Take(t.Context(), dana, i.ID))
			must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: c.second, Kind: models.Mobile}))
			second := other(t, page(t, q, dana, i.ID))
			if second.Usable() != (c.rule == "") {
				t.Errorf("on the page: %+v", second)
			}
			err := q.Dial(t.Context(), dana, i.ID, second.ID)
			said := lastDecision(t, a, i.ID)
			if c.rule == "" {
				if err != nil || page(t, q, dana, i.ID).Head.Phone != c.second {
					t.Errorf("not dialled: %v", err)
				}
				return
			}
			if models.Refused(err) == nil || !strings.Contains(err.Error(), c.register) || said.Verdict != "block" || !slices.Contains(said.Rules, c.rule) {
				t.Errorf("%v; %s %v %s", err, said.Verdict, said.Rules, said.Reason)
			}
			if head := page(t, q, dana, i.ID).Head; head.Phone != c.first {
				t.Errorf("on the line: %s", head.Phone)
			}

			// Nobody answers: the next attempt rings no number that a list forbids.
			end(t, q, dana, i.ID, models.NoAnswer)
			if head := page(t, q, dana, i.ID).Head; head.Phone != c.first {
				t.Errorf("next time: %s", head.Phone)
			}
		})
	}
}
