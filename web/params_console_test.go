package web_test

import (
	"strings"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/services/store"
	"ripen/web/webtest"
)

// inquiries fills :inquiry of the console: held by whoever asks, but where it is to be
// taken up. The caller of the site works for the first client only.
var inquiries = fill{
	Own: func(a asked) string {
		id := inquiry(a.Site, 0)
		if a.Role == models.Caller || a.Role == models.Supervisor {
			if strings.HasPrefix(a.Route.Path, "/console/") && !strings.HasSuffix(a.Route.Path, "/claim") {
				take(a, id)
			}
		}
		return id.String()
	},
	Foreign: func(a asked) string {
		if a.Role != models.Caller {
			return "" // the rest of the agency works for every client
		}
		return inquiry(a.Site, 1).String()
	},
	Absent: absentID,
}

// attempts fills :attempt: only who made one may take it back.
var attempts = fill{
	Own: func(a asked) string {
		role := a.Role
		if role != models.Supervisor {
			role = models.Caller
		}
		return attempt(a, a.Agency[role])
	},
	Foreign: func(a asked) string {
		other := models.Supervisor
		if a.Role == models.Supervisor {
			other = models.Caller
		}
		return attempt(a, a.Agency[other])
	},
	Absent: absentID,
}

// inquiry puts an inquiry of a new person into the queue of a client's program.
func inquiry(s *webtest.Site, client int) models.ID {
	s.T.Helper()
	c, at, id := s.Clients[client], s.Now(), models.NewID()
	person := models.Person{ID: models.NewID(), ClientID: c.ID, Name: "Ivy Moss of " + c.Name, Phone: fictional(id), Country: "US", Region: "FL", Postcode: "33606", CreatedAt: at}
	person.NumberKey = policy.NumberKey(s.House.Secret, person.Phone)
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		program, err := store.One[models.Program](tx, models.ByID(c.Program.ID))
		if err != nil {
			return err
		}
		window, err := policy.NewBook().ID(tx, policy.WindowOf(program, &person))
		if err != nil {
			return err
		}
		source := models.Source{ID: models.NewID(), ClientID: c.ID, Name: id.String(), Medium: "web", FormKey: id.String(), CreatedAt: at}
		i := models.Inquiry{ID: id, ClientID: c.ID, ProgramID: program.ID, PersonID: person.ID, SourceID: source.ID, Cycle: 1, ReceivedAt: at,
			ReceivedOn: models.DayIn(at, c.Location()), Via: "form", WindowID: &window, Details: map[string]string{}}
		i.Enter(program, at)
		for _, row := range []any{&person, &source, &i} {
			if err := tx.Put(row); err != nil {
				return err
			}
		}
		return nil
	})
	return id
}

// fictional is a number reserved for fiction, the same for the same id.
func fictional(id models.ID) string {
	const digits = "0123456789"
	area := string([]byte{digits[2+id[13]%8], digits[id[14]%10], digits[id[15]%10]})
	return "+1813" + area + "01" + string([]byte{digits[id[12]%10], digits[id[11]%10]})
}

func take(a asked, id models.ID) {
	if err := a.House.Queue.Take(a.T.Context(), models.ActorOf(a.Agency[a.Role]), id); err != nil {
		a.T.Fatal(err)
	}
}

func attempt(a asked, user models.User) string {
	by, id := models.ActorOf(user), inquiry(a.Site, 0)
	if err := a.House.Queue.Take(a.T.Context(), by, id); err != nil {
		a.T.Fatal(err)
	}
	ended, err := a.House.Queue.End(a.T.Context(), by, queue.Ending{InquiryID: id, Disposition: models.NoAnswer})
	if err != nil {
		a.T.Fatal(err)
	}
	return ended.AttemptID.String()
}
