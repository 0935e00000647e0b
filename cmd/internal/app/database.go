package app

import (
	"context"
	"errors"
	"net/url"

	"ripen/cmd/internal/config"
	"ripen/services/store"
	"ripen/services/store/private"
)

// A Database is the PostgreSQL of the installation: the one it was given, or its own,
// which runs for as long as somebody has it open.
type Database struct {
	store.Options
	Private bool
	stop    func() error
}

// OpenDatabase finds or starts the PostgreSQL of the configuration. The private one, and
// a demo's, is brought to the newest shape at once; of any other somebody decides when.
func OpenDatabase(ctx context.Context, c config.Config) (*Database, error) {
	d := &Database{Options: store.Options{URL: c.DatabaseURL, Secret: c.Secret, Conns: c.Conns}, Private: c.Private(), stop: func() error { return nil }}
	if d.Private {
		var err error
		if d.URL, d.stop, err = private.Open(ctx, c.ServerDir()); err != nil {
			return nil, err
		}
	}
	if !d.Private && !c.Demo {
		return d, nil
	}
	if err := store.MigrateUp(ctx, d.Options); err != nil {
		return nil, errors.Join(err, d.stop())
	}
	return d, nil
}

// Close lets go of the private server, which stops unless somebody else has it open.
func (d *Database) Close() error { return d.stop() }

// Address is the database's address without the password.
func (d *Database) Address() string {
	u, err := url.Parse(d.URL)
	if err != nil || u.Host == "" {
		return "as given in DATABASE_URL"
	}
	return u.Redacted()
}
