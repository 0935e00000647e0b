// Package survey asks people whether they bought: 3, 6 and 12 months after they inquired, a
// sample or all of them, the lost, the unreached and those of whom no rep reported anything
// included. What they answer says which orders nobody reported, and holds the rule of 45
// against the client's own people.
package survey

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
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

// Options is what asking needs: the installation's secret, by which links are signed, and
// how letters go out.
type Options struct {
	Secret  []byte
	BaseURL string
	Agency  string
	Mail    mail.Sender // nil: nobody is written to
	Now     func() time.Time
}

// Service asks.
type Service struct {
	st *store.Store
	o  Options
}

// New is a service on the store.
func New(st *store.Store, o Options) *Service { return &Service{st, o} }

const (
	atOnce   = 500             // questions drawn, or taken, in one go
	lease    = 5 * time.Minute // a letter that was taken by a process that died goes after it
	mostTry  = 5
	answerIn = 90 * 24 * time.Hour // a link is good so long
	keepIn   = 24                  // months for which it is kept from whom else somebody bought
)

var (
	//go:embed draw.sql
	drawSQL string
	//go:embed take.sql
	takeSQL string
	//go:embed forget.sql
	forgetSQL string
)

// Ask draws whose time has come and writes to them, counts the answers again, and forgets
// names that were kept long enough. Run again at the same instant it finds nothing to do.
func (s *Service) Ask(ctx context.Context, clientID models.ID, at time.Time) (sent int, err error) {
	var taken []question
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		client, err := store.One[models.Client](tx, models.ByID(clientID))
		if err != nil {
			return err
		}
		if _, err := tx.Run(forgetSQL, clientID, at.AddDate(0, -keepIn, 0)); err != nil {
			return err
		}
		if _, err := tx.Run(drawSQL, clientID, at, models.DayIn(at, client.Location()), atOnce); err != nil {
			return err
		}
		taken, err = store.Rows[question](tx, takeSQL, clientID, at, at.Add(lease), atOnce)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("draw who is asked: %w", err)
	}
	var failed error
	for n := range taken {
		went, err := s.ask(ctx, &taken[n], at)
		if failed = errors.Join(failed, err); went {
			sent++
		}
	}
	return sent, errors.Join(failed, s.Count(ctx, clientID))
}

// A question is one that is to go now, with what speaks for and against asking.
type question struct {
	models.SurveyQuestion
	PersonID                                  models.ID
	Name, Email, Country, Product, ClientName string
	ProgramState                              models.ProgramState
	InquiredAt                                time.Time
	OrderedOn                                 *time.Time
	Erased, Agreed, Objected, Bounces, Banned bool
}

// ask writes to one person, outside any transaction, under one Message-ID, or says why not.
func (s *Service) ask(ctx context.Context, q *question, at time.Time) (bool, error) {
	state, why := s.mayAsk(q, at)
	if state != models.SurveyAsked {
		return false, s.settle(ctx, q, state, why, at)
	}
	err := s.o.Mail.Send(ctx, s.letter(q))
	switch {
	case err == nil:
		return true, s.settle(ctx, q, models.SurveyAsked, "", at)
	case mail.IsPermanent(err) || q.Tries >= mostTry:
		return false, s.settle(ctx, q, models.SurveyToAsk, "The mail server would not take the letter.", at)
	}
	return false, fmt.Errorf("ask whether somebody bought: %w", err) // its lease runs out, and it goes again
}

// mayAsk says what becomes of a question. Who asked for no contact is left out; where
// only the e-mail has no basis, somebody asks when they speak.
func (s *Service) mayAsk(q *question, at time.Time) (models.SurveyState, string) {
	basis := policy.LetterBasis(policy.CountryCode(q.Country))
	switch address, err := netmail.ParseAddress(q.Email); {
	case q.Erased:
		return models.SurveyLeftOut, "They were erased."
	case q.OrderedOn != nil:
		return models.SurveyKnown, ""
	case q.Banned:
		return models.SurveyLeftOut, "They asked not to be contacted."
	case q.ProgramState == models.ProgramEnded:
		return models.SurveyLeftOut, "Its program has ended."
	case q.Objected:
		return models.SurveyToAsk, "They want no letters."
	case s.o.Mail == nil:
		return models.SurveyToAsk, "No mail server is set up."
	case err != nil || address.Address == "":
		return models.SurveyToAsk, "There is no e-mail address."
	case q.Bounces:
		return models.SurveyToAsk, "Letters to their address come back."
	case !q.Agreed && !basis.Allows(q.InquiredAt, at):
		return models.SurveyToAsk, fmt.Sprintf("They inquired more than %d months ago, and have not agreed to be asked by e-mail.", basis.Months)
	}
	return models.SurveyAsked, ""
}

