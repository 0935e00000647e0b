package mail

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"ripen/models"
)

// Balance is the monthly statement of a client's balance sheet: what came in, and the one
// place where each of it is.
func (Letters) Balance(l models.BalanceLetter) (subject, text, html string, err error) {
	w := monthly{l}
	var page strings.Builder
	if err := balance(w).Render(context.Background(), &page); err != nil {
		return "", "", "", fmt.Errorf("draw the balance: %w", err)
	}
	return w.subject(), w.text(), page.String(), nil
}

// monthly is a statement of the balance sheet with its words.
type monthly struct{ models.BalanceLetter }

func (w monthly) month() string { return w.Month.Month.Format("January 2006") }

func (w monthly) subject() string {
	return "Balance sheet of " + strings.Join(strings.Fields(w.Client), " ") + ", " + w.month()
}

// opening is what happened, in a sentence.
func (w monthly) opening() string {
	m := w.Month
	return fmt.Sprintf("In %s %d came in. Of %d in all, each is in one place; the difference is %d.", w.month(), m.CameIn(), m.Closing.Received, m.Closing.Difference)
}

// span says when the two sheets were counted.
func (w monthly) span() string {
	const at = "2 January 2006, 15:04"
	return "Counted " + w.Month.From.In(w.Zone).Format(at) + " and " + w.Month.To.In(w.Zone).Format(at) + "."
}

const balanceFives = "All but what was received and released is told in whole fives; what the lines have beyond them stands in the last one."

var balanceHeads = []string{"At the start", "Change", "At the end"}

// A balanceLine is a line of the letter.
type balanceLine struct {
	Name  string
	Cells []string
	Sum   bool
}

// lines is what was received, the places that hold five or more, and the difference.
func (w monthly) lines() []balanceLine {
	m := w.Month
	all := []balanceLine{{"Received", []string{strconv.Itoa(m.Opening.Received), signed(m.CameIn()), strconv.Itoa(m.Closing.Received)}, true}}
	for _, l := range models.BalanceLines {
		if l.In(&m.Opening) != 0 || l.In(&m.Closing) != 0 {
			all = append(all, balanceLine{l.Label, []string{l.Told(&m.Opening), m.ToldChange(l), l.Told(&m.Closing)}, false})
		}
	}
	return append(all, balanceLine{"Difference", []string{strconv.Itoa(m.Opening.Difference), "", strconv.Itoa(m.Closing.Difference)}, true})
}

// signed is a change with its sign.
func signed(n int) string {
	switch {
	case n > 0:
		return "+" + strconv.Itoa(n)
	case n < 0:
		return "−" + strconv.Itoa(-n)
	}
	return "0"
}

// seal says how the history can be held to this letter.
func (w monthly) seal() string {
	return fmt.Sprintf("Row %d of the history closes the month. Keep this letter: the history that you can download must have this row, with this hash:", w.Month.Row)
}

func (w monthly) why() string {
	return "You get this on the first business morning of each month because you look after the leads of " + strings.Join(strings.Fields(w.Client), " ") + "."
}

// text is the statement without HTML.
func (w monthly) text() string {
	var b strings.Builder
	b.WriteString(w.opening() + "\n" + w.span() + "\n\n" + w.URL + "\n\n")
	for _, l := range w.lines() {
		b.WriteString(l.Name + ": ")
		if l.Cells[1] == "" {
			b.WriteString(l.Cells[2] + "\n")
			continue
		}
		b.WriteString(l.Cells[2] + " (" + l.Cells[0] + " at the start, change " + l.Cells[1] + ")\n")
	}
	b.WriteString("\n" + balanceFives + "\n\n" + w.seal() + "\n" + w.Month.Hash + "\n\n--\n" + w.why() + "\n")
	return b.String()
}
