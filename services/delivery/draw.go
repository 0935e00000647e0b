package delivery

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

//go:embed load.sql
var loadSQL string

// recentDays is how far back the draw looks when it says whose turn it is.
const recentDays = 30

// An owner is who answers for a lead, who is told, and why it is he.
type owner struct {
	rep  *models.User // nil: the manager answers for it
	told *models.User // nil only where nobody has an address
	why  string
}

// A turn is a rep in the draw.
type turn struct {
	models.User
	recent int
	lastAt time.Time
}

// draw says whose the lead is: the rep present who has had the fewest leads for his
// weight; else a sales manager of the client; else its account manager. Never nobody.
func draw(tx *store.Tx, s *snapshot, at time.Time) (owner, error) {
	// One draw of a client at a time, so that no two go by the same count.
	if _, err := tx.Run(`SELECT pg_advisory_xact_lock(hashtextextended('draw ' || $1, 0))`, s.ClientID.String()); err != nil {
		return owner{}, fmt.Errorf("wait for the client’s other draws: %w", err)
	}
	turns, total, err := turnsOf(tx, s.ClientID, at)
	if err != nil {
		return owner{}, err
	}
	if len(turns) == 0 {
		return manager(tx, s, at)
	}
	next := slices.MinFunc(turns, sooner)
	why := fmt.Sprintf("%s: next of %d present, %d of %d leads in %d days", next.Name, len(turns), next.recent+1, total+1, recentDays)
	return owner{rep: &next.User, told: &next.User, why: why}, nil
}

// turnsOf is the reps of the client who take leads now, and how many leads all its reps
// were given lately.
func turnsOf(tx *store.Tx, clientID models.ID, at time.Time) (turns []turn, total int, err error) {
	reps, err := store.All[models.User](tx, models.RepsOf(clientID))
	if err != nil {
		return nil, 0, err
	}
	load, err := store.Rows[struct {
		RepID  models.ID
		Recent int
		LastAt time.Time
	}](tx, loadSQL, clientID, at.AddDate(0, 0, -recentDays))
	if err != nil {
		return nil, 0, err
	}
	for _, rep := range reps {
		t := turn{User: rep}
		for _, l := range load {
			if l.RepID == rep.ID {
				t.recent, t.lastAt = l.Recent, l.LastAt
			}
		}
		if rep.Present(at) && rep.Weight > 0 {
			turns = append(turns, t)
		}
	}
	for _, l := range load {
		total += l.Recent
	}
	return turns, total, nil
}

// sooner orders turns: the fewest leads for the weight, then the greater weight, then
// who has waited longest, then by name.
func sooner(a, b turn) int {
	return cmp.Or(
		cmp.Compare(a.recent*b.Weight, b.recent*a.Weight),
		cmp.Compare(b.Weight, a.Weight),
		a.lastAt.Compare(b.lastAt),
		cmp.Compare(a.Name, b.Name),
		cmp.Compare(a.ID.String(), b.ID.String()),
	)
}

// manager owns the lead because no rep is there.
func manager(tx *store.Tx, s *snapshot, at time.Time) (owner, error) {
	told, err := salesManager(tx, s.ClientID, at)
	if err != nil {
		return owner{}, err
	}
	if told != nil {
		return owner{told: told, why: "No rep is present: " + told.Name + ", sales manager, has it"}, nil
	}
	account, err := store.One[models.User](tx, models.ByID(s.AccountManagerID))
	if err != nil {
		return owner{}, err
	}
	o := owner{why: "No rep and no sales manager is there: " + account.Name + ", account manager, has it"}
	if account.State == models.Active && account.Email != "" {
		o.told = account
	}
	return o, nil
}

// salesManager is the client's sales manager, one who is present before one who is
// away; nil if it has none.
func salesManager(tx *store.Tx, clientID models.ID, at time.Time) (*models.User, error) {
	all, err := store.All[models.User](tx, func(db *gorm.DB) *gorm.DB {
		return db.Where("client_id = ? AND role = ? AND state = ?", clientID, models.SalesManager, models.Active).Order("created_at, name, id")
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	for n := range all {
		if all[n].Present(at) {
			return &all[n], nil
		}
	}
	return &all[0], nil
}
