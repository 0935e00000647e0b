package table

import (
	"bufio"
	"bytes"
	"fmt"

	"ripen/models"
)

// marks are the separators that are looked for, the commonest first.
var marks = []struct {
	sign byte
	name string
}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "upright bars"}}

// chooseMark gives the separator: the one asked for, the one that a first line
// such as “sep=;” names, or the one that cuts the first rows most evenly.
func (c *commas) chooseMark(sample []byte) (byte, error) {
	if first, _, _ := bytes.Cut(sample, []byte{c.lines.end}); len(bytes.TrimRight(first, "\r")) == 5 && bytes.HasPrefix(first, []byte("sep=")) {
		c.lines.at(0)
		c.lines.drop(1)
		sample = sample[len(first):]
		if c.opts.Delimiter == 0 {
			return first[4], nil
		}
	}
	found := c.likeliest(sample)
	if c.opts.Delimiter == 0 {
		if found != ',' {
			c.remarks = append(c.remarks, fmt.Sprintf("The cells are separated by %s.", named(found)))
		}
		return found, nil
	}
	if c.opts.Delimiter > '~' || c.opts.Delimiter == '"' || (c.opts.Delimiter < ' ' && c.opts.Delimiter != '\t') {
		return 0, models.Refuse(models.Invalid, "delimiter", "A separator is one sign such as , or ; or | or a tab: choose one of these.")
	}
	asked := byte(c.opts.Delimiter)
	if asked != found && c.measure(sample, asked).columns < 2 && c.measure(sample, found).columns > 1 {
		return 0, models.Refuse(models.Invalid, "file",
			"The cells on line 1 are separated by %s, not by %s: choose that, or leave it to be found out.", named(found), named(asked))
	}
	return asked, nil
}

func (c *commas) likeliest(sample []byte) byte {
	best, chosen := evenness{}, byte(',')
	for _, mark := range marks {
		if got := c.measure(sample, mark.sign); got.columns > 1 && got.better(best) {
			best, chosen = got, mark.sign
		}
	}
	return chosen
}

// evenness is how well a mark cuts the first rows: how many have as many cells
// as the header, and how many cells that is.
type evenness struct{ even, columns int }

func (e evenness) better(than evenness) bool {
	if e.even != than.even {
		return e.even > than.even
	}
	return e.columns > than.columns
}

func (c *commas) measure(sample []byte, mark byte) evenness {
	if len(sample) == sampleBytes { // the last line is probably cut
		if last := bytes.LastIndexByte(sample, c.lines.end); last > 0 {
			sample = sample[:last]
		}
	}
	trial := &commas{
		lines: newLines(bufio.NewReader(bytes.NewReader(sample)), sample, c.opts.MaxRowBytes),
		mark:  mark,
		opts:  c.opts,
	}
	var got evenness
	for range 100 {
		row, err := trial.record()
		if err != nil {
			break
		}
		if got.columns == 0 {
			got.columns = len(row.Cells)
			trial.fit(got.columns)
		} else if row.Problem == "" && len(row.Cells) == got.columns {
			got.even++
		}
	}
	return got
}

func named(sign byte) string {
	for _, mark := range marks {
		if mark.sign == sign {
			return mark.name
		}
	}
	return fmt.Sprintf("“%c”", sign)
}
