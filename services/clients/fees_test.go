package clients_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
)

func TestFees_keepWhatWasAgreed(t *testing.T) {
	t.Parallel()
	st, svc, cast := settled(t)
	p := cast.Program("scanners-us")
	priya := cast.As("Priya Raman")
	fees := func() []models.ProgramFee {
		t.Helper()
		all, err := svc.Fees(t.Context(), priya, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if all := fees(); len(all) != 1 || all[0].Fee.IntPart() != 9500 || all[0].Since.Day() != 1 {
		t.Errorf("the cast agreed %+v", all)
	}
	p.Name = "Scanners, all states"
	if err := svc.EditProgram(t.Context(), priya, p); err != nil || len(fees()) != 1 {
		t.Errorf("a fee that does not change makes no entry: %v, %+v", err, fees())
	}
	p.Fee = decimal.NewFromInt(8800)
	if err := svc.EditProgram(t.Context(), priya, p); err != nil {
		t.Fatal(err)
	}
	all := fees()
	if len(all) != 2 || all[0].Fee.IntPart() != 8800 || all[1].Fee.IntPart() != 9500 || !all[0].Since.After(all[1].Since) || *all[0].UserID != priya.UserID {
		t.Errorf("the next fee stands beside the first: %+v", all)
	}
	made, err := svc.CreateProgram(t.Context(), priya, models.Program{ClientID: p.ClientID, Slug: "mills", Name: "Mills", Fee: decimal.NewFromInt(100)})
	if err != nil {
		t.Fatal(err)
	}
	if all, err := svc.Fees(t.Context(), priya, made.ID); err != nil || len(all) != 1 || all[0].Fee.IntPart() != 100 {
		t.Errorf("a new program’s: %+v, %v", all, err)
	}
	if _, err := svc.Fees(t.Context(), models.Actor{Gate: models.GateClient, Role: models.Marketer, ClientID: p.ClientID}, p.ID); !models.IsKind(err, models.NotFound) {
		t.Errorf("a client’s people ask: %v", err)
	}
	if err := st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Audit("program.export", "program", p.ID, p.ClientID, all[0].At)
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.End(t.Context(), priya, p.ID, "scanners-us", "The contract ends."); err != nil {
		t.Fatal(err)
	}
	if all := fees(); len(all) != 3 || !all[0].Fee.IsZero() || !all[0].Since.Equal(all[1].Since.AddDate(0, 1, 0)) {
		t.Errorf("the fee of an ended program stops with its month: %+v", all)
	}
}
