package session_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/web/session"
)

// A drawer is the outside of this package: where sessions lie.
type drawer struct {
	mu   sync.Mutex
	kept map[string]accounts.NewSession
	down error
}

func (d *drawer) Load(_ context.Context, key []byte) (*accounts.Visit, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n, ok := d.kept[string(key)]
	if d.down != nil || !ok {
		return nil, d.down
	}
	return &accounts.Visit{User: n.User, Key: n.Key, Data: n.Data}, nil
}

func (d *drawer) Save(_ context.Context, n accounts.NewSession) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.kept[string(n.Key)] = n
	return nil
}

func (d *drawer) Delete(_ context.Context, key []byte) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.kept, string(key))
	return nil
}

var ada = models.User{ID: models.NewID(), Name: "Ada", Role: models.Admin, State: models.Active}

// visit runs one request with these cookies and answers with the ones it sets.
func visit(t *testing.T, d *drawer, cookies []*http.Cookie, do func(echo.Context) error) ([]*http.Cookie, error) {
	t.Helper()
	m, err := session.New(d, session.Options{BaseURL: "https://ripen.example", Secret: []byte("s"), Now: func() time.Time { return time.Unix(0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	r, rec := httptest.NewRequest(http.MethodPost, "/", nil), httptest.NewRecorder()
	for _, cookie := range cookies {
		r.AddCookie(cookie)
	}
	err = m.Load(do)(echo.New().NewContext(r, rec))
	return rec.Result().Cookies(), err
}

func TestSignIn_takesNoIDThatWasPlanted(t *testing.T) {
	t.Parallel()
	d := &drawer{kept: map[string]accounts.NewSession{}}
	planted := []*http.Cookie{{Name: "__Host-ripen", Value: "PLANTED"}}
	set, err := visit(t, d, planted, func(c echo.Context) error { return session.SignIn(c, ada) })
	if err != nil || len(set) != 1 || set[0].Value == "PLANTED" || len(d.kept) != 1 {
		t.Fatalf("%v %v", set, err)
	}
	again, err := visit(t, d, set, func(c echo.Context) error { return session.SignIn(c, ada) })
	if err != nil || again[0].Value == set[0].Value || len(d.kept) != 1 {
		t.Errorf("the session before it goes on: %d %v", len(d.kept), err)
	}
}

func TestLoad_neverTakesAFaultForASignOut(t *testing.T) {
	t.Parallel()
	d := &drawer{kept: map[string]accounts.NewSession{}, down: errors.New("down")}
	_, err := visit(t, d, []*http.Cookie{{Name: "__Host-ripen", Value: "X"}}, func(echo.Context) error { return nil })
	if !errors.Is(err, d.down) {
		t.Errorf("answered %v", err)
	}
}

func TestToast_showsOnceAndOnlyToWhomItWasSaid(t *testing.T) {
	t.Parallel()
	d := &drawer{kept: map[string]accounts.NewSession{}}
	in, err := visit(t, d, nil, func(c echo.Context) error { return session.SignIn(c, ada) })
	if err != nil {
		t.Fatal(err)
	}
	said, err := visit(t, d, in, func(c echo.Context) error {
		session.SetToast(c, session.Toast{Message: "Ivy Moss is graded A.", Undo: &session.Undo{Action: "/undo", Of: 10 * time.Second}})
		return nil
	})
	if err != nil || len(said) != 1 {
		t.Fatalf("%v %v", said, err)
	}
	if value := said[0].Value; len(value) < 40 || !said[0].HttpOnly || !said[0].Secure {
		t.Errorf("%+v", said[0])
	}
	take := func(cookies []*http.Cookie) (got []session.Toast, gone bool) {
		set, err := visit(t, d, cookies, func(c echo.Context) error { got = session.TakeToasts(c); return nil })
		if err != nil {
			t.Fatal(err)
		}
		return got, len(set) == 1 && set[0].MaxAge < 0
	}
	if got, _ := take(said); got != nil {
		t.Error("a stranger reads it")
	}
	got, gone := take(append(in, said...))
	if len(got) != 1 || got[0].Message != "Ivy Moss is graded A." || got[0].Undo.Of != 10*time.Second || !gone {
		t.Errorf("%+v, taken away: %v", got, gone)
	}
	broken := *said[0]
	letters := []byte(broken.Value)
	slices.Reverse(letters)
	broken.Value = string(letters)
	if got, _ := take(append(in, &broken)); got != nil {
		t.Error("a broken seal opens")
	}
}
