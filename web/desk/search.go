package desk

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/queue"
	"ripen/views/desk"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/page"
	"ripen/web/session"
)

// Search handles POST /desk/search: the palette of the desk while it is typed into, and
// without script the page of who was found.
func (h *Desk) Search(c echo.Context) error {
	query := strings.TrimSpace(c.FormValue("q"))
	found, err := h.Queue.Find(c.Request().Context(), session.Actor(c), query)
	if err != nil && !models.IsKind(err, models.Invalid) {
		return err
	}
	people := layouts.FoundGroup{Title: "Inquiries"}
	for _, f := range found {
		people.Commands = append(people.Commands, foundLine(f))
	}
	if page.IsFragment(c) {
		do := layouts.FoundGroup{Title: "Go to", Commands: layouts.Matching(page.Commands(c), query)}
		return page.Show(c, http.StatusOK, layouts.Found([]layouts.FoundGroup{do, people}))
	}
	p := desk.FoundPage{Query: query, Found: people.Commands}
	status := http.StatusOK
	if faults := page.Faults(err); faults != nil {
		p.Error, status = faults["q"], http.StatusUnprocessableEntity
	}
	p.Shell = page.Shell(c, layouts.Page{Title: "Find", Path: paths.Desk()})
	return page.Show(c, status, desk.Found(p))
}

func foundLine(f queue.Found) layouts.Command {
	person := models.Person{Name: f.Name, Phone: f.Phone}
	state := f.State.Words()
	if f.HeldBy != "" {
		state = "with " + f.HeldBy
	}
	hint := strings.Trim(strings.Join([]string{f.Organisation, f.ClientName + ", " + f.ProgramName, state}, " · "), " ·")
	return layouts.Command{Label: person.Called(f.Organisation), Hint: hint, Icon: "user", URL: paths.DeskInquiry(f.InquiryID)}
}
