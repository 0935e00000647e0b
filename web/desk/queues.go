package desk

import (
	"strconv"
	"time"

	"ripen/models"
	desks "ripen/services/desk"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
)

// totals is the foot of the queue's table.
func totals(d *desks.Now, s summary) (all [7]string) {
	for n, count := range [7]int{s.promises, s.tiers[models.TierHot].N, s.tiers[models.TierRequalification].N, s.tiers[models.TierRetry].N, s.tiers[models.TierRest].N, s.outside, s.later} {
		all[n] = capped(count)
	}
	return all
}

// clientQueues groups the programs by client, and compares each client's share of the
// last hour's calls with what its contracts owe it.
func clientQueues(d *desks.Now, zone *time.Location) (all []desk.ClientQueue) {
	volumes, calls, volume := map[models.ID]float64{}, map[models.ID]int{}, 0.0
	for _, g := range d.Programs {
		calls[g.ClientID] += g.Served.N
		if g.State == models.ProgramActive && g.HeldUntil == nil {
			volumes[g.ClientID] += g.Owed()
			volume += g.Owed()
		}
	}
	var last models.ID
	for _, g := range d.Programs {
		if g.ClientID != last {
			last = g.ClientID
			c := desk.ClientQueue{Client: g.ClientName, Tone: strconv.Itoa(g.Colour), URL: paths.DeskInquiries(clientFilter(g.ClientID))}
			c.Share = desk.Share{Owed: share(volumes[last], volume), Of: percent(calls[last], d.Claims), Counted: d.Claims > 0}
			c.Share.Short = c.Share.Counted && c.Share.Of*4 < c.Share.Owed*3
			all = append(all, c)
		}
		client := &all[len(all)-1]
		client.Programs = append(client.Programs, programQueue(g, d.At, zone))
	}
	return all
}

// share is a part of the whole, in percent.
func share(part, whole float64) int {
	if whole == 0 {
		return 0
	}
	return int(100*part/whole + 0.5)
}

func percent(part, whole int) int {
	if whole == 0 {
		return 0
	}
	return (part*100 + whole/2) / whole
}

func programQueue(g desks.Program, at time.Time, zone *time.Location) desk.ProgramQueue {
	q := desk.ProgramQueue{Name: g.ProgramName, URL: paths.DeskProgram(g.ProgramID)}
	switch {
	case g.State == models.ProgramPaused:
		q.State = "paused"
	case g.HeldUntil != nil:
		q.State = "on hold until " + when(*g.HeldUntil, at, zone)
	}
	q.Cells[0] = desk.QueueCell{N: capped(g.Promises)}
	switch {
	case g.PromisesLate > 0:
		q.Cells[0].Since, q.Cells[0].Tone = "late", components.Rust
	case g.PromiseNext != nil:
		q.Cells[0].Since = g.PromiseNext.In(zone).Format("15:04")
	}
	outside := 0
	for tier := models.TierHot; tier <= models.TierRest; tier++ {
		w := g.Tiers[tier]
		outside += w.Outside
		cell := desk.QueueCell{N: capped(w.N)}
		if w.Since != nil {
			cell.Since = age(at.Sub(*w.Since))
		}
		if tier == models.TierHot && w.Late > 0 {
			cell.Tone = components.Amber
		}
		if tier == models.TierRequalification && w.Since != nil && at.Sub(*w.Since) > 48*time.Hour {
			cell.Tone = components.Amber
		}
		q.Cells[tier] = cell
	}
	q.Cells[5], q.Cells[6] = desk.QueueCell{N: capped(outside)}, desk.QueueCell{N: capped(g.Scheduled)}
	return q
}
