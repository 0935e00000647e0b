// Package isolation reads everything there is as everybody there is: no row and no word
// of one client reaches another, and every rule held while the cast worked.
package isolation
