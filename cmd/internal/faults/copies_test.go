package faults_test

import (
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/intake"
)

const (
	copies  = 50
	allowed = 20 // of a stranger's forms at once, before the flood gate
)

// a post is one write and what it may have done once.
type post struct {
	name   string
	as     string
	path   string
	form   url.Values
	count  string // counts its rows
	status int
}

func TestCopies_ofOnePostMakeOneRowAndGetTheSameAnswer(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	var ids []models.ID
	for n := range 6 {
		ids = append(ids, h.Arrives("scanners-us", source, func(a *intake.Arriving) { stranger(a, n*100) }))
	}
	h.Graded("Omar Haddad", ids[0], 1, "", "")
	h.Later(31 * time.Second)
	lead := apptest.Value[models.ID](h, `SELECT id FROM leads`)
	rep := apptest.Value[string](h, `SELECT u.name FROM leads l JOIN users u ON u.id = l.rep_id`)
	answers := url.Values{"for_rep": {"Two rooms."}, "internal": {"Sounds tired."}}
	for _, key := range apptest.Questions {
		answers.Set("answer."+key, "2")
	}
	take := func(caller string, id models.ID) string {
		if err := h.Queue.Take(t.Context(), h.Cast.As(caller), id); err != nil {
			t.Fatal(err)
		}
		return "/console/inquiries/" + id.String()
	}
	portal := "/portal/leads/" + lead.String()
	for _, p := range []post{
		{"a grading", "Dana Whitfield", take("Dana Whitfield", ids[1]) + "/gradings", answers, `SELECT count(*) FROM gradings WHERE user_id = (SELECT id FROM users WHERE name = 'Dana Whitfield')`, http.StatusSeeOther},
		{"an attempt", "Sam Adeyemi", take("Sam Adeyemi", ids[2]) + "/attempts", url.Values{"disposition": {"no_answer"}, "internal": {"Rang out."}}, `SELECT count(*) FROM attempts WHERE disposition = 'no_answer'`, http.StatusSeeOther},
		{"a callback", "Mei Castellano", take("Mei Castellano", ids[3]) + "/attempts", url.Values{"disposition": {"callback"}, "promised_at": {h.Clock.Now().Add(2 * time.Hour).Format(time.RFC3339)}, "promised_to": {"me"}}, `SELECT count(*) FROM promises`, http.StatusSeeOther},
		{"an acceptance", rep, portal + "/acceptance", url.Values{}, `SELECT count(*) FROM acceptances`, http.StatusSeeOther},
		{"a contact", rep, portal + "/contacts", url.Values{"how": {"talked"}, "note": {"She likes it."}}, `SELECT count(*) FROM contacts`, http.StatusSeeOther},
		{"a milestone", rep, portal + "/milestones", url.Values{"step": {"1"}}, `SELECT count(*) FROM milestones`, http.StatusSeeOther},
		{"a close-out", rep, portal + "/close-out", url.Values{"outcome": {"won"}, "value": {"48000"}, "currency": {"USD"}}, `SELECT count(*) FROM close_outs`, http.StatusSeeOther},
		{"a hosted form", "", "/f/" + h.Cast.Source(source).FormKey, url.Values{"name": {"Twice Clicked"}, "email": {"twice@clicked.example"}}, `SELECT count(*) FROM submissions`, http.StatusSeeOther},
	} {
		t.Run(p.name, func(t *testing.T) { p.sendCopies(t, h) })
	}
}

func (p post) sendCopies(t *testing.T, h *apptest.House) {
	p.form.Set("token", models.NewID().String())
	body := p.form.Encode()
	v := h.Visitor(p.as)
	copies := copies
	if p.as == "" {
		copies = allowed
	}
	got := make([]apptest.Answer, copies)
	var all sync.WaitGroup
	begin := make(chan struct{})
	for n := range copies {
		all.Go(func() {
			fields, _ := url.ParseQuery(body)
			<-begin
			got[n] = v.Post(p.path, fields)
		})
	}
	close(begin)
	all.Wait()
	different := map[string]int{}
	for _, a := range got {
		to := a.To()
		if to == "/console" { // while another copy was claiming the next call; it leads there
			to = v.Get(to).To()
		}
		different[fmt.Sprint(a.Status, " ", to, " ", a.Err)]++
	}
	if len(different) != 1 || got[0].Status != p.status {
		t.Errorf("%d copies of %s are answered %v", copies, p.name, different)
	}
	if n := h.Count(p.count); n != 1 {
		t.Errorf("%d copies of %s made %d rows", copies, p.name, n)
	}
}
