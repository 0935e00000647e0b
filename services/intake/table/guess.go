package table

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A Proposal is what one column seems to be.
type Proposal struct {
	Column int    // from 0
	Name   string // of the column
	Field  Field  // blank when the column is none of the fields
	Reason string // why, in words
	Note   string // what was assumed in reading it, if anything
}

// Proposals are one proposal for each column, in the order of the header.
type Proposals struct {
	Columns  []Proposal
	DayFirst bool // how 6/7/2024 is read in this table: see ParseTime
}

// Mapping is the mapping that the proposals come to.
func (p Proposals) Mapping() Mapping {
	mapping := make(Mapping)
	for _, column := range p.Columns {
		if column.Field != "" {
			mapping[column.Field] = column.Column
		}
	}
	return mapping
}

// Guess proposes which column is which of the fields, by its name first and by
// what stands in it second. No field is given to two columns. Without fields it
// looks for those of an inquiry.
func Guess(header []string, samples [][]string, fields ...Field) Proposals {
	if len(fields) == 0 {
		fields = InquiryFields
	}
	var claims []claim
	for column, name := range header {
		for _, field := range fields {
			if strength := nameFits(name, field); strength > 0 {
				claims = append(claims, claim{column, field, strength, "by its name"})
			}
		}
		if field, reason := contentFits(column, samples); slices.Contains(fields, field) {
			claims = append(claims, claim{column, field, 1, reason})
		}
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return b.strength - a.strength })

	proposals := Proposals{Columns: make([]Proposal, len(header))}
	for column, name := range header {
		proposals.Columns[column] = Proposal{Column: column, Name: name, Reason: "not needed"}
	}
	taken := make(map[Field]string)
	for _, claim := range claims {
		proposal := &proposals.Columns[claim.column]
		switch other, given := taken[claim.field]; {
		case proposal.Field != "":
		case given:
			if proposal.Reason == "not needed" {
				proposal.Reason = fmt.Sprintf("could be %s too, but “%s” fits better", claim.field, other)
			}
		default:
			proposal.Field, proposal.Reason = claim.field, claim.reason
			taken[claim.field] = proposal.Name
		}
	}
	proposals.readDates(samples)
	return proposals
}

type claim struct {
	column   int
	field    Field
	strength int
	reason   string
}

// called are the names that columns have for a field in the lists that agencies
// get, the surest first; spaces, signs and case are left out.
var called = map[Field][]string{
	ExternalID:   {"externalid", "id", "inquiryid", "enquiryid", "leadid", "mqlid", "recordid", "recid", "contactid", "reference", "ref", "uid", "uuid"},
	ReceivedAt:   {"receivedat", "received", "inquirydate", "enquirydate", "date", "datetime", "timestamp", "createdat", "created", "createddate", "datecreated", "firstcontactdate", "submittedat", "submitted", "eingang", "datum"},
	Source:       {"source", "leadsource", "origin", "inquirysource", "campaign", "utmsource", "utmcampaign", "quelle", "herkunft"},
	Medium:       {"medium", "utmmedium", "channel", "leadmedium"},
	Organisation: {"organisation", "organization", "company", "companyname", "organisationname", "organizationname", "account", "accountname", "firm", "business", "businessname", "employer", "sitename", "firma", "unternehmen", "agency", "site"},
	Name:         {"name", "fullname", "contactname", "contact", "person", "contactperson", "yourname", "ansprechpartner"},
	FirstName:    {"firstname", "givenname", "forename", "first", "fname", "vorname"},
	LastName:     {"lastname", "surname", "familyname", "last", "lname", "nachname"},
	Title:        {"title", "jobtitle", "position", "role", "function"},
	Email:        {"email", "emailaddress", "mail", "workemail", "businessemail", "contactemail"},
	Phone:        {"phone", "phonenumber", "telephone", "tel", "contactphonenumber", "contactphone", "workphone", "businessphone", "telefon", "number"},
	Mobile:       {"mobile", "mobilephone", "mobilenumber", "cell", "cellphone", "phone2", "secondphone", "otherphone", "mobil", "handy"},
	Website:      {"website", "web", "url", "homepage", "companywebsite", "webseite"},
	Address:      {"address", "street", "streetaddress", "address1", "addressline1", "mailingaddress", "strasse", "straße", "adresse"},
	City:         {"city", "town", "suburb", "locality", "ort", "stadt"},
	Region:       {"region", "state", "province", "county", "stateprovince", "bundesland"},
	Postcode:     {"postcode", "postalcode", "zip", "zipcode", "plz"},
	Country:      {"country", "countrycode", "land"},
	Language:     {"language", "preferredlanguage", "spokenlanguage", "contactlanguage", "languagecode", "lang", "speaks", "sprache", "idioma", "langue", "locale"},
	Product:      {"product", "productname", "productinterest", "interest", "interestedin", "service", "programname", "produkt"},
	Message:      {"message", "comments", "comment", "inquiry", "enquiry", "question", "notes", "note", "description", "nachricht", "request"},
	DoNotCall:    {"donotcall", "dnc", "nocall", "donotphone", "optout", "donotcontact"},
	OrderedAt:    {"orderedat", "wondate", "orderdate", "ordered", "closedate", "closeddate", "date"},
	Rep:          {"rep", "srid", "salesrep", "repid", "salesperson", "seller"},
	Caller:       {"caller", "sdrid", "callerid", "agent", "agentid"},
	Value:        {"value", "ordervalue", "amount", "revenue", "total", "price"},
}

