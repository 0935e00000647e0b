package clients

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/intake/table"
	"ripen/services/store"
)

// A CustomerImport is what became of a file of customers: rows = new + changed + same +
// rejected, always.
type CustomerImport struct {
	Rows, New, Changed, Same int
	Rejected                 []table.Rejected
	Header                   []string
	Notes                    []string
}

const (
	mostCustomers = 500_000
	customerBatch = 1000
)

// customerColumns is how the columns of such a file are called, in small letters.
var customerColumns = map[string][]string{
	"name":     {"name", "customer", "company", "organisation", "organization", "account", "account name", "practice", "firma", "kunde"},
	"domain":   {"domain", "website", "web", "url", "email", "e-mail", "homepage"},
	"postcode": {"postcode", "zip", "zip code", "postal code", "plz"},
	"number":   {"number", "customer number", "customer no", "account number", "account no", "id", "kundennummer"},
	"rep":      {"rep", "account rep", "owner", "account owner", "sales rep", "salesperson", "account manager"},
	"since":    {"since", "customer since", "kunde seit"},
}

// ImportCustomers reads a file of customers, CSV or XLSX. Each row is kept under its
// customer number, else its domain, else its name and postcode, and replaces what was kept
// under that before; what cannot be a customer is rejected with its line and reason.
func (s *Service) ImportCustomers(ctx context.Context, by models.Actor, clientID models.ID, file io.Reader) (sum CustomerImport, err error) {
	if err := runsClients(by); err != nil {
		return sum, err
	}
	reader, err := table.Open(file, table.Options{MaxRows: mostCustomers})
	if err != nil {
		return sum, err
	}
	defer reader.Done()
	sum.Header = reader.Header()
	columns := columnsOf(sum.Header)
	if _, ok := columns["name"]; !ok {
		return sum, models.Refuse(models.Invalid, "file", "No column is called “name”, “customer” or “company”: name the one that holds the customer so.")
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		client, err := s.clientToRun(tx, clientID)
		if err != nil {
			return err
		}
		reps, err := store.All[models.User](tx, models.RepsOf(client.ID))
		if err != nil {
			return err
		}
		in := customerReader{client: client, reps: reps, columns: columns, seen: map[string]int{}, at: s.now()}
		var batch []models.Account
		for {
			row, err := reader.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return err
			}
			sum.Rows++
			a, err := in.read(row)
			if refused := models.Refused(err); refused != nil {
				sum.Rejected = append(sum.Rejected, table.Rejected{Line: row.Line, Reason: refused.Message, Cells: row.Cells})
				continue
			}
			if batch = append(batch, *a); len(batch) == customerBatch {
				if err := keepCustomers(tx, client.ID, batch, &sum); err != nil {
					return err
				}
				batch = batch[:0]
			}
		}
		if err := keepCustomers(tx, client.ID, batch, &sum); err != nil {
			return err
		}
		if _, err := tx.Run(`INSERT INTO customer_marks (client_id) VALUES ($1)`, client.ID); err != nil { // who is one customer may be others now
			return err
		}
		return tx.Audit("customers.import", "client", client.ID, client.ID, s.now())
	})
	sum.Notes = reader.Notes()
	return sum, err
}

// columnsOf is which column holds what, by its name.
func columnsOf(header []string) map[string]int {
	found := map[string]int{}
	for field, names := range customerColumns {
		for _, name := range names {
			for n, column := range header {
				if _, taken := found[field]; !taken && strings.EqualFold(strings.ReplaceAll(strings.TrimSpace(column), "_", " "), name) {
					found[field] = n
				}
			}
		}
	}
	return found
}

// A customerReader makes customers of the rows of one file.
type customerReader struct {
	client  *models.Client
	reps    []models.User
	columns map[string]int
	seen    map[string]int // the line of each key
	at      time.Time
}

