// Package push is the ways by which messages leave Ripen for other systems: what a channel
// is, webhooks after the Standard Webhooks specification, the sign on a rep's phone, and the
// one client for everything that is sent to addresses that people typed.
package push

import (
	"context"
	"time"

	"ripen/models"
)

// A Message is one push at one of its tries, with all that a channel may put into words.
type Message struct {
	models.Push
	Try      time.Time               // when it is sent, this time
	About    models.LeadLetter       // the lead, and who it is told to
	Endpoint *models.Endpoint        // the webhook it goes to, or speaks of
	Secrets  []models.EndpointSecret // that it is signed with
	Device   *models.Device
	Handed   *models.HandoverLetter // of several leads
	Waiting  int                    // messages that wait for an endpoint that was switched off
}

// An Answer is what the receiver said.
type Answer struct {
	Status int
	Text   string // its first words
}

// A Channel takes messages to where they are received. Connectors to other systems are
// channels too. Where it failed, the error is a *Failure.
type Channel interface {
	Send(ctx context.Context, m Message) (Answer, error)
	// Again says how long after so many failed tries the next is made; false: never.
	Again(tries int) (time.Duration, bool)
}

// A Failure is why a try failed, in a sentence, and what follows from it.
type Failure struct {
	Words     string
	Permanent bool          // trying the same again is no use
	Gone      bool          // the receiver wants no more messages
	Hold      bool          // the receiver asks for a rest, for all messages
	After     time.Duration // and for how long, at least
}

// Error is the sentence.
func (f *Failure) Error() string { return f.Words }

// schedule is waits after failed tries, one after the other.
type schedule []time.Duration

// again answers as Channel asks, with up to a tenth more, so that what failed together does
// not come back together.
func (s schedule) again(tries int, jitter func() float64) (time.Duration, bool) {
	if tries < 1 || tries > len(s) {
		return 0, false
	}
	wait := s[tries-1]
	return wait + time.Duration(jitter()*float64(wait)/10), true
}
