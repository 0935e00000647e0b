package reports

import (
	"slices"
	"time"

	"ripen/models"
	"ripen/services/reports/funnel"
	"ripen/services/store"
)

// walked is one lead and how far it got.
type walked struct {
	ID          models.ID
	RepID       *models.ID
	ProcessID   models.ID
	SourceID    models.ID
	ProgramName string
	Product     string
	Worth       *float64
	ReleasedAt  time.Time
	ContactedAt *time.Time
	ClosedAt    *time.Time
	Outcome     models.Outcome
	Steps       []int
	Reached     []time.Time
	Names       []string // of the steps, since the lead may have gone by another process before
	Value       *float64
}

// passed is when the lead passed each stage; a later one includes those before it. Passed over
// are the stages that were not on its way: it was beyond them when it came to go by this process.
func (w *way) passed(l *walked) (times []*time.Time, over []bool) {
	times, over = make([]*time.Time, len(w.stages)), make([]bool, len(w.stages))
	for n, stage := range w.stages {
		if stage.Milestone <= 1 && n == 0 {
			times[n] = l.ContactedAt
		}
		for i, step := range l.Steps {
			if l.is(step, i, stage) && !stage.Order {
				times[n] = earlier(times[n], &l.Reached[i])
			}
		}
		if stage.Order && l.Outcome == models.Won {
			times[n] = l.ClosedAt
		}
	}
	for n := len(times) - 2; n >= 0; n-- {
		over[n] = times[n] == nil && times[n+1] != nil && !w.on(l, w.stages[n], *times[n+1])
		times[n] = earlier(times[n], times[n+1])
	}
	return times, over
}

// on reports whether a stage was on the way of the lead at the instant.
func (w *way) on(l *walked, stage models.Stage, at time.Time) bool {
	for _, change := range w.changes[l.ID] {
		if from := w.processes[change.FromID]; at.Before(change.At) && from != nil {
			return from.Counts(stage)
		}
	}
	return true
}

// since is when a lead that came so far at the instant came to the stage: no sooner than it
// went by a process that has it.
func (w *way) since(l *walked, stage models.Stage, at time.Time) time.Time {
	for _, change := range w.changes[l.ID] {
		if from := w.processes[change.FromID]; at.Before(change.At) && from != nil && !from.Counts(stage) {
			at = change.At
		}
	}
	return at
}

// is reports whether the i-th milestone is this stage: by its name, where one was kept.
func (l *walked) is(step, i int, stage models.Stage) bool {
	if l.Names[i] == "" {
		return step == stage.Milestone
	}
	return models.SameStep(l.Names[i], stage.Name)
}

func earlier(a, b *time.Time) *time.Time {
	if a == nil || b != nil && b.Before(*a) {
		return b
	}
	return a
}

// A hand is who was given a lead, since when.
type hand struct {
	LeadID models.ID
	RepID  *models.ID
	At     time.Time
}

// A change is when a lead came to go by another selling process.
type change struct {
	LeadID, FromID models.ID
	At             time.Time
}

// A way is one selling process with its leads, and what is counted of it.
type way struct {
	clientID models.ID
	process  models.Process // the newest of those alike
	alike    []models.ID    // all of them
	stages   []models.Stage
	leads    []walked
	hands    map[models.ID][]hand
	partners map[models.ID]*models.ID // of every rep

	processes map[models.ID]*models.Process // every version of the client's
	changes   map[models.ID][]change        // of each lead that went by another

	reps     []models.ID
	entries  []funnel.Entry
	products []string  // of each entry
	months   []int     // in which it came to its stage
	values   []float64 // of the order of each entry; negative: none, or not known
	model    *funnel.Model
}

// walkedWays sorts the leads by selling process; versions with the same steps are one.
func walkedWays(tx *store.Tx, clientID models.ID, at time.Time) (ways []*way, err error) {
	since := at.AddDate(0, -stepsBack, 0)
	leads, err := store.Rows[walked](tx, stepsLeads, clientID, since)
	if err != nil {
		return nil, err
	}
	hands, err := store.Rows[hand](tx, stepsHands, clientID, since)
	if err != nil {
		return nil, err
	}
	changed, err := store.Rows[change](tx, stepsChanges, clientID, since)
	if err != nil {
		return nil, err
	}
	processes, err := store.All[models.Process](tx, models.OfClient(clientID))
	if err != nil {
		return nil, err
	}
	people, err := store.Rows[struct{ ID, PartnerID *models.ID }](tx, `SELECT id, partner_id FROM users WHERE client_id = $1`, clientID)
	if err != nil {
		return nil, err
	}
	partners, given := map[models.ID]*models.ID{}, map[models.ID][]hand{}
	for _, p := range people {
		partners[*p.ID] = p.PartnerID
	}
	for _, h := range hands {
		given[h.LeadID] = append(given[h.LeadID], h)
	}
	of, known, changes := map[models.ID]*way{}, map[models.ID]*models.Process{}, map[models.ID][]change{}
	for n := range processes {
		known[processes[n].ID] = &processes[n]
	}
	for _, c := range changed {
		changes[c.LeadID] = append(changes[c.LeadID], c)
	}
	for _, group := range alike(slices.Clone(processes)) {
		w := &way{clientID: clientID, process: group[0], stages: group[0].Stages(), hands: given, partners: partners, processes: known, changes: changes}
		for _, p := range group {
			of[p.ID], w.alike = w, append(w.alike, p.ID)
		}
		ways = append(ways, w)
	}
	for _, l := range leads {
		if w := of[l.ProcessID]; w != nil {
			w.leads = append(w.leads, l)
		}
	}
	return slices.DeleteFunc(ways, func(w *way) bool { return len(w.leads) == 0 }), nil
}

