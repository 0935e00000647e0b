package admin

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"ripen/models"
	"ripen/views/admin"
)

// typedBranches reads what follows from the answers of the n-th question.
func typedBranches(values url.Values, in string) (branches []admin.BranchTyped) {
	for k := range mostRows {
		of := in + "b." + strconv.Itoa(k) + "."
		if !values.Has(of + "on") {
			break
		}
		branches = append(branches, admin.BranchTyped{On: values.Get(of + "on"), Say: values.Get(of + "say"), SayIn: translated(values, of+"say"), Goto: values.Get(of + "goto")})
	}
	return branches
}

// typedScript reads what is said around the questions.
func typedScript(values url.Values) models.Script {
	s := models.Script{Opening: values.Get("script.opening"), Voicemail: values.Get("script.voicemail"), Gatekeeper: values.Get("script.gatekeeper"),
		Closing: values.Get("script.closing"), CallBack: values.Get("script.call_back"),
		OpeningIn: translated(values, "script.opening"), VoicemailIn: translated(values, "script.voicemail"),
		GatekeeperIn: translated(values, "script.gatekeeper"), ClosingIn: translated(values, "script.closing")}
	for n := range mostRows {
		of := "objection." + strconv.Itoa(n) + "."
		if !values.Has(of + "title") {
			break
		}
		s.Objections = append(s.Objections, models.Objection{Title: values.Get(of + "title"), Say: values.Get(of + "say"), SayIn: translated(values, of+"say"), Note: values.Get(of + "note")})
	}
	return s
}

// tidied is the script without spaces around its lines, and without rows left empty.
func tidied(s models.Script) models.Script {
	for _, line := range []*string{&s.Opening, &s.Voicemail, &s.Gatekeeper, &s.Closing, &s.CallBack} {
		*line = strings.TrimSpace(*line)
	}
	for n := range s.Objections {
		o := &s.Objections[n]
		o.Title, o.Say, o.Note = strings.TrimSpace(o.Title), strings.TrimSpace(o.Say), strings.TrimSpace(o.Note)
	}
	s.Objections = slices.DeleteFunc(s.Objections, func(o models.Objection) bool {
		return o.Title == "" && o.Say == "" && o.Note == "" && len(o.SayIn) == 0
	})
	return s
}

// branchesTyped is branches as the form shows them.
func branchesTyped(branches []models.Branch) (typed []admin.BranchTyped) {
	for _, b := range branches {
		var on []string
		for _, n := range b.On {
			on = append(on, strconv.Itoa(n))
		}
		typed = append(typed, admin.BranchTyped{On: strings.Join(on, ", "), Say: b.Say, SayIn: b.SayIn, Goto: b.Goto})
	}
	return typed
}

// branchesOf is the branches of the n-th question that were typed; a row left empty is none.
func branchesOf(n int, typed []admin.BranchTyped) (branches []models.Branch, err error) {
	for _, row := range typed {
		b := models.Branch{Say: strings.TrimSpace(row.Say), SayIn: row.SayIn, Goto: strings.TrimSpace(row.Goto)}
		for word := range strings.FieldsFuncSeq(row.On, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
			answer, err := strconv.Atoi(word)
			if err != nil {
				return nil, models.Refuse(models.Invalid, "questions", "Question %d: name the answers of a branch by their numbers, such as 3, 4.", n+1)
			}
			b.On = append(b.On, answer)
		}
		if len(b.On) > 0 || b.Say != "" || b.Goto != "" || len(b.SayIn) > 0 {
			branches = append(branches, b)
		}
	}
	return branches, nil
}

// moveScript does what the button of a branch or an objection says; false where none was pressed.
func moveScript(view *admin.CriteriaPage, what string, n, k int) bool {
	objections := &view.Script.Objections
	switch {
	case what == "object" && len(*objections) < mostRows:
		*objections = append(*objections, models.Objection{})
	case what == "unobject" && n < len(*objections):
		*objections = slices.Delete(*objections, n, n+1)
	case n >= len(view.Questions):
		return false
	case what == "branch" && len(view.Questions[n].Branches) < mostAnswers:
		view.Questions[n].Branches = append(view.Questions[n].Branches, admin.BranchTyped{})
	case what == "unbranch" && k < len(view.Questions[n].Branches):
		view.Questions[n].Branches = slices.Delete(view.Questions[n].Branches, k, k+1)
	default:
		return false
	}
	return true
}

// unanswered is branches after the k-th answer was taken away: those on it lose it, the
// answers below it have moved up.
func unanswered(typed []admin.BranchTyped, k int) []admin.BranchTyped {
	branches, err := branchesOf(0, typed)
	if err != nil {
		return typed // what was typed is no list of numbers, and is said so when it is saved
	}
	for n := range branches {
		b := &branches[n]
		b.On = slices.DeleteFunc(b.On, func(answer int) bool { return answer == k+1 })
		for i := range b.On {
			if b.On[i] > k+1 {
				b.On[i]--
			}
		}
	}
	return branchesTyped(slices.DeleteFunc(branches, func(b models.Branch) bool { return len(b.On) == 0 }))
}
