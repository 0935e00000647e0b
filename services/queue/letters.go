package queue

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/mail"
	"ripen/services/policy"
	"ripen/services/store"
)

var (
	//go:embed to_write.sql
	toWriteSQL string
	//go:embed letter_facts.sql
	letterFactsSQL string
	//go:embed letter_sent.sql
	letterSentSQL string
)

// Letters is how the queue writes to people: for whom, and by which post. Without a
// sender no plan may hold an e-mail.
type Letters struct {
	Mail    mail.Sender
	Agency  string
	BaseURL string
}

// Write lets the queue send the e-mails of the plans.
func (s *Service) Write(l Letters) *Service {
	s.letters = l
	return s
}

const (
	// lettersAtOnce bounds what one sweep writes or sends.
	lettersAtOnce = 200
	// letterTries is how often a letter is tried before it is given up.
	letterTries = 8
)

// writeSteps writes the e-mails that plans have come to, and plans what comes after them.
func (s *Service) writeSteps(tx *store.Tx, clientID models.ID, at time.Time) (int, error) {
	due, err := store.Rows[models.Working](tx, toWriteSQL, clientID, at, lettersAtOnce)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	batch := new(pgx.Batch)
	for n := range due {
		w := &due[n]
		plan := w.ContactPlan()
		if w.Step < len(plan.Steps) && plan.Steps[w.Step].Channel == models.ByEmail {
			queueLetter(batch, &w.Inquiry, "step", plan.Steps[w.Step], at)
			w.Step++
		}
		w.Channel = models.ByCall // where the plan has changed meanwhile, its step is what it is now
		w.Proceed(plan, w.MaxAttempts, at)
		if err := s.step(tx, batch, w, plan, at); err != nil {
			return 0, err
		}
		queueKeep(batch, &w.Inquiry)
	}
	return len(due), send(tx, batch)
}

// A letterFacts is a letter that waits, and what says whether it may go.
type letterFacts struct {
	models.PlannedLetter
	ProgramID, PersonID                            models.ID
	InquiryState                                   models.State
	ProgramState                                   models.ProgramState
	InquiredAt                                     time.Time
	Name, Email, Product, Organisation, ClientName string
	Country                                        string // where they are, else the program's
	Banned                                         []string
	Objected, Bounced, Consented                   bool
}

// SendLetters sends what waits, each outside any transaction and under one Message-ID,
// and marks it. What is not permitted is refused, with its reason kept.
func (s *Service) SendLetters(ctx context.Context, clientID models.ID, at time.Time) (sent int, err error) {
	var waiting []letterFacts
	if err := s.store.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) (err error) {
		waiting, err = store.Rows[letterFacts](tx, letterFactsSQL, clientID, at, lettersAtOnce)
		return err
	}); err != nil {
		return 0, err
	}
	var failed error
	for n := range waiting {
		went, err := s.sendLetter(ctx, &waiting[n], at)
		if failed = errors.Join(failed, err); went {
			sent++
		}
	}
	return sent, failed
}

func (s *Service) sendLetter(ctx context.Context, l *letterFacts, at time.Time) (bool, error) {
	verdict, rules, reason := s.mayWrite(l, at)
	if verdict != policy.Allow {
		return false, s.settleLetter(ctx, l, "refused", verdict, rules, reason, at)
	}
	err := s.letters.Mail.Send(ctx, s.wording(l))
	switch {
	case err == nil:
		return true, s.settleLetter(ctx, l, "sent", verdict, rules, "", at)
	case mail.IsPermanent(err) || l.Tries+1 >= letterTries:
		return false, s.settleLetter(ctx, l, "failed", verdict, rules, "The mail server would not take it.", at)
	}
	return false, errors.Join(fmt.Errorf("send a letter of a plan: %w", err), s.store.Tx(ctx, models.Worker(l.ClientID), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE letters SET tries = tries + 1, due_at = $2 WHERE id = $1 AND state = 'waiting'`, l.ID, at.Add(time.Minute<<min(l.Tries, 10)))
		return err
	}))
}

// mayWrite says whether the letter may go: there is an address, nobody has asked not to
// be written to, and the inquiry itself is still basis enough.
func (s *Service) mayWrite(l *letterFacts, at time.Time) (policy.Verdict, []string, string) {
	verdict, rules, reason := policy.MayWrite(policy.LetterQuestion{At: at, Sender: s.letters.Mail != nil, Email: l.Email, Country: l.Country, DoNotCall: l.Banned,
		Objected: l.Objected, Bounced: l.Bounced, Consented: l.Consented, InquiredAt: l.InquiredAt})
	switch {
	case verdict != policy.Allow:
	case l.ProgramState == models.ProgramEnded:
		return policy.Block, []string{"letter-program-ended"}, "Its program has ended."
	case l.InquiryState != models.Nurtured && l.InquiryState != models.Scheduled && l.InquiryState != models.Ready && l.InquiryState != models.Undecided:
		return policy.Block, []string{"letter-moved-on"}, "The inquiry is " + l.InquiryState.Words() + "."
	}
	return verdict, rules, reason
}

// wording fills in what is known of the person, and adds who writes, for whom, and how
// to have no more letters.
func (s *Service) wording(l *letterFacts) mail.Letter {
	first, _, _ := strings.Cut(l.Name, " ")
	fill := func(text string) string {
		return models.FillIn(text, first, l.Organisation, l.Product, l.ClientName, s.letters.Agency)
	}
	to := netmail.Address{Name: l.Name, Address: l.Email}
	return mail.Letter{ID: l.ID.String() + ".plan@" + s.host(), To: to.String(), Subject: fill(l.Subject),
		Text: fill(l.Text) + fmt.Sprintf("\n\n%s, on behalf of %s\n\nYou receive this letter because you asked %s about their products. If you want no more letters, answer with the word STOP.\n",
			s.letters.Agency, l.ClientName, l.ClientName)}
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

// settleLetter marks a letter once, keeps the decision about it, and of one that went
// appends the attempt that it is.
func (s *Service) settleLetter(ctx context.Context, l *letterFacts, state string, verdict policy.Verdict, rules []string, reason string, at time.Time) error {
	return s.store.Tx(ctx, models.Worker(l.ClientID), func(tx *store.Tx) error {
		n, err := tx.Run(`UPDATE letters SET state = $2, reason = $3, tries = tries + 1, settled_at = $4 WHERE id = $1 AND state = 'waiting'`, l.ID, state, reason, at)
		if err != nil || n == 0 {
			return err
		}
		decision := &models.PolicyDecision{ID: models.NewID(), ClientID: l.ClientID, InquiryID: l.InquiryID, At: at, Verdict: string(verdict), Rules: rules, Reason: reason}
		if err := tx.Put(decision); err != nil {
			return err
		}
		if state == "sent" {
			_, err = tx.Run(letterSentSQL, models.NewID(), l.ClientID, l.ProgramID, l.InquiryID, l.PersonID, decision.ID, models.TheAgency, l.Cycle, at)
			return err
		}
		i := &models.Inquiry{ID: l.InquiryID, ClientID: l.ClientID}
		return moved(tx, i, models.Move{At: at, Kind: models.MoveSkipped, Reason: "The e-mail was not sent. " + reason})
	})
}
