package queue_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
	"ripen/services/intake"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/services/store"
)

// connected is the queue that knows where a colleague arrives.
func connected(t *testing.T) (*agencytest.Agency, *queue.Service) {
	t.Helper()
	a, q := open(t)
	q.Connect(agencytest.Secret, intake.New(a.Store, a.Book, intake.Options{Now: a.Clock.Now, Secret: agencytest.Secret, Sources: clients.New(a.Store, a.Clock.Now)}))
	return a, q
}

// employed gives the person of an inquiry an organisation.
func employed(t *testing.T, a *agencytest.Agency, i models.Inquiry, name string) models.ID {
	t.Helper()
	org := models.Organisation{ID: models.NewID(), ClientID: i.ClientID, Name: name, NameKey: strings.ToLower(name), CreatedAt: a.Clock.Now()}
	must(t, a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		if err := tx.Put(&org); err != nil {
			return err
		}
		_, err := tx.Run(`UPDATE persons SET organisation_id = $2 WHERE id = $1`, i.PersonID, org.ID)
		return err
	}))
	return org.ID
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// page opens the call page.
func page(t *testing.T, q *queue.Service, by models.Actor, id models.ID) *queue.Call {
	t.Helper()
	call, err := q.Open(t.Context(), by, id)
	must(t, err)
	return call
}

// other is the first number of the page that is not the one to dial.
func other(t *testing.T, call *queue.Call) queue.KnownNumber {
	t.Helper()
	for _, n := range call.Numbers {
		if !n.First {
			return n
		}
	}
	t.Fatalf("no other number: %+v", call.Numbers)
	return queue.KnownNumber{}
}

func endWith(q *queue.Service, t *testing.T, by models.Actor, e queue.Ending) (queue.Ended, error) {
	t.Helper()
	e.Token = models.NewID()
	return q.End(t.Context(), by, e)
}

func TestEnd_wrongNumberAsksForTheRightOneAndGoesOnWithIt(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana := a.As("Dana Whitfield")
	i := a.Inquiry("scanners-us")
	next(t, q, dana)
	if _, err := endWith(q, t, dana, queue.Ending{InquiryID: i.ID, Disposition: models.WrongNumber, RightNumber: "call Bob"}); !models.IsKind(err, models.Invalid) || models.Refused(err).Field != "right_number" {
		t.Errorf("no number at all: %v", err)
	}
	wrong := page(t, q, dana, i.ID).Head.Phone
	if _, err := endWith(q, t, dana, queue.Ending{InquiryID: i.ID, Disposition: models.WrongNumber, RightNumber: wrong}); !models.IsKind(err, models.Invalid) {
		t.Errorf("the wrong number once more: %v", err)
	}
	ended, err := endWith(q, t, dana, queue.Ending{InquiryID: i.ID, Disposition: models.WrongNumber, RightNumber: "(813) 555-0199"})
	must(t, err)
	now := a.Reload(i.ID)
	if now.State != models.Ready || now.Tier != models.TierRetry || now.Attempts != 0 || now.LastDisposition != models.WrongNumber {
		t.Errorf("after the right number: %+v", now)
	}
	call := page(t, q, dana, i.ID)
	if call.Head.Phone != "+18135550199" || len(call.Numbers) != 2 || other(t, call).WrongAt == nil {
		t.Errorf("numbers: %s %+v", call.Head.Phone, call.Numbers)
	}
	if n := a.Count(`SELECT count(*) FROM attempts WHERE disposition = 'wrong_number' AND counts AND number_key = $1`, policy.NumberKey(agencytest.Secret, wrong)); n != 1 {
		t.Errorf("%d attempts say that %s was dialled", n, wrong)
	}

	// Undo: the number is the person's again, and nobody knows that it was wrong.
	must(t, a.Store.Tx(t.Context(), dana, func(tx *store.Tx) error {
		attempt, err := store.One[models.Attempt](tx, models.ByID(ended.AttemptID))
		if err != nil {
			return err
		}
		_, err = q.Reopen(tx, attempt, a.Clock.Now())
		return err
	}))
	if call = page(t, q, dana, i.ID); call.Head.Phone != wrong || !call.Head.Mine() || a.Count(`SELECT count(*) FROM numbers WHERE wrong_at IS NOT NULL OR phone = '+18135550199'`) != 0 {
		t.Errorf("after the undo: %s %+v", call.Head.Phone, call.Numbers)
	}
}

