package simulation

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"ripen/services/policy"
	"ripen/services/policy/number"
)

const (
	days        = 365
	perPerson   = 25 // proposed calls, on average
	clientCount = 6
)

// A world is people of every country, what is on record about them, and whose clocks
// change when.
type world struct {
	rand      *rand.Rand
	from, to  time.Time
	countries []row // code, zones
	regions   []row
	areas     []row // a code of each, its place and its zones
	people    []*person
	presets   []preset
	lists     []policy.List
	listed    map[string][]int // number → the lists that hold it
	wishes    []wish
	wishesOf  map[string][]int // key → wishes
	zones     []string
	locations map[string]*time.Location
	shifts    map[string][]time.Time // when a zone's clock changes
	changes   int
}

// A row is a place and the zones it can be in.
type row struct {
	code  string
	place string
	zones []string
}

// A person as the policy knows them, and what has happened to them.
type person struct {
	id, client            int
	country, region, zone string // as on record
	dialled               string // a North American number, where one is known
	number, mail          string // what lists and wishes compare
	organisation          int
	kind                  policy.Person
	zones                 []string // where to look for a change of the clock
	attempts              []time.Time
	refused               time.Time
	cycle, planned        int
	inquired              time.Time
}

// A preset of a program; custom ones are the simulation's own.
type preset struct {
	id, hours, holidays string
}

// A wish not to be called.
type wish struct {
	scope     string
	client    int // -1: the whole agency
	key       string
	entered   time.Time
	withdrawn time.Time
}

func newWorld(o Options) (*world, error) {
	w := &world{rand: rand.New(rand.NewPCG(o.Seed, 20_260_101)), from: o.From.UTC().Truncate(24 * time.Hour), listed: map[string][]int{}, wishesOf: map[string][]int{},
		locations: map[string]*time.Location{}, shifts: map[string][]time.Time{}}
	w.to = w.from.AddDate(0, 0, days)
	w.presets = []preset{{"strict", "", ""}, {"standard", "", ""}, {"wide", "Mon-Sun 00:00-24:00", ""}, {"long", "Mon-Sun 06:30-22:15", ""}, {"halves", "Mon-Fri 08:30-12:00,13:30-19:45; Sun 10:00-16:00", ""}}
	var err error
	if w.countries, err = table(number.Tables, "countries.csv", 0, 2); err != nil {
		return nil, err
	}
	if w.regions, err = table(policy.Tables, "regions.csv", 0, 2); err != nil {
		return nil, err
	}
	areas, err := table(number.Tables, "areacodes.csv", 2, 1)
	if err != nil {
		return nil, err
	}
	for _, each := range areas {
		for _, code := range strings.Fields(each.code) {
			w.areas = append(w.areas, row{code: code, place: each.place, zones: each.zones})
		}
	}
	if err := w.clocks(); err != nil {
		return nil, err
	}
	for n := range max(o.Attempts/perPerson, 1) {
		w.people = append(w.people, w.born(n))
	}
	w.record()
	return w, nil
}

// table reads a table of places and zones; the column of the place is the first.
func table(from fs.FS, name string, code, zones int) (rows []row, err error) {
	text, err := fs.ReadFile(from, name)
	if err != nil {
		return nil, err
	}
	reader := csv.NewReader(strings.NewReader(string(text)))
	reader.Comment = '#'
	all, err := reader.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	for _, cells := range all {
		rows = append(rows, row{code: cells[code], place: cells[0], zones: strings.Fields(cells[zones])})
	}
	return rows, nil
}

// clocks finds every zone, and the hour in which its clock changes within the year.
func (w *world) clocks() error {
	for _, rows := range [][]row{w.countries, w.regions, w.areas} {
		for _, each := range rows {
			for _, zone := range each.zones {
				if zone != "*" && !slices.Contains(w.zones, zone) {
					w.zones = append(w.zones, zone)
				}
			}
		}
	}
	slices.Sort(w.zones)
	for _, name := range w.zones {
		zone, err := time.LoadLocation(name)
		if err != nil {
			return fmt.Errorf("load %s: %w", name, err)
		}
		w.locations[name] = zone
		for at := w.from; ; {
			_, end := at.In(zone).ZoneBounds()
			if end.IsZero() || !end.Before(w.to) {
				break
			}
			w.shifts[name] = append(w.shifts[name], end.UTC())
			at = end
			w.changes++
		}
	}
	return nil
}

