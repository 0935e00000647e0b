package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A line is one physical line with its line end, in UTF-8.
type line struct {
	text    string
	number  int
	tooLong bool // only its beginning is in text
}

// lines reads physical lines and can look ahead, so that a row that turns out
// to be broken can be given up without giving up the lines it had swallowed.
type lines struct {
	in     *bufio.Reader
	end    byte // '\n', or '\r' in files of old Macs
	max    int  // bytes of one line
	number int
	ahead  []line
	head   int // of ahead: the next line
	err    error
	buf    []byte

	decoded      int // lines that were no UTF-8
	firstDecoded int
}

func newLines(in *bufio.Reader, sample []byte, most int) *lines {
	end := byte('\n')
	if bytes.IndexByte(sample, '\n') < 0 && bytes.IndexByte(sample, '\r') >= 0 {
		end = '\r'
	}
	return &lines{in: in, end: end, max: most}
}

// at looks at the i-th line from here without taking it; false at the end.
func (l *lines) at(i int) (line, bool) {
	for len(l.ahead)-l.head <= i {
		if l.err != nil {
			return line{}, false
		}
		l.read()
	}
	return l.ahead[l.head+i], true
}

// drop takes n lines that were looked at.
func (l *lines) drop(n int) {
	if l.head += n; l.head == len(l.ahead) {
		l.ahead, l.head = l.ahead[:0], 0
	}
}

// divide replaces the next line by its parts, all under the same number.
func (l *lines) divide(parts []string) {
	number := l.ahead[l.head].number
	rest := l.ahead[l.head+1:]
	divided := make([]line, 0, len(parts)+len(rest))
	for _, part := range parts {
		divided = append(divided, line{text: part, number: number})
	}
	l.ahead, l.head = append(divided, rest...), 0
}

func (l *lines) read() {
	l.buf = l.buf[:0]
	tooLong := false
	for {
		part, err := l.in.ReadSlice(l.end)
		if room := l.max + 2 - len(l.buf); len(part) > room {
			tooLong = true
			part = part[:max(room, 0)]
		}
		l.buf = append(l.buf, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			l.err = err
			if !errors.Is(err, io.EOF) {
				l.err = fmt.Errorf("reading line %d: %w", l.number+1, err)
			}
		}
		break
	}
	if len(l.buf) == 0 {
		return
	}
	l.number++
	l.ahead = append(l.ahead, line{text: l.decode(), number: l.number, tooLong: tooLong})
}

// decode keeps what is UTF-8 and reads any other byte as Windows-1252.
func (l *lines) decode() string {
	if utf8.Valid(l.buf) {
		return string(l.buf)
	}
	if l.decoded++; l.decoded == 1 {
		l.firstDecoded = l.number
	}
	var text strings.Builder
	text.Grow(len(l.buf) + len(l.buf)/8)
	for rest := l.buf; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(rest[0])
		}
		text.WriteRune(r)
		rest = rest[size:]
	}
	return text.String()
}
