package store_test

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm/schema"

	"ripen/migrations"
	"ripen/models"
	"ripen/services/store"
	"ripen/services/store/private"
	"ripen/services/store/storetest"
)

// nouns is every model that is a table.
var nouns = []any{
	models.User{}, models.Client{}, models.Partner{}, models.Source{}, models.Spend{}, models.SpendAct{}, models.SourceAct{}, models.SurveyShare{}, models.SurveyQuestion{}, models.SurveyAnswer{}, models.SurveyWords{}, models.Program{}, models.Membership{}, models.BarredPair{}, models.Criteria{}, models.Process{},
	models.Organisation{}, models.Person{}, models.Inquiry{}, models.Arrival{}, models.Import{}, models.ImportChunk{}, models.RejectedRow{}, models.Submission{},
	models.Number{}, models.OrganisationNote{}, models.Referral{}, models.DoNotCallEntry{}, models.PolicyDecision{}, models.Claim{}, models.Attempt{}, models.Withdrawal{}, models.Promise{}, models.Draft{}, models.Note{}, models.Availability{}, models.Presence{},
	models.Grading{}, models.GivenAnswers{}, models.PendingRelease{}, models.Lead{}, models.Assignment{}, models.Acceptance{}, models.Contact{}, models.Milestone{},
	models.CloseOut{}, models.Order{}, models.Return{}, models.Push{}, models.PushAttempt{}, models.PushAnswer{}, models.Device{}, models.Endpoint{}, models.EndpointSecret{}, models.AuditEntry{}, models.Mail{},
	models.Coaching{}, models.CoachingWords{}, models.ContactPlan{}, models.Move{}, models.ProgramStanding{}, models.ProgramFee{}, models.MarketYear{}, models.MarketAct{}, models.CallCost{}, models.PlannedLetter{}, models.Deed{}, models.Hold{},
	models.ProcessChange{}, models.FollowUpPolicy{}, models.FollowUpAcknowledgement{}, models.ClosedDay{}, models.BoardAct{}, models.FollowUpStatement{},
	models.BalanceNow{}, models.BalanceDay{}, models.BalanceStatement{},
	models.Routing{}, models.Account{}, models.Handover{},
	models.LeadContact{}, models.LeadReport{}, models.ReportWithdrawal{}, models.ReachRequest{}, models.ReportLink{}, models.Feed{},
}

func TestModels_haveTheColumnsOfTheirTables(t *testing.T) {
	t.Parallel()
	o := storetest.Database(t)
	for _, noun := range nouns {
		parsed, err := schema.Parse(noun, new(sync.Map), schema.NamingStrategy{})
		if err != nil {
			t.Fatal(err)
		}
		var columns []string
		if err := store.Admin(t.Context(), o.URL, func(conn *pgx.Conn) error {
			return conn.QueryRow(t.Context(), `SELECT COALESCE(array_agg(column_name::text), '{}') FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND (is_generated = 'NEVER' OR column_name = ANY ($2))`,
				parsed.Table, parsed.DBNames).Scan(&columns) // what a table generates, a noun may know
		}); err != nil {
			t.Fatal(err)
		}
		for _, field := range parsed.DBNames {
			if !slices.Contains(columns, field) {
				t.Errorf("%s: the table %s has no column %s", parsed.Name, parsed.Table, field)
			}
		}
		for _, column := range columns {
			if !slices.Contains(parsed.DBNames, column) {
				t.Errorf("%s: the noun knows nothing of %s.%s", parsed.Name, parsed.Table, column)
			}
		}
	}
}

func TestTables_areProtectedByForcedRowLevelSecurity(t *testing.T) {
	t.Parallel()
	o := storetest.Database(t)
	if err := store.Admin(t.Context(), o.URL, func(conn *pgx.Conn) error {
		rows, err := conn.Query(t.Context(), `SELECT relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname = 'public' AND relkind IN ('r', 'p') AND relname NOT LIKE 'river\_%' AND relname <> 'goose_db_version' AND NOT (relrowsecurity AND relforcerowsecurity)`)
		if err != nil {
			return err
		}
		open, err := pgx.CollectRows(rows, pgx.RowTo[string])
		for _, table := range open {
			t.Errorf("%s is not protected: SELECT protect('%s') in its migration", table, table)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// noise is what pg_dump writes about itself and the session, not about the schema.
var noise = regexp.MustCompile(`(?m)^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict.*)\n`)

func TestSchema_isDumpedFromTheMigrations(t *testing.T) {
	t.Parallel()
	bin, err := private.Find()
	if err != nil {
		t.Skip("there is no pg_dump beside the server here:", err)
	}
	dump := filepath.Join(bin.Dir, "pg_dump")
	if _, err := os.Stat(dump); err != nil {
		t.Skipf("the PostgreSQL in use brings no pg_dump (%s), so schema.sql is checked elsewhere", bin.Dir)
	}
	head := "-- The database on one page: dumped from the migrations by pg_dump " + majorOf(t, dump) + " (make schema). Do not edit.\n\n"
	if before, _, _ := strings.Cut(migrations.Schema, "\n"); os.Getenv("UPDATE") == "" && migrations.Schema != "" && before != strings.TrimSpace(head) {
		t.Skipf("schema.sql was dumped by another version: %s", before)
	}
	o := storetest.Database(t)
	address, err := url.Parse(o.URL)
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), dump, "--schema-only", "--no-owner", "--exclude-table=river_*", "--exclude-table=goose_db_version", "--dbname", address.String()).Output()
	if err != nil {
		t.Fatal(err)
	}
	got := head + regexp.MustCompile(`\n{3,}`).ReplaceAllString(strings.TrimSpace(noise.ReplaceAllString(string(out), "")), "\n\n") + "\n"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("../../migrations/schema.sql", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != migrations.Schema {
		t.Error("migrations/schema.sql is not what the migrations make; run: make schema")
	}
}

func majorOf(t *testing.T, dump string) string {
	t.Helper()
	out, err := exec.CommandContext(context.Background(), dump, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	major, _, _ := strings.Cut(regexp.MustCompile(`\d+\.\d+|\d+`).FindString(string(out)), ".")
	return major
}
