package portal

import (
	"strconv"
	"strings"
	"time"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
)

// icons: phone-call voicemail mail handshake calendar-clock flag

// A LeadPage is one lead as its rep and their managers see it.
type LeadPage struct {
	Layout     layouts.Page
	Lead       models.Lead
	ClientName string
	Agency     string
	RepName    string // "" where the manager has it
	Partner    string
	Currency   string // of the client
	PhoneShown string
	Process    string           // the name of its selling process
	Processes  []models.Process // that it can go by
	Steps      []models.Step
	Reached    map[int]time.Time
	Events     []Event // the latest first
	CloseOut   *models.CloseOut
	Orders     []models.Order
	Return     *models.Return
	People     []models.LeadContact
	Asked      *models.ReachRequest
	MayReport  bool
	Manages    bool        // the reader has the board
	Reps       []Choosable // whom a manager may give it to
	At         time.Time
	Zone       *time.Location // of the reader
	Reader     string

	Token   string // of every form: what it says and where it goes tell them apart
	Contact ContactForm
	Close   CloseForm
	Person  PersonForm
	NextOn  string            // a next date as it was typed
	Step    string            // the step that asks for somebody
	WhoName string            // and who was typed
	Faults  map[string]string // by field, of the form that was sent
	Problem string            // what is wrong with none of the fields
}

// An Event is one thing that happened to a lead.
type Event struct {
	At                     time.Time
	What, Detail, Note, By string
	Whom                   string // a contact: with whom, where it was not the lead's own person
	Back                   bool   // it was taken back
}

// A Choosable is a rep whom a lead can be given to.
type Choosable struct {
	ID   models.ID
	Name string
	Note string // how many leads they have, or that they are away
	Has  bool   // has it now
}

// A ContactForm is a report as it was typed.
type ContactForm struct{ Note, Next, Time, Whom string }

// A CloseForm is a close-out or a return as it was typed.
type CloseForm struct {
	Outcome                       string
	Orders                        []TypedOrder
	LostTo, Cause, Price, Reason  string
	AgainOn, Waits, NotAnA, Tried string
}

// backURL is the list the reader came from.
func (p LeadPage) backURL() string {
	if p.Manages {
		return paths.PortalBoard()
	}
	return paths.Portal()
}

func (p LeadPage) open() bool { return p.Lead.Open() }

// mayCallAgain reports whether its reader may say that they should be called again.
func (p LeadPage) mayCallAgain() bool {
	return !p.open() && p.Lead.Outcome == models.NoDecision
}

// company is the organisation, after the title where there is one.
func (p LeadPage) company() string {
	switch {
	case p.Lead.Organisation == "" || p.Lead.Organisation == p.Lead.Called():
		return ""
	case p.Lead.Title == "":
		return p.Lead.Organisation
	}
	return ", " + p.Lead.Organisation
}

func (p LeadPage) where() string {
	where := p.Lead.Where()
	if where != "" && p.Lead.Title+p.company() != "" {
		return " · " + where
	}
	return where
}

// badge says whose it is, in the bar.
func (p LeadPage) badge() (tone, icon, words string) {
	switch l := p.Lead; {
	case !l.Open():
		return components.Slate, "flag", l.Outcome.Words()
	case l.AcceptedAt != nil:
		whose := "Yours"
		if p.RepName != p.Reader {
			whose = "With " + orManager(p.RepName)
		}
		return components.Leaf, "check", whose + " since " + since(*l.AcceptedAt, p.At, p.Zone)
	case p.RepName != p.Reader:
		return components.Amber, "calendar-clock", "Not accepted by " + orManager(p.RepName)
	}
	return components.Fig, "calendar-clock", "New"
}

func since(t, at time.Time, zone *time.Location) string {
	day, hour := when(t, at, zone)
	if day == "today" {
		return hour
	}
	return day
}

func orManager(rep string) string {
	if rep == "" {
		return "the manager"
	}
	return rep
}

