package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/store"
)

// oldestServer is the oldest PostgreSQL that Ripen runs on.
const oldestServer = 150000

func checkServer(ctx context.Context, d *app.Database) (says string, err error) {
	err = store.Admin(ctx, d.URL, func(conn *pgx.Conn) error {
		var version int
		if err := conn.QueryRow(ctx, `SELECT current_setting('server_version_num')::int`).Scan(&version); err != nil {
			return err
		}
		if version < oldestServer {
			return models.Refuse(models.Invalid, "DATABASE_URL", "PostgreSQL %d is too old: Ripen needs 15 or newer.", version/10000)
		}
		says = fmt.Sprintf("PostgreSQL %d.%d answers at %s", version/10000, version%10000, d.Address())
		return nil
	})
	return says, err
}

func checkMigrations(ctx context.Context, d *app.Database) (string, error) {
	status, err := store.MigrationStatus(ctx, d.Options)
	if err != nil {
		return "", err
	}
	pending := 0
	for _, s := range status {
		if !s.Applied {
			pending++
		}
	}
	if pending > 0 {
		return "", models.Refuse(models.Conflict, "", "%d of %d migrations are still to be applied.", pending, len(status))
	}
	return fmt.Sprintf("all %d are applied", len(status)), nil
}

// checkRole connects as serve would. The store refuses a login that is a superuser or
// exempt from row-level security.
func checkRole(ctx context.Context, d *app.Database) (string, error) {
	st, err := store.Open(ctx, d.Options)
	if err != nil {
		return "", err
	}
	defer st.Close()
	if err := st.Ready(ctx); err != nil {
		return "", err
	}
	var name string
	var exempt bool
	err = st.Pool().QueryRow(ctx, `SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user`).Scan(&name, &exempt)
	if err == nil && exempt {
		err = models.Refuse(models.Forbidden, "", "The login %s is a superuser or exempt from row-level security.", name)
	}
	return "works as " + name + ", neither superuser nor exempt from row-level security", err
}

func loginSQL(d *app.Database) string { return store.LoginSQL(d.Secret) }

// late is how long a job may wait where nobody is at work.
const late = 5 * time.Minute

func checkJobs(ctx context.Context, d *app.Database) (string, error) {
	st, err := store.Open(ctx, d.Options)
	if err != nil {
		return "", err
	}
	defer st.Close()
	var waiting, failing, lost, behind int
	var working bool // some process leads the others: it renews that every few seconds
	now := time.Now()
	err = st.Pool().QueryRow(ctx, `
		SELECT count(*) FILTER (WHERE state IN ('available', 'scheduled', 'running')), count(*) FILTER (WHERE state = 'retryable'),
		       count(*) FILTER (WHERE state = 'discarded'), count(*) FILTER (WHERE state = 'available' AND scheduled_at < $1),
		       EXISTS (SELECT FROM river_leader WHERE expires_at > $2)
		FROM river_job`, now.Add(-late), now).Scan(&waiting, &failing, &lost, &behind, &working)
	if err != nil {
		return "", fmt.Errorf("look at the jobs: %w", err)
	}
	says := fmt.Sprintf("%d wait or run, %d of them late, %d are tried again, %d were given up", waiting, behind, failing, lost)
	switch {
	case working:
		return "somebody does them: " + says, nil
	case behind > 0:
		return "", errors.New("nobody does them: " + says)
	}
	return "nobody does them just now: " + says, nil
}
