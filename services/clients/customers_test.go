package clients_test

import (
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/models/sample"
	"ripen/services/clients"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestImportCustomers_countsEveryRowAndReplacesByKey(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC)
	st := storetest.Open(t)
	s := clients.New(st, func() time.Time { return at })
	cast, err := s.Settle(t.Context(), models.Operator(), sample.Northlight(), at)
	if err != nil {
		t.Fatal(err)
	}
	harbour, clara := cast.Client("harbour-dental").ID, cast.As("Clara Nyberg")
	file := `Customer,Website,ZIP,Customer no,Account rep,Since
Moss & Daughters,https://www.moss.example/,33606,4711,Rae Okafor,2021-03-31
Tampa Smile Clinic,,33601,,ben@harbour-dental.example,
Private Practice,ivy@gmail.com,33602,,Rae Okafor,
Nobody’s Clinic,,33603,,Jens Weber,
Another Client’s,,33604,,Anja Vogt,
,,33605,,Rae Okafor,
Lake Dental,,33607,,Rae Okafor,last spring
Tampa Smile Clinic,,33601,,Rae Okafor,
Without A Rep,,,4712,,
`
	sum, err := s.ImportCustomers(t.Context(), clara, harbour, strings.NewReader(file))
	if err != nil || sum.Rows != 9 || sum.New != 3 || sum.Changed != 0 || sum.Same != 0 || len(sum.Rejected) != 6 {
		t.Fatalf("%+v, %v", sum, err)
	}
	for n, want := range []string{"no domain of one organisation", "no active rep “Jens Weber”", "no active rep “Anja Vogt”", "Enter the customer’s name", "“last spring” is no date", "the customer of line 3 again"} {
		if r := sum.Rejected[n]; !strings.Contains(r.Reason, want) {
			t.Errorf("line %d: %q, want %q", r.Line, r.Reason, want)
		}
	}
	sum, err = s.ImportCustomers(t.Context(), clara, harbour, strings.NewReader("name;number;rep\nMoss Dentistry;4711;Ben Castillo\nNew Clinic;4713;Rae Okafor\nWithout A Rep;4712;\n"))
	if err != nil || sum.Rows != 3 || sum.New != 1 || sum.Changed != 1 || sum.Same != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
	page, all, err := s.Customers(t.Context(), clara, harbour, "", models.NoID)
	if err != nil || all != 4 || len(page) != 4 || page[0].Name != "Moss Dentistry" || page[0].RepName != "Ben Castillo" {
		t.Errorf("%d: %+v, %v", all, page, err)
	}
	if page, _, err = s.Customers(t.Context(), clara, harbour, page[1].Name, page[1].ID); err != nil || len(page) != 2 {
		t.Errorf("the next page: %+v, %v", page, err)
	}
	if _, err := s.ImportCustomers(t.Context(), clara, harbour, strings.NewReader("plz,ort\n1,2\n")); !models.IsKind(err, models.Invalid) {
		t.Errorf("no column of names: %v", err)
	}
	for _, name := range []string{"Priya Raman", "Dana Whitfield", "Marta Silva"} {
		if _, err := s.ImportCustomers(t.Context(), cast.As(name), harbour, strings.NewReader(file)); !models.IsKind(err, models.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"Marta Silva", "Rae Okafor", "Klaus Reinhardt"} {
		err := st.Tx(t.Context(), cast.As(name), func(tx *store.Tx) error {
			_, err := store.All[models.Account](tx, func(db *gorm.DB) *gorm.DB { return db.Limit(1) })
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "permission denied") {
			t.Errorf("%s reads the customers: %v", name, err)
		}
	}
}
