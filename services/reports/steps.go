package reports

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"time"

	"ripen/models"
	"ripen/services/reports/funnel"
	"ripen/services/store"
)

var (
	//go:embed steps_runs.sql
	stepsRuns string
	//go:embed steps.sql
	stepsFigures string
	//go:embed steps_people.sql
	stepsPeople string
)

// StepsWanted says which leads are asked for: by the month in which they came to each step.
type StepsWanted struct {
	Process  models.ID // NoID: the current one
	From, To time.Time // first days of the first and the last month
	Product  string    // "" all
	Channel  string    // "" all, Direct, or a partner's id
}

// Direct is the channel of the client's own reps.
const Direct = "direct"

// A StepProcess is a selling process whose steps were counted.
type StepProcess struct {
	ProcessID models.ID
	Name      string
	Version   int
	Steps     []models.Step
	CountedAt time.Time
	Leads     int
	Alike     []models.ID // it and its versions with the same steps
	Horizons  []int       // of each stage: days after which a lead is old enough for it
}

// Stages are the steps as they are counted.
func (p *StepProcess) Stages() []models.Stage {
	return (&models.Process{Name: p.Name, Steps: p.Steps}).Stages()
}

// RepSteps is how far the leads of a rep, or of a channel, get.
type RepSteps struct {
	RepID      models.ID // NoID: a channel
	Name       string
	PartnerID  *models.ID
	Partner    string
	Stands     []funnel.Stand // of each stage
	Weakest    int            // the one step, from 0; -1: none
	Loss       funnel.Loss
	MoneyKnown bool
	Colleagues []string // two who do that step well, by the alphabet
	active     bool
}

// A Dot is a rep without a name.
type Dot struct {
	Stage    int // from 1
	Expected float64
	Ratio    float64
}

// Steps is how far each rep’s leads get, step by step.
type Steps struct {
	Processes []StepProcess
	Process   *StepProcess // nil: nothing was counted yet
	Stages    []models.Stage
	Reps      []RepSteps // active ones, by the alphabet
	Channels  []RepSteps // direct, then each partner
	Total     []funnel.Sum
	Products  []string
	Partners  []models.Partner
	Dots      []Dot // for a rep: everybody of the client
	Coachings []Coaching
}

// A stepRow is a row of steps.sql.
type stepRow struct {
	RepID          models.ID
	PartnerID      *models.ID
	Stage          int
	N, K           int
	Expected       float64
	Young, Orders  int
	Worth, Squares float64
}

// A stepPerson is a row of steps_people.sql.
type stepPerson struct {
	RepID          models.ID
	Stage          int
	Spread, Unsure float64
	Name           string
	Active         bool
	PartnerID      *models.ID
	Partner        string
}

// Steps is the report for whoever may see it: the sales manager all reps of the client, a
// partner's manager the partner's, a rep only the own row and dots without names.
func (s *Service) Steps(ctx context.Context, by models.Actor, clientID models.ID, w StepsWanted) (*Steps, error) {
	rep, partner, err := sellers(by)
	if err != nil {
		return nil, err
	}
	r := &Steps{}
	if r.Processes, err = look[StepProcess](ctx, s.st, by, stepsRuns, clientID); err != nil {
		return nil, fmt.Errorf("report steps: %w", err)
	}
	for n := range r.Processes {
		if p := &r.Processes[n]; slices.Contains(p.Alike, w.Process) || r.Process == nil && w.Process == models.NoID {
			r.Process = p
		}
	}
	if r.Process == nil {
		if w.Process != models.NoID {
			return nil, models.Absent()
		}
		return r, nil
	}
	r.Stages = r.Process.Stages()
	var rows []stepRow
	var people []stepPerson
	var coachings []coachingRow
	var products []struct{ Product string }
	var product, channel *string
	if w.Product != "" {
		product = &w.Product
	}
	if w.Channel != "" {
		of := w.Channel
		if of == Direct {
			of = ""
		}
		channel = &of
	}
	q := store.Questions{Varied: true}
	store.Ask(&q, &rows, stepsFigures, clientID, r.Process.ProcessID, w.From, w.To, product, channel, rep, partner)
	store.Ask(&q, &people, stepsPeople, clientID, r.Process.ProcessID)
	store.Ask(&q, &products, `SELECT DISTINCT product FROM step_figures WHERE client_id = $1 AND process_id = $2 ORDER BY 1`, clientID, r.Process.ProcessID)
	store.Ask(&q, &r.Partners, `SELECT id, client_id, name FROM partners WHERE client_id = $1 ORDER BY name, id`, clientID)
	store.Ask(&q, &coachings, coachingsHeld, clientID, r.Process.Alike, rep, partner)
	if by.Role == models.Rep {
		store.Ask(&q, &r.Dots, `SELECT stage::int AS stage, expected, ratio FROM step_dots WHERE client_id = $1 AND process_id = $2 ORDER BY stage, ratio`, clientID, r.Process.ProcessID)
	}
	if err := s.st.Answer(ctx, by, &q); err != nil {
		return nil, fmt.Errorf("report steps: %w", err)
	}
	for _, p := range products {
		r.Products = append(r.Products, p.Product)
	}
	for _, c := range coachings {
		r.Coachings = append(r.Coachings, c.coaching())
	}
	r.sum(rows, people)
	return r, nil
}

