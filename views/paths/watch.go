package paths

import (
	"net/url"

	"ripen/models"
)

// TappedOut is which sources of a client bring less than they did, as the agency has it; its
// own people have it at NoID.
func TappedOut(client models.ID, query url.Values) string {
	return with(watched(client)+"/tapped-out", query)
}

// LeadsOrFollowUp is which sources are weak, and which are neglected.
func LeadsOrFollowUp(client models.ID, query url.Values) string {
	return with(watched(client)+"/leads-or-follow-up", query)
}

// NextQuarter is what the figures propose to spend.
func NextQuarter(client models.ID, query url.Values) string {
	return with(watched(client)+"/next-quarter", query)
}

// SourceSeen is where somebody says that he has seen that a source is tapped out (POST).
func SourceSeen(client, source models.ID) string {
	return watched(client) + "/tapped-out/" + source.String() + "/seen"
}

// SourceSeenUndoing is where that is taken back (POST).
func SourceSeenUndoing(client, sight models.ID) string {
	return watched(client) + "/tapped-out/seen/" + sight.String() + "/undoing"
}

// TappedOutFile is which sources bring less than they did as a file: csv or xlsx.
func TappedOutFile(client models.ID, kind string, query url.Values) string {
	return with(watched(client)+"/tapped-out."+kind, query)
}

// LeadsOrFollowUpFile is which sources are weak, and which neglected, as a file: csv or xlsx.
func LeadsOrFollowUpFile(client models.ID, kind string, query url.Values) string {
	return with(watched(client)+"/leads-or-follow-up."+kind, query)
}

// NextQuarterFile is what is proposed as a file: csv or xlsx.
func NextQuarterFile(client models.ID, kind string, query url.Values) string {
	return with(watched(client)+"/next-quarter."+kind, query)
}

// watched is where the pages on a client's sources begin.
func watched(client models.ID) string {
	if client == models.NoID {
		return Portal()
	}
	return Client(client)
}
