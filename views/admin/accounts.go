package admin

import (
	"ripen/models"
	"ripen/views/layouts"
)

// An AccountsPage is the customers whom a client has already.
type AccountsPage struct {
	Shell             layouts.Page
	ClientID          models.ID
	Client            string
	All               string
	Accounts          []AccountLine
	FirstURL, NextURL string
	Fault             string
	Said              string // what became of the file that was just sent
	Rejected          []RejectedLine
	Cut               bool // more rows were rejected than are listed
}

// An AccountLine is one customer.
type AccountLine struct {
	Name, Number, Domain, Postcode, Rep, Since string
}

// A RejectedLine is a row of a file that became nothing, and why.
type RejectedLine struct {
	Line, Text, Reason string
}
