package identity

import (
	"regexp"
	"slices"
	"strings"
)

var (
	directions = map[string]string{
		"n": "n", "s": "s", "e": "e", "w": "w", "north": "n", "south": "s", "east": "e", "west": "w", "no": "n", "so": "s",
		"ne": "ne", "nw": "nw", "se": "se", "sw": "sw", "northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw",
	}
	kinds = map[string]string{
		"street": "street", "st": "street", "str": "street", "strt": "street", "strasse": "street", "rue": "street", "rua": "street", "calle": "street", "via": "street",
		"avenue": "avenue", "ave": "avenue", "av": "avenue", "aven": "avenue", "avn": "avenue", "avenida": "avenue",
		"road": "road", "rd": "road", "drive": "drive", "dr": "drive", "drv": "drive", "boulevard": "boulevard", "blvd": "boulevard", "boul": "boulevard",
		"lane": "lane", "ln": "lane", "court": "court", "ct": "court", "place": "place", "pl": "place", "square": "square", "sq": "square",
		"terrace": "terrace", "ter": "terrace", "tce": "terrace", "terr": "terrace", "parkway": "parkway", "pkwy": "parkway", "pky": "parkway",
		"highway": "highway", "hwy": "highway", "circle": "circle", "cir": "circle", "circuit": "circuit", "cct": "circuit",
		"crescent": "crescent", "cres": "crescent", "cr": "crescent", "close": "close", "cl": "close", "way": "way", "trail": "trail", "trl": "trail",
		"plaza": "plaza", "plz": "plaza", "cove": "cove", "loop": "loop", "alley": "alley", "row": "row", "walk": "walk", "parade": "parade", "pde": "parade",
		"grove": "grove", "gr": "grove", "weg": "way", "platz": "square", "allee": "avenue", "gasse": "lane",
	}
	units    = set("apt apartment unit suite ste room rm flat floor fl bldg building wohnung top")
	ordinals = map[string]string{
		"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
	}
	ordinal = regexp.MustCompile(`^(\d+)(?:st|nd|rd|th)$`)
	unitOf  = regexp.MustCompile(`^\s*(\d+[a-z]?)\s*/\s*(\d+[a-z]?)\s`)
)

// An address is a street address taken apart.
type address struct {
	number, direction, kind, unit string
	street                        []string
}

// AddressKey is the same for spellings of one street address: number and name of
// the street, without direction, kind of street, and unit, which people leave
// out or write in many ways; AddressesAgree looks at those. It is blank where
// there is no number or no street.
func AddressKey(text string) string {
	a := parse(text)
	if a.number == "" || len(a.street) == 0 {
		return ""
	}
	return a.number + " " + strings.Join(a.street, " ")
}

// AddressesAgree says whether two texts are one street address: the same number,
// the same street but for a slip, and no direction, kind of street or unit that
// differs. A blank address agrees with none.
func AddressesAgree(a, b string) bool {
	if strings.TrimSpace(a) == "" || strings.TrimSpace(b) == "" {
		return false
	}
	one, other := parse(a), parse(b)
	if one.number == "" || one.number != other.number || len(one.street) == 0 || len(other.street) == 0 {
		return false
	}
	return compatible(one.direction, other.direction) && compatible(one.unit, other.unit) && compatible(one.kind, other.kind) &&
		(near(strings.Join(one.street, ""), strings.Join(other.street, "")) || nearWhole(one.whole(), other.whole()))
}

// whole is the street with its kind, in one word: spaces slip as letters do.
func (a address) whole() string { return strings.Join(a.street, "") + a.kind }

// nearWhole allows one slip in a street with its kind, and two in a long one.
func nearWhole(a, b string) bool {
	if short := min(len(a), len(b)); short < 10 || hasDigit(a) || hasDigit(b) {
		return false
	} else if short >= 14 {
		return distance(a, b) <= 2
	}
	return distance(a, b) <= 1
}

func compatible(a, b string) bool { return a == "" || b == "" || a == b }

