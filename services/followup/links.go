package followup

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// Links make the links in letters by which a rep reports without signing in. A link's
// secret is made of the installation's and of the letter, so that a letter sent again has
// the same links, and so that the table is not enough to use one.
type Links struct {
	secret []byte
	base   string
}

// NewLinks makes them for the house at this address.
func NewLinks(secret []byte, baseURL string) *Links {
	return &Links{secret: secret, base: strings.TrimSuffix(baseURL, "/")}
}

// word is the 256 bits in the address of something secret.
func (l *Links) word(what string, id models.ID) string {
	mac := hmac.New(sha256.New, l.secret)
	fmt.Fprintf(mac, "%s %s", what, id)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// keyOf is what is kept of a secret.
func keyOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// URL is the address of a letter's link.
func (l *Links) URL(purpose string, letter models.ID) string { return l.base + l.path(purpose, letter) }

func (l *Links) path(purpose string, letter models.ID) string {
	return "/report/" + l.word("report: "+purpose, letter)
}

// For makes the links of a letter to whoever answers for an open lead, by their purpose,
// and keeps what opens them. It joins the transaction of the job that sends the letter.
func (l *Links) For(tx *store.Tx, letter models.ID, lead *models.Lead, to *models.User, at time.Time) (map[string]string, error) {
	mine := to != nil && !to.Role.OfAgency() && (lead.RepID == nil || *lead.RepID == to.ID)
	if !mine || !lead.Open() {
		return nil, nil
	}
	urls := map[string]string{}
	for _, purpose := range models.LinkPurposes {
		if purpose == models.LinkAccept && lead.AcceptedAt != nil {
			continue
		}
		row := models.ReportLink{Key: keyOf(l.word("report: "+purpose, letter)), ClientID: lead.ClientID, LeadID: lead.ID, UserID: to.ID, Purpose: purpose, LetterID: letter,
			CreatedAt: at, ExpiresAt: at.Add(models.ReportLinkLasts)}
		if err := putOnce(tx, &row); err != nil {
			return nil, err
		}
		urls[purpose] = l.URL(purpose, letter)
	}
	return urls, nil
}

// A Linked is what a link opens: who it is for, what for, and the lead as they see it.
type Linked struct {
	models.ReportLink
	User   models.User
	Sheet  *Sheet
	Gone   error             // why it can do nothing any more; a sentence for its reader
	Others map[string]string // the letter's other links that still work, as paths by purpose
}

// Link looks at what a secret opens, and changes nothing. One that never was is absent.
func (s *Service) Link(ctx context.Context, secret string) (found *Linked, err error) {
	links, err := store.Look[models.ReportLink](ctx, s.st, models.AtDoor(), `SELECT l.* FROM report_links b JOIN report_links l ON l.letter_id = b.letter_id WHERE b.key = $1 ORDER BY l.key = $1 DESC`, keyOf(secret))
	if err != nil {
		return nil, err
	}
	if len(links) == 0 {
		return nil, models.Absent()
	}
	at := s.now()
	found = &Linked{ReportLink: links[0], Others: map[string]string{}}
	users, err := store.Look[models.User](ctx, s.st, models.AtDoor(), `SELECT * FROM users WHERE id = $1`, found.UserID)
	if err != nil {
		return nil, err
	}
	if len(users) != 1 || users[0].State != models.Active {
		return nil, models.Absent() // who has left, has no links
	}
	found.User = users[0]
	found.Sheet, err = s.Lead(ctx, models.ActorOf(found.User), found.LeadID)
	switch {
	case models.IsKind(err, models.NotFound):
		found.Gone, found.Sheet = passedOn(), nil
		return found, nil
	case err != nil:
		return nil, err
	}
	found.Gone = found.works(&found.Sheet.Lead, at)
	for _, other := range links[1:] {
		if other.Open(at) == nil && s.links != nil && found.Sheet.Lead.Open() && (other.Purpose != models.LinkAccept || found.Sheet.Lead.AcceptedAt == nil) {
			found.Others[other.Purpose] = s.links.path(other.Purpose, other.LetterID)
		}
	}
	return found, nil
}

// works refuses a link that was used, whose time is over, or whose lead is another's now.
func (l *Linked) works(lead *models.Lead, at time.Time) error {
	if lead.RepID != nil && *lead.RepID != l.UserID {
		return passedOn()
	}
	if err := l.Open(at); err != nil {
		return err
	}
	if !lead.Open() {
		return models.Refuse(models.Conflict, "closed", "This lead was closed as %s. Sign in to read it.", strings.ToLower(lead.Outcome.Words()))
	}
	return nil
}

func passedOn() error {
	return models.Refuse(models.Conflict, "passed_on", "This lead was given to somebody else. Sign in to see the leads that are yours.")
}

// UseLink does what a link is for, once. How is what an acceptance reports besides, if anything.
func (s *Service) UseLink(ctx context.Context, secret, how string) error {
	l, err := s.Link(ctx, secret)
	if err != nil {
		return err
	}
	if l.Gone != nil {
		return l.Gone
	}
	by, r := models.ActorOf(l.User), Report{LeadID: l.LeadID, link: &l.ReportLink}
	switch {
	case l.Purpose == models.LinkAccept && how == "":
		return s.Accept(ctx, by, r)
	case l.Purpose == models.LinkAccept:
		return s.LogContact(ctx, by, Contact{Report: r, How: how})
	case l.Purpose == models.LinkReached:
		return s.LogContact(ctx, by, Contact{Report: r, How: "talked"})
	case l.Purpose == models.LinkMessage:
		return s.LogContact(ctx, by, Contact{Report: r, How: "voicemail"})
	}
	return s.AskAgency(ctx, by, Plea{Report: r})
}

// useLink uses up the link by which a report came: of two at the same time the second
// finds it used, or finds that the lead is another's.
func (r Report) useLink(tx *store.Tx, lead *models.Lead, at time.Time) error {
	if r.link == nil {
		return nil
	}
	if lead.RepID != nil && *lead.RepID != tx.By.UserID {
		return passedOn()
	}
	n, err := tx.Run(`UPDATE report_links SET used_at = $2 WHERE key = $1 AND used_at IS NULL`, r.link.Key, at)
	if err == nil && n == 0 {
		used := *r.link
		used.UsedAt = &at
		return used.Open(at)
	}
	return err
}
