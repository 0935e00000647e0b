package sample

import (
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
)

// harbour sells scanners to dentists in the United States, directly and through two
// distributors who compete.
func harbour() Client {
	const zone = "America/New_York"
	return Client{
		Slug: "harbour-dental", Name: "Harbour Dental Systems", Zone: zone, Currency: "USD", AccountManager: "Clara Nyberg",
		Partners: []string{"Lindqvist Medical Distribution", "Gulf Dental Supply"},
		People: []Person{
			{"Marta Silva", "marta@harbour-dental.example", models.SalesManager, zone, "", "Follow-up, 100 %"},
			{"Jonas Weber", "jonas@harbour-dental.example", models.Marketer, zone, "", "Which sources pay"},
			{"Rae Okafor", "rae@harbour-dental.example", models.Rep, zone, "", "A new A lead"},
			{"Ben Castillo", "ben@harbour-dental.example", models.Rep, zone, "", "The desk rep"},
			{"Tom Lindqvist", "tom@lindqvist-medical.example", models.Rep, zone, "Lindqvist Medical Distribution", "Lindqvist Medical Distribution"},
			{"Greta Lindqvist", "greta@lindqvist-medical.example", models.PartnerManager, zone, "Lindqvist Medical Distribution", "Her own reps’ leads, no other’s"},
			{"Carlos Mena", "carlos@gulf-dental.example", models.Rep, "America/Chicago", "Gulf Dental Supply", "Gulf Dental Supply"},
			{"Nina Prokop", "nina@gulf-dental.example", models.PartnerManager, "America/Chicago", "Gulf Dental Supply", "Her own reps’ leads, no other’s"},
		},
		Programs: []Program{
			inSpanish(Program{
				Program: models.Program{Slug: "scanners-us", Name: "Scanners US", Country: "US", ContractVolume: 900, Fee: decimal.NewFromInt(9500),
					MaxAttempts: 8, Worth: decimal.NewFromInt(28000), WinRate: 0.18,
					Opening: "Hello {first}, this is Northlight, calling for Harbour Dental Systems. You asked about our scanners; is this a good minute?"},
				Supervisor: "Priya Raman",
				Callers:    []string{"Dana Whitfield", "Omar Haddad", "Mei Castellano", "Sam Adeyemi"},
				Questions:  scannerQuestions("Harbour", 20000, 60000),
				Script:     sayings("Harbour Dental Systems", "scanner", "+1 813 555 0100"),
				Rule:       models.Rule{A: 75, B: 50, C: 25},
				Nurture:    kept("an intraoral scanner", 60),
			}),
			{
				Program: models.Program{Slug: "chairside-us", Name: "Chairside milling US", Country: "US", ContractVolume: 350, Fee: decimal.NewFromInt(4200),
					Worth: decimal.NewFromInt(65000), WinRate: 0.12,
					Opening: "Hello {first}, this is Northlight, calling for Harbour Dental Systems about same-day crowns."},
				Supervisor: "Priya Raman",
				Callers:    []string{"Dana Whitfield", "Omar Haddad"},
				Questions:  millingQuestions("Harbour", 45000, 110000),
				Script:     sayings("Harbour Dental Systems", "mill", "+1 813 555 0100"),
				Rule:       models.Rule{A: 75, B: 50, C: 25},
				Nurture:    kept("milling in your own practice", 75),
			},
		},
		Sources: []Source{
			{Name: "Scanner terms", Medium: "search", Program: "scanners-us", Form: "Ask for a price", Intro: "Two lines are enough. Somebody will call you within the hour.",
				Monthly: 8000, Inquiries: 480, LeadRate: 0.065, OrderRate: 0.10, FromForms: true},
			{Name: "Facebook lead forms", Medium: "other", Audience: "horizontal", Program: "scanners-us", Monthly: 3850, Inquiries: 680, LeadRate: 0.022, OrderRate: 0.13, FromForms: true},
			{Name: "DentalCompare listing", Medium: "directory", Program: "scanners-us", Form: "Ask Harbour Dental", Intro: "What would you like to know?",
				Monthly: 2400, Inquiries: 410, LeadRate: 0.035, OrderRate: 0.12, FromForms: true},
			{Name: "Greater New York", Medium: "trade_show", Audience: "vertical", Program: "scanners-us", Once: map[time.Month]int64{time.November: 61000}, Inquiries: 130, LeadRate: 0.22, OrderRate: 0.22},
			{Name: "FDC Orlando", Medium: "trade_show", Audience: "vertical", Program: "scanners-us", Once: map[time.Month]int64{time.June: 38000}, Inquiries: 75, LeadRate: 0.19, OrderRate: 0.20},
			{Name: "Owners in FL and GA", Medium: "direct_mail", Audience: "vertical", Program: "scanners-us", Once: map[time.Month]int64{time.February: 21250, time.September: 21250}, Inquiries: 100, LeadRate: 0.21, OrderRate: 0.22},
			{Name: "Dental Economics", Medium: "print_ad", Audience: "vertical", Program: "scanners-us", Monthly: 4500, Inquiries: 60, LeadRate: 0.23, OrderRate: 0.25},
			{Name: "Practice newsletter", Medium: "email", Program: "scanners-us", Once: quarterly(1550), Inquiries: 115, LeadRate: 0.11, OrderRate: 0.21, FromForms: true},
			{Name: "Existing practices", Medium: "referral", Program: "scanners-us", Once: quarterly(2375), Inquiries: 45, LeadRate: 0.42, OrderRate: 0.35},
			{Name: "Same-day crowns", Medium: "webinar", Audience: "vertical", Program: "chairside-us", Form: "Same-day crowns", Intro: "Send me the recording, and call me.",
				Once: quarterly(4700), Inquiries: 140, LeadRate: 0.19, OrderRate: 0.22, FromForms: true},
			{Name: "Chairside podcast", Medium: "pr", Program: "chairside-us", Once: map[time.Month]int64{time.March: 6500}, Inquiries: 35, LeadRate: 0.12, OrderRate: 0.17},
		},
		Process: "Capital equipment",
		Steps: []models.Step{
			{Name: "First contact", Means: "You spoke with the person."},
			{Name: "Demo", Means: "They had one in their hands."},
			{Name: "Quote", Means: "They have a price."},
			{Name: "Decision", Means: "The one who signs has it.", Customer: "Puts it before who signs.", Role: models.RoleDecider},
			{Name: "Order", Means: "They ordered."},
		},
	}
}

// quarterly is the same spend at the end of each quarter.
func quarterly(amount int64) map[time.Month]int64 {
	return map[time.Month]int64{time.March: amount, time.June: amount, time.September: amount, time.December: amount}
}