func pick[T any](w *world, from []T) T { return from[w.rand.IntN(len(from))] }

// born makes a person: most where the law differs, some in every country.
func (w *world) born(id int) *person {
	p := &person{id: id, client: w.rand.IntN(clientCount), number: fmt.Sprintf("n%d", id), organisation: w.rand.IntN(max(id/3, 1) + 1), kind: pick(w, []policy.Person{"", policy.Consumer, policy.Business})}
	if w.rand.IntN(3) > 0 {
		p.mail = fmt.Sprintf("m%d", id-w.rand.IntN(2)) // some share one
	}
	if w.rand.IntN(20) == 0 {
		p.number = fmt.Sprintf("n%d", w.rand.IntN(id+1)) // and a switchboard
	}
	if w.rand.IntN(100) == 0 {
		p.number = "" // there is none
	}
	p.inquired = w.from.Add(time.Duration(w.rand.IntN(days*24)-60*24) * time.Hour)
	switch n := w.rand.IntN(100); {
	case n < 45: // an address with its state
		found := pick(w, w.regions)
		p.country, p.region, p.zones = found.code[:2], found.code, found.zones
		if p.country != "AU" && w.rand.IntN(3) > 0 { // and a number, often of another one
			w.dial(p)
		}
	case n < 60: // a number alone
		w.dial(p)
	case n < 75: // one of the countries of the table
		w.country(p, pick(w, []string{"GB", "FR", "FR", "DE", "AU", "CA", "US", "PR"}))
	case n < 80: // a zone that the person named
		w.country(p, pick(w, w.countries).code)
		p.zone = pick(w, p.zones)
		p.zones = []string{p.zone}
	case n < 98: // any country
		w.country(p, pick(w, w.countries).code)
	default: // nobody knows where
	}
	if len(p.zones) == 0 {
		p.zones = []string{"Europe/London"}
	}
	return p
}

func (w *world) country(p *person, code string) {
	p.country = code
	for _, each := range w.countries {
		if each.code == code {
			p.zones = each.zones
		}
	}
	if len(p.zones) == 0 {
		p.zones = []string{"America/Puerto_Rico"}
	}
}

// dial gives a North American number of any area code.
func (w *world) dial(p *person) {
	found := pick(w, w.areas)
	p.dialled = fmt.Sprintf("+1%s%03d%04d", found.code, 200+w.rand.IntN(800), w.rand.IntN(10_000))
	if p.country == "" && len(found.zones) > 0 && found.zones[0] != "*" {
		p.zones = found.zones
	}
}

// record enters wishes and lists: some before the year, some in it, some withdrawn.
func (w *world) record() {
	for range len(w.people) / 6 {
		p := pick(w, w.people)
		x := wish{client: p.client, entered: w.from.Add(time.Duration(w.rand.IntN(days*24*60)) * time.Minute)}
		switch w.rand.IntN(6) {
		case 0:
			x.scope, x.key = "number", p.number
		case 1:
			x.scope, x.key, x.client = "number", p.number, -1
		case 2:
			x.scope, x.key = "person", fmt.Sprint("p", p.id)
		case 3:
			x.scope, x.key = "organisation", fmt.Sprint("o", p.organisation)
		case 4:
			x.scope, x.key = "email", p.mail
		default:
			x.scope, x.key, x.client = "email", p.mail, -1
		}
		if x.key == "" {
			continue
		}
		if w.rand.IntN(3) == 0 {
			x.withdrawn = x.entered.Add(time.Duration(1+w.rand.IntN(90*24*60)) * time.Minute)
		}
		w.wishesOf[x.scope+x.key] = append(w.wishesOf[x.scope+x.key], len(w.wishes))
		w.wishes = append(w.wishes, x)
	}
	w.keepLists()
}
