// Package migrations is the shape of the database, one numbered step at a time;
// schema.sql beside them is the sum of it, dumped and checked.
package migrations

import "embed"

// FS holds the numbered steps, as goose reads them.
//
//go:embed 0*.sql
var FS embed.FS

// Schema is the dumped database on one page.
//
//go:embed schema.sql
var Schema string
