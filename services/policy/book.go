package policy

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"ripen/models"
	"ripen/services/policy/number"
	"ripen/services/store"
)

// bookFresh is for how long the book is read without looking for windows that
// another process has added.
const bookFresh = 5 * time.Second

// A Book knows the windows of the table windows by their number, which is what an
// inquiry carries and what the queue's index is ordered by, and how fresh each
// screening list is. Safe for concurrent use.
type Book struct {
	mu      sync.Mutex
	ids     map[string]int
	windows map[int]Window
	read    time.Time

	lists     []List
	listsRead time.Time
}

// NewBook is an empty book; it fills itself from the database.
func NewBook() *Book { return &Book{ids: map[string]int{}, windows: map[int]Window{}} }

// ID is the number of a window, which it is given if it has none yet.
func (b *Book) ID(tx *store.Tx, w Window) (int, error) {
	b.mu.Lock()
	id, known := b.ids[w.Key]
	b.mu.Unlock()
	if known {
		return id, nil
	}
	if _, err := tx.Run(`INSERT INTO windows (key) VALUES ($1) ON CONFLICT DO NOTHING`, w.Key); err != nil {
		return 0, fmt.Errorf("add a window: %w", err)
	}
	// Not kept in the book: this transaction may yet roll back.
	if err := tx.Pgx.QueryRow(tx.Context(), `SELECT id FROM windows WHERE key = $1`, w.Key).Scan(&id); err != nil {
		return 0, fmt.Errorf("number a window: %w", err)
	}
	return id, nil
}

