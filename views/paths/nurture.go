package paths

import (
	"net/url"

	"ripen/models"
)

// CallMe is where somebody asks to be called, by the secret in a letter.
func CallMe(secret string) string { return "/call-me/" + url.PathEscape(secret) }

// NoLetters is where somebody gets no more letters.
func NoLetters(secret string) string { return "/no-letters/" + url.PathEscape(secret) }

// NurturePlan is the nurture plan of a class of a program.
func NurturePlan(program models.ID, class models.Class) string {
	return Program(program) + "/nurture/" + string(class)
}

// DeskNews is where it is entered what happened to somebody who is kept for later (POST).
func DeskNews(inquiry models.ID) string { return DeskInquiry(inquiry) + "/news" }

// DeskConsents is where it is entered what somebody agreed to (POST).
func DeskConsents(inquiry models.ID) string { return DeskInquiry(inquiry) + "/consents" }

// PortalCallAgain is where a rep says that somebody should be called again (POST).
func PortalCallAgain(lead models.ID) string { return PortalLead(lead) + "/call-again" }
