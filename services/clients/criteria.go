package clients

import (
	"context"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// CriteriaInForce is the version that gradings of the program are made by now. It
// joins the transaction of whoever grades.
func (s *Service) CriteriaInForce(tx *store.Tx, programID models.ID) (*models.Criteria, error) {
	return store.One[models.Criteria](tx, criteriaOf(programID, "in_force"))
}

// Criteria is the version in force of a program.
func (s *Service) Criteria(ctx context.Context, by models.Actor, programID models.ID) (c *models.Criteria, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		c, err = s.CriteriaInForce(tx, programID)
		return err
	})
	return c, err
}

// Versions is every version of a program's criteria, the newest first; a draft, where
// there is one, is the first.
func (s *Service) Versions(ctx context.Context, by models.Actor, programID models.ID) (all []models.Criteria, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.Criteria](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("program_id = ?", programID).Order("version DESC")
		})
		return err
	})
	return all, err
}

// SaveDraft keeps questions, a rule and a script that are not in force yet: a program has at
// most one draft. Criteria that could not grade are refused.
func (s *Service) SaveDraft(ctx context.Context, by models.Actor, programID models.ID, asked models.Criteria) (draft *models.Criteria, err error) {
	if err := runsPrograms(by); err != nil {
		return nil, err
	}
	if err := asked.Check(); err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := s.programToRun(tx, programID)
		if err != nil {
			return err
		}
		draft, err = s.draft(tx, p)
		if err != nil {
			return err
		}
		draft.Questions, draft.Rule, draft.Script = asked.Questions, asked.Rule, asked.Script
		return tx.Keep(draft)
	})
	return draft, err
}

// draft is the program's draft, made under the next version where there is none. The
// program is locked, so that no two are made.
func (s *Service) draft(tx *store.Tx, p *models.Program) (*models.Criteria, error) {
	found, err := store.One[models.Criteria](tx, criteriaOf(p.ID, "draft"))
	if err == nil || !models.IsKind(err, models.NotFound) {
		return found, err
	}
	var last int
	if err := tx.Pgx.QueryRow(tx.Context(), `SELECT COALESCE(max(version), 0) FROM criteria WHERE program_id = $1`, p.ID).Scan(&last); err != nil {
		return nil, err
	}
	c := &models.Criteria{ID: models.NewID(), ClientID: p.ClientID, ProgramID: p.ID, Version: last + 1, State: "draft",
		Questions: []models.Question{}, CreatedAt: s.now()}
	if tx.By.SignedIn() {
		c.CreatedBy = &tx.By.UserID
	}
	return c, tx.Put(c)
}

// Publish puts the program's draft in force and retires the version before it.
func (s *Service) Publish(ctx context.Context, by models.Actor, programID models.ID) (published *models.Criteria, err error) {
	if err := runsPrograms(by); err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := s.programToRun(tx, programID)
		if err != nil {
			return err
		}
		draft, err := store.One[models.Criteria](tx, criteriaOf(p.ID, "draft"))
		if models.IsKind(err, models.NotFound) {
			return models.Refuse(models.Conflict, "", "There is no draft to publish; somebody may have published it.")
		}
		if err != nil {
			return err
		}
		if err := draft.Check(); err != nil {
			return err
		}
		if _, err := tx.Run(`UPDATE criteria SET state = 'retired' WHERE program_id = $1 AND state = 'in_force'`, p.ID); err != nil {
			return err
		}
		at := s.now()
		draft.State, draft.PublishedAt, published = "in_force", &at, draft
		if err := tx.Keep(draft); err != nil {
			return err
		}
		return tx.Audit("criteria.publish", "criteria", draft.ID, p.ClientID, at)
	})
	return published, err
}

func criteriaOf(programID models.ID, state string) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("program_id = ? AND state = ?", programID, state) }
}

// usualCriteria are the first criteria of a program that has been given none: the six
// questions every qualification asks, whatever is sold.
func usualCriteria(p *models.Program) *models.Criteria {
	return &models.Criteria{ID: models.NewID(), ClientID: p.ClientID, ProgramID: p.ID, Version: 1, State: "in_force",
		Questions: usualQuestions, Rule: models.Rule{A: 75, B: 50, C: 25}, Script: usualScript, CreatedAt: p.CreatedAt, PublishedAt: &p.CreatedAt}
}

var usualQuestions = []models.Question{
	{Key: "want", Short: "Wants", Hear: "What do they want?", Say: "“You wrote to us about {product}. What should it do for you?”", Options: []models.Option{
		{Label: "What we sell", Points: 25}, {Label: "Part of it", Points: 18}, {Label: "Other", Points: 6}, {Label: "Just looking", Cap: models.GradeC}}},
	{Key: "fit", Short: "Fits", Hear: "What do they work with?", Say: "“What do you use for it today?”", Options: []models.Option{
		{Label: "Fits well", Points: 10}, {Label: "With changes", Points: 5}, {Label: "Unclear", Points: 2}}},
	{Key: "when", Short: "When", Hear: "When do they want to buy?", Say: "“When do you need it?”", Options: []models.Option{
		{Label: "≤ 3 months", Points: 25, Months: 3}, {Label: "3–6", Points: 20, Months: 6},
		{Label: "6–12", Points: 10, Months: 12, Cap: models.GradeB}, {Label: "Later", Points: 2, Months: 18, Cap: models.GradeC}}},
	{Key: "money", Short: "Money", Hear: "Is there money?", Say: "“Is that in this year’s budget?”", Options: []models.Option{
		{Label: "Set", Points: 20}, {Label: "Planned", Points: 15}, {Label: "Financing", Points: 12}, {Label: "None", Cap: models.GradeC}}},
	{Key: "who", Short: "Decides", Hear: "Who decides?", Say: "“Besides you, who will want to see it before it is ordered?”", Options: []models.Option{
		{Label: "They do", Points: 15}, {Label: "Shared", Points: 12}, {Label: "Others", Points: 6}, {Label: "Unknown"}}},
	{Key: "next", Short: "Next", Hear: "What happens next?", Say: "“Shall our rep call you? What is the best day?”", Options: []models.Option{
		{Label: "Meeting", Points: 15}, {Label: "Call", Points: 10}, {Label: "Papers only", Points: 3, Cap: models.GradeB}, {Label: "Nothing", Cap: models.GradeC}}},
}

// usualScript is what is said around them.
var usualScript = models.Script{
	Opening:    "“Hello {first}, this is {caller}, calling for {client}. You asked about {product}; is this a good minute?”",
	Voicemail:  "“Hello {first}, {caller} for {client}, about {product}. I will try you again.”",
	Gatekeeper: "“{caller} for {name}, please. They wrote to us about {product}. When are they best reached?”",
	Closing:    "“Thank you, {first}. You will hear from {client} as we agreed.”",
	Objections: []models.Objection{
		{Title: "Too dear", Say: "“Compared with what?”", Note: "Price is a concern."},
		{Title: "No time now", Say: "“Shall I ring tomorrow at ten?”"},
		{Title: "I have to ask somebody", Say: "“Of course. What is their name, and may I ring them as well?”"},
	},
}
