package models

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// A Scope is a named part of a query.
type Scope = func(*gorm.DB) *gorm.DB

// ByID selects the row with this id.
func ByID(id ID) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("id = ?", id) }
}

// OfClient keeps the rows of one client.
func OfClient(id ID) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("client_id = ?", id) }
}

// ForUpdate locks what it selects until the transaction ends.
func ForUpdate(db *gorm.DB) *gorm.DB {
	return db.Clauses(clause.Locking{Strength: "UPDATE"})
}

// InProgramsOf keeps the inquiries of the actor's programs: a caller works in his
// own programs, the rest of the agency in all. The database keeps everybody else out.
func InProgramsOf(by Actor) Scope {
	return func(db *gorm.DB) *gorm.DB {
		if by.Role == Caller {
			return db.Where("program_id IN (SELECT program_id FROM memberships WHERE user_id = ?)", by.UserID)
		}
		return db
	}
}

// VisibleLeads keeps the leads the actor may see (product.md 6). The policies of
// the table say the same below.
func VisibleLeads(by Actor) Scope {
	return func(db *gorm.DB) *gorm.DB {
		switch {
		case by.OfAgency() && by.Role == Caller:
			return db.Where("program_id IN (SELECT program_id FROM memberships WHERE user_id = ?)", by.UserID)
		case by.OfAgency() || by.Gate == GateWorker:
			return db
		case by.Role == Rep:
			return db.Where("client_id = ? AND rep_id = ?", by.ClientID, by.UserID)
		case by.Role == PartnerManager:
			return db.Where("client_id = ? AND partner_id = ?", by.ClientID, by.PartnerID)
		case by.Role == SalesManager:
			return db.Where("client_id = ?", by.ClientID)
		}
		return db.Where("false")
	}
}

// OfInquiry keeps the rows about one inquiry.
func OfInquiry(id ID) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("inquiry_id = ?", id) }
}

// OfLead keeps the rows about one lead.
func OfLead(id ID) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("lead_id = ?", id) }
}

// OpenClaimOf selects the claim of whom a caller has on the line.
func OpenClaimOf(userID ID) Scope {
	return func(db *gorm.DB) *gorm.DB {
		return db.Where("user_id = ? AND ended_at IS NULL AND NOT reserved", userID)
	}
}

// ReservedFor selects the claim that is reserved for a caller.
func ReservedFor(userID ID) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("user_id = ? AND ended_at IS NULL AND reserved", userID) }
}

// StillOpen keeps the claims that have not ended.
func StillOpen(db *gorm.DB) *gorm.DB { return db.Where("ended_at IS NULL") }

// StillOwed keeps the promises that nobody has settled.
func StillOwed(db *gorm.DB) *gorm.DB { return db.Where("settled_at IS NULL") }

// LeaseOver selects the open claims whose page gave no sign of life in time.
func LeaseOver(at time.Time) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("ended_at IS NULL AND lease_until <= ?", at) }
}

// NumbersOf keeps a person's own numbers that may be right, the longest known first.
func NumbersOf(personID ID) Scope {
	return func(db *gorm.DB) *gorm.DB {
		return db.Where("person_id = ? AND wrong_at IS NULL", personID).Order("added_at, id")
	}
}

// OfAttempt keeps the rows about one attempt.
func OfAttempt(id ID) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("attempt_id = ?", id) }
}

// MadeBy keeps the rows that this person made.
func MadeBy(userID ID) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("user_id = ?", userID) }
}

// InForce selects the criteria by which a program grades now.
func InForce(programID ID) Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("program_id = ? AND state = 'in_force'", programID) }
}