func parse(text string) address {
	var a address
	folded := fold(text)
	if m := unitOf.FindStringSubmatch(folded); m != nil {
		a.unit = m[1]
		folded = folded[strings.IndexByte(folded, '/')+1:]
	}
	all := words(streetPart(folded))
	if len(all) > 2 && all[0] == "p" && all[1] == "o" {
		all = all[1:]
		all[0] = "po"
	}
	if len(all) > 2 && all[0] == "po" && all[1] == "box" {
		return address{number: all[2], street: []string{"pobox"}}
	}
	all = a.takeUnit(all, strings.Contains(folded, "#"))
	all = a.takeNumber(all)
	a.takeStreet(all)
	return a
}

// streetPart is what stands before the first comma or line end, if a number does.
func streetPart(text string) string {
	at := strings.IndexAny(text, ",\n")
	if at > 0 && strings.ContainsAny(text[:at], "0123456789") && strings.ContainsAny(text[:at], "abcdefghijklmnopqrstuvwxyz") {
		if strings.Contains(text[at:], "#") || containsUnit(text[at:]) {
			return strings.Replace(text[:at]+" "+text[at+1:], ",", " ", 1)
		}
		return text[:at]
	}
	return text
}

func containsUnit(text string) bool {
	for _, word := range words(text) {
		if units[word] {
			return true
		}
	}
	return false
}

// takeUnit cuts off “Suite 200” and what follows it; with a # the last number is one.
func (a *address) takeUnit(all []string, hash bool) []string {
	for i := 1; i+1 < len(all); i++ {
		if units[all[i]] && (i > 1 || len(all) > 3) && hasDigit(all[i+1]) {
			a.unit = all[i+1]
			return all[:i]
		}
	}
	if last := len(all) - 1; hash && last > 1 && hasDigit(all[last]) {
		a.unit = all[last]
		return all[:last]
	}
	return all
}

// takeNumber takes the number before the street, or else the one behind it.
func (a *address) takeNumber(all []string) []string {
	for _, at := range []int{0, len(all) - 1} {
		if at >= 0 && at < len(all) && hasDigit(all[at][:1]) && !ordinal.MatchString(all[at]) {
			a.number = strings.TrimLeft(all[at], "0")
			return slices.Delete(slices.Clone(all), at, at+1)
		}
	}
	return all
}

func (a *address) takeStreet(all []string) {
	if last := len(all) - 1; last > 0 {
		if kind := kindOf(all[last]); kind != "" {
			a.kind, all = kind, all[:last]
		} else if direction := directions[all[last]]; direction != "" && last > 1 {
			a.direction, all = direction, all[:last]
			if kind := kindOf(all[last-1]); kind != "" {
				a.kind, all = kind, all[:last-1]
			}
		} else if kind := kinds[all[0]]; kind != "" && len(all[0]) > 2 {
			a.kind, all = kind, all[1:]
		}
	}
	if len(all) > 1 && directions[all[0]] != "" {
		a.direction, all = directions[all[0]], all[1:]
	}
	for _, word := range all {
		if m := ordinal.FindStringSubmatch(word); m != nil {
			word = m[1]
		} else if digits := ordinals[word]; digits != "" {
			word = digits
		} else if word == "saint" {
			word = "st"
		} else if rest, glued := strings.CutSuffix(strings.TrimSuffix(word, "asse"), "str"); glued && len(rest) > 2 && a.kind == "" {
			word, a.kind = rest, "street"
		}
		a.street = append(a.street, word)
	}
}

// kindOf knows the kinds of street, with a slip in the long ones.
func kindOf(word string) string {
	if kind := kinds[word]; kind != "" || len(word) < 5 {
		return kind
	}
	for _, kind := range []string{"street", "avenue", "drive", "place", "court", "circuit", "crescent", "close", "terrace", "parade", "boulevard"} {
		if near(word, kind) {
			return kind
		}
	}
	return ""
}

func hasDigit(word string) bool { return strings.ContainsAny(word, "0123456789") }
