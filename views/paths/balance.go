package paths

import (
	"net/url"

	"ripen/models"
)

// Balance is the balance sheet of a client as it is told to its people, and the statement of a
// month, as 2026-06; this one where it is "". The agency has it beside the client; its own
// people have it at NoID.
func Balance(client models.ID, month string) string {
	if month == "" {
		return watched(client) + "/balance"
	}
	return with(watched(client)+"/balance", url.Values{"month": {month}})
}

// BalanceHistory is every day of it, as a file that can be checked.
func BalanceHistory(client models.ID) string { return watched(client) + "/balance/history.csv" }
