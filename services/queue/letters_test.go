package queue_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
	"ripen/services/mail"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/services/store"
)

// A postbox keeps what is sent; while it is down it takes nothing.
type postbox struct {
	mu   sync.Mutex
	down bool
	sent []mail.Letter
}

func (p *postbox) Send(_ context.Context, l mail.Letter) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.down {
		return &mail.Undelivered{Err: errors.New("no answer")}
	}
	p.sent = append(p.sent, l)
	return nil
}

func writing(t *testing.T) (*agencytest.Agency, *queue.Service, *postbox) {
	t.Helper()
	a, q := open(t)
	box := new(postbox)
	return a, q.Write(queue.Letters{Mail: box, Agency: "Northlight Leads", BaseURL: "https://ripen.example"}), box
}

func reachable(email string) func(*models.Person, *models.Inquiry) {
	return func(p *models.Person, i *models.Inquiry) {
		p.Phone, p.Email, p.Name, i.Product = fictional(), email, "Ivy Moss", "an intraoral scanner"
	}
}

// sendLetters does what the job does, and says how many went.
func sendLetters(t *testing.T, a *agencytest.Agency, q *queue.Service) int {
	t.Helper()
	client := a.Program("scanners-us").ClientID
	if _, err := q.Sweep(t.Context(), client, a.Clock.Now()); err != nil {
		t.Fatal(err)
	}
	n, _ := q.SendLetters(t.Context(), client, a.Clock.Now())
	return n
}

// useUp calls until the plan has no step left.
func useUp(t *testing.T, a *agencytest.Agency, q *queue.Service, id models.ID) {
	t.Helper()
	for a.Reload(id).State != models.Nurtured && a.Reload(id).State != models.Closed {
		if due := a.Reload(id).DueAt; due.After(a.Clock.Now()) {
			a.Clock.Set(due.Add(time.Minute))
		}
		sendLetters(t, a, q)
		end(t, q, a.As("Dana Whitfield"), next(t, q, a.As("Dana Whitfield")), models.NoAnswer)
	}
}

func TestLetters_oneGoesToWhomThePlanHasNotReachedAndThenComesTheSecondRound(t *testing.T) {
	t.Parallel()
	a, q, box := writing(t)
	inquiry := a.Inquiry("scanners-us", reachable("ivy@moss.example"))
	useUp(t, a, q, inquiry.ID)
	if n := sendLetters(t, a, q); n != 0 {
		t.Fatal("it went while the last attempt could still be taken back")
	}
	a.Clock.Move(time.Minute)
	box.down = true
	sendLetters(t, a, q)
	box.down = false
	a.Clock.Move(5 * time.Minute)
	if first, second := sendLetters(t, a, q), sendLetters(t, a, q); first != 1 || second != 0 || len(box.sent) != 1 {
		t.Fatalf("%d went, then %d", first, second)
	}
	letter := box.sent[0]
	for _, want := range []string{"Hello Ivy", "an intraoral scanner", "Northlight Leads, on behalf of Harbour Dental", "STOP"} {
		if !strings.Contains(letter.Text, want) {
			t.Errorf("the letter lacks %q:\n%s", want, letter.Text)
		}
	}
	if n := a.Count(`SELECT count(*) FROM attempts a JOIN decisions d ON d.id = a.decision_id WHERE a.channel = 'email' AND a.disposition = 'letter_sent' AND NOT a.counts AND d.verdict = 'allow'`); n != 1 {
		t.Errorf("%d attempts by e-mail", n)
	}
	i := a.Reload(inquiry.ID)
	if i.State != models.Nurtured || i.Class != models.Unreached {
		t.Fatalf("%s, %s", i.State, i.Class)
	}
	agreed(t, a, i)
	ripe := *i.NextAt
	a.Clock.Set(ripe)
	a.Clock.Set(weekdayNoon(a.Clock.Now()))
	if err := ripen(t, a); err != nil {
		t.Fatal(err)
	}
	useUp(t, a, q, inquiry.ID)
	if i := a.Reload(inquiry.ID); i.State != models.Closed || i.ClosedReason != models.ClosedNotReached || i.Cycle != 2 {
		t.Errorf("after the second round: %s, %s, cycle %d", i.State, i.ClosedReason, i.Cycle)
	}
	a.Clock.Move(time.Hour)
	if sendLetters(t, a, q); len(box.sent) != 1 {
		t.Errorf("%d letters", len(box.sent))
	}
	balanced(t, a)
}