// settle marks a question once; one that is known by an order has its answer in that.
func (s *Service) settle(ctx context.Context, q *question, state models.SurveyState, why string, at time.Time) error {
	return s.st.Tx(ctx, models.Worker(q.ClientID), func(tx *store.Tx) error {
		n, err := tx.Run(`UPDATE survey_questions SET state = $3, why = $4, asked_at = CASE WHEN $3 = 'asked' THEN $5::timestamptz END WHERE client_id = $1 AND id = $2 AND state = 'waiting'`, q.ClientID, q.ID, string(state), why, at)
		if err != nil || n == 0 || state != models.SurveyKnown {
			return err
		}
		month := time.Date(q.OrderedOn.Year(), q.OrderedOn.Month(), 1, 0, 0, 0, 0, time.UTC)
		return tx.Put(&models.SurveyAnswer{ID: models.NewID(), ClientID: q.ClientID, QuestionID: q.ID, Bought: models.BoughtFromUs, Month: &month, Way: "order", At: at})
	})
}

// letter asks one question. Opening its link changes nothing.
func (s *Service) letter(q *question) mail.Letter {
	first, _, _ := strings.Cut(strings.TrimSpace(q.Name), " ")
	about := ""
	if product := strings.TrimSpace(q.Product); product != "" {
		about = " about " + product
	}
	greeting := "Good day,"
	if first != "" {
		greeting = "Good day " + first + ","
	}
	to := netmail.Address{Name: q.Name, Address: q.Email}
	return mail.Letter{ID: q.ID.String() + ".bought@" + s.host(), To: to.String(), Subject: "One question from " + q.ClientName,
		Text: fmt.Sprintf("%s\n\nin %s you asked %s%s. May we ask one question: did you buy, from them or from anybody else?\n\nOne tap answers, without signing in:\n%s\n\n%s, on behalf of %s\n\nYou receive this letter because you asked %s about their products. On the same page you can say that you want no more of these questions.\n",
			greeting, q.Came.Format("January 2006"), q.ClientName, about, s.URL(q.ClientID, q.ID), s.o.Agency, q.ClientName, q.ClientName)}
}

func (s *Service) host() string {
	_, host, _ := strings.Cut(s.o.BaseURL, "://")
	host, _, _ = strings.Cut(host, "/")
	if host, _, _ = strings.Cut(host, ":"); host != "" {
		return host
	}
	return "localhost"
}

// URL is the address under which a question is answered: whose it is, signed.
func (s *Service) URL(clientID, id models.ID) string {
	return strings.TrimSuffix(s.o.BaseURL, "/") + "/bought/" + s.Word(clientID, id)
}

// Word is the secret in that address.
func (s *Service) Word(clientID, id models.ID) string {
	named := append(clientID[:], id[:]...)
	return base64.RawURLEncoding.EncodeToString(append(named, s.sign(named)...))
}

func (s *Service) sign(named []byte) []byte {
	mac := hmac.New(sha256.New, s.o.Secret)
	mac.Write([]byte("did you buy: "))
	mac.Write(named)
	return mac.Sum(nil)
}

// opened is whose question a secret opens; what was not signed here is absent.
func (s *Service) opened(word string) (clientID, id models.ID, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(word)
	if err != nil || len(raw) != 16+16+sha256.Size || !hmac.Equal(raw[32:], s.sign(raw[:32])) {
		return clientID, id, models.Absent()
	}
	copy(clientID[:], raw[:16])
	copy(id[:], raw[16:32])
	return clientID, id, nil
}
