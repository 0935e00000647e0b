package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"ripen/models"
	desks "ripen/services/desk"
	"ripen/services/policy"
	"ripen/services/reports/rates"
	"ripen/views/desk"
	"ripen/web/page"
)

// What the table of hours shows: so many zones, and a cell only from so many calls on.
const (
	zonesShown = 7
	fewCalls   = 10
	firstHour  = 8
	lastHour   = 19
)

// outlook fills in what the last weeks teach and what the next days ask for.
func outlook(p *desk.NowPage, o *desks.Outlook) {
	p.Heat = heat(o)
	p.Staffing = staffing(o)
}

// A rate is how many of so many calls reached somebody.
type rate struct{ calls, reached int }

func (r *rate) add(calls, reached int) { r.calls += calls; r.reached += reached }

// heat is the share of calls that reached somebody, by the hour and the zone where they are.
func heat(o *desks.Outlook) (h desk.Heat) {
	from, to := firstHour, lastHour
	byZone, whole, today := map[string]map[int]*rate{}, map[string]int{}, map[int]*rate{}
	add := func(in map[int]*rate, hour, calls, reached int) {
		if in[hour] == nil {
			in[hour] = new(rate)
		}
		in[hour].add(calls, reached)
	}
	for _, c := range o.Contact {
		from, to = min(from, c.Hour), max(to, c.Hour)
		if byZone[c.Zone] == nil {
			byZone[c.Zone] = map[int]*rate{}
		}
		add(byZone[c.Zone], c.Hour, c.Calls, c.Reached)
		whole[c.Zone] += c.Calls
		if c.CallsToday > 0 {
			add(today, c.Hour, c.CallsToday, c.ReachedToday)
		}
	}
	for hour := from; hour <= to; hour++ {
		h.Hours = append(h.Hours, strconv.Itoa(hour))
	}
	zones := make([]string, 0, len(whole))
	for zone := range whole {
		zones = append(zones, zone)
	}
	slices.SortFunc(zones, func(a, b string) int { return cmp.Or(whole[b]-whole[a], cmp.Compare(a, b)) })
	others := map[int]*rate{}
	for n, zone := range zones {
		if n >= zonesShown {
			for hour, r := range byZone[zone] {
				add(others, hour, r.calls, r.reached)
			}
			continue
		}
		now := o.At.In(models.Location(zone)).Hour()
		h.Rows = append(h.Rows, heatRow(policy.ZoneName(zone), byZone[zone], from, to, now))
	}
	if len(others) > 0 {
		h.Rows = append(h.Rows, heatRow("Elsewhere", others, from, to, -1))
	}
	shade(h.Rows)
	if len(h.Rows) > 0 {
		row := heatRow("Today, all", today, from, to, -1)
		row.Today = true
		h.Rows = append(h.Rows, row)
	}
	return h
}

func heatRow(name string, hours map[int]*rate, from, to, now int) desk.HeatRow {
	row := desk.HeatRow{Name: name}
	for hour := from; hour <= to; hour++ {
		row.Cells = append(row.Cells, heatCell(hours[hour], hour == now))
	}
	return row
}

// shade makes the best hours the deepest, and the worst the palest.
func shade(rows []desk.HeatRow) {
	low, high := 101, -1
	each := func(do func(c *desk.HeatCell, share int)) {
		for _, r := range rows {
			for n := range r.Cells {
				if share, err := strconv.Atoi(r.Cells[n].Text); err == nil {
					do(&r.Cells[n], share)
				}
			}
		}
	}
	each(func(_ *desk.HeatCell, share int) { low, high = min(low, share), max(high, share) })
	each(func(c *desk.HeatCell, share int) { c.Level = strconv.Itoa(1 + 4*(share-low)/max(high-low, 10)) })
}

// heatCell is the figure of an hour with its range, or that there are too few calls to say.
func heatCell(r *rate, now bool) desk.HeatCell {
	switch {
	case r == nil || r.calls == 0:
		return desk.HeatCell{Text: "·", Level: "shut", Says: "nobody called", Now: now}
	case r.calls < fewCalls:
		return desk.HeatCell{Text: "few", Level: "few", Says: plural(r.calls, "call") + ", too few to say", Now: now}
	}
	share := percent(r.reached, r.calls)
	low, high := rates.Wilson(r.reached, r.calls)
	return desk.HeatCell{Text: strconv.Itoa(share), Level: "1", Now: now,
		Says: fmt.Sprintf("%d of %s, likely %d to %d of 100", r.reached, plural(r.calls, "call"), int(low*100+0.5), int(high*100+0.5))}
}

// staffing is what each half of the next days is asked for, against what it can bear.
func staffing(o *desks.Outlook) (s desk.Staffing) {
	if o.PerHour > 0 {
		s.PerHour = fmt.Sprintf("%.1f calls an hour for each caller", o.PerHour)
	}
	for n := 0; n+1 < len(o.Halves); n += 2 {
		morning, afternoon := o.Halves[n], o.Halves[n+1]
		s.Days = append(s.Days, desk.StaffDay{Day: morning.Day.Format("Mon"), Date: morning.Day.Format("2 Jan"),
			Promised: page.Thousands(morning.Promised + afternoon.Promised), Ripe: page.Thousands(morning.Ripe + afternoon.Ripe), Retries: page.Thousands(morning.Retries + afternoon.Retries),
			Halves: [2]desk.StaffHalf{staffHalf(morning), staffHalf(afternoon)}, Free: morning.Day.Weekday() == time.Sunday || morning.Day.Weekday() == time.Saturday})
		if over := max(morning.Asked()-morning.Capacity, 0) + max(afternoon.Asked()-afternoon.Capacity, 0); over > 0 {
			s.Over += over
		}
	}
	return s
}

func staffHalf(h desks.Half) desk.StaffHalf {
	asked := h.Asked()
	half := desk.StaffHalf{Asked: page.Thousands(asked), Of: page.Thousands(h.Capacity)}
	switch {
	case asked == 0:
		half.Level = "shut"
	case h.Capacity == 0 || asked > h.Capacity:
		half.Level, half.Over = "over", true
	case asked*10 > h.Capacity*8:
		half.Level = "3"
	case asked*2 > h.Capacity:
		half.Level = "2"
	default:
		half.Level = "1"
	}
	return half
}
