// Package cards writes what a rep takes along: the person for the address book (RFC 6350,
// as version 3, which every telephone reads), and what is due for the calendar (RFC 5545).
package cards

import (
	"strings"
	"time"
	"unicode/utf8"

	"ripen/models"
)

// VCard is the lead's person.
func VCard(l *models.Lead, url string) string {
	var b lines
	b.add("BEGIN:VCARD", "VERSION:3.0")
	family, given := l.Name, ""
	if cut := strings.LastIndex(l.Name, " "); cut > 0 {
		given, family = l.Name[:cut], l.Name[cut+1:]
	}
	b.add("FN:"+escape(l.Called()), "N:"+escape(family)+";"+escape(given)+";;;")
	b.some("ORG:", l.Organisation)
	b.some("TITLE:", l.Title)
	b.some("TEL;TYPE=WORK,VOICE:", l.Phone)
	b.some("EMAIL;TYPE=INTERNET,WORK:", l.Email)
	if l.Address+l.City+l.Region+l.Postcode+l.Country != "" {
		b.add("ADR;TYPE=WORK:;;" + strings.Join([]string{escape(l.Address), escape(l.City), escape(l.Region), escape(l.Postcode), escape(l.Country)}, ";"))
	}
	b.some("URL:", url)
	b.add("UID:"+l.ID.String(), "END:VCARD")
	return b.String()
}

// An Entry is one date in a calendar.
type Entry struct {
	ID       models.ID
	At       time.Time // the end of a day means the whole day
	Changed  time.Time
	Title    string
	Text     string
	Location string
	URL      string
}

// half is how long an entry with a time of day lasts.
const half = 30 * time.Minute

// Calendar is a calendar of entries, for whoever reads them in this zone.
func Calendar(name, host string, zone *time.Location, entries []Entry) string {
	var b lines
	b.add("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ripen//Leads//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:"+escape(name), "REFRESH-INTERVAL;VALUE=DURATION:PT30M", "X-PUBLISHED-TTL:PT30M")
	for _, e := range entries {
		b.add("BEGIN:VEVENT", "UID:"+e.ID.String()+"@"+host, "DTSTAMP:"+instant(e.Changed))
		if local := e.At.In(zone); models.EndOfDay(local) {
			b.add("DTSTART;VALUE=DATE:"+local.Format("20060102"), "DTEND;VALUE=DATE:"+local.AddDate(0, 0, 1).Format("20060102"), "TRANSP:TRANSPARENT")
		} else {
			b.add("DTSTART:"+instant(e.At), "DTEND:"+instant(e.At.Add(half)))
		}
		b.add("SUMMARY:" + escape(e.Title))
		b.some("DESCRIPTION:", e.Text)
		b.some("LOCATION:", e.Location)
		b.some("URL:", e.URL)
		b.add("END:VEVENT")
	}
	b.add("END:VCALENDAR")
	return b.String()
}

func instant(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// lines are content lines: ended by CRLF, folded at 75 octets.
type lines struct{ strings.Builder }

func (b *lines) some(name, value string) {
	if value = strings.TrimSpace(value); value != "" {
		b.add(name + escape(value))
	}
}

func (b *lines) add(all ...string) {
	for _, line := range all {
		for limit := 75; len(line) > limit; limit = 74 { // what goes on begins with a space
			cut := limit
			for !utf8.RuneStart(line[cut]) {
				cut--
			}
			b.WriteString(line[:cut] + "\r\n ")
			line = line[cut:]
		}
		b.WriteString(line + "\r\n")
	}
}

var escaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

func escape(text string) string { return escaper.Replace(strings.TrimSpace(text)) }

// Doing is what a date is for, with whom: "First contact: Ivy Moss".
func Doing(what, who, step string) string {
	switch what {
	case "accept":
		return "Accept " + who
	case "first contact":
		return "First contact: " + who
	case "update":
		return "Say how it stands: " + who
	case models.AgencyAnswers:
		return "The agency answers: " + who
	}
	if step != "" {
		return step + ": " + who
	}
	return "Next step: " + who
}
