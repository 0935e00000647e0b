package admin

import (
	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A TurnPage is how a rep takes leads, as it was typed.
type TurnPage struct {
	Shell                                  layouts.Page
	ID                                     models.ID
	Name                                   string
	Weight, Capacity, Channel, Hours, Zone string
	Faults                                 map[string]string
}

// salesChannels is every channel to choose, after none.
func salesChannels(none string) []components.Option {
	options := []components.Option{{Label: none}}
	for _, channel := range models.SalesChannels {
		label := map[models.SalesChannel]string{models.FieldSales: "Field", models.DeskSales: "Desk", models.PartnerSales: "Partner"}[channel]
		options = append(options, components.Option{Value: string(channel), Label: label})
	}
	return options
}
