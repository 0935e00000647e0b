package number

import "embed"

// Tables are the tables of countries and area codes as they ship, unread.
//
//go:embed countries.csv areacodes.csv
var Tables embed.FS
