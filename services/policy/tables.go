package policy

import "embed"

// Tables are the tables of rules and regions as they ship, unread: for who judges calls
// without sharing code with the engine.
//
//go:embed rules.json regions.csv
var Tables embed.FS