func nameFits(name string, field Field) int {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
	if at := slices.Index(called[field], plain); at >= 0 {
		return 100 - at
	}
	return 0
}

var (
	emailLike = regexp.MustCompile(`^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}$`)
	phoneLike = regexp.MustCompile(`^\+?[0-9(][0-9 ()/.-]{6,}[0-9](?:\s?(?:x|ext\.?)\s?[0-9]+)?$`)
	dateLike  = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b`)
)

// contentFits looks at what stands in a column; four of five cells must agree.
func contentFits(column int, samples [][]string) (Field, string) {
	filled, emails, phones := 0, 0, 0
	for _, row := range samples {
		if column >= len(row) || strings.TrimSpace(row[column]) == "" {
			continue
		}
		cell := strings.TrimSpace(row[column])
		filled++
		if looksLikeEmail(cell) {
			emails++
		}
		if phoneLike.MatchString(cell) && strings.ContainsAny(cell, "+() -") && !yearFirst.MatchString(cell) && !dateLike.MatchString(cell) {
			phones++
		}
	}
	switch {
	case filled == 0:
		return "", ""
	case emails*5 >= filled*4:
		return Email, "e-mail addresses stand in it"
	case phones*5 >= filled*4:
		return Phone, "phone numbers stand in it"
	}
	return "", ""
}

func looksLikeEmail(cell string) bool { return emailLike.MatchString(cell) }

// readDates settles whether days or months come first, from the dates that
// leave no choice, and says so where it had to be assumed.
func (p *Proposals) readDates(samples [][]string) {
	for i := range p.Columns {
		column := &p.Columns[i]
		if column.Field != ReceivedAt && column.Field != OrderedAt {
			continue
		}
		days, months, short, example := 0, 0, false, ""
		for _, row := range samples {
			if column.Column >= len(row) {
				continue
			}
			m := dateLike.FindStringSubmatch(strings.TrimSpace(row[column.Column]))
			if m == nil {
				continue
			}
			first, second := number(m[1]), number(m[2])
			short = short || len(m[3]) == 2
			switch {
			case first > 12:
				days++
			case second > 12:
				months++
			case first != second && example == "":
				example = m[0]
			}
		}
		p.DayFirst = p.DayFirst || days > months
		column.Note = dateNote(days, months, example, short)
	}
}

func dateNote(days, months int, example string, short bool) string {
	var notes []string
	switch {
	case days > 0 && months > 0:
		notes = append(notes, "some dates have the day first and some the month: look at them again")
	case days > 0:
		notes = append(notes, "read as day/month, because some days are over 12")
	case months > 0:
		notes = append(notes, "read as month/day, because some days are over 12")
	case example != "":
		m := dateLike.FindStringSubmatch(example)
		notes = append(notes, fmt.Sprintf("%s/%s could be %s or %s: read as month/day",
			m[1], m[2], monthName(m[1]), monthName(m[2])))
	}
	if short {
		notes = append(notes, "years have two digits: 24 is read as 2024")
	}
	return strings.Join(notes, "; ")
}
