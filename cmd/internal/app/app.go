// Package app puts Ripen together: the database, and every service on it, each with
// what it needs from the others. What must point upstream is wired here.
package app

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"ripen/cmd/internal/config"
	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/clients"
	"ripen/services/delivery"
	"ripen/services/desk"
	"ripen/services/followup"
	"ripen/services/grading"
	"ripen/services/identity"
	"ripen/services/intake"
	"ripen/services/mail"
	"ripen/services/markets"
	"ripen/services/nurture"
	"ripen/services/policy"
	"ripen/services/push"
	"ripen/services/queue"
	"ripen/services/reports"
	"ripen/services/routing"
	"ripen/services/spend"
	"ripen/services/store"
	"ripen/services/survey"
	letters "ripen/views/mail"
)

// An App is Ripen, open for work.
type App struct {
	Config   config.Config
	Database *Database
	Store    *store.Store
	Log      *slog.Logger
	Services
}

// Services is every service, wired to run by one clock. The demo makes a second set
// that runs by a clock of its own.
type Services struct {
	Now      func() time.Time
	Mail     mail.Sender
	Post     *mail.Post // nil where letters are really sent
	Clients  *clients.Service
	Accounts *accounts.Service
	Intake   *intake.Service
	Queue    *queue.Service
	Desk     *desk.Service
	Grading  *grading.Service
	Push     *push.Service
	Delivery *delivery.Service
	Nurture  *nurture.Service
	Routing  *routing.Service
	FollowUp *followup.Service
	Reports  *reports.Service
	Spend    *spend.Service
	Markets  *markets.Service
	Survey   *survey.Service
	Policy   *policy.Service
}

// Open opens the database of the configuration and wires the services.
func Open(ctx context.Context, c config.Config) (*App, error) {
	a := &App{Config: c, Log: Logger(c)}
	var err error
	if a.Database, err = OpenDatabase(ctx, c); err != nil {
		return nil, err
	}
	if a.Store, err = store.Open(ctx, a.Database.Options); err != nil {
		return nil, errors.Join(err, a.Database.Close())
	}
	if a.Services, err = a.ByClock(time.Now); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// Close gives everything back.
func (a *App) Close() error {
	a.Store.Close()
	return a.Database.Close()
}

// ByClock is every service on the app's store, running by the clock now. What others
// stand on comes first, so against the way that an inquiry travels.
func (a *App) ByClock(now func() time.Time) (s Services, err error) {
	c, st, book := a.Config, a.Store, policy.NewBook()
	s.Now = now
	if s.Mail, s.Post, err = a.sender(now); err != nil {
		return s, err
	}
	s.Policy = policy.New(st, policy.Options{Secret: c.Secret, Now: now, Mail: identity.EmailKey, Name: identity.NameKey, Organisation: identity.OrganisationKey})
	s.Reports = reports.New(st, now)
	s.Clients = clients.New(st, now)
	s.Nurture = nurture.New(st, now).Run(s.Clients).Write(nurture.Letters{Mail: s.Mail, Agency: c.Agency, BaseURL: c.BaseURL, Secret: c.Secret})
	s.Spend = spend.New(st, now)
	s.Markets = markets.New(st, now)
	s.Survey = survey.New(st, survey.Options{Secret: c.Secret, BaseURL: c.BaseURL, Agency: c.Agency, Mail: s.Mail, Now: now})
	links := followup.NewLinks(c.Secret, c.BaseURL)
	if s.Push, err = push.New(st, now, push.Options{Secret: c.Secret, BaseURL: c.BaseURL, Plain: c.Developing(), Out: push.NewOutbound(c.Reach...)}); err != nil {
		return s, err
	}
	s.Delivery = delivery.New(st, now, delivery.Options{BaseURL: c.BaseURL, Agency: c.Agency, Letters: letters.Letters{}, Mail: s.Mail, Ways: s.Push.Channels(), Links: links})
	s.Routing = routing.New(st, now)
	s.FollowUp = followup.New(st, now, s.Nurture, s.Delivery).Write(followup.Post{Mail: s.Mail, Letters: letters.Letters{}, Agency: c.Agency, BaseURL: c.BaseURL, Host: s.Delivery.Host()}).LinkBy(links)
	s.Queue = queue.New(st, book, now).Write(queue.Letters{Mail: s.Mail, Agency: c.Agency, BaseURL: c.BaseURL})
	s.Grading = grading.New(st, s.Queue, s.Delivery, s.Nurture, now)
	s.Desk = desk.New(st, book, s.Clients, s.Queue, now)
	s.Intake = intake.New(st, book, intake.Options{Now: now, Secret: c.Secret, Sources: s.Clients, Reps: s.Delivery})
	s.Queue.Connect(c.Secret, s.Intake)
	s.Accounts, err = accounts.New(st, accounts.Options{
		Secret: c.Secret, BaseURL: c.BaseURL, Agency: c.Agency, Now: now, Mail: s.Mail, Handover: handover{s.Queue, s.Delivery},
	})
	if err == nil {
		s.Reports.Write(reports.Post{Mail: s.Mail, Letters: letters.Letters{}, Offices: s.FollowUp, Agency: c.Agency, BaseURL: c.BaseURL, Host: s.Delivery.Host(), Stop: s.Accounts.SourceLettersStop})
	}
	return s, err
}

// sender takes letters out by SMTP, or keeps them for the mail page where no server is
// given.
func (a *App) sender(now func() time.Time) (mail.Sender, *mail.Post, error) {
	c := a.Config
	if c.SMTPHost == "" {
		post := mail.NewPost(a.Store, now)
		return post, post, nil
	}
	smtp, err := mail.NewSMTP(mail.Config{Host: c.SMTPHost, Port: c.SMTPPort, User: c.SMTPUser, Password: c.SMTPPassword, From: c.SMTPFrom, TLS: mail.TLS(c.SMTPTLS)})
	return smtp, nil, err
}

// handover gives back what somebody holds who leaves: accounts come before the queue.
type handover struct {
	queue    *queue.Service
	delivery *delivery.Service
}

func (h handover) HandBack(tx *store.Tx, user models.User, at time.Time) error {
	return h.queue.Leave(tx, user.ID, at)
}

func (h handover) HandLeads(tx *store.Tx, rep *models.User, to models.Successor, at time.Time) error {
	return h.delivery.HandLeads(tx, rep, to, at)
}

// Logger writes to stderr: lines to read in development, JSON in production.
func Logger(c config.Config) *slog.Logger {
	level, err := c.Level()
	if err != nil {
		level = slog.LevelInfo // refused already where the configuration was read
	}
	options := &slog.HandlerOptions{Level: level}
	if c.Developing() {
		return slog.New(slog.NewTextHandler(os.Stderr, options))
	}
	return slog.New(slog.NewJSONHandler(os.Stderr, options))
}
