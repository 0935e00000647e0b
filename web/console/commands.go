package console

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/page"
	"ripen/web/session"
)

// commands is what can be done from the palette of the console. What a page has not got
// is left out there.
func commands(by models.Actor) []layouts.Command {
	all := []layouts.Command{
		{Label: "Next call", Icon: "phone", Press: "#next", Words: "go on ask serve back"},
		{Label: "Dial", Icon: "phone-call", Key: "K", Press: ".numbers a[data-key=K]", Words: "call number ring"},
		{Label: "Note for the rep", Icon: "pencil", Key: "N", Press: "#for_rep", Words: "write"},
		{Label: "Internal note", Icon: "pencil", Key: "I", Press: "#internal", Words: "write"},
		{Label: "Override the grade", Icon: "pencil-ruler", Key: "O", Press: "#verdict [popovertarget=override]", Words: "change"},
		{Label: "Another time to call back", Icon: "calendar-clock", Key: "P", Press: "[name=promised_other]", Words: "promise"},
		{Label: "The language they speak", Icon: "languages", Key: "L", Press: "[popovertarget=speaking]", Words: "tongue foreign spanish translate"},
		{Label: "They agree to a later call, or to letters", Icon: "check", Key: "Y", Press: "[popovertarget=agreeing]", Words: "consent you may call again write permission"},
		{Label: "Grade and go on", Icon: "check", Key: "Ctrl+Enter", Press: "#finish button", Words: "release nurture finish save"},
	}
	for _, e := range models.Consequences {
		all = append(all, layouts.Command{Label: e.Label, Hint: "ends the call", Icon: "phone-off", Key: e.Key, Press: ".dispositions [data-key=" + e.Key + "]", Words: "end disposition promise"})
	}
	all = append(all,
		layouts.Command{Label: "Undo", Icon: "undo-2", Key: "Z", Press: ".toasts form button", Words: "recall take back withdraw"},
		layouts.Command{Label: "Give this one back", Icon: "undo-2", Press: "#give-back", Words: "return leave"},
		layouts.Command{Label: "Back on", Icon: "circle-play", Press: "#back-on", Words: "available end break"},
	)
	for _, r := range models.BreakReasons {
		all = append(all, layouts.Command{Label: "Take a break: " + strings.ToLower(r.Words()), Icon: "coffee", Press: "#shift button[name=reason][value=" + string(r) + "]", Words: "pause away"})
	}
	all = append(all,
		layouts.Command{Label: "My next promises", Icon: "calendar-clock", Key: "D", Press: "[popovertarget=due]", Words: "due late"},
		layouts.Command{Label: "All your promises", Icon: "calendar-clock", URL: paths.ConsolePromises(), Words: "callbacks"},
		layouts.Command{Label: "Your calls", Icon: "phone", URL: paths.Console(), Words: "console home"},
		layouts.Command{Label: "Your account", Icon: "user", URL: paths.Account(), Words: "settings password"},
	)
	if by.Role == models.Supervisor {
		all = append(all, layouts.Command{Label: "The desk", Icon: "layout-dashboard", URL: paths.Desk(), Words: "now supervisor queue"})
	}
	return append(all, layouts.Everywhere()...)
}

// found answers the palette while it is typed into: what can be done, and who is meant.
func (h *Calls) found(c echo.Context, query string) error {
	by := session.Actor(c)
	people := layouts.FoundGroup{Title: "People of your programs"}
	found, err := h.Queue.Find(c.Request().Context(), by, query)
	if err != nil && !models.IsKind(err, models.Invalid) { // too short to look for anybody
		return err
	}
	for _, f := range found {
		r := foundRow(f)
		hint := []string{r.Organisation, r.Client, r.Status}
		people.Commands = append(people.Commands, layouts.Command{Label: r.Name, Hint: strings.Trim(strings.Join(hint, " · "), " ·"), Icon: "user", URL: paths.ConsoleInquiry(r.ID)})
	}
	do := layouts.FoundGroup{Title: "Do", Commands: layouts.Matching(commands(by), query)}
	return page.Show(c, http.StatusOK, layouts.Found([]layouts.FoundGroup{do, people}))
}