// alike groups versions of one process with the same steps, the newest first in each.
func alike(all []models.Process) (groups [][]models.Process) {
	slices.SortFunc(all, func(a, b models.Process) int { return b.CreatedAt.Compare(a.CreatedAt) })
	for _, p := range all {
		n := slices.IndexFunc(groups, func(g []models.Process) bool { return g[0].Alike(&p) })
		if n < 0 {
			groups = append(groups, []models.Process{p})
		} else {
			groups[n] = append(groups[n], p)
		}
	}
	return groups
}

// build makes the model of the way.
func (w *way) build(at time.Time) {
	bands, products := bandsOf(w.leads), productsOf(w.leads)
	sources, names, months, reps := index[models.ID]{}, index[string]{}, index[int]{}, index[models.ID]{}
	today := dayNumber(at)
	for n := range w.leads {
		l := &w.leads[n]
		product := products(l)
		times, over := w.passed(l)
		on := l.ReleasedAt
		for stage := range w.stages {
			if over[stage] {
				continue // neither passed nor missed by anybody
			}
			on = w.since(l, w.stages[stage], on)
			rep := w.holder(l, on, times[stage], at)
			if rep != nil {
				e := funnel.Entry{Rep: reps.of(*rep), Step: stage, On: dayNumber(on), Waited: funnel.NotPassed}
				e.Levels = [funnel.Factors]int{funnel.Band: bands(l), funnel.Source: sources.of(l.SourceID), funnel.Product: names.of(product), funnel.Month: months.of(monthNumber(on))}
				if times[stage] != nil {
					e.Waited = max(0, dayNumber(*times[stage])-e.On)
				}
				value := -1.0
				if w.stages[stage].Order && e.Waited >= 0 && l.Value != nil {
					value = *l.Value
				}
				w.entries, w.products, w.months, w.values = append(w.entries, e), append(w.products, product), append(w.months, monthNumber(on)), append(w.values, value)
			}
			if times[stage] == nil {
				break
			}
			on = *times[stage]
		}
	}
	w.reps = reps.keys
	w.model = funnel.Build(w.entries, len(w.reps), len(w.stages), today)
}

// holder is the rep who had the lead at a stage: from the day it came there to the day it
// passed or was closed. Nobody where it changed hands meanwhile: it would be unfair to
// either, and a rep could lose the leads that were let lie by losing them.
func (w *way) holder(l *walked, from time.Time, passed *time.Time, now time.Time) *models.ID {
	hands := w.hands[l.ID]
	if len(hands) == 0 {
		return l.RepID
	}
	until := now
	if l.ClosedAt != nil {
		until = *l.ClosedAt
	}
	if passed != nil {
		until = *passed
	}
	var rep *models.ID
	for n, h := range hands {
		if n == 0 || !h.At.After(from) {
			rep = h.RepID
		} else if !h.At.After(until) && (rep == nil || h.RepID == nil || *h.RepID != *rep) {
			return nil
		}
	}
	return rep
}

// index numbers what it sees for the first time.
type index[T comparable] struct {
	known map[T]int
	keys  []T
}

func (x *index[T]) of(key T) int {
	if n, ok := x.known[key]; ok {
		return n
	}
	if x.known == nil {
		x.known = map[T]int{}
	}
	x.known[key] = len(x.keys)
	x.keys = append(x.keys, key)
	return len(x.keys) - 1
}

// bandsOf cuts the leads into thirds by what they are worth, and those of whom it is not known.
func bandsOf(leads []walked) func(*walked) int {
	var worths []float64
	for n := range leads {
		if leads[n].Worth != nil {
			worths = append(worths, *leads[n].Worth)
		}
	}
	slices.Sort(worths)
	return func(l *walked) int {
		if l.Worth == nil || len(worths) == 0 {
			return 0
		}
		if *l.Worth < worths[len(worths)/3] {
			return 1
		}
		if *l.Worth < worths[len(worths)*2/3] {
			return 2
		}
		return 3
	}
}

// ownProduct is how many leads name a product before it is one of its own; the rest are of
// their program: inquirers write what they like.
const ownProduct = 30

func productsOf(leads []walked) func(*walked) string {
	named := map[string]int{}
	for n := range leads {
		named[leads[n].Product]++
	}
	return func(l *walked) string {
		if l.Product != "" && named[l.Product] >= ownProduct {
			return l.Product
		}
		return l.ProgramName
	}
}

func dayNumber(t time.Time) int { return int(t.Unix() / (24 * 60 * 60)) }

func monthNumber(t time.Time) int { u := t.UTC(); return u.Year()*12 + int(u.Month()) - 1 }
