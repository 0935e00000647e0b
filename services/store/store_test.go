package store_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var noon = time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)

func newClient(t *testing.T, st *store.Store, slug string) models.Client {
	t.Helper()
	c := models.Client{ID: models.NewID(), Slug: slug, Name: slug, Zone: "UTC", Currency: "USD", Colour: 1, AccountManagerID: models.TheAgency, CreatedAt: noon}
	if err := st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error { return tx.Put(&c) }); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTx_rollsBackOnAnErrorAPanicAndACancelledContext(t *testing.T) {
	t.Parallel()
	st := storetest.Open(t)
	boom := errors.New("boom")
	put := func(tx *store.Tx) error {
		return tx.Put(&models.Client{ID: models.NewID(), Slug: "x", Name: "X", Zone: "UTC", Currency: "USD", Colour: 1, AccountManagerID: models.TheAgency, CreatedAt: noon})
	}
	if err := st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error { return errors.Join(put(tx), boom) }); !errors.Is(err, boom) {
		t.Fatalf("err = %v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error { _ = put(tx); panic("x") })
	}()
	ctx, cancel := context.WithCancel(t.Context())
	if err := st.Tx(ctx, models.Operator(), func(tx *store.Tx) error { err := put(tx); cancel(); return err }); err == nil {
		t.Fatal("a cancelled transaction committed")
	}
	clients := 0
	err := st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(t.Context(), "select count(*) from clients").Scan(&clients)
	})
	if err != nil || clients != 0 {
		t.Fatalf("clients = %d, err = %v", clients, err)
	}
	if n := st.Pool().Stat().AcquiredConns(); n != 0 {
		t.Errorf("%d connections were not given back", n)
	}
}

func TestTx_keepsClientsApartBelowTheCode(t *testing.T) {
	t.Parallel()
	st := storetest.Open(t)
	one, two := newClient(t, st, "one"), newClient(t, st, "two")
	by := models.Actor{Gate: models.GateClient, Role: models.SalesManager, ClientID: one.ID, UserID: models.NewID()}
	var seen []models.Client
	err := st.Tx(t.Context(), by, func(tx *store.Tx) (err error) {
		seen, err = store.All[models.Client](tx)
		return err
	})
	if err != nil || len(seen) != 1 || seen[0].ID != one.ID {
		t.Fatalf("saw %v, %v; want only %s and never %s", seen, err, one.Slug, two.Slug)
	}
	err = st.Tx(t.Context(), by, func(tx *store.Tx) error { _, err := store.All[models.Inquiry](tx); return err })
	if err == nil {
		t.Fatal("a client’s role may select inquiries")
	}
}

func TestOnce_answersTheSecondSendingLikeTheFirst(t *testing.T) {
	t.Parallel()
	st := storetest.Open(t)
	token := models.NewID()
	by := models.Actor{Gate: models.GateAgency, UserID: models.TheAgency, Role: models.Admin}
	for n, want := range []bool{true, false, false} {
		err := st.Tx(t.Context(), by, func(tx *store.Tx) error {
			before, fresh, err := tx.Once(token, "/there", noon)
			if err == nil && (fresh != want || (!fresh && before != "/there")) {
				t.Errorf("sending %d: fresh = %v, before = %q", n+1, fresh, before)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestMigrate_goesDownAndUpAgain(t *testing.T) {
	t.Parallel()
	o := storetest.Database(t)
	for range 7 {
		if _, err := store.MigrateDown(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.MigrateUp(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if n, err := store.Pending(t.Context(), o); err != nil || n != 0 {
		t.Fatalf("%d migrations pending, %v", n, err)
	}
}

func TestAppendOnly_refusesChangesEvenByTheAgency(t *testing.T) {
	t.Parallel()
	st := storetest.Open(t)
	c := newClient(t, st, "one")
	if err := st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Audit("client.create", "client", c.ID, c.ID, noon)
	}); err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{"UPDATE audit SET action = 'x'", "DELETE FROM audit", "TRUNCATE audit"} {
		if err := st.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error { _, err := tx.Run(change); return err }); err == nil {
			t.Errorf("%s went through", change)
		}
	}
}
