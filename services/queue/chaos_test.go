package queue_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
	"ripen/services/intake"
	"ripen/services/nurture"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

// A chaos is an agency in which everything goes wrong that can, for three weeks in which
// the clocks change in Europe and in America.
type chaos struct {
	*testing.T
	a        *agencytest.Agency
	q        *queue.Service
	c        *clients.Service
	in       *intake.Service
	n        *nurture.Service
	r        *rand.Rand
	callers  []models.Actor
	priya    models.Actor
	program  models.Program
	imports  []models.ID
	promises int
	faults   map[string]int
}

// TestChaos_losesNoPromise makes promises and breaks things at random, and looks at every
// promise after every step: it is planned, on the line, before the supervisor, or settled.
func TestChaos_losesNoPromise(t *testing.T) {
	t.Parallel()
	a := agencytest.Open(t)
	ch := &chaos{T: t, a: a, c: clients.New(a.Store, a.Clock.Now), n: nurture.New(a.Store, a.Clock.Now), r: rand.New(rand.NewPCG(4, 2)), priya: a.As("Priya Raman"),
		program: a.Program("scanners-us"), faults: map[string]int{}}
	ch.in = intake.New(a.Store, a.Book, intake.Options{Now: a.Clock.Now, Secret: agencytest.Secret, Sources: ch.c})
	ch.callers = newCallers(t, a, 8)
	ch.restart()
	a.Clock.Set(time.Date(2026, 10, 20, 14, 0, 0, 0, time.UTC)) // the 25th in Berlin, the 1st of November in New York
	for range 6 {
		ch.arrive(40)
	}
	const steps = 160
	for range steps {
		ch.work()
		ch.breakSomething()
		ch.sweep()
		ch.look()
		ch.pass()
	}
	faults := 0
	for kind, n := range ch.faults {
		if faults += n; n == 0 {
			t.Errorf("%s never happened", kind)
		}
	}
	if made := a.Count(`SELECT count(*) FROM promises`); made < ch.promises {
		t.Errorf("%d promises were made and %d are there", ch.promises, made)
	}
	for _, state := range []string{"kept", "broken", "moved", "withdrawn"} {
		if a.Count(`SELECT count(*) FROM promises WHERE state = $1`, state) == 0 {
			t.Errorf("no promise was ever %s: the chaos is too kind", state)
		}
	}
	balanced(t, a)
	t.Logf("%d promises, %d faults of %d kinds, 0 lost; %d kept, %d broken, %d moved, %d taken back, %d owed, %d of these before the supervisor; until %s", ch.promises, faults, len(ch.faults),
		a.Count(`SELECT count(*) FROM promises WHERE state = 'kept'`), a.Count(`SELECT count(*) FROM promises WHERE state = 'broken'`), a.Count(`SELECT count(*) FROM promises WHERE state = 'moved'`),
		a.Count(`SELECT count(*) FROM promises WHERE state = 'withdrawn'`), a.Count(`SELECT count(*) FROM promises WHERE settled_at IS NULL`),
		a.Count(`SELECT count(*) FROM promises m JOIN inquiries i ON i.id = m.inquiry_id WHERE m.settled_at IS NULL AND i.state = 'decision'`), a.Clock.Now().Format(time.DateOnly))
	t.Log(ch.faults)
}

// pass lets time pass: often to when somebody is to be called back, else by an hour or two.
func (ch *chaos) pass() {
	at := ch.a.Clock.Now()
	var due *time.Time
	ch.tx(func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(ch.Context(), `SELECT min(m.due_at) FROM promises m JOIN inquiries i ON i.id = m.inquiry_id WHERE m.settled_at IS NULL AND i.state = 'scheduled' AND m.due_at > $1`, at).Scan(&due)
	})
	if due == nil || ch.r.IntN(4) == 0 || due.Sub(at) > 12*time.Hour {
		ch.a.Clock.Move(time.Duration(10+ch.r.IntN(150)) * time.Minute)
		return
	}
	ch.a.Clock.Set(due.Add(time.Duration(ch.r.IntN(12)) * time.Minute))
	ch.sweep()
}

// restart begins the queue anew on connections of its own, as another process does.
func (ch *chaos) restart() {
	ch.q = queue.New(storetest.Connect(ch, ch.a.Options), policy.NewBook(), ch.a.Clock.Now)
}

