// Package mail carries Ripen's letters out: the lead to its rep, the reminder, the
// invitation, the touch to somebody who is nurtured.
package mail

import (
	"context"
	"errors"
	"fmt"
)

// A Letter is one message to one person. Its words are ready for reading; who
// sends it stands with the Sender.
type Letter struct {
	ID      string // Message-ID without angle brackets; the same at every try, so that the receiver can tell a repeat
	To      string // one address, RFC 5322: rep@client.example or Ann Rep <rep@client.example>
	Subject string
	Text    string // always
	HTML    string // the same in HTML, or empty

	FromName    string // the name beside the sender's address; empty: as configured
	Unsubscribe string // where one POST stops such letters (RFC 8058); empty: nowhere
}

// A Sender takes a letter to where it will be delivered from. Its error is an
// *Undelivered.
type Sender interface {
	Send(ctx context.Context, letter Letter) error
}

// Undelivered is why a letter did not leave.
type Undelivered struct {
	Permanent bool // trying the same letter again is no use
	Code      int  // the server's SMTP reply code (RFC 5321 4.2), 0 where it gave none
	Err       error
}

// Error says what went wrong and whether it is worth trying again.
func (u *Undelivered) Error() string {
	kind := "for now"
	if u.Permanent {
		kind = "for good"
	}
	return fmt.Sprintf("letter not sent (%s): %v", kind, u.Err)
}

// Unwrap is the cause.
func (u *Undelivered) Unwrap() error { return u.Err }

// IsPermanent reports whether err says that trying the same letter again is no use.
func IsPermanent(err error) bool {
	undelivered := new(Undelivered)
	return errors.As(err, &undelivered) && undelivered.Permanent
}
