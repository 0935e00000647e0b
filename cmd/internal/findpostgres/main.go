// Command findpostgres prints the folder of the PostgreSQL programs that a private
// server would run with, or the sentence that says how to get some.
package main

import (
	"fmt"
	"os"

	"ripen/services/store/private"
)

func main() {
	found, err := private.Find()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(found.Dir)
}