func TestLetters_areRefusedWithoutABasis(t *testing.T) {
	t.Parallel()
	a, q, box := writing(t)
	banned := a.Inquiry("scanners-us", reachable("stop@moss.example"))
	old := a.Inquiry("scanners-us", reachable("old@moss.example"))
	nobody := a.Inquiry("scanners-us", reachable(""))
	for _, id := range []models.ID{banned.ID, old.ID, nobody.ID} {
		useUpOne(t, a, id)
	}
	if err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		if _, err := tx.Run(`UPDATE inquiries SET received_at = received_at - interval '4 months' WHERE id = $1`, old.ID); err != nil {
			return err
		}
		person, err := store.One[models.Person](tx, models.ByID(banned.PersonID))
		if err != nil {
			return err
		}
		return policy.Forbid(tx, policy.Ban{Person: person, Reason: "wrote STOP"}, models.DoNotCallEntry{EnteredAt: a.Clock.Now()})
	}); err != nil {
		t.Fatal(err)
	}
	a.Clock.Move(time.Minute)
	if n := sendLetters(t, a, q); n != 0 || len(box.sent) != 0 {
		t.Fatalf("%d went: %+v", n, box.sent)
	}
	if n := a.Count(`SELECT count(*) FROM letters WHERE state = 'refused' AND reason <> ''`); n != 3 {
		t.Errorf("%d refused, want 3", n)
	}
	for id, rule := range map[models.ID]string{banned.ID: "do-not-call-person", old.ID: "letter-inquiry-exception", nobody.ID: "letter-no-address"} {
		if n := a.Count(`SELECT count(*) FROM decisions WHERE inquiry_id = $1 AND verdict = 'block' AND $2 = ANY (rules)`, id, rule); n != 1 {
			t.Errorf("%d decisions by %s", n, rule)
		}
	}
}

func TestPlan_writesItsEmailAndServesItsTextAsATask(t *testing.T) {
	t.Parallel()
	a, q, box := writing(t)
	program := a.Program("scanners-us")
	plan := models.ContactPlan{ProgramID: program.ID, Class: models.New, DeadlineDays: 20, Steps: []models.PlanStep{{Channel: models.ByCall}, {Channel: models.ByText, After: 10, Text: "Hello {first}, it is about {product}."},
		{Channel: models.ByEmail, After: 60, Subject: "{product}", Text: "Hello {first}"}, {Channel: models.ByCall, After: 24 * 60, Part: models.AnotherHour}}}
	if _, err := clients.New(a.Store, a.Clock.Now).PublishPlan(t.Context(), a.As("Priya Raman"), plan, models.NewID()); err != nil {
		t.Fatal(err)
	}
	inquiry, dana := a.Inquiry("scanners-us", reachable("ivy@moss.example")), a.As("Dana Whitfield")
	id := next(t, q, dana)
	if _, err := q.End(t.Context(), dana, queue.Ending{InquiryID: id, Disposition: models.TextSent, Token: models.NewID()}); !models.IsKind(err, models.Invalid) {
		t.Errorf("a text was sent that nobody planned: %v", err)
	}
	end(t, q, dana, id, models.Voicemail)
	a.Clock.Move(11 * time.Minute)
	sendLetters(t, a, q)
	if next(t, q, dana) != inquiry.ID {
		t.Fatal("the text is not served, though nobody dials for it")
	}
	call, err := q.Open(t.Context(), dana, inquiry.ID)
	if err != nil || !strings.HasPrefix(call.Course.Text(), "Hello {first}") || call.Then[models.TextSent].Channel != models.ByEmail {
		t.Fatalf("the page has %q, then %+v, %v", call.Course.Text(), call.Then[models.TextSent], err)
	}
	end(t, q, dana, inquiry.ID, models.TextSent)
	a.Clock.Move(61 * time.Minute)
	if n, err := q.Next(t.Context(), dana); err != nil || n.Nothing == nil {
		t.Fatalf("an e-mail was served to a caller: %+v, %v", n, err)
	}
	sendLetters(t, a, q)
	a.Clock.Move(time.Minute)
	if sendLetters(t, a, q); len(box.sent) != 1 || box.sent[0].Subject != "an intraoral scanner" {
		t.Fatalf("sent %+v", box.sent)
	}
	i := a.Reload(inquiry.ID)
	if i.Step != 3 || i.Channel != models.ByCall || i.State != models.Scheduled || i.Attempts != 1 {
		t.Errorf("then %+v", i)
	}
	if n := a.Count(`SELECT count(*) FROM attempts WHERE counts`); n != 1 {
		t.Errorf("%d attempts count against the caps", n)
	}
}

// useUpOne puts an inquiry to where its plan is used up, by the statement that does.
func useUpOne(t *testing.T, a *agencytest.Agency, id models.ID) {
	t.Helper()
	i := a.Reload(id)
	i.UsedUp(a.Clock.Now())
	if err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		letter := models.PlannedLetter{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, Cycle: 1, Kind: "unreached", Subject: models.UsualLetter.Subject, Text: models.UsualLetter.Text, MadeAt: a.Clock.Now(), DueAt: a.Clock.Now(), State: "waiting"}
		if err := tx.Put(&letter); err != nil {
			return err
		}
		return tx.Keep(&i)
	}); err != nil {
		t.Fatal(err)
	}
}
