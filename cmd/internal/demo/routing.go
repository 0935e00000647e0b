package demo

import (
	"context"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/routing"
)

// harbours is customers whom Harbour has already, as its own list says it.
const harbours = `Name,Domain,Postcode,Number,Rep,Since
Bayshore Family Dentistry,bayshorefamilydentistry.example,33606,H-1042,Rae Okafor,2019-05-14
Lakeside Orthodontics,lakesideortho.example,60614,H-1107,Ben Castillo,2020-11-02
Peachtree Smile Clinic,peachtreesmile.example,30309,H-1180,Rae Okafor,2021-03-31
Back Bay Dental Studio,backbaydental.example,02116,H-1203,Tom Lindqvist,2021-09-08
Gulf Coast Dental Laboratory,gulfcoastlab.example,34236,H-1217,Carlos Mena,2022-02-21
Front Range Dental,frontrangedental.example,80202,H-1266,Ben Castillo,2023-07-19
`

// routed is how long before somebody looks at the demo Harbour's rules were switched on.
const routed = 60 * 24 * time.Hour

// route writes Harbour's customers and rules, once their day has come: its distributors by
// territory, its own reps for the mills.
func (y *year) route(ctx context.Context, d time.Time) error {
	if d.Before(y.end.Add(-routed)) {
		return nil
	}
	harbour, by := y.settled.Client("harbour-dental").ID, y.settled.As("Clara Nyberg")
	book, err := y.Routing.Rules(ctx, by, harbour)
	if err != nil || len(book.Versions) > 0 {
		return err
	}
	for name, turn := range map[string]routing.Turn{
		"Rae Okafor":   {Weight: 2, Capacity: 80, Channel: models.FieldSales, Zone: "America/New_York"},
		"Ben Castillo": {Weight: 1, Channel: models.DeskSales, Hours: "Mon-Fri 8-18", Zone: "America/New_York"},
	} {
		if err := y.Routing.SetTurn(ctx, by, y.settled.User(name).ID, turn); err != nil {
			return err
		}
	}
	if _, err := y.Clients.ImportCustomers(ctx, by, harbour, strings.NewReader(harbours)); err != nil {
		return err
	}
	gulf, north := y.settled.Partner("Gulf Dental Supply").ID, y.settled.Partner("Lindqvist Medical Distribution").ID
	return y.Routing.SwitchOn(ctx, by, harbour, []models.RoutingRule{
		{Name: "Mills", Products: []string{"mill", "crowns"}, To: models.Targets{Reps: []models.WeightedRep{{ID: y.settled.User("Rae Okafor").ID, Weight: 2}, {ID: y.settled.User("Ben Castillo").ID, Weight: 1}}}},
		{Name: "The Gulf", Countries: []string{"US"}, Regions: []string{"FL", "TX"}, To: models.Targets{PartnerID: &gulf}},
		{Name: "The north-east", Countries: []string{"US"}, Regions: []string{"MA", "NY", "PA"}, To: models.Targets{PartnerID: &north}},
	}, models.NoID)
}
