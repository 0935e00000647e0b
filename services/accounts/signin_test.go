package accounts_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/store/storetest"
)

func TestSignIn_knowsThePersonByTheirPassword(t *testing.T) {
	t.Parallel()
	w := open(t)
	who, err := w.signIn("  ADA@agency.example ", good)
	none(t, err)
	if who.Name != "Ada Lindholm" || who.Role != models.Admin {
		t.Errorf("signed in as %+v", who)
	}
}

func TestSignIn_answersTheSameToWhoIsUnknownWrongOrGone(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.manager("stays@client.example")
	gone := w.manager("gone@client.example")
	none(t, w.Deactivate(t.Context(), w.admin, gone.ID))
	w.create(accounts.NewUser{Email: "nopassword@agency.example", Name: "Nopa", Role: models.Caller})
	_, wrong := w.signIn("ada@agency.example", "a wrong password")
	want(t, wrong, models.Invalid)
	for _, email := range []string{"nobody@else.example", "gone@client.example", "nopassword@agency.example", "", "x\x27 OR 1=1 --"} {
		if _, err := w.signIn(email, good); err == nil || err.Error() != wrong.Error() {
			t.Errorf("%q: %v", email, err)
		}
	}
}

func TestSignIn_takesAsLongForWhoIsUnknown(t *testing.T) {
	t.Parallel()
	w := open(t)
	fastest := func(email string) time.Duration {
		best := time.Hour
		for range 5 {
			began := time.Now() //nolint:forbidigo // what is measured is the real time
			_, _ = w.signIn(email, "a wrong password")
			best = min(best, time.Since(began))
		}
		return best
	}
	known, unknown := fastest("ada@agency.example"), fastest("nobody@agency.example")
	if unknown < known/2 || known < unknown/2 {
		t.Errorf("known %v, unknown %v", known, unknown)
	}
}

func TestSignIn_isThrottledPerAccountAcrossProcesses(t *testing.T) {
	t.Parallel()
	w := open(t)
	second := w.another(storetest.Connect(t, w.o))
	var tried sync.WaitGroup
	var mu sync.Mutex
	kinds := map[models.Kind]int{}
	for i := range 30 {
		tried.Go(func() {
			service := w.Service
			if i%2 == 0 {
				service = second
			}
			_, err := service.SignIn(t.Context(), accounts.Attempt{Email: "ada@agency.example", Password: "guess", Address: "192.0.2." + string(rune('1'+i%9))})
			mu.Lock()
			defer mu.Unlock()
			kinds[models.Refused(err).Kind]++
		})
	}
	tried.Wait()
	if kinds[models.Invalid] > 10 || kinds[models.TooMany] < 20 {
		t.Errorf("passwords looked at %d times, refused %d", kinds[models.Invalid], kinds[models.TooMany])
	}
	_, err := w.signIn("ada@agency.example", good)
	want(t, err, models.TooMany)
	w.clock.move(16 * time.Minute)
	_, err = w.signIn("ada@agency.example", good)
	none(t, err)
}

func TestSignIn_isThrottledPerAddress(t *testing.T) {
	t.Parallel()
	w := open(t)
	var last error
	for i := range 101 {
		_, last = w.signIn("nobody"+string(rune('a'+i%26))+strings.Repeat("x", i/26)+"@x.example", "guess")
	}
	want(t, last, models.TooMany)
	_, err := w.SignIn(t.Context(), accounts.Attempt{Email: "ada@agency.example", Password: good, Address: "198.51.100.7"})
	none(t, err)
}

func TestPassword_refusesWhatIsGuessedFirst(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, password := range []string{"short", "Password123!", "sunshine2024", "1234567890", "aaaaaaaaaaaa", "qwertyuiop", "ada@agency.example", "AdaLindholm", strings.Repeat("long words ", 60)} {
		_, err := w.Create(t.Context(), w.admin, accounts.NewUser{Email: "ada@agency.example", Name: "Ada Lindholm", Role: models.Caller, Password: password})
		if refused := models.Refused(err); refused == nil || refused.Field != "password" {
			t.Errorf("%q: %v", password, err)
		}
	}
	for i, password := range []string{"four words that differ", "zw9-Kfq2:pl", "пароль из четырёх слов"} {
		_, err := w.Create(t.Context(), w.admin, accounts.NewUser{Email: string(rune('a'+i)) + "@agency.example", Name: "Bo", Role: models.Caller, Password: password})
		none(t, err)
	}
}

func TestChangePassword_endsEveryOtherSession(t *testing.T) {
	t.Parallel()
	w := open(t)
	ada, err := w.signIn("ada@agency.example", good)
	none(t, err)
	for _, key := range []string{"here", "there"} {
		none(t, w.Save(t.Context(), accounts.NewSession{Key: []byte(key), User: ada, Data: []byte{}}))
	}
	const better = "another four words now"
	err = w.ChangePassword(t.Context(), w.admin, []byte("here"), "not the old one", better)
	want(t, err, models.Invalid)
	none(t, w.ChangePassword(t.Context(), w.admin, []byte("here"), good, better))
	if here, _ := w.Load(t.Context(), []byte("here")); here == nil {
		t.Error("the session in use has ended")
	}
	if there, _ := w.Load(t.Context(), []byte("there")); there != nil {
		t.Error("another session goes on")
	}
	_, err = w.signIn("ada@agency.example", good)
	want(t, err, models.Invalid)
	_, err = w.signIn("ada@agency.example", better)
	none(t, err)
}
