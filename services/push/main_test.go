package push

import (
	"os"
	"testing"

	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }
