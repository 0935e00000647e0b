package portal

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A CompliancePage is how every lead released in a period was followed up.
type CompliancePage struct {
	Layout   layouts.Page
	By       string // rep, partner, region
	Tabs     []components.Tab
	From, To string // days
	Heads    string // what a line is of
	Lines    []ComplianceLine
	Total    ComplianceLine
	Query    url.Values // what was asked, for the files
	MayState bool
	At       time.Time
	Zone     *time.Location
}

// A ComplianceLine is how some leads were followed up.
type ComplianceLine struct {
	models.FollowedUp
	URL                                     string
	Accepted, Contacted, Updated, ClosedOut Rate
}

// name is what the line is of.
func (l ComplianceLine) name(by string) string {
	switch {
	case by == "partner" && l.Partner == "":
		return "Direct"
	case by == "partner":
		return l.Partner
	case by == "region" && l.Region == "":
		return "Not known"
	case by == "region":
		return l.Region
	case l.Rep == "":
		return "No rep: the manager"
	}
	return l.Rep
}

// released is all that were released, and what became of some.
func (l ComplianceLine) released() string { return count(l.Leads + l.Back) }

func (p CompliancePage) standing() string {
	return "Every lead released in the period, none left out: " + many(p.Total.Leads+p.Total.Back, "lead", "leads") + ", " + count(p.Total.Returned) + " of them returned, " + count(p.Total.Back) + " back with the agency without a decision."
}

// A StatementPage is what was told on a Monday.
type StatementPage struct {
	Layout    layouts.Page
	Client    string
	Agency    string
	Weeks     []components.Option
	Week      string
	Statement *models.FollowUpStatement // nil: there is none
	Lines     []ComplianceLine
	Total     ComplianceLine
	To        []string // who gets it; nobody where the reader may not send it
	At        time.Time
	Zone      *time.Location
}

// receivers is who gets it, in words.
func (p StatementPage) receivers() string { return "To " + strings.Join(p.To, " and ") + "." }

func (p StatementPage) standing() string {
	if p.Statement == nil {
		return ""
	}
	s := p.Statement.Content
	return "Leads released from " + s.From.In(p.Zone).Format("2 January") + " to " + s.To.In(p.Zone).Format("2 January 2006") + ", as they stood then. None is left out."
}

// fades is who reports less, in a sentence.
func fades(f models.FadingRep) string {
	span := "week"
	if f.Weeks > 1 {
		span = fmt.Sprintf("%d weeks", f.Weeks)
	}
	return fmt.Sprintf("%s reports less than before: %.1f times an open lead and week, and %.1f in the last %s.", f.Name, f.Before, f.Now, span)
}
