package sample

import "ripen/models"

// kept is how a program keeps its B and C: with letters in between.
func kept(what string, daysB int) []models.NurturePlan {
	b, c := models.UsualNurturePlan(models.RequalB), models.UsualNurturePlan(models.RequalC)
	b.Days = daysB
	b.Touches = []models.NurtureTouch{
		{Day: 21, Subject: "What others ask about " + models.Template(what),
			Text: "Hello {first name|there},\n\nyou told us that {product|" + models.Template(what) + "} is not urgent for {organisation|your practice} yet. " +
				"Three questions come up in most first conversations: what it replaces, what it costs a month, and who else has one nearby. One page answers them; answer this letter and we send it.\n\n" +
				"If something has changed and you would rather talk now, tell us here: {call me}"},
		{Day: 45, Subject: "Shall we call before {client} changes its prices?",
			Text: "Hello {first name|there},\n\nwe shall call {organisation|you} in about a month, as agreed. If sooner is better: {call me}\n\nNo more letters: {unsubscribe}"},
	}
	c.Touches = []models.NurtureTouch{
		{Day: 60, Subject: "A short note from {client}",
			Text: "Hello {first name|there},\n\nyou asked {client} about {product|" + models.Template(what) + "} a while ago, and it was too early. If it no longer is, tell us here and we call: {call me}"},
	}
	return []models.NurturePlan{b, c}
}
