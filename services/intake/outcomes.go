package intake

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/intake/table"
	"ripen/services/store"
)

var (
	//go:embed outcome_standing.sql
	outcomeStandingSQL string
	//go:embed outcome_orders.sql
	outcomeOrdersSQL string
	//go:embed outcome_inquiries.sql
	outcomeInquiriesSQL string
)

// mostSaid is how many sentences are said of a file’s orders.
const mostSaid = 100

// outcomeRows is how many orders are kept in one transaction.
const outcomeRows = 500

// Flagged is what is said of an order that was won before its person inquired.
const flagEarly = "before its inquiry"

// An OutcomeRequest is one file of orders of the past, of an account taken over.
type OutcomeRequest struct {
	ClientID models.ID
	File     io.Reader
	Map      string // "external_id=mql_id,ordered_at=won_date,…"; blank: guessed
	DayFirst bool
}

// Outcomes is what a file of orders came to. Rows = Orders + Twice + Rejected, always.
type Outcomes struct {
	Rows     int
	Orders   int // that stand now, the known ones too
	Known    int // of those, what an earlier run had kept
	Flagged  int // of those, won before their inquiry came in
	Twice    int // rows that say again what another row of the file says; counted once
	Rejected int
	Seconds  float64
	Notes    []string
	Header   []string
	Refused  []table.Rejected
	Said     []string // a sentence for each order that is flagged or there twice
}

// An outcome is one order of the past on its way.
type outcome struct {
	line       int
	cells      []string
	rejected   string
	externalID string
	orderedAt  time.Time
	rep        string
	caller     string
	value      *decimal.Decimal // nil: not known
	known      bool
	flagged    bool
	twice      bool
	said       string
}

// ImportOutcomes reads the orders of an account that is taken over. Each is found by
// the external id of its inquiry, which becomes a lead of the past: graded A under a
// grading of the kind taken over, released, and closed as won, by former people who
// cannot sign in. What an earlier run has kept is not kept again.
func (s *Service) ImportOutcomes(ctx context.Context, by models.Actor, q OutcomeRequest) (Outcomes, error) {
	began := s.now()
	var sum Outcomes
	if err := mayImport(by); err != nil {
		return sum, err
	}
	var client *models.Client
	err := s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		client, err = store.One[models.Client](tx, models.ByID(q.ClientID))
		return err
	})
	if err != nil {
		return sum, err
	}
	reader, err := table.Open(q.File, table.Options{})
	if err != nil {
		return sum, err
	}
	defer reader.Done()
	var rows []table.Row
	read := func(most int) error {
		for len(rows) < most {
			row, err := reader.Next()
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
		return nil
	}
	ended := read(outcomeRows)
	layout, err := layOutOutcomes(reader.Header(), rows, q, client)
	if err != nil {
		return sum, err
	}
	seen := map[orderKey]int{}
	for {
		if ended != nil && !errors.Is(ended, io.EOF) {
			return sum, ended
		}
		if err := s.keepOutcomes(ctx, by, client, layout, rows, seen, &sum); err != nil {
			return sum, err
		}
		if ended != nil {
			break
		}
		rows = rows[:0]
		ended = read(outcomeRows)
	}
	sum.Notes, sum.Header, sum.Seconds = reader.Notes(), reader.Header(), s.now().Sub(began).Seconds()
	return sum, nil
}

// An outcomeLayout says how the rows of one table are read as orders.
type outcomeLayout struct {
	*layout
	mark rune // the decimal mark that the column of values shows
}

func layOutOutcomes(header []string, rows []table.Row, q OutcomeRequest, client *models.Client) (*outcomeLayout, error) {
	peeked := rows[:min(samples, len(rows))]
	l, err := layOut(header, peeked, q.Map, table.OutcomeFields, &models.ImportOptions{DayFirst: q.DayFirst}, client.Location())
	if err != nil {
		return nil, err
	}
	for _, needed := range []table.Field{table.ExternalID, table.OrderedAt} {
		if _, ok := l.mapping[needed]; !ok {
			return nil, models.Refuse(models.Invalid, "map", "Say which column holds %s, such as --map %s=%s.", needed, needed, header[0])
		}
	}
	var values []string
	for _, row := range rows {
		if row.Problem == "" {
			text, _ := l.mapping.Cell(row.Cells, table.Value)
			values = append(values, text)
		}
	}
	return &outcomeLayout{l, table.DecimalMark(values)}, nil
}

func (l *outcomeLayout) outcome(row table.Row) *outcome {
	o := &outcome{line: row.Line, cells: row.Cells, rejected: row.Problem}
	if o.rejected != "" {
		return o
	}
	cell := func(field table.Field) string {
		text, _ := l.mapping.Cell(row.Cells, field)
		return clean(text)
	}
	o.externalID, o.rep, o.caller = cell(table.ExternalID), clip(cell(table.Rep), longestKey), clip(cell(table.Caller), longestKey)
	reject := func(format string, args ...any) *outcome {
		o.rejected = fmt.Sprintf("Line %d: "+format, append([]any{row.Line}, args...)...)
		return o
	}
	if o.externalID == "" {
		return reject("there is no external id, so nobody knows whose order it is.")
	}
	var err error
	if o.orderedAt, err = table.ParseTime(cell(table.OrderedAt), l.zone, l.options.DayFirst); err != nil {
		return reject("%s", err)
	}
	if text := cell(table.Value); text != "" {
		value, err := table.ParseMoneyMarked(text, l.mark)
		if err != nil {
			return reject("%s", err)
		}
		if value = value.Round(2); value.IsNegative() || value.GreaterThanOrEqual(decimal.New(1, 12)) {
			return reject("“%s” cannot be the value of an order.", strings.TrimSpace(text))
		}
		o.value = &value
	}
	return o
}

// keepOutcomes keeps some rows in one transaction, and adds to the sum.
func (s *Service) keepOutcomes(ctx context.Context, by models.Actor, client *models.Client, l *outcomeLayout, rows []table.Row, seen map[orderKey]int, sum *Outcomes) error {
	outcomes := make([]*outcome, len(rows))
	for n, row := range rows {
		outcomes[n] = l.outcome(row)
	}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if err := oneAtATime(tx, client.ID); err != nil {
			return err
		}
		past := &past{tx: tx, client: client, at: s.now(), users: map[string]*models.User{}, standing: map[string][]*standing{}, seen: seen}
		return past.keep(outcomes)
	})
	if err != nil {
		return fmt.Errorf("keep the orders: %w", err)
	}
	for _, o := range outcomes {
		if o.said != "" && len(sum.Said) < mostSaid {
			sum.Said = append(sum.Said, o.said)
		}
		switch sum.Rows++; {
		case o.twice:
			sum.Twice++
			continue
		case o.rejected != "":
			sum.Rejected++
			sum.Refused = append(sum.Refused, table.Rejected{Line: o.line, Reason: o.rejected, Cells: o.cells})
			continue
		case o.known:
			sum.Known++
		}
		sum.Orders++
		if o.flagged {
			sum.Flagged++
		}
	}
	return nil
}
