package isolation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/models/sample"
	"ripen/services/store"
)

// onlyTheDoor reads these, whoever else asks.
var onlyTheDoor = []string{"credentials", "sessions", "links", "sign_in_failures"}

// theDoor reads these and nothing else; of the sources only the open forms.
var theDoor = append([]string{"users", "clients", "form_tokens", "sources", "report_links", "feeds"}, onlyTheDoor...)

// ofNobody is what belongs to no client and may be read by all who have a grant.
var ofNobody = []string{"windows", "availabilities"}

func TestTables_showNobodyARowOfAnother(t *testing.T) {
	t.Parallel()
	h := apptest.Seeded(t, 20, 0.6)
	theRulesHeld(t, h)
	tables := everyTable(t, h)
	own := 0
	for _, who := range everybody(h) {
		for _, table := range tables {
			readable := columns(h, who, table.Name)
			switch {
			case len(readable) == 0:
				continue
			case strings.HasPrefix(table.Name, "river_") || table.Name == "goose_db_version":
				t.Errorf("%s reads %s", who, table.Name)
			case who.Gate == models.GateDoor:
				if !slices.Contains(theDoor, table.Name) {
					t.Errorf("the door reads %s", table.Name)
				}
			case slices.Contains(onlyTheDoor, table.Name):
				t.Errorf("%s reads %s: %s", who, table.Name, strings.Join(readable, ", "))
			default:
				own += who.reads(t, h, table.Name, readable)
			}
		}
	}
	if own < 1000 {
		t.Errorf("only %d rows of one's own were read: there was too little to see", own)
	}
	t.Logf("%d tables as %d actors: %d rows of one's own, 0 of others'", len(tables), len(everybody(h)), own)
}

// reads counts what the actor sees of a table: rows of others, which there must not be,
// and rows of his own.
func (who somebody) reads(t *testing.T, h *apptest.House, table string, readable []string) (own int) {
	t.Helper()
	foreign, args := who.foreign(table, readable)
	if foreign == "" {
		t.Errorf("%s reads %s, and nothing says whose its rows are: %s", who, table, strings.Join(readable, ", "))
		return 0
	}
	var theirs int
	h.Tx(who.Actor, func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(tx.Context(), `SELECT count(*) FILTER (WHERE `+foreign+`), count(*) FILTER (WHERE NOT (`+foreign+`)) FROM `+table, args...).Scan(&theirs, &own)
	})
	if theirs > 0 {
		t.Errorf("%s reads %d rows of others in %s", who, theirs, table)
	}
	return own
}

// foreign is the condition under which a row is not the actor's, over what he can read
// of it; "" where nothing says.
func (who somebody) foreign(table string, readable []string) (condition string, args []any) {
	has := func(column string) bool { return slices.Contains(readable, column) }
	switch {
	case slices.Contains(ofNobody, table):
		return "false", nil
	case who.Gate == models.GateWorker && (table == "screening_uploads" || table == "screened_numbers"):
		return "NOT EXISTS (SELECT FROM screening_lists l WHERE " + map[string]string{"screening_uploads": "l.id = list_id)", "screened_numbers": "l.upload_id = screened_numbers.upload_id)"}[table], nil
	case table == "form_tokens":
		return "user_id IS DISTINCT FROM $1", []any{who.UserID}
	case who.Gate == models.GateAgency:
		return "false", nil // the agency serves all of them; its callers' programs are the app's matter
	case table == "clients" && who.Gate == models.GateWorker:
		return "false", nil // a job learns from here which clients there are
	case table == "clients":
		return "id <> $1", []any{who.ClientID}
	case who.Gate == models.GateWorker && (table == "users" || table == "do_not_call" || table == "screening_lists"):
		return "client_id <> $1", []any{who.ClientID} // and what is the agency's own
	case table == "leads" && who.Gate == models.GateClient:
		return "NOT id = ANY($1)", []any{who.leads}
	case (table == "lead_facts" || table == "order_credits") && who.Gate == models.GateClient: // a client's leads without contact data; the policy says who reads them
		return "client_id IS DISTINCT FROM $1 OR NOT $2 = ANY ('{sales_manager,marketer}'::text[])", []any{who.ClientID, string(who.Role)}
	case has("lead_id") && who.Gate == models.GateClient:
		return "NOT lead_id = ANY($1)", []any{who.leads}
	case has("rep_id") && who.Role == models.Rep && who.Gate == models.GateClient:
		return "client_id IS DISTINCT FROM $1 OR rep_id IS DISTINCT FROM $2", []any{who.ClientID, who.UserID}
	case has("rep_id") && has("partner_id") && who.PartnerID != models.NoID:
		return "client_id IS DISTINCT FROM $1 OR partner_id IS DISTINCT FROM $2", []any{who.ClientID, who.PartnerID}
	case table == "users" && who.PartnerID != models.NoID:
		return "client_id IS DISTINCT FROM $1 OR partner_id IS DISTINCT FROM $2", []any{who.ClientID, who.PartnerID}
	case table == "partners" && who.PartnerID != models.NoID:
		return "client_id <> $1 OR id <> $2", []any{who.ClientID, who.PartnerID}
	case has("client_id"):
		return "client_id IS DISTINCT FROM $1", []any{who.ClientID}
	}
	return "", nil
}

