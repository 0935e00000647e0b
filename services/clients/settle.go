package clients

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ripen/models"
	"ripen/models/sample"
	"ripen/services/store"
)

// Settle writes a cast in one transaction, by the rules of its nouns, as of the
// instant at: spend is entered for the thirteen months that end there. Who and what is
// there already, by e-mail address, short name or name, is left as it is, so that
// settling twice changes nothing.
func (s *Service) Settle(ctx context.Context, by models.Actor, cast sample.Cast, at time.Time) (*Cast, error) {
	if !by.OfAgency() || by.Role != models.Admin {
		return nil, models.Refuse(models.Forbidden, "", "Only an admin may settle a cast.")
	}
	settled := newCast()
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := tx.Run(`SELECT pg_advisory_xact_lock(7203102)`); err != nil { // two processes may start at once
			return err
		}
		set := settler{tx: tx, at: at, cast: settled}
		if err := set.people(nil, cast.People); err != nil {
			return err
		}
		for _, c := range cast.Clients {
			if err := set.client(c); err != nil {
				return fmt.Errorf("settle %s: %w", c.Name, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return settled, nil
}

// A settler writes one cast in one transaction.
type settler struct {
	tx   *store.Tx
	at   time.Time
	cast *Cast
}

func (set *settler) people(client *models.Client, people []sample.Person) error {
	emails := make([]string, len(people))
	for n, p := range people {
		emails[n] = p.Email
	}
	there, err := byKey(set.tx, func(u models.User) string { return u.Email }, func(db *gorm.DB) *gorm.DB { return db.Where("email IN ?", emails) })
	if err != nil {
		return err
	}
	var fresh []models.User
	for _, p := range people {
		u, found := there[p.Email]
		if !found {
			u = models.User{ID: models.NewID(), Email: p.Email, Name: p.Name, Role: p.Role, Zone: p.Zone, State: models.Active,
				Weight: 1, SingleKeys: true, CreatedAt: set.at}
			if client != nil {
				u.ClientID = &client.ID
			}
			if p.Partner != "" {
				partner := set.cast.Partner(p.Partner)
				u.PartnerID = &partner.ID
			}
			if err := u.Check(); err != nil {
				return fmt.Errorf("settle %s: %w", p.Name, err)
			}
			fresh = append(fresh, u)
		}
		set.cast.users[p.Name] = u
	}
	return put(set.tx, fresh)
}

func (set *settler) client(c sample.Client) error {
	there, err := store.All[models.Client](set.tx, withSlug(c.Slug))
	if err != nil {
		return err
	}
	if len(there) == 0 {
		var before int64
		if err := set.tx.Model(&models.Client{}).Count(&before).Error; err != nil {
			return err
		}
		client := models.Client{ID: models.NewID(), Slug: c.Slug, Name: c.Name, Zone: c.Zone, Currency: c.Currency, Colour: int(before)%8 + 1,
			AccountManagerID: set.cast.User(c.AccountManager).ID, CreatedAt: set.at}
		if err := client.Check(); err != nil {
			return err
		}
		if err := set.tx.Put(&client); err != nil {
			return err
		}
		there = append(there, client)
	}
	client := &there[0]
	set.cast.clients[c.Slug] = *client
	if err := set.partners(client, c.Partners); err != nil {
		return err
	}
	if err := set.people(client, c.People); err != nil {
		return err
	}
	if err := set.programs(client, c.Programs); err != nil {
		return err
	}
	if err := set.sources(client, c.Sources); err != nil {
		return err
	}
	return set.process(client, c)
}

func (set *settler) partners(client *models.Client, names []string) error {
	there, err := byKey(set.tx, func(p models.Partner) string { return p.Name }, models.OfClient(client.ID))
	if err != nil {
		return err
	}
	var fresh []models.Partner
	for _, name := range names {
		p, found := there[name]
		if !found {
			p = models.Partner{ID: models.NewID(), ClientID: client.ID, Name: name, CreatedAt: set.at}
			fresh = append(fresh, p)
		}
		set.cast.partners[name] = p
	}
	return put(set.tx, fresh)
}

func (set *settler) programs(client *models.Client, programs []sample.Program) error {
	there, err := byKey(set.tx, func(p models.Program) string { return p.Slug }, models.OfClient(client.ID))
	if err != nil {
		return err
	}
	inForce, err := byKey(set.tx, func(c models.Criteria) string { return c.ProgramID.String() }, models.OfClient(client.ID),
		func(db *gorm.DB) *gorm.DB { return db.Where("state = 'in_force'") })
	if err != nil {
		return err
	}
	var fresh []models.Program
	var fees []*models.ProgramFee
	var criteria []models.Criteria
	var memberships []models.Membership
	for _, wanted := range programs {
		p, found := there[wanted.Slug]
		if !found {
			p = wanted.Program
			p.ID, p.ClientID, p.SupervisorID, p.CreatedAt = models.NewID(), client.ID, set.cast.User(wanted.Supervisor).ID, set.at
			if err := p.Check(); err != nil {
				return err
			}
			fresh, fees = append(fresh, p), append(fees, p.FeeFrom(set.at.AddDate(-1, 0, 0), set.at, nil))
		}
		set.cast.programs[p.Slug] = p
		version, found := inForce[p.ID.String()]
		if !found {
			version = models.Criteria{ID: models.NewID(), ClientID: client.ID, ProgramID: p.ID, Version: 1, State: "in_force",
				Questions: wanted.Questions, Rule: wanted.Rule, Script: wanted.Script, CreatedAt: set.at, PublishedAt: &set.at}
			if err := version.Check(); err != nil {
				return err
			}
			criteria = append(criteria, version)
		}
		set.cast.criteria[p.Slug] = version
		for _, caller := range wanted.Callers {
			memberships = append(memberships, models.Membership{UserID: set.cast.User(caller).ID, ProgramID: p.ID, ClientID: client.ID, CreatedAt: set.at})
		}
	}
	if err := put(set.tx, fresh); err != nil {
		return err
	}
	if err := put(set.tx, fees); err != nil {
		return err
	}
	for _, wanted := range programs {
		p := set.cast.programs[wanted.Slug]
		if err := set.nurture(&p, wanted.Nurture); err != nil {
			return err
		}
	}
	if err := put(set.tx, criteria); err != nil {
		return err
	}
	return put(set.tx, memberships)
}

func (set *settler) sources(client *models.Client, sources []sample.Source) error {
	there, err := byKey(set.tx, func(s models.Source) string { return s.Name }, models.OfClient(client.ID))
	if err != nil {
		return err
	}
	var fresh []models.Source
	var spends []models.Spend
	act := models.SpendAct{ID: models.NewID(), ClientID: client.ID, Kind: models.SpendEntered, At: set.at}
	for _, wanted := range sources {
		src, found := there[wanted.Name]
		if !found {
			program := set.cast.Program(wanted.Program)
			src = models.Source{ID: models.NewID(), ClientID: client.ID, ProgramID: &program.ID, Name: wanted.Name, Medium: wanted.Medium,
				Audience: wanted.Audience, FormKey: formKey(), FormOpen: wanted.Form != "", FormTitle: wanted.Form, FormIntro: wanted.Intro, CreatedAt: set.at}
			if err := src.Check(); err != nil {
				return err
			}
			fresh = append(fresh, src)
		}
		set.cast.sources[src.Name] = src
		if found {
			continue // what was entered for it stays
		}
		for month, amount := range wanted.Spends(set.at) {
			spend := models.Spend{ID: models.NewID(), ClientID: client.ID, SourceID: src.ID, FromDay: month, ToDay: month.AddDate(0, 1, -1), Paid: amount, ActID: act.ID}
			if err := spend.Check(client.Currency); err != nil {
				return err
			}
			spends = append(spends, spend)
		}
	}
	if err := put(set.tx, fresh); err != nil || len(spends) == 0 {
		return err
	}
	if err := set.tx.Put(&act); err != nil {
		return err
	}
	return put(set.tx, spends)
}

func (set *settler) process(client *models.Client, c sample.Client) error {
	there, err := store.All[models.Process](set.tx, models.OfClient(client.ID), func(db *gorm.DB) *gorm.DB { return db.Where("current") })
	if err != nil || len(there) > 0 {
		return err
	}
	p := models.Process{ID: models.NewID(), ClientID: client.ID, Name: c.Process, Version: 1, Steps: c.Steps, Rules: []models.ProcessRule{}, Current: true, CreatedAt: set.at}
	p.LineID = p.ID
	if err := p.Check(); err != nil {
		return err
	}
	return set.tx.Put(&p)
}

// byKey loads rows into a map.
func byKey[T any](tx *store.Tx, key func(T) string, scopes ...models.Scope) (map[string]T, error) {
	rows, err := store.All[T](tx, scopes...)
	if err != nil {
		return nil, err
	}
	found := make(map[string]T, len(rows))
	for _, row := range rows {
		found[key(row)] = row
	}
	return found, nil
}

// put inserts rows in one statement, without those that are there.
func put[T any](tx *store.Tx, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&rows).Error; err != nil {
		return fmt.Errorf("insert %T: %w", rows, err)
	}
	return nil
}
