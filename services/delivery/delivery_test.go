package delivery_test

import (
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/models/sample"
	"ripen/services/clients"
	"ripen/services/delivery"
	"ripen/services/delivery/deliverytest"
	"ripen/services/mail"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var noon = time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC)

// A scene is the cast, settled, and the service at an instant that tests move.
type scene struct {
	st   *store.Store
	cast *clients.Cast
	d    *delivery.Service
	post *deliverytest.Postbox
	at   time.Time
}

func newScene(t *testing.T, st *store.Store) *scene {
	t.Helper()
	s := &scene{st: st, at: noon, post: deliverytest.NewPostbox()}
	cast, err := clients.New(st, func() time.Time { return noon }).Settle(t.Context(), models.Operator(), sample.Northlight(), noon)
	if err != nil {
		t.Fatal(err)
	}
	s.cast = cast
	s.d = s.service(st)
	return s
}

func (s *scene) service(st *store.Store) *delivery.Service {
	return delivery.New(st, func() time.Time { return s.at }, delivery.Options{BaseURL: "https://ripen.example", Agency: "Northlight Leads", Letters: deliverytest.Plain{}, Mail: s.post})
}

func (s *scene) harbour() deliverytest.Place {
	return deliverytest.Place{Program: s.cast.Program("scanners-us"), Source: s.cast.Source("FDC Orlando"), Criteria: s.cast.Criteria("scanners-us"), Caller: s.cast.User("Dana Whitfield")}
}

func TestRelease_writesWhatTheClientMaySee(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	i, r := deliverytest.Pend(t, s.st, s.d, s.harbour(), noon)
	if wait, err := s.d.Release(t.Context(), i.ClientID, r.ID); err != nil || wait != models.RecallWindow {
		t.Fatalf("before its time: wait %v, %v", wait, err)
	}
	if n := deliverytest.Count[models.Lead](t, s.st); n != 0 {
		t.Fatalf("%d leads inside the recall window", n)
	}
	s.at = noon.Add(models.RecallWindow)
	if wait, err := s.d.Release(t.Context(), i.ClientID, r.ID); err != nil || wait != 0 {
		t.Fatalf("at its time: wait %v, %v", wait, err)
	}
	lead := deliverytest.Load[models.Lead](t, s.st, models.OfInquiry(i.ID))
	if lead.RepID == nil || !strings.Contains(lead.AssignedWhy, "next of 4 present, 1 of 1 leads in 30 days") {
		t.Errorf("assigned to %v because %q", lead.RepID, lead.AssignedWhy)
	}
	if lead.Organisation != "Moss & Daughters Dentistry" || lead.City != "Tampa" || lead.Message != "Please send prices." || lead.Product != "scanner" ||
		lead.Learned != "Opens a second operatory in September." || lead.GradedBy != "Dana Whitfield" || *lead.CriteriaVersion != 1 || lead.Steps != 5 ||
		lead.SourceName != "FDC Orlando" || lead.ProgramName != "Scanners US" || lead.WorthHigh.IntPart() != 60000 || *lead.Probability != 0.18 || lead.Currency != "USD" {
		t.Errorf("the snapshot is %+v", lead)
	}
	if len(lead.Reasons) != 6 || lead.Reasons[0] != (models.Reason{Short: "Wants", Answer: "Scanner, 1"}) {
		t.Errorf("the reasons are %v", lead.Reasons)
	}
	if !lead.NextAt.Equal(s.at.Add(models.AcceptWithin)) || lead.NextWhat != "accept" {
		t.Errorf("next: %s at %v", lead.NextWhat, lead.NextAt)
	}
	if kept := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID)); kept.State != models.Released {
		t.Errorf("the inquiry is %s", kept.State)
	}
	if drafts := deliverytest.Count[models.Draft](t, s.st); drafts != 0 {
		t.Errorf("%d drafts are left", drafts)
	}
	if note := deliverytest.Load[models.Note](t, s.st, models.OfInquiry(i.ID), ofKind(models.NoteForRep)); note.Text != lead.Learned {
		t.Errorf("the note is %q", note.Text)
	}
	p := deliverytest.Load[models.Push](t, s.st, models.OfLead(lead.ID))
	if p.Event != models.EventReleased || p.MessageID != lead.ID.String()+".released@ripen.example" || !strings.HasPrefix(p.Endpoint, "mailto:") {
		t.Errorf("the push is %+v", p)
	}
	if n := deliverytest.Count[models.Assignment](t, s.st, models.OfLead(lead.ID)); n != 1 {
		t.Errorf("%d assignments", n)
	}
}

