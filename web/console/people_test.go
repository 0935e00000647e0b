package console_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/intake"
	"ripen/services/store"
	"ripen/web/webtest"
)

// onTheLine is a site on which the caller has somebody on the line, and the page's address.
func onTheLine(t *testing.T) (s *webtest.Site, b *webtest.Browser, at string) {
	t.Helper()
	s = webtest.Open(t)
	program := s.Clients[0].Program
	var got intake.Received
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		source, err := s.House.Clients.Source(tx, program.ClientID, "A list", "web", program.ID)
		if err != nil {
			return err
		}
		got, err = s.House.Intake.Receive(tx, intake.Arriving{ClientID: program.ClientID, ProgramID: program.ID, SourceID: source.ID, Via: "hand",
			Name: "Ivy Moss", Organisation: "Moss & Daughters", Phone: "+18135550142", City: "Tampa", Region: "FL", Country: "US", Message: "Prices, please."})
		return err
	})
	if err := s.House.Queue.Take(t.Context(), models.ActorOf(s.Person(models.Caller)), got.InquiryID); err != nil {
		t.Fatal(err)
	}
	return s, s.AsRole(models.Caller), "/console/inquiries/" + got.InquiryID.String()
}

func says(t *testing.T, page *webtest.Response, words ...string) {
	t.Helper()
	for _, want := range words {
		if !strings.Contains(page.Text(), want) && !strings.Contains(page.Body, want) {
			t.Errorf("%d, and nothing of %q:\n%s", page.Status, want, page.Text())
		}
	}
}

func TestNumbers_areKeptChosenAndShownOnceAllowed(t *testing.T) {
	t.Parallel()
	_, b, at := onTheLine(t)
	got := b.Post(at+"/numbers", url.Values{"version": {"0"}, "for_rep": {"Typed before."}, "number_phone": {"soon"}, "number_kind": {"mobile"}})
	if got.Status != http.StatusUnprocessableEntity {
		t.Errorf("no number: %d", got.Status)
	}
	says(t, got, "Typed before.", "is not a telephone number")
	got = b.Post(at+"/numbers", url.Values{"version": {"0"}, "for_rep": {"Typed before."}, "number_phone": {"813 555 0177"}, "number_kind": {"mobile"}, "number_note": {"mornings"}})
	if got.Status != http.StatusSeeOther || got.To() != at {
		t.Fatalf("kept: %d to %s\n%s", got.Status, got.To(), got.Text())
	}
	page := b.Get(at)
	says(t, page, "Mobile ·· 77", "mornings", "Typed before.", "+1 813-555-0142")
	if strings.Contains(page.Body, "5550177") || strings.Contains(page.Body, "555-0177") || strings.Contains(page.Body, `value="813 555 0177"`) {
		t.Error("a number stands on the page before the calling policy was asked for it")
	}
	number := regexp.MustCompile(`name="number" value="([^"]+)"`).FindStringSubmatch(page.Body)
	if number == nil {
		t.Fatal("no number to choose")
	}
	if got = b.Post(at+"/line", url.Values{"number": {number[1]}, "version": {"1"}, "internal": {"And this."}}); got.To() != at {
		t.Fatalf("chosen: %d %s", got.Status, got.Text())
	}
	says(t, b.Get(at), "+1 813-555-0177", "And this.")
}

func TestEndings_askForTheRightNumberAndWhoAnswered(t *testing.T) {
	t.Parallel()
	s, b, at := onTheLine(t)
	got := b.Post(at+"/attempts", url.Values{"disposition": {"wrong_number"}, "right_number": {"12"}, "version": {"0"}})
	says(t, got, "12", "right_number-error")
	if got.Status != http.StatusUnprocessableEntity {
		t.Errorf("no right number: %d", got.Status)
	}
	b.Post(at+"/attempts", url.Values{"disposition": {"gatekeeper"}, "gatekeeper": {"Ms Lopez, reception"}, "gatekeeper_note": {"Puts through at nine."}, "version": {"0"}})
	says(t, b.Get(at), "Ask for: Ms Lopez, reception", "Puts through at nine.")
	manager := s.AsRole(models.SalesManager)
	manager.Follow = true
	portal := manager.Get("/portal")
	if portal.Status != http.StatusOK || strings.Contains(portal.Body, "Lopez") {
		t.Errorf("the portal: %d", portal.Status)
	}
}

