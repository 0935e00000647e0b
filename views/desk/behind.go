package desk

import (
	"time"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// BehindPage is the inquiries behind a number of a client's sources.
type BehindPage struct {
	Layout layouts.Page
	Title  string
	Period string
	Rows   []BehindRow
	Pager  components.PagerProps
}

// BehindRow is one of them.
type BehindRow struct {
	ID           models.ID
	Came         time.Time
	Person       string
	Organisation string
	Source       string
	Program      string
	Grade        models.Grade
	State        string
}
