package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/web/webtest"
)

// goes is where a good POST leads.
func goes(t *testing.T, got *webtest.Response) string {
	t.Helper()
	if got.Status != http.StatusSeeOther {
		t.Fatalf("%s: %d %s", got.Path, got.Status, got.Text())
	}
	return got.To()
}

func TestClients_fromNothingToAnOpenForm(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	client := url.Values{"name": {"Pinnacle Scan"}, "slug": {"Pinnacle!"}, "zone": {"Europe/Berlin"}, "currency": {"eur"}, "manager": {s.Agency[models.AccountManager].ID.String()}}
	wrong := b.Post("/admin/clients", client)
	if wrong.Status != http.StatusUnprocessableEntity || !strings.Contains(wrong.Body, `value="Pinnacle!"`) || !strings.Contains(wrong.Text(), "small letters, digits and dashes") {
		t.Errorf("a wrong short name: %d %s", wrong.Status, wrong.Text())
	}
	client.Set("slug", "pinnacle")
	at := goes(t, b.Post("/admin/clients", client))
	if twice := b.Post("/admin/clients", client); twice.Status != http.StatusConflict || !strings.Contains(twice.Text(), "Another client has this short name") {
		t.Errorf("sent twice: %d %s", twice.Status, twice.Text())
	}
	if got := b.Get(at); !strings.Contains(got.Text(), "No program yet") || !strings.Contains(got.Text(), "Finn Berg") {
		t.Errorf("the client: %s", got.Text())
	}

	program := url.Values{"name": {"Scanner Germany"}, "slug": {"scanner-de"}, "supervisor": {s.Agency[models.Supervisor].ID.String()}, "preset": {"custom"}, "hours": {"whenever"}, "country": {"Germany"},
		"max_attempts": {"6"}, "response": {"30"}, "volume": {"400"}, "fee": {"5,200.00"}, "worth": {"18000"}, "win_rate": {"12.5"}}
	odd := b.Post(at+"/programs", program)
	if odd.Status != http.StatusUnprocessableEntity || !strings.Contains(odd.Body, `value="whenever"`) || !strings.Contains(odd.Body, `value="12.5"`) {
		t.Errorf("odd hours: %d %s", odd.Status, odd.Text())
	}
	program.Set("hours", "Mon-Fri 9:00-17:00")
	program.Set("hours_approver", "Ruth Adler")
	runs := goes(t, b.Post(at+"/programs", program))
	page := b.Get(runs)
	for _, kept := range []string{`value="DE"`, `value="Mon-Fri 9:00-17:00"`, `value="5200"`, `value="30"`, "Criteria, version 1"} {
		if !strings.Contains(page.Body, kept) {
			t.Errorf("the program lost %s", kept)
		}
	}
	dana := s.Agency[models.Caller].ID.String()
	goes(t, b.Post(runs+"/members", url.Values{"member": {dana}}))
	if got := b.Get(runs); !strings.Contains(got.Body, `value="`+dana+`" checked`) {
		t.Error("the caller was not let in")
	}
	goes(t, b.Post(runs+"/members", nil))
	if got := b.Get(runs); strings.Contains(got.Body, `value="`+dana+`" checked`) {
		t.Error("the caller was not let out")
	}

	source := url.Values{"name": {"Search"}, "medium": {"search"}, "form_open": {"on"}, "form_title": {"Ask us"}}
	if got := b.Post(at+"/sources", source); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Choose the program") || !strings.Contains(got.Body, `value="Ask us"`) {
		t.Errorf("a form without a program: %d %s", got.Status, got.Text())
	}
	source.Set("program", runs[strings.LastIndex(runs, "/")+1:])
	from := goes(t, b.Post(at+"/sources", source))
	shown := b.Get(from)
	key := shown.Body[strings.Index(shown.Body, webtest.BaseURL+"/f/"):]
	form := strings.TrimPrefix(key[:strings.IndexAny(key, `<"`)], webtest.BaseURL)
	if got := s.Stranger().Get(form); got.Status != http.StatusOK || !strings.Contains(got.Text(), "Ask us") {
		t.Errorf("%s: %d", form, got.Status)
	}
	if got := b.Post(from+"/spend", url.Values{"month": {"2026-05"}, "amount": {"-3"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, `value="-3"`) {
		t.Errorf("less than nothing: %d", got.Status)
	}
	goes(t, b.Post(from+"/spend", url.Values{"month": {"2026-05"}, "amount": {"8,000.00"}}))
	if got := b.Get(from); !strings.Contains(got.Text(), "May 2026 8,000.00") {
		t.Errorf("spend: %s", got.Text())
	}
	source.Del("form_open")
	goes(t, b.Post(from, source))
	if got := s.Stranger().Get(form); got.Status != http.StatusNotFound {
		t.Errorf("the form is closed: %d", got.Status)
	}
}

// typed is the fields of a form as the page shows them.
func typed(page *webtest.Response) url.Values {
	fields := url.Values{}
	for tag := range strings.SplitSeq(page.Body[strings.Index(page.Body, `id="criteria"`):strings.Index(page.Body, `Versions</h2>`)], "<input") {
		if name := between(tag, ` name="`, `"`); name != "" && name != "token" {
			fields.Set(name, between(tag, ` value="`, `"`))
		}
	}
	return fields
}

func between(text, from, to string) string {
	_, after, found := strings.Cut(text, from)
	inside, _, ended := strings.Cut(after, to)
	if !found || !ended {
		return ""
	}
	return inside
}

func TestCriteria_areDraftedAndPublishedWithoutScript(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Supervisor)
	at := "/admin/programs/" + s.Clients[0].Program.ID.String() + "/criteria"
	fields := url.Values{"rule.a": {"20"}, "rule.b": {"10"}, "rule.c": {"5"}, "do": {"add"}}
	page := b.Post(at, fields)
	if page.Status != http.StatusOK || !strings.Contains(page.Text(), "Question 1") || !strings.Contains(page.Text(), "not saved yet") {
		t.Fatalf("add: %d %s", page.Status, page.Text())
	}
	fields = typed(page)
	fields.Set("q.0.short", "Wants")
	fields.Set("q.0.hear", "What do they want?")
	fields.Set("q.0.say", "“What should it do?”")
	fields.Set("q.0.o.0.label", "What we sell")
	fields.Set("q.0.o.0.points", "many")
	fields.Set("q.0.o.1.label", "Nothing")
	fields.Set("do", "save")
	if got := b.Post(at, fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, `value="many"`) || !strings.Contains(got.Text(), "Question 1, answer 1: enter the points as a whole number.") {
		t.Errorf("no number: %d %s", got.Status, got.Text())
	}
	fields.Set("q.0.o.0.points", "10")
	if got := b.Post(at, fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "nobody could ever be an A") {
		t.Errorf("nobody an A: %d %s", got.Status, got.Text())
	}
	fields.Set("q.0.o.0.points", "30")
	fields.Set("q.0.o.0.low", "20000")
	fields.Set("q.0.o.0.high", "60000")
	goes(t, b.Post(at, fields))
	page = b.Get(at)
	if !strings.Contains(page.Text(), "draft") || typed(page).Get("q.0.o.0.high") != "60000" || typed(page).Get("q.0.key") != "wants" {
		t.Errorf("the draft: %s, %v", page.Text(), typed(page))
	}
	fields = typed(page)
	fields.Set("do", "publish")
	goes(t, b.Post(at, fields))
	in, err := s.House.Clients.Criteria(t.Context(), models.ActorOf(s.Person(models.Supervisor)), s.Clients[0].Program.ID)
	if err != nil || in.Questions[0].Hear != "What do they want?" || in.Questions[0].Options[0].Worth.High != 60000 || in.Rule.A != 20 {
		t.Errorf("in force: %+v, %v", in, err)
	}
}

