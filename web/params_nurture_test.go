package web_test

import (
	"strings"
	"time"

	"ripen/models"
	"ripen/services/nurture"
	"ripen/services/store"
	"ripen/web/webtest"
)

// lettersFill fills :letter with the secret of a letter that went to somebody who is kept
// for later.
var lettersFill = fill{
	Own: func(a asked) string {
		of := strings.Split(a.Route.Path, "/")[1]
		_, after, _ := strings.Cut(sentTouch(a.Site, 0), webtest.BaseURL+"/"+of+"/")
		return strings.Fields(after)[0]
	},
	Foreign: noneForeign, // who has the secret is who it was sent to
	Absent:  strings.Repeat("A", 86),
}

// sentTouch is the words of a letter to somebody whom the client keeps for later.
func sentTouch(s *webtest.Site, client int) (text string) {
	s.T.Helper()
	id := inquiry(s, client)
	plan := models.UsualNurturePlan(models.RequalB)
	plan.ID, plan.ClientID, plan.ProgramID, plan.Version, plan.PublishedAt = models.NewID(), s.Clients[client].ID, s.Clients[client].Program.ID, 1, s.Now()
	plan.Touches = []models.NurtureTouch{{Day: 7, Subject: "A canary of " + models.Template(s.Clients[client].Name), Text: "Hello {first name|there}."}}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		if _, err := tx.Run(`UPDATE nurture_plans SET state = 'retired', version = 1000 + (SELECT count(*) FROM nurture_plans WHERE program_id = $1) WHERE program_id = $1 AND state = 'in_force'`, plan.ProgramID); err != nil {
			return err
		}
		if err := tx.Put(&plan); err != nil {
			return err
		}
		i, err := store.One[models.Inquiry](tx, models.ByID(id))
		if err != nil {
			return err
		}
		if _, err := tx.Run(`UPDATE persons SET email = $2, email_key = $2 WHERE id = $1`, i.PersonID, i.PersonID.String()+"@moss.example"); err != nil {
			return err
		}
		i.Grade = models.GradeB
		if err := s.House.Nurture.Enrol(tx, i, "", nurture.Heard{}, s.Now()); err != nil {
			return err
		}
		return tx.Keep(i)
	})
	if _, err := s.House.Nurture.SendTouches(s.T.Context(), s.Clients[client].ID, s.Now().Add(8*24*time.Hour)); err != nil {
		s.T.Fatal(err)
	}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(tx.Context(), `SELECT body FROM mails ORDER BY at DESC, id DESC LIMIT 1`).Scan(&text)
	})
	return text
}
