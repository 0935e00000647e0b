package admin

import (
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/views/admin"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Accounts is the customers whom a client has already, and their reps.
type Accounts struct {
	Clients *clients.Service
}

// accountsForm is whose customers are listed, from where on.
type accountsForm struct {
	form.Once
	ClientID  models.ID `param:"client"`
	After     string    `query:"after"` // the id of the last one listed
	AfterName string    `query:"name"`
}

// List handles GET /admin/clients/:client/accounts.
func (h *Accounts) List(c echo.Context) error {
	var f accountsForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.list(c, http.StatusOK, f, admin.AccountsPage{})
}

func (h *Accounts) list(c echo.Context, status int, f accountsForm, view admin.AccountsPage) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	client, err := h.Clients.ByID(ctx, by, f.ClientID)
	if err != nil {
		return err
	}
	found, all, err := h.Clients.Customers(ctx, by, client.ID, f.AfterName, form.ID(f.After))
	if err != nil {
		return err
	}
	view.Shell, view.ClientID, view.Client, view.All = clientShell(c, "Customers"), client.ID, client.Name, page.Thousands(all)
	for _, each := range found {
		line := admin.AccountLine{Name: each.Name, Number: each.Number, Domain: each.Domain, Postcode: each.Postcode, Rep: each.RepName}
		if each.Since != nil {
			line.Since = each.Since.Format("2 Jan 2006")
		}
		view.Accounts = append(view.Accounts, line)
	}
	if f.After != "" {
		view.FirstURL = paths.ClientAccounts(client.ID)
	}
	if n := len(found); n == clients.CustomersPage {
		view.NextURL = paths.ClientAccountsAfter(client.ID, found[n-1].Name, found[n-1].ID)
	}
	return page.Show(c, status, admin.Accounts(view))
}

// Import handles POST /admin/clients/:client/accounts. Sending a file again replaces what
// it brought by what it brings. Where rows are rejected, the page says which and why.
func (h *Accounts) Import(c echo.Context) error {
	var f accountsForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	sum, err := h.keep(c, f)
	if status, faults := faulty(err); faults != nil {
		return h.list(c, status, f, admin.AccountsPage{Fault: models.Refused(err).Message})
	}
	if err != nil {
		return err
	}
	said := fmt.Sprintf("%s rows = %s new + %s changed + %s as they were + %s rejected.", page.Thousands(sum.Rows), page.Thousands(sum.New), page.Thousands(sum.Changed), page.Thousands(sum.Same), page.Thousands(len(sum.Rejected)))
	if len(sum.Rejected) == 0 {
		return page.Done(c, paths.ClientAccounts(f.ClientID), page.Said("%s", said))
	}
	view := admin.AccountsPage{Said: said}
	for _, r := range sum.Rejected[:min(len(sum.Rejected), mostShown)] {
		view.Rejected = append(view.Rejected, admin.RejectedLine{Line: fmt.Sprintf("Line %d", r.Line), Text: strings.Join(r.Cells, " · "), Reason: r.Reason})
	}
	view.Cut = len(sum.Rejected) > mostShown
	return h.list(c, http.StatusOK, f, view)
}

func (h *Accounts) keep(c echo.Context, f accountsForm) (sum clients.CustomerImport, err error) {
	if _, err := h.Clients.ByID(c.Request().Context(), session.Actor(c), f.ClientID); err != nil {
		return sum, err
	}
	sent, err := c.FormFile("file")
	if err != nil || sent.Filename == "" {
		return sum, models.Refuse(models.Invalid, "file", "Choose a file with one customer a row.")
	}
	file, err := sent.Open()
	if err != nil {
		return sum, fmt.Errorf("open the upload: %w", err)
	}
	defer func(file multipart.File) { _ = file.Close() }(file)
	return h.Clients.ImportCustomers(c.Request().Context(), session.Actor(c), f.ClientID, file)
}
