package survey

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
)

// An Asked is what a link opens: the question, and nothing about whom it is put to.
type Asked struct {
	models.SurveyQuestion
	ClientName string
	Today      time.Time
	Answered   bool
	Over       bool // it is too late to answer
}

// Open looks at what a link opens, and changes nothing. One that never was is absent, as
// is one of somebody who was erased.
func (s *Service) Open(ctx context.Context, word string) (*Asked, error) {
	clientID, id, err := s.opened(word)
	if err != nil {
		return nil, err
	}
	var found *Asked
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		found, err = s.asked(tx, clientID, id)
		return err
	})
	return found, err
}

func (s *Service) asked(tx *store.Tx, clientID, id models.ID) (*Asked, error) {
	q, err := store.One[models.SurveyQuestion](tx, models.OfClient(clientID), models.ByID(id), models.ForUpdate)
	if err != nil {
		return nil, err
	}
	client, err := store.One[models.Client](tx, models.ByID(clientID))
	if err != nil {
		return nil, err
	}
	i, err := store.One[models.Inquiry](tx, models.OfClient(clientID), models.ByID(q.InquiryID))
	if err != nil {
		return nil, err
	}
	if i.State == models.Erased || q.State == models.SurveyLeftOut {
		return nil, models.Absent()
	}
	now := s.o.Now()
	return &Asked{SurveyQuestion: *q, ClientName: client.Name, Today: models.DayIn(now, client.Location()),
		Answered: q.State == models.SurveyAnswered || q.State == models.SurveyKnown, Over: q.AskedAt != nil && now.Sub(*q.AskedAt) > answerIn}, nil
}

// An Answer is what somebody says.
type Answer struct {
	Bought models.Purchase
	Whom   string     // from whom else
	Month  *time.Time // of the purchase
	Again  bool       // who has not bought may be asked again by e-mail
}

// againWords is what somebody agrees to who may be asked again, and its version.
const (
	againWords        = "Ask me again by e-mail in some months."
	againWordsVersion = "ask again, 1"
)

// AgainWords is what stands beside the box.
func AgainWords() string { return againWords }

// Answer keeps what somebody says by a link, once: sent again it changes nothing.
func (s *Service) Answer(ctx context.Context, word string, a Answer) error {
	clientID, id, err := s.opened(word)
	if err != nil {
		return err
	}
	return s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		q, err := s.asked(tx, clientID, id)
		if err != nil || q.Answered {
			return err
		}
		if q.Over {
			return models.Refuse(models.Conflict, "", "The time to answer is over. Thank you all the same.")
		}
		if err := s.keep(tx, q, a, "link", nil); err != nil || !a.Again || a.Bought != models.BoughtNot {
			return err
		}
		return s.agreed(tx, q)
	})
}

// agreed keeps that somebody may be asked again: the basis of the letters after six and twelve
// months, when the inquiry is none any more.
func (s *Service) agreed(tx *store.Tx, q *Asked) error {
	_, err := tx.Run(`INSERT INTO consents (id, client_id, person_id, channel, purpose, words, version, source, given_at)
		SELECT $1, client_id, person_id, 'email', 'survey', $4, $5, 'ticked with an answer', $6 FROM inquiries WHERE client_id = $2 AND id = $3
		ON CONFLICT (person_id, channel, purpose) WHERE withdrawn_at IS NULL DO NOTHING`, models.NewID(), q.ClientID, q.InquiryID, againWords, againWordsVersion, s.o.Now())
	return err
}

// Enter keeps what somebody said to one of the agency's people.
func (s *Service) Enter(ctx context.Context, by models.Actor, token, id models.ID, a Answer) error {
	if !by.AnswersForPrograms() {
		return models.Refuse(models.Forbidden, "", "Only the agency’s supervisors and managers enter answers.")
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		found, err := store.One[models.SurveyQuestion](tx, models.ByID(id))
		if err != nil {
			return err
		}
		q, err := s.asked(tx, found.ClientID, id)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", s.o.Now()); err != nil || !fresh {
			return err
		}
		if q.Answered {
			return models.Refuse(models.Conflict, "", "This was answered already.")
		}
		if err := s.keep(tx, q, a, "desk", &by.UserID); err != nil {
			return err
		}
		return tx.Audit("survey.answer", "survey_question", q.ID, q.ClientID, s.o.Now())
	})
}

// longestWhom is how long a name may be from whom somebody bought.
const longestWhom = 200

func (s *Service) keep(tx *store.Tx, q *Asked, a Answer, way string, user *models.ID) error {
	row := models.SurveyAnswer{ID: models.NewID(), ClientID: q.ClientID, QuestionID: q.ID, Bought: a.Bought, Month: a.Month, Way: way, UserID: user, At: s.o.Now()}
	if row.Month != nil {
		first := time.Date(row.Month.Year(), row.Month.Month(), 1, 0, 0, 0, 0, time.UTC)
		row.Month = &first
	}
	if err := row.Check(q.Came, q.Today); err != nil {
		return err
	}
	whom := strings.TrimSpace(a.Whom)
	if len([]rune(whom)) > longestWhom {
		return models.Refuse(models.Invalid, "whom", "Shorten the name to %d characters.", longestWhom)
	}
	if err := tx.Put(&row); err != nil {
		return err
	}
	if whom != "" && row.Bought == models.BoughtFromOther {
		if err := tx.Put(&models.SurveyWords{AnswerID: row.ID, ClientID: row.ClientID, Whom: whom}); err != nil {
			return err
		}
	}
	_, err := tx.Run(`UPDATE survey_questions SET state = 'answered' WHERE client_id = $1 AND id = $2`, q.ClientID, q.ID)
	return err
}

