package ripeness

import (
	"slices"
	"strings"
)

// others stand for reasons and sources with too few calls of their own.
const others = "(others)"

// number turns spells into cells, and says what was seen of each.
func number(spells []Spell) (*fit, [][Weeks + 1][3]float64) {
	f := &fit{}
	seen := [parts]map[string]int{{}, {}, {}}
	for _, s := range spells {
		for part, word := range partsOf(s.Key) {
			seen[part][word]++
		}
	}
	for part := range seen {
		for word, n := range seen[part] {
			if n < pooled {
				delete(seen[part], word)
			}
		}
		seen[part][others] = 0
		f.names[part] = namesOf(seen[part])
		f.part[part] = make([][phases]float64, len(f.names[part].list))
		for n := range f.part[part] {
			f.part[part][n] = [phases]float64{1, 1, 1}
		}
	}
	for _, class := range Classes {
		hazard := believedHazard(class)
		f.prior, f.base = append(f.prior, hazard), append(f.base, hazard)
		f.waiting, f.ripe, f.anyway = append(f.waiting, believed.LostWaiting.Value), append(f.ripe, believed.LostRipe.Value), append(f.anyway, believed.Anyway.Value)
		for range frameWords {
			var even [bands]float64
			for b := range even {
				even[b] = 1
			}
			f.frames = append(f.frames, even)
		}
	}
	type place struct {
		frame int
		part  [parts]int
	}
	at := map[place]int{}
	for _, s := range spells {
		class, frame := slices.Index(Classes, s.Class), slices.Index(frameWords, s.Timeframe)
		if class < 0 || frame < 0 || s.Result == Unreached {
			continue
		}
		p := place{frame: class*len(frameWords) + frame}
		for part, word := range partsOf(s.Key) {
			p.part[part] = f.level(part, word)
		}
		n, known := at[p]
		if !known {
			n = len(f.cells)
			at[p] = n
			f.cells = append(f.cells, cell{class: class, frame: p.frame, part: p.part, beyond: 1})
		}
		c, week := &f.cells[n], weekOf(s.Week)
		c.seen[week][s.Result]++
		c.any[week] = true
		c.calls++
		c.last = max(c.last, week)
	}
	counts := make([][Weeks + 1][3]float64, len(f.cells))
	for i := range f.cells {
		counts[i] = f.cells[i].seen
	}
	return f, counts
}

func partsOf(k Key) [parts]string { return [parts]string{k.Reason, k.Source, k.Age} }

func (f *fit) level(part int, word string) int {
	if n, known := f.names[part].of[word]; known {
		return n
	}
	return f.names[part].of[others]
}

func (f *fit) keyOf(c *cell) Key {
	return Key{Class: Classes[c.class], Timeframe: frameWords[c.frame%len(frameWords)],
		Reason: f.names[byReason].list[c.part[byReason]], Source: f.names[bySource].list[c.part[bySource]], Age: f.names[byAge].list[c.part[byAge]]}
}

// clone is a copy that can be fitted to something else.
func (f *fit) clone() *fit {
	g := *f
	g.cells, g.base, g.frames = slices.Clone(f.cells), slices.Clone(f.base), slices.Clone(f.frames)
	g.waiting, g.ripe, g.anyway = slices.Clone(f.waiting), slices.Clone(f.ripe), slices.Clone(f.anyway)
	for part := range f.part {
		g.part[part] = slices.Clone(f.part[part])
	}
	return &g
}

// hazards is what was fitted, with its words.
func (f *fit) hazards() hazards {
	h := hazards{Base: map[string][]float64{}, Frames: map[string][]float64{}, Waiting: map[string]float64{}, Ripe: map[string]float64{}, Anyway: map[string]float64{}}
	for class, word := range Classes {
		h.Base[word], h.Waiting[word], h.Ripe[word] = short(f.base[class][:]), f.waiting[class], f.ripe[class]
		h.Anyway[word] = f.anyway[class]
		for frame, timeframe := range frameWords {
			h.Frames[word+"|"+timeframe] = short(f.frames[class*len(frameWords)+frame][:])
		}
	}
	maps := [parts]map[string][]float64{{}, {}, {}}
	for part := range f.part {
		for n, word := range f.names[part].list {
			maps[part][word] = short(f.part[part][n][:])
		}
	}
	h.Reasons, h.Sources, h.Ages = maps[byReason], maps[bySource], maps[byAge]
	return h
}

// short keeps what matters of figures that are stored.
func short(values []float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = float64(int64(v*1e5+0.5)) / 1e5
	}
	return out
}

// reach is how many of those called again are reached, by class and phase, drawn to all of the class.
func reach(spells []Spell) map[string][]float64 {
	reached := map[string][]float64{}
	for _, class := range Classes {
		var n, k [phases]float64
		calls, hits := 0.0, 0.0
		for _, s := range spells {
			if s.Class != class {
				continue
			}
			p := phaseOf[bandOf[weekOf(s.Week)]]
			n[p]++
			calls++
			if s.Result != Unreached {
				k[p]++
				hits++
			}
		}
		mean := (weighReach*believed.Reached.Value + hits) / (weighReach + calls)
		for p := range n {
			reached[class] = append(reached[class], (weighReach*mean+k[p])/(weighReach+n[p]))
		}
	}
	return reached
}

// A Count is what the calls of one week found of a group.
type Count struct {
	Week    int `json:"w"`
	Called  int `json:"n"`
	Ready   int `json:"a"`
	Reached int `json:"r"`
}

// groups are those a Key belongs to, the most alike first.
func groups(k Key) []string {
	frame := k.Class + "|" + k.Timeframe
	return []string{frame + "|" + k.Reason + "|" + k.Source, frame + "|" + k.Reason, frame, k.Class}
}

// tally counts by group and week.
func tally(spells []Spell) map[string][]Count {
	counts := map[string]*[Weeks + 1]Count{}
	for _, s := range spells {
		for _, group := range groups(s.Key) {
			g := counts[group]
			if g == nil {
				g = &[Weeks + 1]Count{}
				counts[group] = g
			}
			c := &g[weekOf(s.Week)]
			c.Called++
			if s.Result == Ready {
				c.Ready++
			}
			if s.Result != Unreached {
				c.Reached++
			}
		}
	}
	kept := map[string][]Count{}
	for group, g := range counts {
		total := 0
		for _, c := range g {
			total += c.Called
		}
		if total < alike && strings.Contains(group, "|") {
			continue // never shown: another group speaks for it
		}
		for week, c := range g {
			if c.Called > 0 {
				c.Week = week
				kept[group] = append(kept[group], c)
			}
		}
	}
	return kept
}
