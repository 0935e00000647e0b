package desk

import (
	"fmt"
	"strconv"
	"time"

	"ripen/services/nurture"
	"ripen/views/desk"
	"ripen/web/page"
)

// forecastOf adds what the coming weeks ask for; who would come late is said in words.
func forecastOf(p *desk.NurturePage, ahead []nurture.Forecast, today time.Time) {
	for n := range nurture.ForecastWeeks {
		p.Weeks = append(p.Weeks, "from "+today.AddDate(0, 0, 7*n).Format("2 Jan"))
	}
	for n := range ahead {
		f := &ahead[n]
		r := desk.ForecastRow{Client: f.ClientName, Program: f.ProgramName, Tone: strconv.Itoa(f.Colour), Calls: page.Thousands(f.AWeek()), Each: fmt.Sprintf("%.1f", f.Each())}
		most := 0
		for _, w := range f.Weeks() {
			cell := desk.ForecastCell{Due: page.Thousands(w.Due)}
			if w.Late > 0 {
				cell.Late = page.Thousands(w.Late)
			}
			most = max(most, w.Late)
			r.Weeks = append(r.Weeks, cell)
		}
		if most > 0 {
			r.Short = fmt.Sprintf("%s: even if every call of a week went to them (%s lately), up to %s would be called later than their day. Add callers, or move dates in the plan.", f.ProgramName, page.Thousands(f.AWeek()), people(most))
		}
		p.Ahead = append(p.Ahead, r)
	}
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return page.Thousands(n) + " people"
}
