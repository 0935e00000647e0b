package public

import (
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/static"
)

// manifest is what a phone asks before it puts the house among its apps. Some ring only then.
type manifest struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	ShortName  string `json:"short_name"`
	StartURL   string `json:"start_url"`
	Scope      string `json:"scope"`
	Display    string `json:"display"`
	Background string `json:"background_color"`
	Theme      string `json:"theme_color"`
	Icons      []icon `json:"icons"`
}

type icon struct {
	Src   string `json:"src"`
	Sizes string `json:"sizes"`
	Type  string `json:"type"`
}

// Manifest handles GET /manifest.webmanifest. It leads home, which is another page for each
// role.
func Manifest(c echo.Context) error {
	body, err := json.Marshal(manifest{ID: "/", Name: "Ripen", ShortName: "Ripen", StartURL: "/", Scope: "/", Display: "standalone", Background: "#f7f5f6", Theme: "#6d1d48",
		Icons: []icon{{Src: static.URL("mark.svg"), Sizes: "any", Type: "image/svg+xml"}}})
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.Blob(http.StatusOK, "application/manifest+json", body)
}
