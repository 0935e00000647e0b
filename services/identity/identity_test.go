package identity_test

import (
	"testing"

	"ripen/services/identity"
)

func TestKeys_areTheSameForSpellingsOfOneThing(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name      string
		key       func(string) string
		spellings []string
		others    []string
	}{
		{
			"e-mail", identity.EmailKey,
			[]string{"Ann.Example@GMail.com", " annexample+news@googlemail.com ", "<ann.example@gmail.com>", "mailto:annexample@gmail.com."},
			[]string{"ann.example@example.com", "annexample@example.com", "annexample+a@example.com"},
		},
		{
			"name", identity.NameKey,
			[]string{"José O’Brien", "O'BRIEN, Jose", "Dr. Jose O`Brien, PhD", "josé   obrien", "Mr José O'Brien Jr."},
			[]string{"José Bryan", "Jose O Brien"},
		},
		{
			"organisation", identity.OrganisationKey,
			[]string{"St. Mary's Child Development Center, Inc.", "SAINT MARYS CHILD DEV. CTR", "The Saint Mary’s Child Development Centre LLC", "Child Development Center of St Mary's"},
			[]string{"St. Martin's Child Development Center", "St. Mary's Hospital"},
		},
		{
			"legal form", identity.OrganisationKey,
			[]string{"Müller & Söhne GmbH & Co. KG", "Müller und Söhne", "MULLER SÖHNE GmbH"},
			[]string{"Müller & Töchter GmbH"},
		},
		{
			"address", identity.AddressKey,
			[]string{"2929 W. 19th St.", "2929 West 19th Street, Chicago, IL 60623", "2929 W 19TH", "2929 w 19th st Apt 4", "2929 19 Street"},
			[]string{"2929 W 18th St", "2928 W 19th St", "2929 King Dr"},
		},
		{
			"German address", identity.AddressKey,
			[]string{"Hauptstraße 5", "Hauptstr. 5", "HAUPTSTRASSE 5, 10115 Berlin", "Haupt-Strasse 5"},
			[]string{"Hauptstraße 7", "Nebenstraße 5"},
		},
		{
			"box", identity.AddressKey,
			[]string{"P.O. Box 12", "PO Box 12", "po box 12, Bonn"},
			[]string{"PO Box 13", "12 Main St"},
		},
		{
			"postcode", identity.PostcodeKey,
			[]string{"sw1a 1aa", "SW1A1AA", " SW1A-1AA"},
			[]string{"SW1A 1AB"},
		},
		{"zip code", identity.PostcodeKey, []string{"60623", "60623-1234", "606231234"}, []string{"60624"}},
	} {
		want := one.key(one.spellings[0])
		if want == "" {
			t.Errorf("%s: no key for %q", one.name, one.spellings[0])
		}
		for _, spelling := range one.spellings {
			if got := one.key(spelling); got != want {
				t.Errorf("%s: %q is %q, not %q", one.name, spelling, got, want)
			}
		}
		for _, other := range one.others {
			if got := one.key(other); got == want || got == "" {
				t.Errorf("%s: %q has the key %q", one.name, other, got)
			}
		}
	}
}

func TestKeys_areBlankForWhatSaysNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", " ", "ann", "ann@", "@example.com", "ann example@example.com", "a@b.com, c@d.com"} {
		if key := identity.EmailKey(text); key != "" {
			t.Errorf("the e-mail %q has the key %q", text, key)
		}
	}
	for _, text := range []string{"", "Main Street", "5", "Suite", "19th Street", "—"} {
		if key := identity.AddressKey(text); key != "" {
			t.Errorf("the address %q has the key %q", text, key)
		}
	}
	for _, text := range []string{"", "—", " . "} {
		if identity.NameKey(text)+identity.OrganisationKey(text)+identity.PostcodeKey(text) != "" {
			t.Errorf("%q has a key", text)
		}
	}
}

type comparison struct {
	a, b string
	want bool
}

func compare(t *testing.T, agree func(a, b string) bool, all []comparison) {
	t.Helper()
	for _, one := range all {
		if agree(one.a, one.b) != one.want || agree(one.b, one.a) != one.want {
			t.Errorf("%q and %q agree: not %v", one.a, one.b, one.want)
		}
	}
}