func (in *customerReader) read(row table.Row) (*models.Account, error) {
	if row.Problem != "" {
		return nil, models.Refuse(models.Invalid, "", "%s", row.Problem)
	}
	cell := func(field string) string {
		if n, ok := in.columns[field]; ok && n < len(row.Cells) {
			return strings.TrimSpace(row.Cells[n])
		}
		return ""
	}
	a := &models.Account{ID: models.NewID(), ClientID: in.client.ID, Name: cell("name"), Postcode: cell("postcode"), Number: cell("number"), UpdatedAt: in.at}
	a.NameKey = identity.OrganisationKey(a.Name)
	if text := cell("domain"); text != "" {
		if a.Domain = models.DomainIn(text); a.Domain == "" {
			return nil, models.Refuse(models.Invalid, "domain", "“%s” is no domain of one organisation: write such as mossdental.com, or leave it empty.", text)
		}
	}
	if text := cell("rep"); text != "" {
		if a.RepID = in.repCalled(text); a.RepID == nil {
			return nil, models.Refuse(models.Invalid, "rep", "%s has no active rep “%s”: write the name or the e-mail address as it stands under People.", in.client.Name, text)
		}
	}
	if text := cell("since"); text != "" {
		since, err := table.ParseTime(text, time.UTC, false)
		if err != nil {
			return nil, models.Refuse(models.Invalid, "since", "“%s” is no date: write such as 2021-03-31.", text)
		}
		day := models.DayIn(since, time.UTC)
		a.Since = &day
	}
	if err := a.Check(); err != nil {
		return nil, err
	}
	if line := in.seen[a.Key]; line > 0 {
		return nil, models.Refuse(models.Invalid, "name", "This is the customer of line %d again: keep one of the two.", line)
	}
	in.seen[a.Key] = row.Line
	return a, nil
}

func (in *customerReader) repCalled(text string) *models.ID {
	for n := range in.reps {
		if strings.EqualFold(in.reps[n].Email, text) || strings.EqualFold(in.reps[n].Name, strings.Join(strings.Fields(text), " ")) {
			return &in.reps[n].ID
		}
	}
	return nil
}

// keepCustomers writes a batch, and counts what is new, what is changed and what is as it was.
func keepCustomers(tx *store.Tx, clientID models.ID, batch []models.Account, sum *CustomerImport) error {
	if len(batch) == 0 {
		return nil
	}
	keys := make([]string, len(batch))
	for n := range batch {
		keys[n] = batch[n].Key
	}
	there, err := byKey(tx, func(a models.Account) string { return a.Key }, models.OfClient(clientID), func(db *gorm.DB) *gorm.DB { return db.Where("key IN ?", keys) })
	if err != nil {
		return err
	}
	var write []models.Account
	for n := range batch {
		was, found := there[batch[n].Key]
		switch {
		case !found:
			sum.New++
		case sameCustomer(&was, &batch[n]):
			sum.Same++
			continue
		default:
			sum.Changed++
		}
		write = append(write, batch[n])
	}
	if len(write) == 0 {
		return nil
	}
	return tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "client_id"}, {Name: "key"}},
		DoUpdates: clause.AssignmentColumns([]string{"name", "name_key", "domain", "postcode", "number", "rep_id", "since", "updated_at"})}).Create(&write).Error
}

func sameCustomer(a, b *models.Account) bool {
	sameRep := a.RepID == nil && b.RepID == nil || a.RepID != nil && b.RepID != nil && *a.RepID == *b.RepID
	sameDay := a.Since == nil && b.Since == nil || a.Since != nil && b.Since != nil && a.Since.Equal(*b.Since)
	return sameRep && sameDay && a.Name == b.Name && a.Domain == b.Domain && a.Postcode == b.Postcode && a.Number == b.Number
}

// A Customer is one of the client’s customers with its rep.
type Customer struct {
	models.Account
	RepName string
}

// CustomersPage is how many customers a page lists.
const CustomersPage = 100

// Customers is a page of the client’s customers by name, after the one with that name and
// id; and how many there are in all.
func (s *Service) Customers(ctx context.Context, by models.Actor, clientID models.ID, afterName string, afterID models.ID) (page []Customer, all int, err error) {
	if err := runsClients(by); err != nil {
		return nil, 0, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if page, err = store.Rows[Customer](tx, `SELECT a.*, COALESCE(u.name, '') AS rep_name FROM accounts a LEFT JOIN users u ON u.id = a.rep_id
			WHERE a.client_id = $1 AND (a.name, a.id) > ($2, $3) ORDER BY a.name, a.id LIMIT $4`, clientID, afterName, afterID, CustomersPage); err != nil {
			return err
		}
		return tx.Pgx.QueryRow(tx.Context(), `SELECT count(*) FROM accounts WHERE client_id = $1`, clientID).Scan(&all)
	})
	return page, all, err
}