// next is what is to be done now, and what else is known of it.
func (p LeadPage) next() (words, note, tone string) {
	l := p.Lead
	if !l.Open() {
		return p.ended(), "", ""
	}
	by := clock(*l.NextAt, p.At, p.Zone)
	words = map[string]string{"accept": "Accept by ", "first contact": "First contact by ", "contact": "Next contact by ", "update": "Say how it stands by ", "close out": "Close it out by ", "next step": "Next step: ", models.AgencyAnswers: "The agency answers by "}[l.NextWhat] + by
	if late := p.At.Sub(*l.NextAt); late > 0 {
		return words, span(late) + " late.", components.Rust
	}
	if end := l.ReleasedAt.Add(models.FirstContactWithin); l.ContactedAt == nil && end.After(p.At) {
		return words, "48 hours end " + clock(end, p.At, p.Zone) + ".", ""
	}
	if l.NextWhat == models.AgencyAnswers {
		return words, "You asked it to reach them.", ""
	}
	if l.ContactedAt != nil {
		return words, "First contact was " + clock(*l.ContactedAt, p.At, p.Zone) + ".", ""
	}
	return words, "The 48 hours are over.", components.Rust
}

// ended is how the lead ended.
func (p LeadPage) ended() string {
	return p.Lead.Outcome.Words() + ", " + clock(*p.Lead.ClosedAt, p.At, p.Zone)
}

// reasons is why it is an A.
func (p LeadPage) reasons() []components.Fact {
	var facts []components.Fact
	for _, r := range p.Lead.Reasons {
		facts = append(facts, components.Fact{Term: r.Short, Value: r.Answer})
	}
	worth := spread(p.Lead.WorthLow, p.Lead.WorthHigh, p.Lead.Currency)
	if chance := p.Lead.Probability; chance != nil && *chance > 0 {
		worth = strings.TrimSpace(strings.TrimSuffix(worth, ".") + ". Of such leads " + percent(*chance) + " are expected to order.")
		worth = strings.TrimPrefix(worth, ". ")
	}
	if worth != "" {
		facts = append(facts, components.Fact{Term: "Worth", Value: worth})
	}
	return facts
}

// graded is who graded it, and when.
func (p LeadPage) graded() string {
	l := p.Lead
	if l.Kind == "taken_over" {
		return "Taken over from the system before; nobody graded it here."
	}
	words := "Graded"
	if l.GradedBy != "" {
		words += " by " + l.GradedBy
	}
	if l.GradedAt != nil {
		words += ", " + clock(*l.GradedAt, p.At, p.Zone)
	}
	if l.CriteriaVersion != nil {
		words += ", by criteria v" + strconv.Itoa(*l.CriteriaVersion)
	}
	return words
}

// cameFrom says where the inquirer's words are from.
func (p LeadPage) cameFrom() string {
	words := "Inquiry of " + p.Lead.ReceivedOn.Format("2 January 2006") + ", " + models.SourceLabel(p.Lead.SourceName)
	if p.Lead.Message != "" {
		words = "Their words: " + strings.ToLower(words[:1]) + words[1:]
	}
	if p.Lead.Cycle > 1 {
		words += ". Called again since, until it had ripened"
	}
	return words + "."
}

// reach is how to get hold of the person.
func (p LeadPage) reach() (facts []components.Fact) {
	l := p.Lead
	add := func(term, value, url string) {
		if strings.TrimSpace(value) != "" {
			facts = append(facts, components.Fact{Term: term, Value: value, URL: url})
		}
	}
	if l.Phone != "" {
		add("Phone", p.PhoneShown, "tel:"+l.Phone)
	}
	if l.Email != "" {
		add("E-mail", l.Email, "mailto:"+l.Email)
	}
	where, onMap := strings.Join(kept(l.Address, strings.TrimSpace(l.Where()+" "+l.Postcode), l.Country), ", "), ""
	if l.Address != "" || l.City != "" {
		onMap = paths.Map(where)
	}
	add("Where", where, onMap)
	if l.Zone != "" {
		add("There now", p.At.In(models.Location(l.Zone)).Format("Mon 15:04"), "")
	}
	return facts
}

