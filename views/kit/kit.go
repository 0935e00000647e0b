// Package kit draws every component in every state on one page, so that they can be looked at.
package kit

import (
	"github.com/a-h/templ"

	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/layouts"
)

// icons: plus history timer phone phone-off mail forward printer ellipsis loader-circle trending-down

// A part is one specimen: its name, its classes, what it looks like.
type part struct {
	id, title, code string
	demo            templ.Component
}

func parts() []part {
	return []part{
		{"grade", "Grade", ".grade[data-grade]", grades()},
		{"button", "Button", ".btn", buttons()},
		{"badge", "Badge, count, avatar", ".badge .count .avatar", badges()},
		{"field", "Field", ".field .input .hint .error", fields()},
		{"choice", "Choice, check", ".choice .check", choices()},
		{"notice", "Notice, words, facts", ".notice .words .facts", notices()},
		{"table", "Table, pager", ".table .pager", tables()},
		{"tabs", "Tabs, steps", ".tabs .steps", tabs()},
		{"progress", "Progress, skeleton", "progress .skeleton", progress()},
		{"toast", "Toast", ".toast in .toasts", toasts()},
		{"empty", "Empty", ".empty", empty()},
		{"timeline", "Timeline", ".timeline", timeline()},
		{"dialog", "Dialog, menu", "[popover].dialog .menu", dialogs()},
		{"rowlist", "Row list, form, code", ".rowlist .form .code", rowlist()},
		{"keys-part", "Keyboard sheet", "[popover].dialog .keys", keys()},
		{"stat", "Stat, heat, swatch", ".stats .heat .swatch", stats()},
		{"slope", "Slope", ".chart.slope", slope()},
		{"trend", "Trend", ".chart .band", trend()},
		{"columns", "Columns", ".chart .col .young", columns()},
	}
}

// KeyGroups is the key sheet of the kit, which is that of the call page.
func KeyGroups() []components.KeyGroup {
	return []components.KeyGroup{
		{Title: "Call", Hints: []components.KeyHint{
			{Label: "Dial, hang up", Keys: []string{"K"}},
			{Label: "Answer", Keys: []string{"1", "–", "4"}},
			{Label: "Next question, back", Keys: []string{"ArrowDown", "ArrowUp"}},
			{Label: "Notes", Keys: []string{"N"}},
			{Label: "Promise", Keys: []string{"P"}},
			{Label: "Override the grade", Keys: []string{"O"}},
		}},
		{Title: "Finish", Hints: []components.KeyHint{
			{Label: "Release the A", Keys: []string{"Ctrl+Enter"}},
			{Label: "No answer, busy, voicemail", Keys: []string{"A", "B", "V"}},
			{Label: "Gatekeeper, callback", Keys: []string{"G", "C"}},
			{Label: "Wrong number, refused", Keys: []string{"W", "R"}},
			{Label: "Do not call", Keys: []string{"X"}},
			{Label: "Undo, recall", Keys: []string{"Z"}},
		}},
	}
}

// Page is the shell the kit stands in. The caller sets Nonce, Token, Theme and User.
func Page() layouts.Page {
	return layouts.Page{
		Title: "Kit", Face: layouts.Kit, BodyClass: "kit", Path: "/admin/kit",
		Nav: []layouts.NavItem{{Label: "Kit", URL: "/admin/kit", Current: true}}, NavLabel: "Kit",
		Keys: KeyGroups(),
	}
}

func slopeRows() charts.Slope {
	return charts.NewSlope("Eleven sources by cost per inquiry on the left, nine of them by cost per order on the right. The cheap inquiry is often the dear order.",
		"cost per inquiry", "cost per order", []charts.SlopeRow{
			{Name: "Facebook lead forms", Left: 23, Right: 9240, LeftText: "$23", RightText: "$9,240"},
			{Name: "Practice newsletter", Left: 18, Right: 775, LeftText: "$18", RightText: "$775"},
			{Name: "DentalCompare listing", Left: 24, Right: 5760, LeftText: "$24", RightText: "$5,760"},
			{Name: "Chairside podcast", Left: 127, LeftText: "$127", Unranked: "too few to say"},
			{Name: "Scanner terms", Left: 68, Right: 10667, LeftText: "$68", RightText: "$10,667"},
			{Name: "Same-day crowns", Left: 71, Right: 1709, LeftText: "$71", RightText: "$1,709"},
			{Name: "Existing practices", Left: 108, Right: 731, LeftText: "$108", RightText: "$731"},
			{Name: "Owners in FL and GA", Left: 144, Right: 3036, LeftText: "$144", RightText: "$3,036"},
			{Name: "Greater New York 2025", Left: 157, Right: 3211, LeftText: "$157", RightText: "$3,211"},
			{Name: "FDC Orlando 2026", Left: 178, LeftText: "$178", Unranked: "too young"},
			{Name: "Dental Economics", Left: 314, Right: 5400, LeftText: "$314", RightText: "$5,400"},
		})
}

func trendPoints() charts.Trend {
	return charts.NewTrend("A rate of Scanner terms by month of arrival with its interval: about 10 percent until January, then 5, 3, 2, 2 and 1 percent.",
		[]charts.TrendPoint{
			{Label: "Jul", Value: .094, Low: .056, High: .155}, {Label: "Aug", Value: .099, Low: .058, High: .165},
			{Label: "Sep", Value: .095, Low: .055, High: .159}, {Label: "Oct", Value: .092, Low: .054, High: .154},
			{Label: "Nov", Value: .092, Low: .051, High: .161}, {Label: "Dec", Value: .095, Low: .049, High: .177},
			{Label: "Jan", Value: .076, Low: .041, High: .139}, {Label: "Feb", Value: .054, Low: .025, High: .112},
			{Label: "Mar", Value: .032, Low: .013, High: .08}, {Label: "Apr", Value: .025, Low: .008, High: .07},
			{Label: "May", Value: .017, Low: .005, High: .059}, {Label: "Jun", Value: .009, Low: .002, High: .047},
		}, 8, "found in March")
}

func cohorts() charts.Columns {
	return charts.NewColumns("cohorts", "Cost per order in thousands by quarter of arrival: 5.1, 4.7, 4.9, 4.3, 4.4, 4.0, then 6.9 and 11.8 in the two young quarters.",
		[]charts.Column{
			{Label: "Q3 24", Value: 5100, Low: 4000, High: 6700, Text: "5.1"}, {Label: "Q4 24", Value: 4700, Low: 3700, High: 6100, Text: "4.7"},
			{Label: "Q1 25", Value: 4900, Low: 3900, High: 6400, Text: "4.9"}, {Label: "Q2 25", Value: 4300, Low: 3500, High: 5500, Text: "4.3"},
			{Label: "Q3 25", TooFew: true}, {Label: "Q4 25", Value: 4000, Low: 3200, High: 5100, Text: "4.0"},
			{Label: "Q1 26", Value: 6900, Low: 4900, High: 10000, Text: "6.9", Young: true}, {Label: "Q2 26", Value: 11800, Low: 7300, High: 15000, Text: "11.8", Young: true},
		}, thousands)
}