func TestEnd_wrongNumberTriesTheNextAndEndsWhereThereIsNone(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana := a.As("Dana Whitfield")
	i := a.Inquiry("scanners-us")
	employed(t, a, i, "Moss Dental")
	next(t, q, dana)
	must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: "813 555 0177", Kind: models.Mobile}))
	must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: "813 555 0178", Kind: models.Switchboard, Note: "press 2"}))
	for _, want := range []string{"+18135550177", "+18135550178"} {
		end(t, q, dana, i.ID, models.WrongNumber)
		if call := page(t, q, dana, i.ID); call.Head.Phone != want || call.Head.State != models.Ready {
			t.Fatalf("on to %s (%s), want %s", call.Head.Phone, call.Head.State, want)
		}
		a.Clock.Move(3 * time.Hour)
		must(t, q.Take(t.Context(), dana, i.ID))
	}
	end(t, q, dana, i.ID, models.WrongNumber)
	if now := a.Reload(i.ID); now.State != models.Closed || now.ClosedReason != models.ClosedNoWay {
		t.Errorf("with no number left: %s %s", now.State, now.ClosedReason)
	}
	if call := page(t, q, dana, i.ID); call.Head.Phone != "" {
		t.Errorf("a wrong number is still shown: %s", call.Head.Phone)
	}
}

func TestDial_asksThePolicyForEachNumberAndKeepsItsAnswer(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana := a.As("Dana Whitfield")
	i := a.Inquiry("scanners-us", func(p *models.Person, _ *models.Inquiry) { p.Country, p.Region, p.Postcode, p.City = "", "", "", "" })
	next(t, q, dana)
	first := page(t, q, dana, i.ID)
	must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: "+61 2 5550 1234", Kind: models.Mobile})) // Sydney, 1:00 at night
	err := q.Dial(t.Context(), dana, i.ID, other(t, page(t, q, dana, i.ID)).ID)
	if refused := models.Refused(err); refused == nil || refused.Field != "number" || !strings.Contains(refused.Message, "calling hours") {
		t.Fatalf("at night in Sydney: %v", err)
	}
	call := page(t, q, dana, i.ID)
	if call.Head.Phone != first.Head.Phone || *call.Head.WindowID != *first.Head.WindowID {
		t.Errorf("what may not be dialled is shown: %+v", call.Head)
	}
	if n := a.Count(`SELECT count(*) FROM decisions WHERE inquiry_id = $1 AND verdict = 'block'`, i.ID); n != 1 {
		t.Errorf("%d decisions against it are kept", n)
	}

	must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: "+1 310 555 0101", Kind: models.Direct})) // Los Angeles, 8:00: before the program's hours
	a.Clock.Move(2 * time.Hour)
	var angeles queue.KnownNumber
	for _, n := range page(t, q, dana, i.ID).Numbers {
		if n.Phone == "+13105550101" {
			angeles = n
		}
	}
	must(t, q.Dial(t.Context(), dana, i.ID, angeles.ID))
	call = page(t, q, dana, i.ID)
	if call.Head.Phone != "+13105550101" || call.Window.Place != "Los Angeles" {
		t.Errorf("on the line: %s, %+v", call.Head.Phone, call.Window)
	}
	var key []byte
	must(t, a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(t.Context(), `SELECT c.number_key FROM claims c JOIN decisions d ON d.id = c.decision_id WHERE c.inquiry_id = $1 AND d.verdict = 'allow' AND c.ended_at IS NULL`, i.ID).Scan(&key)
	}))
	if !bytes.Equal(key, policy.NumberKey(agencytest.Secret, "+13105550101")) {
		t.Error("the claim does not hold the number on the line")
	}
}

