package paths

import (
	"net/url"

	"ripen/models"
)

// Spend is where it is entered what the sources of a client cost, as the agency has it; its
// own marketer has it at NoID.
func Spend(client models.ID) string {
	if client == models.NoID {
		return "/portal/spend"
	}
	return Client(client) + "/spend"
}

// SpendIn is the same for one month, as 2026-06.
func SpendIn(client models.ID, month string) string {
	return with(Spend(client), url.Values{"month": {month}})
}

// SpendNew is the form of a period; it is sent to SpendEntries.
func SpendNew(client models.ID) string { return Spend(client) + "/new" }

// SpendEntries is where that is sent (POST).
func SpendEntries(client models.ID) string { return Spend(client) + "/entries" }

// SpendFile is where a file is looked at, SpendImports where it is kept (POST).
func SpendFile(client models.ID) string    { return Spend(client) + "/file" }
func SpendImports(client models.ID) string { return Spend(client) + "/imports" }

// SpendUndoing is where an act is taken back (POST).
func SpendUndoing(client, act models.ID) string {
	return Spend(client) + "/acts/" + act.String() + "/undoing"
}
