package mail

import (
	"context"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// Post is the demo's post: a Sender that keeps each letter where an admin can read
// it, instead of sending it.
type Post struct {
	st  *store.Store
	now func() time.Time
}

// NewPost opens the demo's post.
func NewPost(st *store.Store, now func() time.Time) *Post { return &Post{st: st, now: now} }

// Send keeps the letter. A letter that is sent again under its Message-ID is kept once.
func (p *Post) Send(ctx context.Context, letter Letter) error {
	err := p.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		_, err := tx.Run(`INSERT INTO mails (id, message_id, recipient, subject, body, html, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
			models.NewID(), letter.ID, letter.To, letter.Subject, letter.Text, letter.HTML, p.now())
		return err
	})
	if err != nil {
		return &Undelivered{Err: fmt.Errorf("keep a letter: %w", err)}
	}
	return nil
}

// List is the newest letters, at most a hundred. Only an admin reads the post.
func (p *Post) List(ctx context.Context, by models.Actor) ([]models.Mail, error) {
	if err := mayRead(by); err != nil {
		return nil, err
	}
	return store.Look[models.Mail](ctx, p.st, by, `SELECT id, message_id, recipient, subject, at, '' AS body, '' AS html FROM mails ORDER BY at DESC, id DESC LIMIT 100`)
}

// Letter is one letter.
func (p *Post) Letter(ctx context.Context, by models.Actor, id models.ID) (*models.Mail, error) {
	if err := mayRead(by); err != nil {
		return nil, err
	}
	found, err := store.Look[models.Mail](ctx, p.st, by, `SELECT * FROM mails WHERE id = $1`, id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, models.Absent()
	}
	return &found[0], nil
}

func mayRead(by models.Actor) error {
	if by.Role == models.Admin {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "Only an admin reads the post.")
}
