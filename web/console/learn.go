package console

import (
	"maps"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/queue"
	"ripen/views/console"
	"ripen/views/paths"
	"ripen/web/page"
	"ripen/web/session"
)

// Learned is what the call page's form says of numbers, colleagues and the organisation.
type Learned struct {
	RightNumber    string `form:"right_number"`
	Gatekeeper     string `form:"gatekeeper"`
	GatekeeperNote string `form:"gatekeeper_note"`

	Number      string `form:"number"` // the one to put on the line
	NumberPhone string `form:"number_phone"`
	NumberKind  string `form:"number_kind"`
	NumberNote  string `form:"number_note"`

	OrgName        string `form:"org_name"`
	OrgWebsite     string `form:"org_website"`
	OrgAbout       string `form:"org_about"`
	OrgAnswers     string `form:"org_answers"`
	OrgAnswersNote string `form:"org_answers_note"`

	RefName  string `form:"ref_name"`
	RefTitle string `form:"ref_title"`
	RefRole  string `form:"ref_role"`
	RefPhone string `form:"ref_phone"`
	RefEmail string `form:"ref_email"`
	RefWords string `form:"ref_words"`
	RefToken string `form:"ref_token"`
	RefNext  string `form:"ref_next"`

	Speaks string `form:"speaks"`

	AgreeTo    []string `form:"agree_to"`
	AgreeWords string   `form:"agree_words"`
}

// Numbers handles POST /console/inquiries/:inquiry/numbers: one more is known.
func (h *Calls) Numbers(c echo.Context) error {
	return h.learn(c, "number_", func(in *callForm) (string, error) {
		return "The number is kept.", h.Queue.AddNumber(c.Request().Context(), session.Actor(c), in.Inquiry,
			queue.TypedNumber{Phone: in.NumberPhone, Kind: models.NumberKind(in.NumberKind), Note: in.NumberNote})
	})
}

// Line handles POST /console/inquiries/:inquiry/line: another number is put on the line.
func (h *Calls) Line(c echo.Context) error {
	return h.learn(c, "number", func(in *callForm) (string, error) {
		id, err := models.ParseID(in.Number)
		if err != nil {
			return "", models.Refuse(models.Invalid, "number", "Choose one of the numbers.")
		}
		return "Dial this number now.", h.Queue.Dial(c.Request().Context(), session.Actor(c), in.Inquiry, id)
	})
}

// Organisation handles POST /console/inquiries/:inquiry/organisation: what is known of
// where they work.
func (h *Calls) Organisation(c echo.Context) error {
	return h.learn(c, "org_", func(in *callForm) (string, error) {
		return "Kept, for the next call to anybody there, too.", h.Queue.Describe(c.Request().Context(), session.Actor(c), in.Inquiry,
			queue.TypedOrganisation{Name: in.OrgName, Website: in.OrgWebsite, About: in.OrgAbout, Answers: in.OrgAnswers, Note: in.OrgAnswersNote})
	})
}

// Referrals handles POST /console/inquiries/:inquiry/referrals: they named a colleague.
func (h *Calls) Referrals(c echo.Context) error {
	return h.learn(c, "ref_", func(in *callForm) (string, error) {
		token, err := models.ParseID(in.RefToken)
		if err != nil {
			return "", models.Refuse(models.Invalid, "ref_name", "Enter the colleague’s name and number once more.")
		}
		referred, err := h.Queue.Refer(c.Request().Context(), session.Actor(c), token, models.Colleague{FromID: in.Inquiry, Name: in.RefName, Title: in.RefTitle,
			Role: models.ContactRole(in.RefRole), Phone: in.RefPhone, Email: in.RefEmail, Words: in.RefWords}, in.RefNext != "")
		return referredWords(referred), err
	})
}

// Consents handles POST /console/inquiries/:inquiry/consents: they may be called again,
// written to, or both.
func (h *Calls) Consents(c echo.Context) error {
	return h.learn(c, "agree_", func(in *callForm) (string, error) {
		channels := make([]models.Channel, len(in.AgreeTo))
		for n, each := range in.AgreeTo {
			channels[n] = models.Channel(each)
		}
		return "Kept, in their words.", h.Nurture.AgreeOnCall(c.Request().Context(), session.Actor(c), h.Queue, in.Inquiry, channels, in.AgreeWords)
	})
}

