package demo

import (
	"context"
	"time"

	"ripen/models"
	"ripen/services/grading"
	"ripen/services/queue"
	"ripen/services/store"
)

// callAll lets every caller work through a shift: what is due, and then what was
// promised for the shift.
func (y *year) callAll(ctx context.Context) error {
	begun := y.clock.now()
	if err := y.callUntil(ctx, begun.Add(2*time.Hour)); err != nil {
		return err
	}
	if y.clock.now().Before(begun.Add(promised)) {
		y.clock.set(begun.Add(promised))
	}
	if err := y.sweep(ctx); err != nil {
		return err
	}
	return y.callUntil(ctx, begun.Add(3*time.Hour))
}

// callUntil lets every caller work until nothing is due, or the time is over.
func (y *year) callUntil(ctx context.Context, over time.Time) error {
	var callers []models.Actor
	for _, p := range y.cast.People {
		if p.Role == models.Caller {
			callers = append(callers, y.settled.As(p.Name))
		}
	}
	for len(callers) > 0 && y.clock.now().Before(over) {
		still := callers[:0]
		for _, by := range callers {
			next, err := y.Queue.Next(ctx, by)
			if err != nil {
				return err
			}
			if next.Nothing != nil {
				continue
			}
			if err := y.call(ctx, by, next.InquiryID); err != nil {
				return err
			}
			still = append(still, by)
		}
		callers = still
		y.clock.move(90 * time.Second)
	}
	return nil
}

// one is what the demo needs to know of the inquiry on the line.
type one struct {
	Program, Source string
	Class           models.Class
	Channel         models.Channel
	Attempts        int
	Phone           string
	Organisation    string
}

// call makes one call: most people do not pick up, some want to be called back, the
// rest is graded.
func (y *year) call(ctx context.Context, by models.Actor, id models.ID) error {
	var who *one
	err := y.app.Store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		who, err = store.Row[one](tx, `SELECT g.slug AS program, s.name AS source, i.class, i.channel, i.attempts, p.phone, COALESCE(o.name, '') AS organisation FROM inquiries i JOIN programs g ON g.id = i.program_id
			JOIN sources s ON s.id = i.source_id JOIN persons p ON p.id = i.person_id LEFT JOIN organisations o ON o.id = p.organisation_id WHERE i.id = $1`, id)
		return err
	})
	if err != nil {
		return err
	}
	if err := y.office(ctx, by, id, who); err != nil {
		return err
	}
	end := func(d models.Disposition) error {
		_, err := y.Queue.End(ctx, by, y.answered(queue.Ending{InquiryID: id, Disposition: d}, who))
		return err
	}
	if who.Channel == models.ByText {
		return end(models.TextSent)
	}
	switch roll := y.rand.IntN(1000); {
	case roll < 240:
		return end(models.NoAnswer)
	case roll < 300:
		return end(models.Busy)
	case roll < 400:
		return end(models.Voicemail)
	case roll < 440:
		return end(models.Gatekeeper)
	case roll < 450:
		return end(models.WrongNumber)
	case roll < 456:
		return end(models.DoNotCall)
	case roll < 475:
		return end(models.RefusedTalk)
	case roll < 520:
		return y.promise(ctx, by, id)
	}
	return y.grade(ctx, by, id, who)
}

// promise agrees to call back in one of the next day's shifts, and where nobody may be
// called there then, in the other one.
func (y *year) promise(ctx context.Context, by models.Actor, id models.ID) error {
	next := day(y.clock.now()).AddDate(0, 0, 1)
	for !weekday(next) {
		next = next.AddDate(0, 0, 1)
	}
	for _, shift := range shifts {
		due := next.Add(shift + promised)
		_, err := y.Queue.End(ctx, by, queue.Ending{InquiryID: id, Disposition: models.Callback, PromisedAt: &due, PromisedTo: &by.UserID, PromiseNote: "Asked to be called then."})
		if !models.IsKind(err, models.Invalid) {
			return err
		}
	}
	_, err := y.Queue.End(ctx, by, queue.Ending{InquiryID: id, Disposition: models.NoAnswer}) // a holiday there
	return err
}

var learned = map[models.Grade][]string{
	models.GradeA: {"Budget is set and the date is fixed. Wants a visit, with a sample to hold.", "Knows what they want: two units, delivered together. Send a price before the visit.",
		"The other partner signs above 10,000. Both are in on Thursdays.", "Their old unit fails weekly. Saw a rival’s and found it slow."},
	models.GradeB: {"Serious, but the money comes with the next budget.", "Waits for the lease on the rooms next door."},
	models.GradeC: {"Early days. Reads a lot, decides next year.", "Interested in the subject, no plan yet."},
	models.GradeD: {"A student’s paper.", "Sells to dentists himself."},
}

func (y *year) grade(ctx context.Context, by models.Actor, id models.ID, who *one) error {
	wanted := y.wanted(who)
	criteria := y.settled.Criteria(who.Program)
	answers := models.Answers{}
	for range 60 {
		for _, q := range criteria.Questions {
			answers[q.Key] = 1 + y.option(wanted, len(q.Options))
		}
		if criteria.Compute(answers, y.clock.now()).Grade == wanted {
			break
		}
	}
	words := learned[wanted]
	_, err := y.Grading.Grade(ctx, by, grading.Judgement{InquiryID: id, Written: models.Written{Answers: answers, ForRep: words[y.rand.IntN(len(words))]}})
	return err
}

// wanted draws a grade as the source brings them; who was nurtured ripens more often.
func (y *year) wanted(who *one) models.Grade {
	rate := 0.1
	for _, c := range y.cast.Clients {
		for _, s := range c.Sources {
			if s.Name == who.Source {
				rate = s.LeadRate
			}
		}
	}
	a := rate * 1.25 // of those who are reached
	switch who.Class {
	case models.RequalB:
		a = 0.28
	case models.RequalC:
		a = 0.11
	}
	switch roll := y.rand.Float64(); {
	case roll < a:
		return models.GradeA
	case roll < a+0.17:
		return models.GradeB
	case roll < a+0.45:
		return models.GradeC
	}
	return models.GradeD
}

// option draws an answer: the riper the grade, the nearer to the first.
func (y *year) option(g models.Grade, n int) int {
	middle := map[models.Grade]float64{models.GradeA: 0.05, models.GradeB: 0.3, models.GradeC: 0.55, models.GradeD: 0.9}[g]
	at := middle + y.rand.NormFloat64()*0.2
	return max(0, min(n-1, int(at*float64(n))))
}
