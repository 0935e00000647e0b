package picture

import (
	"fmt"
	"regexp"
	"strings"
)

var pathPart = regexp.MustCompile(`[A-Za-z]|-?[0-9]*\.?[0-9]+`)

// curved is in how many straight pieces a curve is drawn.
const curved = 16

// pathOf reads the path of a chart as lines: of moves, lines, curves and closings.
func pathOf(d string) (lines [][][2]float64, err error) {
	parts := pathPart.FindAllString(d, -1)
	var at [2]float64
	command := ""
	take := func(n int) ([]float64, error) {
		if len(parts) < n {
			return nil, fmt.Errorf("the path %q ends early", d)
		}
		var all []float64
		for _, part := range parts[:n] {
			all = append(all, number(part))
		}
		parts = parts[n:]
		return all, nil
	}
	to := func(x, y float64) {
		at = [2]float64{x, y}
		lines[len(lines)-1] = append(lines[len(lines)-1], at)
	}
	for len(parts) > 0 {
		if isCommand(parts[0]) {
			command, parts = parts[0], parts[1:]
		}
		if len(lines) == 0 && command != "M" {
			return nil, fmt.Errorf("the path %q begins nowhere", d)
		}
		var v []float64
		switch command {
		case "M":
			if v, err = take(2); err == nil {
				lines = append(lines, nil)
				to(v[0], v[1])
				command = "L"
			}
		case "L":
			if v, err = take(2); err == nil {
				to(v[0], v[1])
			}
		case "H":
			if v, err = take(1); err == nil {
				to(v[0], at[1])
			}
		case "V":
			if v, err = take(1); err == nil {
				to(at[0], v[0])
			}
		case "v":
			if v, err = take(1); err == nil {
				to(at[0], at[1]+v[0])
			}
		case "C":
			if v, err = take(6); err == nil {
				from := at
				for n := 1; n <= curved; n++ {
					to(bezier(from[0], v[0], v[2], v[4], float64(n)/curved), bezier(from[1], v[1], v[3], v[5], float64(n)/curved))
				}
			}
		case "Z":
			first := lines[len(lines)-1][0]
			to(first[0], first[1])
		default:
			err = fmt.Errorf("the path %q has %q, which is not known to pictures", d, command)
		}
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}

func isCommand(part string) bool {
	return strings.ContainsAny(part[:1], "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
}

func bezier(a, b, c, d, t float64) float64 {
	s := 1 - t
	return s*s*s*a + 3*s*s*t*b + 3*s*t*t*c + t*t*t*d
}
