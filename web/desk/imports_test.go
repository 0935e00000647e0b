package desk_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/intake"
	"ripen/services/store"
	"ripen/web/webtest"
)

const list = "First Name,Last Name,Company,Ph. (direct),State,Interest,Opt-out\n" +
	"Ivy,Moss,Moss & Daughters Dentistry,(813) 555-0142,FL,2 scanners,N\n" +
	"Carl,Ebert,Ebert DDS,407-555-0119,FL,,N\n" +
	"Carl,Ebert,Ebert D.D.S.,407-555-0119,FL,again,N\n" +
	"Noor,Aziz,Aziz Orthodontics,404-555-0177,GA,=1+1,Y\n" +
	"=cmd,Hart,Hart Smiles,813-555-0188,FL,x,N,one too many\n"

// send uploads a file by the form of /desk/imports.
func send(t *testing.T, b *webtest.Browser, name, content string, fields map[string]string) *webtest.Response {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for field, value := range fields {
		if err := form.WriteField(field, value); err != nil {
			t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Send(http.MethodPost, "/desk/imports", form.FormDataContentType(), &body)
}

var selected = regexp.MustCompile(`name="(c\.\d+)"[^>]*>(?s:.*?)<option value="([^"]*)" selected`)

// mapping is the mapping's form as the page shows it.
func mapping(page *webtest.Response) url.Values {
	fields := url.Values{"source": {"FDC Orlando"}, "medium": {"trade_show"}, "prefix": {"+1"}}
	for _, m := range selected.FindAllStringSubmatch(page.Body, -1) {
		fields.Set(m[1], m[2])
	}
	return fields
}

// work does the import's jobs.
func work(t *testing.T, s *webtest.Site, id models.ID) {
	t.Helper()
	if err := s.House.Intake.Continue(t.Context(), intake.ImportArgs{ImportID: id, ClientID: s.Clients[0].ID}); err != nil {
		t.Fatal(err)
	}
}

func TestImport_fromTheFileToItsUndo(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Supervisor)
	program := s.Clients[0].Program.ID.String()

	sent := send(t, b, "FDC-Orlando.csv", list, map[string]string{"program": program, "source": "FDC Orlando", "medium": "trade_show", "prefix": "+1"})
	if sent.Status != http.StatusSeeOther {
		t.Fatalf("upload: %d %s", sent.Status, sent.Text())
	}
	page := b.Get(sent.To())
	for _, want := range []string{"5 rows for Harbour Dental, source FDC Orlando", "guessed from the heads", "1 person will not be called", "3 new", "1 repeat", "1 rejected", "+1 813-555-0142"} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("the mapping does not say %q:\n%s", want, page.Text())
		}
	}
	fields := mapping(page)
	if fields.Get("c.3") != "phone" || fields.Get("c.2") != "organisation" || fields.Get("c.6") != "do_not_call" {
		t.Errorf("guessed %v", fields)
	}
	fields.Set("c.5", "message")
	address := strings.Split(sent.To(), "?")[0]
	id, err := models.ParseID(address[strings.LastIndex(address, "/")+1:])
	if err != nil {
		t.Fatal(err)
	}

	tried := b.Post(address+"/trial", fields)
	if tried.Status != http.StatusOK || !strings.Contains(tried.Text(), "Tried, and nothing saved 5 rows") || !strings.Contains(tried.Text(), "Import 5 rows") {
		t.Errorf("trial: %d %s", tried.Status, tried.Text())
	}
	if n := inquiries(s); n != 0 {
		t.Errorf("a trial left %d inquiries", n)
	}
	for range 2 { // a double click
		if run := b.Post(address+"/run", fields); run.Status != http.StatusSeeOther || run.To() != address {
			t.Fatalf("run: %d %s", run.Status, run.Text())
		}
	}
	running := b.Htmx().Get(address)
	if !strings.Contains(running.Body, `hx-trigger="every 1s"`) || strings.Contains(running.Body, "<html") {
		t.Errorf("the progress does not ask again: %s", running.Body)
	}
	if whole := b.Get(address); !strings.Contains(whole.Body, `http-equiv="refresh" content="2"`) {
		t.Error("without script the page does not come again")
	}
	work(t, s, id)
	done := b.Htmx().Get(address)
	webtest.Golden(t, "import_done.html", done.Body)
	if strings.Contains(done.Body, "hx-trigger") {
		t.Error("it asks on though it is done")
	}
	if n := inquiries(s); n != 4 {
		t.Errorf("%d inquiries", n)
	}
	rejected := b.Get(address + "/rejected.csv")
	if !strings.Contains(rejected.Header.Get("Content-Disposition"), "rejected-FDC-Orlando.csv") || !strings.Contains(rejected.Body, "'=cmd") {
		t.Errorf("rejected rows: %v %q", rejected.Header, rejected.Body)
	}
	if undone := b.Post(address+"/undoing", nil); undone.Status != http.StatusSeeOther {
		t.Errorf("undo: %d %s", undone.Status, undone.Text())
	}
	if after := b.Get(address); !strings.Contains(after.Text(), "Undone: 4 inquiries taken back.") {
		t.Errorf("after the undo: %s", after.Text())
	}
}

