package policy

import "github.com/rickar/cal/v2"

// HolidaysOf gives the tests the holidays of a place.
func HolidaysOf(place string) []*cal.Holiday { return holidaysOf[place] }
