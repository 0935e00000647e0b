// Package journeys walks the journeys of Ripen in a real browser, on the real app.
package journeys