func TestNamesAgree_forOnePersonAndNotForFamily(t *testing.T) {
	t.Parallel()
	compare(t, identity.NamesAgree, []comparison{
		{"", "Ann Example", true}, {"", "", true},
		{"Ann Example", "Example, Ann", true}, {"Ann Example", "ANN EXAMPLE", true}, {"Dr. Ann Example", "Ann B. Example", true},
		{"A. Example", "Ann Example", true}, {"Example", "Ann Example", true}, {"J R Smith", "John Robert Smith", true},
		{"John Smith", "Jonh Smith", true}, {"Catherine Couzens", "Cahterine Couzens", true}, {"Matthew Green", "Matthew Greene", true},
		{"Abbey Fit", "Abbey Fitt", true}, {"Mary Ann Lee", "Maryann Lee", true}, {"Müller, Jörg", "Jorg Muller", true},
		{"John Smith", "John Smith Jr", true}, {"Ma Yun", "Yun Ma", true}, {"山田太郎", "山田太郎", true},
		{"Ann Example", "Bob Example", false}, {"Paul Smith", "Paula Smith", false}, {"Maria Lopez", "Mario Lopez", false},
		{"John Smith", "Jane Smith", false}, {"John Smith", "Joan Smith", false}, {"John Smith", "John Smythson", false},
		{"John Smith Jr", "John Smith Sr", false}, {"A. Example", "Bob Example", false}, {"Ann Example", "Ann Sample", false},
		{"Wallner", "Jamilla Waller", false}, {"Luke Purdon", "Mia Purdon", false}, {"Li Ma", "Li Wu", false}, {"山田太郎", "山田花子", false},
	})
}

func TestOrganisationsAgree_forOneOfThemAndNotForItsSites(t *testing.T) {
	t.Parallel()
	compare(t, identity.OrganisationsAgree, []comparison{
		{"", "Acme", true}, {"Acme", "ACME, Inc.", true}, {"Acme Co", "The Acme Company Ltd.", true}, {"Acme", "Acme International Holdings", true},
		{"Carole Robertson", "Carole Robertson Center for Learning", true}, {"Carole Robertson Ctr.", "CAROLE ROBERTSON CENTER FOR LEARNING", true},
		{"Easter Seals", "Easterseals", true}, {"Siemens AG", "Seimens", true}, {"Y.M.C.A.", "YMCA", true}, {"Firman Community Svcs East", "Firman Community Services - East", true},
		{"A & B Tools", "A and B Tools", true}, {"St. Paul Nursery", "Saint Paul's Nursery", true}, {"Happy Daycare", "Happy Day Care Center", true},
		{"Mary Crane Center East", "Mary Crane Center West", false}, {"Acme", "Best", false}, {"Child Care Center", "Learning Center", false},
		{"School 5", "School 7", false}, {"El Valor Teddy Bear 3", "El Valor Teddy Bear 5", false},
		{"Erie Neighborhood House", "Erie Neighborhood House FCCH-Analida Sanchez site", false},
		{"Erie Neighborhood House FCCH-Carmen L. Vega site", "Erie Neighborhood House FCCH-Carmen Martell site", false},
	})
}

func TestAddressesAgree_whereNothingContradicts(t *testing.T) {
	t.Parallel()
	compare(t, identity.AddressesAgree, []comparison{
		{"37 W. 47th St", "37 West 47th Street", true}, {"37 W 47Th", "37 47th St.", true}, {"2001 W Pierce", "2001 W. Pierce Ave", true},
		{"12 Main St, Suite 4", "12 Main Street", true}, {"12 Main St #4", "12 Main St Apt 4", true}, {"6 Tullaroop Street", "6 tularoop setreet", true},
		{"3 Crisp Circuit", "3 crispcir cuit", true}, {"4/12 Main St", "12 Main St Unit 4", true}, {"Hauptstr. 5", "Hauptstraße 5", true},
		{"1 St Mary's Road", "1 Saint Marys Rd", true}, {"12 Fifth Avenue", "12 5th Ave", true},
		{"", "", false}, {"", "12 Main St", false}, {"12 Main St", "14 Main St", false}, {"12 N Main St", "12 S Main St", false},
		{"12 Oak St", "12 Oak Ave", false}, {"12 Main St #4", "12 Main St #5", false}, {"37 W 47th St", "37 W 57th St", false},
		{"12a Main St", "12b Main St", false}, {"Main Street", "Main Street", false},
	})
}

