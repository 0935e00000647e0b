package push

import (
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"

	"ripen/models"
)

// mostSent is how many bytes a payload has at most: the specification asks for less than 20 kB.
const mostSent = 19_500

// payloadVersion counts the shape of data. Fields may be added within a version; one that
// changes its meaning or goes makes a new one.
const payloadVersion = 1

// event is the body of a webhook.
type event struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"` // when it happened, not when it is sent
	Data      any       `json:"data"`
}

// test is the data of a test.
type test struct {
	Version int    `json:"version"`
	Message string `json:"message"`
}

// leadData is the snapshot of a lead: what the client's rep sees, and no more.
type leadData struct {
	Version      int      `json:"version"`
	ID           string   `json:"id"`
	URL          string   `json:"url"`
	ReleasedAt   string   `json:"released_at"`
	ReceivedOn   string   `json:"received_on"`
	Program      string   `json:"program"`
	Source       string   `json:"source"`
	Rep          *party   `json:"rep"`
	AssignedWhy  string   `json:"assigned_why"`
	Name         string   `json:"name"`
	Title        string   `json:"title"`
	Organisation string   `json:"organisation"`
	Email        string   `json:"email"`
	Phone        string   `json:"phone"`
	Address      address  `json:"address"`
	TimeZone     string   `json:"time_zone"`
	Message      string   `json:"message"`
	Product      string   `json:"product"`
	Learned      string   `json:"learned"`
	Reasons      []reason `json:"reasons"`
	Contacts     []party  `json:"contacts"`
	Worth        *worth   `json:"worth"`
	Probability  *float64 `json:"probability"`
	GradedBy     string   `json:"graded_by"`
	GradedAt     string   `json:"graded_at,omitempty"`
	Criteria     *int     `json:"criteria_version"`
	Shortened    []string `json:"shortened,omitempty"` // fields whose end was cut off; the whole is at url
}

type party struct {
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
	Role  string `json:"role,omitempty"`
	Email string `json:"email,omitempty"`
}

type address struct {
	Street   string `json:"street"`
	City     string `json:"city"`
	Region   string `json:"region"`
	Postcode string `json:"postcode"`
	Country  string `json:"country"`
}

type reason struct {
	Criterion string `json:"criterion"`
	Answer    string `json:"answer"`
}

type worth struct {
	Low      string `json:"low"`
	High     string `json:"high"`
	Currency string `json:"currency"`
}

// payload is the body of a message. It is made anew for each try, so that no copy of what it
// says about people lies anywhere.
func payload(m Message) ([]byte, error) {
	e := event{Type: models.EventType(m.Event), Timestamp: m.CreatedAt.UTC().Truncate(time.Millisecond)}
	if m.About.Lead == nil {
		e.Data = test{payloadVersion, "This is a test. Nothing has happened."}
		return marshal(e)
	}
	data := dataOf(m.About)
	e.Data = data
	for {
		body, err := marshal(e)
		if err != nil || len(body) <= mostSent || !data.shorten() {
			return body, err
		}
	}
}

func marshal(e event) ([]byte, error) {
	body, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("write a payload: %w", err)
	}
	return body, nil
}

func dataOf(a models.LeadLetter) *leadData {
	l := a.Lead
	d := &leadData{Version: payloadVersion, ID: l.ID.String(), URL: a.URL, ReleasedAt: l.ReleasedAt.UTC().Format(time.RFC3339), ReceivedOn: l.ReceivedOn.Format(time.DateOnly),
		Program: l.ProgramName, Source: l.SourceName, AssignedWhy: l.AssignedWhy, Name: l.Name, Title: l.Title, Organisation: l.Organisation, Email: l.Email, Phone: l.Phone,
		Address: address{l.Address, l.City, l.Region, l.Postcode, l.Country}, TimeZone: l.Zone, Message: l.Message, Product: l.Product, Learned: l.Learned,
		Reasons: []reason{}, Contacts: []party{}, Probability: l.Probability, GradedBy: l.GradedBy, Criteria: l.CriteriaVersion}
	for _, r := range l.Reasons {
		d.Reasons = append(d.Reasons, reason{r.Short, r.Answer})
	}
	for _, p := range l.People {
		d.Contacts = append(d.Contacts, party{Name: p.Name, Title: p.Title, Role: string(p.Role)})
	}
	if a.To != nil {
		d.Rep = &party{Name: a.To.Name, Email: a.To.Email}
	}
	if l.GradedAt != nil {
		d.GradedAt = l.GradedAt.UTC().Format(time.RFC3339)
	}
	if l.WorthLow != nil && l.WorthHigh != nil {
		d.Worth = &worth{l.WorthLow.StringFixed(2), l.WorthHigh.StringFixed(2), l.Currency}
	}
	return d
}

// shorten halves the longest of the texts, and says so; false: there is nothing to halve.
func (d *leadData) shorten() bool {
	type field struct {
		name string
		text *string
	}
	all := []field{{"learned", &d.Learned}, {"message", &d.Message}, {"product", &d.Product}, {"assigned_why", &d.AssignedWhy}, {"name", &d.Name}, {"title", &d.Title}, {"organisation", &d.Organisation},
		{"program", &d.Program}, {"source", &d.Source}, {"address", &d.Address.Street}, {"address", &d.Address.City}, {"address", &d.Address.Region}, {"address", &d.Address.Postcode}, {"address", &d.Address.Country},
		{"email", &d.Email}, {"phone", &d.Phone}, {"graded_by", &d.GradedBy}}
	for n := range d.Reasons {
		all = append(all, field{"reasons", &d.Reasons[n].Criterion}, field{"reasons", &d.Reasons[n].Answer})
	}
	for n := range d.Contacts {
		all = append(all, field{"contacts", &d.Contacts[n].Name}, field{"contacts", &d.Contacts[n].Title})
	}
	longest := all[0]
	for _, f := range all {
		if len(*f.text) > len(*longest.text) {
			longest = f
		}
	}
	if len(*longest.text) < 64 { // it is their number then, not their length
		return d.fewer()
	}
	*longest.text = beginning(*longest.text, len(*longest.text)/2) + "…"
	d.mark(longest.name)
	return true
}

// fewer halves the lists.
func (d *leadData) fewer() bool {
	if len(d.Reasons) > 1 {
		d.Reasons = d.Reasons[:len(d.Reasons)/2]
		d.mark("reasons")
		return true
	}
	if len(d.Contacts) > 1 {
		d.Contacts = d.Contacts[:len(d.Contacts)/2]
		d.mark("contacts")
		return true
	}
	return false
}

func (d *leadData) mark(name string) {
	for _, known := range d.Shortened {
		if known == name {
			return
		}
	}
	d.Shortened = append(d.Shortened, name)
}

// beginning is at most so many bytes of a text, without half a character at its end.
func beginning(text string, most int) string {
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}
