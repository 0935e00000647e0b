// Package house holds the rules of the house that a program can check. They are
// tests: each fails with the file, the line and the sentence that names the rule.
package house
