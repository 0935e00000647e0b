package console

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/grading"
	"ripen/services/queue"
	"ripen/web/form"
)

// A callForm is the one form of the call page, as it was sent.
type callForm struct {
	form.Once
	Inquiry       models.ID          `param:"inquiry"`
	Version       int                `form:"version"`
	ForRep        string             `form:"for_rep"`
	Internal      string             `form:"internal"`
	Disposition   models.Disposition `form:"disposition"`
	PromisedAt    string             `form:"promised_at"`    // RFC 3339, of the times offered
	PromisedOther string             `form:"promised_other"` // wall time in the person's zone
	PromisedTo    string             `form:"promised_to"`
	PromiseNote   string             `form:"promise_note"`
	Override      string             `form:"override"`
	Reason        string             `form:"reason"`
	Learned

	Written models.Written
	fault   *models.Error
}

func readCall(c echo.Context) (*callForm, error) {
	in := new(callForm)
	if err := form.Bind(c, in); err != nil {
		return nil, err
	}
	values, err := c.FormParams()
	if err != nil {
		return nil, err
	}
	in.Written = models.Written{Answers: models.Answers{}, ForRep: in.ForRep, Internal: in.Internal, Fields: models.Fields{}}
	if values.Has("version") {
		in.Written.Version = &in.Version
	}
	for name, texts := range values {
		if key, ok := strings.CutPrefix(name, "answer."); ok {
			if n, err := strconv.Atoi(values.Get(name)); err == nil {
				in.Written.Answers[key] = n
			}
		} else if !slices.Contains(ownFields, name) {
			in.Written.Fields[name] = texts
		}
	}
	return in, nil
}

// ownFields have a place of their own in the draft, or belong to one sending only.
var ownFields = []string{"token", "version", "for_rep", "internal", "disposition"}

// restored is the form as its draft has it; nil where nothing but answers and notes was typed.
func restored(c echo.Context, h *queue.Head) *callForm {
	in := &callForm{Inquiry: h.ID, Version: h.Version, Written: models.Written{Answers: h.Answers, ForRep: h.ForRep, Internal: h.Internal, Fields: h.Fields}}
	if !h.Mine() || len(h.Fields) == 0 || form.Fill(c, url.Values(h.Fields), in) != nil {
		return nil
	}
	return in
}

// ending is the attempt that the form describes. The zone is asked for only where
// the caller typed a time of his own.
func (in *callForm) ending(by models.Actor, zone func() (*time.Location, error)) (queue.Ending, error) {
	e := queue.Ending{InquiryID: in.Inquiry, Disposition: in.Disposition, Token: in.Token(), Written: &in.Written, PromiseNote: in.PromiseNote,
		RightNumber: strings.TrimSpace(in.RightNumber), Gatekeeper: in.Gatekeeper, GatekeeperNote: in.GatekeeperNote}
	if in.Disposition != models.Callback {
		return e, nil
	}
	switch in.PromisedTo {
	case "anyone":
	case "", "me":
		e.PromisedTo = &by.UserID
	default:
		id, err := models.ParseID(in.PromisedTo)
		if err != nil {
			return e, models.Refuse(models.Invalid, "promised_at", "Choose who keeps the promise.")
		}
		e.PromisedTo = &id
	}
	if in.PromisedOther != "" {
		there, err := zone()
		if err != nil {
			return e, err
		}
		e.PromisedAt, err = form.Instant("promised_at", in.PromisedOther, there)
		return e, err
	}
	at, err := time.Parse(time.RFC3339, in.PromisedAt)
	if err != nil {
		return e, models.Refuse(models.Invalid, "promised_at", "Choose when to call back, in the person’s time.")
	}
	e.PromisedAt = &at
	return e, nil
}

func (in *callForm) judgement() grading.Judgement {
	return grading.Judgement{InquiryID: in.Inquiry, Token: in.Token(), Written: in.Written, Override: models.Grade(in.Override), Reason: in.Reason}
}
