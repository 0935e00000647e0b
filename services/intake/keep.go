package intake

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"ripen/models"
	"ripen/services/nurture"
	"ripen/services/policy"
)

var (
	//go:embed keep_persons.sql
	keepPersonsSQL string
	//go:embed learn_persons.sql
	learnPersonsSQL string
	//go:embed keep_inquiries.sql
	keepInquiriesSQL string
	//go:embed move_inquiries.sql
	moveInquiriesSQL string
)

// keep writes what the batch decided, one statement for each table.
func (b *batch) keep() error {
	for _, step := range []func() error{b.keepOrganisations, b.keepPersons, b.keepNumbers, b.keepWebsites, b.keepInquiries, b.moveInquiries, b.keepArrivals, b.keepRejected, b.keepBans, b.tellReps, b.wake} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// wake ends the stays of those who were kept for later and have inquired again.
func (b *batch) wake() error { return nurture.Woken(b.tx, b.client.ID, b.woken, b.at) }

func (b *batch) keepOrganisations() error {
	orgs := b.known.newOrgs
	if len(orgs) == 0 {
		return nil
	}
	_, err := b.tx.Run(`INSERT INTO organisations (id, client_id, name, name_key, created_at)
		SELECT id, $1, name, name_key, $2 FROM unnest($3::uuid[], $4::text[], $5::text[]) AS o (id, name, name_key)`,
		b.client.ID, b.at, ids(orgs, func(o *models.Organisation) *models.ID { return &o.ID }),
		column(orgs, func(o *models.Organisation) string { return o.Name }), column(orgs, func(o *models.Organisation) string { return o.NameKey }))
	if err != nil {
		return fmt.Errorf("keep organisations: %w", err)
	}
	return nil
}

func (b *batch) keepPersons() error {
	var fresh, learned []*models.Person
	for _, who := range b.known.newPersons {
		fresh = append(fresh, who.person)
	}
	for _, who := range b.known.byID {
		if who.learned && !who.fresh {
			learned = append(learned, who.person)
		}
	}
	if len(fresh) > 0 {
		if _, err := b.tx.Run(keepPersonsSQL, append([]any{b.client.ID, b.at}, personColumns(fresh)...)...); err != nil {
			return fmt.Errorf("keep persons: %w", err)
		}
	}
	if len(learned) > 0 {
		if _, err := b.tx.Run(learnPersonsSQL, append([]any{b.client.ID}, personColumns(learned)...)...); err != nil {
			return fmt.Errorf("learn of persons: %w", err)
		}
	}
	return nil
}

func personColumns(rows []*models.Person) []any {
	type p = *models.Person
	text := func(of func(p) string) []string { return column(rows, of) }
	return []any{
		ids(rows, func(p p) *models.ID { return &p.ID }), ids(rows, func(p p) *models.ID { return p.OrganisationID }),
		text(func(p p) string { return p.Name }), text(func(p p) string { return p.NameKey }), text(func(p p) string { return p.Title }),
		text(func(p p) string { return p.Email }), text(func(p p) string { return p.EmailKey }), column(rows, func(p p) []byte { return p.MailKey }),
		text(func(p p) string { return p.Phone }), text(func(p p) string { return p.PhoneRaw }), column(rows, func(p p) []byte { return p.NumberKey }),
		text(func(p p) string { return p.Address }), text(func(p p) string { return p.AddressKey }), text(func(p p) string { return p.City }),
		text(func(p p) string { return p.Region }), text(func(p p) string { return p.Postcode }), text(func(p p) string { return p.Country }),
		text(func(p p) string { return p.Zone }), text(func(p p) string { return p.Language }),
	}
}

func (b *batch) keepInquiries() error {
	var rows []*models.Inquiry
	for _, a := range b.rows {
		if a.inquiry != nil {
			rows = append(rows, a.inquiry)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	details, err := jsonOf(rows)
	if err != nil {
		return err
	}
	type i = *models.Inquiry
	text := func(of func(i) string) []string { return column(rows, of) }
	instant := func(of func(i) *time.Time) []*time.Time { return column(rows, of) }
	small := func(of func(i) int) []int16 { return column(rows, func(i i) int16 { return int16(of(i)) }) }
	var importID *models.ID
	if b.imports != nil {
		importID = &b.imports.ID
	}
	_, err = b.tx.Run(keepInquiriesSQL, b.client.ID, b.program.ID, importID,
		ids(rows, func(i i) *models.ID { return &i.ID }), ids(rows, func(i i) *models.ID { return &i.PersonID }), ids(rows, func(i i) *models.ID { return &i.SourceID }),
		text(func(i i) string { return string(i.State) }), text(func(i i) string { return string(i.Class) }), small(func(i i) int { return i.Tier }),
		column(rows, func(i i) float32 { return i.Priority }), column(rows, func(i i) *int { return i.WindowID }),
		instant(func(i i) *time.Time { return i.DueAt }), instant(func(i i) *time.Time { return i.NextAt }),
		column(rows, func(i i) time.Time { return i.ReceivedAt }), column(rows, func(i i) time.Time { return i.ReceivedOn }),
		text(func(i i) string { return i.Via }), text(func(i i) string { return i.ExternalID }), text(func(i i) string { return i.Product }),
		text(func(i i) string { return i.Message }), details, instant(func(i i) *time.Time { return i.FirstCallBy }),
		small(func(i i) int { return i.Repeats }), small(func(i i) int { return i.Cycle }),
		text(func(i i) string { return i.DecisionReason }), text(func(i i) string { return i.ClosedReason }),
		instant(func(i i) *time.Time { return i.ClosedAt }), ids(rows, func(i i) *models.ID { return i.MergedInto }))
	if err != nil {
		return fmt.Errorf("keep inquiries: %w", err)
	}
	return b.markDays()
}

func jsonOf(rows []*models.Inquiry) ([]string, error) {
	texts := make([]string, len(rows))
	for n, i := range rows {
		texts[n] = "{}"
		if len(i.Details) > 0 {
			text, err := json.Marshal(i.Details)
			if err != nil {
				return nil, fmt.Errorf("write details: %w", err)
			}
			texts[n] = string(text)
		}
	}
	return texts, nil
}

func (b *batch) moveInquiries() error {
	var rows []*models.Inquiry
	for _, who := range b.known.byID {
		if who.moved && !who.opened {
			rows = append(rows, who.inquiry)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	type i = *models.Inquiry
	text := func(of func(i) string) []string { return column(rows, of) }
	instant := func(of func(i) *time.Time) []*time.Time { return column(rows, of) }
	small := func(of func(i) int) []int16 { return column(rows, func(i i) int16 { return int16(of(i)) }) }
	_, err := b.tx.Run(moveInquiriesSQL, b.client.ID,
		ids(rows, func(i i) *models.ID { return &i.ID }), text(func(i i) string { return string(i.State) }), text(func(i i) string { return string(i.Class) }),
		small(func(i i) int { return i.Tier }), column(rows, func(i i) float32 { return i.Priority }), column(rows, func(i i) *int { return i.WindowID }),
		instant(func(i i) *time.Time { return i.DueAt }), instant(func(i i) *time.Time { return i.NextAt }),
		ids(rows, func(i i) *models.ID { return i.PromisedTo }), small(func(i i) int { return i.Cycle }),
		instant(func(i i) *time.Time { return i.FirstCallBy }), small(func(i i) int { return i.Attempts }),
		text(func(i i) string { return string(i.LastDisposition) }), small(func(i i) int { return i.Repeats }),
		text(func(i i) string { return i.NurtureReason }), text(func(i i) string { return i.DecisionReason }),
		text(func(i i) string { return i.ClosedReason }), instant(func(i i) *time.Time { return i.ClosedAt }))
	if err != nil {
		return fmt.Errorf("move inquiries: %w", err)
	}
	return nil
}

// markDays marks the days whose roll-ups no longer hold.
func (b *batch) markDays() error {
	type day struct {
		source models.ID
		on     time.Time
	}
	days := map[day]bool{}
	for _, a := range b.rows {
		if a.inquiry != nil {
			days[day{a.SourceID, a.inquiry.ReceivedOn}] = true
		}
	}
	var sources []models.ID
	var on []time.Time
	for d := range days {
		sources, on = append(sources, d.source), append(on, d.on)
	}
	return markDays(b.tx, b.client.ID, sources, on)
}

// keepArrivals counts every row once, on the left side of the lead balance sheet.
func (b *batch) keepArrivals() error {
	type a = *arrival
	rows := b.rows
	optional := func(id models.ID) *models.ID {
		if id == models.NoID {
			return nil
		}
		return &id
	}
	var importID *models.ID
	if b.imports != nil {
		importID = &b.imports.ID
	}
	_, err := b.tx.Run(`INSERT INTO arrivals (client_id, at, import_id, id, kind, inquiry_id, source_id, line)
		SELECT $1, $2, $3, a.* FROM unnest($4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::int4[]) AS a`,
		b.client.ID, b.at, importID, ids(rows, func(a) *models.ID { id := models.NewID(); return &id }), column(rows, func(a a) string { return a.kind() }),
		ids(rows, func(a a) *models.ID {
			if a.inquiry == nil {
				return nil
			}
			return &a.inquiry.ID
		}), ids(rows, func(a a) *models.ID { return optional(a.SourceID) }), column(rows, func(a a) *int {
			if a.line == 0 {
				return nil
			}
			return &a.line
		}))
	if err != nil {
		return fmt.Errorf("count arrivals: %w", err)
	}
	return nil
}

func (b *batch) keepRejected() error {
	if b.imports == nil {
		return nil
	}
	var lines []int
	var reasons, cells []string
	for _, a := range b.rows {
		if a.rejected == "" {
			continue
		}
		sound := make([]string, len(a.cells))
		for n, cell := range a.cells {
			sound[n] = clip(clean(cell), longestText)
		}
		text, err := json.Marshal(sound)
		if err != nil {
			return fmt.Errorf("write a rejected row: %w", err)
		}
		lines, reasons, cells = append(lines, a.line), append(reasons, clean(a.rejected)), append(cells, string(text))
	}
	if len(lines) == 0 {
		return nil
	}
	_, err := b.tx.Run(`INSERT INTO rejected_rows (import_id, client_id, line, reason, cells)
		SELECT $1, $2, r.* FROM unnest($3::int4[], $4::text[], $5::jsonb[]) AS r`, b.imports.ID, b.client.ID, lines, reasons, cells)
	if err != nil {
		return fmt.Errorf("keep rejected rows: %w", err)
	}
	return nil
}

func (b *batch) keepBans() error {
	for _, who := range b.banned {
		entry := models.DoNotCallEntry{EnteredAt: b.at}
		if b.tx.By.SignedIn() {
			entry.EnteredBy = &b.tx.By.UserID
		}
		if err := policy.Forbid(b.tx, policy.Ban{Person: who.person, Reason: b.known.ban(who.person)}, entry); err != nil {
			return fmt.Errorf("enter do-not-call: %w", err)
		}
	}
	return nil
}

func (b *batch) tellReps() error {
	if b.s.reps == nil {
		return nil
	}
	for _, t := range b.told {
		if err := b.s.reps.TellRep(b.tx, b.client.ID, t.lead, t.inquiry); err != nil {
			return fmt.Errorf("tell the rep: %w", err)
		}
	}
	return nil
}

// kind is the kind of the row's arrival.
func (a *arrival) kind() string {
	switch {
	case a.rejected != "":
		return "rejected"
	case a.repeat:
		return "repeat"
	}
	return "inquiry"
}

// ids is one column of ids, nil where there is none, in the form that costs pgx least.
func ids[R any](rows []R, of func(R) *models.ID) []pgtype.UUID {
	return column(rows, func(row R) pgtype.UUID {
		if id := of(row); id != nil {
			return pgtype.UUID{Bytes: *id, Valid: true}
		}
		return pgtype.UUID{}
	})
}

// column is one column of the rows.
func column[R, V any](rows []R, of func(R) V) []V {
	values := make([]V, len(rows))
	for n, row := range rows {
		values[n] = of(row)
	}
	return values
}
