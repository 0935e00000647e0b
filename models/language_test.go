package models_test

import (
	"testing"

	"ripen/models"
)

func TestLanguageIn_readsLanguagesAsListsWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"es": "es", " ES ": "es", "es-MX": "es", "es_MX": "es", "Spanish": "es", "Español": "es", "DEUTSCH": "de", "yue": "yue", "Français": "fr",
		"": "", "-": "", "Klingon": "", "spa": "", "English, Spanish": "",
	} {
		if got := models.LanguageIn(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if models.LanguageName("es") != "Spanish" || models.LanguageName("qu") != "qu" {
		t.Error("languages are not called by their names")
	}
}