func TestSame_followsTheRuleOfOnePerson(t *testing.T) {
	t.Parallel()
	type who = identity.Candidate
	const phone, other = "+13125550100", "+13125550199"
	for name, one := range map[string]struct {
		a, b who
		want bool
		why  string
	}{
		"e-mail alone is enough":             {who{Email: "a@example.com", Name: "Ann"}, who{Email: "A@Example.com", Name: "Bob"}, true, "same e-mail"},
		"external id within the source":      {who{Source: "Fair", ExternalID: "7"}, who{Source: "fair", ExternalID: " 7"}, true, "same external id within the same source"},
		"external id of another source":      {who{Source: "Fair", ExternalID: "7"}, who{Source: "Web", ExternalID: "7"}, false, "nothing in common"},
		"phone, no names":                    {who{Phone: phone}, who{Phone: phone}, true, "same phone, and no names that differ"},
		"phone and name":                     {who{Phone: phone, Name: "Ann Example"}, who{Phone: phone, Name: "A. Example", Organisation: "Acme"}, true, "same phone, and the person’s name agrees"},
		"phone, another person":              {who{Phone: phone, Name: "Ann Example"}, who{Phone: phone, Name: "Bob Example"}, false, "same phone, but another person"},
		"phone, another organisation":        {who{Phone: phone, Organisation: "Acme"}, who{Phone: phone, Organisation: "Best"}, false, "same phone, but another organisation"},
		"phone of a head office":             {who{Phone: phone, Organisation: "Acme"}, who{Phone: phone, Organisation: "Acme Steel Lakeside"}, false, "same phone, but perhaps another site of the organisation"},
		"phone and address of a head office": {who{Phone: phone, Organisation: "Acme", Address: "1 Main St", Postcode: "60601"}, who{Phone: phone, Organisation: "Acme Steel Lakeside", Address: "1 Main", Postcode: "60601-0001"}, true, "same phone and address, and the organisation’s name agrees"},
		"address and postcode":               {who{Address: "1 Main St", Postcode: "60601"}, who{Address: "1 Main Street", Postcode: "60601"}, true, "same address, and no names that differ"},
		"address in another place":           {who{Address: "1 Main St", Postcode: "60601", Name: "Ann"}, who{Address: "1 Main Street", Postcode: "10001", Name: "Ann"}, false, "nothing in common"},
		"address in another city":            {who{Address: "1 Main St", City: "Bonn", Name: "Ann"}, who{Address: "1 Main Street", City: "Ulm", Name: "Ann"}, false, "nothing in common"},
		"address of no place, and a name":    {who{Address: "1 Main St", Name: "Ann Example"}, who{Address: "1 Main Street", Name: "Ann Example", Postcode: "60601"}, true, "same address, and the person’s name agrees"},
		"address of no place, and no name":   {who{Address: "1 Main St", Name: "Ann"}, who{Address: "1 Main Street", Organisation: "Acme"}, false, "same address, but neither the place nor a name to confirm it"},
		"same name only":                     {who{Name: "Ann Example", Organisation: "Acme"}, who{Name: "Ann Example", Organisation: "Acme"}, false, "nothing in common"},
		"another phone at the same address":  {who{Phone: phone, Address: "1 Main St", Postcode: "1", Name: "Ann"}, who{Phone: other, Address: "1 Main St", Postcode: "1", Name: "Ann"}, true, "same address, and the person’s name agrees"},
		"nothing at all":                     {who{}, who{}, false, "nothing in common"},
		"father and son":                     {who{Phone: phone, Name: "John Smith sr."}, who{Phone: phone, Name: "John Smith, Jr."}, false, "same phone, but another person"},
		"names of organisation and person":   {who{Phone: phone, Name: "Ann", Organisation: "Acme"}, who{Phone: phone, Name: "Ann", Organisation: "Acme Inc"}, true, "same phone, and the names of organisation and person agree"},
	} {
		got, why := identity.Same(one.a, one.b)
		back, _ := identity.Same(one.b, one.a)
		if got != one.want || why != one.why || back != got {
			t.Errorf("%s: got %v, %q; the other way round %v", name, got, why, back)
		}
	}
}

func FuzzSame(f *testing.F) {
	f.Add("Ann Example", "12 Main St #4", "Acme & Co", "É. d'Été", "Hauptstr. 5/7", "Y.M.C.A.")
	f.Add("II", "#", "the", "", "P O Box", "\xff")
	f.Fuzz(func(t *testing.T, name, address, organisation, name2, address2, organisation2 string) {
		a := identity.Candidate{Name: name, Address: address, Organisation: organisation, Phone: "+13125550100", Email: name, Postcode: address}
		b := identity.Candidate{Name: name2, Address: address2, Organisation: organisation2, Phone: "+13125550100", Email: name2, Postcode: address2}
		one, _ := identity.Same(a, b)
		if other, _ := identity.Same(b, a); one != other {
			t.Errorf("%+v and %+v are the same one way only", a, b)
		}
		if same, why := identity.Same(a, a); !same {
			t.Errorf("%+v is not itself: %s", a, why)
		}
	})
}

func BenchmarkSame(b *testing.B) {
	one := identity.Candidate{Name: "Dr. Ann B. Example", Organisation: "Carole Robertson Center for Learning", Address: "2929 W. 19th St., Suite 4", Postcode: "60623", Phone: "+13125550100", Email: "ann@example.com"}
	two := identity.Candidate{Name: "Example, Anne", Organisation: "CAROLE ROBERTSON CTR FCCH-Maria Flores", Address: "3443 W 71ST", Postcode: "60629", Phone: "+13125550100", Email: "maria@example.com"}
	b.ReportAllocs()
	for b.Loop() {
		identity.Same(one, two)
	}
}

func BenchmarkKeys(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		identity.EmailKey("Ann.Example@gmail.com")
		identity.AddressKey("2929 W. 19th St., Suite 4, Chicago")
		identity.OrganisationKey("Carole Robertson Center for Learning, Inc.")
		identity.NameKey("Dr. Ann B. Example")
	}
}