func TestReferrals_makeTheColleagueOnce(t *testing.T) {
	t.Parallel()
	_, b, at := onTheLine(t)
	form := url.Values{"ref_name": {"Tom Field"}, "ref_title": {"Owner"}, "ref_role": {"decider"}, "ref_phone": {"813 555 0144"}, "ref_token": {models.NewID().String()}, "ref_next": {"yes"}, "version": {"0"}}
	missing := url.Values{"ref_name": {"Tom Field"}, "ref_token": {models.NewID().String()}}
	if got := b.Post(at+"/referrals", missing); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("without number or e-mail: %d", got.Status)
	}
	for range 2 {
		if got := b.Post(at+"/referrals", form); got.To() != at && got.Status != http.StatusConflict {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	page := b.Get(at)
	says(t, page, "Tom Field", "Owner", "decides", "Named a colleague")
	if strings.Count(page.Body, "<b>Tom Field</b>") != 1 {
		t.Error("made twice")
	}
	if strings.Contains(page.Body, `value="Tom Field"`) {
		t.Error("the sheet still holds what was saved")
	}
}

func TestOrganisation_isDescribedInPlace(t *testing.T) {
	t.Parallel()
	_, b, at := onTheLine(t)
	if got := b.Post(at+"/organisation", url.Values{"org_website": {"not an address"}}); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("no address: %d", got.Status)
	}
	b.Post(at+"/organisation", url.Values{"org_website": {"moss.example"}, "org_about": {"Two chairs."}, "version": {"0"}})
	says(t, b.Get(at), "moss.example", "Two chairs.", `value="https://moss.example"`)
}

func TestDraft_withoutScriptComesBackToThePage(t *testing.T) {
	t.Parallel()
	_, b, at := onTheLine(t)
	if got := b.Post(at+"/draft", url.Values{"version": {"0"}, "for_rep": {"Typed."}}); got.To() != at {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	says(t, b.Get(at), "Typed.")
	if got := b.Post(at+"/draft", url.Values{"version": {"0"}, "for_rep": {"Other."}}); got.Status != http.StatusConflict {
		t.Errorf("an old version: %d", got.Status)
	}
}

func TestScript_movesOnByTheAnswersAndSaysWhatIsKnown(t *testing.T) {
	t.Parallel()
	s, b, at := onTheLine(t)
	program := s.Clients[0].Program
	by, two := models.ActorOf(s.Person(models.Supervisor)), []models.Option{{Label: "Yes", Points: 20}, {Label: "No"}}
	asked := models.Criteria{Rule: models.Rule{A: 40, B: 20, C: 10}, Questions: []models.Question{
		{Key: "want", Short: "Wants", Hear: "What?", Options: two, Branches: []models.Branch{{On: []int{2}, Say: "“What made you ask, {first}?”", Goto: "when"}}},
		{Key: "money", Short: "Money", Hear: "Money?", Options: two}, {Key: "when", Short: "When", Hear: "When?", Say: "“When, {first}?”", Options: two}},
		Script: models.Script{Opening: "“Hello {first} of {organisation}, {caller} here.”", Voicemail: "“Ring {callback}.”", Objections: []models.Objection{{Title: "Too dear", Say: "“Compared with what?”"}}}}
	if _, err := s.House.Clients.SaveDraft(t.Context(), by, program.ID, asked); err != nil {
		t.Fatal(err)
	}
	if _, err := s.House.Clients.Publish(t.Context(), by, program.ID); err != nil {
		t.Fatal(err)
	}
	b.Post(at+"/draft", url.Values{"version": {"0"}, "answer.want": {"2"}, "answer.money": {"1"}})
	page := b.Get(at)
	says(t, page, "1 of 2 answered, 1 not asked", "“Hello Ivy of Moss & Daughters , Dana Whitfield here.”", `data-jumps="2:when"`, "“Ring the number you see .”", "“Too dear”", "“What made you ask, Ivy ?”")
	if !strings.Contains(page.Body, `data-question="money" data-skipped`) {
		t.Error("what does not apply is not marked")
	}
	if got := b.Post(at+"/gradings", url.Values{"version": {"1"}, "answer.want": {"2"}, "answer.money": {"1"}, "answer.when": {"1"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("graded: %d %s", got.Status, got.Text())
	}
	var answers models.Answers
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		kept, err := store.All[models.GivenAnswers](tx)
		if len(kept) == 1 {
			answers = kept[0].Answers
		}
		return err
	})
	if asked, there := answers["money"]; !there || asked != models.NotAsked || answers["want"] != 2 || answers["when"] != 1 {
		t.Errorf("recorded %v", answers)
	}
}
