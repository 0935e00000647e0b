package followup

import (
	_ "embed"
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

// triesAtOnce bounds for how many leads one sweep looks for somebody else: where nobody is
// there, nobody is there for any of them.
const triesAtOnce = 100

// watch works out every deadline of a client's open leads anew, and does what follows from
// it: its rep is reminded before, a manager is told after, and where the client has
// switched that on for the channel another rep takes the lead. Each once a deadline.
func (s *Service) watch(tx *store.Tx, clientID models.ID, at time.Time, swept *Swept) error {
	open, err := refresh(tx, clientID, at)
	if err != nil {
		return err
	}
	rows, err := store.Rows[told](tx, toldSQL, clientID)
	if err != nil {
		return err
	}
	known := make(map[told]bool, len(rows))
	for _, row := range rows {
		known[row] = true
	}
	w := watcher{Service: s, tx: tx, at: at, known: known}
	if err := w.people(clientID); err != nil {
		return err
	}
	for _, p := range open {
		if err := w.look(p, swept); err != nil {
			return err
		}
	}
	return nil
}

// A watcher looks at the deadlines of one client's open leads.
type watcher struct {
	*Service
	tx       *store.Tx
	at       time.Time
	known    map[told]bool
	byID     map[models.ID]*models.User
	sales    *models.User
	partners map[models.ID]*models.User
	written  int
	tried    int // leads of which somebody was looked for who takes them
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
	if p.Auto && !w.at.Before(p.Move) && w.tried < triesAtOnce {
		given, err := w.giveOn(p)
		if err != nil {
			return err
		}
		if given {
			swept.Given++
			return nil
		}
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
func (w *watcher) giveOn(p planned) (bool, error) {
	lead, err := w.lock(p)
	if err != nil || lead == nil {
		return false, err
	}
	w.tried++
	why := "nobody had accepted it in time"
	if p.What == models.DueContact {
		why = "nobody had made the first contact in time"
	}
	return w.give.GiveOn(w.tx, lead, why, w.at)
}

// lock loads the lead for a change; nil where somebody has changed it meanwhile.
func (w *watcher) lock(p planned) (*models.Lead, error) {
	lead, err := store.One[models.Lead](w.tx, models.ByID(p.ID), models.ForUpdate)
	if err != nil || !lead.Open() || lead.NextAt == nil || !lead.NextAt.Equal(p.At) || lead.NextWhat != p.What {
		return nil, err
	}
	return lead, nil
}
