package web_test

import (
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

func init() {
	fills["word"] = fill{Own: func(a asked) string { return a.House.Survey.Word(a.Clients[0].ID, put(a.Site)) }, Foreign: noneForeign, Absent: "AAAA"}
	fills["question"] = fill{Own: func(a asked) string { return put(a.Site).String() }, Foreign: noneForeign, Absent: absentID}
	forms["/bought/:word"] = map[string][]string{"bought": {"us"}}
	forms["/desk/did-you-buy/:question/answer"] = map[string][]string{"bought": {"no"}}
}

// put puts the question to one more inquirer of the first client.
func put(s *webtest.Site) models.ID {
	s.T.Helper()
	program, at := s.Clients[0].Program, s.Now()
	q := models.SurveyQuestion{ID: models.NewID(), ClientID: program.ClientID, ProgramID: program.ID, Came: models.DayIn(at.AddDate(0, -3, 0), time.UTC), Wave: 3, Share: decimal.NewFromInt(1),
		State: models.SurveyAsked, DrawnAt: at, TryAt: at, AskedAt: &at}
	src := openSource(s, 0)
	person := models.Person{ID: models.NewID(), ClientID: program.ClientID, Name: "Ivy Moss", CreatedAt: at}
	i := models.Inquiry{ID: models.NewID(), ClientID: program.ClientID, ProgramID: program.ID, PersonID: person.ID, SourceID: src.ID, State: models.Closed, ClosedReason: "D", ClosedAt: &at, Class: models.New, Tier: models.TierRest,
		Cycle: 1, ReceivedAt: at, ReceivedOn: q.Came, Via: "import", Details: map[string]string{}}
	q.InquiryID, q.SourceID = i.ID, src.ID
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		for _, row := range []any{&person, &i, &q} {
			if err := tx.Put(row); err != nil {
				return err
			}
		}
		return nil
	})
	return q.ID
}
