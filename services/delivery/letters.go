package delivery

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	netmail "net/mail"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/mail"
	"ripen/services/push"
)

// letters is the channel to people's mailboxes.
type letters struct{ Options }

// mostLetters is how often a letter is tried: a mail server may be down for three days.
const mostLetters = 150

// Again begins with seconds and ends with every half hour.
func (letters) Again(tries int) (time.Duration, bool) {
	waits := []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute}
	wait := waits[min(max(tries, 1), len(waits))-1]
	return wait + time.Duration(rand.Float64()*float64(wait)/10), tries < mostLetters
}

// Send words the message and hands it to the mail server, under the Message-ID that it has
// at every try: a receiver that got it twice after all shows it once.
func (l letters) Send(ctx context.Context, m push.Message) (push.Answer, error) {
	if to := m.About.To; to == nil || to.State != models.Active {
		return push.Answer{}, &push.Failure{Words: "its receiver has left", Permanent: true}
	}
	if m.Handed != nil && len(m.Handed.Leads) == 0 {
		return push.Answer{}, &push.Failure{Words: "none of the leads is theirs any more", Permanent: true}
	}
	subject, text, html, err := l.worded(m)
	if err != nil {
		return push.Answer{}, fmt.Errorf("word the message: %w", err)
	}
	to := netmail.Address{Name: m.About.To.Name, Address: strings.TrimPrefix(m.Push.Endpoint, "mailto:")}
	err = l.Mail.Send(ctx, mail.Letter{ID: m.MessageID, To: to.String(), Subject: subject, Text: text, HTML: html})
	answer := push.Answer{}
	if undelivered := new(mail.Undelivered); errors.As(err, &undelivered) {
		answer.Status = undelivered.Code
	}
	if err != nil {
		return answer, &push.Failure{Words: err.Error(), Permanent: mail.IsPermanent(err)}
	}
	return answer, nil
}

func (l letters) worded(m push.Message) (subject, text, html string, err error) {
	switch m.Event {
	case models.EventHandedOver:
		return l.Letters.HandoverNews(*m.Handed)
	case models.EventDisabled:
	default:
		return l.Letters.LeadNews(m.About)
	}
	return l.Letters.EndpointNews(models.EndpointLetter{Endpoint: m.Endpoint, To: m.About.To, Client: m.About.Client, Waiting: m.Waiting, URL: l.endpointURL(m)})
}

func (l letters) endpointURL(m push.Message) string {
	base := strings.TrimSuffix(l.BaseURL, "/")
	if m.About.To.Role.OfAgency() {
		return base + "/admin/clients/" + m.ClientID.String() + "/endpoints/" + m.Endpoint.ID.String()
	}
	return base + "/portal/endpoints/" + m.Endpoint.ID.String()
}
