package ripeness

import "math"

// A Due is inquiries of one kind that will be called in the same week.
type Due struct {
	Key
	Ahead int // weeks from now, counted from 0
	Week  int // of the call, counted from the grading
	N     int
}

// An Expected is how many As a week's calls are likely to find, and the range that holds the
// number 95 times in 100.
type Expected struct {
	Due  int     `json:"due"`
	As   float64 `json:"as"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Forecast sums the chances of all that are due, week by week. Its range has both in it: the
// luck of each call, and how sure the model is.
func (m *Model) Forecast(due []Due, weeks int) []Expected {
	all := make([]Expected, weeks)
	luck, doubt := make([]float64, weeks), make([][]float64, weeks)
	for i := range doubt {
		doubt[i] = make([]float64, len(m.Again))
	}
	curves := map[Key][]Curve{} // the main one, then those of the resampled
	for _, d := range due {
		if d.Ahead < 0 || d.Ahead >= weeks {
			continue
		}
		of, known := curves[d.Key]
		if !known {
			of = append(of, m.Curve(d.Key))
			for i := range m.Again {
				of = append(of, m.curve(&m.Again[i], d.Key, m.cell(d.Key)))
			}
			curves[d.Key] = of
		}
		week, n := weekOf(d.Week), float64(d.N)
		p := of[0][week]
		all[d.Ahead].Due += d.N
		all[d.Ahead].As += n * p
		luck[d.Ahead] += n * p * (1 - p)
		for i := range m.Again {
			doubt[d.Ahead][i] += n * (of[i+1][week] - p)
		}
	}
	for i := range all {
		variance := luck[i]
		for _, off := range doubt[i] {
			variance += off * off / float64(len(doubt[i]))
		}
		half := 1.96 * math.Sqrt(variance)
		all[i].Low, all[i].High = max(0, all[i].As-half), min(float64(all[i].Due), all[i].As+half)
		if variance < 4 { // few: the normal is too even
			all[i].High = min(float64(all[i].Due), all[i].As+half+0.5)
		}
	}
	return all
}