// sellers is whose figures the actor may see: only the rep's, only the partner's, or all.
func sellers(by models.Actor) (rep, partner *models.ID, err error) {
	switch {
	case by.AnswersForPrograms(), by.Role == models.SalesManager:
		return nil, nil, nil
	case by.Role == models.PartnerManager:
		return nil, &by.PartnerID, nil
	case by.Role == models.Rep:
		return &by.UserID, nil, nil
	}
	return nil, nil, models.Absent()
}

// sum makes the rows of reps and channels, and names the one step of each rep.
func (r *Steps) sum(rows []stepRow, people []stepPerson) {
	r.Total = make([]funnel.Sum, len(r.Stages))
	at, through := map[models.ID]int{}, map[models.ID]int{}
	rho := map[models.ID][]stepPerson{}
	for _, p := range people {
		rho[p.RepID] = append(rho[p.RepID], p)
	}
	var worth stepRow
	for _, f := range rows {
		of := rho[f.RepID]
		if len(of) != len(r.Stages) || f.Stage > len(r.Stages) {
			continue
		}
		n, known := at[f.RepID]
		if !known {
			n = len(r.Reps)
			at[f.RepID] = n
			r.Reps = append(r.Reps, RepSteps{RepID: f.RepID, Name: of[0].Name, PartnerID: of[0].PartnerID, Partner: of[0].Partner, active: of[0].Active, Stands: make([]funnel.Stand, len(r.Stages)), Weakest: -1})
		}
		sum := funnel.Sum{N: f.N, K: f.K, Expected: f.Expected, Young: f.Young}
		r.Reps[n].Stands[f.Stage-1].Add(sum)
		r.Total[f.Stage-1].Add(sum)
		channel := models.NoID
		if f.PartnerID != nil {
			channel = *f.PartnerID
		}
		c, known := through[channel]
		if !known {
			c = len(r.Channels)
			through[channel] = c
			r.Channels = append(r.Channels, RepSteps{Name: of[0].Partner, PartnerID: f.PartnerID, Stands: make([]funnel.Stand, len(r.Stages)), Weakest: -1})
		}
		r.Channels[c].Stands[f.Stage-1].Add(sum)
		worth.Orders, worth.Worth, worth.Squares = worth.Orders+f.Orders, worth.Worth+f.Worth, worth.Squares+f.Squares
	}
	for n := range r.Reps {
		r.Reps[n].judge(rho[r.Reps[n].RepID], worth.each())
	}
	byName := func(a, b RepSteps) int { return cmp.Compare(a.Name, b.Name) }
	slices.SortStableFunc(r.Reps, byName)
	slices.SortStableFunc(r.Channels, byName)
	r.Reps = slices.DeleteFunc(r.Reps, func(rep RepSteps) bool { return !rep.active })
	for n := range r.Reps {
		if step := r.Reps[n].Weakest; step >= 0 {
			r.Reps[n].Colleagues = r.well(step)
		}
	}
}

// each is what an order brings; nothing is said of few.
func (f stepRow) each() funnel.Worth {
	if f.Orders < TooFew {
		return funnel.Worth{}
	}
	n := float64(f.Orders)
	mean := f.Worth / n
	return funnel.Worth{Mean: mean, Error: math.Sqrt(max(0, f.Squares/n-mean*mean) / (n - 1)), Known: true}
}

// judge says at which step the rep loses most, and what that costs.
func (rep *RepSteps) judge(people []stepPerson, worth funnel.Worth) {
	worths, later, onward := make([]float64, len(rep.Stands)), make([]funnel.Stand, 0, len(rep.Stands)), 1.0
	for n := len(rep.Stands) - 1; n >= 0; n-- {
		stand := &rep.Stands[n]
		stand.Rho, stand.Unsure = funnel.Rho(people[n].Spread, people[n].Unsure), people[n].Unsure
		worths[n] = onward
		if stand.N > 0 {
			onward *= stand.Norm()
		}
	}
	if rep.Weakest = funnel.Judge(rep.Stands, worths); rep.Weakest < 0 {
		return
	}
	for _, stand := range rep.Stands[rep.Weakest+1:] {
		if stand.N > 0 {
			later = append(later, stand)
		}
	}
	rep.Loss, rep.MoneyKnown = funnel.Cost(rep.Stands[rep.Weakest], later, worth), worth.Known
}

// examples is how many colleagues are told who do a step well.
const examples = 2

// well is colleagues who do a step better than expected, and most surely so; by the
// alphabet and without a figure, because it is about the step and not about a ranking.
func (r *Steps) well(step int) (names []string) {
	var good []RepSteps
	for _, rep := range r.Reps {
		if s := rep.Stands[step]; s.Said() && float64(s.K) > s.Expected {
			good = append(good, rep)
		}
	}
	slices.SortStableFunc(good, func(a, b RepSteps) int { return cmp.Compare(b.Stands[step].Chance, a.Stands[step].Chance) })
	for _, rep := range good[:min(examples, len(good))] {
		names = append(names, rep.Name)
	}
	slices.Sort(names)
	return names
}

// Limits is where the rep’s rate at a stage lies by chance.
func (rep *RepSteps) Limits(stage int) funnel.Limits {
	s := rep.Stands[stage]
	return funnel.LimitsOf(s.N, s.Norm(), s.Rho)
}
