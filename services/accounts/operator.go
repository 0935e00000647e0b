package accounts

import (
	"context"

	"ripen/models"
	"ripen/services/store"
)

// SetPassword gives somebody another password without asking for the old one, and ends
// their sessions. It is the operator's way back in: only an admin may.
func (s *Service) SetPassword(ctx context.Context, by models.Actor, email, password string) (u *models.User, err error) {
	if !by.OfAgency() || by.Role != models.Admin {
		return nil, models.Refuse(models.Forbidden, "", "Only an admin may set somebody’s password.")
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if u, err = store.One[models.User](tx, models.WithEmail(email)); err != nil {
			return err
		}
		if u.State != models.Active {
			return models.Refuse(models.Conflict, "email", "%s cannot sign in: the account is %s.", u.Name, u.State)
		}
		if err := checkPassword(password, *u); err != nil {
			return err
		}
		hash, err := s.hash(ctx, password)
		if err != nil {
			return err
		}
		at := s.Now()
		if err := tx.Audit("password.set", "user", u.ID, clientOf(*u), at); err != nil {
			return err
		}
		return asDoor(tx, func() error { return s.setPassword(tx, *u, hash, nil, at) })
	})
	return u, err
}

// WithEmail is the user with this address, for the agency.
func (s *Service) WithEmail(ctx context.Context, by models.Actor, email string) (u *models.User, err error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		u, err = store.One[models.User](tx, models.WithEmail(email))
		return err
	})
	return u, err
}
