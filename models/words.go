package models

import (
	"slices"
	"strings"
)

// A Word is one placeholder of the letters of nurture: {first name}, or with what is
// written where nobody knows it: {organisation|your company}.
type Word struct {
	Name  string // as it is typed
	Means string // for whoever writes a letter
	Sure  bool   // it is always known
	Link  bool   // an address of the letter itself
}

// The two addresses that each letter has.
const (
	WordCallMe      = "call me"
	WordUnsubscribe = "unsubscribe"
)

// NurtureWords is every placeholder there is.
var NurtureWords = []Word{
	{Name: "first name", Means: "the person’s first name"},
	{Name: "name", Means: "the person’s whole name"},
	{Name: "organisation", Means: "where they work"},
	{Name: "city", Means: "where that is"},
	{Name: "product", Means: "what they asked about"},
	{Name: "client", Means: "the client’s name", Sure: true},
	{Name: "agency", Means: "our name", Sure: true},
	{Name: WordCallMe, Means: "the link by which they ask to be called", Sure: true, Link: true},
	{Name: WordUnsubscribe, Means: "the link by which they get no more letters", Sure: true, Link: true},
}

// A Template is the words of a letter, with placeholders in braces. There is nothing else
// in it that means anything: no conditions, no code.
type Template string

// parts calls each for every stretch of text and every placeholder, in order; it stops and
// returns the fault where a brace is missing.
func (t Template) parts(text func(string), word func(name, instead string, has bool)) error {
	rest := string(t)
	for {
		before, after, found := strings.Cut(rest, "{")
		if strings.Contains(before, "}") {
			return Refuse(Invalid, "words", "There is a } without a { before it: “%s”.", near(before, "}"))
		}
		if text(before); !found {
			return nil
		}
		inside, following, closed := strings.Cut(after, "}")
		if !closed || strings.Contains(inside, "{") {
			return Refuse(Invalid, "words", "There is a { without its }: “%s”.", near("{"+after, "{"))
		}
		name, instead, has := strings.Cut(inside, "|")
		word(strings.Join(strings.Fields(name), " "), strings.TrimSpace(instead), has)
		rest = following
	}
}

// near is the words around a character, for a sentence about it.
func near(text, at string) string {
	n := strings.Index(text, at)
	found := []rune(text[max(0, n-12):])
	return strings.ToValidUTF8(string(found[:min(len(found), 24)]), "")
}

// Check refuses what is no template, and says which placeholder it is.
func (t Template) Check() error {
	var wrong error
	err := t.parts(func(string) {}, func(name, instead string, _ bool) {
		known := slices.IndexFunc(NurtureWords, func(w Word) bool { return w.Name == name })
		switch {
		case wrong != nil:
		case known < 0:
			wrong = Refuse(Invalid, "words", "Nobody knows what {%s} is. Use %s.", name, wordList())
		case !NurtureWords[known].Sure && instead == "":
			wrong = Refuse(Invalid, "words", "Of some people nobody knows the %s: say what to write then, such as {%s|%s}.", name, name, usualInstead[name])
		}
	})
	if err != nil {
		return err
	}
	return wrong
}

var usualInstead = map[string]string{"first name": "there", "name": "there", "organisation": "your company", "city": "your town", "product": "our products"}

func wordList() string {
	var all []string
	for _, w := range NurtureWords {
		all = append(all, "{"+w.Name+"}")
	}
	return strings.Join(all[:len(all)-1], ", ") + " or " + all[len(all)-1]
}

// Uses reports whether the placeholder stands in the words.
func (t Template) Uses(name string) (used bool) {
	_ = t.parts(func(string) {}, func(found, _ string, _ bool) { used = used || found == name })
	return used
}

// Fill writes the letter: each placeholder as it is known, else what the template says
// instead. What a person typed cannot become a placeholder.
func (t Template) Fill(known map[string]string) string {
	var b strings.Builder
	if err := t.parts(func(s string) { b.WriteString(s) }, func(name, instead string, _ bool) {
		if value := strings.TrimSpace(known[name]); value != "" {
			b.WriteString(value)
			return
		}
		b.WriteString(instead)
	}); err != nil {
		return string(t) // no version with such words can be published
	}
	return b.String()
}
