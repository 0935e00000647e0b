package models

import "slices"

// A Role is what a person may do. The first four are the agency's, the rest a client's.
type Role string

// The roles of product.md 1.
const (
	Admin          Role = "admin"           // agency: everything
	AccountManager Role = "account_manager" // agency: answers for one or several clients
	Supervisor     Role = "supervisor"      // agency: answers for programs
	Caller         Role = "caller"          // agency: calls and grades
	SalesManager   Role = "sales_manager"   // client: every lead of the client
	PartnerManager Role = "partner_manager" // client: every lead of one partner
	Rep            Role = "rep"             // client: own leads; of the client or of one partner
	Marketer       Role = "marketer"        // client: what the sources cost and bring
)

// Roles is every role, the agency's first.
var Roles = []Role{Admin, AccountManager, Supervisor, Caller, SalesManager, PartnerManager, Rep, Marketer}

// Valid reports whether r is one of Roles.
func (r Role) Valid() bool { return slices.Contains(Roles, r) }

// OfAgency reports whether r works for the agency.
func (r Role) OfAgency() bool {
	return r == Admin || r == AccountManager || r == Supervisor || r == Caller
}

// Words is the role as people say it.
func (r Role) Words() string {
	switch r {
	case AccountManager:
		return "account manager"
	case SalesManager:
		return "sales manager"
	case PartnerManager:
		return "partner’s manager"
	default:
		return string(r)
	}
}

// A Gate is the database role a transaction runs under (trust.md 2). The
// policies of the tables are written for gates, so that a wrong query is refused
// below the code.
type Gate string

// The gates.
const (
	GateAgency Gate = "ripen_agency" // the agency's people
	GateClient Gate = "ripen_client" // a client's people: leads and aggregates, nothing else
	GateDoor   Gate = "ripen_door"   // before anybody is known: sign-in, sessions, links
	GateIntake Gate = "ripen_intake" // hosted forms: they may add, never read
	GateWorker Gate = "ripen_worker" // jobs, one client at a time
)

// An Actor is whoever is asking. Every transaction runs as one.
type Actor struct {
	Gate      Gate
	UserID    ID // NoID at the door, at the intake and in jobs
	Role      Role
	ClientID  ID // the client whose rows may be touched; NoID for the agency's people
	PartnerID ID // a partner's people: their partner
	Name      string
	Zone      string // IANA zone of the person's own clock
}

// ActorOf is the actor that a signed-in user is.
func ActorOf(u User) Actor {
	by := Actor{Gate: GateClient, UserID: u.ID, Role: u.Role, Name: u.Name, Zone: u.Zone}
	if u.Role.OfAgency() {
		by.Gate = GateAgency
		return by
	}
	if u.ClientID != nil {
		by.ClientID = *u.ClientID
	}
	if u.PartnerID != nil {
		by.PartnerID = *u.PartnerID
	}
	return by
}

// AtDoor is the actor before anybody is known.
func AtDoor() Actor { return Actor{Gate: GateDoor} }

// AtIntake is the actor of a hosted form of the client.
func AtIntake(clientID ID) Actor { return Actor{Gate: GateIntake, ClientID: clientID} }

// Worker is the actor of a job for the client.
func Worker(clientID ID) Actor { return Actor{Gate: GateWorker, ClientID: clientID} }

// Operator is the actor of the command line: the agency's administrator, by hand.
func Operator() Actor {
	return Actor{Gate: GateAgency, Role: Admin, Name: "Operator", Zone: "UTC"}
}

// OfAgency reports whether the actor is one of the agency's people.
func (a Actor) OfAgency() bool { return a.Gate == GateAgency }

// AnswersForPrograms reports whether the actor is one of the agency's people, and no caller.
func (a Actor) AnswersForPrograms() bool { return a.OfAgency() && a.Role != Caller }

// SignedIn reports whether the actor is a known person.
func (a Actor) SignedIn() bool { return a.UserID != NoID }

// OnlyOwn reports whether the actor sees only the leads that are his own.
func (a Actor) OnlyOwn() bool { return a.Role == Rep }
