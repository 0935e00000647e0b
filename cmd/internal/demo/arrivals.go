package demo

import (
	"context"
	"time"

	"ripen/models"
	"ripen/models/sample"
	"ripen/services/intake"
	"ripen/services/store"
)

// arrive lets the day's inquiries come in, source by source.
func (y *year) arrive(ctx context.Context, d time.Time) error {
	for _, c := range y.cast.Clients {
		for _, src := range c.Sources {
			if err := y.arriveFrom(ctx, c, src, d); err != nil {
				return err
			}
		}
	}
	return nil
}

func (y *year) arriveFrom(ctx context.Context, c sample.Client, src sample.Source, d time.Time) error {
	n := y.howMany(src, d)
	if n == 0 {
		return nil
	}
	client, program, source := y.settled.Client(c.Slug), y.settled.Program(src.Program), y.settled.Source(src.Name)
	return y.app.Store.Tx(ctx, models.Operator(), func(tx *store.Tx) error {
		for range n {
			a := stranger(y.rand, y.fake, countryOf(y.cast, src.Program), src.Program)
			a.ClientID, a.ProgramID, a.SourceID, a.Via = client.ID, program.ID, source.ID, "import"
			a.ReceivedAt = d.Add(time.Duration(8*60+y.rand.IntN(6*60)) * time.Minute)
			if src.FromForms {
				a.Via = "form"
			}
			if day(y.end).Equal(d) { // today's are fresh
				a.ReceivedAt = y.end.Add(-time.Duration(y.rand.IntN(100)+3) * time.Minute)
				y.clock.set(y.end)
			}
			if y.rand.IntN(30) == 0 {
				if err := y.asksAgain(ctx, tx, &a); err != nil {
					return err
				}
			}
			if _, err := y.Intake.Receive(tx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

// howMany arrive from a source in a day: evenly over the year where it costs so much a
// month; within three weeks of where it costs once, as a trade show does.
func (y *year) howMany(src sample.Source, d time.Time) int {
	rate := float64(src.Inquiries) / 365
	if len(src.Once) > 0 {
		rate = 0
		for month := range src.Once {
			if d.Month() == month && d.Day() <= 21 {
				rate = float64(src.Inquiries) / float64(len(src.Once)*21)
			}
		}
	}
	rate *= y.share
	if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		rate *= 0.4
	} else {
		rate *= 1.37
	}
	n := int(rate)
	if y.rand.Float64() < rate-float64(n) {
		n++
	}
	return n
}

// asksAgain makes the arrival a repeat of somebody who inquired before.
func (y *year) asksAgain(ctx context.Context, tx *store.Tx, a *intake.Arriving) error {
	people, err := store.Rows[struct{ Name, Email, Phone string }](tx, `SELECT p.name, p.email, p.phone FROM persons p JOIN inquiries i ON i.person_id = p.id
		WHERE i.client_id = $1 AND i.program_id = $2 AND p.email <> '' ORDER BY i.received_at DESC LIMIT 40`, a.ClientID, a.ProgramID)
	if err != nil || len(people) == 0 {
		return err
	}
	who := people[y.rand.IntN(len(people))]
	a.Name, a.Email, a.Phone, a.Organisation = who.Name, who.Email, who.Phone, ""
	return nil
}
