package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"ripen/models"
	"ripen/services/queue"
)

var (
	receptions = []string{"Ms Lopez, reception", "Mrs Krug, front desk", "Mr Hall, switchboard", "Joan at the front"}
	tricks     = []string{"Puts through before nine.", "Ask for the one who orders.", "Friendly; knows when they are in.", "Wants to know what it is about."}
	menus      = []string{"press 2, ask for Mrs Krug", "press 0 for the desk", "they close at noon on Fridays", "extension 14"}
	sites      = []string{"Two locations, four dentists. Implants and aligners.", "Family practice since 1988. “Same-day crowns” on the first page.", "Laboratory of twelve; mills zirconia in-house.", "New rooms open in spring."}
	deciders   = []struct {
		name, title string
		role        models.ContactRole
	}{{"Tom Field", "Owner", models.RoleDecider}, {"Renate Vogel", "Office manager", models.RoleUser}, {"Ann Moss", "Bookkeeper", models.RolePayer}, {"Priyanka Shah", "Partner", models.RoleDecider}}
)

// office is what a caller learns of the place while on the line: a second number, the
// switchboard, what the site says, now and then a colleague.
func (y *year) office(ctx context.Context, by models.Actor, id models.ID, who *one) error {
	r := y.offices
	if r.IntN(5) == 0 && who.Organisation != "" {
		described := queue.TypedOrganisation{Website: "www." + strings.ToLower(letters(who.Organisation)) + ".example", About: sites[r.IntN(len(sites))]}
		if err := y.Queue.Describe(ctx, by, id, described); err != nil {
			return err
		}
	}
	if r.IntN(8) == 0 {
		if err := y.number(ctx, by, id, who, models.Mobile, ""); err != nil {
			return err
		}
	}
	if r.IntN(12) == 0 && who.Organisation != "" {
		if err := y.number(ctx, by, id, who, models.Switchboard, menus[r.IntN(len(menus))]); err != nil {
			return err
		}
	}
	if r.IntN(40) != 0 {
		return nil
	}
	named := deciders[r.IntN(len(deciders))]
	_, err := y.Queue.Refer(ctx, by, models.NewID(), models.Colleague{FromID: id, Name: named.name, Title: named.title, Role: named.role,
		Phone: near(r, who.Phone), Words: "Is asked before anything is ordered."}, false)
	if models.IsKind(err, models.Invalid) {
		return nil // that is who is on the line
	}
	return err
}

func (y *year) number(ctx context.Context, by models.Actor, id models.ID, who *one, kind models.NumberKind, note string) error {
	phone := near(y.offices, who.Phone)
	if phone == "" {
		return nil
	}
	return y.Queue.AddNumber(ctx, by, id, queue.TypedNumber{Phone: phone, Kind: kind, Note: note})
}

// near is a number of the same fictional range; "" where there is none.
func near(r *rand.Rand, phone string) string {
	if len(phone) < 8 {
		return ""
	}
	return fmt.Sprintf("%s%02d", phone[:len(phone)-2], r.IntN(100))
}

// answered is how somebody else ended the call.
func (y *year) answered(e queue.Ending, who *one) queue.Ending {
	r := y.offices
	switch e.Disposition {
	case models.Gatekeeper:
		e.Gatekeeper, e.GatekeeperNote = receptions[r.IntN(len(receptions))], tricks[r.IntN(len(tricks))]
	case models.WrongNumber:
		if right := near(r, who.Phone); r.IntN(2) == 0 && right != who.Phone {
			e.RightNumber = right
		}
	}
	return e
}
