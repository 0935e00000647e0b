package intake_test

import (
	"testing"

	"ripen/models"
)

func TestReceive_keepsTheLanguageAndGivesItsCallingHours(t *testing.T) {
	t.Parallel()
	d := open(t)
	language := func(id models.ID, want string) {
		t.Helper()
		if n := d.count(`SELECT count(*) FROM persons WHERE id = $1 AND language = $2`, id, want); n != 1 {
			t.Errorf("their language is not %q", want)
		}
	}
	plain := d.receive(maria)
	language(plain.PersonID, "")

	a := maria
	a.Name, a.Email, a.Phone, a.Language = "Rosa Diaz", "rosa@diaz.example", "312 555 0161", "Español"
	rosa := d.receive(a)
	language(rosa.PersonID, "es")
	if n := d.count(`SELECT count(*) FROM inquiries i JOIN windows w ON w.id = i.window_id WHERE i.id = $1 AND w.key LIKE '%|es'`, rosa.InquiryID); n != 1 {
		t.Error("her calling hours do not ask for Spanish")
	}

	b := maria // an inquiry of the same Maria says more than the first
	b.Language, b.Message = "es-MX", "And by when?"
	d.receive(b)
	language(plain.PersonID, "es")
	if n := d.count(`SELECT count(*) FROM inquiries i JOIN windows w ON w.id = i.window_id WHERE i.person_id = $1 AND i.state = 'ready' AND w.key NOT LIKE '%|es'`, plain.PersonID); n != 0 {
		t.Errorf("%d inquiries of hers wait for whoever speaks no Spanish", n)
	}

	c := maria
	c.Name, c.Email, c.Phone, c.Language = "Odd One", "odd@one.example", "312 555 0162", "Elvish"
	odd := d.receive(c)
	language(odd.PersonID, "")
	if got := d.inquiry(odd.InquiryID).Details["language"]; got != "Elvish" {
		t.Errorf("what was not understood is kept as %q", got)
	}
}
