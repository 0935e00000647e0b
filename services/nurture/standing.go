package nurture

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

//go:embed standing.sql
var standingSQL string

// A Standing is how an inquiry is kept, and on what basis its person is written to and called.
type Standing struct {
	InquiryID, ClientID, ProgramID, PersonID models.ID
	State                                    models.State
	Class                                    models.Class
	ClientName, Zone, Reason                 string
	NextAt                                   *time.Time
	Since, DueOn                             *time.Time // nil: it is not kept, or nobody wrote down why
	How, Why                                 *string
	PlanVersion                              *int
	KeptAs                                   *models.Class
	Name, Email, City, Country               string
	Product, Organisation                    string
	MailKey                                  []byte
	Employed, Bounced                        bool
	InquiredAt                               time.Time
	Banned                                   []string
	Bases                                    []Basis
	Touches                                  []Planned
}

// A Planned letter is a touch as it stands, with its subject.
type Planned struct {
	models.Touch
	Subject string
	Warning string // why it will not be sent, as things stand
}

// Standing is how an inquiry is kept, for the agency's people.
func (s *Service) Standing(ctx context.Context, by models.Actor, inquiryID models.ID) (st *Standing, err error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error { st, err = s.standing(tx, by, inquiryID); return err })
	return st, err
}

func (s *Service) standing(tx *store.Tx, by models.Actor, inquiryID models.ID) (*Standing, error) {
	var caller *models.ID
	if by.Role == models.Caller {
		caller = &by.UserID
	}
	st, err := store.Row[Standing](tx, standingSQL, inquiryID, caller)
	if err != nil {
		return nil, err
	}
	if st.Bases, err = store.Rows[Basis](tx, `SELECT DISTINCT ON (c.channel, c.purpose) c.*, COALESCE(u.name, '') AS by_name FROM consents c LEFT JOIN users u ON u.id = c.entered_by
		WHERE c.person_id = $1 AND c.client_id = $2 ORDER BY c.channel, c.purpose, c.withdrawn_at IS NOT NULL, c.withdrawn_at DESC`, st.PersonID, st.ClientID); err != nil {
		return nil, err
	}
	st.Touches, err = store.Rows[Planned](tx, `SELECT t.*, COALESCE(n.touches -> (t.n - 1) ->> 'subject', '') AS subject FROM touches t
		JOIN nurture_plans n ON n.id = t.plan_id AND n.client_id = t.client_id WHERE t.inquiry_id = $1 ORDER BY t.due_on, t.id`, inquiryID)
	for n := range st.Touches {
		st.Touches[n].Subject = models.Template(st.Touches[n].Subject).Fill(s.known(st.Name, st.Organisation, st.City, st.Product, st.ClientName))
		if t := &st.Touches[n]; t.State == "waiting" {
			t.Warning = st.MayWrite(t.TryAt)
		}
	}
	return st, err
}

// basis is what stands by a channel for contact; nil for nothing.
func (st *Standing) basis(channel models.Channel) *Basis {
	for n := range st.Bases {
		if b := &st.Bases[n]; b.Channel == channel && b.Purpose == models.ForContact {
			return b
		}
	}
	return nil
}

// Agreed reports whether a consent stands for a channel.
func (st *Standing) Agreed(channel models.Channel) bool {
	b := st.basis(channel)
	return b != nil && b.Stands()
}

// MayWrite says why a letter then would not be sent; "" where it would.
func (st *Standing) MayWrite(at time.Time) string {
	b := st.basis(models.ByEmail)
	_, _, reason := policy.MayWrite(policy.LetterQuestion{At: at, Sender: true, Email: st.Email, Country: st.Country, DoNotCall: st.Banned, Bounced: st.Bounced,
		Objected: b != nil && !b.Stands(), Consented: b != nil && b.Stands(), InquiredAt: st.InquiredAt})
	return reason
}

// MayCall says why a call then would be too late; "" where it would not.
func (st *Standing) MayCall(at time.Time) string {
	ask := policy.LateQuestion{At: at, Country: st.Country, Person: policy.Consumer, InquiredAt: st.InquiredAt, Consented: st.Agreed(models.ByCall)}
	if st.Employed {
		ask.Person = policy.Business
	}
	_, _, reason := policy.LateCall(ask)
	return reason
}
