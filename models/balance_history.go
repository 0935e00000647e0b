package models

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A BalanceNow is a client's balance sheet as a job counted it last.
type BalanceNow struct {
	ClientID ID `gorm:"primaryKey"`
	At       time.Time
	BalanceFigures
}

// TableName is balance_now.
func (BalanceNow) TableName() string { return "balance_now" }

// A BalanceDay is a client's balance sheet as a day began, chained to that of the day before.
type BalanceDay struct {
	ClientID ID        `gorm:"primaryKey"`
	Seq      int       `gorm:"primaryKey;autoIncrement:false"`
	Day      time.Time `gorm:"type:date"`
	At       time.Time
	BalanceFigures
	PrevHash string
	Hash     string
}

// A BalanceStatement says that a month was told by letter.
type BalanceStatement struct {
	ClientID ID        `gorm:"primaryKey"`
	Month    time.Time `gorm:"primaryKey;type:date"`
	MadeAt   time.Time
	SentAt   *time.Time
}

// BalanceStart is what the first row of a client's history has for the hash of the row
// before it: a row of one client's history is none of another's.
func BalanceStart(clientID ID) string {
	return sealed("Ripen balance history 1, client " + clientID.String())
}

func sealed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// BalanceColumns is the head of the history's file: the cells of a row's text, and its hash.
func BalanceColumns() []string {
	columns := []string{"seq", "day", "at", "received"}
	for _, l := range BalanceLines {
		columns = append(columns, l.Key)
	}
	return append(columns, "difference", "prev_hash", "hash")
}

// Text is what the hash of a row is made over: its cells in the order of BalanceColumns, but
// for the hash itself, with commas between them. No cell holds a comma or a quote.
func (d *BalanceDay) Text() string {
	cells := []string{strconv.Itoa(d.Seq), d.Day.Format(time.DateOnly), d.At.UTC().Format(time.RFC3339), strconv.Itoa(d.Received)}
	for _, l := range BalanceLines {
		cells = append(cells, strconv.Itoa(l.In(&d.BalanceFigures)))
	}
	return strings.Join(append(cells, strconv.Itoa(d.Difference), d.PrevHash), ",")
}

// Chain puts the row behind another, nil for the first, and seals it. Its instant is kept to
// the second, as the text has it.
func (d *BalanceDay) Chain(before *BalanceDay) {
	d.Seq, d.PrevHash, d.At = 1, BalanceStart(d.ClientID), d.At.UTC().Truncate(time.Second)
	if before != nil {
		d.Seq, d.PrevHash = before.Seq+1, before.Hash
	}
	d.Hash = sealed(d.Text())
}

// ReadBalanceDay reads a row of the file back.
func ReadBalanceDay(clientID ID, line string) (*BalanceDay, error) {
	cells := strings.Split(line, ",")
	columns := BalanceColumns()
	if len(cells) != len(columns) {
		return nil, fmt.Errorf("it has %d cells where a row has %d", len(cells), len(columns))
	}
	d := &BalanceDay{ClientID: clientID, PrevHash: cells[len(cells)-2], Hash: cells[len(cells)-1]}
	var err error
	if d.Day, err = time.Parse(time.DateOnly, cells[1]); err != nil {
		return nil, fmt.Errorf("its day is none: %q", cells[1])
	}
	if d.At, err = time.Parse(time.RFC3339, cells[2]); err != nil {
		return nil, fmt.Errorf("its instant is none: %q", cells[2])
	}
	numbers := []*int{&d.Seq, nil, nil, &d.Received}
	for _, l := range BalanceLines {
		numbers = append(numbers, l.of(&d.BalanceFigures))
	}
	for n, to := range append(numbers, &d.Difference) {
		if to == nil {
			continue
		}
		if *to, err = strconv.Atoi(cells[n]); err != nil {
			return nil, fmt.Errorf("%s is no number: %q", columns[n], cells[n])
		}
	}
	if d.Text()+","+d.Hash != line {
		return nil, fmt.Errorf("its cells are not written as they were")
	}
	return d, nil
}

// A BalanceFault is the first row of a history that is not as it was written.
type BalanceFault struct {
	Row int       // where it should stand, counted from 1
	Day time.Time // as it says itself; zero for one that is missing or cannot be read
	Why string
}

// Error says which row, and what is wrong with it.
func (f *BalanceFault) Error() string {
	if f.Day.IsZero() {
		return fmt.Sprintf("row %d %s", f.Row, f.Why)
	}
	return fmt.Sprintf("row %d (%s) %s", f.Row, f.Day.Format(time.DateOnly), f.Why)
}

// CheckBalanceDays goes through a client's history from its first row, and names the first
// one that was changed, added, moved or taken out; nil where none was. A history whose last
// rows were cut off, or were all written anew, is told only by an older copy of it or by the
// hash in a letter.
func CheckBalanceDays(clientID ID, days []BalanceDay) *BalanceFault {
	prev := BalanceStart(clientID)
	for n := range days {
		d, row := &days[n], n+1
		is := func(why string, words ...any) *BalanceFault {
			return &BalanceFault{Row: row, Day: d.Day, Why: fmt.Sprintf(why, words...)}
		}
		switch {
		case d.ClientID != clientID:
			return is("is of another client")
		case sealed(d.Text()) != d.Hash:
			return is("was changed: its hash is not that of what it says")
		case d.Seq > row:
			return &BalanceFault{Row: row, Why: fmt.Sprintf("is missing: row %d stands in its place", d.Seq)}
		case d.Seq == n && days[n-1].Hash != d.Hash && n+1 < len(days) && days[n+1].PrevHash == d.Hash: // the one before took its place
			d, row = &days[n-1], n
			return is("was put in: the row after it is the one that was written")
		case d.Seq < row:
			return is("was put in: it says that it is row %d, which stands before it", d.Seq)
		case d.PrevHash != prev:
			if n == 0 {
				return is("does not begin this client’s history")
			}
			if n+1 == len(days) || days[n+1].PrevHash == d.Hash { // what comes after knows this one
				d, row = &days[n-1], n
			}
			return is("was written anew: the row beside it was chained to another")
		case n > 0 && !d.Day.After(days[n-1].Day):
			return is("is not later than the row before it")
		case d.Ends()+d.Difference != d.Received:
			return is("does not add up")
		}
		prev = d.Hash
	}
	return nil
}
