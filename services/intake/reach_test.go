package intake_test

import (
	"testing"

	"ripen/models"
	"ripen/services/policy"
)

func TestReceive_keepsASecondNumberBesideTheFirst(t *testing.T) {
	t.Parallel()
	d := open(t)
	a := maria
	a.Mobile, a.Website = "312 555 0144", "https://lopez.example"
	r := d.receive(a)
	for phone, want := range map[string]int{"+13125550143": 1, "+13125550144": 1} {
		if n := d.count(`SELECT count(*) FROM numbers WHERE person_id = $1 AND phone = $2 AND length(number_key) = 16`, r.PersonID, phone); n != want {
			t.Errorf("%s stands there %d times", phone, n)
		}
	}
	if n := d.count(`SELECT count(*) FROM organisations WHERE website = 'https://lopez.example'`); n != 1 {
		t.Errorf("%d organisations of that website", n)
	}
	d.receive(a) // once more changes nothing
	if n := d.count(`SELECT count(*) FROM numbers`); n != 2 {
		t.Errorf("%d numbers", n)
	}
	only := maria
	only.Name, only.Email, only.Phone, only.Mobile = "Bea Only", "bea@only.example", "", "312 555 0166"
	if r := d.receive(only); d.count(`SELECT count(*) FROM persons WHERE id = $1 AND phone = '+13125550166'`, r.PersonID) != 1 || d.inquiry(r.InquiryID).State != models.Ready {
		t.Error("the only number is not the one to dial")
	}
	if n := d.count(`SELECT count(*) FROM numbers WHERE number_key = $1`, policy.NumberKey(nil, "+13125550144")); n != 0 {
		t.Error("hashed without the secret")
	}
}