func TestProcess_isSavedOnceAndInOrder(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.AccountManager)
	at := "/admin/clients/" + s.Clients[0].ID.String() + "/process"
	fields := url.Values{"name": {"Short"}, "step.0": {"Call"}, "means.0": {"You spoke."}, "step.1": {"Order"}, "do": {"add"}}
	if got := b.Post(at, fields); got.Status != http.StatusOK || !strings.Contains(got.Body, `name="step.2"`) {
		t.Errorf("add: %d", got.Status)
	}
	fields.Set("do", "remove.1")
	if got := b.Post(at, fields); got.Status != http.StatusOK || strings.Contains(got.Body, `name="step.1"`) {
		t.Errorf("remove: %d", got.Status)
	}
	fields.Set("do", "save")
	for range 2 {
		goes(t, b.Post(at, fields))
	}
	p, err := s.House.Clients.Process(t.Context(), models.ActorOf(s.Person(models.Admin)), s.Clients[0].ID)
	if err != nil || p.Version != 1 || len(p.Steps) != 2 || p.Steps[1].Name != "Order" {
		t.Errorf("%+v, %v", p, err)
	}
	if got := b.Post("/admin/clients/"+s.Clients[1].ID.String()+"/process", fields); got.Status != http.StatusForbidden {
		t.Errorf("another’s client: %d", got.Status)
	}
}

