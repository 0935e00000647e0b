package identity

import "strings"

// titles are the words around a name that are no part of it.
var titles = set(`mr mrs ms miss mx sir madam dr doctor prof professor rev reverend hon herr frau
	monsieur madame mme phd md mba msc bsc esq cpa rn dds dipl`)

// generations tell a father from his son.
var generations = map[string]string{"jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}

// NameKey is the same for spellings of one person's name that differ in case,
// accents, titles, order or punctuation.
func NameKey(name string) string {
	all, _ := nameWords(name)
	return sorted(all)
}

// NamesAgree says whether two persons' names can be one person's: one has all
// the words of the other, initials stand for words, and a word may have a slip.
// A blank name agrees with any.
func NamesAgree(a, b string) bool { return compareNames(a, b) != differ }

func compareNames(a, b string) agreement {
	short, one := nameWords(a)
	long, other := nameWords(b)
	if len(short) == 0 || len(long) == 0 {
		return unknown
	}
	if !compatible(one, other) {
		return differ
	}
	if len(short) > len(long) {
		short, long = long, short
	}
	if strings.Join(short, "") == strings.Join(long, "") || matched(short, long) {
		return agree
	}
	return differ
}

// nameWords are the words of a name without titles, unless nothing else is
// left, and the generation.
func nameWords(name string) (all []string, generation string) {
	spoken := words(name)
	for _, word := range spoken {
		switch {
		case generations[word] != "" && len(all) > 0:
			generation = generations[word]
		case !titles[word]:
			all = append(all, word)
		}
	}
	if len(all) == 0 {
		return spoken, ""
	}
	return all, generation
}

// matched says whether each word of the short name has one of its own in the
// long one. The sure ones choose first: equal words, then initials, then words
// with a slip. A single word with a slip is not enough to stand for a whole name.
func matched(short, long []string) bool {
	if len(long) > 64 {
		return false
	}
	var taken uint64
	find := func(fits func(a, b string) bool, left []string) (rest []string) {
		for _, word := range left {
			at := -1
			for i, other := range long {
				if taken&(1<<i) == 0 && fits(word, other) {
					at = i
					break
				}
			}
			if at < 0 {
				rest = append(rest, word)
			} else {
				taken |= 1 << at
			}
		}
		return rest
	}
	left := find(func(a, b string) bool { return a == b }, short)
	left = find(initial, left)
	if len(left) == 0 {
		return true
	}
	if len(short) == 1 && len(long) > 1 {
		return false
	}
	if len(left) == 1 && len(short) > 1 && short[0] == long[0] && left[0] == short[len(short)-1] {
		return surnameSlip(left[0], long[len(long)-1])
	}
	return len(find(slip, left)) == 0
}

func initial(a, b string) bool {
	return (len(a) == 1 || len(b) == 1) && a[0] == b[0]
}

// slip is near, but not in the last letter alone: Paul and Paula, Maria and
// Mario are two persons at one address.
func slip(a, b string) bool {
	if len(a) == 4 && len(b) == 4 { // Jonh for John
		return a[0] == b[0] && ((a[1] == b[2] && a[2] == b[1] && a[3] == b[3]) || (a[1] == b[1] && a[2] == b[3] && a[3] == b[2]))
	}
	if !near(a, b) {
		return false
	}
	shorter := min(len(a), len(b))
	return a[:shorter-1] != b[:shorter-1] || a[len(a)-1] == b[len(b)-1]
}

// surnameSlip is for the last word where the first is right: the members of a
// family share the last name, not the first, so that this one may be further off.
func surnameSlip(a, b string) bool {
	switch short := min(len(a), len(b)); {
	case short < 3 || a[0] != b[0]:
		return false
	case short < 6:
		return distance(a, b) <= 1
	}
	return distance(a, b) <= 2
}
