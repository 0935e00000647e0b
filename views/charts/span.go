package charts

// A Span is where something lies between two ends of a scale: a share with its interval, days with their
// quartiles. All in hundredths of the width.
type Span struct{ From, Width, At float64 }

// NewSpan lays a range and what is in its middle on a scale from 0 to top. What is off the scale stands at its end.
func NewSpan(low, middle, high, top float64) Span {
	on := func(v float64) float64 {
		if top <= 0 {
			return 0
		}
		return min(100, max(0, v/top*100))
	}
	return Span{From: on(low), Width: max(on(high)-on(low), 0.8), At: min(98.8, on(middle))}
}
