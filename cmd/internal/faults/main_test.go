package faults_test

import (
	"fmt"
	"os"
	"testing"

	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(workerVariable); address != "" {
		if err := beWorker(address); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(storetest.Main(m))
}
