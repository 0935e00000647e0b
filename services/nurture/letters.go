package nurture

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/mail"
	"ripen/services/policy"
	"ripen/services/store"
)

var (
	//go:embed touch_take.sql
	takeSQL string
	//go:embed touch_facts.sql
	factsSQL string
	//go:embed touch_sent.sql
	sentSQL string
)

// Letters is how the service writes to people: by which post, for whom, and the secret that
// signs the links. Without a sender no letter goes.
type Letters struct {
	Mail    mail.Sender
	Agency  string
	BaseURL string
	Secret  []byte
}

// Write lets the service send the letters of the plans.
func (s *Service) Write(l Letters) *Service {
	s.letters = l
	return s
}

const (
	lettersAtOnce = 100             // of a client in one sweep
	letterLease   = 2 * time.Minute // who took a letter has so long to send it
	letterTries   = 30
	letterLate    = 7 // days after its own on which a letter still goes
)

// A letter is a touch that is due, and what is said and asked about it.
type letter struct {
	models.Touch
	ProgramID, PersonID                     models.ID
	InquiryState                            models.State
	Cycle, StayCycle                        int
	StayEnded                               *time.Time
	ProgramState                            models.ProgramState
	Touches                                 []models.NurtureTouch
	Name, Email, City, Country              string
	MailKey                                 []byte
	Product, Organisation, ClientName, Zone string
	InquiredAt                              time.Time
	Banned                                  []string
	Objected, Consented, Bounced            bool
}

// SendTouches sends the letters that are due, each outside any transaction and under the
// Message-ID that it has at every try, and marks it. What is not permitted is not sent, and
// the inquiry's story says why.
func (s *Service) SendTouches(ctx context.Context, clientID models.ID, at time.Time) (sent int, err error) {
	var due []letter
	if err := s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		taken, err := store.Rows[struct{ ID models.ID }](tx, takeSQL, clientID, at, at.Add(letterLease), lettersAtOnce)
		if err != nil || len(taken) == 0 {
			return err
		}
		ids := make([]models.ID, len(taken))
		for n := range taken {
			ids[n] = taken[n].ID
		}
		due, err = store.Rows[letter](tx, factsSQL, clientID, ids)
		return err
	}); err != nil {
		return 0, err
	}
	for n := range due {
		went, err := s.send(ctx, &due[n], at)
		if err != nil {
			return sent, err // the mail server is down for the others, too; they are taken again
		}
		if went {
			sent++
		}
	}
	return sent, nil
}

func (s *Service) send(ctx context.Context, l *letter, at time.Time) (bool, error) {
	if why := l.over(at); why != "" {
		return false, s.settle(ctx, l, outcome{state: "withdrawn", reason: why}, at)
	}
	verdict, rules, reason := policy.MayWrite(policy.LetterQuestion{At: at, Sender: s.letters.Mail != nil, Email: l.Email, Country: l.Country, DoNotCall: l.Banned,
		Objected: l.Objected, Bounced: l.Bounced, Consented: l.Consented, InquiredAt: l.InquiredAt})
	if verdict != policy.Allow {
		return false, s.settle(ctx, l, outcome{"refused", reason, verdict, rules, false}, at)
	}
	err := s.letters.Mail.Send(ctx, s.wording(l))
	switch {
	case err == nil:
		return true, s.settle(ctx, l, outcome{"sent", "", verdict, rules, false}, at)
	case mail.IsPermanent(err):
		return false, s.settle(ctx, l, outcome{"failed", "Their mail server would not take it.", verdict, rules, bounced(err)}, at)
	case l.Tries >= letterTries:
		return false, s.settle(ctx, l, outcome{"failed", "The mail server could not be reached.", verdict, rules, false}, at)
	}
	return false, errors.Join(fmt.Errorf("send a letter of a nurture plan: %w", err), s.later(ctx, l, at))
}

// over is why a letter has no sense any more; "" where it has.
func (l *letter) over(at time.Time) string {
	today := models.DayIn(at, models.Location(l.Zone))
	switch {
	case l.N > len(l.Touches):
		return "Its plan has no such letter."
	case l.InquiryState != models.Nurtured || l.StayEnded != nil || l.Cycle != l.StayCycle:
		return "They are kept for later no longer."
	case l.ProgramState == models.ProgramEnded:
		return "Its program has ended."
	case today.After(l.DueOn.AddDate(0, 0, letterLate)):
		return fmt.Sprintf("Its day was more than %d days ago.", letterLate)
	}
	return ""
}

