package queue_test

import (
	"testing"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/services/store"
)

// takeBack takes an attempt back, as its caller.
func takeBack(t *testing.T, a *agencytest.Agency, q *queue.Service, by models.Actor, attemptID models.ID) {
	t.Helper()
	must(t, a.Store.Tx(t.Context(), by, func(tx *store.Tx) error {
		attempt, err := store.One[models.Attempt](tx, models.ByID(attemptID))
		if err != nil {
			return err
		}
		_, err = q.Reopen(tx, attempt, a.Clock.Now())
		return err
	}))
}

func TestReopen_givesBackWhatIsReserved(t *testing.T) {
	t.Parallel()
	a, q, dana, held, reserved := reserving(t)
	ended, err := endWith(q, t, dana, queue.Ending{InquiryID: held, Disposition: models.NoAnswer})
	must(t, err)
	if n := a.Count(`SELECT count(*) FROM claims WHERE inquiry_id = $1 AND reserved AND ended_at IS NULL`, reserved); n != 1 {
		t.Fatalf("%d reservations are open after the call", n)
	}
	takeBack(t, a, q, dana, ended.AttemptID)
	stands(t, a, reserved, "unused")
	if mine, _, err := q.Standing(t.Context(), dana); err != nil || mine != held {
		t.Errorf("on the line is %s, %v", mine, err)
	}
	if id := next(t, q, a.As("Omar Haddad")); id != reserved {
		t.Errorf("Omar was served %s, not who was given back", id)
	}
}

func TestReopen_givesBackWhoWasServedMeanwhileAndWhoIsReserved(t *testing.T) {
	t.Parallel()
	a, q, dana, held, second := reserving(t)
	third := a.Inquiry("scanners-us").ID
	ended, err := endWith(q, t, dana, queue.Ending{InquiryID: held, Disposition: models.NoAnswer})
	must(t, err)
	if id := next(t, q, dana); id != second {
		t.Fatalf("next is %s", id)
	}
	if id := reserve(t, q, dana); id != third {
		t.Fatalf("reserved is %s", id)
	}
	takeBack(t, a, q, dana, ended.AttemptID)
	stands(t, a, second, "undone")
	stands(t, a, third, "unused")
	if n := a.Count(`SELECT count(*) FROM claims WHERE user_id = $1 AND ended_at IS NULL`, dana.UserID); n != 1 {
		t.Errorf("%d claims are open", n)
	}
}

func TestReopen_liftsDoNotCallFromEveryNumberOfThePerson(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana := a.As("Dana Whitfield")
	i := a.Inquiry("scanners-us")
	next(t, q, dana)
	first := page(t, q, dana, i.ID).Head.Phone
	must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: "813 555 0177", Kind: models.Mobile}))
	must(t, q.AddNumber(t.Context(), dana, i.ID, queue.TypedNumber{Phone: "813 555 0178", Kind: models.Home}))
	// The home number was forbidden before this call: the undo leaves that alone.
	person := models.Person{ClientID: i.ClientID, NumberKey: policy.NumberKey(agencytest.Secret, "+18135550178")}
	must(t, a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		return policy.Forbid(tx, policy.Ban{Person: &person, Scopes: []policy.Scope{policy.OfNumber}, Reason: "asked by letter"}, models.DoNotCallEntry{EnteredAt: a.Clock.Now().AddDate(0, 0, -1)})
	}))
	ended, err := endWith(q, t, dana, queue.Ending{InquiryID: i.ID, Disposition: models.DoNotCall})
	must(t, err)
	banned := func(phone string) int {
		return a.Count(`SELECT count(*) FROM do_not_call WHERE scope = 'number' AND key = $1 AND withdrawn_at IS NULL`, policy.NumberKey(agencytest.Secret, phone))
	}
	if banned(first) != 1 || banned("+18135550177") != 1 || banned("+18135550178") == 0 {
		t.Fatal("the wish does not hold for every number")
	}
	must(t, a.Store.Tx(t.Context(), dana, func(tx *store.Tx) error { // a number that was put right meanwhile was entered all the same
		_, err := tx.Run(`DELETE FROM numbers WHERE phone = '+18135550177'`)
		return err
	}))
	takeBack(t, a, q, dana, ended.AttemptID)
	if banned(first) != 0 || banned("+18135550177") != 0 || a.Count(`SELECT count(*) FROM do_not_call WHERE scope = 'person' AND withdrawn_at IS NULL`) != 0 {
		t.Error("it was taken back, and still holds")
	}
	if banned("+18135550178") != 1 {
		t.Errorf("%d older wishes hold", banned("+18135550178"))
	}
}
