package intake_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/intake"
	"ripen/services/store"
)

// form opens the hosted form of the desk's source, and says its key.
func (d *desk) form() (key string) {
	d.t.Helper()
	d.do(func(tx *store.Tx) error {
		if _, err := tx.Run(`UPDATE sources SET form_open = true, form_title = 'Ask us' WHERE id = $1`, d.source); err != nil {
			return err
		}
		return tx.Pgx.QueryRow(tx.Context(), `SELECT form_key FROM sources WHERE id = $1`, d.source).Scan(&key)
	})
	return key
}

var sent = map[string]string{"name": "Maria Lopez", "phone": "312-555-0143", "message": "Price?", "hidden": "dropped"}

func TestForm_becomesAHotInquiryOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	key, token := d.form(), models.NewID()
	form, err := d.in.Form(t.Context(), key)
	if err != nil || form.Client != "harbour" || form.Title != "Ask us" || form.ProgramID != d.program.ID {
		t.Fatalf("%+v, %v", form, err)
	}
	var clicks sync.WaitGroup
	for range 10 {
		clicks.Go(func() {
			if err := d.in.Submit(t.Context(), key, token, sent); err != nil {
				t.Error(err)
			}
		})
	}
	clicks.Wait()
	var args intake.AcceptArgs
	d.do(func(tx *store.Tx) error {
		args.ClientID = d.client.ID
		return tx.Pgx.QueryRow(t.Context(), `SELECT id FROM submissions`).Scan(&args.SubmissionID)
	})
	if n := d.count(`SELECT count(*) FROM submissions WHERE NOT fields ? 'hidden'`); n != 1 {
		t.Fatalf("%d submissions", n)
	}
	for range 3 {
		if err := d.in.Accept(t.Context(), args); err != nil {
			t.Fatal(err)
		}
	}
	if n := d.count(`SELECT count(*) FROM inquiries WHERE state = 'ready' AND class = 'new-hot' AND via = 'form' AND message = 'Price?'`); n != 1 {
		t.Errorf("%d inquiries", n)
	}
	if n := d.count(`SELECT count(*) FROM submissions WHERE accepted_at IS NOT NULL AND inquiry_id IS NOT NULL`); n != 1 {
		t.Errorf("%d are marked", n)
	}
	d.balanced()
}

func TestForm_sentTwiceByTwoVisitsIsARepeat(t *testing.T) {
	t.Parallel()
	d := open(t)
	key := d.form()
	for range 2 {
		if err := d.in.Submit(t.Context(), key, models.NewID(), sent); err != nil {
			t.Fatal(err)
		}
	}
	n, err := d.in.AcceptWaiting(t.Context(), d.client.ID, noon.Add(time.Second))
	if err != nil || n != 2 {
		t.Fatalf("%d accepted, %v", n, err)
	}
	if n := d.count(`SELECT count(*) FROM arrivals WHERE kind = 'repeat'`); n != 1 {
		t.Errorf("%d repeats", n)
	}
}

func TestForm_refusesWhatCannotBeAnswered(t *testing.T) {
	t.Parallel()
	d := open(t)
	key := d.form()
	for name, c := range map[string]struct {
		fields map[string]string
		field  string
	}{
		"nothing to answer to": {map[string]string{"name": "Ann"}, "phone"},
		"a broken address":     {map[string]string{"email": "ann(at)mail"}, "email"},
		"no number at all":     {map[string]string{"phone": "call me"}, "phone"},
		"too long":             {map[string]string{"phone": "312-555-0101", "message": strings.Repeat("x", 6_000)}, "message"},
	} {
		refused := models.Refused(d.in.Submit(t.Context(), key, models.NewID(), c.fields))
		if refused == nil || refused.Field != c.field {
			t.Errorf("%s: %v", name, refused)
		}
	}
	if err := d.in.Submit(t.Context(), "nobody knows", models.NewID(), sent); !models.IsKind(err, models.NotFound) {
		t.Errorf("an unknown form: %v", err)
	}
	bait := map[string]string{"name": "Bot", "phone": "312-555-0101", "website": "https://spam.example"}
	if err := d.in.Submit(t.Context(), key, models.NewID(), bait); err != nil {
		t.Error(err)
	}
	d.do(func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE sources SET form_open = false WHERE id = $1`, d.source)
		return err
	})
	if err := d.in.Submit(t.Context(), key, models.NewID(), sent); !models.IsKind(err, models.NotFound) {
		t.Errorf("a closed form: %v", err)
	}
	if n := d.count(`SELECT count(*) FROM submissions`); n != 0 {
		t.Errorf("%d submissions", n)
	}
}

func TestForm_ofAnEndedProgramIsKeptAsRejected(t *testing.T) {
	t.Parallel()
	d := open(t)
	if err := d.in.Submit(t.Context(), d.form(), models.NewID(), sent); err != nil {
		t.Fatal(err)
	}
	d.ends()
	if _, err := d.in.AcceptWaiting(t.Context(), d.client.ID, noon.Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	if n := d.count(`SELECT count(*) FROM submissions WHERE rejected LIKE '%has ended%' AND accepted_at IS NOT NULL`); n != 1 {
		t.Error("the form was lost")
	}
	d.balanced()
}
