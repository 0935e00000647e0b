package survey_test

import (
	"math"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
	"ripen/services/mail"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/services/survey"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// asking is a program all of whose inquirers are asked.
type asking struct {
	*testing.T
	*agencytest.Agency
	svc    *survey.Service
	client models.ID
}

func open(t *testing.T, share string) *asking {
	t.Helper()
	a := agencytest.Open(t)
	s := &asking{T: t, Agency: a, client: a.Client("harbour-dental").ID}
	s.svc = survey.New(a.Store, survey.Options{Secret: agencytest.Secret, BaseURL: "https://ripen.example", Agency: "Northlight", Mail: mail.NewPost(a.Store, a.Clock.Now), Now: a.Clock.Now})
	if err := s.svc.SetShare(t.Context(), a.As("Priya Raman"), clients.New(a.Store, a.Clock.Now), a.Program("scanners-us").ID, decimal.RequireFromString(share)); err != nil {
		t.Fatal(err)
	}
	return s
}

// came is an inquirer who may be written to.
func (s *asking) came(change ...func(*models.Person, *models.Inquiry)) models.Inquiry {
	email := func(p *models.Person, _ *models.Inquiry) { p.Email = models.NewID().String() + "@x.example" }
	return s.Inquiry("scanners-us", append([]func(*models.Person, *models.Inquiry){email}, change...)...)
}

func (s *asking) sql(query string, args ...any) {
	s.Helper()
	if err := s.Store.Tx(s.Context(), models.Operator(), func(tx *store.Tx) error { _, err := tx.Run(query, args...); return err }); err != nil {
		s.Fatal(err)
	}
}

func (s *asking) ask() (sent int) {
	s.Helper()
	sent, err := s.svc.Ask(s.Context(), s.client, s.Clock.Now())
	if err != nil {
		s.Fatal(err)
	}
	return sent
}

// months moves the clock on by so many months.
func (s *asking) months(n int) { s.Clock.Set(s.Clock.Now().AddDate(0, n, 0)) }

// word is the secret of an inquirer's question.
func (s *asking) word(i models.Inquiry, wave int) string {
	s.Helper()
	var id models.ID
	if err := s.Store.Tx(s.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(s.Context(), `SELECT id FROM survey_questions WHERE inquiry_id = $1 AND wave = $2`, i.ID, wave).Scan(&id)
	}); err != nil {
		s.Fatal(err)
	}
	return s.svc.Word(s.client, id)
}

func (s *asking) says(i models.Inquiry, wave int, bought models.Purchase) {
	s.Helper()
	if err := s.svc.Answer(s.Context(), s.word(i, wave), survey.Answer{Bought: bought}); err != nil {
		s.Fatal(err)
	}
}

func TestAsk_writesOnceToEverybodyWhoMayBeWrittenTo(t *testing.T) {
	t.Parallel()
	s := open(t, "1")
	ivy := s.came()
	lost := s.came(func(p *models.Person, _ *models.Inquiry) { p.Email = "" })
	shy := s.came()
	s.sql(`INSERT INTO do_not_call (id, client_id, scope, key, reason, entered_at) SELECT gen_random_uuid(), client_id, 'person', uuid_send(person_id), 'asked', received_at FROM inquiries WHERE id = $1`, shy.ID)
	bounced := s.came()
	s.sql(`UPDATE persons SET mail_key = '\x01' WHERE id = $1`, bounced.PersonID)
	s.sql(`INSERT INTO mail_bounces (id, client_id, mail_key, at) VALUES (gen_random_uuid(), $1, '\x01', $2)`, s.client, s.Clock.Now())
	if n := s.ask(); n != 0 {
		t.Fatalf("%d were asked on the first day", n)
	}
	s.months(3)
	if n, again := s.ask(), s.ask(); n != 1 || again != 0 {
		t.Errorf("%d letters, and %d more when asked again", n, again)
	}
	if n := s.Count(`SELECT count(*) FROM mails WHERE body LIKE '%/bought/' || $1 || '%' AND subject = 'One question from Harbour Dental Systems'`, s.word(ivy, 3)); n != 1 {
		t.Errorf("%d letters have the link", n)
	}
	for why, of := range map[string]models.Inquiry{"to_ask There is no e-mail address.": lost, "left_out They asked not to be contacted.": shy, "to_ask Letters to their address come back.": bounced, "asked ": ivy} {
		if n := s.Count(`SELECT count(*) FROM survey_questions WHERE inquiry_id = $1 AND state || ' ' || why = $2`, of.ID, why); n != 1 {
			t.Errorf("nobody is %q", why)
		}
	}
	s.months(9) // a year after: the inquiry alone is no basis any more in the US, a consent is
	if n := s.ask(); n != 0 || s.Count(`SELECT count(*) FROM survey_questions WHERE inquiry_id = $1 AND wave = 12 AND why LIKE 'They inquired more than%'`, ivy.ID) != 1 {
		t.Errorf("%d letters without a basis", n)
	}
}