func inquiries(s *webtest.Site) (n int) {
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(tx.Context(), `SELECT count(*) FROM inquiries`).Scan(&n)
	})
	return n
}

func TestImport_remembersTheMappingOfFilesLikeIt(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Supervisor)
	program := map[string]string{"program": s.Clients[0].Program.ID.String()}
	file := "wer,fon\nIvy Moss,+18135550142\n"
	first := send(t, b, "a.csv", file, program)
	page := b.Get(first.To())
	address := strings.Split(first.To(), "?")[0]
	fields := mapping(page)
	fields.Set("c.0", "name")
	fields.Set("c.1", "phone")
	if run := b.Post(address+"/run", fields); run.Status != http.StatusSeeOther {
		t.Fatalf("run: %d %s", run.Status, run.Text())
	}
	again := b.Get(send(t, b, "b.csv", strings.Replace(file, "Ivy", "Otto", 1), program).To())
	if !strings.Contains(again.Text(), "2 of 2 remembered") || mapping(again).Get("c.0") != "name" {
		t.Errorf("not remembered: %s", again.Text())
	}
}

func TestImport_saysWhatIsWrongAndKeepsTheForm(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Supervisor)
	good := map[string]string{"program": s.Clients[0].Program.ID.String(), "source": "A trade show", "prefix": "+1312", "day_first": "on"}
	for name, c := range map[string]struct{ file, says string }{
		"picture": {"\x89PNG\r\n\x1a\n....", "This is a picture (PNG), not a table"},
		"empty":   {"", "The file is empty"},
		"no rows": {"name,phone\n", "no row below it"},
	} {
		got := send(t, b, "list.csv", c.file, good)
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), c.says) {
			t.Errorf("%s: %d %s", name, got.Status, got.Text())
		}
		for _, kept := range []string{`value="A trade show"`, `value="+1312"`, `value="` + good["program"] + `" selected`, `name="day_first" value="on" checked`} {
			if !strings.Contains(got.Body, kept) {
				t.Errorf("%s: the form lost %s", name, kept)
			}
		}
	}
	if got := send(t, b, "list.csv", list, nil); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Choose the program") {
		t.Errorf("no program: %d %s", got.Status, got.Text())
	}
	odd := b.Get(send(t, b, "list.csv", "foo,bar\n1,2\n", good).To())
	if odd.Status != http.StatusOK || !strings.Contains(odd.Text(), "None of the columns looks like one of an inquiry") {
		t.Errorf("unknown columns: %d %s", odd.Status, odd.Text())
	}
}

func TestImport_intoAnEndedProgramSaysWhatToDo(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Supervisor)
	to := map[string]string{"program": s.Clients[0].Program.ID.String(), "source": "A trade show"}
	early := send(t, b, "early.csv", list, to)
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE programs SET state = 'ended' WHERE id = $1`, to["program"])
		return err
	})
	late := send(t, b, "late.csv", list, to)
	if late.Status != http.StatusUnprocessableEntity || !strings.Contains(late.Text(), "has ended: choose one that runs") || !strings.Contains(late.Body, `value="A trade show"`) {
		t.Errorf("uploaded: %d %s", late.Status, late.Text())
	}
	at, _, _ := strings.Cut(early.To(), "?")
	for name, got := range map[string]*webtest.Response{"looked at": b.Get(early.To()), "run": b.Post(at+"/run", mapping(late))} {
		if got.Status != http.StatusConflict || !strings.Contains(got.Text(), "has ended: choose one that runs") {
			t.Errorf("%s: %d %s", name, got.Status, got.Text())
		}
	}
	if n := inquiries(s); n != 0 {
		t.Errorf("%d inquiries", n)
	}
}
