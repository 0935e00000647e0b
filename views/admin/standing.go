package admin

import "ripen/models"

// A StandingLine says when a program was paused, resumed or ended.
type StandingLine struct {
	What, Reason, When string
}

func (p ProgramForm) active() bool { return p.State == models.ProgramActive }
func (p ProgramForm) ended() bool  { return p.State == models.ProgramEnded }
