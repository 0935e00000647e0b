package paths

import (
	"net/url"

	"ripen/models"
)

// PortalSteps is how far leads get, step by step.
func PortalSteps() string { return "/portal/steps" }

// PortalStepsWith is the steps as the query says: period, product, process, channel, step.
func PortalStepsWith(query url.Values) string { return with(PortalSteps(), query) }

// PortalStepsFile is the same as a file: csv or xlsx.
func PortalStepsFile(kind string, query url.Values) string {
	return with(PortalSteps()+"."+kind, query)
}

// PortalCoachings is where a coaching is recorded (POST).
func PortalCoachings() string { return "/portal/coachings" }

// PortalCoachingWithdrawal is where one is taken back (POST).
func PortalCoachingWithdrawal(id models.ID) string {
	return PortalCoachings() + "/" + id.String() + "/withdrawal"
}

// PortalCustomers is who ordered, who ordered again, who went quiet.
func PortalCustomers() string { return "/portal/customers" }

// PortalCustomersWith is the customers as the query says: which of them, and place in the list.
func PortalCustomersWith(query url.Values) string { return with(PortalCustomers(), query) }

// PortalCustomersFile is all of them as a file: csv or xlsx.
func PortalCustomersFile(kind string) string { return PortalCustomers() + "." + kind }

// PortalCustomer is the customer of a won lead.
func PortalCustomer(lead models.ID) string { return PortalCustomers() + "/" + lead.String() }

// PortalOrders is where a further order of a won lead is entered (POST).
func PortalOrders(lead models.ID) string { return PortalLead(lead) + "/orders" }
