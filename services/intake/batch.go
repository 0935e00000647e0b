package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

// A batch is arrivals of one program that are received together: what is known is
// asked for once, decided here row by row, and written set by set.
type batch struct {
	s       *Service
	tx      *store.Tx
	client  *models.Client
	program *models.Program
	zone    *time.Location // the client's
	at      time.Time
	imports *models.Import // the import it belongs to, if any
	dry     bool           // decide only, write nothing

	known   *known
	windows map[string]*int
	sources map[string]models.ID
	rows    []*arrival
	told    []told
	woken   []models.ID // were kept for later
	banned  []*acquaintance
}

// Told is a repeat whose rep is to hear of it.
type told struct{ lead, inquiry models.ID }

func (s *Service) newBatch(tx *store.Tx, client *models.Client, program *models.Program, at time.Time) *batch {
	return &batch{s: s, tx: tx, client: client, program: program, zone: client.Location(), at: at, known: newKnown(), windows: map[string]*int{}, sources: map[string]models.ID{}}
}

// take receives the rows: afterwards each is an inquiry, a repeat, or rejected with
// its reason. The caller holds oneAtATime.
func (b *batch) take(rows []*arrival) error {
	b.rows = rows
	good := make([]*arrival, 0, len(rows))
	for _, a := range rows {
		if a.rejected == "" {
			a.describe(b.program, b.s.secret, b.at)
			b.name(a)
			good = append(good, a)
		}
	}
	if err := b.findSources(good); err != nil {
		return err
	}
	if err := b.known.load(b.tx, b.client.ID, b.program.ID, good); err != nil {
		return err
	}
	for _, a := range good {
		if err := b.receive(a); err != nil {
			return err
		}
	}
	if b.dry || b.imports == nil && rows[0].rejected != "" {
		return nil // a rehearsal; or one by itself, which its sender is told about
	}
	return b.keep()
}

// findSources finds the source that each row names, or makes it.
func (b *batch) findSources(rows []*arrival) error {
	for _, a := range rows {
		if a.SourceID != models.NoID {
			continue
		}
		id, known := b.sources[a.source]
		if !known {
			source, err := b.s.sources.Source(b.tx, b.client.ID, a.source, a.medium, b.program.ID)
			if refused := models.Refused(err); refused != nil {
				a.rejected = refused.Message
				continue
			}
			if err != nil {
				return fmt.Errorf("find the source: %w", err)
			}
			id = source.ID
			b.sources[a.source] = id
		}
		a.SourceID = id
	}
	return nil
}

// digested begins the external ids that are digests of a row.
const digested = "row:"

// name gives a row that nothing else identifies a digest of its cells for an
// external id, so that the same row again is known.
func (b *batch) name(a *arrival) {
	if b.imports == nil || !a.anonymous() {
		return
	}
	sum := sha256.New()
	for _, cell := range a.cells {
		fmt.Fprintf(sum, "%d:%s", len(cell), cell)
	}
	a.ExternalID = digested + hex.EncodeToString(sum.Sum(nil)[:12])
}

// receive decides about one row.
func (b *batch) receive(a *arrival) error {
	if a.rejected = b.refused(a); a.rejected != "" {
		return nil
	}
	who := b.known.find(a)
	if who == nil {
		who = b.known.meet(a)
	} else {
		b.known.learn(who, a)
	}
	a.who, a.repeat, who.inquired = who, who.inquired, true
	if a.ExternalID != "" {
		key := externalID{a.SourceID, a.ExternalID}
		b.known.external[key], b.known.taken[key] = &who.person.ID, a.line
	}
	if a.DoNotCall {
		b.forbid(who)
	}
	a.inquiry = b.inquiryOf(a, who.person)
	if who.inquiry != nil {
		return b.again(who, a)
	}
	who.inquiry, who.opened = a.inquiry, true
	return b.enter(who, a)
}

// refused is why a row is no inquiry, if it is none.
func (b *batch) refused(a *arrival) string {
	switch line, taken := b.known.taken[externalID{a.SourceID, a.ExternalID}]; {
	case a.rejected != "":
		return a.rejected
	case len(a.ExternalID) > longestExternalID:
		return fmt.Sprintf("The external id is longer than %d characters.", longestExternalID)
	case a.ExternalID == "" || !taken:
		return ""
	case line > 0 && strings.HasPrefix(a.ExternalID, digested):
		return fmt.Sprintf("The same row stands in line %d.", line)
	case strings.HasPrefix(a.ExternalID, digested):
		return "Imported before (the very same row)."
	case line > 0:
		return fmt.Sprintf("The external id %s stands in line %d too.", a.ExternalID, line)
	default:
		return fmt.Sprintf("Imported before (external id %s).", a.ExternalID)
	}
}

func (b *batch) inquiryOf(a *arrival, p *models.Person) *models.Inquiry {
	i := &models.Inquiry{
		ID: models.NewID(), ClientID: b.client.ID, ProgramID: b.program.ID, PersonID: p.ID, SourceID: a.SourceID, State: models.Undecided,
		Class: models.New, Tier: models.TierRest, Cycle: 1, ReceivedAt: a.ReceivedAt, ReceivedOn: models.DayIn(a.ReceivedAt, b.zone),
		Via: a.Via, ExternalID: a.ExternalID, Product: a.Product, Message: a.Message, Details: a.Details,
	}
	if b.imports != nil {
		i.ImportID = &b.imports.ID
	}
	return i
}

// forbid enters the wish of a row not to be called.
func (b *batch) forbid(who *acquaintance) {
	const reason = "asked not to be called, when the inquiry came in"
	for _, key := range [][]byte{who.person.NumberKey, who.person.ID[:]} { // as policy.Forbid enters it
		if len(key) > 0 {
			b.known.bans[string(key)] = reason
		}
	}
	b.banned = append(b.banned, who)
}

// window is the number of the calling hours that hold for the person; nil where it
// is not known where they are.
func (b *batch) window(p *models.Person) (*int, error) {
	w := policy.WindowOf(b.program, p)
	if !w.Known() {
		return nil, nil
	}
	if id, asked := b.windows[w.Key]; asked {
		return id, nil
	}
	id := 0
	if !b.dry {
		var err error
		if id, err = b.s.book.ID(b.tx, w); err != nil {
			return nil, err
		}
	}
	b.windows[w.Key] = &id
	return &id, nil
}