func ofKind(kind models.NoteKind) models.Scope {
	return where("kind = ?", kind)
}

func TestRelease_drawsFairlyByWeightAndPassesOverWhoIsAway(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	back := noon.AddDate(0, 0, 7)
	deliverytest.Change(t, s.st, `UPDATE users SET weight = 2 WHERE id = $1`, s.cast.User("Rae Okafor").ID)
	deliverytest.Change(t, s.st, `UPDATE users SET away_until = $2 WHERE id = $1`, s.cast.User("Carlos Mena").ID, back)
	for n := range 100 {
		deliverytest.Lead(t, s.st, s.d, s.harbour(), noon.Add(time.Duration(n)*time.Minute))
	}
	for name, want := range map[string]int{"Rae Okafor": 50, "Ben Castillo": 25, "Tom Lindqvist": 25, "Carlos Mena": 0} {
		if got := deliverytest.Count[models.Lead](t, s.st, where("rep_id = ?", s.cast.User(name).ID)); got != want {
			t.Errorf("%s has %d leads, want %d", name, got, want)
		}
	}
	tom := s.cast.User("Tom Lindqvist")
	if n := deliverytest.Count[models.Lead](t, s.st, where("rep_id = ? AND partner_id = ?", tom.ID, *tom.PartnerID)); n != 25 {
		t.Errorf("%d of Tom’s leads are his partner’s", n)
	}
}

