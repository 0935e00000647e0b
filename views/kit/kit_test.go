package kit_test

import (
	"regexp"
	"strings"
	"testing"

	"ripen/views/kit"
)

func TestKit_givesEveryIDOnce(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := kit.Kit(kit.Page()).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, match := range regexp.MustCompile(`\sid="([^"]+)"`).FindAllStringSubmatch(out.String(), -1) {
		if seen[match[1]] {
			t.Errorf("the id %q stands twice on the page", match[1])
		}
		seen[match[1]] = true
	}
	if len(seen) < 30 {
		t.Errorf("only %d ids: is every part drawn?", len(seen))
	}
}
