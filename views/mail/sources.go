package mail

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ripen/models"
)

// Sources is the weekly message of how a client's sources do: sums, and no inquiry.
func (Letters) Sources(l models.SourcesLetter) (subject, text, html string, err error) {
	s := sources{l}
	var page strings.Builder
	if err := sourcesLetter(s).Render(context.Background(), &page); err != nil {
		return "", "", "", fmt.Errorf("draw the letter on sources: %w", err)
	}
	return s.subject(), s.text(), page.String(), nil
}

// sources is a look at the sources with its words.
type sources struct{ models.SourcesLetter }

// A said is one sentence or more on a source, and where to read on.
type said struct{ Head, Text, URL string }

func (s sources) subject() string {
	var fresh []string
	for _, n := range s.Week.Named {
		if n.New {
			fresh = append(fresh, n.Name)
		}
	}
	what := "Sources of " + s.Client.Name + ", week of " + s.WeekOn.Format("2 January")
	if len(fresh) > 0 {
		what = "Tapped out: " + strings.Join(fresh, ", ") + ". " + what
	}
	return strings.Join(strings.Fields(what), " ")
}

// opening is what came and what it cost, in two sentences.
func (s sources) opening() (came, cost string) {
	now, before := s.Week.Now, s.Week.Before
	came = fmt.Sprintf("In the 13 weeks to %s: %s (before: %d), %d A leads (%d), %d orders (%d).", s.Week.To.Format("2 January 2006"),
		many(now.Inquiries, "inquiry", "inquiries"), before.Inquiries, now.Leads, before.Leads, now.Orders, before.Orders)
	if now.Spend == nil {
		return came, "No spend was entered for these weeks: what that cost cannot be said. None entered is not zero."
	}
	cost = "Spend " + s.money(now.Spend) + " (" + s.money(before.Spend) + "): " + s.money(now.CPI) + " an inquiry (" + s.money(before.CPI) + "), " + s.money(now.CPL) + " a lead (" + s.money(before.CPL) + "), " +
		s.order(now) + " an order (" + s.order(before) + ")."
	return came, cost
}

func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}

func (s sources) money(d *decimal.Decimal) string {
	if d == nil {
		return "not known"
	}
	if hundred := decimal.NewFromInt(100); d.GreaterThanOrEqual(hundred) {
		return s.Client.Currency + " " + thousands(d.Round(0))
	}
	return s.Client.Currency + " " + thousands(*d)
}

// order is what an order cost; of under five that is chance.
func (s sources) order(t models.SourceSums) string {
	if t.CPO == nil && t.Spend != nil {
		return "too few to say"
	}
	return s.money(t.CPO)
}

// estimate is an amount that was estimated: as exact as two digits.
func (s sources) estimate(v float64) string {
	if v <= 0 {
		return s.Client.Currency + " 0"
	}
	unit := math.Pow(10, math.Floor(math.Log10(v))-1)
	return s.Client.Currency + " " + thousands(decimal.NewFromFloat(math.Round(v/unit)*unit))
}

// named is the sources that are tapped out: told in full once, and in a line from then on.
func (s sources) named() (all []said) {
	for _, n := range s.Week.Named {
		one := said{Head: n.Name + " is tapped out, since about " + n.Fell.Format("2 January 2006") + ".", Text: s.fell(n) + s.means(n) + advised(n.Act), URL: s.of(n)}
		if !n.New {
			one.Head = n.Name + " is still tapped out; named on " + n.FirstOn.Format("2 January 2006") + "."
			one.Text = strings.TrimSpace(s.means(n)) + advised(n.Act)
			if by, seen := s.SeenName[n.SourceID]; seen {
				one.Text = "Seen by " + by + ending(s.Seen[n.SourceID])
			}
		}
		one.Text = strings.TrimSpace(one.Text)
		all = append(all, one)
	}
	return all
}

// ending is a note after whose it is.
func ending(note string) string {
	if note == "" {
		return "."
	}
	return ": " + note
}

// signs is the sources of which one chart stands at its limit.
func (s sources) signs() (all []said) {
	for _, n := range s.Week.Signs {
		all = append(all, said{Head: "Look at " + n.Name + ": one of its charts stands at its limit.", Text: strings.TrimSpace("Where many sources are watched that happens by chance." + s.means(n)), URL: s.of(n)})
	}
	return all
}

func (s sources) of(n models.NamedSource) string { return s.Tapped + "?source=" + n.SourceID.String() }

// fell is how the share of A fell; nothing where so few were decided that it says nothing, or
// tells how few the others were.
func (s sources) fell(n models.NamedSource) string {
	const enough = 20
	if n.Before.N < enough || n.Since.N < enough || n.Since.N-n.Since.K < 5 || n.Before.N-n.Before.K < 5 {
		return ""
	}
	share := func(c models.Count) string {
		return strconv.FormatFloat(float64(c.K)/float64(c.N)*100, 'f', 1, 64) + " %"
	}
	return "Of its inquiries " + share(n.Before) + " were A before, and " + share(n.Since) + " since."
}

// means is what that means in money.
func (s sources) means(n models.NamedSource) string {
	if !n.Priced {
		return " What that means in money cannot be said."
	}
	text := fmt.Sprintf(" A month brings %.1f orders fewer (%.1f to %.1f) at the present spend", n.Lost, n.LostLow, n.LostHigh)
	if n.Worth > 0 {
		text += ", worth " + s.estimate(n.Worth)
	}
	if n.Overspent > 0 {
		text += "; " + s.estimate(n.Overspent) + " of that spend buys nothing any more"
	}
	return text + "."
}

func advised(act string) string {
	switch act {
	case "stop":
		return " Proposal: stop it."
	case "halve":
		return " Proposal: halve it."
	}
	return " Proposal: keep it, and find out why."
}

// ranking is the sources whose place by cost per order is another.
func (s sources) ranking() string {
	var all []string
	for _, m := range s.Week.Moves {
		all = append(all, fmt.Sprintf("%s %d (was %d)", m.Name, m.Place, m.Was))
	}
	if len(all) == 0 {
		return "By cost per order no source has another place than in the 13 weeks before."
	}
	return "Places by cost per order: " + strings.Join(all, ", ") + "."
}

func (s sources) why() string {
	return "You get this each Monday because you look after the sources of " + s.Client.Name + ". All is counted on the day on which it happened; orders often belong to inquiries of earlier weeks."
}

// text is the letter without HTML.
func (s sources) text() string {
	var b strings.Builder
	came, cost := s.opening()
	b.WriteString(came + "\n" + cost + "\n\n")
	for _, one := range append(s.named(), s.signs()...) {
		b.WriteString(one.Head + "\n")
		if one.Text != "" {
			b.WriteString(one.Text + "\n")
		}
		b.WriteString(one.URL + "\n\n")
	}
	b.WriteString(s.ranking() + "\n\n" + s.URL + "\n\n--\n" + s.why() + "\nNo more of these: " + s.Stop + "\n")
	return b.String()
}
