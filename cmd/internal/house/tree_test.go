package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// rooms are the folders of the top level that hold our code.
var rooms = []string{"cmd", "migrations", "models", "services", "static", "views", "web"}

// A source is one Go file.
type source struct {
	path string
	tree *ast.File
	set  *token.FileSet
	text string
}

func (s source) isTest() bool      { return strings.HasSuffix(s.path, "_test.go") }
func (s source) isGenerated() bool { return ast.IsGenerated(s.tree) }

// forTests reports whether the file is a test or belongs to a package for tests, such as storetest.
func (s source) forTests() bool {
	return s.isTest() || strings.HasSuffix(path.Dir(s.path), "test")
}

func (s source) line(node ast.Node) int { return s.set.Position(node.Pos()).Line }

// project is the files of the project itself.
func project() fs.FS { return os.DirFS("../../..") }

// sources reads every Go file of the rooms.
func sources(t *testing.T, tree fs.FS) []source {
	t.Helper()
	var found []source
	for _, name := range files(t, tree, ".go") {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			t.Fatal(err)
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, source{path: name, tree: parsed, set: set, text: string(text)})
	}
	return found
}

// files lists the files of the rooms with one of the endings, what is built or fetched left out.
func files(t *testing.T, tree fs.FS, endings ...string) []string {
	t.Helper()
	var found []string
	for _, room := range rooms {
		err := fs.WalkDir(tree, room, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case os.IsNotExist(err):
				return nil
			case err != nil:
				return err
			case entry.IsDir() && (entry.Name() == "dist" || entry.Name() == "testdata"):
				return fs.SkipDir
			case !entry.IsDir() && slices.Contains(endings, path.Ext(name)):
				found = append(found, name)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// say fails the test with every finding.
func say(t *testing.T, findings []string) {
	t.Helper()
	for _, finding := range findings {
		t.Error(finding)
	}
}
