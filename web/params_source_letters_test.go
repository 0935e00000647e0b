package web_test

import (
	"strings"

	"ripen/models"
)

// :stop is the secret in a marketer's letter on the sources; who has it is who it was sent to.
func init() {
	fills["stop"] = fill{Own: func(a asked) string {
		url := a.House.Accounts.SourceLettersStop(a.Clients[0].People[models.Marketer].ID)
		return url[strings.LastIndex(url, "/")+1:]
	}, Foreign: noneForeign, Absent: strings.Repeat("A", 64)}
}
