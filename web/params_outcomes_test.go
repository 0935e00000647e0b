package web_test

import (
	"ripen/models"
	"ripen/services/markets"
)

func init() {
	// What stands of a market, and the act that entered it. Another's is the second client's.
	fills["market"] = marketFill(func(m *models.MarketYear) models.ID { return m.ID })
	fills["filed"] = marketFill(func(m *models.MarketYear) models.ID { return m.ActID })
}

func marketFill(which func(*models.MarketYear) models.ID) fill {
	entered := func(client int) func(asked) string {
		return func(a asked) string {
			a.T.Helper()
			m, err := a.House.Markets.Enter(a.T.Context(), models.Operator(), models.NoID, a.Clients[client].ID, markets.Entry{Market: models.NewID().String(), Year: 2026, Units: 900})
			if err != nil {
				a.T.Fatal(err)
			}
			return which(m).String()
		}
	}
	return fill{Own: entered(0), Foreign: entered(1), Absent: absentID}
}
