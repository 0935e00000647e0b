package queue_test

import (
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/store"
)

func TestClaim_callsNobodyLateWhoHasNotAgreedToIt(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana := a.As("Dana Whitfield")
	consumer := a.Inquiry("scanners-us")
	a.Clock.Set(a.Clock.Now().AddDate(0, 0, 98)) // a Tuesday
	if next, err := q.Next(t.Context(), dana); err != nil || next.InquiryID != models.NoID {
		t.Fatalf("%+v, %v", next, err)
	}
	i := a.Reload(consumer.ID)
	if i.State != models.Undecided || !strings.Contains(i.DecisionReason, "you may call again") {
		t.Fatalf("%s: %q", i.State, i.DecisionReason)
	}
	agreed(t, a, i)
	if _, err := store.Look[struct{}](t.Context(), a.Store, models.Operator(), `UPDATE inquiries SET state = 'ready', due_at = $2, next_at = $2, decision_reason = '' WHERE id = $1`, i.ID, a.Clock.Now()); err != nil {
		t.Fatal(err)
	}
	if got := next(t, q, dana); got != consumer.ID {
		t.Errorf("with their consent %v is served", got)
	}
}

// agreed has somebody agree to be called again.
func agreed(t *testing.T, a *agencytest.Agency, i models.Inquiry) {
	t.Helper()
	at := a.Clock.Now()
	if err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Put(&models.Consent{ID: models.NewID(), ClientID: i.ClientID, PersonID: i.PersonID, Channel: models.ByCall, Purpose: models.ForContact, Words: "Yes, call me.", Version: "1", Source: "by letter", GivenAt: &at})
	}); err != nil {
		t.Fatal(err)
	}
}