func TestCriteria_branchAndAnswerObjections(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Supervisor)
	at := "/admin/programs/" + s.Clients[0].Program.ID.String() + "/criteria"
	fields := url.Values{"rule.a": {"20"}, "rule.b": {"10"}, "rule.c": {"5"}, "do": {"save"}, "script.opening": {"Hello {first}."}}
	for n, key := range []string{"want", "money", "when"} {
		in := "q." + string(rune('0'+n)) + "."
		for name, text := range map[string]string{"key": key, "short": key, "hear": key + "?", "o.0.label": "Yes", "o.0.points": "10", "o.1.label": "No", "o.1.points": "0"} {
			fields.Set(in+name, text)
		}
	}
	press := func(do string) url.Values {
		fields.Set("do", do)
		page := b.Post(at, fields)
		if page.Status != http.StatusOK {
			t.Fatalf("%s: %d %s", do, page.Status, page.Text())
		}
		return typed(page)
	}
	for _, do := range []string{"branch.0", "object"} {
		for name, texts := range press(do) {
			fields[name] = texts
		}
	}
	fields.Set("do", "save")
	fields.Set("q.0.b.0.on", "2")
	fields.Set("objection.0.title", "Too dear")
	for _, c := range []struct{ name, value, says string }{
		{"q.0.b.0.goto", "weather", "a question that is not there"},
		{"q.0.b.0.goto", "when", "Say what to answer to “Too dear”."},
		{"objection.0.say", "“Than {what}?”", "names {what}, which nobody can fill in"},
		{"q.0.b.0.on", "two", "by their numbers"},
	} {
		fields.Set(c.name, c.value)
		if got := b.Post(at, fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), c.says) {
			t.Errorf("%s: %d %s", c.says, got.Status, got.Text())
		}
	}
	fields.Set("q.0.b.0.on", "2")
	fields.Set("objection.0.say", "“Compared with what?”")
	goes(t, b.Post(at, fields))
	fields.Set("do", "publish")
	goes(t, b.Post(at, fields))
	in, err := s.House.Clients.Criteria(t.Context(), models.ActorOf(s.Person(models.Supervisor)), s.Clients[0].Program.ID)
	if err != nil || len(in.Questions[0].Branches) != 1 || in.Questions[0].Branches[0].Goto != "when" || in.Script.Opening != "Hello {first}." || len(in.Script.Objections) != 1 {
		t.Errorf("in force: %+v, %v", in, err)
	}
	if left := press("unanswer.0.0"); left.Get("q.0.b.0.on") != "1" {
		t.Errorf("with an answer less the branch is on %q", left.Get("q.0.b.0.on"))
	}
}

