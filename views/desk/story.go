package desk

import (
	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A StoryPage says why an inquiry was called when it was, and why it was not.
type StoryPage struct {
	Layout   layouts.Page
	ID       models.ID
	Person   string
	Subtitle string
	Answer   string // one sentence
	Clock    string
	Facts    []components.Fact
	Events   []components.Event // the newest first
}
