package accounts_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/store"
)

func TestInvite_letsSomebodyInOnceByTheLink(t *testing.T) {
	t.Parallel()
	w := open(t)
	token := models.NewID()
	rae := accounts.NewUser{Email: "Rae@Client.example", Name: "Rae", Role: models.Rep, ClientID: w.client}
	for range 2 { // a double click
		_, err := w.Invite(t.Context(), w.admin, token, rae)
		none(t, err)
	}
	letters := w.deliver()
	if len(letters) != 1 || letters[0].To != "rae@client.example" || !strings.Contains(letters[0].Text, "Northlight Leads") {
		t.Fatalf("letters %+v", letters)
	}
	secret := secretIn(t, letters[0])
	link, err := w.Invitation(t.Context(), secret)
	none(t, err)
	if link.Name != "Rae" {
		t.Errorf("invited %+v", link)
	}
	_, err = w.Reset(t.Context(), secret)
	want(t, err, models.NotFound)
	_, err = w.AcceptInvitation(t.Context(), secret, "Rae Okafor", "short")
	want(t, err, models.Invalid)
	who, err := w.AcceptInvitation(t.Context(), secret, "Rae Okafor", good)
	none(t, err)
	if who.State != models.Active || who.Name != "Rae Okafor" {
		t.Errorf("came in as %+v", who)
	}
	_, err = w.AcceptInvitation(t.Context(), secret, "Rae Okafor", good)
	want(t, err, models.NotFound)
	_, err = w.signIn("rae@client.example", good)
	none(t, err)
}

func TestAcceptInvitation_worksOnceForManyAtTheSameTime(t *testing.T) {
	t.Parallel()
	w := open(t)
	_, err := w.Invite(t.Context(), w.admin, models.NewID(), accounts.NewUser{Email: "rae@client.example", Name: "Rae", Role: models.Rep, ClientID: w.client})
	none(t, err)
	secret := secretIn(t, w.deliver()[0])
	var all sync.WaitGroup
	in := make(chan error, 8)
	for range 8 {
		all.Go(func() { _, err := w.AcceptInvitation(t.Context(), secret, "Rae", good); in <- err })
	}
	all.Wait()
	close(in)
	got := 0
	for err := range in {
		if err == nil {
			got++
		} else if !models.IsKind(err, models.NotFound) {
			t.Error(err)
		}
	}
	if got != 1 {
		t.Errorf("came in %d times", got)
	}
}

func TestInvitation_expiresAfterSevenDays(t *testing.T) {
	t.Parallel()
	w := open(t)
	u, err := w.Invite(t.Context(), w.admin, models.NewID(), accounts.NewUser{Email: "rae@client.example", Name: "Rae", Role: models.Rep, ClientID: w.client})
	none(t, err)
	secret := secretIn(t, w.deliver()[0])
	w.clock.move(7*24*time.Hour + time.Second)
	_, err = w.AcceptInvitation(t.Context(), secret, "Rae", good)
	want(t, err, models.NotFound)
	none(t, w.InviteAgain(t.Context(), w.admin, u.ID))
	_, err = w.AcceptInvitation(t.Context(), secretIn(t, w.deliver()[0]), "Rae", good)
	none(t, err)
	want(t, w.InviteAgain(t.Context(), w.admin, u.ID), models.Conflict)
}

func TestForgotPassword_writesOnlyToWhoIsHere(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, email := range []string{"nobody@else.example", "", "ada@agency.example"} {
		none(t, w.ForgotPassword(t.Context(), email))
	}
	letters := w.deliver()
	if len(letters) != 1 || letters[0].To != "ada@agency.example" {
		t.Fatalf("letters %+v", letters)
	}
	ada, err := w.signIn("ada@agency.example", good)
	none(t, err)
	w.session("old", ada)
	_, err = w.ResetPassword(t.Context(), secretIn(t, letters[0]), "another four words")
	none(t, err)
	if w.alive("old") {
		t.Error("a session survived the new password")
	}
	_, err = w.signIn("ada@agency.example", "another four words")
	none(t, err)
	for range 10 {
		none(t, w.ForgotPassword(t.Context(), "ada@agency.example"))
	}
	if n := len(w.deliver()); n > 4 {
		t.Errorf("%d letters within a quarter of an hour", n)
	}
}

func TestResetPassword_expiresAfterAnHour(t *testing.T) {
	t.Parallel()
	w := open(t)
	none(t, w.ForgotPassword(t.Context(), "ada@agency.example"))
	secret := secretIn(t, w.deliver()[0])
	w.clock.move(time.Hour + time.Second)
	_, err := w.ResetPassword(t.Context(), secret, "another four words")
	want(t, err, models.NotFound)
}

func TestDeactivate_endsSignInAndSessionsAtOnceAndHandsBack(t *testing.T) {
	t.Parallel()
	w := open(t)
	dana := w.create(accounts.NewUser{Email: "dana@agency.example", Name: "Dana", Role: models.Caller, Password: good})
	w.session("dana", dana)
	none(t, w.ForgotPassword(t.Context(), dana.Email))
	secret := secretIn(t, w.deliver()[0])
	none(t, w.Deactivate(t.Context(), w.admin, dana.ID))
	if w.alive("dana") {
		t.Error("the session goes on")
	}
	_, err := w.signIn(dana.Email, good)
	want(t, err, models.Invalid)
	_, err = w.ResetPassword(t.Context(), secret, "another four words")
	want(t, err, models.NotFound)
	if len(w.handed.who) != 1 || w.handed.who[0] != dana.ID {
		t.Errorf("handed back %v", w.handed.who)
	}
	none(t, w.Deactivate(t.Context(), w.admin, dana.ID)) // again changes nothing
	if len(w.handed.who) != 1 {
		t.Error("handed back twice")
	}
	none(t, w.Reactivate(t.Context(), w.admin, dana.ID))
	_, err = w.signIn(dana.Email, good)
	none(t, err)
}

