package console

import (
	"strconv"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/policy/number"
	"ripen/services/queue"
	"ripen/views/components"
	"ripen/views/console"
	"ripen/views/paths"
)

// knows is who else there is, how they are reached, and what to say to whom.
func knows(call *queue.Call, in *callForm, caller string, at time.Time) console.Knowledge {
	head, zone := &call.Head, models.Location(call.Head.ClientZone)
	k := console.Knowledge{Website: head.Website, Shown: shortened(head.Website), About: head.About, Unplaced: head.OrganisationID == nil, Agreed: head.Agreed, Typed: typed(in, head)}
	if len(call.History) == queue.HistoryShown {
		k.Older = paths.ConsoleOlder(head.ID, call.History[len(call.History)-1].At)
	}
	for n := range call.Numbers {
		if !call.Numbers[n].First {
			k.Numbers = append(k.Numbers, numberLine(&call.Numbers[n], call, at))
		}
	}
	for n := range k.Numbers {
		if k.Numbers[n].Usable {
			k.Numbers[n].Key = "M"
			break
		}
	}
	for _, a := range call.Answers {
		k.Answers = append(k.Answers, console.Answerer{Name: a.Name, Text: a.Text, When: strings.Trim(a.By+", "+When(a.At, at, zone), ", ")})
	}
	for n := range call.People {
		p := &call.People[n]
		line := console.Colleague{ID: p.InquiryID, Name: or(p.Name, or(p.Email, "Nobody named")), Title: p.Title, Status: standing(p), Grade: p.Grade}
		if n == 0 {
			line.Key = "U"
		}
		k.People = append(k.People, line)
	}
	say(&k, call, caller)
	return k
}

// shortened is an address as people read it.
func shortened(website string) string {
	_, rest, _ := strings.Cut(website, "://")
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
}

// numberLine is one of the further numbers: what it rings, and whether it can be tried.
// Its digits stay hidden until the calling policy has been asked for it.
func numberLine(n *queue.KnownNumber, call *queue.Call, at time.Time) console.Number {
	line := console.Number{ID: n.ID, Kind: n.Kind.Words(), Note: n.Note, OfOrg: n.OfOrganisation, Usable: n.Usable(), Ends: n.Phone[max(len(n.Phone)-2, 0):]}
	head := &call.Head
	there := policy.WindowOf(&models.Program{Preset: head.Preset, Hours: head.Hours, Country: head.ProgramCountry},
		&models.Person{Phone: n.Phone, Country: head.Country, Region: head.Region, Postcode: head.Postcode, Zone: head.Zone, OrganisationID: head.OrganisationID}).Words(at)
	switch {
	case n.Banned:
		line.Status = "on the do-not-call list"
	case n.Forbidden != "":
		line.Status = "not to be called: on a screening list"
	case n.WrongAt != nil:
		line.Status = "wrong since " + When(*n.WrongAt, at, models.Location(head.ClientZone))
	case there.Zone != call.Window.Zone:
		line.Status = number.CountryName(number.Country(n.Phone)) + ", " + there.Local.Format("15:04")
	}
	if line.Usable && !there.Open {
		line.Status = strings.Trim(line.Status+", outside the hours there", ", ")
	}
	return line
}

// standing is where a colleague's inquiry is, and with whom.
func standing(p *queue.Known) string {
	var words []string
	if p.Role != "" {
		words = append(words, p.Role.Words())
	}
	switch {
	case p.HeldByMe:
		words = append(words, "with you")
	case p.HeldBy != "":
		words = append(words, "with "+p.HeldBy)
	case p.State == models.Nurtured && p.NextAt != nil:
		words = append(words, "nurtured until "+p.NextAt.Format("2 Jan 2006"))
	case p.State == models.Closed:
		words = append(words, "closed: "+p.ClosedReason)
	default:
		words = append(words, p.State.Words())
	}
	return strings.Join(words, " · ")
}

