package models

import (
	"strings"
	"testing"
	"time"
)

func TestNurturePlan_refusesToLeaveAnybodyWithoutADateOrAnEnd(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		class Class
		spoil func(*NurturePlan)
		says  string
	}{
		{RequalB, func(p *NurturePlan) { p.Days = 0 }, "graded B and names no date of their own would have no date"},
		{RequalC, func(p *NurturePlan) { p.Days, p.BuyersDate = 0, false }, "graded C would have no date"},
		{Unreached, func(p *NurturePlan) { p.Days = 0 }, "not reached would have no date"},
		{RequalC, func(p *NurturePlan) { p.Cycles = 0 }, "graded C and never ripens would be called for ever"},
		{Unreached, func(p *NurturePlan) { p.Cycles = 3 }, "one more round"},
		{RequalB, func(p *NurturePlan) { p.Days = 731 }, "at least every 730 days"},
		{RequalB, func(p *NurturePlan) { p.LeadDays = -1 }, "between 0 and 365 days"},
		{RequalB, func(p *NurturePlan) { p.Touches = []NurtureTouch{{Day: 60, Subject: "a", Text: "b"}} }, "Letter 1 would go on day 60, and they are called on day 60"},
		{RequalB, func(p *NurturePlan) {
			p.Touches = []NurtureTouch{{Day: 10, Subject: "a", Text: "b"}, {Day: 12, Subject: "a", Text: "b"}}
		}, "Letter 2 follows letter 1 too soon"},
		{RequalB, func(p *NurturePlan) { p.Touches = []NurtureTouch{{Day: 10, Subject: "a", Text: "Dear {surname},"}} }, "Nobody knows what {surname} is"},
		{RequalB, func(p *NurturePlan) { p.Touches = []NurtureTouch{{Day: 10, Subject: "a", Text: "Dear {first name},"}} }, "such as {first name|there}"},
		{RequalB, func(p *NurturePlan) { p.Touches = []NurtureTouch{{Day: 10, Subject: "{call me}", Text: "b"}} }, "a link in its subject"},
		{RequalB, func(p *NurturePlan) { p.Touches = []NurtureTouch{{Day: 10, Subject: "a", Text: "{first name|there"}} }, "There is a { without its }"},
		{RequalB, func(p *NurturePlan) { p.Touches = []NurtureTouch{{Day: 10, Subject: "a", Text: "there}"}} }, "There is a } without a {"},
		{RequalB, func(p *NurturePlan) { p.Touches = []NurtureTouch{{Day: 10, Subject: "a"}} }, "Letter 1 needs a subject and words"},
	} {
		p := UsualNurturePlan(c.class)
		c.spoil(&p)
		if err := p.Check(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q is answered with %v", c.says, err)
		}
	}
	for _, class := range NurtureClasses {
		if p := UsualNurturePlan(class); p.Check() != nil {
			t.Errorf("the usual plan of %s: %v", class, p.Check())
		}
	}
}

func TestTemplate_fillsInWhatIsKnownAndElseWhatItSays(t *testing.T) {
	t.Parallel()
	words := Template("Hello { first  name | there }, about {product|our products} at {organisation|your company}.")
	if err := words.Check(); err != nil {
		t.Fatal(err)
	}
	for want, known := range map[string]map[string]string{
		"Hello there, about our products at your company.": {},
		"Hello Ivy, about scanners at Moss.":               {"first name": "Ivy", "product": "scanners", "organisation": "Moss"},
		"Hello {call me}, about our products at }{.":       {"first name": "{call me}", "organisation": "}{"}, // what people type means nothing
	} {
		if got := words.Fill(known); got != want {
			t.Errorf("%q instead of %q", got, want)
		}
	}
}

func TestAddMonths_staysInTheMonth(t *testing.T) {
	t.Parallel()
	day := func(text string) time.Time { d, _ := time.Parse(time.DateOnly, text); return d }
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{{"2027-08-31", 6, "2028-02-29"}, {"2026-08-31", 6, "2027-02-28"}, {"2028-02-29", 12, "2029-02-28"}, {"2026-11-30", 3, "2027-02-28"}, {"2026-01-15", 18, "2027-07-15"}} {
		if got := AddMonths(day(c.from), c.months); !got.Equal(day(c.want)) {
			t.Errorf("%d months after %s: %s", c.months, c.from, got.Format(time.DateOnly))
		}
	}
}
