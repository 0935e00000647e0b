package survey

import (
	"context"
	_ "embed"
	"fmt"
	"math"

	"ripen/models"
	"ripen/services/reports/rates"
	"ripen/services/store"
)

var (
	//go:embed figures.sql
	figuresSQL string
	//go:embed report.sql
	reportQuestion string
)

// Count counts the answers of a client again.
func (s *Service) Count(ctx context.Context, clientID models.ID) error {
	err := s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		client, err := store.One[models.Client](tx, models.ByID(clientID))
		if err != nil {
			return err
		}
		if _, err := tx.Run(`SELECT pg_advisory_xact_lock(hashtextextended($1::text, 32))`, clientID.String()); err != nil {
			return err
		}
		if _, err := tx.Run(`DELETE FROM survey_figures WHERE client_id = $1`, clientID); err != nil {
			return err
		}
		_, err = tx.Run(figuresSQL, clientID, models.DayIn(s.o.Now(), client.Location()))
		return err
	})
	if err != nil {
		return fmt.Errorf("count who bought: %w", err)
	}
	return nil
}

// Enough is how many answers say something.
const Enough = 20

// A Sum is what some answers come to.
type Sum struct {
	Asked      int // by letter, or by somebody
	N          int // answered, or known by an order
	Bought, Us int
	Unreported int // bought from the client, of which no rep has reported an order
	W          float64
	WBought    float64
	WUs        float64
	WSquares   float64
}

func (s *Sum) add(o Sum) {
	s.Asked, s.N, s.Bought, s.Us, s.Unreported = s.Asked+o.Asked, s.N+o.N, s.Bought+o.Bought, s.Us+o.Us, s.Unreported+o.Unreported
	s.W, s.WBought, s.WUs, s.WSquares = s.W+o.W, s.WBought+o.WBought, s.WUs+o.WUs, s.WSquares+o.WSquares
}

// A Share is a share of those who answered, each weighed by how many they stand for, with
// its 95 % interval: Wilson's, of as many answers as the weighed ones are worth.
type Share struct {
	At, Low, High float64
	OK            bool // else too few to say
}

// OfBought is the share that bought, from anybody.
func (s Sum) OfBought() Share { return s.share(s.WBought) }

// OfUs is the share that bought from the client.
func (s Sum) OfUs() Share { return s.share(s.WUs) }

func (s Sum) share(hit float64) Share {
	if s.N < Enough || s.W <= 0 || s.WSquares <= 0 {
		return Share{}
	}
	at, worth := hit/s.W, math.Round(s.W*s.W/s.WSquares)
	low, high := rates.Wilson(int(math.Round(at*worth)), int(worth))
	return Share{At: at, Low: low, High: high, OK: true}
}

// Holds says how an expected share stands to what people said.
func (s Share) Holds(expected float64) string {
	switch {
	case !s.OK:
		return "too few to say"
	case expected < s.Low:
		return "more than the rule"
	case expected > s.High:
		return "less than the rule"
	}
	return "as the rule says"
}

// The rule of 45: of all inquirers so many buy, from somebody, within six and twelve months.
const (
	RuleOf6  = 0.26
	RuleOf12 = 0.45
)

// A Source is the answers of one source's inquirers, by measure.
type Source struct {
	Name string
	By   map[string]*Sum // 3, 6, 12, within 6, within 12
}

// Latest is the sum of the latest wave in which enough have answered; else of all that there is.
func (s *Source) Latest() (wave string, sum Sum) {
	for _, wave := range []string{"12", "6", "3"} {
		if by := s.By[wave]; by != nil && (by.N >= Enough || sum.N == 0) {
			if by.N >= Enough {
				return wave, *by
			}
			sum = *by
		}
	}
	return "", sum
}

// A Report is what a client's inquirers answered.
type Report struct {
	Sources []*Source
	All     Source
}

// Unreported is how many said that they bought from the client, of which no rep has reported.
func (r *Report) Unreported() (n int) {
	for _, wave := range []string{"3", "6", "12"} {
		if sum := r.All.By[wave]; sum != nil {
			n += sum.Unreported
		}
	}
	return n
}

// Report is the answers of a client, as they were last counted.
func (s *Service) Report(ctx context.Context, by models.Actor, clientID models.ID) (*Report, error) {
	type row struct {
		Source, Measure string
		Sum
	}
	rows, err := store.Look[row](ctx, s.st, by, reportQuestion, clientID)
	if err != nil {
		return nil, fmt.Errorf("who bought: %w", err)
	}
	report := &Report{All: Source{By: map[string]*Sum{}}}
	for _, r := range rows {
		last := len(report.Sources) - 1
		if last < 0 || report.Sources[last].Name != r.Source {
			report.Sources = append(report.Sources, &Source{Name: r.Source, By: map[string]*Sum{}})
			last++
		}
		sum := r.Sum
		report.Sources[last].By[r.Measure] = &sum
		if report.All.By[r.Measure] == nil {
			report.All.By[r.Measure] = &Sum{}
		}
		report.All.By[r.Measure].add(r.Sum)
	}
	return report, nil
}
