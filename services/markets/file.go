package markets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"ripen/models"
	"ripen/services/intake/table"
)

// MostRows is how many market years a file may have.
const MostRows = 2000

// A File is a table of market years: market, year, units, planned, program.
type File struct {
	Name string
	In   io.Reader
}

// A Line is one row of the file as it was understood, or why it cannot be.
type Line struct {
	Line     int
	Cells    []string
	Year     models.MarketYear
	Program  string // its name; "" for all of them
	Fault    string
	Replaces string // what stands for the market and year
}

// A Sheet is a file as it was understood.
type Sheet struct {
	Header, Notes []string
	Lines         []Line
	Kept          bool           // nothing is, while there is a fault
	at            map[string]int // the column of each field, -1 where it has none
}

// Faults is how many rows cannot be kept.
func (s *Sheet) Faults() (n int) {
	for _, l := range s.Lines {
		if l.Fault != "" {
			n++
		}
	}
	return n
}

// Words is what became of a file, in one sentence.
func (s *Sheet) Words() string {
	switch bad := s.Faults(); {
	case len(s.Lines) == 0:
		return "The file has no rows."
	case bad > 0:
		return fmt.Sprintf("%d of %s cannot be kept, so nothing was.", bad, rows(len(s.Lines)))
	case s.Kept && len(s.Lines) == 1:
		return "1 row was kept."
	case s.Kept:
		return fmt.Sprintf("%s were kept.", rows(len(s.Lines)))
	}
	return fmt.Sprintf("%s can be kept.", rows(len(s.Lines)))
}

// errOnlyRead takes back the transaction in which a file was only read.
var errOnlyRead = errors.New("the file was only read")

// Read says what would become of a file, and keeps nothing.
func (s *Service) Read(ctx context.Context, by models.Actor, clientID models.ID, f File) (*Sheet, error) {
	return s.file(ctx, by, models.NoID, clientID, f, true)
}

// Import keeps a file: all of its rows, or none where one has a fault.
func (s *Service) Import(ctx context.Context, by models.Actor, token, clientID models.ID, f File) (*Sheet, error) {
	return s.file(ctx, by, token, clientID, f, false)
}

func (s *Service) file(ctx context.Context, by models.Actor, token, clientID models.ID, f File, onlyRead bool) (*Sheet, error) {
	if err := mayEnter(by); err != nil {
		return nil, err
	}
	whole, sheet, err := readTable(f)
	if err != nil {
		return nil, err
	}
	err = s.act(ctx, by, token, clientID, models.MarketFile, f.Name, func(in *entering) error {
		for _, row := range whole.Rows {
			in.read(sheet, row)
		}
		if onlyRead || sheet.Faults() > 0 || len(sheet.Lines) == 0 {
			return errOnlyRead
		}
		for n := range sheet.Lines {
			if err := in.put(&sheet.Lines[n].Year); err != nil {
				return fmt.Errorf("line %d: %w", sheet.Lines[n].Line, err)
			}
		}
		sheet.Kept = true
		return nil
	})
	if errors.Is(err, errOnlyRead) {
		err = nil
	}
	return sheet, err
}

// columns is how the columns of such a file are called, in small letters.
var columns = map[string][]string{
	"market":  {"market", "segment", "markt"},
	"year":    {"year", "jahr"},
	"units":   {"units", "units sold", "market size", "volume", "einheiten"},
	"planned": {"planned", "plan", "planned orders", "target"},
	"program": {"program", "programme"},
}

func readTable(f File) (*table.Whole, *Sheet, error) {
	whole, err := table.ReadWhole(f.In, table.Options{MaxRows: MostRows})
	if err != nil {
		return nil, nil, err
	}
	sheet := &Sheet{Header: whole.Header, Notes: whole.Notes, at: map[string]int{}}
	for field, names := range columns {
		sheet.at[field] = table.Column(whole.Header, names)
	}
	for _, needed := range []string{"market", "year", "units"} {
		if sheet.at[needed] < 0 {
			return nil, nil, models.Refuse(models.Invalid, "file", "No column is called “%s”: a file of markets has the columns market, year, units, and where they are known, planned and program.", needed)
		}
	}
	return whole, sheet, nil
}

func (in *entering) read(sheet *Sheet, row table.Row) {
	l := Line{Line: row.Line, Cells: row.Cells, Fault: row.Problem}
	if l.Fault == "" {
		if err := in.understand(sheet, row, &l); err != nil {
			l.Fault = err.Error()
			if refused := models.Refused(err); refused != nil {
				l.Fault = refused.Message
			}
		}
	}
	sheet.Lines = append(sheet.Lines, l)
}

func (in *entering) understand(sheet *Sheet, row table.Row, l *Line) (err error) {
	cell := func(field string) string {
		if n := sheet.at[field]; n >= 0 && n < len(row.Cells) {
			return strings.TrimSpace(row.Cells[n])
		}
		return ""
	}
	m := &l.Year
	m.Market = cell("market")
	if m.Year, err = ParseWhole("year", cell("year")); err != nil {
		return err
	}
	if m.Units, err = ParseWhole("units", cell("units")); err != nil {
		return err
	}
	if text := cell("planned"); text != "" {
		planned, err := ParseWhole("planned", text)
		if err != nil {
			return err
		}
		m.Planned = &planned
	}
	if name := cell("program"); name != "" {
		for n := range in.programs {
			if p := &in.programs[n]; strings.EqualFold(p.Name, name) || strings.EqualFold(p.Slug, name) {
				m.ProgramID, l.Program = &p.ID, p.Name
			}
		}
		if m.ProgramID == nil {
			return models.Refuse(models.Invalid, "program", "There is no program called “%s”: write one of the client’s, or leave it empty for all of them.", name)
		}
	}
	if err := in.check(m); err != nil {
		return err
	}
	for n := range sheet.Lines {
		if other := &sheet.Lines[n]; other.Fault == "" && other.Year.SameMarket(m) {
			return models.Refuse(models.Invalid, "market", "Line %d is of %s in %d, too: keep one of the two, or add them up.", other.Line, other.Year.Market, m.Year)
		}
	}
	if was := in.before(m); was != nil {
		l.Replaces = Phrase(was)
	}
	return nil
}

// grouping is a whole number as people group it: 12,000 or 12.000 or 12 000.
var grouping = regexp.MustCompile(`^\d{1,3}([,. '’\x{a0}\x{202f}])\d{3}(?:(?:[,. '’\x{a0}\x{202f}])\d{3})*$`)

// ParseWhole reads a whole number, also one that is grouped by thousands.
func ParseWhole(field, text string) (int, error) {
	plain := strings.TrimSpace(text)
	if m := grouping.FindStringSubmatch(plain); m != nil && field != "year" {
		plain = strings.ReplaceAll(plain, m[1], "")
	}
	if plain == "" && field != "planned" {
		return 0, models.Refuse(models.Invalid, field, "%s", map[string]string{"year": "Enter the year, such as 2026.", "units": "Enter how many units everybody together sells there in the year."}[field])
	}
	n, err := strconv.Atoi(plain)
	if err != nil || n < 0 || n > models.MostUnits || strings.HasPrefix(plain, "+") {
		return 0, models.Refuse(models.Invalid, field, "“%s” is no whole number: write it like 12000.", text)
	}
	return n, nil
}
