package charts

// A Stack is an amount in one bar, cut into its parts.
type Stack struct {
	Label, Words string
	Parts        []StackPart
}

// A StackPart is one part of a stack. Where it is drawn is in hundredths of the longest stack.
type StackPart struct {
	Label, Words string
	Value        float64
	X, Width     float64
	Class        string
}

// partClasses are how the parts are filled, from the first on.
var partClasses = []string{"one", "two", "three"}

// NewStacks lays stacks on one scale, so that they can be compared.
func NewStacks(stacks ...Stack) []Stack {
	top := 0.0
	for _, s := range stacks {
		sum := 0.0
		for _, p := range s.Parts {
			sum += p.Value
		}
		top = max(top, sum)
	}
	for _, s := range stacks {
		x := 0.0
		for n := range s.Parts {
			p := &s.Parts[n]
			p.Class = partClasses[n%len(partClasses)]
			if top > 0 {
				p.X, p.Width = x, p.Value/top*100
			}
			x += p.Width
		}
	}
	return stacks
}

// aloud is the stack as it is read out.
func (s Stack) aloud() string {
	words := s.Label + " " + s.Words
	for n, p := range s.Parts {
		sep := ", "
		if n == 0 {
			sep = ": "
		}
		words += sep + p.Label + " " + p.Words
	}
	return words
}
