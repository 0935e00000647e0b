// Package demo fills an installation with the cast, so that a newcomer finds work to do.
package demo

import (
	"context"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/models/sample"
)

// Seed settles the cast, once: a second time changes nothing. It tells progress, in
// words, how far it has come.
func Seed(ctx context.Context, a *app.App, progress func(string)) error {
	cast := sample.Northlight()
	if _, err := a.Clients.Settle(ctx, models.Operator(), cast, a.Now()); err != nil {
		return err
	}
	progress("The cast has settled: " + cast.Agency + " and its clients.")
	return nil
}
