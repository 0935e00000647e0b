package mail

import (
	"context"
	"fmt"
	"strings"

	"ripen/models"
)

// EndpointNews is the letter that a webhook was switched off.
func (Letters) EndpointNews(l models.EndpointLetter) (subject, text, html string, err error) {
	n := switchedOff{l}
	var page strings.Builder
	if err := endpointLetter(n).Render(context.Background(), &page); err != nil {
		return "", "", "", fmt.Errorf("draw the letter: %w", err)
	}
	return n.subject(), n.text(), page.String(), nil
}

// switchedOff is the letter with its words.
type switchedOff struct{ models.EndpointLetter }

func (n switchedOff) subject() string {
	return strings.Join(strings.Fields("Switched off: the webhook “"+n.Endpoint.Name+"”"), " ")
}

func (n switchedOff) opening() string {
	return "Ripen sends nothing more to the webhook “" + n.Endpoint.Name + "” of " + n.Client + "."
}

// next is what to do, and that nothing is lost.
func (n switchedOff) next() string {
	waiting := "Whatever happens from now on waits for it."
	switch {
	case n.Waiting == 1:
		waiting = "One message has not arrived; it, and whatever happens from now on, is kept."
	case n.Waiting > 1:
		waiting = fmt.Sprintf("%d messages have not arrived; they, and whatever happens from now on, are kept.", n.Waiting)
	}
	return waiting + " Put the receiver right, then switch the webhook on again and replay what failed. Leads still reach their reps by e-mail and in the portal."
}

func (n switchedOff) text() string {
	return n.opening() + "\n" + n.Endpoint.DisabledWhy + "\n\n" + n.next() + "\n\n" + n.URL + "\n"
}