func TestDial_refusesANumberOnTheListAndOneThatSomebodyHas(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana, omar := a.As("Dana Whitfield"), a.As("Omar Haddad")
	i := a.Inquiry("scanners-us")
	theirs := a.Inquiry("scanners-us", func(p *models.Person, _ *models.Inquiry) { p.Phone = "+18135550190" })
	must(t, q.Take(t.Context(), omar, theirs.ID))
	must(t, q.Take(t.Context(), dana, i.ID))
	must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: "+18135550190", Kind: models.Mobile}))
	if err := q.Dial(t.Context(), dana, i.ID, other(t, page(t, q, dana, i.ID)).ID); models.Refused(err) == nil || !strings.Contains(err.Error(), "on the line") {
		t.Errorf("a number that is on the line: %v", err)
	}
	end(t, q, omar, theirs.ID, models.DoNotCall)
	if n := other(t, page(t, q, dana, i.ID)); !n.Banned || n.Usable() {
		t.Errorf("a number nobody may call: %+v", n)
	}
	if err := q.Dial(t.Context(), dana, i.ID, other(t, page(t, q, dana, i.ID)).ID); models.Refused(err) == nil || !strings.Contains(err.Error(), "o not call") {
		t.Errorf("a number nobody may call: %v", err)
	}
	if err := q.Dial(t.Context(), omar, i.ID, models.NewID()); !models.IsKind(err, models.Conflict) {
		t.Errorf("somebody else’s call: %v", err)
	}
	if err := q.Dial(t.Context(), a.As("Theo Brandt"), i.ID, models.NewID()); !models.IsKind(err, models.NotFound) {
		t.Errorf("another program’s call: %v", err)
	}
}

func TestEnd_noAnswerRingsTheNextNumberNextTime(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana := a.As("Dana Whitfield")
	i := a.Inquiry("scanners-us")
	next(t, q, dana)
	first := page(t, q, dana, i.ID).Head.Phone
	must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: "813 555 0177", Kind: models.Mobile}))
	for _, want := range []string{"+18135550177", first} {
		end(t, q, dana, i.ID, models.NoAnswer)
		if got := page(t, q, dana, i.ID).Head.Phone; got != want {
			t.Errorf("next time %s, want %s", got, want)
		}
		must(t, q.Take(t.Context(), dana, i.ID))
	}
}

func TestEnd_doNotCallHoldsForAllNumbersButTheSwitchboard(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana := a.As("Dana Whitfield")
	i := a.Inquiry("scanners-us")
	employed(t, a, i, "Moss Dental")
	next(t, q, dana)
	must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: "813 555 0177", Kind: models.Mobile}))
	must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: "813 555 0178", Kind: models.Switchboard}))
	for _, n := range page(t, q, dana, i.ID).Numbers {
		if n.OfOrganisation {
			must(t, q.Dial(t.Context(), dana, i.ID, n.ID))
		}
	}
	end(t, q, dana, i.ID, models.DoNotCall)
	banned := func(phone string) int {
		return a.Count(`SELECT count(*) FROM do_not_call WHERE scope = 'number' AND key = $1 AND withdrawn_at IS NULL`, policy.NumberKey(agencytest.Secret, phone))
	}
	if banned("+18135550177") != 1 || banned("+18135550178") != 0 || a.Count(`SELECT count(*) FROM do_not_call WHERE scope = 'person'`) != 1 {
		t.Error("the wish must hold for the person and their numbers, and not for everybody behind the switchboard")
	}
}

