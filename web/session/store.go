package session

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/gorilla/sessions"

	"ripen/models"
	"ripen/services/accounts"
)

// Store is a gorilla/sessions store: the cookie holds 130 random bits, the database
// their hash, who it is, and the session's own values.
type Store struct {
	keeper  keeper
	name    string
	options sessions.Options
}

// The values a session carries beside its own; they are columns, or belong to this
// request only, and are never part of its data.
type private int

const (
	visitKey   private = iota // *accounts.Visit
	userKey                   // models.User, at sign-in
	addressKey                // string, at sign-in
)

func newStore(k keeper, secure bool) *Store {
	s := &Store{keeper: k, name: "ripen", options: sessions.Options{
		Path: "/", MaxAge: int(accounts.MaxSession.Seconds()), HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure,
	}}
	if secure {
		s.name = "__Host-ripen"
	}
	return s
}

// Get is the session of the request, read once.
func (s *Store) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, name)
}

// New reads the session of the request's cookie. That the database does not answer is
// an error, and never looks like having been signed out.
func (s *Store) New(r *http.Request, name string) (*sessions.Session, error) {
	ses := sessions.NewSession(s, name)
	options := s.options
	ses.Options, ses.IsNew = &options, true
	cookie, err := r.Cookie(name)
	if errors.Is(err, http.ErrNoCookie) || len(cookie.Value) > 64 {
		return ses, nil
	}
	visit, err := s.keeper.Load(r.Context(), keyOf(cookie.Value))
	if err != nil || visit == nil {
		return ses, err
	}
	own := map[string]string{}
	if err := json.Unmarshal(visit.Data, &own); err != nil {
		return ses, nil // written by another version: nobody is locked out of signing in again
	}
	for name, value := range own {
		ses.Values[name] = value
	}
	ses.ID, ses.IsNew = cookie.Value, false
	ses.Values[visitKey] = visit
	return ses, nil
}

// Save writes the session and its cookie; with MaxAge below zero it ends both.
func (s *Store) Save(r *http.Request, w http.ResponseWriter, ses *sessions.Session) error {
	if ses.Options.MaxAge < 0 {
		http.SetCookie(w, sessions.NewCookie(ses.Name(), "", ses.Options))
		if ses.ID == "" {
			return nil
		}
		return s.keeper.Delete(r.Context(), keyOf(ses.ID))
	}
	own := map[string]string{}
	for name, value := range ses.Values {
		if name, ok := name.(string); ok {
			own[name], _ = value.(string)
		}
	}
	data, err := json.Marshal(own)
	if err != nil {
		return err
	}
	if ses.ID == "" {
		ses.ID = rand.Text()
	}
	who, _ := ses.Values[userKey].(models.User)
	if visit, ok := ses.Values[visitKey].(*accounts.Visit); ok && who.ID == models.NoID {
		who = visit.User
	}
	address, _ := ses.Values[addressKey].(string)
	err = s.keeper.Save(r.Context(), accounts.NewSession{Key: keyOf(ses.ID), Data: data, User: who, Agent: r.UserAgent(), Address: address})
	if err != nil {
		return err
	}
	http.SetCookie(w, sessions.NewCookie(ses.Name(), ses.ID, ses.Options))
	return nil
}

// Rotate forgets the old id and everything in the session, so that a cookie planted
// before sign-in is worth nothing after it.
func (s *Store) Rotate(ctx context.Context, ses *sessions.Session) error {
	old := ses.ID
	ses.ID = ""
	clear(ses.Values)
	if old == "" {
		return nil
	}
	return s.keeper.Delete(ctx, keyOf(old))
}
