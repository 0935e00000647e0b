package identity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// words are the parts of a text that letters and digits make up, in lower case
// and without accents. Apostrophes join: O’Brien is obrien.
func words(text string) []string {
	return strings.FieldsFunc(fold(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// unaccented are the letters that Unicode does not take apart.
var unaccented = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i", 'ħ': "h",
}

// maxText is how much of a text, in bytes, tells who somebody is.
const maxText = 1_000

func fold(text string) string {
	text = text[:min(len(text), maxText)]
	plain := true
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf || text[i] == '\'' || text[i] == '`' {
			plain = false
			break
		}
	}
	if plain {
		return strings.ToLower(text)
	}
	var out strings.Builder
	out.Grow(len(text))
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch simple, known := unaccented[r]; {
		case known:
			out.WriteString(simple)
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '‘', r == '`', r == 'ʼ', r == '´':
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// near says whether two words are one with a slip of the hand: one letter wrong,
// missing, too much, or two swapped; two such slips in long words. Short words
// and words with digits must be equal, and the first letter must be right.
func near(a, b string) bool {
	if a == b {
		return true
	}
	short, long := min(len(a), len(b)), max(len(a), len(b))
	if short < 5 || long-short > 2 || a[0] != b[0] || strings.ContainsAny(a, "0123456789") || strings.ContainsAny(b, "0123456789") {
		return false
	}
	if short >= 9 {
		return distance(a, b) <= 2
	}
	return distance(a, b) <= 1
}

// distance is that of Damerau and Levenshtein (optimal string alignment): how
// many letters to put in, leave out, change, or swap with their neighbour.
func distance(a, b string) int {
	if len(a) > maxDistance || len(b) > maxDistance {
		return maxDistance
	}
	var rows [3][maxDistance + 1]int
	before, last, next := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(last[j]+1, next[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, last, next = last, next, before
	}
	return last[len(b)]
}

// maxDistance is the longest word, in bytes, that is searched for slips.
const maxDistance = 40

// sorted joins the words in the order of the alphabet, each once.
func sorted(all []string) string {
	all = slices.Clone(all)
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

func set(all string) map[string]bool {
	words := make(map[string]bool)
	for _, word := range strings.Fields(all) {
		words[word] = true
	}
	return words
}
