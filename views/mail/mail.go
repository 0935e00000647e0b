// Package mail words the letters about leads: everything to act on is in them, as text
// and as simple HTML.
package mail

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
)

// Letters words the messages about leads.
type Letters struct{}

// LeadNews is the letter about a lead: that it is somebody's, that its person asked
// again, or that it is overdue.
func (Letters) LeadNews(l models.LeadLetter) (subject, text, html string, err error) {
	n := news{l}
	var page strings.Builder
	if err := letter(n).Render(context.Background(), &page); err != nil {
		return "", "", "", fmt.Errorf("draw the letter: %w", err)
	}
	return n.subject(), n.text(), page.String(), nil
}

// news is a letter with its words.
type news struct{ models.LeadLetter }

// subject is one line, whatever stands in the names.
func (n news) subject() string {
	who := n.Lead.Called()
	if n.Lead.Organisation != "" && n.Lead.Organisation != who {
		who += ", " + n.Lead.Organisation
	}
	if where := n.Lead.Where(); where != "" {
		who += ", " + where
	}
	says := map[string]string{
		models.EventReleased: "New lead: ", models.EventReassigned: "Yours now: ", models.EventRepeat: "Asked again: ", models.EventReminder: "Due soon: ", models.EventNudge: "How does it stand? ", models.EventOverdue: "Overdue: ", models.EventAnswered: "Answered: ",
	}[n.Event]
	return strings.Join(strings.Fields(says+who), " ")
}

// opening is the sentence that says what happened.
func (n news) opening() string {
	who := n.Lead.Called()
	switch n.Event {
	case models.EventReassigned:
		return who + " is your lead now" + n.because() + "."
	case models.EventRepeat:
		return who + " has inquired again. The agency does not call: the lead is yours."
	case models.EventReminder:
		return fmt.Sprintf("%s is waiting: %s is due %s.", who, n.nextWhat(), n.when(n.Lead.NextAt))
	case models.EventNudge:
		return fmt.Sprintf("Your manager asks how it stands with %s. Due is %s, %s.", who, n.nextWhat(), n.when(n.Lead.NextAt))
	case models.EventAnswered:
		return n.answered()
	case models.EventOverdue:
		return fmt.Sprintf("%s is overdue: %s was due %s. %s has it.", who, n.nextWhat(), n.when(n.Lead.NextAt), n.whoHas())
	}
	if n.Lead.RepID == nil {
		return who + " is an A. " + n.Lead.AssignedWhy + "."
	}
	return who + " is an A, and yours."
}

func (n news) because() string {
	if n.Lead.AssignedWhy == "" {
		return ""
	}
	return ": " + n.Lead.AssignedWhy
}

func (n news) whoHas() string {
	if n.Rep == "" {
		return "Nobody else"
	}
	return n.Rep
}

func (n news) nextWhat() string {
	switch n.Lead.NextWhat {
	case "accept":
		return "accepting it"
	case "first contact":
		return "the first contact"
	case "update":
		return "a report"
	case "contact":
		return "the next contact"
	case "close out":
		return "closing it out"
	case models.AgencyAnswers:
		return "the agency’s answer"
	}
	return "the next step"
}

// next is what is to be done by when; "" where nothing is.
func (n news) next() string {
	if n.Lead.NextAt == nil || n.Event == models.EventOverdue || n.Event == models.EventReminder || n.Event == models.EventNudge {
		return ""
	}
	what := map[string]string{"accept": "Accept", "first contact": "First contact", "contact": "Next contact", "update": "Report", "close out": "Close-out", models.AgencyAnswers: "The agency answers"}[n.Lead.NextWhat]
	if what == "" {
		what = "Next step"
	}
	return what + " by " + n.when(n.Lead.NextAt) + "."
}

// when is an instant on the receiver's own clock.
func (n news) when(at *time.Time) string {
	if at == nil {
		return ""
	}
	return at.In(models.Location(n.To.Zone)).Format("Mon 2 Jan, 15:04 MST")
}

// A fact is one line of the sheet.
type fact struct{ label, value, href string }

