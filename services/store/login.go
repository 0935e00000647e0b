package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"ripen/models"
)

// AppLogin is the login that Ripen works as: it owns nothing, inherits nothing, and
// enters one of the roles in each transaction.
const AppLogin = "ripen_app"

// roles are what the app's login may enter.
const roles = "ripen_agency, ripen_client, ripen_door, ripen_intake, ripen_worker"

// password of the app's login, derived from the installation's secret.
func password(secret []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("the database login of Ripen"))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// A login is what a connection turned out to be.
type login struct {
	Name       string
	Privileged bool // superuser, or exempt from row-level security
	Member     bool // may enter Ripen's roles
	MayCreate  bool // may create roles
}

func whoami(ctx context.Context, conn *pgx.Conn) (l login, err error) {
	err = conn.QueryRow(ctx, `
		SELECT rolname, rolsuper OR rolbypassrls, rolsuper OR rolcreaterole,
		       EXISTS (SELECT FROM pg_roles r WHERE r.rolname = 'ripen_agency' AND pg_has_role(current_user, r.oid, 'MEMBER'))
		FROM pg_roles WHERE rolname = current_user`).Scan(&l.Name, &l.Privileged, &l.MayCreate, &l.Member)
	if err != nil {
		return l, fmt.Errorf("ask who the login is: %w", err)
	}
	return l, nil
}

// appConfig is how to connect as the app: with the login given, if it is an ordinary
// member of the roles; else, where it is privileged, with the login that migrate made.
func appConfig(ctx context.Context, o Options) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(o.URL)
	if err != nil {
		return nil, models.Refuse(models.Invalid, "DATABASE_URL", "DATABASE_URL cannot be read; write postgres://user:password@host:5432/name.")
	}
	conn, err := pgx.ConnectConfig(ctx, config.ConnConfig)
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	defer conn.Close(ctx)
	given, err := whoami(ctx, conn)
	if err != nil {
		return nil, err
	}
	if given.Member && !given.Privileged && !given.MayCreate {
		return config, nil
	}
	config.ConnConfig.User, config.ConnConfig.Password = AppLogin, password(o.Secret)
	app, err := pgx.ConnectConfig(ctx, config.ConnConfig)
	if err != nil {
		return nil, fmt.Errorf("the database does not know Ripen’s own login yet, or RIPEN_SECRET has changed; run `ripen migrate up`: %w", err)
	}
	defer app.Close(ctx)
	is, err := whoami(ctx, app)
	if err != nil {
		return nil, err
	}
	if is.Privileged {
		return nil, models.Refuse(models.Forbidden, "", "The login %s is a superuser or exempt from row-level security: Ripen refuses to serve with it.", is.Name)
	}
	return config, nil
}

// ensureLogin makes the app's login, or brings its password up to date, and gives it
// River's tables.
func ensureLogin(ctx context.Context, conn *pgx.Conn, secret []byte) error {
	is, err := whoami(ctx, conn)
	if err != nil {
		return err
	}
	if !is.MayCreate {
		return models.Refuse(models.Forbidden, "", "The login %s may not create roles. Ask the administrator to run:\n%s", is.Name, LoginSQL(secret))
	}
	for _, step := range []string{
		`DO $$ BEGIN CREATE ROLE ` + AppLogin + ` LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
		`ALTER ROLE ` + AppLogin + ` PASSWORD '` + password(secret) + `'`,
		`GRANT ` + roles + ` TO ` + AppLogin,
		`GRANT USAGE ON SCHEMA public TO ` + AppLogin,
		riverGrants,
	} {
		if err := patiently(ctx, conn, step); err != nil {
			return fmt.Errorf("make the login %s: %w", AppLogin, err)
		}
	}
	return nil
}

// patiently runs a step again when another database of the same server has changed the
// same role in the same moment: roles belong to the server, but an advisory lock only to
// the database in which it is taken.
func patiently(ctx context.Context, conn *pgx.Conn, step string) (err error) {
	for range 50 {
		pg := new(pgconn.PgError)
		if _, err = conn.Exec(ctx, step); !errors.As(err, &pg) || pg.Code != "XX000" || !strings.Contains(pg.Message, "concurrently updated") {
			return err
		}
	}
	return err
}

// riverGrants gives the app's login every table, sequence and function of River.
const riverGrants = `DO $$
DECLARE
  part record;
BEGIN
  FOR part IN SELECT c.oid::regclass AS name, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'public' AND c.relname LIKE 'river\_%' AND c.relkind IN ('r', 'p', 'S') LOOP
    IF part.relkind = 'S' THEN
      EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO ` + AppLogin + `', part.name);
    ELSE
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE %s TO ` + AppLogin + `', part.name);
    END IF;
  END LOOP;
END $$`

// LoginSQL is what an administrator runs where Ripen's login may not create roles.
func LoginSQL(secret []byte) string {
	return "CREATE ROLE ripen_owner NOLOGIN; CREATE ROLE ripen_agency NOLOGIN; CREATE ROLE ripen_client NOLOGIN;\n" +
		"CREATE ROLE ripen_door NOLOGIN; CREATE ROLE ripen_intake NOLOGIN; CREATE ROLE ripen_worker NOLOGIN;\n" +
		"CREATE ROLE " + AppLogin + " LOGIN NOINHERIT PASSWORD '" + password(secret) + "';\n" +
		"GRANT " + roles + " TO " + AppLogin + ";"
}