func TestCriteria_areTranslatedLineByLine(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Supervisor)
	at := "/admin/programs/" + s.Clients[0].Program.ID.String() + "/criteria"
	fields := url.Values{"rule.a": {"20"}, "rule.b": {"10"}, "rule.c": {"5"}, "script.opening": {"Hello {first}."}, "script.closing": {"Goodbye."}, "tongue.new": {"es"}, "do": {"tongue"}}
	for n, key := range []string{"want", "when"} {
		in := "q." + string(rune('0'+n)) + "."
		for name, text := range map[string]string{"key": key, "short": key, "hear": key + "?", "say": "Say " + key + ".", "o.0.label": "Yes", "o.0.points": "10", "o.1.label": "No", "o.1.points": "0", "b.0.on": "2", "b.0.say": "Pity."} {
			fields.Set(in+name, text)
		}
	}
	fields.Set("objection.0.title", "Too dear")
	fields.Set("objection.0.say", "Than what?")
	page := b.Post(at, fields)
	for _, name := range []string{"script.opening", "script.closing", "q.0.say", "q.1.b.0.say", "objection.0.say"} {
		if !strings.Contains(page.Body, `name="`+name+`.in.es"`) {
			t.Errorf("%s cannot be translated: %d", name, page.Status)
		}
	}
	if strings.Contains(page.Body, "script.voicemail.in.es") {
		t.Error("a line that is not said can be translated")
	}
	fields["tongue"] = []string{"es", "xx"}
	fields.Set("do", "save")
	fields.Set("q.1.say.in.es", "¿Cuándo, {first}?")
	if got := b.Post(at, fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Question 2 in Spanish names {first}: write what is said where it is not known") || !strings.Contains(got.Body, "¿Cuándo, {first}?") {
		t.Errorf("nothing stands in: %d %s", got.Status, got.Text())
	}
	fields.Set("q.1.say.in.es", " ¿Cuándo, {first|}? ")
	fields.Set("q.1.b.0.say.in.es", "Qué lástima.")
	fields.Set("script.opening.in.es", "Buenos días.")
	fields.Set("objection.0.say.in.es", "¿Que qué?")
	fields.Set("do", "up.1") // the words move with their line
	moved := b.Post(at, fields)
	if !strings.Contains(moved.Body, "¿Cuándo, {first|}?") || strings.Index(moved.Body, `name="q.0.say.in.es"`) > strings.Index(moved.Body, "¿Cuándo") {
		t.Errorf("moved: %d", moved.Status)
	}
	fields.Set("do", "save")
	goes(t, b.Post(at, fields))
	fields.Set("do", "publish")
	goes(t, b.Post(at, fields))
	in, err := s.House.Clients.Criteria(t.Context(), models.ActorOf(s.Person(models.Supervisor)), s.Clients[0].Program.ID)
	if err != nil || in.Questions[1].SayIn["es"] != "¿Cuándo, {first|}?" || in.Questions[1].Branches[0].SayIn["es"] != "Qué lástima." || in.Script.OpeningIn["es"] != "Buenos días." || in.Script.Objections[0].SayIn["es"] != "¿Que qué?" || in.Untranslated("es") != 3 {
		t.Errorf("in force: %+v, %v", in, err)
	}
	if got := b.Get(at); !strings.Contains(got.Body, "Buenos días.") || !strings.Contains(got.Text(), "In Spanish") {
		t.Error("the page does not show what is said in Spanish")
	}
	fields.Set("do", "untongue.0")
	if got := b.Post(at, fields); strings.Contains(got.Body, "Buenos días.") || strings.Contains(got.Body, `name="tongue"`) {
		t.Error("the language was not taken away")
	}
}
