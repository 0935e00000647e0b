package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"ripen/models"
)

// A Tx is one transaction, run as an actor. It is a *gorm.DB; Pgx is the same
// transaction for SQL on the hot paths, COPY and batches.
type Tx struct {
	*gorm.DB
	Pgx pgx.Tx
	By  models.Actor
	ctx context.Context
	st  *Store
}

// Context is the context the transaction runs in.
func (tx *Tx) Context() context.Context { return tx.ctx }

// Tx runs fn in a transaction as the actor by: under the actor's database role and
// for his client, so that the policies of the tables hold whatever fn asks. It
// commits if fn returns nil.
func (s *Store) Tx(ctx context.Context, by models.Actor, fn func(*Tx) error) (err error) {
	if by.Gate == "" {
		return errors.New("a transaction needs an actor")
	}
	conn, err := s.sql.Conn(ctx)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer conn.Close()
	var raw *pgx.Conn
	if err := conn.Raw(func(driver any) error { raw = driver.(*stdlib.Conn).Conn(); return nil }); err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	begun, err := raw.BeginTx(ctx, pgx.TxOptions{BeginQuery: begin(by)})
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	// Through conn.Raw: database/sql may have dropped a connection that went bad in
	// the meantime; then Raw says so, and the server has rolled back by itself.
	end := func(f func(context.Context) error, ctx context.Context) error {
		return conn.Raw(func(any) error { return f(ctx) })
	}
	done := false
	defer func() { // on an error and on a panic
		if !done {
			_ = end(begun.Rollback, context.WithoutCancel(ctx))
		}
	}()
	orm := s.db.Session(&gorm.Session{NewDB: true, Context: ctx, SkipDefaultTransaction: true})
	orm.Statement.ConnPool = &txPool{conn, ctx, begun}
	if err := fn(&Tx{DB: orm, Pgx: begun, By: by, ctx: ctx, st: s}); err != nil {
		return errors.Join(err, ctx.Err())
	}
	done = true
	if err := end(begun.Commit, ctx); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// begin enters the actor's role in the same round trip that begins, by statements that
// need no plan. Every value is a UUID or one of our own constants, so none needs
// escaping; quote makes sure.
func begin(by models.Actor) string {
	return "begin; set local role " + quote(string(by.Gate)) + "; set local ripen.client_id = " + quote(idText(by.ClientID)) +
		"; set local ripen.partner_id = " + quote(idText(by.PartnerID)) + "; set local ripen.user_id = " + quote(idText(by.UserID)) +
		"; set local ripen.role = " + quote(string(by.Role))
}

func quote(text string) string {
	for _, r := range text {
		if r != '_' && r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') {
			panic("not a constant of ours: " + text)
		}
	}
	return "'" + text + "'"
}

// txPool is a gorm.ConnPool on one connection whose transaction pgx owns. It is a
// gorm.TxCommitter, so that a nested transaction becomes a savepoint.
type txPool struct {
	*sql.Conn
	ctx context.Context
	tx  pgx.Tx
}

func (p *txPool) Commit() error   { return p.tx.Commit(p.ctx) }
func (p *txPool) Rollback() error { return p.tx.Rollback(p.ctx) }

// Later starts a job once, and only if, the transaction commits; not before the
// instant at, if one is given. River's tables belong to the app's own login, not to
// the roles of the actors, who must not read each other's jobs.
func (tx *Tx) Later(args river.JobArgs, at ...time.Time) error {
	var opts *river.InsertOpts
	if len(at) > 0 {
		opts = &river.InsertOpts{ScheduledAt: at[0]}
	}
	if _, err := tx.Pgx.Exec(tx.ctx, `select set_config('role', 'none', true)`); err != nil {
		return fmt.Errorf("later %s: %w", args.Kind(), err)
	}
	if _, err := tx.st.jobs.InsertTx(tx.ctx, tx.Pgx, args, opts); err != nil {
		return fmt.Errorf("later %s: %w", args.Kind(), err)
	}
	if _, err := tx.Pgx.Exec(tx.ctx, `select set_config('role', $1, true)`, string(tx.By.Gate)); err != nil {
		return fmt.Errorf("later %s: %w", args.Kind(), err)
	}
	return nil
}

// Run runs SQL that answers nothing and returns how many rows it touched.
func (tx *Tx) Run(query string, args ...any) (int64, error) {
	tag, err := tx.Pgx.Exec(tx.ctx, query, args...)
	if err != nil {
		return 0, fmt.Errorf("run: %w", err)
	}
	return tag.RowsAffected(), nil
}

// Put inserts a row.
func (tx *Tx) Put(row any) error {
	if err := tx.Create(row).Error; err != nil {
		return fmt.Errorf("insert %T: %w", row, err)
	}
	return nil
}

// Keep writes every column of a row that was loaded before, the empty ones too.
func (tx *Tx) Keep(row any) error {
	done := tx.Select("*").Updates(row)
	if done.Error != nil {
		return fmt.Errorf("update %T: %w", row, done.Error)
	}
	if done.RowsAffected != 1 {
		return fmt.Errorf("update %T: %d rows instead of 1", row, done.RowsAffected)
	}
	return nil
}

// Once takes a form's token. The first time it returns fresh; when the form is sent
// again it returns the answer that the first sending was given, and nothing is to be
// done. A second sending that arrives during the first waits for it.
func (tx *Tx) Once(token models.ID, answer string, at time.Time) (before string, fresh bool, err error) {
	if token == models.NoID {
		return "", true, nil
	}
	var user *models.ID
	if tx.By.SignedIn() {
		user = &tx.By.UserID
	}
	n, err := tx.Run(`INSERT INTO form_tokens (token, user_id, answer, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, token, user, answer, at)
	if err != nil || n == 1 {
		return "", n == 1, err
	}
	if !tx.By.SignedIn() {
		return "", false, nil // strangers may add and not read
	}
	err = tx.Pgx.QueryRow(tx.ctx, `SELECT answer FROM form_tokens WHERE token = $1`, token).Scan(&before)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", false, models.Refuse(models.Conflict, "", "This form was sent by somebody else; open the page again.")
	}
	return before, false, err
}

// Audit appends who did what to which row.
func (tx *Tx) Audit(action, subject string, id models.ID, clientID models.ID, at time.Time) error {
	entry := models.AuditEntry{ID: models.NewID(), At: at, Action: action, Subject: subject}
	if id != models.NoID {
		entry.SubjectID = &id
	}
	if clientID != models.NoID {
		entry.ClientID = &clientID
	}
	if tx.By.SignedIn() {
		entry.UserID = &tx.By.UserID
	}
	return tx.Put(&entry)
}

// Violates reports whether err is the refusal of a constraint, or of a trigger that
// speaks in a constraint's name.
func Violates(err error, constraint string) bool {
	pg := new(pgconn.PgError)
	return errors.As(err, &pg) && pg.ConstraintName == constraint
}

// Duplicate reports whether err is the refusal of a unique index by this name ("" for any).
func Duplicate(err error, index string) bool {
	pg := new(pgconn.PgError)
	return errors.As(err, &pg) && pg.Code == "23505" && (index == "" || pg.ConstraintName == index)
}
