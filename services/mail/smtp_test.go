package mail_test

import (
	"bufio"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"

	"ripen/models"
	"ripen/services/mail"
)

func TestSend_deliversTextAndHTMLUnderItsMessageID(t *testing.T) {
	t.Parallel()
	server := listen(t, nil)
	letter := mail.Letter{
		ID: "019371.lead@ripen.example", To: "Zoë Rep <zoe@client.example>", Subject: "Neuer A-Lead: Müller & Söhne – Tampa",
		Text: "Grüß Gott\n.\nnoch da", HTML: "<p>Grüß Gott</p>",
	}
	if err := server.sender(t, mail.TLSNone).Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	got := server.only(t)
	if id := got.Header.Get("Message-ID"); id != "<019371.lead@ripen.example>" {
		t.Errorf("Message-ID is %q", id)
	}
	if subject := decoded(t, got.Header.Get("Subject")); subject != letter.Subject {
		t.Errorf("the subject is %q", subject)
	}
	to, err := got.Header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Name != "Zoë Rep" || to[0].Address != "zoe@client.example" {
		t.Errorf("the letter goes to %v, %v", to, err)
	}
	if text, html := parts(t, got); text != "Grüß Gott\r\n.\r\nnoch da" || html != letter.HTML {
		t.Errorf("the parts are %q and %q", text, html)
	}
}

func TestSend_namesWhomItIsForAndHowToUnsubscribe(t *testing.T) {
	t.Parallel()
	server := listen(t, nil)
	letter := plain()
	letter.FromName, letter.Unsubscribe = "Harbour Dental\r\nBcc: thief@elsewhere.example", "https://ripen.example/no-letters/abc_-1"
	if err := server.sender(t, mail.TLSNone).Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	got := server.only(t)
	from, err := got.Header.AddressList("From")
	if err != nil || from[0].Address != "desk@agency.example" || from[0].Name != "Harbour Dental Bcc: thief@elsewhere.example" || got.Header.Get("Bcc") != "" {
		t.Errorf("it is from %v, %v", from, err)
	}
	if got.Header.Get("List-Unsubscribe") != "<"+letter.Unsubscribe+">" || got.Header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" {
		t.Errorf("the headers are %v", got.Header)
	}
	letter.Unsubscribe = "https://ripen.example/>, <https://elsewhere.example/"
	if err := server.sender(t, mail.TLSNone).Send(t.Context(), letter); !mail.IsPermanent(err) {
		t.Errorf("an address that is none: %v", err)
	}
}

func TestSend_lastsThroughFailingGoodbyes(t *testing.T) {
	t.Parallel()
	server := listen(t, map[string]string{"QUIT": "421 gone"})
	if err := server.sender(t, mail.TLSNone).Send(t.Context(), plain()); err != nil {
		t.Errorf("a letter that was taken over counts as failed: %v", err)
	}
	server.only(t)
}

func TestSend_tellsPermanentFromTemporaryFailures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, command, reply string
		code                 int
		permanent            bool
	}{
		{"no such mailbox", "RCPT", "550 5.1.1 no such user", 550, true},
		{"mailbox full", "RCPT", "452 4.2.2 full", 452, false},
		{"greylisted", "MAIL", "451 4.7.1 later", 451, false},
		{"content refused", ".", "554 5.7.1 spam", 554, true},
		{"sign-in wanted", "MAIL", "530 5.7.0 sign in first", 530, false},
		{"server going down", "DATA", "421 4.3.2 closing", 421, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := listen(t, map[string]string{c.command: c.reply})
			err := server.sender(t, mail.TLSNone).Send(t.Context(), plain())
			undelivered := new(mail.Undelivered)
			if !errors.As(err, &undelivered) {
				t.Fatalf("the answer is %v", err)
			}
			if undelivered.Permanent != c.permanent || undelivered.Code != c.code || mail.IsPermanent(err) != c.permanent {
				t.Errorf("permanent %v, code %d: %v", undelivered.Permanent, undelivered.Code, err)
			}
		})
	}
}

func TestSend_keepsTheLetterWhereNobodyAnswersOrTLSIsMissing(t *testing.T) {
	t.Parallel()
	server := listen(t, nil)
	err := server.sender(t, mail.TLSRequired).Send(t.Context(), plain())
	if err == nil || mail.IsPermanent(err) {
		t.Errorf("without TLS the answer is %v", err)
	}
	closed := server.sender(t, mail.TLSNone)
	server.close()
	if err := closed.Send(t.Context(), plain()); err == nil || mail.IsPermanent(err) {
		t.Errorf("without a server the answer is %v", err)
	}
	if letters := server.letters(); len(letters) != 0 {
		t.Errorf("letters left: %q", letters)
	}
}