func TestAsk_comesAWeekEarlyWhileTheInquiryIsStillABasisForTheLetter(t *testing.T) {
	t.Parallel()
	s := open(t, "1")
	ivy := s.came()
	day := s.Clock.Now()
	s.Clock.Set(day.AddDate(0, 3, -8))
	if n := s.ask(); n != 0 || s.Count(`SELECT count(*) FROM survey_questions`) != 0 {
		t.Fatalf("%d were asked before their week", n)
	}
	s.Clock.Set(day.AddDate(0, 3, -7))
	if n := s.ask(); n != 1 || s.Count(`SELECT count(*) FROM survey_questions WHERE inquiry_id = $1 AND wave = 3 AND state = 'asked'`, ivy.ID) != 1 {
		t.Errorf("%d were asked a week before the three months are over", n)
	}
}

func TestAnswer_letsWhoAgreedBeAskedAgain(t *testing.T) {
	t.Parallel()
	s := open(t, "1")
	willing, silent := s.came(), s.came()
	s.months(3)
	s.ask()
	for range 2 {
		if err := s.svc.Answer(t.Context(), s.word(willing, 3), survey.Answer{Bought: models.BoughtNot, Again: true}); err != nil {
			t.Fatal(err)
		}
	}
	s.says(silent, 3, models.BoughtNot)
	if n := s.Count(`SELECT count(*) FROM consents WHERE person_id = $1 AND channel = 'email' AND purpose = 'survey' AND words = $2 AND given_at IS NOT NULL`, willing.PersonID, survey.AgainWords()); n != 1 || s.Count(`SELECT count(*) FROM consents`) != 1 {
		t.Errorf("%d consents of who agreed", n)
	}
	s.months(3)
	if n := s.ask(); n != 1 || s.Count(`SELECT count(*) FROM survey_questions WHERE inquiry_id = $1 AND wave = 6 AND state = 'asked'`, willing.ID) != 1 {
		t.Errorf("%d letters after six months", n)
	}
}

func TestAsk_forgetsFromWhomElseAfterTwoYearsAndAtOnceOfWhoWasErased(t *testing.T) {
	t.Parallel()
	s := open(t, "1")
	all := []models.Inquiry{s.came(), s.came()}
	s.months(3)
	s.ask()
	for n, name := range []string{"Rival", "rival"} {
		if err := s.svc.Answer(t.Context(), s.word(all[n], 3), survey.Answer{Bought: models.BoughtFromOther, Whom: name}); err != nil {
			t.Fatal(err)
		}
	}
	if rivals, err := s.svc.Rivals(t.Context(), s.As("Priya Raman"), s.client); err != nil || len(rivals) != 1 || rivals[0].N != 2 {
		t.Errorf("%+v, %v", rivals, err)
	}
	if _, err := s.svc.Rivals(t.Context(), s.As("Jonas Weber"), s.client); !models.IsKind(err, models.Forbidden) {
		t.Errorf("a marketer reads what people said: %v", err)
	}
	words := func() int { return s.Count(`SELECT count(*) FROM survey_words`) }
	s.sql(`UPDATE inquiries SET state = 'erased', window_id = NULL, due_at = NULL, next_at = NULL WHERE id = $1`, all[0].ID)
	if s.ask(); words() != 1 {
		t.Errorf("%d names are kept of one who is left", words())
	}
	s.Clock.Set(s.Clock.Now().AddDate(0, 24, -1))
	if s.ask(); words() != 1 {
		t.Error("forgotten a day before its time")
	}
	s.Clock.Set(s.Clock.Now().AddDate(0, 0, 2))
	if s.ask(); words() != 0 || s.Count(`SELECT count(*) FROM survey_answers`) != 2 {
		t.Errorf("%d names after two years", words())
	}
}

func TestAsk_takesAConsentAsABasisAndAnObjectionAsNone(t *testing.T) {
	t.Parallel()
	s := open(t, "1")
	ivy := s.came()
	s.sql(`INSERT INTO consents (id, client_id, person_id, channel, purpose, words, version, source, given_at) VALUES (gen_random_uuid(), $1, $2, 'email', 'survey', 'You may ask.', '1', 'form', $3)`, s.client, ivy.PersonID, s.Clock.Now())
	s.months(12)
	if n := s.ask(); n != 1 {
		t.Fatalf("%d letters to somebody who agreed", n)
	}
	word := s.word(ivy, 12)
	for range 2 {
		if err := s.svc.NoMore(t.Context(), word); err != nil {
			t.Fatal(err)
		}
	}
	s.sql(`UPDATE survey_questions SET state = 'waiting', asked_at = NULL, try_at = $1`, s.Clock.Now())
	if n := s.ask(); n != 0 || s.Count(`SELECT count(*) FROM survey_questions WHERE why = 'They want no letters.'`) != 1 {
		t.Errorf("%d letters to somebody who wants none", n)
	}
}

