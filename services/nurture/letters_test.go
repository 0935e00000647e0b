package nurture_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/mail"
	"ripen/services/nurture"
	"ripen/services/store/storetest"
)

// A postbox takes letters as a mail server does: what it gets twice under one Message-ID it
// has once.
type postbox struct {
	mu    sync.Mutex
	got   map[string]mail.Letter
	order []mail.Letter
	fails error
}

func (b *postbox) Send(_ context.Context, l mail.Letter) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails != nil {
		return b.fails
	}
	if _, twice := b.got[l.ID]; !twice {
		b.order = append(b.order, l)
	}
	b.got[l.ID] = l
	return nil
}

// writes lets the scene send letters, and is where they land.
func (s *scene) writes() *postbox {
	box := &postbox{got: map[string]mail.Letter{}}
	s.n.Write(nurture.Letters{Mail: box, Agency: "Northlight Leads", BaseURL: "http://localhost:8080", Secret: storetest.Secret})
	return box
}

func (s *scene) send(t *testing.T, at time.Time) int {
	t.Helper()
	n, err := s.n.SendTouches(t.Context(), s.place.Program.ClientID, at)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// secret is the end of a link in a letter.
func secret(t *testing.T, l mail.Letter, of string) string {
	t.Helper()
	_, after, found := strings.Cut(l.Text, "http://localhost:8080/"+of+"/")
	if !found {
		t.Fatalf("no link %s in %s", of, l.Text)
	}
	return strings.Fields(after)[0]
}

func TestSendTouches_sendsEachOnItsDayOnceWhateverTheClockDoes(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	box := s.writes()
	i := s.enrolled(t, models.GradeB, 0)
	touches := s.touches(t, i.ID)
	if len(touches) != 2 {
		t.Fatalf("%d letters are planned", len(touches))
	}
	for n, touch := range touches {
		for _, at := range []time.Time{touch.TryAt.Add(-time.Second), touch.TryAt, touch.TryAt.Add(time.Hour), touch.TryAt.Add(-time.Hour), touch.TryAt.Add(24 * time.Hour)} {
			s.send(t, at)
			want := n
			if !at.Before(touch.TryAt) || len(box.order) > n {
				want = n + 1
			}
			if len(box.order) != want {
				t.Fatalf("at %s: %d letters instead of %d", at, len(box.order), want)
			}
		}
	}
	first := box.order[0]
	if first.ID != touches[0].ID.String()+".touch@localhost" || first.FromName != "Harbour Dental Systems" || !strings.HasPrefix(first.Text, "Hello Ivy,") ||
		!strings.Contains(first.Text, "Moss & Daughters Dentistry") || !strings.HasPrefix(first.Unsubscribe, "http://localhost:8080/no-letters/") || !strings.Contains(first.Text, first.Unsubscribe) {
		t.Errorf("the first letter is %+v", first)
	}
	if n := len(rows[models.Attempt](t, s, `SELECT * FROM attempts WHERE inquiry_id = $1 AND disposition = 'letter_sent' AND NOT counts`, i.ID)); n != 2 {
		t.Errorf("%d attempts are letters", n)
	}
	if n := s.ripen(t, *i.NextAt); n != 1 {
		t.Errorf("%d ripened", n)
	}
}

func TestSendTouches_sendsNothingWithoutABasisAndSaysSo(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	box := s.writes()
	client := s.place.Program.ClientID
	type c struct {
		name, says string
		spoil      func(i *models.Inquiry)
		at         time.Duration
	}
	for _, c := range []c{
		{"inquired long ago", "more than 3 months ago, and have not agreed", func(i *models.Inquiry) {
			deliverytest.Change(t, s.st, `UPDATE inquiries SET received_at = $2 WHERE id = $1`, i.ID, noon.AddDate(0, -4, 0))
		}, 0},
		{"no address", "There is no e-mail address", func(i *models.Inquiry) {
			deliverytest.Change(t, s.st, `UPDATE persons SET email = '', email_key = '' WHERE id = $1`, i.PersonID)
		}, 0},
		{"do not call", "asked not to be written to: person", func(i *models.Inquiry) {
			deliverytest.Change(t, s.st, `INSERT INTO do_not_call (id, client_id, scope, key, entered_at) VALUES (gen_random_uuid(), $1, 'person', uuid_send($2), $3)`, client, i.PersonID, noon)
		}, 0},
		{"bounced", "address takes no letters", func(i *models.Inquiry) {
			deliverytest.Change(t, s.st, `UPDATE persons SET mail_key = uuid_send(id) WHERE id = $1`, i.PersonID)
			deliverytest.Change(t, s.st, `INSERT INTO mail_bounces (id, client_id, mail_key, at) VALUES (gen_random_uuid(), $1, uuid_send($2), $3)`, client, i.PersonID, noon)
		}, 0},
		{"too late", "more than 7 days ago", func(*models.Inquiry) {}, 8 * 24 * time.Hour},
		{"called meanwhile", "kept for later no longer", func(i *models.Inquiry) {
			deliverytest.Change(t, s.st, `UPDATE inquiries SET state = 'ready', due_at = next_at WHERE id = $1`, i.ID)
		}, 0},
	} {
		i := s.enrolled(t, models.GradeB, 0)
		c.spoil(i)
		touch := s.touches(t, i.ID)[0]
		if n := s.send(t, touch.TryAt.Add(c.at)); n != 0 || len(box.order) != 0 {
			t.Fatalf("%s: %d sent", c.name, n)
		}
		if got := s.touches(t, i.ID)[0]; (got.State != "refused" && got.State != "withdrawn") || !strings.Contains(got.Reason, c.says) {
			t.Errorf("%s: %s, %q", c.name, got.State, got.Reason)
		}
		deliverytest.Change(t, s.st, `UPDATE touches SET state = 'withdrawn', settled_at = $2 WHERE inquiry_id = $1 AND state = 'waiting'`, i.ID, noon)
	}
}

func TestSendTouches_triesAgainWhereTheServerIsDownAndStopsWhereTheMailboxIsNone(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	box := s.writes()
	i := s.enrolled(t, models.GradeB, 0)
	deliverytest.Change(t, s.st, `UPDATE persons SET mail_key = uuid_send(id) WHERE id = $1`, i.PersonID)
	at := s.touches(t, i.ID)[0].TryAt
	box.fails = &mail.Undelivered{Err: errors.New("down")}
	if n, err := s.n.SendTouches(t.Context(), i.ClientID, at); n != 0 || err == nil {
		t.Fatalf("%d sent, %v", n, err)
	}
	box.fails = nil
	if n := s.send(t, at.Add(time.Second)); n != 0 {
		t.Error("it was tried again at once")
	}
	if n := s.send(t, at.Add(24*time.Hour)); n != 1 {
		t.Fatalf("%d sent a day later", n)
	}
	box.fails = &mail.Undelivered{Permanent: true, Code: 550, Err: errors.New("no such user")}
	second := s.touches(t, i.ID)[1]
	if n := s.send(t, second.TryAt); n != 0 {
		t.Fatal("sent")
	}
	if got := s.touches(t, i.ID)[1]; got.State != "failed" {
		t.Errorf("the letter is %s", got.State)
	}
	if n := len(rows[struct{ ID models.ID }](t, s, `SELECT id FROM mail_bounces`)); n != 1 {
		t.Errorf("%d bounces", n)
	}
}

func TestSendTouches_isOnceWhereManyProcessesSend(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	box := s.writes()
	for range 20 {
		s.enrolled(t, models.GradeB, 0)
	}
	var all sync.WaitGroup
	total := make(chan int, 4)
	for range 4 {
		all.Go(func() {
			n, err := s.n.SendTouches(t.Context(), s.place.Program.ClientID, noon.AddDate(0, 0, 22))
			if err != nil {
				t.Error(err)
			}
			total <- n
		})
	}
	all.Wait()
	close(total)
	sent := 0
	for n := range total {
		sent += n
	}
	if sent != 20 || len(box.order) != 20 {
		t.Errorf("%d sent, %d got", sent, len(box.order))
	}
}

func TestClicked_bringsTheDateForwardOnceAndLookingDoesNot(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	box := s.writes()
	i := s.enrolled(t, models.GradeB, 0)
	s.send(t, s.touches(t, i.ID)[0].TryAt)
	link := secret(t, box.order[0], "call-me")
	if found, err := s.n.CallMe(t.Context(), link); err != nil || found.Client != "Harbour Dental Systems" || found.First != "Ivy" || found.Done {
		t.Fatalf("%+v, %v", found, err)
	}
	for _, wrong := range []string{"", "x", link[:len(link)-2] + "AA", secret(t, box.order[0], "no-letters")} {
		if err := s.n.Clicked(t.Context(), wrong); !models.IsKind(err, models.NotFound) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if got := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID)); got.State != models.Nurtured {
		t.Fatalf("looking at it made it %s", got.State)
	}
	for range 2 {
		if err := s.n.Clicked(t.Context(), link); err != nil {
			t.Fatal(err)
		}
	}
	got := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID))
	if got.State != models.Ready || got.Cycle != 2 || got.Tier != models.TierRequalification {
		t.Errorf("%s, cycle %d", got.State, got.Cycle)
	}
	forward := 0
	for _, m := range s.moves(t, i.ID) {
		if m.Kind == models.MoveForward && strings.Contains(m.Reason, "asked to be called, by the letter of 21 July 2026") {
			forward++
		}
	}
	if forward != 1 {
		t.Errorf("%d moves say so", forward)
	}
	if waits := s.touches(t, i.ID)[1]; waits.State != "withdrawn" {
		t.Errorf("the next letter is %s", waits.State)
	}
	consent := deliverytest.Load[models.Consent](t, s.st, models.OfClient(i.ClientID))
	if consent.Channel != models.ByCall || !consent.Stands() || consent.Words != nurture.CallWords() || consent.Version == "" || consent.PersonID != i.PersonID {
		t.Errorf("the consent is %+v", consent)
	}
}

