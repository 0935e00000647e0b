package web_test

import (
	"ripen/models"
	"ripen/services/push"
)

// endpointsFill fills :endpoint with a webhook of the first client. Another's is the second's.
var endpointsFill = fill{
	Own:     func(a asked) string { return hooked(a, 0) },
	Foreign: func(a asked) string { return hooked(a, 1) },
	Absent:  absentID,
}

// hooked makes one more webhook of a client, at which nobody listens.
func hooked(a asked, client int) string {
	a.T.Helper()
	by := models.ActorOf(a.Clients[client].People[models.SalesManager])
	id, _, err := a.House.Push.Add(a.T.Context(), by, models.NewID(), by.ClientID, push.Draft{Name: a.Clients[client].Name + " CRM", URL: "http://127.0.0.1:1/", Events: models.WebhookEvents})
	if err != nil {
		a.T.Fatal(err)
	}
	return id.String()
}

// devicesFill fills :device with one of one's own that rings. Another's is a colleague's.
var devicesFill = fill{
	Own: func(a asked) string {
		role := a.Role
		if role == "" || role.OfAgency() || role == models.Marketer {
			role = models.Rep
		}
		return belled(a, a.Clients[0].People[role])
	},
	Foreign: func(a asked) string { return belled(a, a.Clients[0].Distant) },
	Absent:  absentID,
}

func belled(a asked, u models.User) string {
	a.T.Helper()
	by := models.ActorOf(u)
	for {
		mine, err := a.House.Push.MyDevices(a.T.Context(), by)
		if err != nil {
			a.T.Fatal(err)
		}
		if len(mine) > 0 {
			return mine[0].ID.String()
		}
		if err := a.House.Push.SwitchOn(a.T.Context(), by, "http://127.0.0.1:1/"+models.NewID().String(), "Firefox"); err != nil {
			a.T.Fatal(err)
		}
	}
}
