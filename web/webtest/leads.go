package webtest

import (
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

// Lead writes an inquiry of a new person that is an A and was released to the rep just
// now; the change may be anything about the lead before it is written.
func (s *Site) Lead(client int, rep models.User, change ...func(*models.Lead)) models.ID {
	s.T.Helper()
	c, at := s.Clients[client], s.Now()
	person := models.Person{ID: models.NewID(), ClientID: c.ID, Name: "Ivy Moss of " + c.Name, Country: "US", CreatedAt: at}
	source := models.Source{ID: models.NewID(), ClientID: c.ID, Name: "A list " + person.ID.String(), Medium: "web", FormKey: person.ID.String(), CreatedAt: at}
	i := models.Inquiry{ID: models.NewID(), ClientID: c.ID, ProgramID: c.Program.ID, PersonID: person.ID, SourceID: source.ID, Cycle: 1, ReceivedAt: at,
		ReceivedOn: models.DayIn(at, c.Location()), Via: "form", Details: map[string]string{}}
	low, high, chance := decimal.NewFromInt(40000), decimal.NewFromInt(60000), 0.18
	lead := models.Lead{ID: models.NewID(), ClientID: c.ID, PartnerID: rep.PartnerID, InquiryID: i.ID, Cycle: 1, Kind: "released", ProgramID: c.Program.ID, ProgramName: c.Program.Name,
		SourceID: source.ID, SourceName: "Scanner terms", Steps: 5, RepID: &rep.ID, AssignedWhy: "a test", ReleasedAt: at, ReceivedOn: i.ReceivedOn,
		Name: person.Name, Title: "Practice manager", Organisation: "Moss & Daughters", City: "Tampa", Region: "FL", Phone: "+18135550142", Email: "ivy@moss.example", Zone: "America/New_York",
		Message: "Please send prices.", Product: "two scanners", Learned: "Opens a second room in September.", Reasons: []models.Reason{{Short: "Wants", Answer: "Two scanners"}, {Short: "Money", Answer: "Set"}},
		GradedBy: "Dana Whitfield", GradedAt: &at, WorthLow: &low, WorthHigh: &high, Probability: &chance, Currency: "USD"}
	lead.Await()
	for _, each := range change {
		each(&lead)
	}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		program, err := store.One[models.Program](tx, models.ByID(c.Program.ID))
		if err != nil {
			return err
		}
		window, err := policy.NewBook().ID(tx, policy.WindowOf(program, &person))
		if err != nil {
			return err
		}
		i.WindowID = &window
		i.Enter(program, at)
		i.State, i.NextAt, i.Grade = models.Released, nil, models.GradeA
		people := lead.Contacts()
		for _, row := range []any{&person, &source, &i, &lead, &people} {
			if err := tx.Put(row); err != nil {
				return err
			}
		}
		return nil
	})
	return lead.ID
}