func TestEnd_gatekeeperIsKnownAtTheNextCallToAnybodyThere(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana := a.As("Dana Whitfield")
	one, two := a.Inquiry("scanners-us"), a.Inquiry("scanners-us")
	org := employed(t, a, one, "Moss Dental")
	must(t, a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE persons SET organisation_id = $2 WHERE id = $1`, two.PersonID, org)
		return err
	}))
	must(t, q.Take(t.Context(), dana, one.ID))
	a.Clock.Move(time.Minute)
	_, err := endWith(q, t, dana, queue.Ending{InquiryID: one.ID, Disposition: models.Gatekeeper, Gatekeeper: "Ms Lopez, reception", GatekeeperNote: "Ring before nine."})
	must(t, err)
	must(t, q.Take(t.Context(), dana, two.ID))
	call := page(t, q, dana, two.ID)
	if len(call.Answers) != 1 || call.Answers[0].Name != "Ms Lopez, reception" || call.Answers[0].By != "Dana Whitfield" || len(call.People) != 1 || call.People[0].InquiryID != one.ID {
		t.Errorf("known of the organisation: %+v %+v", call.Answers, call.People)
	}
	if len(call.History) == 0 || call.History[0].Kind != "gatekeeper" || !strings.Contains(call.History[0].Text, "Ring before nine.") {
		t.Errorf("history: %+v", call.History)
	}
}

func TestDescribe_keepsWhatTheSiteSays(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana := a.As("Dana Whitfield")
	i := a.Inquiry("scanners-us")
	next(t, q, dana)
	if err := q.Describe(t.Context(), dana, i.ID, queue.TypedOrganisation{Website: "moss.example"}); !models.IsKind(err, models.Invalid) {
		t.Errorf("without an organisation: %v", err)
	}
	if err := q.Describe(t.Context(), dana, i.ID, queue.TypedOrganisation{Name: "Moss", Website: "javascript:alert(1)"}); !models.IsKind(err, models.Invalid) {
		t.Errorf("a script for a website: %v", err)
	}
	must(t, q.Describe(t.Context(), dana, i.ID, queue.TypedOrganisation{Name: "Moss Dental", Website: "moss.example/team", About: "Two chairs.", Answers: "Mrs Krug", Note: "press 2"}))
	if call := page(t, q, dana, i.ID); call.Head.Organisation != "Moss Dental" || call.Head.Website != "https://moss.example/team" || call.Head.About != "Two chairs." || len(call.Answers) != 1 {
		t.Errorf("known: %+v", call.Head)
	}
}

func TestRefer_makesTheColleaguesInquiryAndIsNextForWhoNamedThem(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana := a.As("Dana Whitfield")
	i, waiting := a.Inquiry("scanners-us"), a.Inquiry("scanners-us", func(_ *models.Person, i *models.Inquiry) { i.Via = "form" })
	employed(t, a, i, "Moss Dental")
	must(t, q.Take(t.Context(), dana, i.ID))
	before := a.Count(`SELECT count(*) FROM arrivals`)
	tom := models.Colleague{FromID: i.ID, Name: "Tom Field", Title: "Owner", Role: models.RoleDecider, Phone: "813 555 0144", Words: "She says he decides."}
	for field, wrong := range map[string]models.Colleague{"ref_name": {FromID: i.ID, Phone: "1"}, "ref_phone": {FromID: i.ID, Name: "Tom", Phone: "soon"}} {
		if _, err := q.Refer(t.Context(), dana, models.NewID(), wrong, true); models.Refused(err) == nil || models.Refused(err).Field != field {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
	a.Clock.Move(time.Minute)
	token := models.NewID()
	referred, err := q.Refer(t.Context(), dana, token, tom, true)
	must(t, err)
	if again, err := q.Refer(t.Context(), dana, token, tom, true); err != nil || !again.Repeated {
		t.Errorf("sent twice: %+v %v", again, err)
	}
	made := a.Reload(referred.InquiryID)
	if !referred.Next || made.Via != "referral" || made.SourceID != i.SourceID || made.State != models.Ready || !strings.Contains(made.Message, "She says he decides.") {
		t.Errorf("made %+v, %+v", referred, made)
	}
	if n := a.Count(`SELECT count(*) FROM arrivals`) - before; n != 1 {
		t.Errorf("%d arrivals, want 1", n)
	}
	call := page(t, q, dana, i.ID)
	if len(call.People) != 1 || call.People[0].Name != "Tom Field" || call.People[0].Role != models.RoleDecider || call.History[0].Kind != "referral" {
		t.Errorf("colleagues: %+v, history %+v", call.People, call.History[0])
	}
	a.Clock.Move(time.Minute)
	end(t, q, dana, i.ID, models.NoAnswer)
	if id := next(t, q, dana); id != made.ID {
		t.Errorf("next is %s, want the colleague %s before the hot %s", id, made.ID, waiting.ID)
	}
	if _, err := q.Refer(t.Context(), dana, models.NewID(), tom, true); err == nil {
		t.Error("a call that is over can still name somebody")
	}
}
