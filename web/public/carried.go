package public

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/views/layouts"
	"ripen/views/public"
	"ripen/web/page"
	"ripen/web/session"
)

// carries is how much of a form the door keeps for somebody whose session ended while he
// wrote it, in bytes as it was sent; a longer one has a draft, or is a file.
const carries = 64 << 10

// A Carried form is what somebody sent whose session had ended: it waits in the sign-in
// form, and nowhere on the server, until he is known again.
type Carried struct {
	To     string `form:"carried_to"` // the path it was sent to
	Fields string `form:"carried"`    // urlencoded, in the order of the names
}

// fields is what the form said, for it to be sent again; nothing where it leads elsewhere.
func (f Carried) fields() []public.CarriedField {
	values, err := url.ParseQuery(f.Fields)
	if err != nil || page.Local(f.To) == "" {
		return nil
	}
	var all []public.CarriedField
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[name] {
			all = append(all, public.CarriedField{Name: name, Value: value})
		}
	}
	return all
}

// Carry stands before the guard of what is posted. Somebody whose session has ended signs in
// on the spot, and what he typed waits in that form, so that not a letter is lost without a
// script. Whatever is fetched behind a page's back is told to sign in, as before.
func (d *Door) Carry(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if session.Actor(c).SignedIn() || page.WantsJSON(c) || c.Request().Header.Get("HX-Request") == "true" {
			return next(c)
		}
		values, ok := worthCarrying(c.Request())
		if !ok {
			return next(c)
		}
		waits := Carried{To: page.Local(c.Request().URL.RequestURI()), Fields: values.Encode()}
		return d.show(c, http.StatusUnauthorized, signInForm{Carried: waits}, nil)
	}
}

// worthCarrying is the form that was sent, if somebody wrote in it: no file, no password, and
// more than the token that every form has.
func worthCarrying(r *http.Request) (url.Values, bool) {
	if !strings.HasPrefix(r.Header.Get(echo.HeaderContentType), echo.MIMEApplicationForm) || r.ContentLength <= 0 || r.ContentLength > carries || r.ParseForm() != nil {
		return nil, false
	}
	written := false
	for name, values := range r.PostForm {
		if strings.Contains(name, "password") {
			return nil, false
		}
		written = written || name != "token" && strings.Join(values, "") != ""
	}
	return r.PostForm, written
}

// goOn shows somebody who is known again what waits to be sent.
func goOn(c echo.Context, carried Carried) error {
	return page.Show(c, http.StatusOK, public.GoOn(public.GoOnPage{
		Shell: page.Shell(c, layouts.Page{Title: "Go on", Face: layouts.Public, BodyClass: "signin", NoBar: true}),
		To:    carried.To, Fields: carried.fields(),
	}))
}
