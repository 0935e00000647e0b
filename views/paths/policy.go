package paths

import (
	"net/url"

	"ripen/models"
)

// DoNotCall is whom nobody may call; filter has what is set of client and before.
func DoNotCall(filter url.Values) string {
	if len(filter) == 0 {
		return "/desk/do-not-call"
	}
	return "/desk/do-not-call?" + filter.Encode()
}

// What is done about a wish not to be called (POST). The search is posted, since what is
// searched for is about people.
func DoNotCallSearch() string { return DoNotCall(nil) + "/search" }
func DoNotCallWithdrawal(id models.ID) string {
	return DoNotCall(nil) + "/" + id.String() + "/withdrawal"
}
func DeskDoNotCall(inquiry models.ID) string { return DeskInquiry(inquiry) + "/do-not-call" }

// The lists that calls are screened against.
func Lists() string                   { return "/admin/lists" }
func ListNew() string                 { return Lists() + "/new" }
func List(id models.ID) string        { return Lists() + "/" + id.String() }
func ListUploads(id models.ID) string { return List(id) + "/uploads" }
func ListRemoval(id models.ID) string { return List(id) + "/removal" }

// ProgramReplay is where another policy is tried out on a program's calls (POST).
func ProgramReplay(id models.ID) string { return Program(id) + "/replay" }
