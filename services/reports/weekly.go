package reports

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"math"
	netmail "net/mail"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/mail"
	"ripen/services/store"
)

var (
	//go:embed weekly.sql
	stillToSend string
	//go:embed sights.sql
	sightsOfSources string
)

// The sources are looked at on Mondays, over the last thirteen weeks and as many before. A
// look that was missed for days is left to the next Monday.
const (
	lookHour  = 7
	lookDays  = 91
	lookGrace = 3 * 24 * time.Hour
)

// LookWeekly looks at a client's sources once its Monday morning has come, keeps what it found,
// and sends it to the client's marketers, each once. It looks first, and may run twice.
func (s *Service) LookWeekly(ctx context.Context, clientID models.ID, at time.Time) (sent int, err error) {
	var client *models.Client
	var made *models.SourceWatch
	var week time.Time
	due := false
	by := models.Worker(clientID)
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if client, err = store.One[models.Client](tx, models.ByID(clientID)); err != nil {
			return err
		}
		monday := models.LastMonday(at, client.Location(), lookHour)
		week, due = models.DayIn(monday, client.Location()), at.Sub(monday) < lookGrace
		if made, err = watchOf(tx, clientID, week); models.IsKind(err, models.NotFound) {
			return nil
		}
		return err
	})
	if err != nil || !due {
		return 0, err
	}
	if made == nil {
		if made, err = s.look(ctx, client, week, at); err != nil {
			return 0, err
		}
	}
	if s.post.Mail == nil || made.Content.Empty() {
		return 0, nil
	}
	to, err := look[models.User](ctx, s.st, by, stillToSend, clientID, week)
	if err != nil || len(to) == 0 {
		return 0, err
	}
	seen, err := s.sights(ctx, by, clientID)
	if err != nil {
		return 0, err
	}
	for n := range to {
		if err := s.sendLook(ctx, client, made, &to[n], seen, at); err != nil {
			return sent, err
		}
		sent++
	}
	return sent, nil
}

func watchOf(tx *store.Tx, clientID models.ID, week time.Time) (*models.SourceWatch, error) {
	all, err := store.All[models.SourceWatch](tx, models.OfClient(clientID), models.OfWeek(week))
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, models.Absent()
	}
	return &all[0], nil
}

// sendLook sends a look to one person, and keeps that it did. Its name is the same at every
// try, so that a letter whose keeping failed is known as a repeat.
func (s *Service) sendLook(ctx context.Context, client *models.Client, made *models.SourceWatch, to *models.User, seen map[models.ID]Sight, at time.Time) error {
	base := strings.TrimSuffix(s.post.BaseURL, "/")
	l := models.SourcesLetter{Week: made.Content, WeekOn: made.WeekOn, To: to, Client: client, Agency: s.post.Agency, URL: base + "/portal/sources", Tapped: base + "/portal/tapped-out", Stop: s.post.Stop(to.ID), Seen: map[models.ID]string{}, SeenName: map[models.ID]string{}}
	for _, n := range made.Content.Named {
		if one, ok := seen[n.SourceID]; ok && one.NamedOn.Equal(n.FirstOn) {
			l.Seen[n.SourceID], l.SeenName[n.SourceID] = one.Note, one.By
		}
	}
	subject, text, html, err := s.post.Letters.Sources(l)
	if err != nil {
		return fmt.Errorf("word the look at the sources: %w", err)
	}
	address := netmail.Address{Name: to.Name, Address: to.Email}
	err = s.post.Mail.Send(ctx, mail.Letter{ID: fmt.Sprintf("%s.sources.%s.%s@%s", client.ID, made.WeekOn.Format(time.DateOnly), to.ID, s.post.Host), To: address.String(),
		Subject: subject, Text: text, HTML: html, Unsubscribe: l.Stop})
	if err != nil && !mail.IsPermanent(err) {
		return fmt.Errorf("send the look at the sources: %w", err)
	}
	err = s.st.Tx(ctx, models.Worker(client.ID), func(tx *store.Tx) error {
		return tx.Put(&models.SourceLetter{ClientID: client.ID, WeekOn: made.WeekOn, UserID: to.ID, At: at})
	})
	if store.Duplicate(err, "") {
		return nil
	}
	return err
}