func TestSend_letsNothingBecomeAHeaderLine(t *testing.T) {
	t.Parallel()
	injected := "\r\nBcc: thief@elsewhere.example\r\n\r\nbody"
	server := listen(t, nil)
	sender := server.sender(t, mail.TLSNone)
	letter := plain()
	letter.Subject = "Hello" + injected
	if err := sender.Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	got := server.only(t)
	if got.Header.Get("Bcc") != "" || got.Header.Get("Subject") != "Hello Bcc: thief@elsewhere.example body" {
		t.Errorf("the headers are %v", got.Header)
	}
	for _, spoil := range []func(*mail.Letter){
		func(l *mail.Letter) { l.ID += injected },
		func(l *mail.Letter) { l.ID = "no-domain" },
		func(l *mail.Letter) { l.To += injected },
		func(l *mail.Letter) { l.To = "\"a\r\nBcc: x@y.example\" <rep@client.example>" },
		func(l *mail.Letter) { l.To = "one@client.example, two@client.example" },
		func(l *mail.Letter) { l.To = "" },
		func(l *mail.Letter) { l.Text = "" },
	} {
		letter := plain()
		spoil(&letter)
		if err := sender.Send(t.Context(), letter); !mail.IsPermanent(err) {
			t.Errorf("%+v: the answer is %v", letter, err)
		}
	}
	server.only(t)
}

func TestNewSMTP_refusesWhatCannotWork(t *testing.T) {
	t.Parallel()
	good := mail.Config{Host: "localhost", Port: 25, From: "desk@agency.example"}
	for field, spoil := range map[string]func(*mail.Config){
		"from": func(c *mail.Config) { c.From = "nobody" },
		"tls":  func(c *mail.Config) { c.TLS = "sometimes" },
		"host": func(c *mail.Config) { c.Port = 70000 },
	} {
		config := good
		spoil(&config)
		if _, err := mail.NewSMTP(config); models.Refused(err) == nil || models.Refused(err).Field != field {
			t.Errorf("%s: the answer is %v", field, err)
		}
	}
	if _, err := mail.NewSMTP(good); err != nil {
		t.Error(err)
	}
}

func plain() mail.Letter {
	return mail.Letter{ID: "1@ripen.example", To: "rep@client.example", Subject: "Hello", Text: "Hello."}
}

// A server is as much of RFC 5321 as a letter needs; replies replace its own, by command.
type server struct {
	listener net.Listener
	replies  map[string]string

	mu  sync.Mutex
	got []string
}

func listen(t *testing.T, replies map[string]string) *server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{listener: listener, replies: replies}
	t.Cleanup(s.close)
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go s.serve(connection)
		}
	}()
	return s
}

func (s *server) close() { _ = s.listener.Close() }

func (s *server) sender(t *testing.T, protection mail.TLS) mail.Sender {
	t.Helper()
	sender, err := mail.NewSMTP(mail.Config{
		Host: "127.0.0.1", Port: s.listener.Addr().(*net.TCPAddr).Port,
		From: "Ripen <desk@agency.example>", TLS: protection,
	})
	if err != nil {
		t.Fatal(err)
	}
	return sender
}

func (s *server) serve(connection net.Conn) {
	defer connection.Close()
	input := bufio.NewReader(connection)
	say := func(command, usual string) {
		if reply, ok := s.replies[command]; ok {
			usual = reply
		}
		_, _ = io.WriteString(connection, usual+"\r\n")
	}
	say("", "220 test")
	for {
		line, err := input.ReadString('\n')
		if err != nil {
			return
		}
		switch command := strings.ToUpper(strings.Fields(line + " x")[0]); command {
		case "EHLO":
			say(command, "250-test\r\n250 8BITMIME")
		case "DATA":
			say(command, "354 go on")
			if s.replies[command] == "" {
				s.take(input)
				say(".", "250 taken")
			}
		case "QUIT":
			say(command, "221 bye")
			return
		default:
			say(command, "250 fine")
		}
	}
}

func (s *server) take(input *bufio.Reader) {
	var letter strings.Builder
	for {
		line, err := input.ReadString('\n')
		if err != nil || line == ".\r\n" {
			break
		}
		letter.WriteString(strings.TrimPrefix(line, "."))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.got = append(s.got, letter.String())
}

func (s *server) letters() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.got
}

// only is the one letter that the server got.
func (s *server) only(t *testing.T) *netmail.Message {
	t.Helper()
	letters := s.letters()
	if len(letters) != 1 {
		t.Fatalf("the server got %d letters", len(letters))
	}
	message, err := netmail.ReadMessage(strings.NewReader(letters[0]))
	if err != nil {
		t.Fatal(err)
	}
	return message
}

func decoded(t *testing.T, header string) string {
	t.Helper()
	text, err := new(mime.WordDecoder).DecodeHeader(header)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// parts reads the plain and the HTML alternative.
func parts(t *testing.T, message *netmail.Message) (text, html string) {
	t.Helper()
	kind, parameters, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("the message is %q, %v", kind, err)
	}
	reader := multipart.NewReader(message.Body, parameters["boundary"])
	for {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return text, html
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			html = string(content)
		} else {
			text = string(content)
		}
	}
}
