package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/models"
	"ripen/services/intake"
	"ripen/services/policy/number"
	"ripen/services/store"
)

// importing measures how fast a list comes in, beside the same inquiries brought into
// the same table, with its indexes and foreign keys, by COPY.
func importing(ctx context.Context, o options, say func(measurement) error) (err error) {
	g, err := openGround(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.stop()) }()
	for _, rows := range o.rows {
		if err := withField(ctx, g, func(f *field) error {
			m, err := f.imports(ctx, rows)
			if err != nil {
				return err
			}
			return say(m)
		}); err != nil {
			return err
		}
	}
	return nil
}

func (f *field) imports(ctx context.Context, rows int) (m measurement, err error) {
	if err := f.settle(ctx, 1); err != nil {
		return m, err
	}
	dir, err := os.MkdirTemp("", "ripen-import-")
	if err != nil {
		return m, err
	}
	defer os.RemoveAll(dir)
	list := filepath.Join(dir, "list.csv")
	if err := write(list, func(out io.Writer) error { return writeList(out, rows) }); err != nil {
		return m, err
	}
	r, cpu, err := f.importOf(ctx, list)
	if err != nil {
		return m, err
	}
	copied, seconds, err := f.copyAgain(ctx, filepath.Join(dir, "inquiries"))
	if err != nil {
		return m, err
	}
	m = measurement{Name: "import", Rows: rows, Clients: 1, PerS: round(float64(r.Rows)/r.Seconds, 0), LimitPer: round(float64(copied)/seconds, 0), CPU: round(1000*cpu.Seconds()/float64(rows), 4),
		Limit: "COPY of the same inquiries alone, into the same table with its indexes and foreign keys"}
	m.Ratio = round(m.PerS/m.LimitPer, 3)
	m.P50 = round(1000*r.Seconds/float64(rows), 4) // a list is one operation; of a row there is only the mean
	m.P99 = m.P50
	m.Proof = map[string]any{"seconds": round(r.Seconds, 2), "inquiries": r.Inquiries, "repeats": r.Repeats, "rejected": r.Rejected, "copied": copied, "adds_up": r.Rows == rows && r.Rows == r.Inquiries+r.Repeats+r.Rejected}
	m.Server, err = f.settings(ctx)
	return m, err
}

// writeList writes a list as clients send them. Every row is somebody else.
func writeList(out io.Writer, rows int) error {
	fmt.Fprintln(out, "id,date,source,company,name,email,phone,street,city,state,zip,country,product,message")
	sources := []string{"Trade show", "Web form", "Magazine", "Webinar", "Mailing"}
	codes := areas()
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := range rows {
		if _, err := fmt.Fprintf(out, "B%d,%s,%s,Practice %d,Ivy%d Moss%d,ivy%d@practice%d.example,(%d) 555-%04d,%d Main St,Tampa,FL,33606,US,Scanner,\"Please send prices, and what training costs.\"\n",
			n, day.AddDate(0, 0, n%180).Format(time.DateOnly), sources[n%len(sources)], n, n, n, n, n, codes[n/100%len(codes)], 100+n%100, n); err != nil {
			return err
		}
	}
	return nil
}

// areas are the area codes of the United States. In each the numbers 555-0100 to 0199 are
// kept for fiction: they repeat in a long list, as switchboards do.
func areas() (codes []int) {
	for code := 201; code < 990; code++ {
		if number.State(fmt.Sprintf("+1%d5550100", code)) != "" {
			codes = append(codes, code)
		}
	}
	return codes
}

// An imported list is what the importer says it came to.
type imported struct {
	Rows, Inquiries, Repeats, Rejected int
	Seconds                            float64
}

// importOf imports the list in a process of its own.
func (f *field) importOf(ctx context.Context, list string) (r imported, cpu time.Duration, err error) {
	self, err := os.Executable()
	if err != nil {
		return r, 0, err
	}
	cmd := exec.CommandContext(ctx, self, "importer", f.agency.clients[0].String(), f.agency.programs[0].String(), list)
	cmd.Env = append(os.Environ(), "DATABASE_URL="+f.URL, "RIPEN_SECRET="+string(f.Secret), "RIPEN_ENV=production")
	cmd.Stderr = os.Stderr
	output, err := cmd.Output()
	if err != nil {
		return r, 0, fmt.Errorf("import: %w", err)
	}
	return r, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), json.Unmarshal(output, &r)
}

// importerCommand is the other process.
func importerCommand() *cobra.Command {
	return &cobra.Command{Use: "importer CLIENT PROGRAM FILE", Short: "Import one list", Args: cobra.ExactArgs(3), Hidden: true, RunE: func(cmd *cobra.Command, args []string) (err error) {
		c, err := config.Read()
		if err != nil {
			return err
		}
		a, err := app.Open(cmd.Context(), c)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, a.Close()) }()
		file, err := os.Open(args[2])
		if err != nil {
			return err
		}
		defer file.Close()
		client, err := models.ParseID(args[0])
		if err != nil {
			return err
		}
		program, err := models.ParseID(args[1])
		if err != nil {
			return err
		}
		r, err := a.Intake.Import(cmd.Context(), models.Operator(), intake.Request{ClientID: client, ProgramID: program, FileName: "list.csv", File: file}, nil)
		if err != nil {
			return err
		}
		return json.NewEncoder(cmd.OutOrStdout()).Encode(imported{r.Rows, r.Inquiries, r.Repeats, r.Rejected, r.Seconds})
	}}
}

// copyAgain takes the inquiries out of the table and brings them in again by COPY.
func (f *field) copyAgain(ctx context.Context, path string) (rows int64, seconds float64, err error) {
	conn := f.admin.PgConn()
	if err := write(path, func(out io.Writer) error {
		_, err := conn.CopyTo(ctx, out, `COPY inquiries TO STDOUT`)
		return err
	}); err != nil {
		return 0, 0, err
	}
	for _, step := range []string{`SET session_replication_role = replica`, `TRUNCATE inquiries CASCADE`, `SET session_replication_role = origin`} {
		if _, err := f.admin.Exec(ctx, step); err != nil {
			return 0, 0, err
		}
	}
	if err := f.settleDown(ctx); err != nil {
		return 0, 0, err
	}
	file, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer file.Close()
	began := time.Now()
	// On a connection of its own, as \copy has one.
	err = store.Admin(ctx, f.URL, func(conn *pgx.Conn) error {
		tag, err := conn.PgConn().CopyFrom(ctx, file, `COPY inquiries FROM STDIN`)
		rows = tag.RowsAffected()
		return err
	})
	return rows, since(began), err
}

// write writes a file.
func write(path string, fn func(io.Writer) error) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(file, 1<<20)
	return errors.Join(fn(out), out.Flush(), file.Close())
}
