package accounts

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// A NewUser is somebody who is to work with Ripen.
type NewUser struct {
	Email     string
	Name      string
	Role      models.Role
	ClientID  models.ID // NoID for the agency's people
	PartnerID models.ID // NoID for who works for no partner
	Zone      string    // IANA; "" for UTC
	Password  string    // "" where an invitation lets them choose one
}

// Create makes an active user who signs in with the password given; without one,
// after a reset. The command line and the cast come this way.
func (s *Service) Create(ctx context.Context, by models.Actor, n NewUser) (models.User, error) {
	u := s.newUser(n, models.Active)
	if err := mayManage(by); err != nil {
		return u, err
	}
	if err := u.Check(); err != nil {
		return u, err
	}
	hash := ""
	if n.Password != "" {
		if err := checkPassword(n.Password, u); err != nil {
			return u, err
		}
		var err error
		if hash, err = s.hash(ctx, n.Password); err != nil {
			return u, err
		}
	}
	return u, s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if err := s.add(tx, &u, "user.created"); err != nil || hash == "" {
			return err
		}
		return asDoor(tx, func() error { return s.setPassword(tx, u, hash, nil, u.CreatedAt) })
	})
}

// Invite makes a user who chooses a password by the link of a letter. Inviting an
// address once more sends another letter, if nobody has come in by the first.
func (s *Service) Invite(ctx context.Context, by models.Actor, token models.ID, n NewUser) (models.User, error) {
	u := s.newUser(n, models.Invited)
	if err := mayManage(by); err != nil {
		return u, err
	}
	if err := u.Check(); err != nil {
		return u, err
	}
	return u, s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, fresh, err := tx.Once(token, u.ID.String(), s.Now()); err != nil || !fresh {
			return err
		}
		if err := s.add(tx, &u, "user.invited"); err != nil {
			return err
		}
		return s.sendLink(tx, u.ID, invitation)
	})
}

// InviteAgain sends somebody who was invited another letter; the links before it go on to work.
func (s *Service) InviteAgain(ctx context.Context, by models.Actor, id models.ID) error {
	return s.managing(ctx, by, id, func(tx *store.Tx, u *models.User) error {
		if u.State != models.Invited {
			return models.Refuse(models.Conflict, "", "%s has already come in.", u.Name)
		}
		return s.sendLink(tx, u.ID, invitation)
	})
}

func (s *Service) newUser(n NewUser, state models.UserState) models.User {
	u := models.User{ID: models.NewID(), Email: n.Email, Name: n.Name, Role: n.Role, Zone: n.Zone, State: state, Weight: 1, SingleKeys: true, CreatedAt: s.Now()}
	if n.ClientID != models.NoID {
		u.ClientID = &n.ClientID
	}
	if n.PartnerID != models.NoID {
		u.PartnerID = &n.PartnerID
	}
	if u.Zone == "" {
		u.Zone = "UTC"
	}
	return u
}

// add writes the new user, of a client the actor answers for.
func (s *Service) add(tx *store.Tx, u *models.User, action string) error {
	if err := mayManageUser(tx, *u); err != nil {
		return err
	}
	if u.PartnerID != nil {
		if _, err := store.One[models.Partner](tx, models.ByID(*u.PartnerID), models.OfClient(*u.ClientID)); err != nil {
			return models.Refuse(models.Invalid, "partner", "Choose one of the client’s partners.")
		}
	}
	err := tx.Put(u)
	if store.Duplicate(err, "users_email") {
		return models.Refuse(models.Invalid, "email", "Somebody with this e-mail is already here.")
	}
	if err != nil {
		return err
	}
	return tx.Audit(action, "user", u.ID, clientOf(*u), s.Now())
}

// A Filter keeps some of the people.
type Filter struct {
	State    models.UserState // "" for all
	ClientID models.ID        // NoID for all
	Agency   bool             // the agency's people only
}

// A Person is a line of the list of people.
type Person struct {
	models.User
	ClientName  string
	PartnerName string
}

const listPeople = `
	SELECT u.*, COALESCE(c.name, '') AS client_name, COALESCE(p.name, '') AS partner_name
	FROM users u
	LEFT JOIN clients c ON c.id = u.client_id
	LEFT JOIN partners p ON p.id = u.partner_id AND p.client_id = u.client_id
	WHERE u.state <> 'former'
	  AND ($1 = '' OR u.state = $1) AND ($2::uuid IS NULL OR u.client_id = $2) AND (NOT $3 OR u.client_id IS NULL)
	  AND ($4 = 'admin' OR c.account_manager_id = $5)
	ORDER BY c.name NULLS FIRST, u.state, u.name, u.id`

// People lists whom the actor manages: an admin everybody, an account manager the
// people of the clients he answers for.
func (s *Service) People(ctx context.Context, by models.Actor, f Filter) ([]Person, error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	var client *models.ID
	if f.ClientID != models.NoID {
		client = &f.ClientID
	}
	return store.Look[Person](ctx, s.st, by, listPeople, f.State, client, f.Agency, by.Role, by.UserID)
}

// A Place is where somebody new can work: a client, or a partner of it.
type Place struct {
	ClientID    models.ID
	ClientName  string
	PartnerID   *models.ID
	PartnerName string
}

// Places lists the clients the actor manages people for, each followed by its partners.
func (s *Service) Places(ctx context.Context, by models.Actor) ([]Place, error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	return store.Look[Place](ctx, s.st, by, `
		SELECT c.id AS client_id, c.name AS client_name, p.id AS partner_id, COALESCE(p.name, '') AS partner_name
		FROM clients c LEFT JOIN LATERAL (SELECT NULL::uuid AS id, ''::text AS name UNION ALL SELECT id, name FROM partners WHERE client_id = c.id) p ON true
		WHERE $1 = 'admin' OR c.account_manager_id = $2
		ORDER BY c.name, p.name`, by.Role, by.UserID)
}

