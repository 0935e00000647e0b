package mail

import "ripen/models"

// answered is the sentence that says what the agency answered.
func (n news) answered() string {
	a, who := n.Answer, n.Lead.Called()
	by := n.Agency
	if a.By != "" {
		by = a.By + " of " + n.Agency
	}
	switch a.Kind {
	case models.ReachedThem:
		return by + " has reached " + who + ": here is how."
	case models.BackToRep:
		return by + " could not reach " + who + " either. The lead is before you again."
	case models.TakenBack:
		words := by + " takes " + who + " back"
		if a.AgainOn != nil {
			words += ", and calls again from " + a.AgainOn.Format("2 January 2006")
		}
		return words + "."
	case models.ReturnStands:
		return by + " agrees: " + who + " is no A. The return stands."
	}
	return by + " does not accept the return of " + who + ". The lead is yours again."
}

// said is what the agency says to it, in its own words.
func (n news) said() string {
	if n.Answer == nil {
		return ""
	}
	return n.Answer.Words
}
