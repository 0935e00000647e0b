package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// A measurement is one line: what was done in a second, and what could be.
type measurement struct {
	Name     string  `json:"name"`
	Rows     int     `json:"rows"`
	Clients  int     `json:"clients"`
	PerS     float64 `json:"per_s"`
	LimitPer float64 `json:"limit_per_s"`
	Ratio    float64 `json:"ratio"`
	P50      float64 `json:"p50_ms"`
	P99      float64 `json:"p99_ms"`
	CPU      float64 `json:"cpu_ms_per_op"`

	Limit  string         `json:"limit"`  // what the limit is
	Proof  map[string]any `json:"-"`      // what the measurement must prove
	Server serverSettings `json:"server"` // what both sides ran on
}

// print writes the measurement as one line, for programs or for people.
func (m measurement) print(out io.Writer, asJSON bool) error {
	if !asJSON {
		line := fmt.Sprintf("%-14s %9d rows %4d clients  %8.0f/s of %8.0f/s = %.2f   p50 %.2f ms   p99 %.2f ms   CPU %.2f ms", m.Name, m.Rows, m.Clients, m.PerS, m.LimitPer, m.Ratio, m.P50, m.P99, m.CPU)
		for _, key := range slices.Sorted(maps.Keys(m.Proof)) {
			line += fmt.Sprintf("   %s %v", strings.ReplaceAll(key, "_", " "), m.Proof[key])
		}
		_, err := fmt.Fprintln(out, line)
		return err
	}
	line, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if len(m.Proof) > 0 {
		proof, err := json.Marshal(m.Proof)
		if err != nil {
			return err
		}
		line = append(append(line[:len(line)-1], ','), proof[1:]...)
	}
	_, err = fmt.Fprintf(out, "%s\n", line)
	return err
}

// took fills in how long one operation takes.
func (m *measurement) took(all []time.Duration) {
	slices.Sort(all)
	m.P50, m.P99 = millis(percentile(all, 0.50)), millis(percentile(all, 0.99))
}

func percentile(sorted []time.Duration, p float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(p*float64(len(sorted))), len(sorted)-1)]
}

func millis(d time.Duration) float64 { return round(d.Seconds()*1000, 3) }

// round keeps some digits behind the point; a figure with more only looks exact.
func round(x float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(x*scale) / scale
}
