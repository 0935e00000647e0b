package followup

import (
	"cmp"
	"context"
	_ "embed"
	"slices"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed told.sql
var toldSQL string

// A told is a message that was written about a deadline of an open lead.
type told struct {
	LeadID models.ID
	Event  string
	About  string
}

// movedAtOnce bounds how many leads one sweep gives to somebody else; the next goes on.
const movedAtOnce = 100

// watch works out every deadline of a client's open leads anew, and does what follows from
// it: its rep is reminded before, a manager is told after, and where the client has
// switched that on for the channel another rep takes the lead. Each once a deadline.
func (s *Service) watch(ctx context.Context, clientID models.ID, at time.Time, swept *Swept) error {
	w := watcher{Service: s, at: at}
	by := models.Worker(clientID)
	if err := s.st.Tx(ctx, by, func(tx *store.Tx) error { return w.read(tx, clientID) }); err != nil {
		return err
	}
	for n := range w.moves { // each by itself: who draws waits for the client's other draws
		if err := s.st.Tx(ctx, by, func(tx *store.Tx) error { return w.giveOn(tx, w.moves[n], swept) }); err != nil {
			return err
		}
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		w.tx = tx
		for _, p := range w.open {
			if err := w.look(p, swept); err != nil {
				return err
			}
		}
		return nil
	})
}

// A watcher looks at the deadlines of one client's open leads.
type watcher struct {
	*Service
	tx       *store.Tx
	at       time.Time
	open     []planned // what is still to come, then what is overdue, each the earliest first
	moves    []planned // that somebody else is there and free for
	known    map[told]bool
	byID     map[models.ID]*models.User
	sales    *models.User
	partners map[models.ID]*models.User
	written  int
}

// read works the deadlines out, and finds what was told of them.
func (w *watcher) read(tx *store.Tx, clientID models.ID) (err error) {
	w.tx = tx
	if w.open, err = refresh(tx, clientID, w.at); err != nil {
		return err
	}
	slices.SortFunc(w.open, w.sooner)
	rows, err := store.Rows[told](tx, toldSQL, clientID)
	if err != nil {
		return err
	}
	w.known = make(map[told]bool, len(rows))
	for _, row := range rows {
		w.known[row] = true
	}
	if err := w.people(clientID); err != nil {
		return err
	}
	return w.movable(clientID)
}

// sooner orders what is to be told: a reminder comes too late once the date has passed, and
// a manager is told of what is overdue however late.
func (w *watcher) sooner(a, b planned) int {
	lateA, lateB := w.at.After(a.At), w.at.After(b.At)
	switch {
	case lateA != lateB && lateB:
		return -1
	case lateA != lateB:
		return 1
	}
	return cmp.Or(a.At.Compare(b.At), compareIDs(a.ID, b.ID))
}

// movable finds the leads that another rep takes now, because their owner does not and somebody
// is there and free for them.
func (w *watcher) movable(clientID models.ID) error {
	var asked []planned
	var ids []models.ID
	for _, p := range w.open {
		if p.Auto && w.at.After(p.At) && !w.at.Before(p.Move) {
			asked, ids = append(asked, p), append(ids, p.ID)
		}
	}
	for first := 0; first < len(ids) && len(w.moves) < movedAtOnce; first += sweepAtOnce {
		last := min(first+sweepAtOnce, len(ids))
		leads, err := store.All[models.Lead](w.tx, models.OfClient(clientID), where("id IN ?", ids[first:last]))
		if err != nil {
			return err
		}
		next, err := w.give.Suggest(w.tx, leads, w.at)
		if err != nil {
			return err
		}
		for _, p := range asked[first:last] {
			if _, ok := next[p.ID]; ok && len(w.moves) < movedAtOnce {
				w.moves = append(w.moves, p)
			}
		}
	}
	return nil
}

// people finds who is reminded and who is told.
func (w *watcher) people(clientID models.ID) error {
	all, err := store.All[models.User](w.tx, where("client_id = ? AND state = ? AND role IN ?", clientID, models.Active, []models.Role{models.Rep, models.SalesManager, models.PartnerManager}),
		order("created_at, id"))
	if err != nil {
		return err
	}
	w.byID, w.partners = map[models.ID]*models.User{}, map[models.ID]*models.User{}
	for n := range all {
		u := &all[n]
		w.byID[u.ID] = u
		switch {
		case u.Role == models.SalesManager && (w.sales == nil || !w.sales.Present(w.at) && u.Present(w.at)):
			w.sales = u
		case u.Role == models.PartnerManager && w.partners[*u.PartnerID] == nil:
			w.partners[*u.PartnerID] = u
		}
	}
	return nil
}

// look does what is due about one lead.
func (w *watcher) look(p planned, swept *Swept) error {
	switch {
	case w.written >= sweepAtOnce:
		return nil // the next sweep goes on
	case w.at.Before(p.Remind):
		return nil
	case !w.at.After(p.At):
		if p.RepID != nil && w.byID[*p.RepID] != nil && w.fresh(p, models.EventReminder) {
			return w.tells(p, models.EventReminder, &swept.Reminded, w.byID[*p.RepID])
		}
		return nil
	}
	if w.at.Before(p.Tell) || w.sales == nil || !w.fresh(p, models.EventOverdue) {
		return nil
	}
	to := []*models.User{w.sales}
	if p.PartnerID != nil && w.partners[*p.PartnerID] != nil {
		to = append(to, w.partners[*p.PartnerID])
	}
	return w.tells(p, models.EventOverdue, &swept.Overdue, to...)
}

func (w *watcher) fresh(p planned, event string) bool {
	return !w.known[told{p.ID, event, p.About(event)}]
}

// tells writes the messages about one deadline.
func (w *watcher) tells(p planned, event string, counted *int, to ...*models.User) error {
	lead, err := w.lock(p)
	if err != nil || lead == nil {
		return err
	}
	for _, each := range to {
		if err := w.tell.Tell(w.tx, lead, each, event, w.at); err != nil {
			return err
		}
	}
	w.written++
	*counted++
	return nil
}

// giveOn lets another rep have a lead that nobody took up.
func (w *watcher) giveOn(tx *store.Tx, p planned, swept *Swept) error {
	why := "Nobody had accepted it in time"
	if p.What == models.DueContact {
		why = "Nobody had made the first contact in time"
	}
	given, err := w.give.GiveOn(tx, p.Lead, p.stands, why, w.at)
	if err == nil && given {
		swept.Given++
	}
	return err
}

// lock loads the lead for a change; nil where somebody has changed it meanwhile.
func (w *watcher) lock(p planned) (*models.Lead, error) {
	lead, err := store.One[models.Lead](w.tx, models.ByID(p.ID), models.ForUpdate)
	if err != nil || !lead.Open() || !p.stands(lead) {
		return nil, err
	}
	return lead, nil
}