func TestAnswer_isKeptOnceAndRefusesWhatCannotBe(t *testing.T) {
	t.Parallel()
	s := open(t, "1")
	ivy := s.came()
	s.months(3)
	s.ask()
	word := s.word(ivy, 3)
	for _, wrong := range []string{"", "x", word[:len(word)-1], strings.Repeat("A", len(word)), s.svc.Word(models.NewID(), ivy.ID)} {
		if _, err := s.svc.Open(t.Context(), wrong); !models.IsKind(err, models.NotFound) {
			t.Errorf("%q opens something: %v", wrong, err)
		}
	}
	before, future := s.Clock.Now().AddDate(0, -5, 0), s.Clock.Now().AddDate(0, 2, 0)
	for want, a := range map[string]survey.Answer{
		"Choose one of the three answers": {},
		"That was before they asked":      {Bought: models.BoughtFromUs, Month: &before},
		"still to come":                   {Bought: models.BoughtFromUs, Month: &future},
		"Shorten the name":                {Bought: models.BoughtFromOther, Whom: strings.Repeat("x", 201)},
	} {
		if err := s.svc.Answer(t.Context(), word, a); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("wanted %q, got %v", want, err)
		}
	}
	for _, a := range []survey.Answer{{Bought: models.BoughtFromOther, Whom: "Rival"}, {Bought: models.BoughtNot}} {
		if err := s.svc.Answer(t.Context(), word, a); err != nil {
			t.Fatal(err)
		}
	}
	if n := s.Count(`SELECT count(*) FROM survey_answers a JOIN survey_words w ON w.answer_id = a.id WHERE a.bought = 'other' AND w.whom = 'Rival' AND a.way = 'link'`); n != 1 || s.Count(`SELECT count(*) FROM survey_answers`) != 1 {
		t.Error("the first answer is not the only one")
	}
	s.months(3)
	if n := s.ask(); n != 0 || s.Count(`SELECT count(*) FROM survey_questions WHERE wave = 6`) != 0 {
		t.Error("somebody who has bought is asked again")
	}
	s.sql(`UPDATE inquiries SET state = 'erased', window_id = NULL, due_at = NULL, next_at = NULL WHERE id = $1`, ivy.ID)
	if _, err := s.svc.Open(t.Context(), word); !models.IsKind(err, models.NotFound) {
		t.Errorf("the link of somebody erased opens: %v", err)
	}
}

func TestAsk_drawsTheSamePeopleForEveryWave(t *testing.T) {
	t.Parallel()
	s := open(t, "0.3")
	for range 200 {
		s.came(func(p *models.Person, i *models.Inquiry) { p.Phone = ""; p.Email = "" })
	}
	s.months(3)
	s.ask()
	drawn := s.Count(`SELECT count(*) FROM survey_questions WHERE share = 0.3`)
	if drawn < 35 || drawn > 85 {
		t.Fatalf("%d of 200 were drawn at 30 %%", drawn)
	}
	s.Clock.Set(s.Clock.Now().AddDate(0, 3, 0))
	s.ask()
	if n := s.Count(`SELECT count(*) FROM survey_questions a JOIN survey_questions b USING (inquiry_id) WHERE a.wave = 3 AND b.wave = 6`); n != drawn || s.Count(`SELECT count(*) FROM survey_questions WHERE wave = 6`) != drawn {
		t.Errorf("%d of %d were drawn again", n, drawn)
	}
}

func TestReport_saysWhatNobodyReportedAndHoldsTheRuleOf45AgainstIt(t *testing.T) {
	t.Parallel()
	s := open(t, "1")
	var all []models.Inquiry
	for range 40 {
		all = append(all, s.came())
	}
	s.months(3)
	s.ask()
	for n := range 4 {
		s.says(all[n], 3, models.BoughtFromUs)
	}
	s.Clock.Set(s.Clock.Now().AddDate(0, 3, 0))
	s.sql(`UPDATE survey_questions SET state = 'asked', asked_at = $1 WHERE wave = 6`, s.Clock.Now())
	s.ask()
	for n := 4; n < 22; n++ { // half of the 36 who are asked
		bought := models.BoughtNot
		if n < 7 {
			bought = models.BoughtFromOther
		}
		s.says(all[n], 6, bought)
	}
	if err := s.svc.Count(t.Context(), s.client); err != nil {
		t.Fatal(err)
	}
	r, err := s.svc.Report(t.Context(), s.As("Priya Raman"), s.client)
	if err != nil {
		t.Fatal(err)
	}
	within := r.All.By["within 6"]
	if within == nil || within.N != 22 || within.Bought != 7 || r.Unreported() != 4 {
		t.Fatalf("%+v, %d unreported", within, r.Unreported())
	}
	share := within.OfBought() // 4 who would have been asked half the time, and 3 of 18: 5 of 20
	if math.Abs(share.At-0.25) > 1e-9 || !share.OK || share.Holds(survey.RuleOf6) != "as the rule says" || share.Low < 0.05 || share.High > 0.5 {
		t.Errorf("%+v", share)
	}
	if by := r.All.By["3"]; by.N != 4 || by.OfBought().OK || by.OfBought().Holds(0.26) != "too few to say" {
		t.Errorf("four answers say something: %+v", by)
	}
}
