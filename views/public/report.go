package public

import (
	"time"

	"ripen/models"
	"ripen/views/layouts"
)

// icons: phone check phone-call voicemail phone-off

// A ReportPage is what a link in a letter opens.
type ReportPage struct {
	Shell                       layouts.Page
	Purpose                     string
	Called, Organisation, Where string
	Phone, PhoneShown, Wants    string
	Agency                      string
	Action                      string // where the button is posted
	LeadURL                     string
	Until                       time.Time
	UsedAt                      *time.Time
	Gone                        string            // why it does nothing any more
	Others                      map[string]string // the letter's other links that still work
	Reader                      string
	At                          time.Time
	Zone                        *time.Location
}

// heading is what the link is for; once it is used, what was reported.
func (p ReportPage) heading() string {
	words := map[string][2]string{
		models.LinkAccept: {"Is it yours?", "It is yours"}, models.LinkReached: {"You reached them?", "Reported: you reached them"},
		models.LinkMessage: {"You left a message?", "Reported: you left a message"}, models.LinkUnreachable: {"Nobody answers?", "The agency is asked"},
	}[p.Purpose]
	if p.UsedAt != nil {
		return words[1]
	}
	return words[0]
}

// about is whom the link is about.
func (p ReportPage) about() string {
	words := p.Called
	for _, part := range []string{p.Organisation, p.Where} {
		if part != "" && part != p.Called {
			words += ", " + part
		}
	}
	return words
}

func (p ReportPage) day(t time.Time) string { return t.In(p.Zone).Format("Mon 2 Jan, 15:04") }

// offer is a button of the page.
type offer struct{ label, icon, how, action string }

// offers is what can be done: what the link is for first.
func (p ReportPage) offers() (all []offer) {
	if p.Gone == "" {
		switch p.Purpose {
		case models.LinkAccept:
			return []offer{{"It’s mine", "check", "", p.Action}, {"Mine, and I reached them", "phone-call", "talked", p.Action}, {"Mine, and I left a message", "voicemail", "voicemail", p.Action}}
		case models.LinkReached:
			return []offer{{"I reached them", "phone-call", "", p.Action}}
		case models.LinkMessage:
			return []offer{{"I left a message", "voicemail", "", p.Action}}
		}
		return []offer{{"Ask " + p.Agency + " to reach them", "phone-off", "", p.Action}}
	}
	for _, other := range []offer{{"I reached them", "phone-call", "", p.Others[models.LinkReached]}, {"I left a message", "voicemail", "", p.Others[models.LinkMessage]}} {
		if p.UsedAt != nil && p.Purpose != models.LinkReached && other.action != "" {
			all = append(all, other)
		}
	}
	return all
}

// kind is how the nth button looks.
func kind(n int) string {
	if n == 0 {
		return "primary"
	}
	return ""
}
