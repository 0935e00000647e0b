package ripeness

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
)

// KeptShare is the share of inquiries that keep the plan's date although another was learned,
// so that what the learned date brings is measured and not claimed.
const KeptShare = 0.2

// salt keeps the draw apart from any other by the same ids.
const salt = "ripeness: kept for comparison"

// Kept reports whether an inquiry keeps the plan's date in this cycle. It is drawn by its id,
// so that nobody can choose, and asking again gives the same answer.
func Kept(inquiry [16]byte, cycle int, share float64) bool {
	h := sha256.New()
	h.Write([]byte(salt))
	h.Write(inquiry[:])
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(cycle)))
	return float64(binary.BigEndian.Uint64(h.Sum(nil))>>11)/(1<<53) < share
}

// TooFew is how many calls each side must have before anything is said of the difference (trust.md 6).
const TooFew = 20

// An Arm is what calls found at dates chosen one way.
type Arm struct {
	Called int `json:"called"`
	Ready  int `json:"ready"`
}

// Rate is As per 100 calls, with the range that holds it 95 times in 100 (Wilson 1927).
func (a Arm) Rate() (rate, low, high float64) {
	low, high = wilson(a.Ready, a.Called)
	return 100 * float64(a.Ready) / float64(max(1, a.Called)), 100 * low, 100 * high
}

// A Gain is what the learned dates bring against the plan's: As per 100 calls more, with its
// range of 95 in 100.
type Gain struct {
	Learned Arm     `json:"learned"`
	Plan    Arm     `json:"plan"` // those kept for comparison
	More    float64 `json:"more"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	TooFew  bool    `json:"too_few"`
}

// Compare measures the gain by chance's own draw: only inquiries for whom a date was learned,
// of whom some kept the plan's. The range is Newcombe's (Statistics in Medicine 17, 1998,
// 873-890, method 10).
func Compare(learned, plan Arm) Gain {
	g := Gain{Learned: learned, Plan: plan, TooFew: learned.Called < TooFew || plan.Called < TooFew}
	if learned.Called == 0 || plan.Called == 0 {
		return g
	}
	l, lLow, lHigh := learned.Rate()
	p, pLow, pHigh := plan.Rate()
	g.More = l - p
	g.Low = g.More - math.Hypot(l-lLow, pHigh-p)
	g.High = g.More + math.Hypot(lHigh-l, p-pLow)
	return g
}

func wilson(k, n int) (low, high float64) {
	const z = 1.959963984540054
	if n <= 0 {
		return 0, 1
	}
	size, share := float64(n), float64(k)/float64(n)
	middle := (share + z*z/(2*size)) / (1 + z*z/size)
	half := z / (1 + z*z/size) * math.Sqrt(share*(1-share)/size+z*z/(4*size*size))
	return max(0, middle-half), min(1, middle+half)
}
