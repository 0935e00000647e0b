package queue

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

var (
	//go:embed claim.sql
	claimSQL string
	//go:embed claim_open.sql
	openClaimSQL string
	//go:embed decision.sql
	decisionSQL string
	//go:embed facts.sql
	factsSQL string
	//go:embed held.sql
	heldSQL string
)

// candidate is an inquiry and what the calling policy needs to know of its person.
type candidate struct {
	models.Inquiry
	Phone       string
	NumberKey   []byte
	MaxAttempts int
	Steps       []models.PlanStep // of the plan in force; nil: the usual one holds
	Tried       []time.Time
	RefusedAt   *time.Time  // when the person last refused
	Banned      []string    // scopes of do-not-call
	Listed      []models.ID // screening lists that hold the number
	Callable    []models.ID // the programs in which somebody may be called
	Heads       int         // of how many programs; 0 where it is a promise to the caller, and none was looked at
}

// A Next is the answer to "who is next": an inquiry that the caller now holds, or why there is none.
type Next struct {
	InquiryID models.ID
	Nothing   *Nothing
}

// Nothing says why nobody is to be called, and when somebody will be.
type Nothing struct {
	Waiting int        // inquiries in the caller's programs that are due, but outside their hours; capped
	NextAt  *time.Time // when the next one may be called; nil if none is planned
	Reason  string
}

// tries bounds how many inquiries one asking may find blocked before it gives up
// for now: each is put where the policy says, so the next asking goes on from there.
const tries = 25

// errTaken says that the inquiry, its person or its number is with somebody else,
// or the caller already holds one.
var errTaken = errors.New("taken")

// Next gives the caller the inquiry he holds, takes up the one that is reserved for
// him, or claims the next one. Who asks takes calls again, if he was on a break.
func (s *Service) Next(ctx context.Context, by models.Actor) (Next, error) {
	return s.ask(func() (Next, bool, error) { return s.tryNext(ctx, by, true) })
}

// Following is what comes of itself after a call has ended: the next one, and nothing
// where the caller has taken a break meanwhile.
func (s *Service) Following(ctx context.Context, by models.Actor) (Next, error) {
	return s.ask(func() (Next, bool, error) { return s.tryNext(ctx, by, false) })
}

// ask asks until the policy lets somebody be called, or there is nobody.
func (s *Service) ask(try func() (next Next, again bool, err error)) (Next, error) {
	for range tries {
		next, again, err := try()
		if errors.Is(err, errTaken) {
			continue // somebody, or this caller's other tab, was first
		}
		if err != nil || !again {
			return next, err
		}
	}
	return Next{Nothing: &Nothing{Reason: "Many inquiries were just found blocked by the calling policy. Try again in a moment."}}, nil
}

// tryNext makes one attempt; again is true when the inquiry it found may not be called.
func (s *Service) tryNext(ctx context.Context, by models.Actor, asked bool) (next Next, again bool, err error) {
	at := s.now()
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		claims, programs, shift, err := s.asked(tx, by)
		if err != nil {
			return err
		}
		if shift.OnBreak() && !asked {
			next.Nothing = &Nothing{Reason: resting}
			return nil
		}
		if err := shiftTo(tx, shift, models.Availability{State: models.ShiftOn}, at); err != nil {
			return err
		}
		if next.InquiryID = heldBy(claims); next.InquiryID != models.NoID {
			return nil
		}
		if reserved := reservedFor(claims); reserved != nil {
			up, err := s.takeUp(tx, by, *reserved, programs, at)
			if err != nil || up {
				next.InquiryID = reserved.InquiryID
				return err
			}
		}
		next, again, err = s.serve(tx, by, programs, false, at)
		return err
	})
	return next, again, err
}

