package table

import (
	"bufio"
	"fmt"
	"strings"
)

// commas reads the records of a text file with separated cells, as RFC 4180
// has them and as programs really write them.
type commas struct {
	lines   *lines
	mark    byte
	opts    Options
	columns int // 0 until the header is known
	remarks []string

	torn      bool // the last record broke off inside quotes: scraps of it may follow
	short     bool // a record with too few cells came before any was torn
	lazy      int  // rows with quotes that should have been doubled
	firstLazy int
}

func openCommas(in *bufio.Reader, sample []byte, note string, opts Options) (source, error) {
	c := &commas{lines: newLines(in, sample, opts.MaxRowBytes), opts: opts}
	if note != "" {
		c.remarks = append(c.remarks, note)
	}
	mark, err := c.chooseMark(sample)
	if err != nil {
		return nil, err
	}
	c.mark = mark
	return c, nil
}

func (c *commas) fit(columns int) { c.columns = columns }

func (c *commas) close() error { return nil }

func (c *commas) notes() []string {
	notes := append([]string(nil), c.remarks...)
	if c.lines.decoded > 0 {
		notes = append(notes, fmt.Sprintf("%s not UTF-8 and were read as Windows-1252 (first: line %d): look whether accents and signs are right.",
			counted(c.lines.decoded, "line was", "lines were"), c.lines.firstDecoded))
	}
	if c.lazy > 0 {
		notes = append(notes, fmt.Sprintf("%s quotes inside a quoted cell that are not doubled (first: line %d): they were kept as they stand.",
			counted(c.lazy, "row has", "rows have"), c.firstLazy))
	}
	return notes
}

// record delivers the next record. One that breaks off is given up at its first
// line, and the lines after it are read afresh.
func (c *commas) record() (Row, error) {
	for {
		first, ok := c.lines.at(0)
		if !ok {
			return Row{}, c.lines.err
		}
		if strings.TrimSpace(first.text) == "" {
			c.lines.drop(1)
			continue
		}
		if c.divided(first) {
			continue
		}
		row, used := c.read(first)
		c.lines.drop(used)
		return row, nil
	}
}

// read makes a row of the record that starts at the next line, and says how
// many lines it takes.
func (c *commas) read(first line) (Row, int) {
	row := Row{Line: first.number}
	if first.tooLong {
		row.Problem = fmt.Sprintf("Line %d is longer than %s bytes: break it into rows, or shorten its cells.", first.number, Thousands(c.opts.MaxRowBytes))
		row.Cells = []string{first.text[:min(len(first.text), 1_000)]}
		return row, 1
	}
	cells, used, end := c.attempt(0)
	if end == stray && used == 1 {
		if lazy, ended := split(strip(first.text), c.mark, true, nil); ended.complete() && len(lazy) == c.columns {
			if c.lazy++; c.lazy == 1 {
				c.firstLazy = first.number
			}
			row.Cells, c.torn = lazy, false
			return row, 1
		}
	}
	switch {
	case end == stray && used == 1:
		row.Problem = fmt.Sprintf("Line %d: cell %d has text after its closing quote: double the quotes that belong to the text.", first.number, len(cells)+1)
	case !end.complete() || (used > 1 && c.swallowed(cells, used, end)):
		row.Problem = fmt.Sprintf("Line %d: a quote is opened and not closed before the next row: close it, or double it where it belongs to the text.", first.number)
	case c.torn && !c.short && used == 1 && len(cells) < c.columns:
		row.Problem = fmt.Sprintf("Line %d seems to be the rest of a row above whose quotes are broken: put that row right.", first.number)
		row.Cells = []string{strip(first.text)}
		return row, 1
	default:
		c.torn = false
		c.short = c.short || len(cells) < c.columns
		row.Cells = cells
		return row, used
	}
	c.torn = true
	row.Cells = []string{strip(first.text)}
	return row, 1
}

// attempt splits the record that starts i lines from here, reading on while a
// quote is open, and says how many lines that took.
func (c *commas) attempt(i int) (cells []string, used int, end ending) {
	start, ok := c.lines.at(i)
	if !ok || start.tooLong {
		return nil, 1, inside
	}
	cells, end = split(strip(start.text), c.mark, false, make([]string, 0, c.columns))
	if end != inside {
		return cells, 1, end
	}
	var text strings.Builder
	text.WriteString(start.text)
	for used = 1; used < c.opts.MaxRowLines; {
		next, ok := c.lines.at(i + used)
		if !ok || next.tooLong || text.Len()+len(next.text) > c.opts.MaxRowBytes {
			break
		}
		text.WriteString(next.text)
		used++
		if strings.IndexByte(next.text, '"') < 0 {
			continue
		}
		if cells, end = split(strip(text.String()), c.mark, false, cells[:0]); end != inside {
			return cells, used, end
		}
	}
	return cells, used, inside
}

