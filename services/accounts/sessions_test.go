package accounts_test

import (
	"testing"
	"time"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/store/storetest"
)

func (w *world) session(key string, u models.User) {
	w.t.Helper()
	none(w.t, w.Save(w.t.Context(), accounts.NewSession{Key: []byte(key), User: u, Data: []byte("d"), Agent: "Browser \xff", Address: "192.0.2.1"}))
}

func (w *world) alive(key string) bool {
	w.t.Helper()
	visit, err := w.Load(w.t.Context(), []byte(key))
	none(w.t, err)
	return visit != nil
}

func TestLoad_answersWhoItIsAndOfWhichClient(t *testing.T) {
	t.Parallel()
	w := open(t)
	marta := w.manager("marta@client.example")
	w.session("k", marta)
	visit, err := w.another(storetest.Connect(t, w.o)).Load(t.Context(), []byte("k"))
	none(t, err)
	if visit.Name != marta.Name || visit.ClientName != "Harbour Dental" || visit.ClientColour != 3 || visit.Role != models.SalesManager || visit.Client().ID != w.client || string(visit.Data) != "d" {
		t.Errorf("visit %+v", visit)
	}
	if visit, err := w.Load(t.Context(), []byte("unknown")); visit != nil || err != nil {
		t.Errorf("unknown key: %v %v", visit, err)
	}
}

func TestSession_endsWhenIdleSoonerForTheAgency(t *testing.T) {
	t.Parallel()
	w := open(t)
	ada, err := w.signIn("ada@agency.example", good)
	none(t, err)
	w.session("ada", ada)
	w.session("marta", w.manager("marta@client.example"))
	w.clock.move(11 * time.Hour)
	if !w.alive("ada") || !w.alive("marta") {
		t.Fatal("ended too early")
	}
	w.clock.move(11 * time.Hour)
	if !w.alive("ada") {
		t.Fatal("a request did not prolong the session")
	}
	w.clock.move(12*time.Hour + time.Second)
	if w.alive("ada") || !w.alive("marta") {
		t.Fatal("12 hours end an agency session and no other")
	}
	w.clock.move(7*24*time.Hour + time.Second)
	if w.alive("marta") {
		t.Fatal("seven idle days did not end it")
	}
}

func TestSession_endsAfterThirtyDaysHoweverBusy(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.session("marta", w.manager("marta@client.example"))
	for range 29 {
		w.clock.move(24 * time.Hour)
		if !w.alive("marta") {
			t.Fatal("ended too early")
		}
	}
	w.clock.move(24 * time.Hour)
	if w.alive("marta") {
		t.Error("goes on after 30 days")
	}
	n, err := w.Purge(t.Context())
	none(t, err)
	if n != 1 {
		t.Errorf("purged %d", n)
	}
}

func TestSession_isWrittenToAtMostOnceAMinute(t *testing.T) {
	t.Parallel()
	w := open(t)
	marta := w.manager("marta@client.example")
	w.session("k", marta)
	seen := func() time.Time {
		all, err := w.Sessions(t.Context(), models.ActorOf(marta))
		none(t, err)
		return all[0].SeenAt
	}
	w.clock.move(59 * time.Second)
	w.alive("k")
	if !seen().Equal(noon) {
		t.Error("written within the minute")
	}
	w.clock.move(time.Second)
	w.alive("k")
	if !seen().Equal(noon.Add(time.Minute)) {
		t.Errorf("seen %v", seen())
	}
}

func TestEndSession_endsOnesOwnOnly(t *testing.T) {
	t.Parallel()
	w := open(t)
	marta, other := w.manager("marta@client.example"), w.manager("other@client.example")
	w.session("one", marta)
	w.session("two", marta)
	w.session("other", other)
	want(t, w.EndSession(t.Context(), models.ActorOf(marta), []byte("other")), models.NotFound)
	none(t, w.EndSession(t.Context(), models.ActorOf(marta), []byte("one")))
	if w.alive("one") || !w.alive("two") || !w.alive("other") {
		t.Error("ended another one")
	}
	w.session("three", marta)
	none(t, w.EndOtherSessions(t.Context(), models.ActorOf(marta), []byte("three")))
	if w.alive("two") || !w.alive("three") || !w.alive("other") {
		t.Error("not all others, or too many")
	}
	none(t, w.Delete(t.Context(), []byte("three")))
	if w.alive("three") {
		t.Error("goes on after sign-out")
	}
}

func TestLoad_leavesNoRoleBehindOnTheConnection(t *testing.T) {
	t.Parallel()
	w := open(t)
	for range 20 {
		w.alive("unknown")
	}
	var role string
	none(t, w.st.Pool().QueryRow(t.Context(), `SELECT current_user`).Scan(&role))
	if role != "ripen_app" {
		t.Errorf("the connection is still %s", role)
	}
}
