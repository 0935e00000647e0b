package paths

import (
	"net/url"

	"ripen/models"
)

// PortalNext is where the next date is set (POST).
func PortalNext(id models.ID) string { return PortalLead(id) + "/next-date" }

// PortalNextEntry is the next date as a file for a calendar.
func PortalNextEntry(id models.ID) string { return PortalLead(id) + "/next.ics" }

// PortalCard is the person as a file for an address book.
func PortalCard(id models.ID) string { return PortalLead(id) + "/card.vcf" }

// PortalPeople is where somebody at the lead's organisation is entered (POST).
func PortalPeople(id models.ID) string { return PortalLead(id) + "/people" }

// PortalRequest is where the agency is asked for help with somebody who cannot be reached (POST).
func PortalRequest(id models.ID) string { return PortalLead(id) + "/request" }

// PortalWithdrawal is where a report is taken back (POST).
func PortalWithdrawal(report models.ID) string {
	return "/portal/reports/" + report.String() + "/withdrawal"
}

// PortalMe is a rep's own page.
func PortalMe() string { return "/portal/me" }

// PortalFeed is where the address of a rep's calendar is made (POST).
func PortalFeed() string { return PortalMe() + "/calendar" }

// PortalFeedEnd is where it is revoked (POST).
func PortalFeedEnd() string { return PortalFeed() + "/end" }

// Report is where a link in a letter leads, by its secret.
func Report(secret string) string { return "/report/" + url.PathEscape(secret) }

// DeskAnswer is where a rep's request is answered (POST).
func DeskAnswer(lead models.ID) string { return DeskReturns() + "/" + lead.String() + "/answer" }

// Map is a place on a map of somebody else's: it is only followed by hand.
func Map(place string) string {
	return "https://www.openstreetmap.org/search?" + url.Values{"query": {place}}.Encode()
}
