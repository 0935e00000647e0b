package mail

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"ripen/models"
)

// Statement is the weekly message of how a client's leads are followed up: figures, and no
// lead.
func (Letters) Statement(l models.StatementLetter) (subject, text, html string, err error) {
	w := weekly{l}
	var page strings.Builder
	if err := statement(w).Render(context.Background(), &page); err != nil {
		return "", "", "", fmt.Errorf("draw the statement: %w", err)
	}
	return w.subject(), w.text(), page.String(), nil
}

// weekly is a statement with its words.
type weekly struct{ models.StatementLetter }

func (w weekly) subject() string {
	return "Follow-up of " + strings.Join(strings.Fields(w.Client), " ") + ", week of " + w.Statement.WeekOn.Format("2 January")
}

// opening is what happened, in a sentence.
func (w weekly) opening() string {
	t := w.Statement.Content.Total
	return fmt.Sprintf("Of the %d leads released in the last 13 weeks %s contacted in time; %d are overdue now.", t.Leads+t.Back, ofCount(t.Contacted), t.Overdue)
}

func ofCount(c models.Count) string {
	return strconv.Itoa(c.K) + " of " + strconv.Itoa(c.N)
}

// fading is who reports less, in a sentence each.
func (w weekly) fading() (all []string) {
	for _, f := range w.Statement.Content.Fading {
		all = append(all, fmt.Sprintf("%s reports less: %.1f times an open lead and week before, %.1f in the last %s.", f.Name, f.Before, f.Now, weeks(f.Weeks)))
	}
	return all
}

func weeks(n int) string {
	if n == 1 {
		return "week"
	}
	return strconv.Itoa(n) + " weeks"
}

// cells is a rep's line.
func (w weekly) cells(r models.FollowedUp) []string {
	return []string{strconv.Itoa(r.Leads + r.Back), ofCount(r.Accepted), ofCount(r.Contacted), ofCount(r.Updated), ofCount(r.ClosedOut), strconv.Itoa(r.Overdue)}
}

func (w weekly) name(r models.FollowedUp) string {
	if r.Rep == "" {
		return "No rep: the manager"
	}
	return r.Rep
}

var statementHeads = []string{"Leads", "Accepted", "Contacted", "Updated", "Closed out", "Overdue"}

// text is the statement without HTML.
func (w weekly) text() string {
	var b strings.Builder
	b.WriteString(w.opening() + "\n")
	for _, line := range w.fading() {
		b.WriteString(line + "\n")
	}
	b.WriteString("\n" + w.URL + "\n\n")
	for _, r := range append(w.Statement.Content.Reps, w.total()) {
		b.WriteString(w.name(r) + ": ")
		for n, cell := range w.cells(r) {
			if n > 0 {
				b.WriteString(", ")
			}
			b.WriteString(strings.ToLower(statementHeads[n]) + " " + cell)
		}
		b.WriteString("\n")
	}
	b.WriteString("\n--\nYou get this each Monday because you look after the leads of " + w.Client + ".\n")
	return b.String()
}

func (w weekly) total() models.FollowedUp {
	t := w.Statement.Content.Total
	t.Rep = "All"
	return t
}