// asked is what the caller has, in which programs he works and whether he takes calls,
// in one round trip.
func (s *Service) asked(tx *store.Tx, by models.Actor) (claims []openClaim, programs []share, shift models.Availability, err error) {
	var shifts []models.Availability
	var q store.Questions
	store.Ask(&q, &claims, heldSQL, by.UserID)
	store.Ask(&q, &programs, programsSQL, by.UserID, by.Role != models.Caller)
	store.Ask(&q, &shifts, availabilitySQL, by.UserID)
	err = tx.Answer(&q)
	return claims, programs, shiftOf(shifts), err
}

// serve claims the next inquiry, or says why there is none; blocked is true where the
// policy was against the one it found, which is then out of the way.
func (s *Service) serve(tx *store.Tx, by models.Actor, programs []share, reserved bool, at time.Time) (next Next, blocked bool, err error) {
	found, err := s.pick(tx, by, programs, at)
	if err != nil {
		return next, false, err
	}
	if found == nil {
		next.Nothing, err = s.nothing(tx, by, programs, at)
		return next, false, err
	}
	decision, err := s.decide(tx, found, at)
	if err != nil {
		return next, false, err
	}
	if !mayCall(decision) {
		return next, true, s.setAside(tx, found, decision, at)
	}
	because, err := s.why(tx, found, programs, at)
	if err != nil {
		return next, false, err
	}
	next.InquiryID = found.ID
	h := holding{decision: decision, why: because, reserved: reserved}
	if found.Heads > 0 {
		h.idle = idle(programs, found.Callable)
	}
	return next, false, s.hold(tx, by, found, h, at)
}

func mayCall(d policy.Decision) bool { return d.Verdict == policy.Allow || d.Verdict == policy.Warn }

// An openClaim is what a caller has: one inquiry on the line and one reserved, at the most.
type openClaim struct {
	ID, ClientID, InquiryID models.ID
	Reserved                bool
}

func heldBy(claims []openClaim) models.ID {
	for _, c := range claims {
		if !c.Reserved {
			return c.InquiryID
		}
	}
	return models.NoID
}

func reservedFor(claims []openClaim) *openClaim {
	for n := range claims {
		if claims[n].Reserved {
			return &claims[n]
		}
	}
	return nil
}

// held is the inquiry this caller has on the line, or NoID.
func (s *Service) held(tx *store.Tx, userID models.ID) (models.ID, error) {
	claims, err := store.Rows[openClaim](tx, heldSQL, userID)
	return heldBy(claims), err
}

// pick locks the next inquiry of the caller's programs; nil if there is none.
func (s *Service) pick(tx *store.Tx, by models.Actor, programs []share, at time.Time) (*candidate, error) {
	if len(programs) == 0 {
		return nil, nil
	}
	ids, turns, err := s.turnsOf(tx, programs, at)
	if err != nil {
		return nil, err
	}
	open, err := s.book.Open(tx, at, speaks(programs))
	if err != nil {
		return nil, err
	}
	for _, looked := range []int{fewPrograms, everyProgram} {
		found, err := store.Rows[candidate](tx, claimSQL, ids, turns, open, by.UserID, at.Add(-attemptsReach), looked)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			return &found[0], nil
		}
	}
	return nil, nil
}

// fewPrograms is how many programs are looked into for a row that nobody else is just
// claiming. Where the best few have none, all are.
const (
	fewPrograms  = 2
	everyProgram = 1 << 20
)

// attemptsReach is how far back attempts can matter to a cap: the longest in the table of the policy.
const attemptsReach = 31 * 24 * time.Hour

