package desk

import (
	"fmt"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A RipeningPage is when people ripen: what is expected, and what was learned for each program.
type RipeningPage struct {
	Layout   layouts.Page
	Token    string
	Problem  string
	Maturing components.MaturingProps
	Programs []RipeningProgram
	Enough   int // requalifications before dates are learned
}

// A RipeningProgram is one program and the dates it uses.
type RipeningProgram struct {
	ID            models.ID
	Name          string
	Client, Tone  string
	N             int
	Enough, Used  bool
	By, On        string // who said so, and when
	Learned, Plan RipeningArm
	TooFew        bool
	More, Lo, Hi  float64
}

// A RipeningArm is what calls found at dates chosen one way.
type RipeningArm struct {
	Called, Ready   int
	Rate, Low, High float64
}

func (a RipeningArm) words() string {
	if a.Called < 20 {
		return fmt.Sprintf("too few to say (%d called)", a.Called)
	}
	return fmt.Sprintf("%.1f (%.1f to %.1f), %d of %d", a.Rate, a.Low, a.High, a.Ready, a.Called)
}

func (r RipeningProgram) gain() string {
	if r.TooFew {
		return "too few to say"
	}
	return fmt.Sprintf("%+.1f (%+.1f to %+.1f)", r.More, r.Lo, r.Hi)
}

func (r RipeningProgram) dates() string {
	switch {
	case r.Used:
		return "Learned, taken by " + r.By + " on " + r.On
	case r.By != "":
		return "The plan’s, since " + r.By + " on " + r.On
	}
	return "The plan’s"
}
