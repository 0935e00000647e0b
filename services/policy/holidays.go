package policy

import (
	"slices"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/ar"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/ua"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"
)

// holidaysOf holds the holidays of each country whose calendar is known, and of
// the states whose law closes their own holidays besides. A country that is
// missing has no holidays here: its preset keeps weekdays only.
var holidaysOf = map[string][]*cal.Holiday{
	"AR": ar.Holidays, "AT": at.Holidays, "BE": be.Holidays, "BG": bg.Holidays, "BR": br.Holidays, "CA": ca.Holidays,
	"CH": ch.Holidays, "CZ": cz.Holidays, "DE": de.Holidays, "DK": dk.Holidays, "ES": es.Holidays, "FR": fr.Holidays,
	"GB": gb.Holidays, "GR": gr.Holidays, "HR": hr.Holidays, "IE": ie.Holidays, "IT": it.Holidays, "JP": jp.Holidays,
	"LT": lt.Holidays, "LV": lv.Holidays, "NL": nl.Holidays, "NO": no.Holidays, "NZ": nz.Holidays, "PL": pl.Holidays,
	"RO": ro.Holidays, "SE": se.Holidays, "SI": si.Holidays, "SK": sk.Holidays, "UA": ua.Holidays, "US": us.Holidays,
	"ZA": za.Holidays,

	// National in Australia are the days that every state keeps.
	"AU": {au.NewYear, au.AustraliaDay, au.GoodFriday, au.EasterMonday, au.AnzacDay, au.ChristmasDay, au.BoxingDay},

	// Alabama, Code of Alabama 1-3-8.
	"US-AL": {
		mardiGras,
		{Name: "Confederate Memorial Day", Month: time.April, Weekday: time.Monday, Offset: 4, Func: cal.CalcWeekdayOffset},
		{Name: "Jefferson Davis’ Birthday", Month: time.June, Weekday: time.Monday, Offset: 1, Func: cal.CalcWeekdayOffset},
	},
	// Louisiana, Revised Statutes 1:55.
	"US-LA": {
		mardiGras, aa.GoodFriday, us.DayAfterThanksgivingDay,
		{Name: "Election Day", Month: time.November, Func: calcElectionDay},
	},
}

var mardiGras = &cal.Holiday{Name: "Mardi Gras", Offset: -47, Func: cal.CalcEasterOffset}

// calcElectionDay is the Tuesday after the first Monday of November in even years.
func calcElectionDay(h *cal.Holiday, year int) time.Time {
	if year%2 != 0 {
		return time.Time{}
	}
	return cal.WeekdayN(year, h.Month, time.Monday, 1).AddDate(0, 0, 1)
}

// A calendar knows the holidays of one place, worked out once a year.
type calendar struct {
	holidays []*cal.Holiday
	years    sync.Map // year → *[367]bool, by day of the year
}

// calendars are made when first asked for, and shared by all windows.
var calendars sync.Map // place → *calendar

func calendarOf(place string) *calendar {
	if found, ok := calendars.Load(place); ok {
		return found.(*calendar)
	}
	found, _ := calendars.LoadOrStore(place, &calendar{holidays: holidaysOf[place]})
	return found.(*calendar)
}

// closed reports whether the local day is a holiday or the day one is observed on.
func (c *calendar) closed(day time.Time) bool {
	if len(c.holidays) == 0 {
		return false
	}
	year := day.Year()
	known, ok := c.years.Load(year)
	if !ok {
		known, _ = c.years.LoadOrStore(year, c.workOut(year))
	}
	return known.(*[367]bool)[day.YearDay()]
}

func (c *calendar) workOut(year int) *[367]bool {
	days := new([367]bool)
	book := cal.Calendar{Holidays: c.holidays}
	for day := time.Date(year, time.January, 1, 12, 0, 0, 0, time.UTC); day.Year() == year; day = day.AddDate(0, 0, 1) {
		actual, observed, _ := book.IsHoliday(day)
		days[day.YearDay()] = actual || observed
	}
	return days
}

// Closed says of a local day whether it is a public holiday of the country, or the day one
// is observed on; nil where its calendar is not known.
func Closed(country string) func(day time.Time) bool {
	if len(holidaysOf[country]) == 0 {
		return nil
	}
	return calendarOf(country).closed
}

// Calendars is the countries whose holidays are known.
func Calendars() []string {
	var all []string
	for place := range holidaysOf {
		if len(place) == 2 {
			all = append(all, place)
		}
	}
	slices.Sort(all)
	return all
}