func TestDeactivate_refusesWhoeverSomethingDependsOn(t *testing.T) {
	t.Parallel()
	w := open(t)
	priya := w.create(accounts.NewUser{Email: "priya@agency.example", Name: "Priya", Role: models.Supervisor, Password: good})
	nils := w.create(accounts.NewUser{Email: "nils@agency.example", Name: "Nils", Role: models.Admin, Password: good})
	w.tx(func(tx *store.Tx) error {
		_, err := tx.Run(`INSERT INTO programs (id, client_id, slug, name, supervisor_id, created_at) VALUES ($1, $2, 'crowns', 'Crowns', $3, $4)`, models.NewID(), w.client, priya.ID, noon)
		return err
	})
	refused := func(id models.ID, words string) {
		t.Helper()
		err := w.Deactivate(t.Context(), models.ActorOf(nils), id)
		want(t, err, models.Conflict)
		if !strings.Contains(err.Error(), words) {
			t.Errorf("%q does not say %q", err, words)
		}
	}
	refused(priya.ID, "supervisor of Harbour Dental, Crowns")
	refused(w.admin.UserID, "account manager of Harbour Dental")
	refused(nils.ID, "yourself")
	marta := w.manager("marta@client.example")
	refused(marta.ID, "last active sales manager")
	w.manager("second@client.example")
	none(t, w.Deactivate(t.Context(), models.ActorOf(nils), marta.ID))
}

func TestDeactivate_keepsOneOfTheLastTwoSalesManagers(t *testing.T) {
	t.Parallel()
	w := open(t)
	two := []models.User{w.manager("one@client.example"), w.manager("two@client.example")}
	var both sync.WaitGroup
	errs := make([]error, 2)
	for i, u := range two {
		both.Go(func() { errs[i] = w.Deactivate(t.Context(), w.admin, u.ID) })
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("of two at once: %v, %v", errs[0], errs[1])
	}
	for _, err := range errs {
		if err != nil {
			want(t, err, models.Conflict)
		}
	}
}

func TestPeople_areThoseTheActorAnswersFor(t *testing.T) {
	t.Parallel()
	w := open(t)
	marta := w.manager("marta@client.example")
	finn := w.create(accounts.NewUser{Email: "finn@agency.example", Name: "Finn", Role: models.AccountManager, Password: good})
	other := models.NewID()
	w.tx(func(tx *store.Tx) error {
		return tx.Put(&models.Client{ID: other, Slug: "other", Name: "Other", Zone: "UTC", Currency: "USD", Colour: 2, AccountManagerID: finn.ID, CreatedAt: noon})
	})
	theirs := w.create(accounts.NewUser{Email: "rep@other.example", Name: "Rep", Role: models.Rep, ClientID: other, Password: good})
	by := models.ActorOf(finn)
	seen, err := w.People(t.Context(), by, accounts.Filter{})
	none(t, err)
	if len(seen) != 1 || seen[0].ID != theirs.ID || seen[0].ClientName != "Other" {
		t.Errorf("sees %+v", seen)
	}
	want(t, w.Deactivate(t.Context(), by, marta.ID), models.NotFound)
	want(t, w.Deactivate(t.Context(), by, w.admin.UserID), models.NotFound)
	_, err = w.Invite(t.Context(), by, models.NewID(), accounts.NewUser{Email: "new@agency.example", Name: "N", Role: models.Admin})
	want(t, err, models.Invalid)
	all, err := w.People(t.Context(), w.admin, accounts.Filter{})
	none(t, err)
	if len(all) != 4 {
		t.Errorf("the admin sees %d", len(all))
	}
	_, err = w.People(t.Context(), models.ActorOf(theirs), accounts.Filter{})
	want(t, err, models.Forbidden)
	places, err := w.Places(t.Context(), by)
	none(t, err)
	if len(places) != 1 || places[0].ClientName != "Other" || places[0].PartnerID != nil {
		t.Errorf("places %+v", places)
	}
	_, err = w.Create(t.Context(), w.admin, accounts.NewUser{Email: "REP@other.example", Name: "Twin", Role: models.Rep, ClientID: other})
	want(t, err, models.Invalid)
}

func TestSettings_areOnesOwn(t *testing.T) {
	t.Parallel()
	w := open(t)
	rep := w.create(accounts.NewUser{Email: "rae@client.example", Name: "Rae", Role: models.Rep, ClientID: w.client, Password: good})
	w.session("rae", rep)
	by, ctx := models.ActorOf(rep), t.Context()
	none(t, w.SetTheme(ctx, by, "dark"))
	none(t, w.SetSingleKeys(ctx, by, false))
	none(t, w.SetZone(ctx, by, "Europe/Berlin"))
	visit, err := w.Load(ctx, []byte("rae"))
	none(t, err)
	if visit.Theme != "dark" || visit.SingleKeys || visit.Zone != "Europe/Berlin" {
		t.Errorf("kept %+v", visit.User)
	}
	want(t, w.SetTheme(ctx, by, "mauve"), models.Invalid)
	want(t, w.SetZone(ctx, by, "Mars/Olympus"), models.Invalid)
}
