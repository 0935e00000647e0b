package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/followup"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// actForm is what is done to the leads that were chosen on the board.
type actForm struct {
	form.Once
	Leads []string `form:"lead"`
	Shown []string `form:"shown"` // every lead of the page
	All   string   `form:"all"`   // all of them are meant
	Do    string   `form:"do"`
	Rep   string   `form:"rep"`
	As    string   `form:"as"` // "suggested" by the board
	Next  string   `form:"next"`
	Back  string   `form:"back"`
}

// acting is the form as an act; a day without a time is the whole of it.
func (f *actForm) acting(zone *time.Location) (a followup.Acting, err error) {
	a = followup.Acting{Token: f.Token(), Kind: f.Do, RepID: form.ID(f.Rep), Suggested: f.As == "suggested"}
	chosen := f.Leads
	if f.All != "" {
		chosen = f.Shown
	}
	for _, id := range chosen {
		a.Leads = append(a.Leads, form.ID(id))
	}
	if f.Do != models.ActDate {
		return a, nil
	}
	day, err := form.Day("next", f.Next)
	if err == nil && day == nil {
		err = models.Refuse(models.Invalid, "next", "Choose the next date.")
	}
	if err == nil {
		a.Next = models.DayEnd(*day, zone)
	}
	return a, err
}

// Act handles POST /portal/board/acts: leads are given to a rep, their reps are asked, or
// they get a next date, all at once.
func (h *Leads) Act(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	var f actForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	a, err := f.acting(models.Location(by.Zone))
	var id models.ID
	changed := 0
	if err == nil {
		id, changed, err = h.FollowUp.Act(ctx, by, a)
	}
	if refused := models.Refused(err); refused != nil && (refused.Kind == models.Invalid || refused.Kind == models.Conflict) {
		status, _ := page.Status(err)
		return h.board(c, status, boardFrom(f.Back), &f, refused)
	}
	if err != nil {
		return err
	}
	toast := session.Toast{Message: "Done already."}
	if changed > 0 {
		toast.Message = actWords(a.Kind, changed)
		toast.Undo = &session.Undo{Action: paths.PortalBoardUndoing(id), Until: h.Now().Add(models.UndoWindow), Of: models.UndoWindow}
	}
	return page.Done(c, backToBoard(f.Back), toast)
}

// backToBoard is where the board was left.
func backToBoard(back string) string {
	if local := page.Local(back); local != "" {
		return local
	}
	return paths.PortalBoard()
}

// boardFrom is the board as its address says.
func boardFrom(back string) (f boardForm) {
	u, err := url.Parse(page.Local(back))
	if err != nil {
		return f
	}
	q := u.Query()
	f.Tab, f.Rep, f.After, f.Partner, f.Region, f.Step = q.Get("s"), q.Get("rep"), q.Get("after"), q.Get("partner"), q.Get("region"), q.Get("step")
	return f
}

func leadsWords(n int) string {
	if n == 1 {
		return "1 lead"
	}
	return strconv.Itoa(n) + " leads"
}

func actWords(kind string, n int) string {
	switch kind {
	case models.ActReassign:
		return "Given: " + leadsWords(n) + "."
	case models.ActRemind:
		return "Asked how it stands: " + leadsWords(n) + "."
	}
	return "Next date set: " + leadsWords(n) + "."
}

// UndoAct handles POST /portal/board/acts/:act/undoing.
func (h *Leads) UndoAct(c echo.Context) error {
	var f struct {
		Act  string `param:"act"`
		Back string `form:"back"`
	}
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	back, err := h.FollowUp.UndoAct(c.Request().Context(), session.Actor(c), form.ID(f.Act))
	if refused := models.Refused(err); refused != nil && refused.Kind == models.Conflict {
		return page.Done(c, backToBoard(f.Back), page.Said("%s", refused.Message))
	}
	if err != nil {
		return err
	}
	return page.Done(c, backToBoard(f.Back), page.Said("Taken back: %s.", leadsWords(back)))
}

// Acts handles GET /portal/board/done: what was done on the board, and the way back.
func (h *Leads) Acts(c echo.Context) error {
	by := session.Actor(c)
	acts, err := h.FollowUp.Acts(c.Request().Context(), by)
	if err != nil {
		return err
	}
	p := portal.ActsPage{At: h.Now(), Zone: models.Location(by.Zone), Layout: page.Shell(c, layouts.Page{Title: "What was done", MainClass: "page inbox", NavLabel: "Portal"})}
	for _, a := range acts {
		row := portal.ActRow{ID: a.ID, At: a.At, By: a.ByName, Words: actWords(a.Kind, len(a.Lines)), Undone: a.Undone,
			MayUndo: !a.Undone && a.Undoes == nil && (a.Kind != models.ActRemind || p.At.Sub(a.At) < models.UndoWindow)}
		switch {
		case a.Undoes != nil:
			row.Words = "Taken back: " + leadsWords(len(a.Lines)) + "."
		case a.Kind == models.ActReassign && a.ToName != "":
			row.Words = "Given to " + a.ToName + ": " + leadsWords(len(a.Lines)) + "."
		}
		p.Rows = append(p.Rows, row)
	}
	return page.Show(c, http.StatusOK, portal.Acts(p))
}
