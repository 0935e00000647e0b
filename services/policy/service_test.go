package policy_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/identity"
	"ripen/services/policy"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

func service(t *testing.T) (*agencytest.Agency, *policy.Service) {
	t.Helper()
	a := agencytest.Open(t)
	return a, policy.New(a.Store, policy.Options{Secret: agencytest.Secret, Now: a.Clock.Now, Mail: identity.EmailKey, Name: identity.NameKey, Organisation: identity.OrganisationKey})
}

func upload(a *agencytest.Agency, text string) policy.Upload {
	return policy.Upload{Register: "tps", Kind: policy.Forbids, TakenOn: a.Clock.Now().AddDate(0, 0, -3), Country: "GB", FileName: "tps.csv", File: strings.NewReader(text)}
}

func TestUploadList_countsEveryRowOnceAndReplacesTheListWhole(t *testing.T) {
	t.Parallel()
	a, s := service(t)
	ada := a.As("Clara Nyberg")
	token := models.NewID()
	l, err := s.UploadList(t.Context(), ada, token, upload(a, "\xef\xbb\xbfnumber,since\n020 7946 0111,2024\n+44 20 7946 0222;2025\n02079460111\n\n12345\nnobody\n"))
	if err != nil {
		t.Fatal(err)
	}
	if l.Rows != 5 || l.Numbers != 2 || l.Repeats != 1 || l.Rejected != 2 || l.Register != "TPS" || l.Name != "TPS" || *l.MaxAgeDays != 28 || len(l.Refused) != 2 || l.Refused[0].Line != 6 || !strings.Contains(l.Refused[0].Reason, "lacks its area code") {
		t.Errorf("%+v", l)
	}
	again, err := s.UploadList(t.Context(), ada, token, upload(a, "+442079460333\n"))
	if err != nil || again.ID != l.ID || again.Numbers != 2 {
		t.Errorf("sent twice: %+v, %v", again, err)
	}
	newer, err := s.UploadList(t.Context(), ada, models.NewID(), upload(a, "+442079460333\n"))
	if err != nil || newer.ID != l.ID || newer.Numbers != 1 {
		t.Errorf("replaced: %+v, %v", newer, err)
	}
	if n := a.Count(`SELECT count(*) FROM screened_numbers`); n != 1 {
		t.Errorf("%d numbers stand", n)
	}
	if err := s.RemoveList(t.Context(), ada, models.NewID(), l.ID); err != nil {
		t.Fatal(err)
	}
	if n := a.Count(`SELECT count(*) FROM screened_numbers`) + a.Count(`SELECT count(*) FROM screening_lists WHERE removed_at IS NULL`); n != 0 {
		t.Errorf("removed, and %d stand", n)
	}
	if n := a.Count(`SELECT count(*) FROM screening_uploads`); n != 2 {
		t.Errorf("%d uploads are remembered", n)
	}
}

