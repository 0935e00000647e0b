package sample

import "ripen/models"

// sayings is what callers say around the questions of a program that sells a thing for
// a practice or a laboratory.
func sayings(house, thing, callBack string) models.Script {
	return models.Script{
		Opening:    "“Hello {first}, this is {caller} of Northlight, calling for " + house + ". You asked about {product}; is this a good minute?”",
		Voicemail:  "“Hello {first}, {caller} of Northlight for " + house + ", about {product}. I will try you again; or ring me on {callback}.”",
		Gatekeeper: "“{caller} for {name}, please. They wrote to us about {product} and expect the call. When are they best reached?”",
		Closing:    "“Thank you, {first}. You will hear from " + house + " as we agreed. Is this the best number for you?”",
		CallBack:   callBack,
		Objections: []models.Objection{
			{Title: "Too dear", Say: "“Compared with what you send out today, or with another " + thing + "? Most pay for it out of what they no longer send out.”", Note: "Price is a concern."},
			{Title: "Just send papers", Say: "“Gladly. So that they are the right ones: what would you look at first?”", Note: "Wants papers first."},
			{Title: "No time now", Say: "“I have three questions, two minutes. Or shall I ring tomorrow at ten?”"},
			{Title: "We have one already", Say: "“Good, then you know what matters. What would the next one have to do better?”", Note: "Has one already."},
			{Title: "Who gave you my number?", Say: "“You did: you wrote to us by {source}. If that was a mistake, I strike you off at once.”"},
			{Title: "I have to ask my partner", Say: "“Of course. What is their name, and may I ring them as well?”"},
		},
	}
}
