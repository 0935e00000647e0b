package clients_test

import (
	"context"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/store"
)

// merging is the sources of Harbour, as they are acted upon.
type merging struct {
	*testing.T
	st  *store.Store
	ids map[string]models.ID
}

func (m *merging) counts(name string) (as string) {
	m.Helper()
	if err := m.st.Tx(m.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(m.Context(), `SELECT b.name FROM sources a JOIN sources b ON b.id = a.counts_as WHERE a.id = $1`, m.ids[name]).Scan(&as)
	}); err != nil {
		m.Fatal(err)
	}
	return as
}

func TestMerge_countsOneSourceWithAnotherAndIsTakenBack(t *testing.T) {
	t.Parallel()
	st, svc, cast := settled(t)
	m := &merging{t, st, map[string]models.ID{}}
	client := cast.Client("harbour-dental").ID
	for _, name := range []string{"a", "b", "c"} {
		src, err := svc.CreateSource(t.Context(), models.Operator(), models.Source{ClientID: client, Name: name})
		if err != nil {
			t.Fatal(err)
		}
		m.ids[name] = src.ID
	}
	helen := cast.As("Priya Raman")
	do := func(what string, act func(context.Context, models.Actor, models.ID, models.ID) error, name string) {
		t.Helper()
		if err := act(t.Context(), helen, models.NewID(), m.ids[name]); err != nil {
			t.Fatalf("%s %s: %v", what, name, err)
		}
	}
	into := func(name string) func(context.Context, models.Actor, models.ID, models.ID) error {
		return func(ctx context.Context, by models.Actor, token, id models.ID) error {
			return svc.Merge(ctx, by, token, id, m.ids[name])
		}
	}
	stands := func(want string) {
		t.Helper()
		if got := m.counts("a") + m.counts("b") + m.counts("c"); got != want {
			t.Errorf("they count as %s instead of %s", got, want)
		}
	}
	do("merge", into("b"), "a")
	stands("bbc")
	do("merge", into("c"), "b")
	stands("ccc")
	do("separate", svc.Separate, "b")
	stands("bbc") // what had been merged into it comes back with it
	do("merge", into("c"), "b")
	do("separate", svc.Separate, "a")
	do("separate", svc.Separate, "b")
	stands("abc")
	for what, err := range map[string]error{
		"Choose another source":      svc.Merge(t.Context(), helen, models.NoID, m.ids["a"], m.ids["a"]),
		"Choose one of the client’s": svc.Merge(t.Context(), helen, models.NoID, m.ids["a"], cast.Source("Dentist to dentist").ID),
		"is not merged":              svc.Separate(t.Context(), helen, models.NoID, m.ids["a"]),
	} {
		if err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
	do("merge", into("b"), "a")
	if err := svc.Merge(t.Context(), helen, models.NoID, m.ids["c"], m.ids["a"]); err == nil || !strings.Contains(err.Error(), "choose that one") {
		t.Errorf("merged into one that is merged: %v", err)
	}
	if err := svc.Merge(t.Context(), cast.As("Dana Whitfield"), models.NoID, m.ids["c"], m.ids["b"]); !models.IsKind(err, models.Forbidden) {
		t.Errorf("a caller merges: %v", err)
	}
	deeds, err := svc.SourceDeeds(t.Context(), helen, client, m.ids["b"])
	if err != nil || len(deeds) != 7 || deeds[0].Words() != "“a” is counted with “b”: inquiries, spend, leads and orders." || deeds[0].By != "Priya Raman" || !deeds[0].StillThere || deeds[1].StillThere {
		t.Errorf("%+v %v", deeds, err)
	}
}

func TestRename_leavesTheNameThatItCameUnder(t *testing.T) {
	t.Parallel()
	st, svc, cast := settled(t)
	client, priya := cast.Client("harbour-dental").ID, cast.As("Priya Raman")
	was, err := svc.CreateSource(t.Context(), models.Operator(), models.Source{ClientID: client, Name: "dntl shw 26", Medium: "trade_show"})
	if err != nil {
		t.Fatal(err)
	}
	if err := svc.Rename(t.Context(), priya, models.NewID(), was.ID, "Dental show 2026"); err != nil {
		t.Fatal(err)
	}
	named := func(name string) (src *models.Source) {
		t.Helper()
		if err := st.Tx(t.Context(), models.Worker(client), func(tx *store.Tx) (err error) {
			src, err = svc.Source(tx, client, name, "", models.NoID)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return src
	}
	if got := named("dntl shw 26"); got.ID != was.ID || got.Label() != "Dental show 2026" || got.FormKey != was.FormKey {
		t.Errorf("the old name leads to %+v", got)
	}
	if got := named("Dental show 2026"); got.ID == was.ID || got.Name != "Dental show 2026" || got.CountsAs() != was.ID || got.Medium != "trade_show" {
		t.Errorf("what comes under the new name is kept as %+v", got)
	}
	if err := svc.Rename(t.Context(), priya, models.NewID(), was.ID, "Scanner terms"); err == nil || !strings.Contains(err.Error(), "merge this one into it") {
		t.Errorf("called as another: %v", err)
	}
	if _, err := svc.CreateSource(t.Context(), models.Operator(), models.Source{ClientID: client, Name: "Dental show 2026"}); !models.IsKind(err, models.Conflict) {
		t.Errorf("a second one of the name: %v", err)
	}
	if err := svc.Rename(t.Context(), priya, models.NewID(), was.ID, "dntl shw 26"); err != nil {
		t.Fatal(err)
	}
	if got := named("dntl shw 26"); got.Title != "" {
		t.Errorf("renamed back it is %+v", got)
	}
}
