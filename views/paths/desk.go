package paths

import (
	"net/url"

	"ripen/models"
)

// The supervisor's desk.
func DeskLive() string      { return "/desk/live" }
func DeskWall() string      { return "/desk/wall" }
func DeskWallLive() string  { return "/desk/live?view=wall" }
func DeskSearch() string    { return "/desk/search" }
func DeskBalance() string   { return "/desk/balance" }
func DeskDecisions() string { return "/desk/decisions" }
func DeskNurture() string   { return "/desk/nurture" }

// DeskInquiries is the list of inquiries; filter has what is set of client, program, source, state, before.
func DeskInquiries(filter url.Values) string {
	if len(filter) == 0 {
		return "/desk/inquiries"
	}
	return "/desk/inquiries?" + filter.Encode()
}

// DeskInquiry is one inquiry, with what can be decided about it.
func DeskInquiry(id models.ID) string { return "/desk/inquiries/" + id.String() }

// What is decided about an inquiry (POST).
func DeskStory(id models.ID) string      { return DeskInquiry(id) + "/story" }
func DeskClaim(id models.ID) string      { return DeskInquiry(id) + "/claim" }
func DeskPlan(id models.ID) string       { return DeskInquiry(id) + "/plan" }
func DeskLanguage(id models.ID) string   { return DeskInquiry(id) + "/language" }
func DeskCorrection(id models.ID) string { return DeskInquiry(id) + "/correction" }
func DeskPermission(id models.ID) string { return DeskInquiry(id) + "/permission" }
func DeskClosing(id models.ID) string    { return DeskInquiry(id) + "/closing" }
func DeskWaking(id models.ID) string     { return DeskInquiry(id) + "/waking" }

// DeskHandling is what can be done about an inquiry while it is called; giving gives it to a
// caller, hold keeps it back, hurry puts it first (POST).
func DeskHandling(id models.ID) string { return DeskInquiry(id) + "/handling" }
func DeskGiving(id models.ID) string   { return DeskInquiry(id) + "/giving" }
func DeskHold(id models.ID) string     { return DeskInquiry(id) + "/hold" }
func DeskHurry(id models.ID) string    { return DeskInquiry(id) + "/hurry" }

// DeskProgram is a program at work; its queue is held back, its share changed (POST).
func DeskProgram(id models.ID) string      { return "/desk/programs/" + id.String() }
func DeskProgramHold(id models.ID) string  { return DeskProgram(id) + "/hold" }
func DeskProgramShare(id models.ID) string { return DeskProgram(id) + "/share" }

// DeskDone is what was done; undoing takes one of it back (POST).
func DeskDone() string                { return "/desk/done" }
func DeskUndoing(id models.ID) string { return "/desk/done/" + id.String() + "/undoing" }

// DeskDoneFrom is the page of it that begins after an entry, or what was done to one inquiry.
func DeskDoneFrom(filter url.Values) string { return DeskDone() + "?" + filter.Encode() }

// DeskRipening is when to call again, and DeskProgramRipening where a program takes learned dates (POST).
func DeskRipening() string { return "/desk/nurture/ripening" }
func DeskProgramRipening(id models.ID) string {
	return "/desk/programs/" + id.String() + "/ripening"
}

// DeskNurtureFrom is the page of the week that begins after a row.
func DeskNurtureFrom(filter url.Values) string {
	if len(filter) == 0 {
		return DeskNurture()
	}
	return DeskNurture() + "?" + filter.Encode()
}

// Imports. Mapping is where the columns are mapped, trial where an import is tried,
// run where it is started, undoing where it is taken back (POST).
func Imports() string                    { return "/desk/imports" }
func ImportNew() string                  { return "/desk/imports/new" }
func Import(id models.ID) string         { return "/desk/imports/" + id.String() }
func ImportMapping(id models.ID) string  { return Import(id) + "/mapping" }
func ImportTrial(id models.ID) string    { return Import(id) + "/trial" }
func ImportRun(id models.ID) string      { return Import(id) + "/run" }
func ImportUndoing(id models.ID) string  { return Import(id) + "/undoing" }
func ImportRejected(id models.ID) string { return Import(id) + "/rejected.csv" }

// ImportWith is an uploaded file with what was chosen when it was uploaded.
func ImportWith(id models.ID, options url.Values) string {
	return Import(id) + "?" + options.Encode()
}

// Clients and what the agency runs for each.
func Clients() string                       { return "/admin/clients" }
func ClientNew() string                     { return "/admin/clients/new" }
func Client(id models.ID) string            { return "/admin/clients/" + id.String() }
func ClientSettings(id models.ID) string    { return Client(id) + "/settings" }
func ClientBars(id models.ID) string        { return Client(id) + "/bars" }
func ClientBarsRemoval(id models.ID) string { return Client(id) + "/bars/removal" }
func ClientProcessNew(id models.ID) string  { return Client(id) + "/process?line=new" }
func ClientProcesses(id models.ID) string   { return Client(id) + "/process" } // POST
func ClientProcess(id, line models.ID) string {
	return Client(id) + "/process?line=" + line.String()
}
func ClientRouting(id models.ID) string     { return Client(id) + "/routing" }
func ClientAccounts(id models.ID) string    { return Client(id) + "/accounts" }
func ClientPrograms(id models.ID) string    { return Client(id) + "/programs" }
func ProgramNew(client models.ID) string    { return ClientPrograms(client) + "/new" }
func ClientSources(id models.ID) string     { return Client(id) + "/sources" }
func SourceNew(client models.ID) string     { return ClientSources(client) + "/new" }
func Program(id models.ID) string           { return "/admin/programs/" + id.String() }
func ProgramMembers(id models.ID) string    { return Program(id) + "/members" }
func ProgramPause(id models.ID) string      { return Program(id) + "/pause" }
func ProgramResumption(id models.ID) string { return Program(id) + "/resumption" }
func ProgramEnd(id models.ID) string        { return Program(id) + "/end" }
func ProgramExport(id models.ID) string     { return Program(id) + "/export.csv" }
func Plan(program models.ID, class models.Class) string {
	return Program(program) + "/plans/" + string(class)
}
func Criteria(program models.ID) string { return Program(program) + "/criteria" }
func Source(id models.ID) string        { return "/admin/sources/" + id.String() }
func SourceSpend(id models.ID) string   { return Source(id) + "/spend" }
func SourceTitle(id models.ID) string   { return Source(id) + "/title" }
func SourceMerge(id models.ID) string   { return Source(id) + "/merge" }

// SourceSeparation is where a merge is taken back (POST).
func SourceSeparation(id models.ID) string { return Source(id) + "/separation" }

// HostedForm is a source's hosted form; HostedThanks is where it leads.
func HostedForm(key string) string   { return "/f/" + url.PathEscape(key) }
func HostedThanks(key string) string { return HostedForm(key) + "/thanks" }

// ClientAccountsAfter is the customers after one of them.
func ClientAccountsAfter(client models.ID, name string, id models.ID) string {
	return ClientAccounts(client) + "?" + url.Values{"name": {name}, "after": {id.String()}}.Encode()
}
