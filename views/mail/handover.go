package mail

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"ripen/models"
)

// HandoverNews is the one letter about all leads that a handover brought a rep.
func (Letters) HandoverNews(l models.HandoverLetter) (subject, text, html string, err error) {
	h := handed{l}
	var page strings.Builder
	if err := handover(h).Render(context.Background(), &page); err != nil {
		return "", "", "", fmt.Errorf("draw the letter: %w", err)
	}
	return h.subject(), h.text(), page.String(), nil
}

// handed is a letter about a handover with its words.
type handed struct{ models.HandoverLetter }

func (h handed) subject() string {
	if len(h.Leads) == 1 {
		return "A lead is yours now"
	}
	return strconv.Itoa(len(h.Leads)) + " leads are yours now"
}

func (h handed) opening() string {
	words := h.subject()
	if h.Why != "" {
		words += ": " + strings.TrimSuffix(h.Why, ".")
	}
	return words + "."
}

// line is one lead: who and where, what is due by when, and how to call.
func (h handed) line(l *models.HandedLead) (who, due, phone string) {
	n := news{models.LeadLetter{Lead: &l.Lead, To: h.To}}
	who = l.Called()
	if l.Organisation != "" && l.Organisation != who {
		who += ", " + l.Organisation
	}
	if where := l.Where(); where != "" {
		who += ", " + where
	}
	return who, n.next(), l.Phone
}

func (h handed) why() string {
	return "You get this because you work with the leads of " + h.Client + "."
}

// text is the letter without HTML.
func (h handed) text() string {
	var b strings.Builder
	b.WriteString(h.opening() + "\n\nAll of them: " + h.URL + "\n")
	for n := range h.Leads {
		who, due, phone := h.line(&h.Leads[n])
		b.WriteString("\n" + strings.Join(strings.Fields(who), " ") + "\n")
		for _, line := range []string{due, phone, h.Leads[n].URL} {
			if line != "" {
				b.WriteString("  " + line + "\n")
			}
		}
	}
	b.WriteString("\n--\n" + h.why() + "\n")
	return b.String()
}