func referredWords(r queue.Referred) string {
	switch {
	case r.Repeated:
		return "This was saved already."
	case r.Next:
		return r.Name + " is your next call. End this one first."
	case r.State == models.Ready || r.State == models.Scheduled:
		return r.Name + " is in the queue."
	case r.State == models.Undecided:
		return r.Name + " is kept; your supervisor decides how to go on."
	}
	return r.Name + " was known already: " + r.State.Words() + "."
}

// learn does what the call's form asks beside ending the call, and shows the page again.
// Everything else that was typed is kept as a draft; the fields of this act, whose names
// begin alike, have done their work.
func (h *Calls) learn(c echo.Context, fields string, act func(*callForm) (string, error)) error {
	in, err := readCall(c)
	if err != nil {
		return err
	}
	said, err := act(in)
	if err != nil {
		return h.again(c, in, err)
	}
	maps.DeleteFunc(in.Written.Fields, func(name string, _ []string) bool { return strings.HasPrefix(name, fields) })
	if in.Written.Version != nil {
		kept, err := h.Queue.SaveDraft(c.Request().Context(), session.Actor(c), in.Inquiry, in.Version, in.Written)
		if err != nil {
			return err
		}
		if kept.Conflict {
			return h.again(c, in, models.Refuse(models.Conflict, "version", "%s But this was changed elsewhere while you typed. Both texts are here: put them together.", said))
		}
	}
	return page.Done(c, paths.ConsoleInquiry(in.Inquiry), page.Said("%s", said))
}

// drafted answers a draft that was sent without script: the page, as it is kept.
func (h *Calls) drafted(c echo.Context, in *callForm, kept queue.Saved) error {
	if kept.Conflict {
		return h.again(c, in, models.Refuse(models.Conflict, "version", "This was changed elsewhere while you typed. Both texts are here: put them together."))
	}
	return page.Go(c, paths.ConsoleInquiry(in.Inquiry))
}

// scripted reports whether static/js asks, which reads JSON.
func scripted(c echo.Context) bool {
	return c.Request().Header.Get("X-Draft") != ""
}

// typed is what was learned as the form has it; a colleague's form has a token of its own.
func typed(in *callForm, h *queue.Head) console.Learned {
	t := console.Learned{RefToken: models.NewID().String(), NumberKind: string(models.Mobile), OrgWebsite: h.Website, OrgAbout: h.About}
	if in == nil {
		return t
	}
	t.RightNumber, t.Gatekeeper, t.GatekeeperNote = in.RightNumber, in.Gatekeeper, in.GatekeeperNote
	t.NumberPhone, t.NumberKind, t.NumberNote = in.NumberPhone, or(in.NumberKind, t.NumberKind), in.NumberNote
	t.RefName, t.RefTitle, t.RefRole, t.RefPhone, t.RefEmail, t.RefWords = in.RefName, in.RefTitle, in.RefRole, in.RefPhone, in.RefEmail, in.RefWords
	t.AgreeTo, t.AgreeWords = in.AgreeTo, in.AgreeWords
	t.OrgName, t.OrgAnswers, t.OrgAnswersWords = in.OrgName, in.OrgAnswers, in.OrgAnswersNote
	if _, sent := in.Written.Fields["org_website"]; sent {
		t.OrgWebsite, t.OrgAbout = in.OrgWebsite, in.OrgAbout
	}
	return t
}

// learnable are the fields of what is learned that can be wrong.
var learnable = []string{"right_number", "gatekeeper", "number", "number_phone", "number_kind", "number_note", "organisation", "website", "about", "ref_name", "ref_role", "ref_phone", "ref_email", "speaks", "agree_to", "agree_words"}

// ofLearned reports whether a fault is of what was learned.
func ofLearned(field string) bool { return slices.Contains(learnable, field) }
