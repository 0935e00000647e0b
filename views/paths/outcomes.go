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

// outcomes is where the reports of a client's outcomes begin.
func outcomes(client models.ID) string {
	if client == models.NoID {
		return Portal()
	}
	return Client(client)
}