// arrive lets people of many zones inquire, by an import.
func (ch *chaos) arrive(n int) {
	imp := models.Import{ID: models.NewID(), ClientID: ch.program.ClientID, ProgramID: ch.program.ID, FileName: "list.csv", State: models.ImportDone, CreatedAt: ch.a.Clock.Now()}
	ch.tx(func(tx *store.Tx) error { return tx.Put(&imp) })
	ch.imports = append(ch.imports, imp.ID)
	places := [][3]string{{"FL", "Tampa", "US"}, {"NY", "Albany", "US"}, {"CA", "Fresno", "US"}, {"AZ", "Phoenix", "US"}, {"IL", "Chicago", "US"}, {"HI", "Hilo", "US"}, {"", "Köln", "DE"}, {"NSW", "Sydney", "AU"}, {"ON", "Toronto", "CA"}}
	for range n {
		place := places[ch.r.IntN(len(places))]
		ch.a.Inquiry("scanners-us", numbered(fictional()), func(p *models.Person, i *models.Inquiry) {
			p.Region, p.City, p.Country, p.Postcode, i.ImportID = place[0], place[1], place[2], "", &imp.ID
		})
	}
}

func (ch *chaos) tx(fn func(*store.Tx) error) {
	ch.Helper()
	if err := ch.a.Store.Tx(ch.Context(), models.Operator(), fn); err != nil {
		ch.Fatal(err)
	}
}

// must passes over what is refused in a sentence: it is no fault to be refused.
func (ch *chaos) must(err error) {
	ch.Helper()
	if err != nil && models.Refused(err) == nil {
		ch.Fatal(err)
	}
}

func (ch *chaos) sweep() {
	_, err := ch.q.Sweep(ch.Context(), ch.program.ClientID, ch.a.Clock.Now())
	ch.must(err)
	_, err = ch.n.Ripen(ch.Context(), ch.program.ClientID, ch.a.Clock.Now())
	ch.must(err)
}

// work lets some callers call; most promise.
func (ch *chaos) work() {
	for range 2 + ch.r.IntN(4) {
		by := ch.callers[ch.r.IntN(len(ch.callers))]
		got, err := ch.q.Next(ch.Context(), by)
		ch.must(err)
		if err != nil || got.Nothing != nil {
			continue
		}
		ending := queue.Ending{InquiryID: got.InquiryID, Token: models.NewID(), Disposition: []models.Disposition{models.NoAnswer, models.Voicemail, models.Busy, models.Gatekeeper, models.RefusedTalk}[ch.r.IntN(5)]}
		if ch.r.IntN(10) < 7 {
			due := ch.a.Clock.Now().Add(time.Duration(30+ch.r.IntN(6*24*60)) * time.Minute)
			ending.Disposition, ending.PromisedAt = models.Callback, &due
			if to := ch.callers[ch.r.IntN(len(ch.callers))].UserID; ch.r.IntN(4) > 0 {
				ending.PromisedTo = &to
			}
		}
		switch ended, err := ch.q.End(ch.Context(), by, ending); {
		case err != nil:
			ch.must(err)
			ending.Disposition, ending.Token = models.NoAnswer, models.NewID() // nobody may be called there then
			_, err = ch.q.End(ch.Context(), by, ending)
			ch.must(err)
		case ending.Disposition == models.Callback:
			ch.promises++
			fallthrough
		default:
			if ch.r.IntN(8) == 0 {
				ch.undo(by, ended.AttemptID)
			}
		}
	}
	ch.decide()
}

// undo takes the attempt back; what it promised is withdrawn, what it settled is owed again.
func (ch *chaos) undo(by models.Actor, attempt models.ID) {
	ch.faults["taken back"]++
	ch.must(ch.a.Store.Tx(ch.Context(), by, func(tx *store.Tx) error {
		found, err := store.One[models.Attempt](tx, models.ByID(attempt))
		if err != nil {
			return err
		}
		_, err = ch.q.Reopen(tx, found, ch.a.Clock.Now())
		return err
	}))
}

