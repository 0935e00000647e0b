package models

import (
	"cmp"
	"slices"
	"strings"
)

// languages is what people speak whom the agency may call: the code of ISO 639, the name
// in English, and the language's own.
var languages = [...][3]string{
	{"ar", "Arabic", "العربية"}, {"bg", "Bulgarian", "български"}, {"bn", "Bengali", "বাংলা"}, {"ca", "Catalan", "català"}, {"cs", "Czech", "čeština"},
	{"cy", "Welsh", "cymraeg"}, {"da", "Danish", "dansk"}, {"de", "German", "deutsch"}, {"el", "Greek", "ελληνικά"}, {"en", "English", "english"},
	{"es", "Spanish", "español"}, {"et", "Estonian", "eesti"}, {"eu", "Basque", "euskara"}, {"fa", "Persian", "فارسی"}, {"fi", "Finnish", "suomi"},
	{"fr", "French", "français"}, {"ga", "Irish", "gaeilge"}, {"gl", "Galician", "galego"}, {"he", "Hebrew", "עברית"}, {"hi", "Hindi", "हिन्दी"},
	{"hr", "Croatian", "hrvatski"}, {"hu", "Hungarian", "magyar"}, {"id", "Indonesian", "bahasa indonesia"}, {"is", "Icelandic", "íslenska"}, {"it", "Italian", "italiano"},
	{"ja", "Japanese", "日本語"}, {"ko", "Korean", "한국어"}, {"lb", "Luxembourgish", "lëtzebuergesch"}, {"lt", "Lithuanian", "lietuvių"}, {"lv", "Latvian", "latviešu"},
	{"ms", "Malay", "bahasa melayu"}, {"mt", "Maltese", "malti"}, {"nl", "Dutch", "nederlands"}, {"no", "Norwegian", "norsk"}, {"pl", "Polish", "polski"},
	{"pt", "Portuguese", "português"}, {"ro", "Romanian", "română"}, {"ru", "Russian", "русский"}, {"sk", "Slovak", "slovenčina"}, {"sl", "Slovenian", "slovenščina"},
	{"sq", "Albanian", "shqip"}, {"sr", "Serbian", "српски"}, {"sv", "Swedish", "svenska"}, {"ta", "Tamil", "தமிழ்"}, {"th", "Thai", "ไทย"},
	{"tl", "Tagalog", "tagalog"}, {"tr", "Turkish", "türkçe"}, {"uk", "Ukrainian", "українська"}, {"ur", "Urdu", "اردو"}, {"vi", "Vietnamese", "tiếng việt"},
	{"yue", "Cantonese", "粵語"}, {"zh", "Chinese", "中文"},
}

// LanguageIn reads one language as people and lists write it: “es”, “es-MX”, “Spanish”,
// “español”. It is the code, "" where there is no such language.
func LanguageIn(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	code, _, _ := strings.Cut(strings.ReplaceAll(text, "_", "-"), "-")
	for _, l := range languages {
		if code == l[0] || text == strings.ToLower(l[1]) || text == l[2] {
			return l[0]
		}
	}
	return ""
}

// LanguageName is a language as people call it; the code itself where it has no name here.
func LanguageName(code string) string {
	for _, l := range languages {
		if l[0] == code {
			return l[1]
		}
	}
	return code
}

// Languages are the codes of all languages known here, by their names in English.
func Languages() (codes []string) {
	all := slices.SortedFunc(slices.Values(languages[:]), func(a, b [3]string) int { return cmp.Compare(a[1], b[1]) })
	for _, l := range all {
		codes = append(codes, l[0])
	}
	return codes
}

// Understands reports whether somebody who speaks these languages can talk to a person
// who is to be spoken to in language, "" where that is not known: everybody who works in
// a program speaks the program's own.
func Understands(speaks []string, language, programs string) bool {
	return language == "" || language == programs || slices.Contains(speaks, language)
}
