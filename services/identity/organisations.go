package identity

import (
	"slices"
	"strings"
)

var (
	// joining are words that come and go in names.
	joining = set("the of and for an at in on und et de des der die das no nr number")

	// legal are legal forms, dropped from the end of a name.
	legal = set(`inc incorporated corp corporation co company ltd limited llc llp lp pllc pc plc gmbh mbh ag kg kgaa ohg gbr ug se ev eg
		sa sas sarl srl spa snc bv nv oy oyj ab as aps pty pvt ltda eireli sl kft sro doo nfp`)

	// general are words that many organisations have, and that people leave out.
	general = set(`center school service association company program agency office group foundation institute department
		day care child children learning nursery academy community family education educational preschool kindergarten
		early childhood infant toddler head start site location branch main headquarters campus development
		international national global holding solution system technology industry enterprise usa us america europe deutschland`)
)

// spelled brings abbreviations and variants to one spelling, some to two words.
var spelled = map[string]string{
	"ctr": "center", "cntr": "center", "cntre": "center", "centre": "center", "st": "saint", "ste": "saint", "sankt": "saint",
	"assn": "association", "assoc": "association", "asso": "association", "associates": "association", "svc": "service", "svcs": "service", "serv": "service", "srvcs": "service",
	"dev": "development", "devel": "development", "comm": "community", "cmty": "community", "commun": "community", "hosp": "hospital",
	"univ": "university", "dept": "department", "intl": "international", "internat": "international", "natl": "national",
	"mfg": "manufacturing", "mgmt": "management", "tech": "technology", "technologies": "technology", "sch": "school", "schl": "school",
	"elem": "elementary", "acad": "academy", "bros": "brothers", "eng": "engineering", "lab": "laboratory", "labs": "laboratory",
	"ins": "insurance", "grp": "group", "hq": "headquarters", "govt": "government", "mt": "mount", "ft": "fort", "ch": "church",
	"inst": "institute", "fdn": "foundation", "found": "foundation", "luth": "lutheran", "cath": "catholic", "presb": "presbyterian",
	"ii": "2", "iii": "3", "iv": "4", "chld": "child", "lrng": "learning", "ed": "education", "edu": "education", "educ": "education",
	"industries": "industry", "agencies": "agency", "families": "family", "academies": "academy", "nurseries": "nursery",
	"daycare": "day care", "childcare": "child care", "headstart": "head start", "pre": "preschool", "prek": "preschool", "childrens": "children", "kids": "children",
}

// OrganisationKey is the same for spellings of one organisation's name that
// differ in case, accents, order, legal form, abbreviations or small words.
func OrganisationKey(name string) string {
	distinctive, usual := organisationWords(name)
	return sorted(append(distinctive, usual...))
}

// OrganisationsAgree says whether two names can be one organisation's: the same
// distinctive words, but for a slip, while general ones such as center or
// services may be missing. A blank name agrees with any. A name that contains
// the other and adds something distinctive does not: it may be a site.
func OrganisationsAgree(a, b string) bool {
	how := compareOrganisations(a, b)
	return how == agree || how == unknown
}

func compareOrganisations(a, b string) agreement {
	short, shortUsual := organisationWords(a)
	long, longUsual := organisationWords(b)
	if len(short)+len(shortUsual) == 0 || len(long)+len(longUsual) == 0 {
		return unknown
	}
	if len(short) > len(long) {
		short, long, shortUsual, longUsual = long, short, longUsual, shortUsual
	}
	if len(short) == 0 {
		if len(long) == 0 && sorted(shortUsual) == sorted(longUsual) {
			return agree
		}
		return differ
	}
	if strings.Join(short, "") == strings.Join(long, "") {
		return agree
	}
	if !within(short, long) {
		if len(short) == 1 && len(shortUsual) == 0 && len(short[0]) > 2 && short[0] == initials(b, a) {
			return contained
		}
		return differ
	}
	if len(short) == len(long) {
		return agree
	}
	return contained
}

// organisationWords parts a name into distinctive and general words, each once.
func organisationWords(name string) (distinctive, usual []string) {
	all := words(name)
	if telling := slices.DeleteFunc(slices.Clone(all), func(word string) bool { return joining[word] }); len(telling) > 0 {
		all = telling
	}
	all = initialsJoined(all)
	for end := len(all); end > 1 && legal[all[end-1]]; end-- {
		all = all[:end-1]
	}
	add := func(word string) {
		if len(word) > 4 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") {
			word = word[:len(word)-1]
		}
		switch {
		case slices.Contains(distinctive, word), slices.Contains(usual, word):
		case general[word]:
			usual = append(usual, word)
		default:
			distinctive = append(distinctive, word)
		}
	}
	for i, word := range all {
		if word == "school" && i > 0 && all[i-1] == "pre" {
			continue
		}
		if whole, known := spelled[word]; known {
			first, second, two := strings.Cut(whole, " ")
			if add(first); two {
				add(second)
			}
			continue
		}
		add(word)
	}
	return distinctive, usual
}

// initialsJoined makes one word of single letters in a row: Y.M.C.A. is ymca.
func initialsJoined(all []string) []string {
	joined := all[:0:0]
	run := false
	for _, word := range all {
		single := len(word) == 1 && word[0] >= 'a' && word[0] <= 'z'
		if single && run {
			joined[len(joined)-1] += word
		} else {
			joined = append(joined, word)
		}
		run = single
	}
	return joined
}

// within says whether each word of the short name has its own in the long one;
// a slip is allowed in one of them.
func within(short, long []string) bool {
	slips := 0
	for _, word := range short {
		if slices.Contains(long, word) {
			continue
		}
		if slips++; slips > 1 || !slices.ContainsFunc(long, func(other string) bool { return near(word, other) && !slices.Contains(short, other) }) {
			return false
		}
	}
	return true
}

// initials are the first letters of whichever name has several words.
func initials(a, b string) string {
	all := words(a)
	if other := words(b); len(other) > len(all) {
		all = other
	}
	var letters strings.Builder
	for _, word := range all {
		if !joining[word] && !legal[word] {
			letters.WriteByte(word[0])
		}
	}
	return letters.String()
}