// swallowed says whether a record over several lines is in truth a row whose
// quote never closes, with good rows caught in it. It is, when it looks odd but
// a record that starts inside it does not; when such a record goes on beyond
// it; or when each of its lines would fit by itself, and that is no accident.
func (c *commas) swallowed(cells []string, used int, end ending) bool {
	if c.columns < 2 {
		return false
	}
	odd := len(cells) != c.columns || end != whole
	for i := 1; i < used; i++ {
		inner, more, ended := c.attempt(i)
		if ended == whole && len(inner) == c.columns && (odd || i+more > used) {
			return true
		}
	}
	return (odd || c.columns > 4 || (c.columns > 2 && used > 3)) && c.evenMarks(used)
}

// evenMarks says whether each of the next lines has as many marks as a row has,
// quoted or not.
func (c *commas) evenMarks(used int) bool {
	for i := range used {
		part, _ := c.lines.at(i)
		if strings.Count(part.text, string(c.mark)) != c.columns-1 {
			return false
		}
	}
	return true
}

// divided cuts a line with carriage returns in it, where the others end in line
// feeds, if rows come of it: two programs wrote this file.
func (c *commas) divided(first line) bool {
	text := strip(first.text)
	if c.lines.end == '\r' || c.columns < 2 || strings.IndexByte(text, '\r') < 0 {
		return false
	}
	if cells, end := split(text, c.mark, false, nil); !end.complete() || len(cells) <= c.columns {
		return false
	}
	parts := strings.Split(text, "\r")
	for _, part := range parts {
		if cells, end := split(part, c.mark, false, nil); !end.complete() || len(cells) != c.columns {
			return false
		}
	}
	c.lines.divide(parts)
	return true
}

// An ending is how the splitting of a record came out.
type ending int

const (
	whole  ending = iota
	rough         // whole, with a quote in a cell that is not quoted
	inside        // inside quotes at the end
	stray         // text after a closing quote
)

func (e ending) complete() bool { return e <= rough }

// split cuts one record, without its line end, at the marks outside quotes.
// Lazily, a quote inside a quoted cell that is not doubled stands for itself.
func split(text string, mark byte, lazy bool, cells []string) ([]string, ending) {
	quotes := strings.IndexByte(text, '"') >= 0
	end := whole
	for pos := 0; ; pos++ {
		quote := pos
		for quotes && !lazy && quote < len(text) && text[quote] == ' ' {
			quote++
		}
		if quote == len(text) || text[quote] != '"' {
			length := strings.IndexByte(text[pos:], mark)
			last := length < 0
			if last {
				length = len(text) - pos
			}
			cell := text[pos : pos+length]
			if cells = append(cells, cell); quotes && strings.IndexByte(cell, '"') >= 0 {
				end = rough
			}
			if last {
				return cells, end
			}
			pos += length
			continue
		}
		cell, after, ended := quoted(text, quote+1, mark, lazy)
		if ended != whole {
			return cells, ended
		}
		cells = append(cells, cell)
		if after == len(text) {
			return cells, end
		}
		pos = after
	}
}

// quoted reads a cell from behind its opening quote, and says where the mark
// after it, or the end, is.
func quoted(text string, pos int, mark byte, lazy bool) (cell string, after int, end ending) {
	var earlier []byte
	for from := pos; ; {
		length := strings.IndexByte(text[pos:], '"')
		if length < 0 {
			return "", 0, inside
		}
		pos += length
		if pos+1 < len(text) && text[pos+1] == '"' {
			earlier = append(earlier, text[from:pos+1]...)
			pos += 2
			from = pos
			continue
		}
		after = pos + 1
		for after < len(text) && text[after] == ' ' {
			after++
		}
		if after == len(text) || text[after] == mark {
			if earlier == nil {
				return text[from:pos], after, whole
			}
			return string(append(earlier, text[from:pos]...)), after, whole
		}
		if !lazy {
			return "", 0, stray
		}
		pos++
	}
}

func strip(text string) string { return strings.TrimRight(text, "\r\n") }

var _ source = (*commas)(nil)
