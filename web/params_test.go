package web_test

import (
	"context"
	"encoding/hex"
	"net/url"
	"regexp"
	"strings"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/store"
	"ripen/web"
	"ripen/web/webtest"
)

// A fill makes what stands in an address in the place of a parameter, for somebody of
// this role ("" is a stranger). Own makes a fresh one each time, since a route may use
// it up. Foreign makes one of the other client's, or of another person's; "" where the
// role is refused nothing. Who adds a route with a parameter adds it here.
type fill struct {
	Own, Foreign func(a asked) string
	Absent       string
}

// asked is who asks for which route, of which site.
type asked struct {
	*webtest.Site
	Route web.Route
	Role  models.Role
}

const absentID = "01890000-0000-7000-8000-00000000dead"

// fills is every parameter of every route, by its name.
var fills = map[string]fill{
	"inquiry":  inquiries,
	"attempt":  attempts,
	"lead":     leads,
	"coaching": coachings,
	"act":      actsFill,
	"client":   clientsFill,
	"program":  programsFill,
	"class":    {Own: func(asked) string { return "new" }, Foreign: noneForeign, Absent: "old"},
	"kept":     {Own: func(asked) string { return "requalification-B" }, Foreign: noneForeign, Absent: "new"},
	"source":   sourcesFill,
	"key":      keysFill,
	"import":   importsFill,
	"wish":     wishesFill,
	"list":     listsFill,
	"deed":     deedsFill,
	"endpoint": endpointsFill,
	"device":   devicesFill,
	"rep":      repsFill,
	"handover": handovers,
	"report":   reportsFill,
	"link":     linksFill,
	"letter":   lettersFill,
	"feed":     feedsFill,
	"user": {
		Own: func(a asked) string { return somebody(a.Site, 0, a.Route.Path).ID.String() },
		Foreign: func(a asked) string {
			if a.Role == models.Admin {
				return ""
			}
			return somebody(a.Site, 1, a.Route.Path).ID.String()
		},
		Absent: absentID,
	},
	"session": {
		Own: func(a asked) string {
			if a.Role == "" {
				return sessionOf(a.Site, a.Person(models.Rep))
			}
			return sessionOf(a.Site, a.Person(a.Role))
		},
		Foreign: func(a asked) string {
			return sessionOf(a.Site, a.Clients[1].People[models.SalesManager])
		},
		Absent: strings.Repeat("ab", 32),
	},
	"mail": {
		Own:     func(a asked) string { return newestLetter(a.Site, false).ID.String() },
		Foreign: func(asked) string { return "" }, // the post is one, and the admin's
		Absent:  absentID,
	},
	"secret": {
		Own: func(a asked) string {
			letter := newestLetter(a.Site, strings.HasPrefix(a.Route.Path, "/password/"))
			return secretShape.FindStringSubmatch(letter.Body)[1]
		},
		Foreign: func(asked) string { return "" }, // who has the secret is who it is for
		Absent:  strings.Repeat("A", 43),
	},
}

// forms are the fields without which a POST does not come as far as what it names.
var forms = map[string]url.Values{
	"/console/inquiries/:inquiry/attempts":  {"disposition": {"no_answer"}},
	"/console/inquiries/:inquiry/heartbeat": {"held": {"true"}, "page": {"01890000-0000-7000-8000-00000000beef"}},
	"/console/availability":                 {"reason": {"lunch"}},
	"/portal/leads/:lead/contacts":          {"how": {"talked"}},
	"/portal/leads/:lead/next-date":         {"when": {"week"}},
	"/f/:key":                               {"email": {"ivy@moss.example"}, "message": {"Prices, please."}},
	"/password/:secret":                     {"password": {webtest.Password}},
	"/invitation/:secret":                   {"password": {webtest.Password}, "name": {"Somebody"}},
	"/desk/inquiries/:inquiry/do-not-call":  {"bar": {"number"}},
}

// somebody makes one more rep of a client, invited where the route is for such.
func somebody(s *webtest.Site, client int, path string) models.User {
	n := accounts.NewUser{Email: models.NewID().String() + "@x.example", Name: "One more", Role: models.Rep, ClientID: s.Clients[client].ID}
	if strings.HasSuffix(path, "/abilities") { // the agency's own people have them
		n.Role, n.ClientID = models.Caller, models.NoID
	}
	make := s.House.Accounts.Create
	if strings.HasSuffix(path, "/invitation") {
		make = func(ctx context.Context, by models.Actor, n accounts.NewUser) (models.User, error) {
			return s.House.Accounts.Invite(ctx, models.ActorOf(s.Person(models.Admin)), models.NewID(), n)
		}
	}
	u, err := make(s.T.Context(), models.Operator(), n)
	if err != nil {
		s.T.Fatal(err)
	}
	return u
}

func sessionOf(s *webtest.Site, u models.User) string {
	key := models.NewID()
	if err := s.House.Accounts.Save(s.T.Context(), accounts.NewSession{Key: key[:], User: u, Data: []byte{}}); err != nil {
		s.T.Fatal(err)
	}
	return hex.EncodeToString(key[:])
}

var secretShape = regexp.MustCompile(`/(?:invitation|password)/([\w-]{43})`)

// newestLetter has somebody invited, or lets somebody forget the password, and answers
// with the letter.
func newestLetter(s *webtest.Site, reset bool) *models.Mail {
	by, ctx := models.Operator(), s.T.Context()
	n := accounts.NewUser{Email: models.NewID().String() + "@a.example", Name: "Somebody", Role: models.Caller}
	var err error
	if reset {
		if _, err = s.House.Accounts.Create(ctx, by, n); err == nil {
			err = s.House.Accounts.ForgotPassword(ctx, n.Email)
		}
	} else {
		_, err = s.House.Accounts.Invite(ctx, models.ActorOf(s.Person(models.Admin)), models.NewID(), n)
	}
	if err != nil {
		s.T.Fatal(err)
	}
	s.Deliver()
	var letter *models.Mail
	s.Tx(by, func(tx *store.Tx) (err error) {
		letter, err = store.Row[models.Mail](tx, `SELECT * FROM mails WHERE recipient = $1`, n.Email)
		return err
	})
	return letter
}
