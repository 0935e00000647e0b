package paths

import (
	"net/url"

	"ripen/models"
)

// Effect is source effectiveness as the query says: in the portal, or beside the client for the
// agency's people.
func Effect(client models.ID, query url.Values) string { return with(effect(client), query) }

// EffectFile is the same as a file: csv, xlsx, or png.
func EffectFile(client models.ID, kind string, query url.Values) string {
	return with(effect(client)+"."+kind, query)
}

func effect(client models.ID) string {
	if client == models.NoID {
		return PortalSources()
	}
	return Client(client) + "/effectiveness"
}
