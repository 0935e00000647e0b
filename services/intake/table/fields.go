package table

import (
	"slices"
	"strings"

	"ripen/models"
)

// A Field is what a column can be of an inquiry, or of an order of the past.
type Field string

// The fields of an inquiry.
const (
	ExternalID   Field = "external_id"
	ReceivedAt   Field = "received_at"
	Source       Field = "source"
	Medium       Field = "medium"
	Organisation Field = "organisation"
	Name         Field = "name"
	FirstName    Field = "first_name"
	LastName     Field = "last_name"
	Title        Field = "title"
	Email        Field = "email"
	Phone        Field = "phone"
	Mobile       Field = "mobile"
	Website      Field = "website"
	Address      Field = "address"
	City         Field = "city"
	Region       Field = "region"
	Postcode     Field = "postcode"
	Country      Field = "country"
	Language     Field = "language"
	Product      Field = "product"
	Message      Field = "message"
	DoNotCall    Field = "do_not_call"
)

// The further fields of an order of the past.
const (
	OrderedAt Field = "ordered_at"
	Rep       Field = "rep"
	Caller    Field = "caller"
	Value     Field = "value"
)

// InquiryFields are the fields that a list of inquiries can have.
var InquiryFields = []Field{
	ExternalID, ReceivedAt, Source, Medium, Organisation, Name, FirstName, LastName, Title,
	Email, Phone, Mobile, Website, Address, City, Region, Postcode, Country, Language, Product, Message, DoNotCall,
}

// OutcomeFields are the fields that a list of orders of the past can have.
var OutcomeFields = []Field{ExternalID, OrderedAt, Rep, Caller, Value}

// A Mapping says in which column, counted from 0, each field stands. A field
// without a column is not in it.
type Mapping map[Field]int

// Cell is what a row says of a field, trimmed; false if no column has it.
func (m Mapping) Cell(cells []string, field Field) (string, bool) {
	column, ok := m[field]
	if !ok || column >= len(cells) {
		return "", false
	}
	return strings.TrimSpace(cells[column]), true
}

// ParseMapping reads “external_id=mql_id,received_at=first_contact_date”: a
// field, and the column of the header it stands in. A comma within a column's
// name is understood, and case does not matter.
func ParseMapping(text string, header []string, fields []Field) (Mapping, error) {
	mapping := make(Mapping)
	for _, pair := range pairs(text) {
		left, right, found := strings.Cut(pair, "=")
		if !found {
			return nil, models.Refuse(models.Invalid, "map", "“%s” is no field=column: write it like external_id=%s.", pair, header[0])
		}
		field := Field(strings.ToLower(strings.TrimSpace(left)))
		if !slices.Contains(fields, field) {
			return nil, models.Refuse(models.Invalid, "map", "There is no field “%s”; the fields are %s.", field, listed(fields))
		}
		if _, twice := mapping[field]; twice {
			return nil, models.Refuse(models.Invalid, "map", "The field “%s” is given two columns: leave one out.", field)
		}
		name := strings.Join(strings.Fields(right), " ")
		column := slices.IndexFunc(header, func(have string) bool { return strings.EqualFold(have, name) })
		if column < 0 {
			return nil, models.Refuse(models.Invalid, "map", "The file has no column “%s” for %s; its columns are %s.", name, field, listed(header))
		}
		mapping[field] = column
	}
	return mapping, nil
}

// pairs cuts at the commas, but joins on what has no equals sign: it is the rest
// of a column's name.
func pairs(text string) []string {
	var all []string
	for _, part := range strings.Split(text, ",") {
		switch {
		case strings.TrimSpace(part) == "":
		case len(all) > 0 && !strings.Contains(part, "="):
			all[len(all)-1] += "," + part
		default:
			all = append(all, strings.TrimSpace(part))
		}
	}
	return all
}

func listed[T ~string](names []T) string {
	words := make([]string, 0, len(names))
	for _, name := range names {
		words = append(words, string(name))
	}
	return strings.Join(words, ", ")
}
