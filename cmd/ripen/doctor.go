package main

import (
	"context"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/services/store/private"
)

func doctorCommand() *cobra.Command {
	return withJSON(&cobra.Command{
		Use: "doctor", Short: "Check configuration, database, migrations and jobs, and say what to do", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d := examine(cmd.Context())
			if wantsJSON(cmd) {
				if err := printJSON(cmd, d); err != nil {
					return err
				}
			} else if err := d.print(cmd); err != nil {
				return err
			}
			if !d.OK {
				return errSaid
			}
			return nil
		},
	})
}

// A diagnosis is what the doctor found.
type diagnosis struct {
	OK       bool              `json:"ok"`
	Mode     string            `json:"mode,omitempty"` // development or production
	Database databaseDiagnosis `json:"database"`
	Checks   []check           `json:"checks"`
}

// A databaseDiagnosis says where the database is. The URL of the private one is its
// administrator's, password included: it is on this machine and of this user.
type databaseDiagnosis struct {
	Private bool   `json:"private"`
	Running bool   `json:"running"` // before the doctor came
	Address string `json:"address,omitempty"`
	URL     string `json:"url,omitempty"`
}

// A check is one thing that was looked at.
type check struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	Says string `json:"says"`
	Todo string `json:"todo,omitempty"`
}

func (d *diagnosis) add(name, says, todo string, err error) bool {
	c := check{Name: name, OK: err == nil, Says: says}
	if err != nil {
		c.Says, c.Todo, d.OK = sentence(err), todo, false
	}
	d.Checks = append(d.Checks, c)
	return c.OK
}

func (d *diagnosis) print(cmd *cobra.Command) error {
	rows := [][]string{}
	for _, c := range d.Checks {
		mark := "ok"
		if !c.OK {
			mark = "TO DO"
		}
		rows = append(rows, []string{mark, c.Name, c.Says})
		if c.Todo != "" {
			rows = append(rows, []string{"", "", "→ " + c.Todo})
		}
	}
	return printTable(cmd, rows)
}

// examine looks at one thing after the other, as far as each lets it.
func examine(ctx context.Context) (d *diagnosis) {
	d = &diagnosis{OK: true}
	c, err := config.Read()
	if !d.add("configuration", "can be read", "Set the variable as the sentence says; `ripen environment` explains each.", err) {
		return d
	}
	d.Mode = c.Env
	d.Database.Private = c.Private()
	if c.Private() {
		_, d.Database.Running = private.Attach(ctx, c.ServerDir())
	}
	db, err := app.OpenDatabase(ctx, c)
	if !d.add("database", found(c), "Look at the server’s own log; without DATABASE_URL it is in RIPEN_DATA/postgres.", err) {
		return d
	}
	defer func() {
		if err := db.Close(); err != nil {
			d.add("private server", "", "Look at RIPEN_DATA/postgres/postgres.log.", err)
		}
	}()
	d.Database.Address = db.Address()
	if db.Private {
		d.Database.URL = db.URL
	}
	says, err := checkServer(ctx, db)
	if !d.add("server", says, "Look whether DATABASE_URL is right and the server runs, version 15 or newer.", err) {
		return d
	}
	d.Database.Running = d.Database.Running || !db.Private
	says, err = checkMigrations(ctx, db)
	if !d.add("migrations", says, "Run `ripen migrate up`.", err) {
		return d
	}
	says, err = checkRole(ctx, db)
	if !d.add("database role", says, "Run `ripen migrate up` with a privileged DATABASE_URL: it makes the login; or ask the administrator to run:\n"+loginSQL(db), err) {
		return d
	}
	says, err = checkJobs(ctx, db)
	d.add("jobs", says, "Start `ripen serve` or `ripen work`, and look at the log of it.", err)
	return d
}

func found(c config.Config) string {
	if c.Private() {
		return "a private PostgreSQL in " + c.ServerDir()
	}
	return "the one of DATABASE_URL"
}
