package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"ripen/models"
	"ripen/web"
	"ripen/web/webtest"
)

// everybody is every role, and "" for a stranger.
var everybody = append([]models.Role{""}, models.Roles...)

func TestMatrix_everyRouteForEveryRole(t *testing.T) {
	t.Parallel()
	for _, r := range web.Routes(webtest.Open(t).House) {
		t.Run(r.Method+" "+r.Path, func(t *testing.T) {
			t.Parallel()
			s := webtest.Open(t)
			for _, role := range everybody {
				walk(t, s, r, role)
			}
		})
	}
}

// walk asks for one route as one role: for what is absent, what is another's, and what is his own.
func walk(t *testing.T, s *webtest.Site, r web.Route, role models.Role) {
	t.Helper()
	name := params(r.Path)
	var absent, foreign *webtest.Response
	if len(name) > 0 {
		absent = ask(t, s, r, role, func(f fill) string { return f.Absent })
		foreign = ask(t, s, r, role, func(f fill) string { return f.Foreign(asked{s, r, role}) })
	}
	own := ask(t, s, r, role, func(f fill) string { return f.Own(asked{s, r, role}) })
	for _, got := range []*webtest.Response{absent, foreign, own} {
		if got == nil {
			continue
		}
		if got.Status >= http.StatusInternalServerError {
			t.Errorf("%q: %d\n%s", role, got.Status, lastFailure(s))
		}
		if role != "" && !role.OfAgency() && strings.Contains(got.Body, s.Clients[1].Name) {
			t.Errorf("%q reads of another client:\n%s", role, got.Text())
		}
	}
	if !r.Guard.Admits(role) {
		for _, got := range []*webtest.Response{absent, foreign, own} {
			refused(t, role, got, own)
		}
		return
	}
	if absent != nil && absent.Status != http.StatusNotFound {
		t.Errorf("%q asks for what is absent: %d", role, absent.Status)
	}
	if foreign != nil && (foreign.Status != absent.Status || webtest.Still(foreign.Body) != webtest.Still(absent.Body)) {
		t.Errorf("%q can tell another’s from what is absent: %d %q, %d %q", role, foreign.Status, foreign.Text(), absent.Status, absent.Text())
	}
	forbidden := []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed}
	if slices.Contains(forbidden, own.Status) {
		t.Errorf("%q asks for his own: %d %s", role, own.Status, own.Text())
	}
}

// refused checks that the guard refuses in the same way whatever is named.
func refused(t *testing.T, role models.Role, got, like *webtest.Response) {
	t.Helper()
	switch {
	case got == nil:
	case role == "" && got.Status == http.StatusUnauthorized && strings.Contains(got.Text(), "Your session has ended"): // with what was typed
	case role == "" && (got.Status != http.StatusSeeOther || !strings.HasPrefix(got.To(), "/sign-in")):
		t.Errorf("a stranger gets %d to %q", got.Status, got.To())
	case role != "" && got.Status != http.StatusForbidden:
		t.Errorf("%q, whom the guard does not admit, gets %d", role, got.Status)
	case webtest.Still(got.Body) != webtest.Still(like.Body):
		t.Errorf("%q can tell by the refusal what there is", role)
	}
}

// ask sends one request, every parameter filled; nil if one cannot be.
func ask(t *testing.T, s *webtest.Site, r web.Route, role models.Role, value func(fill) string) *webtest.Response {
	t.Helper()
	path := r.Path
	for _, name := range params(r.Path) {
		f, ok := fills[name]
		if !ok {
			t.Fatalf("nothing fills :%s of %s; add it to fills", name, r.Path)
		}
		text := value(f)
		if text == "" {
			return nil
		}
		path = strings.Replace(path, ":"+name, text, 1)
	}
	b := s.AsRole(role)
	if r.Method == http.MethodGet {
		return b.Get(path)
	}
	return b.Post(path, forms[r.Path])
}

// params are the names in a path.
func params(path string) []string {
	var names []string
	for part := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			names = append(names, name)
		}
	}
	return names
}

// lastFailure is the first words of what the log says of the last request that failed.
func lastFailure(s *webtest.Site) string {
	_, last, _ := strings.Cut(s.Log.String()[strings.LastIndex(s.Log.String(), `"level":"ERROR"`):], `"error":`)
	return last[:min(len(last), 600)]
}