func kept(parts ...string) (all []string) {
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// A tick is one step to the sale.
type tick struct {
	number string
	name   string
	means  string
	when   string
	done   bool
}

// ticks is the steps to the sale, with when each was reached.
func (p LeadPage) ticks() (all []tick) {
	for n := 1; n <= p.Lead.Steps; n++ {
		t := tick{number: strconv.Itoa(n), name: "Step " + strconv.Itoa(n), done: n <= p.Lead.Step && (len(p.Reached) == 0 || !p.open())}
		if n <= len(p.Steps) {
			t.name, t.means = p.Steps[n-1].Name, p.Steps[n-1].Means
		}
		if n < p.Lead.Step && !t.done {
			t.when = "passed over"
		}
		if at, ok := p.Reached[n]; ok {
			t.done, t.when = true, clock(at, p.At, p.Zone)
		} else if n == 1 && p.open() && p.Lead.ContactedAt == nil {
			t.when = "by " + clock(p.Lead.ReleasedAt.Add(models.FirstContactWithin), p.At, p.Zone)
		}
		all = append(all, t)
	}
	return all
}

func (p LeadPage) stepsWords() string {
	return strconv.Itoa(p.Lead.Step) + " of " + strconv.Itoa(p.Lead.Steps)
}

func (p LeadPage) acceptedWhen() string {
	if p.Lead.AcceptedAt == nil {
		return ""
	}
	return capital(clock(*p.Lead.AcceptedAt, p.At, p.Zone))
}

// closing is the final report in facts.
func (p LeadPage) closing() (facts []components.Fact) {
	for _, o := range p.Orders {
		value := "Value not known"
		if o.Value != nil {
			value = exact(*o.Value, o.Currency)
		}
		value += ", " + o.OrderedOn.Format("2 Jan 2006")
		if o.Currency != p.Currency {
			value += ", at " + o.Rate.String()
		}
		if o.Flagged != "" {
			value += " (" + o.Flagged + ")"
		}
		facts = append(facts, components.Fact{Term: "Order", Value: value})
	}
	if r := p.Return; r != nil && !p.open() {
		facts = append(facts, components.Fact{Term: "Returned", Value: r.Reason})
		if r.Answer != "" {
			facts = append(facts, components.Fact{Term: "Answer", Value: r.Answer})
		}
	}
	if c := p.CloseOut; c != nil && c.Outcome != models.Returned {
		for _, f := range []components.Fact{{Term: "Lost to", Value: c.LostTo}, {Term: "Why", Value: lossWords(c)}, {Term: "In words", Value: c.Reason}} {
			if f.Value != "" {
				facts = append(facts, f)
			}
		}
		if c.AgainOn != nil {
			facts = append(facts, components.Fact{Term: "Ask again", Value: p.Agency + " calls again from " + c.AgainOn.Format("2 Jan 2006")})
		}
	}
	return facts
}

// disputed says how a return stands.
func (p LeadPage) disputed() (tone, words string) {
	switch r := p.Return; {
	case r == nil:
		return "", ""
	case r.DecidedAt == nil:
		return components.Amber, "Returned: “" + r.Reason + "” " + p.Agency + " answers by " + clock(r.DecideBy, p.At, p.Zone) + "; without an answer the return stands."
	case r.Upheld != nil && *r.Upheld:
		return components.Slate, strings.TrimSpace("The return stands. " + r.Answer)
	case p.open():
		return components.Amber, "The return was not accepted: “" + r.Answer + "” The lead is yours again."
	}
	return "", ""
}

// printed is the line at the head of the sheet of paper.
func (p LeadPage) printed() string {
	return strings.Join(kept("Lead sheet", p.ClientName, p.RepName, "printed "+p.At.In(p.Zone).Format("2 Jan 2006, 15:04"), "qualified by "+p.Agency), " · ")
}

// wordsOpen reports whether the note and the date are unfolded.
func (p LeadPage) wordsOpen() bool {
	return p.Contact != ContactForm{} || p.Faults["whom"] != "" || p.Faults["note"] != "" || p.Faults["next"] != "" || p.Faults["time"] != ""
}

// closeOpen reports whether the close-out is unfolded.
func (p LeadPage) closeOpen() bool { return p.Close.Outcome != "" }

// aWay is a way of having been in touch, as a button.
type aWay struct{ key, label, icon string }

func ways() (all []aWay) {
	icons := map[string]string{"talked": "phone-call", "voicemail": "voicemail", "wrote": "mail", "met": "handshake"}
	for _, w := range models.ContactWays {
		all = append(all, aWay{w.Key, w.Label, icons[w.Key]})
	}
	return all
}

// outcomes is how a lead can end.
var outcomes = []components.Option{
	{Value: string(models.Won), Label: "Won"}, {Value: string(models.Lost), Label: "Lost"},
	{Value: string(models.NoDecision), Label: "No decision"}, {Value: "unreachable", Label: "Not reachable"}, {Value: string(models.Returned), Label: "Return it"},
}
