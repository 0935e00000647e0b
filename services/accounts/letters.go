package accounts

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"ripen/models"
	"ripen/services/mail"
)

// SendLetter sends the letter of a link, unless the link has been used or has expired
// since. Sent again, it has the same Message-ID.
func (s *Service) SendLetter(ctx context.Context, a LetterArgs) error {
	link, err := s.link(ctx, s.secret(a), a.Purpose)
	if models.IsKind(err, models.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.Mail.Send(ctx, s.letter(a, link)); err != nil {
		return fmt.Errorf("send a link: %w", err)
	}
	return nil
}

// letter is the words that go with the link.
func (s *Service) letter(a LetterArgs, link Link) mail.Letter {
	letter := mail.Letter{ID: "link-" + a.Nonce.String() + "@" + s.host(), To: link.Email}
	until := link.ExpiresAt.In(models.Location(link.Zone)).Format("Monday 2 January, 15:04 MST")
	if a.Purpose == invitation {
		letter.Subject = s.Agency + " invites you to Ripen"
		letter.Text = fmt.Sprintf("Hello %s,\n\n%s has made an account for you in Ripen, as %s. Choose a password here:\n\n%s/invitation/%s\n\nThe link works once, until %s. If you expected nothing, do nothing.\n",
			link.Name, s.Agency, link.Role.Words(), s.base(), s.secret(a), until)
		return letter
	}
	letter.Subject = "A new password for Ripen"
	letter.Text = fmt.Sprintf("Hello %s,\n\nhere you choose a new password for Ripen:\n\n%s/password/%s\n\nThe link works once, until %s. If you did not ask for it, do nothing: your password stays as it is.\n",
		link.Name, s.base(), s.secret(a), until)
	return letter
}

func (s *Service) base() string { return strings.TrimSuffix(s.BaseURL, "/") }

// host is the right side of our Message-IDs.
func (s *Service) host() string {
	if u, err := url.Parse(s.BaseURL); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "localhost"
}
