package desk

import (
	"strconv"

	"ripen/models"
	"ripen/services/reports"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/page"
)

var balanceURL = paths.DeskBalance()

func balanceFigure(difference int) components.Stat {
	if difference == 0 {
		return components.Stat{Label: "Balance", Value: "0", Note: "nothing lost", URL: balanceURL}
	}
	return components.Stat{Label: "Balance", Value: strconv.Itoa(difference), Note: "not accounted for", URL: balanceURL}
}

func balancePage(sheets []reports.Balance, names map[models.ID]string) desk.BalancePage {
	var p desk.BalancePage
	total, difference := make([]int, len(desk.BalanceHeads)), 0
	for _, s := range sheets {
		closed := 0
		for _, n := range s.Closed {
			closed += n
		}
		figures := []int{s.Received, s.Rejected, s.Quarantined, s.ToBeCalled.Total(), s.Held, s.Pending, s.Nurtured, s.Released, closed, s.Merged, s.Erased, s.Undone, s.Difference}
		for n, figure := range figures {
			total[n] += figure
		}
		difference += max(s.Difference, -s.Difference)
		p.Rows = append(p.Rows, desk.BalanceRow{Client: names[s.ClientID], Cells: spelled(figures), Off: s.Difference != 0})
	}
	p.Total = desk.BalanceRow{Client: "All", Cells: spelled(total), Off: difference != 0}
	p.Balance = balanceFigure(difference)
	return p
}

func spelled(figures []int) (cells []string) {
	for _, n := range figures {
		cells = append(cells, page.Thousands(n))
	}
	return cells
}
