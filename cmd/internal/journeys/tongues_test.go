package journeys_test

import (
	"ripen/cmd/internal/apptest"
	"ripen/services/intake"
)

// anotherLanguage is what the page says and asks where the person speaks another
// language than the script was written in.
func anotherLanguage(h *apptest.House, b *tab) []state {
	spanish := func(a *intake.Arriving) { a.Language = "es" }
	if err := h.Queue.Take(b.Context, h.Cast.As(caller), h.Arrives("scanners-us", source, spanish)); err != nil {
		b.t.Fatal(err)
	}
	return []state{
		{"script-in-a-second-language", func(b *tab) {
			b.open("/console")
			b.sees("Script in Spanish.")
			b.sees("¿Qué programa de gestión usan en la clínica?")
			b.sees("neither you nor anybody else in this program does")
		}},
		{"lines-in-a-second-language", func(b *tab) {
			b.press("j")
			b.shows("#lines")
			b.sees("¿En comparación con lo que hoy envían fuera")
		}},
		{"what-they-speak", func(b *tab) { b.closesSheets(); b.press("l"); b.shows("#speaking") }},
		{"no-script-in-theirs", func(b *tab) {
			b.closesSheets()
			b.do(`document.querySelector("[name=speaks]").value = "fr"`)
			b.turns(func() { b.do(`document.querySelector("#speaking [formaction]").click()`) })
			b.sees("No French script: in the program’s own language.")
		}},
	}
}
