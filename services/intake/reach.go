package intake

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/policy/number"
)

//go:embed keep_numbers.sql
var keepNumbersSQL string

// further reads the second number of a row; where it is the only one, it is the first.
func (a *arrival) further(region string) {
	if a.Mobile == "" {
		return
	}
	if a.Phone == "" {
		a.Phone, a.Mobile = a.Mobile, ""
		return
	}
	if found, err := number.Parse(a.Mobile, region, a.PhonePrefix); err == nil {
		a.mobile = found.E164
	}
}

// keepNumbers writes the further numbers that rows brought.
func (b *batch) keepNumbers() error {
	var rows []*arrival
	for _, a := range b.rows {
		if a.inquiry != nil && a.mobile != "" && a.mobile != a.who.person.Phone {
			rows = append(rows, a)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	_, err := b.tx.Run(keepNumbersSQL, b.client.ID, b.at, ids(rows, func(*arrival) *models.ID { id := models.NewID(); return &id }),
		ids(rows, func(a *arrival) *models.ID { return &a.who.person.ID }), column(rows, func(a *arrival) string { return a.mobile }),
		column(rows, func(a *arrival) []byte { return policy.NumberKey(b.s.secret, a.mobile) }))
	if err != nil {
		return fmt.Errorf("keep further numbers: %w", err)
	}
	return nil
}

// keepWebsites writes the websites that rows brought, where none was known.
func (b *batch) keepWebsites() error {
	var rows []*arrival
	for _, a := range b.rows {
		if a.inquiry != nil && a.Website != "" && a.who.person.OrganisationID != nil {
			rows = append(rows, a)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	_, err := b.tx.Run(`UPDATE organisations o SET website = w.website FROM unnest($2::uuid[], $3::text[]) AS w (id, website) WHERE o.id = w.id AND o.client_id = $1 AND o.website = ''`,
		b.client.ID, ids(rows, func(a *arrival) *models.ID { return a.who.person.OrganisationID }), column(rows, func(a *arrival) string { return a.Website }))
	if err != nil {
		return fmt.Errorf("keep websites: %w", err)
	}
	return nil
}

// siteOf is an address as a browser takes it; "" where it is none.
func siteOf(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > longestKey {
		return ""
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	address, err := url.Parse(text)
	if err != nil || address.Scheme != "https" && address.Scheme != "http" || !strings.Contains(address.Host, ".") || address.User != nil {
		return ""
	}
	return address.String()
}
