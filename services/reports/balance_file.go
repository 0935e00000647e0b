package reports

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"ripen/models"
)

// balanceHead is what the file of a history says of itself: enough to check it with nothing
// but a program that reckons SHA-256.
const balanceHead = `# Lead balance sheet of %s as each day began. By %s.
# client: %s
# rows: %d
# last hash: %s
# How to read it: received = all columns from in_plan to rest + difference. The difference is 0.
# received and released are exact. Every other column is in whole fives; 0 is none to four. What the columns have beyond whole fives is in rest.
# How to check it: a row's hash is the SHA-256 of the row's text in UTF-8 from its first character up to the comma before the hash (not with it) in hexadecimal digits.
# prev_hash is the hash of the row above. In the first row it is the SHA-256 of the text: Ripen balance history 1, client %s
# Rows are numbered 1 2 3 ... without a gap. A day on which nothing was counted has no row.
# Keep this file and the monthly letters: the rows of an older file must all be in a newer one and each letter names a row and its hash.
# By program: ripen verify-history FILE [--against OLDER] [--hash HASH]
`

// WriteBalanceHistory writes a client's history as a file that the client can check alone.
func WriteBalanceHistory(w io.Writer, client *models.Client, agency string, days []models.BalanceDay) error {
	last := models.BalanceStart(client.ID)
	if len(days) > 0 {
		last = days[len(days)-1].Hash
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, balanceHead, oneLine(client.Name), oneLine(agency), client.ID, len(days), last, client.ID)
	fmt.Fprintln(out, strings.Join(models.BalanceColumns(), ","))
	for n := range days {
		fmt.Fprintln(out, days[n].Text()+","+days[n].Hash)
	}
	return out.Flush()
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// ReadBalanceHistory reads such a file back. A row that cannot be read is a fault of the
// history; a file that is no history at all is an error.
func ReadBalanceHistory(r io.Reader) (clientID models.ID, days []models.BalanceDay, fault *models.BalanceFault, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	said, last, headed := -1, "", false
	for lines.Scan() {
		line := strings.TrimSuffix(strings.TrimPrefix(lines.Text(), "\ufeff"), "\r")
		switch {
		case strings.HasPrefix(line, "# client: "):
			if clientID, err = models.ParseID(strings.TrimPrefix(line, "# client: ")); err != nil {
				return clientID, nil, nil, fmt.Errorf("the file names no client: %w", err)
			}
		case strings.HasPrefix(line, "# rows: "):
			if _, err := fmt.Sscanf(line, "# rows: %d", &said); err != nil {
				return clientID, nil, nil, fmt.Errorf("the file does not say how many rows it has: %w", err)
			}
		case strings.HasPrefix(line, "# last hash: "):
			last = strings.TrimPrefix(line, "# last hash: ")
		case strings.HasPrefix(line, "#") || line == "":
		case !headed:
			if headed = line == strings.Join(models.BalanceColumns(), ","); !headed {
				return clientID, nil, nil, fmt.Errorf("this is no history of a balance sheet: its first row is not %s", strings.Join(models.BalanceColumns(), ","))
			}
		default:
			d, wrong := models.ReadBalanceDay(clientID, line)
			if wrong != nil {
				if fault := models.CheckBalanceDays(clientID, days); fault != nil {
					return clientID, days, fault, nil
				}
				return clientID, days, &models.BalanceFault{Row: len(days) + 1, Why: "was changed: " + wrong.Error()}, nil
			}
			days = append(days, *d)
		}
	}
	if err := lines.Err(); err != nil {
		return clientID, nil, nil, fmt.Errorf("read the history: %w", err)
	}
	if clientID == models.NoID || !headed || said < 0 {
		return clientID, nil, nil, fmt.Errorf("this is no history of a balance sheet: its head is missing")
	}
	if fault = models.CheckBalanceDays(clientID, days); fault != nil {
		return clientID, days, fault, nil
	}
	end := models.BalanceStart(clientID)
	if len(days) > 0 {
		end = days[len(days)-1].Hash
	}
	if len(days) != said || end != last {
		return clientID, days, &models.BalanceFault{Row: len(days) + 1, Why: fmt.Sprintf("is missing: the head says %d rows, the last with hash %s", said, last)}, nil
	}
	return clientID, days, nil, nil
}

// AgainstOlder names the first row of an older history that a newer one has changed or lost;
// nil where all of it is there.
func AgainstOlder(older, newer []models.BalanceDay) *models.BalanceFault {
	for n := range older {
		if n >= len(newer) {
			return &models.BalanceFault{Row: n + 1, Day: older[n].Day, Why: "is missing: the older file has it"}
		}
		if older[n].Hash != newer[n].Hash {
			return &models.BalanceFault{Row: n + 1, Day: older[n].Day, Why: "is another one in the older file: it was written anew"}
		}
	}
	return nil
}
