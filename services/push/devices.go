package push

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ripen/models"
	"ripen/services/store"
)

// mostDevices is how many devices somebody can have.
const mostDevices = 10

// RingsOf selects the devices that ring for a person.
func RingsOf(userID models.ID) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("user_id = ? AND ended_at IS NULL", userID) }
}

// MyDevices is one's own devices, the newest first.
func (s *Service) MyDevices(ctx context.Context, by models.Actor) (devices []models.Device, err error) {
	return devices, s.st.Tx(ctx, by, func(tx *store.Tx) error {
		devices, err = store.All[models.Device](tx, RingsOf(by.UserID), func(db *gorm.DB) *gorm.DB { return db.Order("made_at DESC, id") })
		return err
	})
}

// SwitchOn lets a device ring for the one who asks. The same device again changes nothing.
func (s *Service) SwitchOn(ctx context.Context, by models.Actor, address, label string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(s.plain && u.Scheme == "http") || len(address) > 2000 {
		return models.Refuse(models.Invalid, "device", "The browser gave no address to ring at. Allow notifications for this page, and try again.")
	}
	at := s.now()
	d := models.Device{ID: models.NewID(), ClientID: by.ClientID, UserID: by.UserID, URL: address, Label: labelled(label), MadeAt: at}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		known, err := store.All[models.Device](tx, RingsOf(by.UserID))
		if err != nil {
			return err
		}
		if len(known) >= mostDevices {
			return models.Refuse(models.Invalid, "device", "Ten devices ring already: switch one of them off first.")
		}
		once := clause.OnConflict{Columns: []clause.Column{{Name: "user_id"}, {Name: "url"}}, TargetWhere: clause.Where{Exprs: []clause.Expression{gorm.Expr("ended_at IS NULL")}}, DoNothing: true}
		if err := tx.Clauses(once).Create(&d).Error; err != nil {
			return fmt.Errorf("keep a device: %w", err)
		}
		return nil
	})
}

// labelled is what a device calls itself, shortened.
func labelled(text string) string {
	if len(text) > 300 {
		text = beginning(text, 300)
	}
	return strings.TrimSpace(text)
}

// SwitchOff lets one of one's own devices ring no more.
func (s *Service) SwitchOff(ctx context.Context, by models.Actor, id models.ID) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		d, err := store.One[models.Device](tx, models.ByID(id), RingsOf(by.UserID))
		if err != nil {
			return err
		}
		return tx.Model(d).Update("ended_at", at).Error
	})
}

// Ring lets one of one's own devices ring at once.
func (s *Service) Ring(ctx context.Context, by models.Actor, token, id models.ID) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		d, err := store.One[models.Device](tx, models.ByID(id), RingsOf(by.UserID))
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", at); err != nil || !fresh {
			return err
		}
		p := At(d, nil, models.EventTest, at)
		return tx.Put(&p)
	})
}

// At is a sign at a device, about a lead or about none.
func At(d *models.Device, lead *models.Lead, event string, at time.Time) models.Push {
	id := models.NewID()
	p := models.Push{ID: id, ClientID: d.ClientID, UserID: &d.UserID, Channel: models.ByDevice, Endpoint: "device:" + d.ID.String(), DeviceID: &d.ID, Lane: d.ID, Event: event,
		MessageID: id.String(), CreatedAt: at, NextAt: &at}
	if lead != nil {
		p.LeadID = &lead.ID
	}
	return p
}
