package mail

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/textproto"
	"regexp"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"ripen/models"
)

// TLS is how the way to the mail server is protected.
type TLS string

// The ways.
const (
	TLSRequired      TLS = "required"      // STARTTLS, or the letter stays here
	TLSImplicit      TLS = "implicit"      // TLS from the first byte, usually port 465
	TLSOpportunistic TLS = "opportunistic" // STARTTLS where the server offers it
	TLSNone          TLS = "none"          // in the clear: for a server on this machine
)

// Config says which server sends the letters, and from whom they are.
type Config struct {
	Host     string
	Port     int
	User     string // empty: no sign-in
	Password string
	From     string // RFC 5322, for example Ripen <desk@agency.example>
	TLS      TLS    // empty: TLSRequired
}

// patience is how long a server may take to connect, or for the whole of a letter.
// It is below the time limit of a job.
const patience = 20 * time.Second

// SMTP sends letters by a mail server, each over a connection of its own.
type SMTP struct {
	client *gomail.Client
	from   *netmail.Address
}

// NewSMTP makes the sender. It refuses a configuration that cannot work, and
// connects to nobody yet.
func NewSMTP(config Config) (*SMTP, error) {
	from, err := netmail.ParseAddress(config.From)
	if err != nil {
		return nil, models.Refuse(models.Invalid, "from", "The sender’s address “%s” is none: write it like Ripen <desk@agency.example>.", config.From)
	}
	options := []gomail.Option{gomail.WithTimeout(patience), gomail.WithPort(config.Port)}
	switch config.TLS {
	case TLSRequired, "":
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case TLSImplicit:
		options = append(options, gomail.WithSSL())
	case TLSOpportunistic:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	case TLSNone:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		return nil, models.Refuse(models.Invalid, "tls", "The protection “%s” is unknown: choose required, implicit, opportunistic or none.", config.TLS)
	}
	if config.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(config.User), gomail.WithPassword(config.Password))
	}
	client, err := gomail.NewClient(config.Host, options...)
	if err != nil {
		return nil, models.Refuse(models.Invalid, "host", "Mail cannot be sent by the server “%s”, port %d: %v.", config.Host, config.Port, err)
	}
	return &SMTP{client: client, from: from}, nil
}

// Send hands the letter to the server. After nil the server has taken it over; after
// an error it may still have done so, if the connection broke at the last moment.
func (s *SMTP) Send(ctx context.Context, letter Letter) error {
	message, err := s.compose(letter)
	if err != nil {
		return &Undelivered{Permanent: true, Err: err}
	}
	connection, err := s.client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		// Nothing of the letter was seen yet: whatever this is, it is not the letter's fault.
		return &Undelivered{Code: replyCode(err), Err: fmt.Errorf("reach the mail server: %w", err)}
	}
	err = s.client.SendWithSMTPClient(connection, message)
	// The letter's fate is decided by now; how the goodbye goes does not change it.
	_ = s.client.CloseWithSMTPClient(connection)
	if err != nil {
		code := replyCode(err)
		return &Undelivered{Permanent: permanent(code), Code: code, Err: fmt.Errorf("hand the letter over: %w", err)}
	}
	return nil
}

// messageID is RFC 5322's id-left and id-right, without the quoted forms.
var messageID = regexp.MustCompile(`^[A-Za-z0-9!#$%&'*+/=?^_{|}~.-]{1,200}@[A-Za-z0-9.-]{1,200}$`)

// linkShape is an address that may stand in a header.
var linkShape = regexp.MustCompile(`^https?://[A-Za-z0-9./:_~%?=&+\[\]-]{1,900}$`)

// compose builds the message. Nothing of the letter can become a header line of its own:
// the addresses are parsed and written anew, the rest is checked or cleaned.
func (s *SMTP) compose(letter Letter) (*gomail.Msg, error) {
	if !messageID.MatchString(letter.ID) {
		return nil, fmt.Errorf("the Message-ID %q is none", letter.ID)
	}
	to, err := netmail.ParseAddress(letter.To)
	if err != nil {
		return nil, fmt.Errorf("the address %q is none: %w", letter.To, err)
	}
	if strings.ContainsFunc(to.Address+to.Name, unicode.IsControl) {
		return nil, fmt.Errorf("the address %q is none", letter.To)
	}
	if letter.Text == "" {
		return nil, errors.New("the letter is empty")
	}
	message := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	from := *s.from
	if letter.FromName != "" {
		from.Name = oneLine(letter.FromName)
	}
	message.FromMailAddress(&from)
	message.ToMailAddress(to)
	message.Subject(oneLine(letter.Subject))
	message.SetMessageIDWithValue(letter.ID)
	message.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: holiday replies stay away
	if letter.Unsubscribe != "" {
		if !linkShape.MatchString(letter.Unsubscribe) {
			return nil, fmt.Errorf("the address %q is none to unsubscribe at", letter.Unsubscribe)
		}
		message.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+letter.Unsubscribe+">")
		message.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	message.SetBodyString(gomail.TypeTextPlain, letter.Text)
	if letter.HTML != "" {
		message.AddAlternativeString(gomail.TypeTextHTML, letter.HTML)
	}
	return message, nil
}

// oneLine makes a subject of words that people typed: control characters become spaces.
func oneLine(text string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
	return strings.Join(strings.Fields(clean), " ")
}

// replyCode is the server's answer inside err, 0 where there was none.
func replyCode(err error) int {
	if failed := new(gomail.SendError); errors.As(err, &failed) {
		return failed.ErrorCode()
	}
	if reply := new(textproto.Error); errors.As(err, &reply) {
		return reply.Code
	}
	return 0
}

// permanent reports whether the reply refuses this letter for ever. Replies that
// ask for a sign-in or for TLS (RFC 4954 and 3207) speak of our configuration:
// the letter waits until somebody has put that right.
func permanent(code int) bool {
	switch code {
	case 530, 534, 535, 538:
		return false
	}
	return code >= 500 && code <= 599
}