// mayManage refuses who manages no people at all.
func mayManage(by models.Actor) error {
	if by.Role == models.Admin || by.Role == models.AccountManager {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "Only an admin or an account manager manages people.")
}

// mayManageUser refuses people whom the actor does not answer for, as absent.
func mayManageUser(tx *store.Tx, u models.User) error {
	if tx.By.Role == models.Admin {
		return nil
	}
	if u.ClientID == nil {
		return models.Refuse(models.Invalid, "role", "Only an admin manages the agency’s own people.")
	}
	_, err := store.One[models.Client](tx, models.ByID(*u.ClientID), answeredForBy(tx.By.UserID))
	return err
}

func answeredForBy(id models.ID) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("account_manager_id = ?", id) }
}

// managing loads somebody the actor manages, for a change. Whom he does not manage is absent.
func (s *Service) managing(ctx context.Context, by models.Actor, id models.ID, fn func(*store.Tx, *models.User) error, first ...func(*store.Tx) error) error {
	if err := mayManage(by); err != nil {
		return err
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		for _, do := range first {
			if err := do(tx); err != nil {
				return err
			}
		}
		u, err := store.One[models.User](tx, models.ByID(id), models.ForUpdate)
		if err != nil {
			return err
		}
		if u.State == models.Former || mayManageUser(tx, *u) != nil {
			return models.Absent()
		}
		return fn(tx, u)
	})
}

// Deactivate ends somebody's access at once: sessions, links, and by the Handover
// claims and promises. It is refused while something would be left without an owner: the
// open leads of a rep need a successor.
func (s *Service) Deactivate(ctx context.Context, by models.Actor, id models.ID, leads ...models.Successor) error {
	alone := func(tx *store.Tx) error { // no lead is drawn for him in between, as package routing waits for itself
		_, err := tx.Run(`SELECT pg_advisory_xact_lock(hashtextextended('draw ' || client_id, 0)) FROM users WHERE id = $1 AND role = 'rep'`, id)
		return err
	}
	return s.managing(ctx, by, id, func(tx *store.Tx, u *models.User) error {
		if u.State == models.Deactivated {
			return nil
		}
		if u.ID == by.UserID {
			return models.Refuse(models.Conflict, "", "You cannot deactivate yourself: ask another admin.")
		}
		if err := mayLeave(tx, *u); err != nil {
			return err
		}
		now := s.Now()
		open, err := openLeads(tx, u.ID)
		if err != nil {
			return err
		}
		u.State, u.DeactivatedAt = models.Deactivated, &now
		if err := tx.Keep(u); err != nil {
			return err
		}
		if open > 0 {
			if err := s.handLeads(tx, u, open, leads, now); err != nil {
				return err
			}
		}
		if s.Handover != nil {
			if err := s.Handover.HandBack(tx, *u, now); err != nil {
				return fmt.Errorf("hand back: %w", err)
			}
		}
		err = asDoor(tx, func() error {
			if _, err := tx.Run(`UPDATE links SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL`, u.ID, now); err != nil {
				return err
			}
			return endSessions(tx, u.ID, nil)
		})
		if err != nil {
			return err
		}
		return tx.Audit("user.deactivated", "user", u.ID, clientOf(*u), now)
	}, alone)
}

// mayLeave refuses whoever something depends on that must never be nobody's
// (product.md 4.2).
func mayLeave(tx *store.Tx, u models.User) error {
	type dependent struct{ Name string }
	programs, err := store.Rows[dependent](tx, `SELECT c.name || ', ' || p.name AS name FROM programs p JOIN clients c ON c.id = p.client_id WHERE p.supervisor_id = $1 AND p.state <> 'ended' ORDER BY 1 LIMIT 1`, u.ID)
	if err != nil {
		return err
	}
	if len(programs) > 0 {
		return models.Refuse(models.Conflict, "", "%s is the supervisor of %s. Name another one first.", u.Name, programs[0].Name)
	}
	clients, err := store.Rows[dependent](tx, `SELECT name FROM clients WHERE account_manager_id = $1 ORDER BY 1 LIMIT 1`, u.ID)
	if err != nil {
		return err
	}
	if len(clients) > 0 {
		return models.Refuse(models.Conflict, "", "%s is the account manager of %s. Name another one first.", u.Name, clients[0].Name)
	}
	if u.State != models.Active || u.Role != models.SalesManager && u.Role != models.Admin {
		return nil
	}
	// One at a time, so that the last two cannot leave at once.
	if _, err := tx.Run(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, "leaving "+string(u.Role)+clientOf(u).String()); err != nil {
		return err
	}
	others, err := store.Rows[dependent](tx, `SELECT name FROM users WHERE role = $1 AND client_id IS NOT DISTINCT FROM $2 AND state = 'active' AND id <> $3 LIMIT 1`, u.Role, u.ClientID, u.ID)
	if err != nil {
		return err
	}
	if len(others) == 0 {
		return models.Refuse(models.Conflict, "", "%s is the last active %s. Invite another one first.", u.Name, u.Role.Words())
	}
	return nil
}

// Reactivate lets somebody in again, who signs in with the password they had.
func (s *Service) Reactivate(ctx context.Context, by models.Actor, id models.ID) error {
	return s.managing(ctx, by, id, func(tx *store.Tx, u *models.User) error {
		if u.State != models.Deactivated {
			return nil
		}
		u.State, u.DeactivatedAt = models.Active, nil
		if err := tx.Keep(u); err != nil {
			return err
		}
		return tx.Audit("user.reactivated", "user", u.ID, clientOf(*u), s.Now())
	})
}
