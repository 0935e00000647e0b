package clients_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
	"ripen/services/store"
)

func TestBar_keepsCallersOfCompetitorsApart(t *testing.T) {
	t.Parallel()
	a := agencytest.Open(t)
	s, clara, dana := clients.New(a.Store, a.Clock.Now), models.Operator(), a.User("Dana Whitfield")
	harbour, pinnacle, aster := a.Client("harbour-dental").ID, a.Client("pinnacle-scan").ID, a.Client("aster-labs").ID
	if err := s.Join(t.Context(), clara, a.Program("scanner-de").ID, a.User("Mei Castellano").ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Bar(t.Context(), clara, harbour, pinnacle); !models.IsKind(err, models.Conflict) { // Mei calls for both
		t.Fatalf("barred although a caller is shared: %v", err)
	}
	if err := s.Leave(t.Context(), clara, a.Program("scanner-de").ID, a.User("Mei Castellano").ID); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Bar(t.Context(), clara, pinnacle, harbour); err != nil {
			t.Fatal(err)
		}
	}
	if barred, err := s.Barred(t.Context(), clara, harbour); err != nil || len(barred) != 1 || barred[0].ID != pinnacle {
		t.Errorf("barred = %+v, %v", barred, err)
	}
	if err := s.Join(t.Context(), clara, a.Program("scanner-de").ID, dana.ID); !models.IsKind(err, models.Conflict) {
		t.Errorf("Dana joined a competitor: %v", err)
	}
	if err := s.Join(t.Context(), clara, a.Program("scanners-uk").ID, dana.ID); err != nil {
		t.Errorf("Dana may call for a third: %v", err)
	}
	err := a.Store.Tx(t.Context(), clara, func(tx *store.Tx) error { // as a wrong program would
		_, err := tx.Run(`INSERT INTO memberships (program_id, client_id, user_id, created_at) VALUES ($1, $2, $3, $4)`, a.Program("scanner-de").ID, pinnacle, dana.ID, a.Clock.Now())
		return err
	})
	if refused := new(pgconn.PgError); !errors.As(err, &refused) || refused.ConstraintName != "memberships_barred" {
		t.Errorf("the database let Dana in: %v", err)
	}
	if err := s.Bar(t.Context(), clara, harbour, harbour); !models.IsKind(err, models.Invalid) {
		t.Errorf("a client was barred with itself: %v", err)
	}
	if err := s.Bar(t.Context(), clara, aster, models.NewID()); !models.IsKind(err, models.Invalid) {
		t.Errorf("a client was barred with nobody: %v", err)
	}
	if err := s.Unbar(t.Context(), clara, harbour, pinnacle); err != nil {
		t.Fatal(err)
	}
	if err := s.Join(t.Context(), clara, a.Program("scanner-de").ID, dana.ID); err != nil {
		t.Errorf("after the wall came down: %v", err)
	}
	if err := s.Bar(t.Context(), a.As("Dana Whitfield"), harbour, aster); !models.IsKind(err, models.Forbidden) {
		t.Errorf("a caller barred clients: %v", err)
	}
}
