// Package desk is what the supervisor sees: the queue now, what needs a decision, the
// inquiries, the week of the nurtured ones, and imports.
package desk

import (
	"strconv"

	"ripen/views/components"
	"ripen/views/layouts"
)

// A BalancePage is the lead balance sheet, client by client.
type BalancePage struct {
	Layout  layouts.Page
	Balance components.Stat
	Clock   string
	Rows    []BalanceRow
	Total   BalanceRow
}

// A BalanceRow is one client's sheet.
type BalanceRow struct {
	Client string
	Cells  []string
	Off    bool // the difference is not 0
}

// BalanceHeads names the cells of a BalanceRow.
var BalanceHeads = []string{"Came in", "Rejected", "Waiting forms", "To be called", "With a caller", "Pending", "Nurtured", "Released", "Closed", "Merged", "Erased", "Undone", "Difference"}

func number(n int) string { return strconv.Itoa(n) }

// comma is a number as people write it: 1,412.
func comma(n int) string {
	text := strconv.Itoa(n)
	for k := len(text) - 3; k > 0; k -= 3 {
		text = text[:k] + "," + text[k:]
	}
	return text
}
