package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"ripen/models"
)

// sampleBytes is how much of a file is looked at before it is read.
const sampleBytes = 64 << 10

// strangers are files that are no tables, told by how they begin, whatever
// their name ends in.
var strangers = []struct{ begins, what string }{
	{"\x89PNG\r\n\x1a\n", "a picture (PNG)"},
	{"\xff\xd8\xff", "a picture (JPEG)"},
	{"GIF87a", "a picture (GIF)"},
	{"GIF89a", "a picture (GIF)"},
	{"RIFF", "a picture, sound or film"},
	{"%PDF", "a PDF document"},
	{"\x1f\x8b", "a compressed file (gzip)"},
	{"Rar!", "a compressed file (RAR)"},
	{"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"},
	{"{\\rtf", "a text document (RTF)"},
	{"\xd0\xcf\x11\xe0", "a workbook or document of the old Office format"},
	{"\x7fELF", "a program"},
	{"<!DOCTYPE html", "a web page"},
	{"<!doctype html", "a web page"},
	{"<html", "a web page"},
}

// open finds out what the upload is, and gives the source that reads it.
func open(r io.Reader, opts Options) (source, error) {
	in := bufio.NewReaderSize(r, sampleBytes)
	sample, err := in.Peek(sampleBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the upload: %w", err)
	}
	if bytes.HasPrefix(sample, []byte("PK\x03\x04")) {
		return openWorkbook(in, opts)
	}
	for _, stranger := range strangers {
		if bytes.HasPrefix(sample, []byte(stranger.begins)) {
			return nil, models.Refuse(models.Invalid, "file",
				"This is %s, not a table: save the list as CSV (UTF-8) or XLSX, and upload that.", stranger.what)
		}
	}
	return openText(in, sample, opts)
}

// openText finds the encoding. Windows-1252 is settled line by line as the file
// is read, because its first odd byte may stand a million rows down.
func openText(in *bufio.Reader, sample []byte, opts Options) (source, error) {
	var note string
	switch {
	case bytes.HasPrefix(sample, []byte("\xef\xbb\xbf")):
		_, _ = in.Discard(3)
	case bytes.HasPrefix(sample, []byte("\xff\xfe")), bytes.HasPrefix(sample, []byte("\xfe\xff")):
		in = bufio.NewReaderSize(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(in), sampleBytes)
		note = "The file is UTF-16, and was read as that."
	default:
		if order, found := utf16WithoutMark(sample); found {
			in = bufio.NewReaderSize(unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Reader(in), sampleBytes)
			note = "The file looks like UTF-16 without a byte order mark, and was read as that."
		}
	}
	text, err := in.Peek(sampleBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("decoding the upload: %w", err)
	}
	if binary(text) {
		return nil, models.Refuse(models.Invalid, "file",
			"This is no text, whatever its name says: save the list as CSV (UTF-8) or XLSX, and upload that.")
	}
	return openCommas(in, text, note, opts)
}

// utf16WithoutMark tells UTF-16 by the zero bytes that Latin letters, digits and
// separators have in it, all on the same side.
func utf16WithoutMark(sample []byte) (unicode.Endianness, bool) {
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(sample) / 2
	switch {
	case pairs < 2:
		return unicode.LittleEndian, false
	case zeros[1]*10 >= pairs*3 && zeros[0]*20 <= zeros[1]:
		return unicode.LittleEndian, sound(sample, 0, 1)
	case zeros[0]*10 >= pairs*3 && zeros[1]*20 <= zeros[0]:
		return unicode.BigEndian, sound(sample, 1, 0)
	}
	return unicode.LittleEndian, false
}

// sound says whether the sample makes sense as UTF-16 with these byte places:
// hardly any half of a pair, and line ends or plain letters in it.
func sound(sample []byte, low, high int) bool {
	odd, plain := 0, 0
	for i := 0; i+1 < len(sample); i += 2 {
		unit := uint16(sample[i+low]) | uint16(sample[i+high])<<8
		if unit == 0 || utf16.IsSurrogate(rune(unit)) {
			odd++
		}
		if unit >= ' ' && unit < utf8.RuneSelf {
			plain++
		}
	}
	return odd*20 <= len(sample)/2 && plain > 0
}

// binary says whether a tenth of the text is control characters that no table has.
func binary(text []byte) bool {
	odd := 0
	for _, b := range text {
		if b < '\t' || (b > '\r' && b < ' ' && b != 0x1b) {
			odd++
		}
	}
	return odd > 8 && odd*10 > len(text)
}
