package kit

import "strconv"

// thousands writes a tick of the specimen's axis.
func thousands(v float64) string {
	if v == 0 {
		return "0"
	}
	return "$" + strconv.FormatFloat(v/1000, 'f', -1, 64) + "k"
}