func TestTables_giveTheLoginItselfNothingButTheJobs(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	rows, err := h.Store.Pool().Query(t.Context(), `SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname NOT LIKE 'river\_%' AND has_column_privilege(c.oid, a.attnum, 'SELECT, INSERT, UPDATE, REFERENCES')`)
	if err != nil {
		t.Fatal(err)
	}
	if readable, err := pgx.CollectRows(rows, pgx.RowTo[string]); err != nil || len(readable) > 0 {
		t.Errorf("without a role the app’s own login has rights on %v: %v", readable, err)
	}
}

// somebody is an actor, and for a client's people the leads that are theirs.
type somebody struct {
	models.Actor
	leads []models.ID
}

func (who somebody) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s", who.Gate, who.Role, who.Name))
}

// everybody is each of the cast, the door, and the form and the jobs of each client.
func everybody(h *apptest.House) (all []somebody) {
	cast := sample.Northlight()
	all = append(all, somebody{Actor: models.AtDoor()})
	for _, p := range cast.Everybody() {
		who := somebody{Actor: h.Cast.As(p.Name), leads: []models.ID{}}
		if who.Gate == models.GateClient {
			who.leads = append(who.leads, leadsOf(h, who.Actor)...)
		}
		all = append(all, who)
	}
	for _, c := range cast.Clients {
		id := h.Cast.Client(c.Slug).ID
		all = append(all, somebody{Actor: models.AtIntake(id)}, somebody{Actor: models.Worker(id)})
	}
	return append(all, somebody{Actor: models.Worker(models.NoID)})
}

// leadsOf is the leads that are somebody's by product.md 6, asked as the operator.
func leadsOf(h *apptest.House, by models.Actor) (ids []models.ID) {
	rule := map[models.Role]string{
		models.Rep:            "rep_id = $2 AND $3::uuid IS NOT NULL",
		models.PartnerManager: "partner_id = $3 AND $2::uuid IS NOT NULL",
		models.SalesManager:   "$2::uuid IS NOT NULL AND $3::uuid IS NOT NULL",
		models.Marketer:       "false AND $2::uuid IS NULL AND $3::uuid IS NULL",
	}[by.Role]
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		found, err := store.Rows[struct{ ID models.ID }](tx, `SELECT id FROM leads WHERE client_id = $1 AND `+rule, by.ClientID, by.UserID, by.PartnerID)
		for _, one := range found {
			ids = append(ids, one.ID)
		}
		return err
	})
	return ids
}

type table struct{ Name string }

// everyTable is every relation that holds rows, whoever owns it, as the app's own login
// finds it.
func everyTable(t *testing.T, h *apptest.House) (tables []table) {
	t.Helper()
	h.Tx(models.Operator(), func(tx *store.Tx) (err error) {
		var login string
		if err := tx.Pgx.QueryRow(tx.Context(), `SELECT session_user`).Scan(&login); err != nil {
			return err
		}
		if login != store.AppLogin {
			t.Errorf("connected as %s, not as the app’s own login", login)
		}
		tables, err = store.Rows[table](tx, `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1`)
		return err
	})
	if len(tables) < 40 {
		t.Errorf("only %d tables", len(tables))
	}
	return tables
}

// columns is what of a table the actor's database role may select.
func columns(h *apptest.House, who somebody, name string) (names []string) {
	h.Tx(who.Actor, func(tx *store.Tx) error {
		found, err := store.Rows[table](tx, `SELECT a.attname AS name FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped
			AND has_column_privilege(a.attrelid, a.attnum, 'SELECT')`, "public."+name)
		for _, column := range found {
			names = append(names, column.Name)
		}
		return err
	})
	return names
}
