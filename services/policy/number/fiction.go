package number

import "strings"

// fiction lists the ranges that regulators keep free for films and books, as
// E.164 prefixes and the count of digits that a number of the range has after
// the "+". The demo dials nothing else.
//
// Sources: NANPA (555-0100 to 555-0199); Ofcom, "Telephone numbers for use in TV
// and radio drama"; ACMA, "Phone numbers for use in TV shows, films and creative
// works"; Bundesnetzagentur, Mitteilung 148/2021 ("Drama Numbers"); ARCEP decision
// 2018-0881.
var fiction = []struct {
	prefix string
	digits int
}{
	{"+441134960", 12}, {"+441144960", 12}, {"+441154960", 12}, {"+441164960", 12}, {"+441174960", 12}, {"+441184960", 12},
	{"+441214960", 12}, {"+441314960", 12}, {"+441414960", 12}, {"+441514960", 12}, {"+441614960", 12}, {"+441914980", 12},
	{"+442079460", 12}, {"+442896496", 12}, {"+442920180", 12}, {"+441632960", 12}, {"+447700900", 12},
	{"+448081570", 12}, {"+449098790", 12}, {"+443069990", 12},
	{"+6125550", 11}, {"+6135550", 11}, {"+6175550", 11}, {"+6185550", 11},
	{"+6127010", 11}, {"+6137010", 11}, {"+6177010", 11}, {"+6187010", 11},
	{"+61491570006", 11}, {"+61491570110", 11}, {"+61491570156", 11}, {"+61491570157", 11}, {"+61491570158", 11},
	{"+61491570159", 11}, {"+61491570313", 11}, {"+61491570737", 11}, {"+61491571266", 11}, {"+61491571491", 11},
	{"+61491571804", 11}, {"+61491572549", 11}, {"+61491572665", 11}, {"+61491572983", 11}, {"+61491573087", 11},
	{"+61491573770", 11}, {"+61491574118", 11}, {"+61491574632", 11}, {"+61491575254", 11}, {"+61491575789", 11},
	{"+493023125", 0}, {"+496990009", 0}, {"+494066969", 0}, {"+492214710", 0}, {"+498999998", 0}, {"+4917139200", 0},
	{"+3319900", 11}, {"+3326191", 11}, {"+3335301", 11}, {"+3346571", 11}, {"+3353649", 11}, {"+3363998", 11},
}

// Fiction reports whether a number lies in a range that is kept free for fiction,
// and therefore rings nobody.
func Fiction(e164 string) bool {
	if _, ok := areaCode(e164); ok {
		return e164[5:10] == "55501"
	}
	for _, free := range fiction {
		if strings.HasPrefix(e164, free.prefix) && (free.digits == 0 || len(e164) == free.digits+1) {
			return true
		}
	}
	return false
}