// decide asks the calling policy.
func (s *Service) decide(tx *store.Tx, c *candidate, at time.Time) (policy.Decision, error) {
	question := policy.Question{
		At:           at,
		Usable:       c.Phone != "",
		Attempts:     c.Tried,
		PlanAttempts: c.Attempts,
		DoNotCall:    c.Banned,
		InquiredAt:   c.ReceivedAt,
		Promise:      c.Tier == models.TierPromise || c.Channel == models.ByText, // a text is not dialled
		Caps:         policy.Caps{Plan: c.MaxAttempts},
	}
	if c.WindowID != nil {
		window, err := s.book.Window(tx, *c.WindowID)
		if err != nil {
			return policy.Decision{}, err
		}
		question.Window = window
	}
	if c.RefusedAt != nil {
		question.RefusedAt = *c.RefusedAt
	}
	var err error
	if question.OnRecord, question.Listed, err = s.book.Screen(tx, c.ClientID, c.Listed, at); err != nil {
		return policy.Decision{}, err
	}
	decision := policy.Decide(question)
	if !mayCall(decision) {
		return decision, nil
	}
	if late, err := s.tooLate(tx, c, at); err != nil || late.Verdict == policy.Block {
		return late, err
	}
	return decision, nil
}

// setAside keeps the decision against a call and puts the inquiry where it belongs:
// later, or before a person.
func (s *Service) setAside(tx *store.Tx, c *candidate, d policy.Decision, at time.Time) error {
	if err := tx.Put(kept(c, d, at)); err != nil {
		return err
	}
	if d.Verdict == policy.Block && !d.RetryAt.IsZero() && c.Tier != models.TierPromise {
		c.Plan(d.RetryAt, at)
	} else {
		c.Decide(d.Reason, at)
	}
	return keep(tx, &c.Inquiry)
}

// kept is the row that keeps a decision.
func kept(c *candidate, d policy.Decision, at time.Time) *models.PolicyDecision {
	row := &models.PolicyDecision{ID: models.NewID(), ClientID: c.ClientID, InquiryID: c.ID, At: at, Verdict: string(d.Verdict), Rules: d.Rules, Reason: d.Reason, Zone: d.Zone}
	if !d.Closes.IsZero() {
		row.ClosesAt = &d.Closes
	}
	if !d.RetryAt.IsZero() {
		row.RetryAt = &d.RetryAt
	}
	return row
}

// A holding is on what grounds a caller is given an inquiry, and whether it is only reserved.
type holding struct {
	decision policy.Decision
	why      models.Why
	reserved bool
	idle     []models.ID // the clients who had nobody to be called when it was their turn
}

// hold keeps the decision, opens the claim and gives the inquiry to the caller, in one round trip.
func (s *Service) hold(tx *store.Tx, by models.Actor, c *candidate, h holding, at time.Time) error {
	was, err := json.Marshal(c.Place())
	if err != nil {
		return err
	}
	reason, err := json.Marshal(h.why)
	if err != nil {
		return err
	}
	until := at.Add(models.Lease)
	if h.reserved {
		until = at.Add(models.ReservedLease)
	}
	if err := c.Hold(until); err != nil {
		return err
	}
	decision := kept(c, h.decision, at)
	batch := new(pgx.Batch)
	queueDecision(batch, decision)
	batch.Queue(openClaimSQL,
		models.NewID(), c.ClientID, c.ID, c.PersonID, c.NumberKey, by.UserID, decision.ID, reason, was, at, until, h.reserved)
	queueKeep(batch, &c.Inquiry)
	results := tx.Pgx.SendBatch(tx.Context(), batch)
	taken := false
	for n := range batch.Len() {
		tag, err := results.Exec()
		if err != nil {
			_ = results.Close()
			return err
		}
		taken = taken || n == 1 && tag.RowsAffected() == 0
	}
	if err := results.Close(); err != nil {
		return err
	}
	if taken {
		return errTaken // and the transaction rolls back
	}
	s.turns.served(c.ClientID, h.idle)
	return nil
}

func queueDecision(batch *pgx.Batch, d *models.PolicyDecision) {
	batch.Queue(decisionSQL, d.ID, d.ClientID, d.InquiryID, d.At, d.Verdict, []string(d.Rules), d.Reason, d.Zone, d.ClosesAt, d.RetryAt)
}