// say fills the script of the version in force with what is known of the person.
func say(k *console.Knowledge, call *queue.Call, caller string) {
	script := models.Script{Opening: call.Head.Opening}
	if call.Criteria != nil {
		script = call.Criteria.Script
		script.Opening = or(script.Opening, call.Head.Opening)
	}
	s := speechOf(call, caller)
	k.Opening, k.Closing = s.said(script.Opening, script.OpeningIn), s.said(script.Closing, script.ClosingIn)
	for _, line := range []struct {
		title, text string
		in          models.Translations
	}{{"On their voicemail", script.Voicemail, script.VoicemailIn}, {"To whoever answers", script.Gatekeeper, script.GatekeeperIn}} {
		if line.text != "" {
			k.Lines = append(k.Lines, console.Line{Title: line.title, Say: s.said(line.text, line.in)})
		}
	}
	for _, o := range script.Objections {
		k.Objections = append(k.Objections, console.Objection{Title: o.Title, Say: s.said(o.Say, o.SayIn), Note: o.Note})
	}
}

// fieldsOf is what a spoken line can name of the person.
func fieldsOf(h *queue.Head, callback, caller string) map[string]string {
	_, last, _ := strings.Cut(h.PersonName, " ")
	return map[string]string{"first": first(h.PersonName), "last": last, "name": h.PersonName, "title": h.Title, "organisation": h.Organisation, "product": h.Product,
		"city": h.City, "source": models.SourceLabel(h.SourceName), "client": h.ClientName, "caller": caller, "callback": callback}
}

// questions is the script beside the criteria: what applies given the answers, what is
// jumped over, and the one that is asked now.
func questions(c *models.Criteria, answers models.Answers, s speech) []console.Question {
	var asked []console.Question
	skipped, current := c.Skipped(answers), false
	for _, q := range c.Questions {
		line := console.Question{Key: q.Key, Say: s.said(q.Say, q.SayIn), Hear: q.Hear, Skipped: skipped[q.Key]}
		for n, o := range q.Options {
			line.Options = append(line.Options, components.Option{Value: strconv.Itoa(n + 1), Label: o.Label})
		}
		for _, b := range q.Branches {
			class := "branch"
			for _, n := range b.On {
				class += " b" + strconv.Itoa(n)
				if b.Goto != "" {
					line.Jumps = strings.TrimSpace(line.Jumps + " " + strconv.Itoa(n) + ":" + b.Goto)
				}
			}
			if b.Say != "" {
				line.Branches = append(line.Branches, console.SayIf{Class: class, Say: s.said(b.Say, b.SayIn)})
			}
		}
		if n := answers[q.Key]; n > 0 {
			line.Picked = strconv.Itoa(n)
		} else if !current && !line.Skipped {
			line.Current, current = true, true
		}
		asked = append(asked, line)
	}
	if !current && len(asked) > 0 {
		asked[0].Current = true
	}
	return asked
}

// recalled says beside each question what was answered the last time.
func recalled(asked []console.Question, said map[string]models.Earlier) {
	for n := range asked {
		if e, ok := said[asked[n].Key]; ok {
			asked[n].Earlier, asked[n].AsOf, asked[n].Stable = e.Label, e.At.Format("2 January 2006"), e.Stable
		}
	}
}

// EventWords is what a line of the history says that is neither inquiry, attempt, grade
// nor promise.
func EventWords(e queue.Event) (title, text string) {
	by := "by " + e.Who
	switch e.Kind {
	case "repeat":
		return "Inquired again", strings.TrimSpace(models.SourceLabel(e.Who) + ". " + e.Text)
	case "forward":
		return "Back before its date", e.Text
	case "email":
		if e.What == string(models.LetterSent) { // by nobody
			return "Letter sent", e.Text
		}
		return "E-mail", by + ". " + e.Text
	case "text":
		return "Text", by + ". " + e.Text
	case "note":
		return "Note", by + ". " + e.Text
	case "referral":
		if e.What == "named by" {
			return "Named by " + e.Text, ""
		}
		return "Named a colleague", e.Text
	case "lead":
		words := map[string]string{"": "open", "won": "won", "lost": "lost", "no_decision": "no decision", "returned": "returned"}[e.What]
		if e.Text != "" { // what its rep wrote of it
			words += ": " + e.Text
		}
		if e.Who == "" {
			return "Released", words
		}
		return "Released", "to " + e.Who + ", " + words
	case "gatekeeper":
		return "Answered there", e.Text + " " + by
	}
	return e.Kind, e.Text
}
