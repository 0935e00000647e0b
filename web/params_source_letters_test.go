package web_test

import (
	"strings"

	"ripen/models"
	"ripen/services/store"
)

// :stop is the secret in a marketer's letter on the sources; who has it is who it was sent to.
func init() {
	fills["stop"] = fill{Own: func(a asked) string {
		url := a.House.Accounts.SourceLettersStop(a.Clients[0].People[models.Marketer].ID)
		return url[strings.LastIndex(url, "/")+1:]
	}, Foreign: noneForeign, Absent: strings.Repeat("A", 64)}
}

// :sight is that somebody has seen that a source is tapped out.
func init() {
	seen := func(client int) func(a asked) string {
		return func(a asked) string {
			s := a.Site
			src, by := openSource(s, client), s.Clients[client].People[models.Marketer]
			one := models.SourceSight{ID: models.NewID(), ClientID: s.Clients[client].ID, SourceID: src.ID, NamedOn: models.DayIn(s.Now(), s.Clients[client].Location()), UserID: by.ID, At: s.Now()}
			s.Tx(models.Operator(), func(tx *store.Tx) error { return tx.Put(&one) })
			return one.ID.String()
		}
	}
	fills["sight"] = fill{Own: seen(0), Foreign: func(a asked) string {
		if a.Role.OfAgency() {
			return ""
		}
		return seen(1)(a)
	}, Absent: absentID}
}