func TestUploadList_refusesWhatIsNoListAndKeepsTheOneThatStands(t *testing.T) {
	t.Parallel()
	a, s := service(t)
	ada := a.As("Clara Nyberg")
	if _, err := s.UploadList(t.Context(), ada, models.NewID(), upload(a, "+442079460333\n")); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty": "", "prose": strings.Repeat("Dear Sir or Madam,\n", 1200), "binary": "\x7fELF\x00\x01\x02", "workbook": "PK\x03\x04rest", "one endless line": strings.Repeat("0", 1<<17), "heading alone": "number\n",
	} {
		if _, err := s.UploadList(t.Context(), ada, models.NewID(), upload(a, text)); !models.IsKind(err, models.Invalid) || models.Refused(err).Field != "file" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for field, change := range map[string]func(*policy.Upload){
		"register": func(u *policy.Upload) { u.Register = " " }, "kind": func(u *policy.Upload) { u.Kind = "maybe" }, "taken_on": func(u *policy.Upload) { u.TakenOn = a.Clock.Now().AddDate(0, 0, 3) },
		"max_age_days": func(u *policy.Upload) { u.MaxAgeDays = -1 }, "country": func(u *policy.Upload) { u.Country = "Narnia" },
	} {
		u := upload(a, "+442079460333\n")
		change(&u)
		if _, err := s.UploadList(t.Context(), ada, models.NewID(), u); !models.IsKind(err, models.Invalid) || models.Refused(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if n := a.Count(`SELECT count(*) FROM screened_numbers`); n != 1 {
		t.Errorf("%d numbers stand", n)
	}
	if _, err := s.UploadList(t.Context(), a.As("Dana Whitfield"), models.NewID(), upload(a, "+442079460333\n")); !models.IsKind(err, models.Forbidden) {
		t.Errorf("a caller: %v", err)
	}
}

func TestEnter_barsByEveryScopeAndWithdrawsOnlyWhatOneMay(t *testing.T) {
	t.Parallel()
	a, s := service(t)
	priya, admin := a.As("Priya Raman"), a.As("Ada Lindholm")
	client := a.Program("scanners-us").ClientID
	i := a.Inquiry("scanners-us", func(p *models.Person, _ *models.Inquiry) { // known before addresses had keys
		p.Name, p.NameKey, p.Email, p.EmailKey = "Ivy Moss", identity.NameKey("Ivy Moss"), "ivy@moss.example", identity.EmailKey("ivy@moss.example")
	})
	for n, c := range []struct {
		wish  policy.Wish
		field string
	}{
		{policy.Wish{Scope: policy.OfNumber, Text: "+44 20 7946 0111", Reason: "wrote"}, ""},
		{policy.Wish{Scope: policy.OfMail, Text: "Ivy@Moss.example", Reason: "wrote"}, ""},
		{policy.Wish{ClientID: client, Scope: policy.OfPerson, Text: "ivy moss", Reason: "wrote"}, ""},
		{policy.Wish{Scope: policy.OfPerson, Text: "Ivy Moss", Reason: "wrote"}, "client"},
		{policy.Wish{ClientID: client, Scope: policy.OfOrganisation, Text: "Nowhere Ltd", Reason: "wrote"}, "text"},
		{policy.Wish{Scope: policy.OfNumber, Text: "12", Reason: "wrote"}, "text"},
		{policy.Wish{Scope: policy.OfMail, Text: "moss", Reason: "wrote"}, "text"},
		{policy.Wish{Scope: policy.OfMail, Text: "ivy@moss.example"}, "reason"},
		{policy.Wish{Scope: "street", Text: "Elm", ClientID: client, Reason: "wrote"}, "scope"},
	} {
		err := s.Enter(t.Context(), priya, models.NewID(), c.wish)
		if c.field == "" && err != nil || c.field != "" && (models.Refused(err) == nil || models.Refused(err).Field != c.field) {
			t.Errorf("%d: %v", n, err)
		}
	}
	if n := a.Count(`SELECT count(*) FROM persons WHERE id = $1 AND mail_key = $2`, i.PersonID, policy.MailKey(agencytest.Secret, "ivy@moss.example")); n != 1 {
		t.Error("the address got no key")
	}
	found, err := s.Bans(t.Context(), priya, policy.BanFilter{Text: "+442079460111"})
	if err != nil || len(found) != 1 || found[0].Hint != "…11" || found[0].ClientID != nil {
		t.Fatalf("%+v, %v", found, err)
	}
	if err := s.Withdraw(t.Context(), a.As("Clara Nyberg"), models.NewID(), found[0].ID); !models.IsKind(err, models.Forbidden) {
		t.Errorf("somebody else’s, for the whole agency: %v", err)
	}
	if err := s.Withdraw(t.Context(), admin, models.NewID(), found[0].ID); err != nil {
		t.Error(err)
	}
	if all, err := s.Bans(t.Context(), priya, policy.BanFilter{}); err != nil || len(all) != 2 {
		t.Errorf("%d stand, %v", len(all), err)
	}
	if n := a.Count(`SELECT count(*) FROM audit WHERE action IN ('do_not_call.enter', 'do_not_call.withdraw')`); n != 4 {
		t.Errorf("%d entries of the audit", n)
	}
}

func TestReplay_saysWhichOfLastMonthsCallsAnotherPolicyWouldHaveBlocked(t *testing.T) {
	t.Parallel()
	a, s := service(t)
	priya, program := a.As("Priya Raman"), a.Program("scanners-us")
	// Tuesday 11:00 and Saturday 11:00 in Tampa; the third attempt at one person.
	saturday := agencytest.Noon.AddDate(0, 0, -3)
	calls := []time.Time{agencytest.Noon.Add(-time.Hour), saturday, saturday.Add(3 * time.Hour), agencytest.Noon.AddDate(0, 0, -40)}
	i := a.Inquiry("scanners-us")
	for n, at := range calls {
		attempted(t, a, i, at, n)
	}
	same, err := s.Replay(t.Context(), priya, program.ID, policy.Proposal{})
	if err != nil || same.Calls != 3 || same.Blocked != 0 {
		t.Fatalf("as it is: %+v, %v", same, err)
	}
	strict, err := s.Replay(t.Context(), priya, program.ID, policy.Proposal{Preset: "strict"})
	if err != nil || strict.Calls != 3 || strict.Blocked != 2 || fmt.Sprint(strict.Rules) != "[{preset-strict The program’s strict hours: Mon-Fri 10:00-20:00, none on holidays 2}]" || len(strict.Rows) != 2 || strict.Rows[0].Name == "" {
		t.Errorf("strict: %+v, %v", strict, err)
	}
	capped, err := s.Replay(t.Context(), priya, program.ID, policy.Proposal{MaxAttempts: 2})
	if err != nil || capped.Blocked != 1 || fmt.Sprint(capped.Rules) != "[{own-plan The most attempts of the contact plan 1}]" {
		t.Errorf("capped: %+v, %v", capped, err)
	}
	law, err := policy.ReadLaw([]byte(`{"presets": [{"id": "standard", "hours": "Mon-Sat 09:00-20:00"}], "rules": [{"id": "us-tue", "place": "US-FL", "hours": "Wed-Mon 00:00-24:00"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.Replay(t.Context(), priya, program.ID, policy.Proposal{Law: law})
	if err != nil || other.Blocked != 1 || fmt.Sprint(other.Rules) != "[{us-tue Florida: calls Wed-Mon 00:00-24:00 1}]" {
		t.Errorf("another law: %+v, %v", other, err)
	}
	if _, err := s.Replay(t.Context(), priya, program.ID, policy.Proposal{Preset: "custom", Hours: "whenever"}); !models.IsKind(err, models.Invalid) {
		t.Errorf("no hours: %v", err)
	}
	if _, err := s.Replay(t.Context(), priya, models.NewID(), policy.Proposal{}); !models.IsKind(err, models.NotFound) {
		t.Errorf("no program: %v", err)
	}
}

// attempted stores a call that was made, with its decision and its claim.
func attempted(t *testing.T, a *agencytest.Agency, i models.Inquiry, at time.Time, before int) {
	t.Helper()
	err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		d := models.PolicyDecision{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, At: at, Verdict: "allow", Rules: models.Texts{"preset-standard"}}
		k := models.Claim{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, PersonID: i.PersonID, UserID: a.User("Dana Whitfield").ID, DecisionID: d.ID,
			Was: models.Place{State: models.Ready, Tier: models.TierRest, Attempts: before}, At: at, LeaseUntil: at, EndedAt: &at, EndedHow: "attempt"}
		for _, row := range []any{&d, &k, &models.Attempt{ID: models.NewID(), ClientID: i.ClientID, ProgramID: i.ProgramID, InquiryID: i.ID, PersonID: i.PersonID, ClaimID: k.ID,
			DecisionID: d.ID, UserID: k.UserID, Cycle: 1, At: at.Add(time.Minute), Channel: "call", Disposition: models.NoAnswer, Counts: true}} {
			if err := tx.Put(row); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCheckOpen_refusesHoursThatTheLawNeverLetsOpen(t *testing.T) {
	t.Parallel()
	for hours, never := range map[string]bool{"Sun 09:00-17:00": true, "Mon 06:00-08:59": true, "Mon 06:00-09:01": false, "Sat 16:00-20:00": false} {
		p := models.Program{Preset: "custom", Hours: hours, HoursApprover: "Priya Raman", Country: "AU"}
		if err := policy.CheckOpen(&p, agencytest.Noon); models.IsKind(err, models.Invalid) != never {
			t.Errorf("%s: %v", hours, err)
		}
	}
	wide := models.Program{Preset: "custom", Hours: "Mon-Fri 09:00-12:00", HoursApprover: "Priya Raman", Country: "US"}
	if err := policy.CheckOpen(&wide, agencytest.Noon); err != nil { // a morning on each of its clocks, though never on all at once
		t.Error(err)
	}
	odd := models.Program{Preset: "custom", Hours: "whenever", HoursApprover: "Priya Raman"}
	if w := policy.WindowOf(&odd, &models.Person{Phone: "+13125550100"}); w.Known() {
		t.Errorf("hours that cannot be read are %s", w.Key)
	}
	odd.Hours, odd.HoursApprover = "Mon-Fri 09:00-12:00", ""
	if w := policy.WindowOf(&odd, &models.Person{Phone: "+13125550100"}); w.Known() {
		t.Errorf("hours that nobody approved are %s", w.Key)
	}
}

func TestBansOf_tellsTheWishesOfOnePersonApart(t *testing.T) {
	t.Parallel()
	a, s := service(t)
	priya := a.As("Priya Raman")
	i := a.Inquiry("scanners-us", func(p *models.Person, _ *models.Inquiry) {
		p.Phone, p.NumberKey = "+18135550142", policy.NumberKey(agencytest.Secret, "+18135550142")
	})
	other, second, former := a.Client("aster-labs").ID, "+18135550177", "+18135550199"
	if err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		person, err := store.One[models.Person](tx, models.ByID(i.PersonID))
		if err != nil {
			return err
		}
		if err := tx.Put(&models.Number{ID: models.NewID(), ClientID: i.ClientID, PersonID: &i.PersonID, Kind: models.Mobile, Phone: second, NumberKey: policy.NumberKey(agencytest.Secret, second), AddedAt: a.Clock.Now()}); err != nil {
			return err
		}
		for n, ban := range []policy.Ban{
			{Person: person, Scopes: []policy.Scope{policy.OfPerson}},
			{Person: &models.Person{ClientID: i.ClientID, NumberKey: policy.NumberKey(agencytest.Secret, second)}, Scopes: []policy.Scope{policy.OfNumber}},
			{Person: &models.Person{ID: i.PersonID, ClientID: i.ClientID, Phone: former, NumberKey: policy.NumberKey(agencytest.Secret, former)}, Scopes: []policy.Scope{policy.OfNumber}},
			{Person: person, Agency: true},
			{Person: &models.Person{ClientID: other, NumberKey: person.NumberKey}, Scopes: []policy.Scope{policy.OfNumber}},
		} {
			if err := policy.Forbid(tx, ban, models.DoNotCallEntry{EnteredAt: a.Clock.Now().Add(time.Duration(n) * time.Minute)}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	found, err := s.BansOf(t.Context(), priya, i.ID)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, f := range found {
		said = append(said, fmt.Sprint(f.Scope, " ", f.Hint, " ", f.ClientID == nil))
	}
	if got := strings.Join(said, ", "); got != "number …42 true, number …99 false, number …77 false, person  false" {
		t.Errorf("%s", got)
	}
	if _, err := s.BansOf(t.Context(), a.As("Dana Whitfield"), i.ID); !models.IsKind(err, models.Forbidden) {
		t.Errorf("a caller: %v", err)
	}
}
