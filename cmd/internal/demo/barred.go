package demo

import (
	"context"
	"fmt"
	"strings"

	"ripen/models"
	"ripen/services/policy"
)

// bar enters the lists that calls are screened against and some wishes not to be called.
// Done twice it replaces the lists and changes nothing else.
func (y *year) bar(ctx context.Context) error {
	ada, priya := y.settled.As("Ada Lindholm"), y.settled.As("Priya Raman")
	for n, l := range []struct {
		register, client string
		days             int
		row              string
	}{{"TPS", "", 6, "+44163296%04d"}, {"CTPS", "", 6, "+44163296%04d"}, {"internal", "harbour-dental", 40, "+1312555%04d"}, {"US-DNC", "", 33, "+1312555%04d"}} {
		rows := new(strings.Builder)
		rows.WriteString("number\n")
		for k := range 60 {
			fmt.Fprintf(rows, l.row+"\n", 9700+10*n+k)
		}
		fmt.Fprintf(rows, l.row+"\nno number\n", 9700+10*n)
		u := policy.Upload{Register: l.register, Kind: policy.Forbids, TakenOn: y.end.AddDate(0, 0, -l.days), FileName: strings.ToLower(l.register) + ".csv", File: strings.NewReader(rows.String())}
		if l.client != "" {
			u.ClientID, u.Name = y.settled.Client(l.client).ID, "Harbour’s own"
		}
		if _, err := y.Policy.UploadList(ctx, ada, models.NoID, u); err != nil {
			return fmt.Errorf("demo, the list %s: %w", l.register, err)
		}
	}
	for _, w := range []policy.Wish{
		{Scope: policy.OfNumber, Text: "+1 312 555 0199", Reason: "Rang reception twice and asked for peace"},
		{Scope: policy.OfMail, Text: "office@brackenridge.example", Reason: "Wrote by e-mail: neither us nor anybody we work for"},
		{ClientID: y.settled.Client("harbour-dental").ID, Scope: policy.OfNumber, Text: "+1 214 555 0187", Reason: "Their lawyer wrote"},
	} {
		if err := y.Policy.Enter(ctx, priya, models.NoID, w); err != nil {
			return fmt.Errorf("demo, a wish not to be called: %w", err)
		}
	}
	return nil
}
