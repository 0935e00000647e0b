package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
)

// A browser is one caller's: a connection that is kept, cookies, and no more work of
// its own than it must do, as it runs on the server's machine.
type browser struct {
	address string
	conn    net.Conn
	in      *bufio.Reader
	cookies map[string]string
	plain   *gzip.Reader
	request bytes.Buffer
	page    []byte // the last page, as far as it was read
}

// newBrowser connects as the caller of this number, who has signed in before.
func newBrowser(address string, caller int) (*browser, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &browser{address: address, conn: conn, in: bufio.NewReaderSize(conn, 32<<10), cookies: map[string]string{"ripen": fmt.Sprintf("bench-session-%d", caller)}, page: make([]byte, 0, 64<<10)}, nil
}

// post sends a form and answers where it leads; "" where it leads nowhere.
func (b *browser) post(path, form string) (location string, err error) {
	answer, err := b.send(http.MethodPost, path, form)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusSeeOther {
		_, err := io.Copy(io.Discard, answer.Body)
		return answer.Header.Get("Location"), err
	}
	return "", b.unexpected(answer, "POST "+path)
}

// get opens a page and answers the token of its form.
func (b *browser) get(path string) (token string, err error) {
	answer, err := b.send(http.MethodGet, path, "")
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return "", b.unexpected(answer, "GET "+path)
	}
	text, err := b.text(answer)
	if err != nil {
		return "", err
	}
	if token, err = b.find(text, `name="token" value="`); err != nil {
		return "", fmt.Errorf("GET %s: %w", path, err)
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return token, err
}

// open opens a page to its end, whatever it is, and answers its status.
func (b *browser) open(path string) (status int, err error) {
	answer, err := b.send(http.MethodGet, path, "")
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}

// send writes the request as a browser does, and reads the answer's head.
func (b *browser) send(method, path, form string) (*http.Response, error) {
	r := &b.request
	r.Reset()
	fmt.Fprintf(r, "%s %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) bench\r\nAccept: text/html,application/xhtml+xml\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: en\r\n", method, path, b.address)
	sep := "Cookie: "
	for name, value := range b.cookies {
		r.WriteString(sep + name + "=" + value)
		sep = "; "
	}
	if method == http.MethodPost {
		fmt.Fprintf(r, "\r\nOrigin: http://%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d", b.address, len(form))
	}
	r.WriteString("\r\nSec-Fetch-Site: same-origin\r\n\r\n" + form)
	if _, err := b.conn.Write(r.Bytes()); err != nil {
		return nil, err
	}
	answer, err := http.ReadResponse(b.in, &http.Request{Method: method})
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", method, path, err)
	}
	for _, cookie := range answer.Cookies() {
		if b.cookies[cookie.Name] = cookie.Value; cookie.MaxAge < 0 {
			delete(b.cookies, cookie.Name)
		}
	}
	return answer, nil
}

// text is the answer's body, decompressed as it is read.
func (b *browser) text(answer *http.Response) (io.Reader, error) {
	if answer.Header.Get("Content-Encoding") != "gzip" {
		return answer.Body, nil
	}
	if b.plain == nil {
		plain, err := gzip.NewReader(answer.Body)
		b.plain = plain
		return plain, err
	}
	return b.plain, b.plain.Reset(answer.Body)
}

// find reads as far as the mark, and answers what stands between it and the next quote.
func (b *browser) find(text io.Reader, mark string) (string, error) {
	b.page = b.page[:0]
	for {
		if len(b.page) == cap(b.page) {
			return "", fmt.Errorf("no %s within %d bytes", mark, cap(b.page))
		}
		n, err := text.Read(b.page[len(b.page):min(len(b.page)+8<<10, cap(b.page))])
		b.page = b.page[:len(b.page)+n]
		if _, rest, ok := strings.Cut(string(b.page), mark); ok {
			if value, _, ok := strings.Cut(rest, `"`); ok {
				return value, nil
			}
		}
		if err != nil {
			return "", fmt.Errorf("no %s on the page: %w", mark, err)
		}
	}
}

// unexpected tells of an answer what went wrong.
func (b *browser) unexpected(answer *http.Response, what string) error {
	text, err := b.text(answer)
	if err != nil {
		return err
	}
	body, _ := io.ReadAll(io.LimitReader(text, 64<<10))
	return fmt.Errorf("%s: %s: %.2000s", what, answer.Status, body)
}
