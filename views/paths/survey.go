package paths

import (
	"net/url"

	"ripen/models"
)

// Bought is where somebody says by a link whether they bought; BoughtNoMore is where they
// say that they want no more of these questions (POST).
func Bought(word string) string       { return "/bought/" + url.PathEscape(word) }
func BoughtNoMore(word string) string { return Bought(word) + "/no-more" }

// DidYouBuy is what a client's inquirers answered, in the portal.
func DidYouBuy() string { return "/portal/did-you-buy" }

// DeskDidYouBuy is the same for the agency, with whom to ask; at NoID of the first client.
func DeskDidYouBuy(client models.ID) string {
	if client == models.NoID {
		return "/desk/did-you-buy"
	}
	return with("/desk/did-you-buy", url.Values{"client": {client.String()}})
}

// DeskSurveyShare is where it is said how many are asked, DeskSurveyAnswer where an answer is entered (POST).
func DeskSurveyShare(program models.ID) string {
	return "/desk/programs/" + program.String() + "/survey"
}
func DeskSurveyAnswer(question models.ID) string {
	return "/desk/did-you-buy/" + question.String() + "/answer"
}
