package desk

import (
	"ripen/views/layouts"
)

// A WallPage is the agency's work on a large screen: figures and clients, and no
// inquirer's name.
type WallPage struct {
	Layout  layouts.Page
	Clock   string // "16:43"
	Day     string
	Figures []WallFigure
	Callers []WallCaller
	More    int // callers who do not fit
	Clients []WallClient
	Few     bool // there is room for larger letters
}

// Parts is every piece of the wall.
func (p WallPage) Parts() []Part {
	return []Part{{"wall-head", wallHead(p)}, {"wall-figures", wallFigures(p)}, {"wall-callers", wallCallers(p)}, {"wall-clients", wallClients(p)}}
}

// A WallFigure is one large figure, with its tone where it needs somebody.
type WallFigure struct{ Label, Value, Note, Tone string }

// A WallCaller is one of the agency's people at work.
type WallCaller struct {
	Name, State, Says, For string
	Seconds                int
	Client                 string
	Long                   bool
}

// A WallClient is a client's queue in one line.
type WallClient struct {
	Name, Tone                    string
	Hot, HotTone, Promises, Owed  string
	Waiting, Oldest, Share, State string
}