// decide lets the supervisor decide about one that waits.
func (ch *chaos) decide() {
	d := ch.q.Decisions(agencytest.Secret)
	waiting, err := d.Waiting(ch.Context(), ch.priya, models.NoID)
	ch.must(err)
	if len(waiting) == 0 || ch.r.IntN(2) == 0 {
		return
	}
	id := waiting[ch.r.IntN(len(waiting))].ID
	if ch.r.IntN(8) == 0 {
		ch.must(d.Close(ch.Context(), ch.priya, id, models.NewID(), models.ClosedNotReached))
		return
	}
	ch.must(d.Plan(ch.Context(), ch.priya, id, models.NewID(), ch.a.Clock.Now().Add(time.Duration(1+ch.r.IntN(72))*time.Hour)))
}

// breakSomething lets one thing go wrong, or right again.
func (ch *chaos) breakSomething() {
	ctx, at := ch.Context(), ch.a.Clock.Now()
	caller := ch.r.IntN(len(ch.callers))
	kinds := []string{"program paused", "program resumed", "program resumed", "program resumed", "program resumed", "caller left", "do not call", "hours changed", "number gone", "service restarted", "caller away", "page died", "import undone", "repeat", "caps reached"}
	kind := kinds[ch.r.IntN(len(kinds))]
	ch.faults[kind]++
	switch kind {
	case "program paused":
		_, err := ch.c.Pause(ctx, ch.priya, ch.program.ID, "chaos")
		ch.must(err)
	case "program resumed":
		_, err := ch.c.Resume(ctx, ch.priya, ch.program.ID)
		ch.must(err)
	case "caller left":
		gone := ch.callers[caller]
		ch.tx(func(tx *store.Tx) error {
			if _, err := tx.Run(`UPDATE users SET state = 'deactivated' WHERE id = $1`, gone.UserID); err != nil {
				return err
			}
			return ch.q.Leave(tx, gone.UserID, at)
		})
		ch.tx(func(tx *store.Tx) error { // and is hired again, so that somebody is left
			_, err := tx.Run(`UPDATE users SET state = 'active' WHERE id = $1`, gone.UserID)
			return err
		})
	case "do not call":
		ch.onOwed(func(tx *store.Tx, i *models.Inquiry) error {
			person, err := store.One[models.Person](tx, models.ByID(i.PersonID))
			if err != nil {
				return err
			}
			return policy.Forbid(tx, policy.Ban{Person: person, Reason: "chaos"}, models.DoNotCallEntry{EnteredAt: at})
		})
	case "number gone":
		ch.onOwed(func(tx *store.Tx, i *models.Inquiry) error {
			_, err := tx.Run(`UPDATE persons SET phone = '', number_key = NULL WHERE id = $1`, i.PersonID)
			return err
		})
	case "hours changed":
		p := ch.program
		p.Preset = []string{"strict", "standard"}[ch.r.IntN(2)]
		ch.must(ch.c.EditProgram(ctx, models.Operator(), p))
		ch.must(ch.q.Rewindow(ctx, p.ClientID, p.ID))
	case "service restarted":
		ch.restart()
	case "caller away":
		ch.must([]func() error{func() error { return ch.q.On(ctx, ch.callers[caller]) }, func() error { return ch.q.Off(ctx, ch.callers[caller]) }}[ch.r.IntN(2)]())
	case "page died":
		_, err := ch.q.Next(ctx, ch.callers[caller])
		ch.must(err)
		ch.a.Clock.Move(models.Lease + time.Minute)
	case "import undone":
		_, err := ch.in.Undo(ctx, ch.priya, ch.imports[ch.r.IntN(len(ch.imports))])
		ch.must(err)
		ch.arrive(6)
	case "repeat":
		ch.onOwed(func(tx *store.Tx, i *models.Inquiry) error {
			i.Hurry(&ch.program, "form", at)
			return tx.Keep(i)
		})
	case "caps reached":
		ch.onOwed(func(tx *store.Tx, i *models.Inquiry) error {
			_, err := tx.Run(`INSERT INTO attempts (id, client_id, program_id, inquiry_id, person_id, claim_id, decision_id, user_id, cycle, at, channel, disposition, reached, counts)
				SELECT gen_random_uuid(), client_id, program_id, inquiry_id, person_id, claim_id, decision_id, user_id, cycle, $2::timestamptz - n * interval '1 hour', 'call', 'no_answer', false, true
				FROM attempts, generate_series(1, 3) n WHERE id = (SELECT id FROM attempts WHERE inquiry_id = $1 LIMIT 1)`, i.ID, at)
			return err
		})
	}
}

