package spend

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/intake/table"
)

// MostRows is how many spends a file may have.
const MostRows = 5000

// A File is a table of spends: source, from, to, amount, currency, rate, day of the rate.
type File struct {
	Name    string
	In      io.Reader
	Replace bool                 // what its rows overlap
	Choices map[string]models.ID // the source that is meant by a name which no source has; NoID: one is made
	Make    bool                 // every source that is missing
}

// A Line is one row of the file as it was understood, or why it cannot be.
type Line struct {
	Line     int
	Cells    []string
	Source   string // as the file says
	Into     string // the source's label, where the file calls it otherwise
	Spend    models.Spend
	Fault    string
	Field    string // of the fault: source, replace, or another
	Replaces string // what it overlaps, and replaces

	replaced []models.Spend
}

// A Sheet is a file as it was understood.
type Sheet struct {
	Header, Notes []string
	Currency      string // the client's
	Lines         []Line
	Unknown       []string // names that no source has and nothing was chosen for, each once
	Made          []string // the sources that are made for it
	Kept          bool     // nothing is, while there is a fault
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

// Overlapping is how many rows cannot be kept only because of what stands already.
func (s *Sheet) Overlapping() (n int) {
	for _, l := range s.Lines {
		if l.Field == "replace" {
			n++
		}
	}
	return n
}

// Sum is the rows without a fault, in the client's currency.
func (s *Sheet) Sum() (sum decimal.Decimal) {
	for _, l := range s.Lines {
		if l.Fault == "" {
			sum = sum.Add(l.Spend.Amount)
		}
	}
	return sum
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
	err = s.act(ctx, by, token, clientID, models.SpendFile, f.Name, func(in *entering) error {
		r := newReader(in, f, sheet, whole.Rows)
		for _, row := range whole.Rows {
			r.read(row)
		}
		if onlyRead || sheet.Faults() > 0 || len(sheet.Lines) == 0 {
			return errOnlyRead
		}
		for n := range sheet.Lines {
			l := &sheet.Lines[n]
			if err := in.put(&l.Spend, l.replaced); err != nil {
				return fmt.Errorf("line %d: %w", l.Line, err)
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
	"source":   {"source", "lead source", "channel", "campaign", "medium", "quelle"},
	"from":     {"from", "from day", "start", "start date", "begin", "von"},
	"to":       {"to", "to day", "until", "end", "end date", "bis"},
	"amount":   {"amount", "spend", "cost", "costs", "paid", "betrag", "kosten"},
	"currency": {"currency", "cur", "währung"},
	"rate":     {"rate", "exchange rate", "fx", "kurs"},
	"rate_on":  {"rate on", "rate date", "rate day", "day of rate", "kurs vom"},
}

func readTable(f File) (*table.Whole, *Sheet, error) {
	whole, err := table.ReadWhole(f.In, table.Options{MaxRows: MostRows})
	if err != nil {
		return nil, nil, err
	}
	for _, needed := range []string{"source", "from", "to", "amount"} {
		if table.Column(whole.Header, columns[needed]) < 0 {
			return nil, nil, models.Refuse(models.Invalid, "file", "No column is called “%s”: a file of spend has the columns source, from, to, amount, and where it is in another currency, currency, rate and rate_on.", needed)
		}
	}
	return whole, &Sheet{Header: whole.Header, Notes: whole.Notes}, nil
}