func TestUnsubscribe_stopsEverythingThatWaitsAtOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	box := s.writes()
	i := s.enrolled(t, models.GradeB, 0)
	touches := s.touches(t, i.ID)
	s.send(t, touches[0].TryAt)
	link := secret(t, box.order[0], "no-letters")
	for n := range 2 {
		found, err := s.n.NoLetters(t.Context(), link)
		if err != nil || found.Done != (n == 1) {
			t.Fatalf("%+v, %v", found, err)
		}
		if err := s.n.Unsubscribe(t.Context(), link); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.touches(t, i.ID)[1]; got.State != "withdrawn" {
		t.Errorf("the next letter is %s", got.State)
	}
	if got := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID)); got.State != models.Nurtured || !got.NextAt.Equal(*i.NextAt) {
		t.Errorf("the call moved: %s until %v", got.State, got.NextAt)
	}
	s.ripen(t, *i.NextAt)
	again := s.gradedAgain(t, i.ID, models.GradeB, *i.NextAt)
	for _, touch := range s.touches(t, again.ID)[2:] {
		s.send(t, touch.TryAt)
	}
	if len(box.order) != 1 {
		t.Errorf("%d letters after no more were wanted", len(box.order))
	}
	if n := len(rows[models.Consent](t, s, `SELECT * FROM consents`)); n != 2 {
		t.Errorf("%d entries", n)
	}
}
