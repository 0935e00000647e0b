package sample

import "ripen/models"

// scannerQuestions are the six questions of a program that sells scanners; one
// scanner costs low, a practice full of them high, in the client's currency.
func scannerQuestions(house string, low, high int64) []models.Question {
	return []models.Question{
		{
			Key: "want", Short: "Wants", Hear: "What do they want?",
			Say: "“You wrote to us about {product}. What should it do for you?”",
			Options: []models.Option{
				{Label: "Scanner, 2+", Points: 25, Worth: &models.Band{Low: low * 2, High: high}},
				{Label: "Scanner, 1", Points: 20, Worth: &models.Band{Low: low, High: low * 3 / 2}},
				{Label: "Other", Points: 8, Worth: &models.Band{Low: low / 4, High: low / 2}},
				{Label: "Just looking", Points: 0, Cap: models.GradeC},
			},
			Branches: []models.Branch{{On: []int{3, 4}, Say: "“What made you stop and ask?”"}, {On: []int{4}, Goto: "when"}},
		},
		{
			Key: "fit", Short: "Fits", Hear: "What do they work with?",
			Say:    "“Which practice software do you run? And is anyone milling in-house?”",
			Stable: true,
			Options: []models.Option{
				{Label: "Dentrix", Points: 10}, {Label: "Eaglesoft", Points: 10}, {Label: "Open Dental", Points: 8}, {Label: "Other", Points: 3},
			},
		},
		whenQuestion("“When do you see the first patient with it?”"),
		moneyQuestion(house),
		whoQuestion(),
		nextQuestion(),
	}
}

// millingQuestions are those of a program that sells what is made from a scan.
func millingQuestions(house string, low, high int64) []models.Question {
	return []models.Question{
		{
			Key: "want", Short: "Wants", Hear: "What do they want?",
			Say: "“You asked about {product}. What do you send out today that you would rather make yourselves?”",
			Options: []models.Option{
				{Label: "A whole workflow", Points: 25, Worth: &models.Band{Low: low * 3 / 2, High: high}},
				{Label: "One machine", Points: 20, Worth: &models.Band{Low: low, High: low * 3 / 2}},
				{Label: "A service", Points: 10, Worth: &models.Band{Low: low / 4, High: low / 2}},
				{Label: "Just looking", Points: 0, Cap: models.GradeC},
			},
			Branches: []models.Branch{{On: []int{4}, Say: "“What would have to change for that?”", Goto: "when"}},
		},
		{
			Key: "fit", Short: "Fits", Hear: "What do they work with?",
			Say: "“How many units a week do you make or send out?”",
			Options: []models.Option{
				{Label: "Over 40", Points: 10}, {Label: "20 to 40", Points: 8}, {Label: "Under 20", Points: 4}, {Label: "None yet", Points: 0},
			},
		},
		whenQuestion("“When does the first one leave the room?”"),
		moneyQuestion(house),
		whoQuestion(),
		nextQuestion(),
	}
}

func whenQuestion(say string) models.Question {
	return models.Question{
		Key: "when", Short: "When", Hear: "When do they want to buy?", Say: say,
		Options: []models.Option{
			{Label: "≤ 3 months", Points: 25, Months: 3},
			{Label: "3–6", Points: 20, Months: 6},
			{Label: "6–12", Points: 10, Months: 12, Cap: models.GradeB},
			{Label: "Later", Points: 2, Months: 18, Cap: models.GradeC},
		},
		Branches: []models.Branch{{On: []int{3, 4}, Say: "“What has to happen first? When will you know?”"}},
	}
}

func moneyQuestion(house string) models.Question {
	return models.Question{
		Key: "money", Short: "Money", Hear: "Is there money?",
		Say: "“Is that in this year’s budget, or does the bank come first?”",
		Options: []models.Option{
			{Label: "Set", Points: 20}, {Label: "Planned", Points: 15}, {Label: "Financing", Points: 12}, {Label: "None", Points: 0, Cap: models.GradeC},
		},
		Branches: []models.Branch{{On: []int{3}, Say: "“" + house + " leases over 48 months. Shall the rep bring a sample?”"}, {On: []int{4}, Say: "“Then let us stay in touch.”", Goto: "next"}},
	}
}

func whoQuestion() models.Question {
	return models.Question{
		Key: "who", Short: "Decides", Hear: "Who decides?",
		Say: "“Besides you, who will want to see it before it is ordered?”",
		Options: []models.Option{
			{Label: "They do", Points: 15}, {Label: "Shared", Points: 12}, {Label: "Others", Points: 6}, {Label: "Unknown", Points: 0},
		},
		Branches: []models.Branch{{On: []int{2, 3}, Say: "“May we have them in the room too? What is the best day?”"}},
	}
}

func nextQuestion() models.Question {
	return models.Question{
		Key: "next", Short: "Next", Hear: "What happens next?",
		Say: "“Our rep covers your area. Is Thursday morning good for a call?”",
		Options: []models.Option{
			{Label: "Demo", Points: 15}, {Label: "Call", Points: 10}, {Label: "Papers only", Points: 3, Cap: models.GradeB}, {Label: "Nothing", Points: 0, Cap: models.GradeC},
		},
	}
}
