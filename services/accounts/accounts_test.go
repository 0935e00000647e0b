package accounts_test

import (
	"context"
	"encoding/json"
	"os"
	"regexp"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/mail"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

const good = "four words that differ"

var noon = time.Date(2026, 6, 10, 12, 0, 0, 0, time.UTC)

// A clock that the test moves.
type clock struct {
	sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time { c.Lock(); defer c.Unlock(); return c.at }

func (c *clock) move(d time.Duration) { c.Lock(); defer c.Unlock(); c.at = c.at.Add(d) }

// An outbox is the outside world's post.
type outbox struct{ letters []mail.Letter }

func (o *outbox) Send(_ context.Context, letter mail.Letter) error {
	o.letters = append(o.letters, letter)
	return nil
}

// A world is the door of an agency with one client.
type world struct {
	*accounts.Service
	t      *testing.T
	o      store.Options
	st     *store.Store
	clock  *clock
	post   *outbox
	admin  models.Actor
	client models.ID
	handed *handover
}

// A handover remembers who handed back, inside the transaction.
type handover struct{ who []models.ID }

func (h *handover) HandBack(tx *store.Tx, u models.User, _ time.Time) error {
	h.who = append(h.who, u.ID)
	return nil
}

func (h *handover) HandLeads(tx *store.Tx, u *models.User, to models.Successor, _ time.Time) error {
	_, err := tx.Run(`UPDATE leads SET rep_id = $2 WHERE rep_id = $1 AND closed_at IS NULL`, u.ID, to.RepID)
	return err
}

func open(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, o: storetest.Database(t), clock: &clock{at: noon}, post: &outbox{}, handed: &handover{}}
	w.st = storetest.Connect(t, w.o)
	w.Service = w.another(w.st)
	ada := w.create(accounts.NewUser{Email: "ada@agency.example", Name: "Ada Lindholm", Role: models.Admin, Password: good})
	w.admin = models.ActorOf(ada)
	w.client = models.NewID()
	w.tx(func(tx *store.Tx) error {
		return tx.Put(&models.Client{ID: w.client, Slug: "harbour", Name: "Harbour Dental", Zone: "UTC", Currency: "USD", Colour: 3, AccountManagerID: ada.ID, CreatedAt: noon})
	})
	return w
}

// another is a second process on the same database.
func (w *world) another(st *store.Store) *accounts.Service {
	s, err := accounts.New(st, accounts.Options{Secret: storetest.Secret, BaseURL: "https://ripen.example/", Agency: "Northlight Leads", Now: w.clock.now, Mail: w.post, Handover: w.handed})
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func (w *world) create(n accounts.NewUser) models.User {
	w.t.Helper()
	u, err := w.Create(w.t.Context(), models.Operator(), n)
	if err != nil {
		w.t.Fatal(err)
	}
	return u
}

func (w *world) manager(email string) models.User {
	w.t.Helper()
	return w.create(accounts.NewUser{Email: email, Name: "Marta " + email, Role: models.SalesManager, ClientID: w.client, Password: good})
}

func (w *world) tx(fn func(*store.Tx) error) {
	w.t.Helper()
	if err := w.st.Tx(w.t.Context(), models.Operator(), fn); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) signIn(email, password string) (models.User, error) {
	return w.SignIn(w.t.Context(), accounts.Attempt{Email: email, Password: password, Address: "192.0.2.1"})
}

// deliver runs the jobs that send letters, each twice, and takes the new letters out of the post.
func (w *world) deliver() []mail.Letter {
	w.t.Helper()
	rows, err := w.st.Pool().Query(w.t.Context(), `DELETE FROM river_job WHERE kind = 'accounts.letter' RETURNING args`)
	if err != nil {
		w.t.Fatal(err)
	}
	var jobs []accounts.LetterArgs
	for rows.Next() {
		var raw []byte
		var args accounts.LetterArgs
		if err := rows.Scan(&raw); err != nil {
			w.t.Fatal(err)
		}
		if err := json.Unmarshal(raw, &args); err != nil {
			w.t.Fatal(err)
		}
		jobs = append(jobs, args)
	}
	w.post.letters = nil
	for _, args := range jobs {
		if err := w.SendLetter(w.t.Context(), args); err != nil {
			w.t.Fatal(err)
		}
	}
	return w.post.letters
}

var linkShape = regexp.MustCompile(`https://ripen\.example/(invitation|password)/([\w-]{43})\n`)

func secretIn(t *testing.T, letter mail.Letter) string {
	t.Helper()
	match := linkShape.FindStringSubmatch(letter.Text)
	if match == nil {
		t.Fatalf("no link in %q", letter.Text)
	}
	return match[2]
}

func want(t *testing.T, err error, kind models.Kind) {
	t.Helper()
	if !models.IsKind(err, kind) {
		t.Helper()
		t.Fatalf("refused with %v, want %s", err, kind)
	}
}

func none(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
