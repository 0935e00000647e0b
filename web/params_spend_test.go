package web_test

import (
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/spend"
)

func init() { fills["entry"] = entriesFill }

// entriesFill fills :entry with something that was entered for the first client, and can be
// taken back. Another's is the second's.
var entriesFill = fill{
	Own:     func(a asked) string { return entered(a, 0) },
	Foreign: func(a asked) string { return entered(a, 1) },
	Absent:  absentID,
}

// entered enters the spend of one more source, and answers with the act.
func entered(a asked, client int) string {
	a.T.Helper()
	day := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	p, err := a.House.Spend.Enter(a.T.Context(), models.Operator(), models.NoID, a.Clients[client].ID,
		spend.Entry{New: models.NewID().String(), From: day, To: day, Paid: decimal.NewFromInt(1)})
	if err != nil {
		a.T.Fatal(err)
	}
	return p.ActID.String()
}