func TestRelease_drawsFairlyWhenManyAreDueAtOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	var due []*models.PendingRelease
	for range 40 {
		_, r := deliverytest.Pend(t, s.st, s.d, s.harbour(), noon)
		due = append(due, r)
	}
	s.at = noon.Add(time.Minute)
	var all sync.WaitGroup
	for _, r := range due {
		all.Go(func() {
			if _, err := s.d.Release(t.Context(), r.ClientID, r.ID); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, name := range []string{"Rae Okafor", "Ben Castillo", "Tom Lindqvist", "Carlos Mena"} {
		if got := deliverytest.Count[models.Lead](t, s.st, where("rep_id = ?", s.cast.User(name).ID)); got != 10 {
			t.Errorf("%s has %d of 40 leads", name, got)
		}
	}
}

func TestRelease_goesToAManagerWhenNobodyIsPresent(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	deliverytest.Change(t, s.st, `UPDATE users SET away_until = $1 WHERE role = 'rep'`, noon.AddDate(0, 0, 7))
	lead := deliverytest.Lead(t, s.st, s.d, s.harbour(), noon)
	if lead.RepID != nil || lead.AssignedWhy != "No rep is present: Marta Silva, sales manager, has it" {
		t.Errorf("%v: %q", lead.RepID, lead.AssignedWhy)
	}
	if p := deliverytest.Load[models.Push](t, s.st, models.OfLead(lead.ID)); p.Endpoint != "mailto:marta@harbour-dental.example" {
		t.Errorf("%s is told", p.Endpoint)
	}
	deliverytest.Change(t, s.st, `UPDATE users SET state = 'deactivated' WHERE role = 'sales_manager'`)
	lead = deliverytest.Lead(t, s.st, s.d, s.harbour(), noon.Add(time.Minute))
	if lead.RepID != nil || lead.AssignedWhy != "No rep and no sales manager is there: Clara Nyberg, account manager, has it" {
		t.Errorf("%v: %q", lead.RepID, lead.AssignedWhy)
	}
}

func TestRelease_makesOneLeadHoweverManyRunAtOnce(t *testing.T) {
	t.Parallel()
	o := storetest.Database(t)
	s := newScene(t, storetest.Connect(t, o))
	two := s.service(storetest.Connect(t, o)) // another process
	i, r := deliverytest.Pend(t, s.st, s.d, s.harbour(), noon)
	s.at = noon.Add(time.Hour)
	var all sync.WaitGroup
	for n := range 20 {
		d := []*delivery.Service{s.d, two}[n%2]
		all.Go(func() {
			if _, err := d.Release(t.Context(), i.ClientID, r.ID); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if leads, pushes := deliverytest.Count[models.Lead](t, s.st), deliverytest.Count[models.Push](t, s.st); leads != 1 || pushes != 1 {
		t.Errorf("%d leads, %d pushes", leads, pushes)
	}
}

func TestRecall_leavesNoLeadInTheWindowAndIsRefusedAfterIt(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	i, r := deliverytest.Pend(t, s.st, s.d, s.harbour(), noon)
	recall := func() error {
		return s.st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error { return s.d.Recall(tx, i.ID, s.at) })
	}
	s.at = noon.Add(29 * time.Second)
	for range 2 { // the second click changes nothing
		if err := recall(); err != nil {
			t.Fatal(err)
		}
	}
	s.at = noon.Add(time.Hour)
	if _, err := s.d.Release(t.Context(), i.ClientID, r.ID); err != nil {
		t.Fatal(err)
	}
	if n := deliverytest.Count[models.Lead](t, s.st); n != 0 {
		t.Fatalf("%d leads after a recall", n)
	}
	lead := deliverytest.Lead(t, s.st, s.d, s.harbour(), s.at)
	i.ID = lead.InquiryID
	if err := recall(); !models.IsKind(err, models.Conflict) {
		t.Errorf("after the release: %v", err)
	}
}

func TestSweepReleases_findsWhatLostItsJob(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	i, _ := deliverytest.Pend(t, s.st, s.d, s.harbour(), noon)
	for _, c := range []struct {
		at   time.Duration
		want int
	}{{29 * time.Second, 0}, {30 * time.Second, 1}, {time.Minute, 0}} {
		if n, err := s.d.SweepReleases(t.Context(), i.ClientID, noon.Add(c.at)); err != nil || n != c.want {
			t.Errorf("after %v: %d, %v", c.at, n, err)
		}
	}
}

func TestPush_thatFailsTwiceIsSentOnceUnderOneMessageID(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	s.post.Refuse = func(try int64) error {
		if try <= 2 {
			return &mail.Undelivered{Code: 421, Err: errors.New("come back later")}
		}
		return nil
	}
	lead := deliverytest.Lead(t, s.st, s.d, s.harbour(), noon)
	p := deliverytest.Load[models.Push](t, s.st, models.OfLead(lead.ID))
	s.at = noon.Add(models.RecallWindow)
	for n, want := range []int{1, 0, 1, 1, 0} { // at once, too early, after both waits, and once more
		if tried, err := s.d.PushWaiting(t.Context(), p.ClientID); err != nil || tried != want {
			t.Errorf("look %d: %d tries, %v", n+1, tried, err)
		}
		s.at = s.at.Add(time.Duration(n) * 3 * time.Minute)
	}
	if n := deliverytest.Count[models.PushAttempt](t, s.st, where("push_id = ?", p.ID)); n != 3 {
		t.Errorf("%d tries are kept", n)
	}
	if len(s.post.Letters) != 1 {
		t.Fatalf("%d letters", len(s.post.Letters))
	}
	letter := <-s.post.Letters
	if letter.ID != p.MessageID || !strings.Contains(letter.To, strings.TrimPrefix(p.Endpoint, "mailto:")) || letter.Text != "https://ripen.example/portal/leads/"+lead.ID.String() {
		t.Errorf("the letter is %+v", letter)
	}
}

func TestPush_thatFailsForGoodSaysWhy(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	s.post.Refuse = func(int64) error {
		return &mail.Undelivered{Permanent: true, Code: 550, Err: errors.New("no such person")}
	}
	lead := deliverytest.Lead(t, s.st, s.d, s.harbour(), noon)
	s.at = noon.Add(time.Hour)
	for range 2 {
		if n, err := s.d.PushWaiting(t.Context(), lead.ClientID); err != nil || n > 1 {
			t.Fatal(n, err)
		}
	}
	p := deliverytest.Load[models.Push](t, s.st, models.OfLead(lead.ID))
	if p.FailedAt == nil || p.SentAt != nil || !strings.Contains(p.Problem, "no such person") {
		t.Errorf("the push is %+v", p)
	}
}
