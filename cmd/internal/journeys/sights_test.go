package journeys_test

import (
	"testing"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/push"
	"ripen/views/paths"
)

// sights is every main page.
func sights(t *testing.T, h *apptest.House) []sight {
	asID := func(query string, args ...any) models.ID { return apptest.Value[models.ID](h, query, args...) }
	id := func(query string, args ...any) string { return asID(query, args...).String() }
	h.Arrives("scanners-us", source) // on some days of the cast nobody waits at this hour
	harbour := h.Cast.Client("harbour-dental").ID
	rae := h.Cast.User("Rae Okafor").ID
	lead := id(`SELECT id FROM leads WHERE rep_id = $1 ORDER BY (closed_at IS NULL AND accepted_at IS NOT NULL) DESC, released_at DESC, id LIMIT 1`, rae)
	program := h.Cast.Program("scanners-us").ID.String()
	onTheLine := func(b *tab) {
		if b.path() == "/console" {
			b.turns(func() { b.clicks("Next call") })
		}
	}
	halfway := func(b *tab) {
		onTheLine(b)
		b.do(`[1, 1, 2, 1].forEach((n, i) => document.querySelectorAll(".ask")[i]?.querySelectorAll("input")[n - 1].click())`)
		b.until("the grade so far", `/So far|Computed/.test(document.querySelector("#verdict").textContent)`)
	}
	hands := func(field, value, button string) func(*tab) { // sends a form with one field typed
		return func(b *tab) {
			b.do(script(`document.querySelector("main [name=%s]").value = %q`, field, value))
			b.turns(func() { b.clicks(button) })
		}
	}
	pressed := func(button string) func(*tab) {
		return func(b *tab) { b.turns(func() { b.clicks(button) }) }
	}
	if _, err := h.Clients.Pause(t.Context(), h.Cast.As("Ada Lindholm"), h.Cast.Program("lab-service-uk").ID, "Their lab moves house until the first of the month"); err != nil {
		t.Fatal(err)
	}
	hook := hooked(t, h)
	form := "/f/" + h.Cast.Source(source).FormKey
	return append(nurtureSights(t, h), []sight{
		{"sign-in", "", "/sign-in", nil}, {"password", "", "/password", nil}, {"form", "", form, nil}, {"form-thanks", "", form + "/thanks", nil}, {"not-found", "", "/nowhere", nil},
		{"console", caller, "/console", nil}, {"promises", caller, "/console/promises", nil}, {"call", caller, "/console", onTheLine}, {"call-answered", caller, "/console", halfway}, {"account", caller, "/account", nil},
		{"desk", "Priya Raman", "/desk", nil}, {"wall", "Priya Raman", "/desk/wall", nil}, {"done", "Priya Raman", "/desk/done", nil}, {"desk-program", "Priya Raman", "/desk/programs/" + program, nil},
		{"handling", "Priya Raman", "/desk/inquiries/" + id(`SELECT id FROM inquiries WHERE client_id = $1 AND state = 'ready' AND tier <> 0 ORDER BY received_at DESC, id LIMIT 1`, harbour) + "/handling", nil}, {"balance", "Priya Raman", "/desk/balance", nil}, {"decisions", "Priya Raman", "/desk/decisions", nil},
		{"inquiries", "Priya Raman", "/desk/inquiries", nil}, {"inquiry", "Priya Raman", "/desk/inquiries/" + id(`SELECT id FROM inquiries WHERE client_id = $1 AND state = 'nurtured' ORDER BY received_at DESC, id LIMIT 1`, harbour), nil},
		{"nurture", "Priya Raman", "/desk/nurture", nil}, {"imports", "Priya Raman", "/desk/imports", nil}, {"import-new", "Priya Raman", "/desk/imports/new", nil}, {"returns", "Priya Raman", "/desk/returns", nil}, {"do-not-call", "Priya Raman", "/desk/do-not-call", nil},
		{"story", "Priya Raman", paths.DeskStory(asID(`SELECT inquiry_id FROM attempts WHERE client_id = $1 GROUP BY inquiry_id ORDER BY count(*) DESC, inquiry_id LIMIT 1`, harbour)), nil}, {"story-waiting", "Priya Raman", paths.DeskStory(asID(`SELECT id FROM inquiries WHERE client_id = $1 AND state = 'ready' AND tier <> 0 ORDER BY received_at, id LIMIT 1`, harbour)), nil},
		{"do-not-call-found", "Priya Raman", paths.DoNotCall(nil), hands("q", "+1 214 555 0187", "Look")}, {"do-not-call-free", "Priya Raman", paths.DoNotCall(nil), hands("q", "+1 214 555 0000", "Look")}, {"do-not-call-refused", "Priya Raman", paths.DoNotCall(nil), hands("q", "12", "Look")},
		{"people", "Ada Lindholm", "/admin/people", nil}, {"person-new", "Ada Lindholm", "/admin/people/new", nil}, {"mail", "Ada Lindholm", "/admin/mail", nil}, {"letter", "Ada Lindholm", "/admin/mail/" + id(`SELECT id FROM mails ORDER BY at DESC, id LIMIT 1`), nil},
		{"kit", "Ada Lindholm", "/admin/kit", nil}, {"clients", "Ada Lindholm", "/admin/clients", nil}, {"client", "Ada Lindholm", "/admin/clients/" + harbour.String(), nil}, {"program", "Ada Lindholm", "/admin/programs/" + program, nil},
		{"lists", "Ada Lindholm", "/admin/lists", nil}, {"list-new", "Ada Lindholm", "/admin/lists/new", nil}, {"list", "Ada Lindholm", "/admin/lists/" + id(`SELECT id FROM screening_lists WHERE register = 'TPS' LIMIT 1`), nil},
		{"criteria", "Ada Lindholm", "/admin/programs/" + program + "/criteria", nil}, {"plan", "Ada Lindholm", paths.Plan(h.Cast.Program("scanners-us").ID, models.New), nil}, {"plan-last", "Ada Lindholm", paths.Plan(h.Cast.Program("scanners-us").ID, models.Unreached), nil},
		{"plan-tried", "Ada Lindholm", paths.Plan(h.Cast.Program("scanners-us").ID, models.NewHot), func(b *tab) { b.turns(func() { b.clicks("Add a step") }) }},
		{"abilities", "Ada Lindholm", paths.PersonAbilities(h.Cast.User(caller).ID), nil}, {"program-paused", "Ada Lindholm", paths.Program(h.Cast.Program("lab-service-uk").ID), nil},
		{"replay", "Ada Lindholm", paths.Program(h.Cast.Program("scanners-us").ID), hands("max_attempts", "1", "Replay over the last 30 days")},
		{"replay-open", "Ada Lindholm", paths.Program(h.Cast.Program("scanners-us").ID), func(b *tab) {
			hands("max_attempts", "1", "Replay over the last 30 days")(b)
			b.do(`document.querySelector("#replay details").open = true`)
		}},
		{"source", "Ada Lindholm", "/admin/sources/" + h.Cast.Source(source).ID.String(), nil},
		{"inbox", "Rae Okafor", "/portal", nil}, {"lead", "Rae Okafor", "/portal/leads/" + lead, nil}, {"inbox-closed", "Rae Okafor", "/portal?s=closed", nil}, {"me", "Rae Okafor", "/portal/me", nil}, {"absence", "Rae Okafor", "/account", nil},
		{"board", "Marta Silva", "/portal/board", nil}, {"lead-manager", "Marta Silva", "/portal/leads/" + lead, nil}, {"sources", "Jonas Weber", "/portal/sources", nil}, {"spend", "Jonas Weber", "/portal/spend", nil},
		{"return", "Jonas Weber", paths.Return(models.NoID, nil), nil}, {"return-statement", "Marta Silva", paths.ReturnStatement(models.NoID, nil), nil},
		{"coverage", "Jonas Weber", paths.Coverage(models.NoID), nil}, {"coverage-read", "Marta Silva", paths.Coverage(models.NoID), nil}, {"coverage-file", "Jonas Weber", paths.CoverageFile(models.NoID), nil},
		{"routing", "Clara Nyberg", paths.ClientRouting(harbour), nil}, {"routing-rule", "Clara Nyberg", paths.ClientRouting(harbour), pressed("Add a rule")}, {"routing-tried", "Clara Nyberg", paths.ClientRouting(harbour), pressed("Try it")}, {"accounts", "Clara Nyberg", paths.ClientAccounts(harbour), nil},
		{"reps", "Marta Silva", "/portal/reps", nil}, {"rep", "Marta Silva", "/portal/reps/" + rae.String(), nil},
		{"client-balance", "Jonas Weber", "/portal/balance", nil}, {"client-balance-beside", "Clara Nyberg", paths.Balance(harbour, ""), nil},
		{"compliance", "Marta Silva", "/portal/compliance", nil}, {"statement", "Marta Silva", "/portal/statement", nil}, {"processes", "Marta Silva", "/portal/processes", nil}, {"board-done", "Marta Silva", "/portal/board/done", nil},
		{"policy", "Marta Silva", "/portal/policy", nil}, {"policy-draft", "Marta Silva", "/portal/policy/draft", nil}, {"steps", "Marta Silva", "/portal/steps", nil}, {"customers", "Marta Silva", "/portal/customers", nil},
		{"webhooks", "Marta Silva", paths.Endpoints(models.NoID), nil}, {"webhook", "Marta Silva", paths.Endpoint(models.NoID, hook), nil},
		{"webhook-secret", "Marta Silva", paths.Endpoint(models.NoID, hook), func(b *tab) { b.turns(func() { b.clicks("Make a new secret") }) }},
		{"webhook-refused", "Marta Silva", paths.Endpoints(models.NoID), hands("url", "https://10.0.0.1/", "Add it")},
		{"webhooks-of-client", "Clara Nyberg", paths.Endpoints(harbour), nil},
	}...)
}

// hooked is a webhook of the first client that was sent a test, and does not answer.
func hooked(t *testing.T, h *apptest.House) models.ID {
	t.Helper()
	ctx, by := t.Context(), h.Cast.As("Marta Silva")
	id, _, err := h.Push.Add(ctx, by, models.NewID(), by.ClientID, push.Draft{Name: "Our CRM", URL: "https://crm.harbour-dental.invalid/hooks/ripen", Events: models.WebhookEvents})
	if err == nil {
		err = h.Push.Test(ctx, by, models.NewID(), by.ClientID, id)
	}
	if err == nil {
		_, err = h.Delivery.PushWaiting(ctx, by.ClientID)
	}
	if err != nil {
		t.Fatal(err)
	}
	return id
}
