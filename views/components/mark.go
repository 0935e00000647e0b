package components

import "strconv"

// figPath is the outline of a fig, 32 wide and 46 high.
const figPath = "M16 8c6.500 0 15 10 15 20.500A14.500 14.500 0 0 1 16 44 14.500 14.500 0 0 1 1 28.500C1 18 9.500 8 16 8z"

// ripeningLevels is where each of the six is filled to, from the top.
var ripeningLevels = []string{"42.8", "39.1", "34.6", "28", "20.6", "8"}

func ripeningShift(i int) string { return "translate(" + strconv.Itoa(i*40) + " 0)" }

func ripeningClip(i int) string { return "ripe-" + strconv.Itoa(i) }
