package reports

import (
	"context"
	"sync"
	"time"

	"ripen/models"
)

// lostFresh is how long a balance that was just counted is told again: counting it
// looks at every inquiry there is.
const lostFresh = time.Minute

// Lost is what the balance sheets of all clients together do not account for; 0, always.
type Lost struct {
	Difference int
	Received   int
	At         time.Time // when it was counted
}

type lastLost struct {
	mu   sync.Mutex
	lost Lost
}

// Lost counts the balance, or tells the count of the last minute. It is the agency's.
func (s *Service) Lost(ctx context.Context, by models.Actor) (Lost, error) {
	s.last.mu.Lock()
	defer s.last.mu.Unlock() // two that ask at once count once
	at := s.now()
	if age := at.Sub(s.last.lost.At); age >= 0 && age < lostFresh && by.OfAgency() {
		return s.last.lost, nil
	}
	sheets, err := s.Balances(ctx, by, models.NoID)
	if err != nil {
		return Lost{}, err
	}
	lost := Lost{At: at}
	for _, sheet := range sheets {
		lost.Received += sheet.Received
		lost.Difference += max(sheet.Difference, -sheet.Difference)
	}
	s.last.lost = lost
	return lost, nil
}
