package paths

import (
	"net/url"

	"ripen/models"
)

// WonLost is how a client's leads ended, as the agency has it; its own people have it at NoID.
func WonLost(client models.ID, query url.Values) string {
	return with(outcomes(client)+"/won-lost", query)
}

// WonLostFile is the same as a file: csv or xlsx.
func WonLostFile(client models.ID, kind string, query url.Values) string {
	return with(outcomes(client)+"/won-lost."+kind, query)
}

// Return is what the program cost a client, and what came back.
func Return(client models.ID, query url.Values) string {
	return with(outcomes(client)+"/return", query)
}

// ReturnFile is the same by month as a file: csv or xlsx.
func ReturnFile(client models.ID, kind string, query url.Values) string {
	return with(outcomes(client)+"/return."+kind, query)
}

// ReturnStatement is the same for a client's board, on one page to print.
func ReturnStatement(client models.ID, query url.Values) string {
	return with(outcomes(client)+"/return/statement", query)
}

// CallCosts is where it is entered what a call of a rep costs a client (POST).
func CallCosts(client models.ID) string { return outcomes(client) + "/return/call-costs" }

// Coverage is a client's inquiries against what is sold in its markets.
func Coverage(client models.ID) string { return outcomes(client) + "/coverage" }

// CoverageTable is the same as a file: csv or xlsx.
func CoverageTable(client models.ID, kind string) string {
	return outcomes(client) + "/coverage." + kind
}

// CoverageEntries is where a market's year is entered (POST).
func CoverageEntries(client models.ID) string { return Coverage(client) + "/entries" }

// CoverageFile is where a file of markets is looked at, CoverageImports where it is kept (POST).
func CoverageFile(client models.ID) string    { return Coverage(client) + "/file" }
func CoverageImports(client models.ID) string { return Coverage(client) + "/imports" }

// CoverageRemoval is where a market's year is taken out (POST).
func CoverageRemoval(client, market models.ID) string {
	return Coverage(client) + "/markets/" + market.String() + "/removal"
}

// CoverageUndoing is where an act on the markets is taken back (POST).
func CoverageUndoing(client, act models.ID) string {
	return Coverage(client) + "/acts/" + act.String() + "/undoing"
}

// outcomes is where the reports of a client's outcomes begin.
func outcomes(client models.ID) string {
	if client == models.NoID {
		return Portal()
	}
	return Client(client)
}
