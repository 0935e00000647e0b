package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/intake"
)

func importCommand() *cobra.Command {
	var client, program, medium string
	var q intake.Request
	cmd := withJSON(&cobra.Command{
		Use: "import --client S --program S FILE", Short: "Import a list of inquiries, CSV or XLSX", Args: cobra.ExactArgs(1),
		Long: "Each row becomes an inquiry, a repeat of a person already known, or is rejected with its\nline and reason in a file beside the input: rows = inquiries + repeats + rejected.\n" +
			"An import that was cut off goes on where it was when it is run again; the same file a\nsecond time makes nobody new.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) (err error) {
			c, err := clientNamed(ctx, a, client)
			if err != nil {
				return err
			}
			p, err := a.Clients.ProgramBySlug(ctx, models.Operator(), c.ID, program)
			if models.IsKind(err, models.NotFound) {
				return models.Refuse(models.NotFound, "program", "%s has no program %q; `ripen program list --client %s` names them.", c.Name, program, c.Slug)
			}
			if err != nil {
				return err
			}
			if q.Options.Medium = models.Medium(medium); medium != "" && !q.Options.Medium.Valid() {
				return models.Refuse(models.Invalid, "medium", "--medium is %q: choose one of %s.", medium, mediaWords())
			}
			if prefix := q.Options.PhonePrefix; prefix != "" && !strings.HasPrefix(prefix, "+") {
				return models.Refuse(models.Invalid, "default-phone-prefix", "--default-phone-prefix is %q: write it with the country code, such as +1312.", prefix)
			}
			path := cmd.Flags().Arg(0)
			file, size, err := fileToRead(path)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, file.Close()) }()
			q.ClientID, q.ProgramID, q.FileName, q.Size, q.File = c.ID, p.ID, filepath.Base(path), size, file
			r, err := a.Intake.Import(ctx, models.Operator(), q, progressLine(cmd))
			if err != nil {
				return goesOn(err, r)
			}
			shown := importShown{Rows: r.Rows, Inquiries: r.Inquiries, Repeats: r.Repeats, Rejected: r.Rejected, Seconds: r.Seconds, DryRun: q.DryRun, Resumed: r.Resumed, Notes: append([]string{}, r.Notes...)}
			if r.Rejected > 0 && !q.DryRun {
				shown.RejectedFile, err = writeBeside(path, func(w io.Writer) error { return a.Intake.WriteRejected(ctx, models.Operator(), r.ImportID, w) })
				if err != nil {
					return err
				}
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, shown)
			}
			shown.print(cmd)
			for _, row := range r.Refused[:min(5, len(r.Refused))] {
				say(cmd, "  line %d: %s", row.Line, row.Reason)
			}
			return nil
		}),
	})
	flags := cmd.Flags()
	flags.StringVar(&client, "client", "", "the client’s short name")
	flags.StringVar(&program, "program", "", "the short name of the program that works the inquiries")
	flags.StringVar(&q.Options.Source, "source", "", "the source of rows that name none")
	flags.StringVar(&medium, "medium", "", "the medium of sources that are new: "+mediaWords())
	flags.StringVar(&q.Map, "map", "", "which column is which field, such as name=Contact,phone=Tel; without it, as the names suggest")
	flags.StringVar(&q.Options.PhonePrefix, "default-phone-prefix", "", "completes local numbers, such as +1312")
	flags.BoolVar(&q.Options.History, "history", false, "queue none: close them as taken over")
	flags.BoolVar(&q.DryRun, "dry-run", false, "say what would become of the rows, and keep nothing")
	required(cmd, "client", "program")
	return cmd
}

// importShown is an import as programs read it.
type importShown struct {
	Rows         int      `json:"rows"`
	Inquiries    int      `json:"inquiries"`
	Repeats      int      `json:"repeats"`
	Rejected     int      `json:"rejected"`
	Seconds      float64  `json:"seconds"`
	RejectedFile string   `json:"rejected_file"`
	DryRun       bool     `json:"dry_run"`
	Resumed      bool     `json:"resumed"`
	Notes        []string `json:"notes"`
}

func (i importShown) print(cmd *cobra.Command) {
	if i.Resumed {
		say(cmd, "An earlier run of this import had been cut off; it went on from there.")
	}
	say(cmd, "%d rows = %d inquiries + %d repeats + %d rejected, in %.1f s.", i.Rows, i.Inquiries, i.Repeats, i.Rejected, i.Seconds)
	if i.RejectedFile != "" {
		say(cmd, "The rejected rows, with reasons: %s", i.RejectedFile)
	}
	for _, note := range i.Notes {
		say(cmd, "%s", note)
	}
	if i.DryRun {
		say(cmd, "This was a dry run: nothing was kept.")
	}
}

// progressLine writes how far an import has come, for people who wait.
func progressLine(cmd *cobra.Command) func(intake.Progress) {
	if wantsJSON(cmd) {
		return nil
	}
	return func(p intake.Progress) {
		if p.Rows%100_000 < 2_000 && p.Rows >= 100_000 {
			fmt.Fprintf(cmd.ErrOrStderr(), "%d rows ...\n", p.Rows)
		}
	}
}

// goesOn adds to an import's trouble what is kept of it.
func goesOn(err error, r intake.Result) error {
	if r.Rows == 0 || models.Refused(err) != nil {
		return err
	}
	return fmt.Errorf("after %d rows, which are kept; run it again to go on: %w", r.Rows, err)
}

// fileToRead opens a file that is to be imported.
func fileToRead(path string) (*os.File, int64, error) {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, 0, models.Refuse(models.NotFound, "file", "There is no file %s.", path)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("look at the file: %w", err)
	}
	if info.IsDir() {
		return nil, 0, models.Refuse(models.Invalid, "file", "%s is a folder: name a CSV or XLSX file.", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, fmt.Errorf("open the file: %w", err)
	}
	return file, info.Size(), nil
}

// writeBeside writes the rejected rows into a file beside the input, or, where that
// folder is not to be written to, into the current one. It says where they are.
func writeBeside(input string, write func(io.Writer) error) (path string, err error) {
	name := strings.TrimSuffix(filepath.Base(input), filepath.Ext(input)) + ".rejected.csv"
	path = filepath.Join(filepath.Dir(input), name)
	file, err := os.Create(path)
	if err != nil {
		path = name
		if file, err = os.Create(path); err != nil {
			return "", fmt.Errorf("the rows are imported, but the rejected ones cannot be written: %w", err)
		}
	}
	return path, errors.Join(write(file), file.Close())
}

func mediaWords() string {
	words := make([]string, len(models.Media))
	for n, medium := range models.Media {
		words[n] = string(medium)
	}
	return strings.Join(words, ", ")
}
