package intake_test

import (
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/intake"
)

func TestUpload_isPreviewedAndImportedByJobsInSlices(t *testing.T) {
	t.Parallel()
	d := open(t)
	by := models.Operator()
	const rows = 41_000 // more than one job takes
	imp, err := d.in.Upload(t.Context(), by, d.client.ID, d.program.ID, "list.csv", strings.NewReader(people(rows)))
	if err != nil {
		t.Fatal(err)
	}
	if n := d.count(`SELECT count(*) FROM import_chunks WHERE import_id = $1`, imp.ID); n < 3 {
		t.Errorf("%d parts", n)
	}
	p, err := d.in.Preview(t.Context(), by, imp.ID, models.ImportOptions{})
	if err != nil || len(p.Rows) != 20 || p.Rows[0].Kind != "inquiry" || p.Rows[0].State != models.Ready || p.Rows[0].Phone != "+13122000000" {
		t.Fatalf("%+v, %v", p, err)
	}
	if n := d.count(`SELECT count(*) FROM persons`); n != 0 {
		t.Fatalf("the preview kept %d persons", n)
	}
	for range 2 { // a double click
		if err := d.in.Start(t.Context(), by, imp.ID, models.ImportOptions{Columns: map[string]int{"name": 0, "phone": 1}, Source: "web list"}); err != nil {
			t.Fatal(err)
		}
	}
	jobs := func() int { return d.jobs("intake.import") }
	if n := jobs(); n != 1 {
		t.Fatalf("%d jobs", n)
	}
	args := intake.ImportArgs{ImportID: imp.ID, ClientID: d.client.ID}
	if err := d.in.Continue(t.Context(), args); err != nil {
		t.Fatal(err)
	}
	if imp, err = d.in.ImportByID(t.Context(), by, imp.ID); err != nil || imp.State != models.ImportRunning || imp.Rows != 40_000 || jobs() != 2 {
		t.Fatalf("after one slice: %+v, %v", imp, err)
	}
	for range 2 {
		if err := d.in.Continue(t.Context(), args); err != nil {
			t.Fatal(err)
		}
	}
	imp, err = d.in.ImportByID(t.Context(), by, imp.ID)
	if err != nil || imp.State != models.ImportDone || imp.Rows != rows || imp.Inquiries != rows || jobs() != 2 {
		t.Errorf("%+v, %v, %d jobs", imp, err, jobs())
	}
	if n := d.count(`SELECT count(*) FROM import_chunks`); n != 0 {
		t.Errorf("%d parts of the file are still kept", n)
	}
	d.balanced()
}

func TestUpload_refusesWhatIsNoTable(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, text := range []string{"", "GIF89a...", "only,a,header\n"} {
		_, err := d.in.Upload(t.Context(), models.Operator(), d.client.ID, d.program.ID, "x.csv", strings.NewReader(text))
		if !models.IsKind(err, models.Invalid) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if n := d.count(`SELECT count(*) FROM imports`); n != 0 {
		t.Errorf("%d were kept", n)
	}
}