// facts is how to reach the person.
func (n news) facts() (facts []fact) {
	l := n.Lead
	add := func(label, value, href string) {
		if value = strings.TrimSpace(value); value != "" {
			facts = append(facts, fact{label, value, href})
		}
	}
	tel := ""
	if strings.HasPrefix(l.Phone, "+") {
		tel = "tel:" + l.Phone
	}
	mailto := ""
	if strings.Contains(l.Email, "@") {
		mailto = "mailto:" + l.Email
	}
	add("Name", join(", ", l.Name, l.Title), "")
	add("Organisation", l.Organisation, "")
	add("Telephone", l.Phone, tel)
	add("E-mail", l.Email, mailto)
	add("Where", join(", ", l.Address, join(" ", l.City, l.Region, l.Postcode), l.Country), "")
	add("Product", l.Product, "")
	add("Worth", n.worth(), "")
	add("From", join(", ", models.SourceLabel(l.SourceName), "received "+l.ReceivedOn.Format("2 Jan 2006")), "")
	return facts
}

// A tap is a link that reports without signing in.
type tap struct{ label, href string }

// taps is what can be reported from the letter.
func (n news) taps() (all []tap) {
	labels := map[string]string{models.LinkAccept: "It’s mine", models.LinkReached: "I reached them", models.LinkMessage: "Left a message", models.LinkUnreachable: "Not reachable"}
	for _, purpose := range models.LinkPurposes {
		if url := n.Links[purpose]; url != "" {
			all = append(all, tap{labels[purpose], url})
		}
	}
	return all
}

func (n news) tapsNote() string {
	return "Each works once, without signing in, for this lead only, until " + n.LinksUntil.In(models.Location(n.To.Zone)).Format("Mon 2 Jan") + "."
}

// way is a first sentence, where the receiver is to call.
func (n news) way() string {
	if n.Event == models.EventOverdue || n.To == nil || n.Rep != "" || !n.Lead.Open() {
		return ""
	}
	return n.Lead.WayToBegin(n.Agency)
}

// worth is the band of an order's value.
func (n news) worth() string {
	low, high := n.Lead.WorthLow, n.Lead.WorthHigh
	switch {
	case low == nil || high == nil:
		return ""
	case low.Equal(*high):
		return n.Lead.Currency + " " + thousands(*low)
	}
	return n.Lead.Currency + " " + thousands(*low) + "–" + thousands(*high)
}

// graded is who says that it is an A.
func (n news) graded() string {
	if n.Lead.GradedAt == nil {
		return ""
	}
	by := "Graded by " + n.Lead.GradedBy
	if n.Agency != "" {
		by += " of " + n.Agency
	}
	by += ", " + n.when(n.Lead.GradedAt)
	if n.Lead.CriteriaVersion != nil {
		by += fmt.Sprintf(", by criteria v%d", *n.Lead.CriteriaVersion)
	}
	return by + "."
}

// why explains to the receiver why he has this letter.
func (n news) why() string {
	return "You get this because you work with the leads of " + n.Client + "."
}

// text is the letter without HTML.
func (n news) text() string {
	var b strings.Builder
	part := func(title string, lines ...string) {
		if len(lines) == 0 {
			return
		}
		b.WriteString("\n")
		if title != "" {
			b.WriteString(title + "\n")
		}
		for _, line := range lines {
			b.WriteString(line + "\n")
		}
	}
	b.WriteString(n.opening() + "\n")
	if next := n.next(); next != "" {
		b.WriteString(next + "\n")
	}
	part("What they say", lines(n.said())...)
	part("", n.URL)
	if taps := n.taps(); len(taps) > 0 {
		var lines []string
		for _, t := range taps {
			lines = append(lines, t.label+": "+t.href)
		}
		part("", append(lines, n.tapsNote())...)
	}
	if way := n.way(); way != "" {
		part("A way to begin", way)
	}
	var facts, reasons []string
	for _, f := range n.facts() {
		facts = append(facts, f.label+": "+f.value)
	}
	for _, r := range n.Lead.Reasons {
		reasons = append(reasons, r.Short+": "+r.Answer)
	}
	if graded := n.graded(); graded != "" {
		reasons = append(reasons, graded)
	}
	part("", facts...)
	part("Why it is an A", reasons...)
	part("What we learned", lines(n.Lead.Learned)...)
	part("In their own words", lines(n.Lead.Message)...)
	part("--", n.why())
	return b.String()
}

// lines are the lines of a text; none of an empty one.
func lines(text string) []string {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}

// join joins what is there.
func join(between string, parts ...string) string {
	var there []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, between)
}

// thousands writes an amount with commas, and decimals only where it has some.
func thousands(d decimal.Decimal) string {
	whole, rest, _ := strings.Cut(d.String(), ".")
	if rest = strings.TrimRight(rest, "0"); rest != "" {
		rest = "." + (rest + "0")[:2]
	}
	for at := len(whole) - 3; at > 0 && whole[at-1] != '-'; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	return whole + rest
}
