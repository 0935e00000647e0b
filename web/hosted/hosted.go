// Package hosted is a client's own inquiry form, for whoever has its address: no
// session, no script, and what was sent is an inquiry once.
package hosted

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/intake"
	"ripen/views/hosted"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
)

// Forms are the hosted forms of every source that has one open.
type Forms struct {
	Intake *intake.Service
	Agency string
}

// A sent form, beside its fields, which are read by name.
type sent struct {
	form.Once
	Key string `param:"key"`
}

// Show handles GET /f/:key. A link to it can say what it is about, and what is spoken
// where it stands: ?product=scanners&language=es.
func (h *Forms) Show(c echo.Context) error {
	source, err := h.Intake.Form(c.Request().Context(), c.Param("key"))
	if err != nil {
		return err
	}
	return h.show(c, http.StatusOK, source, map[string]string{"product": c.QueryParam("product"), "language": models.LanguageIn(c.QueryParam("language"))}, nil)
}

// Submit handles POST /f/:key. The form's token makes a double click one inquiry.
func (h *Forms) Submit(c echo.Context) error {
	var f sent
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	typed := map[string]string{}
	for _, name := range append([]string{"website"}, intake.FormFields...) {
		typed[name] = c.Request().PostForm.Get(name)
	}
	ctx := c.Request().Context()
	err := h.Intake.Submit(ctx, f.Key, f.Token(), typed)
	if refused := models.Refused(err); refused != nil && refused.Kind == models.Invalid {
		source, again := h.Intake.Form(ctx, f.Key)
		if again != nil {
			return again
		}
		return h.show(c, http.StatusUnprocessableEntity, source, typed, refused)
	}
	if err != nil {
		return err
	}
	return page.Go(c, paths.HostedThanks(f.Key))
}

// Thanks handles GET /f/:key/thanks.
func (h *Forms) Thanks(c echo.Context) error {
	source, err := h.Intake.Form(c.Request().Context(), c.Param("key"))
	if err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, hosted.Thanks(hosted.ThanksPage{Shell: shell(c, "Thank you"), Client: source.Client, Form: paths.HostedForm(c.Param("key"))}))
}

// show draws the form, as it was left. A form that comes back after a fault carries
// the token it had, so that sending it right still counts once.
func (h *Forms) show(c echo.Context, status int, source *intake.Form, typed map[string]string, fault *models.Error) error {
	p := hosted.FormPage{
		Shell: shell(c, source.Title), Action: paths.HostedForm(c.Param("key")), Token: models.NewID().String(), Client: source.Client, Agency: h.Agency,
		Title: source.Title, Intro: source.Intro, Typed: typed,
	}
	if fault != nil {
		p.Field, p.Fault = fault.Field, fault.Message
		if id := form.ID(c.FormValue("token")); id != models.NoID {
			p.Token = id.String()
		}
	}
	return page.Show(c, status, hosted.Form(p))
}

func shell(c echo.Context, title string) layouts.Page {
	if title == "" {
		title = "Ask us"
	}
	return page.Shell(c, layouts.Page{Title: title, Face: layouts.Public, BodyClass: "hosted", NoBar: true})
}
