package console

import (
	"time"

	"ripen/models"
	"ripen/views/components"
)

// icons: coffee circle-play chevron-down

// A ShiftMenu is whether the caller takes calls, in the bar.
type ShiftMenu struct {
	Token   string
	State   models.ShiftState
	Reason  models.BreakReason
	Since   string       // "12:03", on the caller's clock
	For     string       // "18 min"
	Soon    []PromiseRow // promises that fall due within the half hour
	Holding models.ID    // what is on the screen and held; NoID for none
}

func (m ShiftMenu) tone() string {
	switch m.State {
	case models.ShiftBreak:
		return components.Amber
	case models.ShiftOn:
		return components.Leaf
	}
	return components.Slate
}

// words say the state: "Available", "Lunch".
func (m ShiftMenu) words() string {
	switch m.State {
	case models.ShiftBreak:
		return m.Reason.Words()
	case models.ShiftOn:
		return "Available"
	}
	return "Off"
}

// aria begins with what is seen.
func (m ShiftMenu) aria() string {
	if m.For == "" {
		return m.words() + ": your availability"
	}
	return m.words() + " " + m.For + ": your availability"
}

func (m ShiftMenu) title() string {
	switch {
	case m.State == models.ShiftBreak && m.Holding != models.NoID:
		return "Break after this call"
	case m.State == models.ShiftBreak:
		return m.words() + " since " + m.Since + ", " + m.For
	case m.Holding != models.NoID:
		return "Take a break after this call"
	}
	return "Take a break"
}

// Soon is how near a promise must be for a break to warn of it.
const Soon = 30 * time.Minute
