package isolation_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/models/sample"
	"ripen/services/grading"
	"ripen/services/store"
)

var inquirerLink = regexp.MustCompile(`/(?:call-me|no-letters|bought)/[\w-]+`)

// keptWritten checks what goes to inquirers themselves: the letters of a nurture plan, the
// question whether they bought, and the pages behind their links before and after the button.
// Each may name its reader, what they asked for, and the client; nothing else that was planted.
func keptWritten(t *testing.T, h *apptest.House, birds []bird) {
	t.Helper()
	for n, c := range sample.Northlight().Clients {
		word := fmt.Sprintf("Canary%cripening", 'a'+n)
		supervisor, program := h.Cast.As(c.Programs[0].Supervisor), h.Cast.Program(c.Programs[0].Slug).ID
		plan := models.UsualNurturePlan(models.RequalB)
		plan.ProgramID, plan.Touches = program, []models.NurtureTouch{{Day: 21, Subject: "For {organisation|you}", Text: "Hello {name|there},\n\nyou asked {client} about {product|it}: {call me}"}}
		_, err := h.Nurture.Publish(t.Context(), supervisor, plan, models.NewID())
		must(t, err)
		must(t, h.Survey.SetShare(t.Context(), supervisor, h.Clients, program, decimal.NewFromInt(1)))
		kept := inquire(t, h, n, c, word)
		by := h.Cast.As(c.Programs[0].Callers[0])
		must(t, h.Queue.Take(t.Context(), by, kept))
		answers := models.Answers{}
		for _, key := range apptest.Questions {
			answers[key] = 2
		}
		answers["when"] = 3
		_, err = h.Grading.Grade(t.Context(), by, grading.Judgement{InquiryID: kept, Override: models.GradeB, Reason: word + " internal", Written: models.Written{Answers: answers, ForRep: word + " learned", Internal: word + " internal"}})
		must(t, err)
		if state := apptest.Value[string](h, `SELECT state FROM inquiries WHERE id = $1`, kept); state != "nurtured" {
			t.Fatalf("%s is %s", word, state)
		}
	}
	begun := h.Clock.Now()
	for _, days := range []int{22, 86} { // the letter of the plan, and the question
		h.Clock.Set(begun.AddDate(0, 0, days))
		h.Tick()
	}
	h.Later(time.Hour)
	type letter struct{ Subject, Body, Name, Product, Slug, Client string }
	var sent []letter
	h.Tx(models.Operator(), func(tx *store.Tx) (err error) {
		sent, err = store.Rows[letter](tx, `SELECT m.subject, m.body, p.name, i.product, c.slug, c.name AS client FROM mails m JOIN persons p ON m.recipient LIKE '%<' || p.email || '>'
			JOIN inquiries i ON i.person_id = p.id AND i.client_id = p.client_id JOIN clients c ON c.id = p.client_id WHERE p.email LIKE '%@canary.example' ORDER BY m.at, m.id`)
		return err
	})
	plans, questions, pages := map[string]int{}, map[string]int{}, 0
	stranger := h.Visitor("")
	for _, l := range sent {
		if strings.Contains(l.Body, "/bought/") {
			questions[l.Slug]++
		} else if strings.Contains(l.Body, "/call-me/") {
			plans[l.Slug]++
		}
		hears := func(where, text string) {
			pages++
			text = html.UnescapeString(text)
			for _, b := range birds {
				if strings.Contains(text, b.word) && b.word != l.Name && b.word != l.Product && b.word != l.Client {
					t.Errorf("%s tells %s of %q", where, l.Name, b.word)
				}
			}
			if strings.Contains(text, l.Name+" learned") || strings.Contains(text, l.Name+" internal") {
				t.Errorf("%s tells %s what was noted of them", where, l.Name)
			}
		}
		hears("a letter", l.Subject+"\n"+l.Body)
		for _, link := range inquirerLink.FindAllString(l.Body, -1) {
			for _, got := range []apptest.Answer{stranger.Get(link), stranger.Post(link, url.Values{"bought": {"wrong"}}), stranger.Post(link, url.Values{"bought": {"no"}}), stranger.Get(link)} {
				if got.Status >= http.StatusInternalServerError || got.Status == http.StatusNotFound {
					t.Errorf("%s: %d", link, got.Status)
				}
				hears("the page "+link[:9], got.Body)
			}
		}
	}
	for _, c := range sample.Northlight().Clients {
		if plans[c.Slug] == 0 || questions[c.Slug] == 0 {
			t.Errorf("%s: only %d letters of plans and %d questions were read: they prove nothing", c.Slug, plans[c.Slug], questions[c.Slug])
		}
	}
	t.Logf("%d letters to inquirers, %d texts with the pages behind their links: no word that is not theirs", len(sent), pages)
}
