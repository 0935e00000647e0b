package demo

import (
	"context"
	"fmt"

	"ripen/models"
	"ripen/services/store"
)

// able says what two callers speak and two can do, what one program asks for, who speaks
// Spanish, and which clients compete. Done twice it changes nothing, but that others
// speak Spanish, too.
func (y *year) able(ctx context.Context) error {
	ada, priya := y.settled.As("Ada Lindholm"), y.settled.As("Priya Raman")
	for _, who := range []struct{ name, languages, skills string }{
		{"Mei Castellano", "en, es", ""}, {"Omar Haddad", "en, es", "milling"}, {"Dana Whitfield", "", "milling"},
	} {
		if err := y.Accounts.Enable(ctx, ada, y.settled.As(who.name).UserID, who.languages, who.skills); err != nil {
			return fmt.Errorf("demo, what %s can do: %w", who.name, err)
		}
	}
	program, err := y.Clients.Program(ctx, ada, y.settled.Program("chairside-us").ID)
	if err != nil {
		return err
	}
	if len(program.Skills) == 0 {
		program.Skills = models.Texts{"milling"}
		if err := y.Clients.EditProgram(ctx, ada, *program); err != nil {
			return fmt.Errorf("demo, what a program asks for: %w", err)
		}
	}
	harbour, pinnacle := y.settled.Client("harbour-dental").ID, y.settled.Client("pinnacle-scan").ID
	if err := y.Clients.Bar(ctx, ada, harbour, pinnacle); err != nil && !models.IsKind(err, models.Conflict) { // settled before there was a wall
		return fmt.Errorf("demo, the wall between two clients: %w", err)
	}
	var spanish []struct{ ID models.ID }
	err = y.app.Store.Tx(ctx, priya, func(tx *store.Tx) (err error) {
		spanish, err = store.Rows[struct{ ID models.ID }](tx, `SELECT id FROM inquiries WHERE program_id = $1 AND state = 'ready' AND promised_to IS NULL ORDER BY received_at DESC, id LIMIT 3`,
			y.settled.Program("scanners-us").ID)
		return err
	})
	if err != nil {
		return err
	}
	decisions := y.Queue.Decisions(nil) // nothing is hashed for a language
	for _, i := range spanish {
		if err := decisions.Speak(ctx, priya, i.ID, models.NewID(), "es"); err != nil {
			return fmt.Errorf("demo, who speaks Spanish: %w", err)
		}
	}
	return nil
}
