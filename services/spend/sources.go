package spend

import (
	"crypto/rand"
	"strings"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// sources is the sources of a client.
type sources []models.Source

func sourcesOf(tx *store.Tx, clientID models.ID) (sources, error) {
	return store.All[models.Source](tx, models.OfClient(clientID), func(db *gorm.DB) *gorm.DB { // a client's people have no grant on the rest
		return db.Select("id", "client_id", "program_id", "name", "medium", "audience", "created_at", "title", "merged_into").Order("name, id")
	})
}

func (all sources) byID(id models.ID) *models.Source {
	for n := range all {
		if all[n].ID == id {
			return &all[n]
		}
	}
	return nil
}

// called is the source that a file means by a name: the one it came under, or the one that people use.
func (all sources) called(name string) *models.Source {
	for _, same := range []func(*models.Source) bool{
		func(s *models.Source) bool { return s.Name == name },
		func(s *models.Source) bool { return s.Title == name && name != "" },
		func(s *models.Source) bool { return s.Label() == name },
	} {
		for n := range all {
			if same(&all[n]) {
				return &all[n]
			}
		}
	}
	return nil
}

// like is the one source whose name differs from this only by case and spaces; "" where there is none, or several.
func (all sources) like(name string) (label string) {
	plain := func(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }
	for n := range all {
		if plain(all[n].Name) == plain(name) || plain(all[n].Label()) == plain(name) {
			if label != "" {
				return ""
			}
			label = all[n].Label()
		}
	}
	return label
}

// made makes a source that nobody had before, as part of the act: a show is paid for
// before anybody inquires at it.
func (in *entering) made(name string, medium models.Medium) (*models.Source, error) {
	src := models.Source{ID: models.NewID(), ClientID: in.client.ID, Name: strings.TrimSpace(name), Medium: medium, CreatedAt: in.act.At}
	if src.Name == "" {
		return nil, models.Refuse(models.Invalid, "source", "Enter a name for the source.")
	}
	if err := src.Check(); err != nil {
		return nil, err
	}
	if there := in.sources.called(src.Name); there != nil {
		return there, nil
	}
	_, err := in.tx.Run(`INSERT INTO sources (id, client_id, name, medium, form_key, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		src.ID, src.ClientID, src.Name, string(src.Medium), strings.ToLower(rand.Text()), src.CreatedAt)
	if err != nil {
		return nil, err
	}
	if err := in.tx.Audit("source.create", "source", src.ID, src.ClientID, src.CreatedAt); err != nil {
		return nil, err
	}
	in.sources = append(in.sources, src)
	return in.sources.byID(src.ID), nil
}
