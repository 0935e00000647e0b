package maturity

// A Tally is orders that were seen up to a day, counted as far as the curve asks: how many
// came at each age, and how many came of cohorts of each age. Which age went with which
// cohort does not matter, so that whoever counts in SQL answers two short lists.
type Tally struct {
	today      int
	at, cohort []int // by age: of the order, and of its cohort today
}

// NewTally is a tally of nothing yet, up to the day today.
func NewTally(today int) *Tally {
	return &Tally{today, make([]int, Horizon+1), make([]int, Horizon+1)}
}

// TallyOf counts orders one by one; what is dated after today is not seen yet.
func TallyOf(seen []Seen, today int) *Tally {
	t := NewTally(today)
	for _, s := range seen {
		if age := clamp(s.Age); s.Arrived <= today && age <= clamp(today-s.Arrived) {
			t.Aged(age, s.Orders)
			t.Arrived(s.Arrived, s.Orders)
		}
	}
	return t
}

// Aged adds orders that came at an age. They are to be given to Arrived, too, and to have
// come by today.
func (t *Tally) Aged(age, orders int) { t.at[clamp(age)] += orders }

// Arrived adds orders of the inquiries that arrived on a day, whatever their age.
func (t *Tally) Arrived(day, orders int) { t.cohort[clamp(t.today-day)] += orders }

// Add puts the orders of another tally up to the same day to these.
func (t *Tally) Add(other *Tally) {
	for age := range t.at {
		t.at[age] += other.at[age]
		t.cohort[age] += other.cohort[age]
	}
}

// Fit learns the curve from the orders of the tally, as the function Fit does.
func (t *Tally) Fit(prior Prior) *Curve {
	c := &Curve{mean: make([]float64, Horizon+1), square: make([]float64, Horizon+1)}
	within := t.within()
	for _, n := range t.at {
		c.Orders += n
	}
	c.mean[Horizon], c.square[Horizon] = 1, 1
	for age := Horizon; age > 0; age-- {
		sooner := float64(within[age]-t.at[age]) + prior.Weight*prior.upTo[age-1]
		now := float64(t.at[age]) + prior.Weight*(prior.upTo[age]-prior.upTo[age-1])
		mean, square := 1.0, 1.0 // nothing came at this age that is known of
		if all := sooner + now; now > 0 {
			mean, square = sooner/all, sooner*(sooner+1)/all/(all+1)
		}
		c.mean[age-1], c.square[age-1] = c.mean[age]*mean, c.square[age]*square
	}
	return c
}

// within is, of each age, how many orders came at it or sooner in cohorts that have reached
// it: an order counts from its own age to the age of its cohort.
func (t *Tally) within() []int {
	within, running := make([]int, Horizon+1), 0
	for age := range within {
		running += t.at[age]
		within[age] = running
		running -= t.cohort[age]
	}
	return within
}
