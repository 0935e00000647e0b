package demo

import (
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
)

// agreed is how long before somebody looks at the demo its clients agreed how leads are followed up.
const agreed = 75 * 24 * time.Hour

// statedFor is for how many weeks the clients have been told on Mondays.
const statedFor = 6 * 7 * 24 * time.Hour

// unreadBy is who has not acknowledged the policy.
var unreadBy = []string{slack, "Ben Castillo", "Piotr Zielinski", "Aisha Rahman"}

// agree puts a follow-up policy of each client in force once its day has come, and lets most
// reps read it; one more selling process is for leads that buy for several rooms.
func (y *year) agree(ctx context.Context, d time.Time) error {
	if d.Before(y.end.Add(-agreed)) {
		return nil
	}
	for _, c := range y.cast.Clients {
		for _, p := range c.People {
			if p.Role != models.SalesManager {
				continue
			}
			by := y.settled.As(p.Name)
			sheet, err := y.FollowUp.Policy(ctx, by)
			if err != nil {
				return err
			}
			if sheet.PolicyID != models.NoID {
				continue
			}
			if err := y.FollowUp.PutInForce(ctx, by, followUpOf(c.Programs[0].Country)); err != nil {
				return err
			}
			if err := y.FollowUp.SetClosedDays(ctx, by, []models.ClosedDay{{Day: day(y.end).AddDate(0, 0, 24), Name: "Stocktaking"}, {Day: day(y.end).AddDate(0, 0, 25), Name: "Stocktaking"}}); err != nil {
				return err
			}
			if err := y.read(ctx, c.Slug); err != nil {
				return err
			}
		}
	}
	return y.process(ctx)
}

// followUpOf is what a client of a country agrees: large and likely leads sooner, partners'
// a little later, and a large lead that nobody takes up goes to somebody else.
func followUpOf(country string) models.FollowUpTerms {
	t := models.UsualFollowUp()
	t.Country, t.LargeFrom, t.LikelyFrom = country, decimal.NewFromInt(40_000), 0.15
	usual := t.Rules[0]
	large, partner := usual, usual
	large.Worth, large.Channel, large.AcceptHours, large.ContactHours, large.Contacts, large.MoveHours, large.Move = models.Large, models.FieldSales, 2, 36, []int{3, 7, 14}, 24, true
	partner.Channel, partner.AcceptHours, partner.UpdateDays = models.PartnerSales, 8, 7
	t.Rules = []models.FollowUpRule{large, partner, usual}
	return t
}

// read lets a client's reps acknowledge the policy.
func (y *year) read(ctx context.Context, slug string) error {
	for _, c := range y.cast.Clients {
		if c.Slug != slug {
			continue
		}
		for _, p := range c.People {
			if p.Role != models.Rep || slices.Contains(unreadBy, p.Name) {
				continue
			}
			if err := y.FollowUp.Acknowledge(ctx, y.settled.As(p.Name), 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// process gives Harbour a second selling process.
func (y *year) process(ctx context.Context) error {
	harbour := y.settled.Client("harbour-dental").ID
	all, err := y.Clients.Processes(ctx, models.Operator(), harbour)
	if err != nil || len(all) > 1 {
		return err
	}
	_, err = y.Clients.SetProcess(ctx, models.Operator(), harbour, models.Process{
		Name: "Several rooms", Place: 1, Rules: []models.ProcessRule{{Product: "two scanners"}},
		Steps: []models.Step{
			{Name: "First contact", Means: "You spoke with the person.", Customer: "Says how many rooms, and by when."},
			{Name: "Walk-through", Means: "You have seen every room.", Customer: "Shows you round, with whoever works there.", Role: models.RoleUser},
			{Name: "Demo", Means: "They had one in their hands.", Customer: "Scans a patient of their own."},
			{Name: "Quote", Means: "They have a price for all rooms.", Customer: "Compares, and asks for terms."},
			{Name: "Decision", Means: "The one who signs has it.", Customer: "Puts it before who signs.", Role: models.RoleDecider},
			{Name: "Order", Means: "They ordered.", Customer: "Orders, often room by room."},
		}})
	return err
}

// state tells every client on Mondays how its leads are followed up.
func (y *year) state(ctx context.Context, d time.Time) error {
	if d.Weekday() != time.Monday || d.Before(y.end.Add(-statedFor)) {
		return nil
	}
	for _, c := range y.cast.Clients {
		if _, err := y.FollowUp.State(ctx, y.settled.Client(c.Slug).ID, y.clock.now()); err != nil {
			return err
		}
	}
	return nil
}

// balance keeps the history of every client's balance sheet, and writes the month's statement
// in the last weeks.
func (y *year) balance(ctx context.Context) error {
	at := y.clock.now()
	for _, c := range y.cast.Clients {
		id := y.settled.Client(c.Slug).ID
		if _, err := y.Reports.KeepBalance(ctx, id, at); err != nil {
			return err
		}
		if at.Before(y.end.Add(-statedFor)) {
			continue
		}
		if _, err := y.Reports.StateBalance(ctx, id, at); err != nil {
			return err
		}
	}
	return nil
}
