package table_test

import (
	"reflect"
	"strings"
	"testing"

	"ripen/services/intake/table"
)

func TestParseMapping_findsTheColumns(t *testing.T) {
	t.Parallel()
	header := []string{"mql_id", "first_contact_date", "Town, country", "origin"}
	got, err := table.ParseMapping(" external_id=MQL_ID, received_at = first_contact_date,city=Town, country ,Source=origin", header, table.InquiryFields)
	want := table.Mapping{table.ExternalID: 0, table.ReceivedAt: 1, table.City: 2, table.Source: 3}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	cells := []string{" 7 ", "", "Bonn"}
	if cell, ok := got.Cell(cells, table.ExternalID); cell != "7" || !ok {
		t.Errorf("got %q, %v", cell, ok)
	}
	if _, ok := got.Cell(cells, table.Email); ok {
		t.Error("a field without a column has a cell")
	}
}

func TestParseMapping_saysWhatThereIsInstead(t *testing.T) {
	t.Parallel()
	header := []string{"mql_id", "origin"}
	for text, sentence := range map[string]string{
		"id=mql_id":                            "There is no field “id”; the fields are external_id, received_at",
		"external_id=lead":                     "no column “lead” for external_id; its columns are mql_id, origin",
		"mql_id":                               "“mql_id” is no field=column",
		"source=origin,source=mql_id":          "“source” is given two columns",
		"ordered_at=mql_id,external_id=mql_id": "There is no field “ordered_at”",
	} {
		_, err := table.ParseMapping(text, header, table.InquiryFields)
		if err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("%s: got %v", text, err)
		}
	}
	if _, err := table.ParseMapping("ordered_at=origin,external_id=mql_id", header, table.OutcomeFields); err != nil {
		t.Error(err)
	}
}

func TestGuess_knowsTheColumnsOfTheRealLists(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]table.Mapping{
		"chicago/early_childhood_sites.csv": {table.ExternalID: 0, table.Source: 1, table.Organisation: 2, table.Address: 3, table.Postcode: 4, table.Phone: 5, table.Product: 7, table.Website: 20},
		"olist/qualified_leads.csv":         {table.ExternalID: 0, table.ReceivedAt: 1, table.Source: 3},
	} {
		reader, rows := readFile(t, data(t, name))
		got := table.Guess(reader.Header(), good(rows[:50]))
		if !reflect.DeepEqual(got.Mapping(), want) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	reader, rows := readFile(t, data(t, "olist/closed_deals.csv"))
	got := table.Guess(reader.Header(), good(rows[:50]), table.OutcomeFields...)
	if want := (table.Mapping{table.ExternalID: 0, table.Caller: 2, table.Rep: 3, table.OrderedAt: 4}); !reflect.DeepEqual(got.Mapping(), want) {
		t.Errorf("closed deals: got %+v", got)
	}
}

func TestGuess_looksIntoColumnsWithoutATellingName(t *testing.T) {
	t.Parallel()
	got := table.Guess([]string{"Company Name", "A", "B", "C", "Company"}, [][]string{
		{"Acme", "ann@example.com", "+1 312 555 0100", "2024-07-06", "x"},
		{"Best", "bob@example.com", "(312) 555-0101", "2024-07-07", "y"},
		{"Best", "", "", "2024-07-07", "y"},
	})
	if want := (table.Mapping{table.Organisation: 4, table.Email: 1, table.Phone: 2}); !reflect.DeepEqual(got.Mapping(), want) {
		t.Errorf("got %+v", got)
	}
	if reason := got.Columns[1].Reason; reason != "e-mail addresses stand in it" {
		t.Errorf("the reason is %q", reason)
	}
	if reason := got.Columns[0].Reason; !strings.Contains(reason, "could be organisation too, but “Company” fits better") {
		t.Errorf("the reason is %q", reason)
	}
}

func TestGuess_saysHowItReadsDates(t *testing.T) {
	t.Parallel()
	for note, dates := range map[string][]string{
		"6/7 could be June or July: read as month/day":     {"6/7/2024", "5/5/2024"},
		"read as day/month, because some days are over 12": {"6/7/2024", "13/7/2024"},
		"read as month/day, because some days are over 12": {"6/7/2024", "7/13/2024"},
		"look at them again":                               {"7/13/2024", "13/7/2024"},
		"24 is read as 2024":                               {"7/13/24"},
	} {
		var samples [][]string
		for _, date := range dates {
			samples = append(samples, []string{date})
		}
		got := table.Guess([]string{"Date"}, samples)
		if !strings.Contains(got.Columns[0].Note, note) {
			t.Errorf("%q: the note is %q, not %q", dates, got.Columns[0].Note, note)
		}
		if got.DayFirst != strings.Contains(note, "day/month,") {
			t.Errorf("%q: day first is %v", dates, got.DayFirst)
		}
	}
}
