// Package accounts is the door: who may come in, how they prove it, and how long they stay.
package accounts

import (
	"context"
	"time"

	"github.com/alexedwards/argon2id"

	"ripen/models"
	"ripen/services/mail"
	"ripen/services/store"
)

// A Sender takes letters out.
type Sender interface {
	Send(ctx context.Context, letter mail.Letter) error
}

// A Handover gives back what somebody holds who leaves: open claims at once, and
// promises as decisions for the supervisor. It joins the transaction of the leaving.
type Handover interface {
	HandBack(tx *store.Tx, user models.User, at time.Time) error
	// HandLeads gives a rep's open leads to somebody else.
	HandLeads(tx *store.Tx, rep *models.User, to models.Successor, at time.Time) error
}

// Options are what accounts need to know of the installation.
type Options struct {
	Secret   []byte           // the installation's secret: keys the throttle, makes the secrets of links
	BaseURL  string           // where links lead, such as https://ripen.example; never taken from a request
	Agency   string           // the agency's name, for letters
	Now      func() time.Time // the clock
	Mail     Sender           // the post
	Handover Handover         // nil where nobody can hold anything, as in a program without a queue
}

// Service keeps the people and their sessions.
type Service struct {
	Options
	st      *store.Store
	hashing chan struct{} // a place for each password that may be hashed at once
	nobody  string        // the hash that unknown people's passwords are compared with
}

// hashesAtOnce bounds the memory that passwords take: each hash needs 19 MiB.
const hashesAtOnce = 4

// New opens the door.
func New(st *store.Store, o Options) (*Service, error) {
	nobody, err := argon2id.CreateHash("nobody has this password", &hashing)
	if err != nil {
		return nil, err
	}
	return &Service{Options: o, st: st, hashing: make(chan struct{}, hashesAtOnce), nobody: nobody}, nil
}

// asDoor runs fn under the door's role inside a transaction of somebody else's:
// credentials, sessions and links are the door's alone, and what happens to a person
// and to his sign-in happens together or not at all.
func asDoor(tx *store.Tx, fn func() error) error {
	if _, err := tx.Run(`SELECT set_config('role', $1, true)`, string(models.GateDoor)); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	_, err := tx.Run(`SELECT set_config('role', $1, true)`, string(tx.By.Gate))
	return err
}
