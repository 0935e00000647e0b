// Package models is the nouns of the field, the rules they refuse on, and the named
// parts of queries about them: one flat package that knows neither database nor clock.
package models