// Remembered is the window of this number, if the book has read it; no number has the
// zero Window.
func (b *Book) Remembered(id *int) (w Window, known bool) {
	if id == nil {
		return Window{}, true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	w, known = b.windows[*id]
	return w, known
}

// Window is the window of this number.
func (b *Book) Window(tx *store.Tx, id int) (Window, error) {
	w, known := b.Remembered(&id)
	if known {
		return w, nil
	}
	if err := b.reread(tx); err != nil {
		return Window{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if w, known = b.windows[id]; !known {
		return Window{}, fmt.Errorf("window %d is not in the book", id)
	}
	return w, nil
}

// Open is the numbers of the windows that are open at the instant for somebody who
// speaks these languages.
func (b *Book) Open(tx *store.Tx, at time.Time, speaks []string) ([]int32, error) {
	if err := b.refresh(tx, at); err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	open := make([]int32, 0, len(b.windows))
	for id, w := range b.windows {
		if w.Language != "" && !slices.Contains(speaks, w.Language) {
			continue
		}
		if _, ok := w.Open(at); ok {
			open = append(open, int32(id))
		}
	}
	return open, nil
}

// OpenToSomebody is the numbers of the windows that are open at the instant, whatever is
// spoken there.
func (b *Book) OpenToSomebody(tx *store.Tx, at time.Time) ([]int32, error) {
	open, _, err := b.OpenBy(tx, at)
	return open, err
}

// OpenBy is the numbers of the windows that are open at the instant, and beside each the
// language that is spoken there; "" where that is the program's.
func (b *Book) OpenBy(tx *store.Tx, at time.Time) (open []int32, languages []string, err error) {
	if err := b.refresh(tx, at); err != nil {
		return nil, nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	open, languages = make([]int32, 0, len(b.windows)), make([]string, 0, len(b.windows))
	for id, w := range b.windows {
		if _, ok := w.Open(at); ok {
			open, languages = append(open, int32(id)), append(languages, w.Language)
		}
	}
	return open, languages, nil
}

// All is the numbers of every window for somebody who speaks these languages.
func (b *Book) All(tx *store.Tx, speaks []string) ([]int32, error) {
	if err := b.reread(tx); err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	all := make([]int32, 0, len(b.windows))
	for id, w := range b.windows {
		if w.Language == "" || slices.Contains(speaks, w.Language) {
			all = append(all, int32(id))
		}
	}
	return all, nil
}

// NextOpen is the first instant at which one of these windows opens; false if none does within 14 days.
func (b *Book) NextOpen(tx *store.Tx, ids []int32, at time.Time) (next time.Time, ok bool, err error) {
	for _, id := range ids {
		w, err := b.Window(tx, int(id))
		if err != nil {
			return time.Time{}, false, err
		}
		if opens, can := w.NextOpen(at); can && (!ok || opens.Before(next)) {
			next, ok = opens, true
		}
	}
	return next, ok, nil
}

func (b *Book) refresh(tx *store.Tx, at time.Time) error {
	b.mu.Lock()
	age := at.Sub(b.read)
	fresh := age >= 0 && age < bookFresh && len(b.windows) > 0
	b.mu.Unlock()
	if fresh {
		return nil
	}
	if err := b.reread(tx); err != nil {
		return err
	}
	b.mu.Lock()
	b.read = at
	b.mu.Unlock()
	return nil
}

// reread adds what the table has and the book has not. Rows are never changed.
func (b *Book) reread(tx *store.Tx) error {
	b.mu.Lock()
	last := 0
	for id := range b.windows {
		last = max(last, id)
	}
	b.mu.Unlock()
	// A number below the last may have been committed later, so look back a little.
	rows, err := tx.Pgx.Query(tx.Context(), `SELECT id, key FROM windows WHERE id > $1`, last-100)
	if err != nil {
		return fmt.Errorf("read the windows: %w", err)
	}
	defer rows.Close()
	b.mu.Lock()
	defer b.mu.Unlock()
	for rows.Next() {
		var id int
		var key string
		if err := rows.Scan(&id, &key); err != nil {
			return fmt.Errorf("read the windows: %w", err)
		}
		w, err := ParseWindow(key)
		if err != nil {
			return err
		}
		b.windows[id], b.ids[key] = w, id
	}
	return rows.Err()
}

// WindowOf is the window that holds for a person in a program. It is unknown, hence
// never open, where the program's own hours cannot be read.
func WindowOf(p *models.Program, person *models.Person) Window {
	return shipped().WindowOf(p, person)
}

// WindowOf is the same by the rules of this table.
func (l *Law) WindowOf(p *models.Program, person *models.Person) Window {
	preset, err := l.PresetOf(p)
	if err != nil {
		return Window{Key: unknownKey}
	}
	w := l.WindowFor(preset, PlaceOf(p, person), person.Phone)
	if person.Language != p.Language {
		w = w.Spoken(person.Language)
	}
	return w
}

// PresetOf is the preset that a program keeps. Hours of its own that cannot be read, are
// never open or name nobody who approved them are refused.
func PresetOf(p *models.Program) (Preset, error) { return shipped().PresetOf(p) }

// PresetOf is the same by the presets of this table.
func (l *Law) PresetOf(p *models.Program) (Preset, error) {
	if p.Preset != "custom" {
		preset, ok := l.Preset(p.Preset)
		if !ok {
			return Preset{}, models.Refuse(models.Invalid, "preset", "Choose the calling hours: strict, standard or custom.")
		}
		return preset, nil
	}
	hours, err := ParseHours(p.Hours)
	if err != nil {
		return Preset{}, err
	}
	return Custom(hours, NoHolidays, p.HoursApprover)
}

// CheckOpen refuses hours at which nobody in the program's country may ever be called.
func CheckOpen(p *models.Program, at time.Time) error {
	preset, err := PresetOf(p)
	if err != nil {
		return err
	}
	country := CountryCode(p.Country)
	if country == "" {
		return nil
	}
	for _, zone := range number.CountryZones(country) {
		if _, opens := WindowFor(preset, Place{Country: country, Zone: zone}, "").NextOpen(at); opens {
			return nil
		}
	}
	return refuseHours("These hours and the law of %s leave no minute to call: choose others.", number.CountryName(country))
}

// PlaceOf is what is known of where a person is. The program's country stands in
// only where neither the address nor the number tells one.
func PlaceOf(p *models.Program, person *models.Person) Place {
	place := Place{Country: person.Country, Region: person.Region, Postcode: person.Postcode, Zone: person.Zone}
	if person.OrganisationID != nil {
		place.Person = Business
	}
	if place.Country == "" && person.Phone == "" {
		place.Country = p.Country
	}
	return place
}
