package sample

import (
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
)

// pinnacle sells scanners too, in Germany and in euros: nobody calls for it and for Harbour.
func pinnacle() Client {
	const zone = "Europe/Berlin"
	return Client{
		Slug: "pinnacle-scan", Name: "Pinnacle Scan", Zone: zone, Currency: "EUR", AccountManager: "Clara Nyberg",
		Partners: []string{"Dentalhandel Nord"},
		People: []Person{
			{"Klaus Reinhardt", "klaus@pinnacle-scan.example", models.SalesManager, zone, "", "Follow-up in Germany"},
			{"Elif Kaya", "elif@pinnacle-scan.example", models.Marketer, zone, "", "Which sources pay"},
			{"Anja Vogt", "anja@pinnacle-scan.example", models.Rep, zone, "", "The south"},
			{"Piotr Zielinski", "piotr@dentalhandel-nord.example", models.Rep, zone, "Dentalhandel Nord", "Dentalhandel Nord"},
			{"Sabine Ott", "sabine@dentalhandel-nord.example", models.PartnerManager, zone, "Dentalhandel Nord", "Her own reps’ leads, no other’s"},
		},
		Programs: []Program{
			{
				Program: models.Program{Slug: "scanner-de", Name: "Scanner Germany", Country: "DE", ContractVolume: 500, Fee: decimal.NewFromInt(5200),
					Worth: decimal.NewFromInt(24000), WinRate: 0.16,
					Opening: "Good morning {first}, this is Northlight, calling for Pinnacle Scan. You asked us about scanners."},
				Supervisor: "Ines Duarte",
				Callers:    []string{"Theo Brandt", "Lucia Varga"},
				Questions:  scannerQuestions("Pinnacle", 18000, 52000),
				Script:     sayings("Pinnacle Scan", "scanner", "+49 30 23125 010"),
				Rule:       models.Rule{A: 75, B: 50, C: 25},
			},
			{
				Program: models.Program{Slug: "lab-scanner-eu", Name: "Lab scanner Europe", Country: "DE", ContractVolume: 200, Fee: decimal.NewFromInt(2600),
					Worth: decimal.NewFromInt(39000), WinRate: 0.14,
					Opening: "Good morning {first}, this is Northlight, calling for Pinnacle Scan about scanners for your laboratory."},
				Supervisor: "Ines Duarte",
				Callers:    []string{"Theo Brandt", "Lucia Varga"},
				Questions:  millingQuestions("Pinnacle", 30000, 90000),
				Script:     sayings("Pinnacle Scan", "scanner", "+49 30 23125 010"),
				Rule:       models.Rule{A: 75, B: 50, C: 25},
			},
		},
		Sources: []Source{
			{Name: "Praxis web form", Medium: "web", Program: "scanner-de", Form: "Ask Pinnacle", Intro: "We call you back on the same day.", Monthly: 1900, Inquiries: 420, LeadRate: 0.08, OrderRate: 0.14, FromForms: true},
			{Name: "IDS Cologne", Medium: "trade_show", Audience: "vertical", Program: "scanner-de", Once: map[time.Month]int64{time.March: 52000}, Inquiries: 310, LeadRate: 0.20, OrderRate: 0.20},
			{Name: "Search scanner price", Medium: "search", Program: "scanner-de", Monthly: 4200, Inquiries: 520, LeadRate: 0.05, OrderRate: 0.12, FromForms: true},
			{Name: "Lab day seminar", Medium: "seminar", Audience: "vertical", Program: "lab-scanner-eu", Once: quarterly(3400), Inquiries: 150, LeadRate: 0.24, OrderRate: 0.24},
		},
		Process: "Praxis",
		Steps: []models.Step{
			{Name: "First contact", Means: "You spoke with the person."},
			{Name: "Visit", Means: "You were in the practice."},
			{Name: "Quote", Means: "They have a price."},
			{Name: "Order", Means: "They ordered."},
		},
	}
}

// aster sells the same to practices and laboratories in the United Kingdom.
func aster() Client {
	const zone = "Europe/London"
	return Client{
		Slug: "aster-labs", Name: "Aster Dental Labs", Zone: zone, Currency: "GBP", AccountManager: "Clara Nyberg",
		Partners: []string{"Pennine Dental"},
		People: []Person{
			{"Fiona Blackwood", "fiona@aster-labs.example", models.SalesManager, zone, "", "Follow-up in Britain"},
			{"Hugh Tennant", "hugh@aster-labs.example", models.Marketer, zone, "", "Which sources pay"},
			{"Owen Pryce", "owen@aster-labs.example", models.Rep, zone, "", "Wales and the west"},
			{"Aisha Rahman", "aisha@aster-labs.example", models.Rep, zone, "", "London and the east"},
			{"Gareth Shaw", "gareth@pennine-dental.example", models.Rep, zone, "Pennine Dental", "Pennine Dental"},
			{"Moira Kell", "moira@pennine-dental.example", models.PartnerManager, zone, "Pennine Dental", "Her own reps’ leads, no other’s"},
		},
		Programs: []Program{
			{
				Program: models.Program{Slug: "scanners-uk", Name: "Scanners UK", Country: "GB", ContractVolume: 400, Fee: decimal.NewFromInt(3900),
					Worth: decimal.NewFromInt(21000), WinRate: 0.15,
					Opening: "Good morning {first}, this is Northlight, calling for Aster. You asked about our scanners."},
				Supervisor: "Ines Duarte",
				Callers:    []string{"Sam Adeyemi", "Theo Brandt", "Lucia Varga"},
				Questions:  scannerQuestions("Aster", 15000, 45000),
				Script:     sayings("Aster", "scanner", "+44 20 7946 0100"),
				Rule:       models.Rule{A: 75, B: 50, C: 25},
			},
			{
				Program: models.Program{Slug: "lab-service-uk", Name: "Lab service UK", Country: "GB", ContractVolume: 250, Fee: decimal.NewFromInt(2100),
					Worth: decimal.NewFromInt(16000), WinRate: 0.20,
					Opening: "Good morning {first}, this is Northlight, calling for Aster about our laboratory service."},
				Supervisor: "Ines Duarte",
				Callers:    []string{"Sam Adeyemi", "Lucia Varga"},
				Questions:  millingQuestions("Aster", 8000, 30000),
				Script:     sayings("Aster", "service", "+44 20 7946 0100"),
				Rule:       models.Rule{A: 75, B: 50, C: 25},
			},
		},
		Sources: []Source{
			{Name: "Website UK", Medium: "web", Program: "scanners-uk", Form: "Ask Aster", Intro: "Tell us what you need; we ring you back.", Monthly: 1200, Inquiries: 400, LeadRate: 0.09, OrderRate: 0.15, FromForms: true},
			{Name: "BDIA Showcase", Medium: "trade_show", Audience: "vertical", Program: "scanners-uk", Once: map[time.Month]int64{time.October: 27000}, Inquiries: 260, LeadRate: 0.21, OrderRate: 0.21},
			{Name: "The Probe", Medium: "print_ad", Audience: "vertical", Program: "scanners-uk", Monthly: 2100, Inquiries: 110, LeadRate: 0.17, OrderRate: 0.23},
			{Name: "Dentist to dentist", Medium: "referral", Program: "lab-service-uk", Inquiries: 120, LeadRate: 0.38, OrderRate: 0.33}, // no spend entered
		},
		Process: "Practice",
		Steps:   models.UsualSteps,
	}
}
