package table

import (
	"errors"
	"io"
	"strings"
)

// A Whole is a small table with all of its rows, good or with a problem.
type Whole struct {
	Header, Notes []string
	Rows          []Row
}

// ReadWhole reads a table to its end; one with more than MaxRows is refused.
func ReadWhole(r io.Reader, opts Options) (*Whole, error) {
	in, err := Open(r, opts)
	if err != nil {
		return nil, err
	}
	defer in.Done()
	w := new(Whole)
	for {
		row, err := in.Next()
		if errors.Is(err, io.EOF) {
			w.Header, w.Notes = in.Header(), in.Notes()
			return w, nil
		}
		if err != nil {
			return nil, err
		}
		w.Rows = append(w.Rows, row)
	}
}

// Column is the place in the header of the first of the names that is there, -1 where none
// is: in capitals or not, with an underline for a blank.
func Column(header, names []string) int {
	for _, name := range names {
		for n, column := range header {
			if strings.EqualFold(strings.ReplaceAll(strings.TrimSpace(column), "_", " "), name) {
				return n
			}
		}
	}
	return -1
}