// bounced reports whether the server said that there is no such mailbox.
func bounced(err error) bool {
	undelivered := new(mail.Undelivered)
	return errors.As(err, &undelivered) && (undelivered.Code == 550 || undelivered.Code == 551 || undelivered.Code == 553)
}

// later gives a letter that could not be sent back, for longer each time.
func (s *Service) later(ctx context.Context, l *letter, at time.Time) error {
	return s.st.Tx(ctx, models.Worker(l.ClientID), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE touches SET try_at = $2 WHERE id = $1 AND state = 'waiting'`, l.ID, at.Add(time.Minute<<min(l.Tries, 6)))
		return err
	})
}

// wording fills in what is known of the person. The two links stand in every letter.
func (s *Service) wording(l *letter) mail.Letter {
	call, stop := s.callURL(l.ClientID, l.ID), s.stopURL(l.ClientID, l.ID)
	known := s.known(l.Name, l.Organisation, l.City, l.Product, l.ClientName)
	known[models.WordCallMe], known[models.WordUnsubscribe] = call, stop
	words := l.Touches[l.N-1]
	text := words.Text.Fill(known)
	if !words.Text.Uses(models.WordCallMe) {
		text += "\n\nWould you rather talk sooner? " + call
	}
	text += fmt.Sprintf("\n\n%s, on behalf of %s\nYou receive this letter because you asked %s about their products.\n", s.letters.Agency, l.ClientName, l.ClientName)
	if !words.Text.Uses(models.WordUnsubscribe) {
		text += "No more letters: " + stop + "\n"
	}
	to := netmail.Address{Name: l.Name, Address: l.Email}
	return mail.Letter{ID: l.ID.String() + ".touch@" + s.host(), To: to.String(), Subject: words.Subject.Fill(known), Text: text, FromName: l.ClientName, Unsubscribe: stop}
}

// known is what the placeholders of a letter stand for, but for its links.
func (s *Service) known(name, organisation, city, product, client string) map[string]string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return map[string]string{"first name": first, "name": name, "organisation": organisation, "city": city, "product": product, "client": client, "agency": s.letters.Agency}
}

// host is the right side of our Message-IDs.
func (s *Service) host() string {
	_, host, _ := strings.Cut(s.letters.BaseURL, "://")
	host, _, _ = strings.Cut(host, "/")
	if host, _, _ = strings.Cut(host, ":"); host != "" {
		return host
	}
	return "localhost"
}

// An outcome is what became of a letter.
type outcome struct {
	state, reason string
	verdict       policy.Verdict // empty: nobody was asked
	rules         []string
	bounced       bool
}

// settle marks a letter once, keeps the decision about it, and of one that went appends
// the attempt that it is. One that was stopped while it was on its way has gone all the same.
func (s *Service) settle(ctx context.Context, l *letter, o outcome, at time.Time) error {
	return s.st.Tx(ctx, models.Worker(l.ClientID), func(tx *store.Tx) error {
		n, err := tx.Run(`UPDATE touches SET state = $2, reason = $3, settled_at = $4 WHERE id = $1 AND (state = 'waiting' OR $2 = 'sent' AND state = 'withdrawn')`, l.ID, o.state, o.reason, at)
		if err != nil || n == 0 || o.verdict == "" {
			return err
		}
		decision := &models.PolicyDecision{ID: models.NewID(), ClientID: l.ClientID, InquiryID: l.InquiryID, At: at, Verdict: string(o.verdict), Rules: o.rules, Reason: o.reason}
		if err := tx.Put(decision); err != nil {
			return err
		}
		if o.state == "sent" {
			_, err = tx.Run(sentSQL, models.NewID(), l.ClientID, l.ProgramID, l.InquiryID, l.PersonID, decision.ID, models.TheAgency, l.StayCycle, at)
			return err
		}
		i := &models.Inquiry{ID: l.InquiryID, ClientID: l.ClientID}
		if err := moved(tx, i, models.Move{At: at, Kind: models.MoveSkipped, Reason: "The letter of " + l.DueOn.Format("2 January") + " was not sent. " + o.reason}); err != nil || !o.bounced {
			return err
		}
		return bounce(tx, l.ClientID, l.MailKey, nil, at)
	})
}
