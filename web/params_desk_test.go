package web_test

import (
	"strings"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
	"ripen/web/webtest"
)

// The agency’s supervisors and managers work for every client, so nothing of the desk
// is foreign to one of them; a client’s people are refused by the guard.
func noneForeign(asked) string { return "" }

// clientsFill fills :client with the first client, whom the account manager answers for.
var clientsFill = fill{Own: func(a asked) string { return a.Clients[0].ID.String() }, Foreign: noneForeign, Absent: absentID}

// programsFill fills :program with its program.
var programsFill = fill{Own: func(a asked) string { return a.Clients[0].Program.ID.String() }, Foreign: noneForeign, Absent: absentID}

// sourcesFill fills :source, and keysFill :key, with a source whose form is open.
var (
	sourcesFill = fill{Own: func(a asked) string { return openSource(a.Site, 0).ID.String() }, Absent: absentID, Foreign: func(a asked) string {
		if a.Role.OfAgency() {
			return ""
		}
		return openSource(a.Site, 1).ID.String()
	}}
	keysFill = fill{Own: func(a asked) string { return openSource(a.Site, 0).FormKey }, Foreign: noneForeign, Absent: "nobodysform"}
)

// openSource makes one more source of a client with an open form.
func openSource(s *webtest.Site, client int) *models.Source {
	s.T.Helper()
	program := s.Clients[client].Program
	made, err := s.House.Clients.CreateSource(s.T.Context(), models.ActorOf(s.Person(models.Admin)), models.Source{
		ClientID: program.ClientID, ProgramID: &program.ID, Name: models.NewID().String(), Medium: "web", FormOpen: true, FormTitle: "Ask us",
	})
	if err != nil {
		s.T.Fatal(err)
	}
	return made
}

// importsFill fills :import with a file that was uploaded, and imported where the
// route is for what was.
var importsFill = fill{Own: func(a asked) string { return uploaded(a).String() }, Foreign: noneForeign, Absent: absentID}

// wishesFill fills :wish with one of the first client, and listsFill :list with a list.
var (
	wishesFill = fill{Own: func(a asked) string { return wished(a).String() }, Foreign: noneForeign, Absent: absentID}
	listsFill  = fill{Own: func(a asked) string { return listed(a).String() }, Foreign: noneForeign, Absent: absentID}
)

func wished(a asked) (id models.ID) {
	a.T.Helper()
	by := models.ActorOf(a.Person(models.Admin))
	text := models.NewID().String() + "@moss.example"
	if err := a.House.Policy.Enter(a.T.Context(), by, models.NoID, policy.Wish{ClientID: a.Clients[0].ID, Scope: policy.OfMail, Text: text, Reason: "wrote"}); err != nil {
		a.T.Fatal(err)
	}
	found, err := a.House.Policy.Bans(a.T.Context(), by, policy.BanFilter{Text: text})
	if err != nil || len(found) != 1 {
		a.T.Fatal(found, err)
	}
	return found[0].ID
}

func listed(a asked) models.ID {
	a.T.Helper()
	l, err := a.House.Policy.UploadList(a.T.Context(), models.ActorOf(a.Person(models.Admin)), models.NoID, policy.Upload{Name: models.NewID().String(), Register: "TPS", Kind: policy.Forbids,
		TakenOn: a.Now(), FileName: "tps.csv", File: strings.NewReader("+442079460111\n")})
	if err != nil {
		a.T.Fatal(err)
	}
	return l.ID
}

func uploaded(a asked) models.ID {
	a.T.Helper()
	program := a.Clients[0].Program
	imp, err := a.House.Intake.Upload(a.T.Context(), models.ActorOf(a.Person(models.Admin)), program.ClientID, program.ID, "list.csv", strings.NewReader("name,phone\nIvy Moss,+18135550142\nnobody,12\n"))
	if err != nil {
		a.T.Fatal(err)
	}
	if strings.HasSuffix(a.Route.Path, "/undoing") || strings.HasSuffix(a.Route.Path, "/rejected.csv") {
		a.Tx(models.Operator(), func(tx *store.Tx) error {
			_, err := tx.Run(`UPDATE imports SET state = 'done' WHERE id = $1`, imp.ID)
			return err
		})
	}
	return imp.ID
}

// deedsFill fills :deed with a share that was just changed.
var deedsFill = fill{Own: func(a asked) string { return shared(a).String() }, Foreign: noneForeign, Absent: absentID}

func shared(a asked) models.ID {
	a.T.Helper()
	deed, err := a.House.Desk.Share(a.T.Context(), models.ActorOf(a.Person(models.Admin)), a.Clients[0].Program.ID, models.NewID(), 700, 1)
	if err != nil {
		a.T.Fatal(err)
	}
	return deed.ID
}