// onOwed does something to an inquiry with a promise that is owed.
func (ch *chaos) onOwed(do func(*store.Tx, *models.Inquiry) error) {
	ch.tx(func(tx *store.Tx) error {
		owed, err := store.Rows[struct{ InquiryID models.ID }](tx, `SELECT m.inquiry_id FROM promises m JOIN inquiries i ON i.id = m.inquiry_id WHERE m.settled_at IS NULL AND i.state <> 'held' ORDER BY m.id`)
		if err != nil || len(owed) == 0 {
			return err
		}
		i, err := store.One[models.Inquiry](tx, models.ByID(owed[ch.r.IntN(len(owed))].InquiryID), models.ForUpdate)
		if err != nil {
			return err
		}
		return do(tx, i)
	})
}

// look fails where a promise is nowhere.
func (ch *chaos) look() {
	ch.Helper()
	for what, query := range map[string]string{
		"owed, and neither planned for its time, nor on the line, nor before the supervisor": `SELECT count(*) FROM promises m JOIN inquiries i ON i.id = m.inquiry_id AND i.client_id = m.client_id
			WHERE m.settled_at IS NULL AND $1::timestamptz IS NOT NULL AND NOT (i.state IN ('held', 'decision') OR i.state IN ('ready', 'scheduled') AND i.tier = 0 AND i.due_at = m.due_at)`,
		"due, and asleep":                 `SELECT count(*) FROM promises m JOIN inquiries i ON i.id = m.inquiry_id WHERE m.settled_at IS NULL AND i.state = 'scheduled' AND m.due_at <= $1`,
		"late, and not said to be broken": `SELECT count(*) FROM promises m JOIN inquiries i ON i.id = m.inquiry_id WHERE m.state = 'open' AND i.state <> 'held' AND m.due_at < $1::timestamptz - interval '16 minutes'`,
		"of a paused program, and not before the supervisor": `SELECT count(*) FROM promises m JOIN inquiries i ON i.id = m.inquiry_id JOIN programs g ON g.id = i.program_id
			WHERE m.settled_at IS NULL AND g.state = 'paused' AND i.state NOT IN ('decision', 'held') AND $1::timestamptz IS NOT NULL`,
		"not to be called, and not before the supervisor": `SELECT count(*) FROM promises m JOIN inquiries i ON i.id = m.inquiry_id JOIN persons p ON p.id = i.person_id
			WHERE m.settled_at IS NULL AND i.state = 'ready' AND $1::timestamptz IS NOT NULL AND (p.phone = '' OR EXISTS (SELECT FROM do_not_call d WHERE d.withdrawn_at IS NULL AND d.key IN (p.number_key, uuid_send(p.id))))`,
		"said to be kept, and nobody had called": `SELECT count(*) FROM promises m WHERE m.state = 'kept' AND $1::timestamptz IS NOT NULL AND NOT EXISTS (SELECT FROM claims c JOIN attempts a ON a.claim_id = c.id
			WHERE c.inquiry_id = m.inquiry_id AND c.at >= m.made_at AND c.at <= m.due_at + interval '15 minutes' AND a.at = m.settled_at)`,
		"called where nobody may": `SELECT count(*) FROM attempts a JOIN decisions d ON d.id = a.decision_id WHERE d.verdict NOT IN ('allow', 'warn') AND $1::timestamptz IS NOT NULL`,
	} {
		args := []any{ch.a.Clock.Now()}
		if n := ch.a.Count(query, args...); n != 0 {
			ch.Fatalf("%d promises are %s", n, what)
		}
	}
	ch.tx(func(tx *store.Tx) error {
		due, err := store.Rows[struct{ Key string }](tx, `SELECT w.key FROM promises m JOIN inquiries i ON i.id = m.inquiry_id JOIN windows w ON w.id = i.window_id WHERE m.settled_at IS NULL AND i.state = 'ready'`)
		for _, d := range due {
			if w, err := policy.ParseWindow(d.Key); err != nil || !w.Words(ch.a.Clock.Now()).Open {
				ch.Fatalf("a promise is due, its window is closed (%s), and it is not before the supervisor: %v", d.Key, err)
			}
		}
		return err
	})
}
