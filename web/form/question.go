package form

import (
	"net/url"
	"time"

	"ripen/models"
	"ripen/services/reports"
)

// Question is what is asked of the sources, as an address carries it. Embed it in the
// form of a page that asks.
type Question struct {
	From        string `query:"from"` // days, or months
	To          string `query:"to"`
	Basis       string `query:"basis"`
	Attribution string `query:"attribution"`
	Medium      string `query:"medium"`
	Audience    string `query:"audience"`
	Program     string `query:"program"`
	Figure      string `query:"figure"`
	After       string `query:"after"`
}

// Asked is the question; a day that is none leaves the period open.
func (q Question) Asked() reports.Question {
	return reports.Question{From: dayOrMonth(q.From, false), To: dayOrMonth(q.To, true), Basis: reports.Basis(q.Basis), Attribution: reports.Attribution(q.Attribution),
		Medium: models.Medium(q.Medium), Audience: q.Audience, Program: ID(q.Program)}
}

// dayOrMonth reads a day, or the first or the last one of a month.
func dayOrMonth(text string, last bool) time.Time {
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return day
	}
	month, err := time.Parse("2006-01", text)
	switch {
	case err != nil:
		return time.Time{}
	case last:
		return month.AddDate(0, 1, -1)
	}
	return month
}

// Query is the question in an address: what is empty is left out.
func (q Question) Query() url.Values {
	all := url.Values{}
	for name, value := range map[string]string{"from": q.From, "to": q.To, "basis": q.Basis, "attribution": q.Attribution, "medium": q.Medium, "audience": q.Audience,
		"program": q.Program, "figure": q.Figure, "after": q.After} {
		if value != "" {
			all.Set(name, value)
		}
	}
	return all
}

// Period is the period in words.
func (q Question) Period() string {
	asked := q.Asked()
	switch from, to := asked.From.Format("2 Jan 2006"), asked.To.Format("2 Jan 2006"); {
	case asked.From.IsZero() && asked.To.IsZero():
		return "All time"
	case asked.From.IsZero():
		return "Up to " + to
	case asked.To.IsZero():
		return "From " + from
	default:
		return from + " to " + to
	}
}