// look makes the look of a week and keeps it; of two at once the first stands.
func (s *Service) look(ctx context.Context, client *models.Client, week, at time.Time) (*models.SourceWatch, error) {
	by := models.Worker(client.ID)
	content, err := s.weekOf(ctx, by, client.ID, week)
	if err != nil {
		return nil, err
	}
	var made *models.SourceWatch
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		before, err := store.All[models.SourceWatch](tx, models.OfClient(client.ID), models.LastWeekBefore(week))
		if err != nil {
			return err
		}
		for n := range content.Named {
			one := &content.Named[n]
			one.FirstOn, one.New = week, true
			for _, b := range before {
				if on, named := b.Content.FirstNamed(one.SourceID); named {
					one.FirstOn, one.New = on, false
				}
			}
		}
		made = &models.SourceWatch{ClientID: client.ID, WeekOn: week, MadeAt: at, Content: *content}
		return tx.Put(made)
	})
	if store.Duplicate(err, "") {
		err = s.st.Tx(ctx, by, func(tx *store.Tx) error { made, err = watchOf(tx, client.ID, week); return err })
	}
	if err != nil {
		return nil, fmt.Errorf("keep the look at the sources: %w", err)
	}
	return made, nil
}

// weekOf is what the sources did up to a Monday, by what happened.
func (s *Service) weekOf(ctx context.Context, by models.Actor, clientID models.ID, week time.Time) (*models.SourceWeek, error) {
	w := &models.SourceWeek{From: week.AddDate(0, 0, -lookDays), To: week.AddDate(0, 0, -1)}
	now, err := s.Sources(ctx, by, clientID, Question{From: w.From, To: w.To, Basis: ByEvent})
	before, errBefore := s.Sources(ctx, by, clientID, Question{From: w.From.AddDate(0, 0, -lookDays), To: w.From.AddDate(0, 0, -1), Basis: ByEvent})
	tapped, errTapped := s.TappedOut(ctx, by, clientID, models.NoID, week)
	if err := errors.Join(err, errBefore, errTapped); err != nil {
		return nil, err
	}
	w.Now, w.Before, w.Moves = sums(&now.Total), sums(&before.Total), moves(now, before)
	for n := range tapped.Sources {
		switch one := &tapped.Sources[n]; {
		case one.Named:
			w.Named = append(w.Named, one.told())
		case one.Sign:
			w.Signs = append(w.Signs, one.told())
		}
	}
	return w, nil
}

func sums(r *SourceRow) models.SourceSums {
	bare := func(a *Amount) *decimal.Decimal {
		if a == nil {
			return nil
		}
		return &a.Decimal
	}
	t := models.SourceSums{Inquiries: r.Inquiries, A: r.A, Leads: r.Leads, Orders: r.Orders, Spend: bare(r.Spend), CPI: bare(r.CPI), CPL: bare(r.CPL)}
	if r.costed().Credit.Whole() >= TooFew {
		t.CPO = bare(r.CPO)
	}
	return t
}

// moves is the sources whose place by cost per order changed, by their place now.
func moves(now, before *Sources) (all []models.SourceMove) {
	was := map[models.ID]int{}
	for _, r := range before.Rows {
		was[r.SourceID] = r.PlaceByCPO
	}
	for _, r := range now.Rows {
		if old := was[r.SourceID]; r.PlaceByCPO > 0 && old > 0 && old != r.PlaceByCPO {
			all = append(all, models.SourceMove{Name: models.SourceLabel(r.Source), Place: r.PlaceByCPO, Was: old})
		}
	}
	slices.SortFunc(all, func(a, b models.SourceMove) int { return a.Place - b.Place })
	return all
}

// told is what a letter says of a source that brings less.
func (s *TappedSource) told() models.NamedSource {
	on, _, _ := s.When()
	n := models.NamedSource{SourceID: s.SourceID, Name: models.SourceLabel(s.Name), Fell: on, Before: s.Usual, Since: s.Verdict.Since, Act: string(s.Advice.Act)}
	if m := s.Money; m.Known && m.Lost.Middle > 0 {
		n.Priced, n.Lost, n.LostLow, n.LostHigh = true, places2(m.Lost.Middle), places2(max(0, m.Lost.Low)), places2(m.Lost.High)
		n.Worth, n.Overspent = places2(max(0, m.Worth.Middle)), places2(max(0, m.Overspent.Middle))
	}
	return n
}

func places2(v float64) float64 { return math.Round(v*100) / 100 }

// A Sight is that somebody has seen that a source is tapped out.
type Sight struct {
	ID       models.ID
	SourceID models.ID
	NamedOn  time.Time
	Note     string
	At       time.Time
	By       string
}

func (s *Service) sights(ctx context.Context, by models.Actor, clientID models.ID) (map[models.ID]Sight, error) {
	found, err := look[Sight](ctx, s.st, by, sightsOfSources, clientID)
	if err != nil {
		return nil, fmt.Errorf("read which sources were seen: %w", err)
	}
	all := map[models.ID]Sight{}
	for _, one := range found {
		all[one.SourceID] = one
	}
	return all, nil
}
