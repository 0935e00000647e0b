package paths

import (
	"net/url"

	"ripen/models"
)

// PortalWith is the rep's leads as the query says: tab and place in the list.
func PortalWith(query url.Values) string { return with(Portal(), query) }

// PortalBoard is every open lead of the client or the partner.
func PortalBoard() string { return "/portal/board" }

// PortalBoardWith is the board as the query says: tab, rep and place in the list.
func PortalBoardWith(query url.Values) string { return with(PortalBoard(), query) }

// PortalBoardActs is where something is done to several leads at once (POST).
func PortalBoardActs() string { return PortalBoard() + "/acts" }

// PortalBoardUndoing is where that is taken back (POST).
func PortalBoardUndoing(act models.ID) string {
	return PortalBoardActs() + "/" + act.String() + "/undoing"
}

// PortalBoardDone is what was done on the board.
func PortalBoardDone() string { return PortalBoard() + "/done" }

// PortalPolicy is the client's follow-up policy.
func PortalPolicy() string { return "/portal/policy" }

// PortalPolicyDraft is where it is changed.
func PortalPolicyDraft() string { return PortalPolicy() + "/draft" }

// PortalAcknowledgement is where a rep says that they have read it (POST).
func PortalAcknowledgement() string { return PortalPolicy() + "/acknowledgements" }

// PortalClosedDays is where the client's own holidays are entered (POST).
func PortalClosedDays() string { return PortalPolicy() + "/closed-days" }

// PortalProcesses is the client's selling processes.
func PortalProcesses() string { return "/portal/processes" }

// PortalLeadProcess is where a rep lets a lead go by another process (POST).
func PortalLeadProcess(id models.ID) string { return PortalLead(id) + "/process" }

// PortalCompliance is how every lead of a period was followed up.
func PortalCompliance(query url.Values) string { return with("/portal/compliance", query) }

// PortalComplianceFile is the same as a file: csv or xlsx.
func PortalComplianceFile(kind string, query url.Values) string {
	return with("/portal/compliance."+kind, query)
}

// PortalStatementSending is where the statement is sent once more (POST).
func PortalStatementSending() string { return "/portal/statement/sending" }

// PortalStatement is the statement of a week, as 2026-06-29; the latest where it is "".
func PortalStatement(week string) string {
	if week == "" {
		return "/portal/statement"
	}
	return with("/portal/statement", url.Values{"week": {week}})
}

// PortalLead is one lead.
func PortalLead(id models.ID) string { return "/portal/leads/" + id.String() }

// PortalAcceptance is where a rep says "mine" (POST).
func PortalAcceptance(id models.ID) string { return PortalLead(id) + "/acceptance" }

// PortalContacts is where a rep reports that they were in touch (POST).
func PortalContacts(id models.ID) string { return PortalLead(id) + "/contacts" }

// PortalMilestones is where a rep reports a step to the sale (POST).
func PortalMilestones(id models.ID) string { return PortalLead(id) + "/milestones" }

// PortalCloseOut is where a lead ends (POST).
func PortalCloseOut(id models.ID) string { return PortalLead(id) + "/close-out" }

// PortalReturn is where a lead is disputed (POST).
func PortalReturn(id models.ID) string { return PortalLead(id) + "/return" }

// PortalAssignment is where a manager gives a lead to a rep (POST).
func PortalAssignment(id models.ID) string { return PortalLead(id) + "/assignment" }

// DeskReturns is the leads that reps dispute.
func DeskReturns() string { return "/desk/returns" }

// DeskDecision is where the return of a lead is decided (POST).
func DeskDecision(lead models.ID) string {
	return DeskReturns() + "/" + lead.String() + "/decision"
}

func with(path string, query url.Values) string {
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// The reps of a manager: their absence, and who gets their leads (POST).
func PortalReps() string                    { return "/portal/reps" }
func PortalRep(id models.ID) string         { return PortalReps() + "/" + id.String() }
func PortalRepAbsence(id models.ID) string  { return PortalRep(id) + "/absence" }
func PortalRepHandover(id models.ID) string { return PortalRep(id) + "/handover" }
func PortalHandoverUndoing(id models.ID) string {
	return "/portal/handovers/" + id.String() + "/undoing"
}

// PortalRipening is the A leads that the coming weeks are likely to bring.
func PortalRipening() string { return "/portal/ripening" }

// PortalSourceLeads is the leads or orders behind a number of a source, as the query says.
func PortalSourceLeads(source models.ID, query url.Values) string {
	return with("/portal/sources/"+source.String()+"/leads", query)
}

// DeskSourceRows is the inquiries behind a number of a client's sources, as the query says.
func DeskSourceRows(client models.ID, query url.Values) string {
	return with("/desk/clients/"+client.String()+"/sources/rows", query)
}
