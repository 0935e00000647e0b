package policy

import "github.com/rickar/cal/v2"

// HolidaysOf gives the tests the holidays of a place.
func HolidaysOf(place string) []*cal.Holiday { return holidaysOf[place] }

// LetterBasisIn is the row of another table that holds for letters to a country.
func LetterBasisIn(law *Law, country string) LetterRule { return law.letterBasis(country) }
