package mail_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/mail"
)

var released = time.Date(2026, 6, 30, 20, 50, 0, 0, time.UTC)

// ivy is the letter that tells Rae of her new lead.
func ivy() models.LeadLetter {
	low, high, version, graded := decimal.NewFromInt(40000), decimal.NewFromInt(60000), 7, released.Add(-3*time.Minute)
	rep := models.User{ID: models.NewID(), Name: "Rae Okafor", Email: "rae@harbour-dental.example", Zone: "America/New_York"}
	lead := &models.Lead{Kind: "released", RepID: &rep.ID, ReleasedAt: released, ReceivedOn: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC), Name: "Ivy Moss", Title: "Practice manager",
		Organisation: "Moss & Daughters Dentistry", Email: "ivy@mossdaughters.example", Phone: "+18135550142", Address: "2210 W Azeele St", City: "Tampa", Region: "FL",
		Postcode: "33606", Country: "US", Message: "Opening a second operatory in September.\nPlease send prices.", Product: "scanner", SourceName: "FDC Orlando",
		Learned: "Wants the pictures in the chart without an export step.", GradedBy: "Dana Whitfield", GradedAt: &graded, CriteriaVersion: &version,
		Reasons:  []models.Reason{{Short: "Wants", Answer: "Scanner, 2+"}, {Short: "When", Answer: "≤ 3 months"}},
		WorthLow: &low, WorthHigh: &high, Currency: "USD", AssignedWhy: "Rae Okafor: next of 3 present, 4 of 12 leads in 30 days"}
	lead.Await()
	return models.LeadLetter{Event: models.EventReleased, Lead: lead, To: &rep, Client: "Harbour Dental Systems", Agency: "Northlight Leads",
		At: released, URL: "https://ripen.example/portal/leads/01",
		LinksUntil: released.Add(models.ReportLinkLasts),
		Links:      map[string]string{models.LinkAccept: "https://ripen.example/report/one", models.LinkReached: "https://ripen.example/report/two", models.LinkMessage: "https://ripen.example/report/three", models.LinkUnreachable: "https://ripen.example/report/four"}}
}

func TestLeadNews_asItIsRead(t *testing.T) {
	t.Parallel()
	for event, change := range map[string]func(*models.LeadLetter){
		models.EventReleased:   func(*models.LeadLetter) {},
		models.EventReassigned: func(l *models.LeadLetter) { l.Lead.AssignedWhy = "Tampa is hers" },
		models.EventRepeat:     func(l *models.LeadLetter) { l.Lead.NextWhat = "first contact" },
		models.EventReminder:   func(l *models.LeadLetter) { l.Lead.NextWhat = "update" },
		models.EventAnswered: func(l *models.LeadLetter) {
			l.Answer = &models.AgencyAnswer{Kind: models.ReachedThem, By: "Priya Raman", Words: "Mornings before nine, on the mobile."}
		},
		models.EventOverdue: func(l *models.LeadLetter) {
			l.Links = nil // the lead is another's
			l.Rep, l.To = "Rae Okafor", &models.User{Name: "Marta Silva", Zone: "Europe/Berlin"}
		},
	} {
		l := ivy()
		l.Event = event
		change(&l)
		subject, text, html, err := mail.Letters{}.LeadNews(l)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, event+".txt", "Subject: "+subject+"\n\n"+text)
		compare(t, event+".html", html)
	}
}

func TestLeadNews_saysWhatTheAgencyAnswered(t *testing.T) {
	t.Parallel()
	again := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	for kind, says := range map[string]string{
		models.BackToRep: "could not reach Ivy Moss either", models.TakenBack: "takes Ivy Moss back, and calls again from 1 September 2026",
		models.ReturnStands: "Ivy Moss is no A. The return stands.", models.ReturnRefused: "does not accept the return of Ivy Moss. The lead is yours again.",
	} {
		l := ivy()
		l.Event, l.Answer = models.EventAnswered, &models.AgencyAnswer{Kind: kind, AgainOn: &again, Words: "They moved house."}
		subject, text, html, err := mail.Letters{}.LeadNews(l)
		if err != nil || !strings.HasPrefix(subject, "Answered: Ivy Moss") {
			t.Errorf("%s: %q, %v", kind, subject, err)
		}
		for _, body := range []string{text, html} {
			if !strings.Contains(body, "Northlight Leads "+says) && !strings.Contains(body, "Northlight Leads agrees: "+says) || !strings.Contains(body, "They moved house.") {
				t.Errorf("%s: %s", kind, body)
			}
		}
	}
}

func TestHandoverNews_namesEveryLead(t *testing.T) {
	t.Parallel()
	l := ivy()
	other := *l.Lead
	other.Name, other.Organisation, other.Phone = "Ken <b>Abe</b>", "", "ask for Ken"
	subject, text, html, err := mail.Letters{}.HandoverNews(models.HandoverLetter{To: l.To, Client: l.Client, Why: "Ben Castillo has left", URL: "https://ripen.example/portal",
		Leads: []models.HandedLead{{Lead: *l.Lead, URL: l.URL}, {Lead: other, URL: "https://ripen.example/portal/leads/02"}}})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "handed_over.txt", "Subject: "+subject+"\n\n"+text)
	compare(t, "handed_over.html", html)
}

func TestLeadNews_carriesWhateverPeopleWrite(t *testing.T) {
	t.Parallel()
	l := ivy()
	l.Lead.RepID = nil
	l.Lead.Name, l.Lead.Organisation = "Ivy\r\nBcc: everybody@example.com", ""
	l.Lead.Message = "<script>alert(1)</script>"
	l.Lead.Phone, l.Lead.WorthLow, l.Lead.GradedAt, l.Lead.Reasons = "ask for Ivy", nil, nil, nil
	subject, text, html, err := mail.Letters{}.LeadNews(l)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(subject, "\r\n") {
		t.Errorf("the subject has several lines: %q", subject)
	}
	if strings.Contains(html, "<script") || strings.Contains(html, "tel:") || !strings.Contains(html, "&lt;script&gt;") {
		t.Errorf("the page is %s", html)
	}
	if !strings.Contains(text, "<script>alert(1)</script>") || strings.Contains(text, "Worth") {
		t.Errorf("the text is %s", text)
	}
}

// compare holds what people read against testdata; UPDATE=1 accepts it.
func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s has changed (UPDATE=1 accepts it):\n%s", file, got)
	}
}

func TestEndpointNews_asItIsRead(t *testing.T) {
	t.Parallel()
	subject, text, html, err := mail.Letters{}.EndpointNews(models.EndpointLetter{Endpoint: &models.Endpoint{Name: "Our <CRM>\r\nBcc: x@y.example", DisabledWhy: "It says that it wants no more messages (410)."},
		To: &models.User{Name: "Marta Silva"}, Client: "Harbour Dental Systems", Waiting: 3, URL: "https://ripen.example/portal/endpoints/01"})
	if err != nil || strings.ContainsAny(subject, "\r\n") || strings.Contains(html, "<CRM>") {
		t.Fatal(subject, err)
	}
	compare(t, "disabled.txt", "Subject: "+subject+"\n\n"+text)
	compare(t, "disabled.html", html)
}
