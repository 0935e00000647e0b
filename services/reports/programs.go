package reports

import "ripen/models"

// A Choice is a program by which a page can be narrowed.
type Choice struct {
	ID   models.ID
	Name string
}

// programsOf is the client's programs, for the filter of a report.
const programsOf = `SELECT id, name FROM programs WHERE client_id = $1 ORDER BY name, id`

// known refuses a program that is none of the client's.
func known(program models.ID, programs []Choice) error {
	if program == models.NoID {
		return nil
	}
	for _, p := range programs {
		if p.ID == program {
			return nil
		}
	}
	return models.Absent()
}
