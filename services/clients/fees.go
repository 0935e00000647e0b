package clients

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// keepFee enters a program's fee in its history, from the client's present month on.
func (s *Service) keepFee(tx *store.Tx, p *models.Program) error { return s.enterFee(tx, p, 0) }

// enterFee enters it from so many months after the present one on.
func (s *Service) enterFee(tx *store.Tx, p *models.Program, later int) error {
	client, err := store.One[models.Client](tx, models.ByID(p.ClientID))
	if err != nil {
		return err
	}
	var who *models.ID
	if tx.By.SignedIn() {
		who = &tx.By.UserID
	}
	at := s.now()
	today := models.DayIn(at, client.Location())
	first := today.AddDate(0, 0, 1-today.Day()) // of the month: the 31st has no next month
	return tx.Put(p.FeeFrom(first.AddDate(0, later, 0), at, who))
}

// endFee lets the fee of a program that ends stop with the client's present month.
func (s *Service) endFee(tx *store.Tx, p *models.Program) error {
	ended := *p
	ended.Fee = decimal.Zero
	return s.enterFee(tx, &ended, 1)
}

// Fees is what was agreed as a program's fee, the newest entry first.
func (s *Service) Fees(ctx context.Context, by models.Actor, programID models.ID) (all []models.ProgramFee, err error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.ProgramFee](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("program_id = ?", programID).Order("since DESC, at DESC, id DESC")
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("fees of a program: %w", err)
	}
	return all, nil
}
