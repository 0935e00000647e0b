package journeys_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/followup"
	"ripen/services/store"
	"ripen/services/survey"
	"ripen/views/paths"
)

// nurtureSights is the pages of who is kept for later, and of the question whether they bought.
func nurtureSights(t *testing.T, h *apptest.House) []sight {
	t.Helper()
	harbour, program := h.Cast.Client("harbour-dental").ID, h.Cast.Program("scanners-us").ID
	id := func(query string) models.ID { return apptest.Value[models.ID](h, query, harbour) }
	open, answered, over := surveyed(t, h)
	call, stop := letterLinks(h, 1)
	pressed, _ := letterLinks(h, 2)
	_, stopped := letterLinks(h, 3)
	for _, err := range []error{h.Nurture.Clicked(t.Context(), pressed), h.Nurture.Unsubscribe(t.Context(), stopped)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	wrote := id(`SELECT t.inquiry_id FROM touches t JOIN inquiries i ON i.id = t.inquiry_id WHERE t.client_id = $1 AND t.state = 'sent' AND t.clicked_at IS NULL AND i.state = 'nurtured' ORDER BY t.settled_at, t.id LIMIT 1`)
	mistyped := func(b *tab) {
		b.fills("Subject", "News of {the weather}")
		b.turns(func() { b.clicks("Publish") })
	}
	return []sight{
		{"nurture-plan", "Ada Lindholm", paths.NurturePlan(program, models.RequalB), nil}, {"nurture-plan-refused", "Ada Lindholm", paths.NurturePlan(program, models.RequalB), mistyped},
		{"nurture-plan-tried", "Ada Lindholm", paths.NurturePlan(program, models.RequalC), func(b *tab) { b.turns(func() { b.clicks("Try it") }) }}, {"nurture-plan-unreached", "Ada Lindholm", paths.NurturePlan(program, models.Unreached), nil},
		{"kept", "Priya Raman", paths.DeskInquiry(wrote), nil}, {"kept-refused", "Priya Raman", paths.DeskInquiry(wrote), func(b *tab) { b.turns(func() { b.clicks("Keep it on record") }) }},
		{"kept-pressed", "Priya Raman", paths.DeskInquiry(id(`SELECT inquiry_id FROM touches WHERE client_id = $1 AND clicked_at IS NOT NULL ORDER BY clicked_at DESC LIMIT 1`)), nil},
		{"ripening", "Priya Raman", paths.DeskRipening(), nil}, {"ripening-of-client", "Marta Silva", "/portal/ripening", nil},
		{"call-them-again", "Ben Castillo", undecided(t, h, "Ben Castillo"), nil},
		{"call-me", "", paths.CallMe(call), nil}, {"call-me-pressed", "", paths.CallMe(pressed), nil}, {"no-letters", "", paths.NoLetters(stop), nil}, {"no-letters-pressed", "", paths.NoLetters(stopped), nil},
		{"call-me-nowhere", "", paths.CallMe(strings.Repeat("A", 86)), nil},
		{"bought", "", paths.Bought(open), nil}, {"bought-refused", "", paths.Bought(open), func(b *tab) { b.turns(func() { b.clicks("Answer") }) }},
		{"bought-answered", "", paths.Bought(answered), nil}, {"bought-over", "", paths.Bought(over), nil},
		{"did-you-buy", "Jonas Weber", "/portal/did-you-buy", nil}, {"did-you-buy-desk", "Priya Raman", paths.DeskDidYouBuy(harbour), func(b *tab) { b.do(`document.querySelector("#open details").open = true`) }},
		{"did-you-buy-refused", "Priya Raman", paths.DeskDidYouBuy(harbour), func(b *tab) {
			b.fills("Scanners US, in %", "120")
			b.turns(func() { b.do(`document.querySelector("#shares form:last-of-type button").click()`) })
		}},
	}
}

// undecided is the page of a rep's lead that ended without a decision.
func undecided(t *testing.T, h *apptest.House, rep string) string {
	t.Helper()
	lead := apptest.Value[models.ID](h, `SELECT id FROM leads WHERE rep_id = $1 AND closed_at IS NULL ORDER BY released_at, id LIMIT 1`, h.Cast.User(rep).ID)
	on := h.Clock.Now().AddDate(0, 4, 0)
	err := h.FollowUp.CloseOut(t.Context(), h.Cast.As(rep), followup.Closing{Report: followup.Report{LeadID: lead, Token: models.NewID()}, Outcome: models.NoDecision, Reason: "They wait for the lease.", AgainOn: &on})
	if err != nil {
		t.Fatal(err)
	}
	return paths.PortalLead(lead)
}

// letterLinks is the secrets of the two links in one of the last letters that a nurture plan
// sent to somebody who is still kept.
func letterLinks(h *apptest.House, n int) (call, stop string) {
	body := apptest.Value[string](h, `SELECT m.body FROM mails m JOIN touches t ON m.message_id LIKE t.id || '.touch@%' JOIN inquiries i ON i.id = t.inquiry_id
		WHERE t.client_id = $1 AND i.state = 'nurtured' AND t.clicked_at IS NULL ORDER BY m.at DESC, m.id OFFSET $2 LIMIT 1`, h.Cast.Client("harbour-dental").ID, n)
	return linkIn(body, "call-me"), linkIn(body, "no-letters")
}

// linkIn is the secret of a link in a letter.
func linkIn(body, of string) string {
	_, after, _ := strings.Cut(body, "/"+of+"/")
	secret, _, _ := strings.Cut(after, "\n")
	return strings.TrimSpace(secret)
}

// surveyed lets people who came long ago be asked whether they bought, and most of them
// answer: one has not answered yet, one has, and one is too late.
func surveyed(t *testing.T, h *apptest.House) (open, answered, over string) {
	t.Helper()
	ctx, p, now := t.Context(), h.Cast.Program("scanners-us"), h.Clock.Now()
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		for n := range 90 {
			came := now.AddDate(0, -3-3*(n%2), -1)
			person := models.Person{ID: models.NewID(), ClientID: p.ClientID, Name: fmt.Sprintf("Inga Past%d", n), Email: fmt.Sprintf("inga%d@past.example", n), Country: "US", CreatedAt: came}
			i := models.Inquiry{ID: models.NewID(), ClientID: p.ClientID, ProgramID: p.ID, PersonID: person.ID, SourceID: h.Cast.Source([]string{"Scanner terms", "Facebook lead forms", "Existing practices"}[n%3]).ID,
				State: models.Closed, ClosedReason: models.ClosedD, ClosedAt: &came, Class: models.New, Tier: models.TierRest, Cycle: 1, ReceivedAt: came, ReceivedOn: models.DayIn(came, time.UTC), Via: "import", Details: map[string]string{}}
			agreed := models.Consent{ID: models.NewID(), ClientID: p.ClientID, PersonID: person.ID, Channel: models.ByEmail, Purpose: models.ForSurvey, Words: survey.AgainWords(), Version: "1", Source: "form", GivenAt: &came}
			for _, row := range []any{&person, &i, &agreed} {
				if err := tx.Put(row); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if _, err := h.Survey.Ask(ctx, p.ClientID, now); err != nil {
		t.Fatal(err)
	}
	var words []string
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		asked, err := store.Rows[struct{ ID models.ID }](tx, `SELECT id FROM survey_questions WHERE client_id = $1 AND state = 'asked' AND asked_at = $2 ORDER BY came, id`, p.ClientID, now)
		for _, q := range asked {
			words = append(words, h.Survey.Word(p.ClientID, q.ID))
		}
		return err
	})
	if len(words) < 80 {
		t.Fatalf("only %d were asked", len(words))
	}
	says := []survey.Answer{{Bought: models.BoughtFromUs}, {Bought: models.BoughtFromOther, Whom: "Meridian Imaging"}, {Bought: models.BoughtNot}, {Bought: models.BoughtNot}}
	for n, word := range words[2:] {
		if err := h.Survey.Answer(ctx, word, says[n%len(says)]); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Survey.Count(ctx, p.ClientID); err != nil {
		t.Fatal(err)
	}
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE survey_questions SET asked_at = $2 WHERE id = (SELECT id FROM survey_questions WHERE client_id = $1 AND state = 'asked' AND asked_at = $3 ORDER BY came, id OFFSET 1 LIMIT 1)`, p.ClientID, now.AddDate(0, 0, -91), now)
		return err
	})
	return words[0], words[2], words[1]
}
