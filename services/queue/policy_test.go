package queue_test

import (
	"slices"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/policy"
	"ripen/services/store"
)

// screening puts a number on a list, as an upload does.
func screening(t *testing.T, a *agencytest.Agency, clientID *models.ID, register string, kind policy.ListKind, age int, numbers ...string) models.ID {
	t.Helper()
	id := models.NewID()
	err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		var upload int
		if err := tx.Pgx.QueryRow(tx.Context(), `INSERT INTO screening_uploads (list_id, taken_on, file_name, rows, numbers, repeats, rejected, uploaded_at)
			VALUES ($1, $2, 'list.csv', $3, $3, 0, 0, $4) RETURNING id`, id, a.Clock.Now().AddDate(0, 0, -age), len(numbers), a.Clock.Now()).Scan(&upload); err != nil {
			return err
		}
		for _, each := range numbers {
			if _, err := tx.Run(`INSERT INTO screened_numbers VALUES ($1, $2)`, policy.NumberKey(agencytest.Secret, each), upload); err != nil {
				return err
			}
		}
		_, err := tx.Run(`INSERT INTO screening_lists (id, client_id, name, register, kind, max_age_days, upload_id, created_at) VALUES ($1, $2, $3, $3, $4, 28, $5, $6)`,
			id, clientID, register, kind, upload, a.Clock.Now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// said is a decision of the calling policy.
type said struct {
	Verdict, Reason string
	Rules           []string
}

// lastDecision is what the policy last said about the inquiry.
func lastDecision(t *testing.T, a *agencytest.Agency, id models.ID) (d *said) {
	t.Helper()
	err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) (err error) {
		d, err = store.Row[said](tx, `SELECT verdict, reason, rules FROM decisions WHERE inquiry_id = $1 ORDER BY at DESC, id DESC LIMIT 1`, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestNext_callsNobodyWhoMustNotBeCalledByWhicheverScope(t *testing.T) {
	t.Parallel()
	for rule, ban := range map[string]policy.Ban{
		"do-not-call-number":        {Scopes: []policy.Scope{policy.OfNumber}},
		"do-not-call-email":         {Scopes: []policy.Scope{policy.OfMail}},
		"do-not-call-person":        {Scopes: []policy.Scope{policy.OfPerson}},
		"do-not-call-organisation":  {Scopes: []policy.Scope{policy.OfOrganisation}},
		"do-not-call-number-agency": {Scopes: []policy.Scope{policy.OfNumber}, Agency: true},
		"do-not-call-email-agency":  {Scopes: []policy.Scope{policy.OfMail}, Agency: true},
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			a, q := open(t)
			works := models.Organisation{ID: models.NewID(), ClientID: a.Program("scanners-us").ClientID, Name: "Moss", CreatedAt: a.Clock.Now()}
			var person models.Person
			i := a.Inquiry("scanners-us", func(p *models.Person, _ *models.Inquiry) {
				if err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error { return tx.Put(&works) }); err != nil {
					t.Fatal(err)
				}
				p.Phone, p.Email, p.EmailKey, p.OrganisationID = fictional(), "ivy@moss.example", "ivy@moss.example", &works.ID
				p.MailKey = policy.MailKey(agencytest.Secret, p.EmailKey)
				person = *p
			})
			person.NumberKey = policy.NumberKey(agencytest.Secret, person.Phone)
			ban.Person, ban.Reason = &person, "asked by letter"
			err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
				return policy.Forbid(tx, ban, models.DoNotCallEntry{EnteredAt: a.Clock.Now()})
			})
			if err != nil {
				t.Fatal(err)
			}
			if n, err := q.Next(t.Context(), a.As("Dana Whitfield")); err != nil || n.Nothing == nil {
				t.Fatalf("served %v, %v", n, err)
			}
			if d := lastDecision(t, a, i.ID); d.Verdict != "block" || !slices.Equal(d.Rules, []string{rule}) {
				t.Errorf("%s %v %s", d.Verdict, d.Rules, d.Reason)
			}
			if got := a.Reload(i.ID); got.State != models.Undecided {
				t.Errorf("it is %s", got.State)
			}
		})
	}
}

func TestNext_screensNumbersAgainstTheListsThatHoldForTheClient(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana, own := a.As("Dana Whitfield"), a.Program("scanners-us").ClientID
	other := a.Client("aster-labs").ID
	london := func(p *models.Person, _ *models.Inquiry) {
		p.Phone, p.Country, p.Region, p.Postcode = "+442079460111", "GB", "", ""
	}
	i := a.Inquiry("scanners-us", london)
	ask := func() *said {
		t.Helper()
		a.Clock.Move(10 * time.Second)
		n, err := q.Next(t.Context(), dana)
		if err != nil {
			t.Fatal(err)
		}
		if n.Nothing == nil {
			if err := q.GiveBack(t.Context(), dana, n.InquiryID); err != nil {
				t.Fatal(err)
			}
		}
		return lastDecision(t, a, i.ID)
	}
	if d := ask(); d.Verdict != "warn" || d.Reason != "Not on record for this person: TPS." {
		t.Errorf("without lists: %s %s", d.Verdict, d.Reason)
	}
	screening(t, a, &other, "internal", policy.Forbids, 0, "+442079460111") // of another client
	screening(t, a, nil, "TPS", policy.Forbids, 28, "+442079460222")
	ctps := screening(t, a, nil, "CTPS", policy.Forbids, 29, "+442079460222")
	if d := ask(); d.Verdict != "warn" || d.Reason != "Not on record for this person: CTPS." {
		t.Errorf("with a list that is a day too old: %s %s", d.Verdict, d.Reason)
	}
	err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE screening_uploads SET taken_on = taken_on + 1 WHERE list_id = $1`, ctps)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if d := ask(); d.Verdict != "allow" {
		t.Errorf("screened: %s %s", d.Verdict, d.Reason)
	}
	screening(t, a, &own, "internal", policy.Forbids, 300, "+442079460111") // found at once, and however old it is
	n, err := q.Next(t.Context(), dana)
	if d := lastDecision(t, a, i.ID); err != nil || n.Nothing == nil || d.Verdict != "block" || !slices.Equal(d.Rules, []string{"listed-internal"}) {
		t.Errorf("listed: %v, %s %v %s", err, d.Verdict, d.Rules, d.Reason)
	}
}