// NoMore keeps that somebody wants to be asked no more by e-mail: an objection of the
// person, which holds for every question to come. Said twice it is one.
func (s *Service) NoMore(ctx context.Context, word string) error {
	clientID, id, err := s.opened(word)
	if err != nil {
		return err
	}
	return s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		q, err := s.asked(tx, clientID, id)
		if err != nil {
			return err
		}
		i, err := store.One[models.Inquiry](tx, models.OfClient(clientID), models.ByID(q.InquiryID))
		if err != nil {
			return err
		}
		at := s.o.Now()
		n, err := tx.Run(`UPDATE consents SET withdrawn_at = $3, withdrawn_as = 'link of a question' WHERE client_id = $1 AND person_id = $2 AND channel = 'email' AND purpose = 'survey' AND withdrawn_at IS NULL`, clientID, i.PersonID, at)
		if err != nil || n > 0 {
			return err
		}
		_, err = tx.Run(`INSERT INTO consents (id, client_id, person_id, channel, purpose, words, version, source, withdrawn_at, withdrawn_as)
			SELECT $1, $2, $3, 'email', 'survey', 'No more of these questions.', '1', 'link of a question', $4, 'link of a question'
			WHERE NOT EXISTS (SELECT FROM consents WHERE client_id = $2 AND person_id = $3 AND channel = 'email' AND purpose = 'survey' AND withdrawn_at IS NOT NULL)`, models.NewID(), clientID, i.PersonID, at)
		return err
	})
}

// Programs is where it is asked who answers for a program.
type Programs interface {
	ProgramToRun(tx *store.Tx, id models.ID) (*models.Program, error)
}

// SetShare says how many of a program's inquirers are asked: none at 0, all at 1.
func (s *Service) SetShare(ctx context.Context, by models.Actor, programs Programs, programID models.ID, share decimal.Decimal) error {
	if !by.AnswersForPrograms() {
		return models.Refuse(models.Forbidden, "", "Only the agency’s supervisors and managers say how many are asked.")
	}
	if share.IsNegative() || share.GreaterThan(decimal.NewFromInt(1)) {
		return models.Refuse(models.Invalid, "share", "Enter a share between 0 and 100 %%.")
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := programs.ProgramToRun(tx, programID)
		if err != nil {
			return err
		}
		var user *models.ID
		if by.SignedIn() {
			user = &by.UserID
		}
		_, err = tx.Run(`INSERT INTO survey_shares (program_id, client_id, share, user_id, at) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (program_id, client_id) DO UPDATE SET share = excluded.share, user_id = excluded.user_id, at = excluded.at`, p.ID, p.ClientID, share.Round(3).String(), user, s.o.Now())
		if err != nil {
			return err
		}
		return tx.Audit("survey.share", "program", p.ID, p.ClientID, s.o.Now())
	})
}

//go:embed open.sql
var openQuestion string

// An OpenQuestion is one to which there is no answer yet, as the desk sees it.
type OpenQuestion struct {
	ID, InquiryID      models.ID
	Name, Program, Why string
	Source             string
	Came               time.Time
	Wave               int
	State              models.SurveyState
	AskedAt            *time.Time
}

// OpenQuestions is what is still to be asked of a client's inquirers, or answered by them.
func (s *Service) OpenQuestions(ctx context.Context, by models.Actor, clientID models.ID) ([]OpenQuestion, error) {
	if !by.AnswersForPrograms() {
		return nil, models.Refuse(models.Forbidden, "", "Only the agency’s supervisors and managers see whom to ask.")
	}
	open, err := store.Look[OpenQuestion](ctx, s.st, by, openQuestion, clientID, 200)
	if err != nil {
		return nil, fmt.Errorf("whom to ask: %w", err)
	}
	return open, nil
}

//go:embed rivals.sql
var rivalsQuestion string

// A Rival is somebody else from whom inquirers bought, as they named them.
type Rival struct {
	Name string
	N    int
}

// mostRivals is how many are named.
const mostRivals = 8

// Rivals is from whom else a client's inquirers bought: their own words, for the agency alone.
func (s *Service) Rivals(ctx context.Context, by models.Actor, clientID models.ID) ([]Rival, error) {
	if !by.AnswersForPrograms() {
		return nil, models.Refuse(models.Forbidden, "", "Only the agency’s supervisors and managers read what people said.")
	}
	all, err := store.Look[Rival](ctx, s.st, by, rivalsQuestion, clientID, mostRivals)
	if err != nil {
		return nil, fmt.Errorf("from whom else: %w", err)
	}
	return all, nil
}

// Shares is how many of each program's inquirers are asked.
func (s *Service) Shares(ctx context.Context, by models.Actor, clientID models.ID) (map[models.ID]decimal.Decimal, error) {
	all, err := store.Look[struct {
		ProgramID models.ID
		Share     string
	}](ctx, s.st, by, `SELECT program_id, share::text AS share FROM survey_shares WHERE client_id = $1`, clientID)
	shares := map[models.ID]decimal.Decimal{}
	for _, each := range all {
		if shares[each.ProgramID], err = decimal.NewFromString(each.Share); err != nil {
			return nil, fmt.Errorf("read a share: %w", err)
		}
	}
	return shares, err
}
