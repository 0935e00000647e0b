package paths

import (
	"time"

	"ripen/models"
)

// ConsoleNext is where the next inquiry is asked for (POST).
func ConsoleNext() string { return "/console/next" }

// ConsoleSearch is where a person who rings back is looked for (POST: names are no part of an address).
func ConsoleSearch() string { return "/console/search" }

// ConsolePromises is the caller's promises.
func ConsolePromises() string { return "/console/promises" }

// ConsoleInquiry is one inquiry on the call page.
func ConsoleInquiry(id models.ID) string { return "/console/inquiries/" + id.String() }

// ConsoleOlder is the same with the history of before an instant.
func ConsoleOlder(id models.ID, before time.Time) string {
	return ConsoleInquiry(id) + "?before=" + before.UTC().Format("2006-01-02T15:04:05.999999Z")
}

// ConsoleAttempts is where it is said how a call ended (POST).
func ConsoleAttempts(id models.ID) string { return ConsoleInquiry(id) + "/attempts" }

// ConsoleGradings is where an inquiry is graded (POST).
func ConsoleGradings(id models.ID) string { return ConsoleInquiry(id) + "/gradings" }

// ConsoleDraft is where what is typed is kept (POST).
func ConsoleDraft(id models.ID) string { return ConsoleInquiry(id) + "/draft" }

// ConsoleNumbers is where one more number is kept (POST).
func ConsoleNumbers(id models.ID) string { return ConsoleInquiry(id) + "/numbers" }

// ConsoleLine is where another number is put on the line (POST).
func ConsoleLine(id models.ID) string { return ConsoleInquiry(id) + "/line" }

// ConsoleOrganisation is where it is kept what is known of where they work (POST).
func ConsoleOrganisation(id models.ID) string { return ConsoleInquiry(id) + "/organisation" }

// ConsoleLanguage is where it is kept what they speak (POST).
func ConsoleLanguage(id models.ID) string { return ConsoleInquiry(id) + "/language" }

// ConsoleConsents is where it is kept what they agree to (POST).
func ConsoleConsents(id models.ID) string { return ConsoleInquiry(id) + "/consents" }

// ConsoleReferrals is where a colleague who was named gets an inquiry (POST).
func ConsoleReferrals(id models.ID) string { return ConsoleInquiry(id) + "/referrals" }

// ConsoleClaim is where an inquiry is taken up because its person rang (POST).
func ConsoleClaim(id models.ID) string { return ConsoleInquiry(id) + "/claim" }

// ConsoleReturn is where a claim is given back without an attempt (POST).
func ConsoleReturn(id models.ID) string { return ConsoleInquiry(id) + "/return" }

// ConsoleWithdrawal is where an attempt is taken back (POST).
func ConsoleWithdrawal(attempt models.ID) string {
	return "/console/attempts/" + attempt.String() + "/withdrawal"
}

// ConsoleAvailability is where a caller goes on a break and comes back (POST).
func ConsoleAvailability() string { return "/console/availability" }

// ConsoleHeartbeat is where a page says that it still shows an inquiry (POST).
func ConsoleHeartbeat(id models.ID) string { return ConsoleInquiry(id) + "/heartbeat" }

// ConsoleReservations is where the next inquiry is fetched while one is wrapped up (POST).
func ConsoleReservations() string { return "/console/reservations" }

// ConsoleReservationsReturn is where one that was fetched in vain goes back (POST).
func ConsoleReservationsReturn() string { return ConsoleReservations() + "/return" }
