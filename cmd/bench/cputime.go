package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// databaseCPU is how many seconds of processor time the ground's PostgreSQL has taken so
// far, all its processes together, as the system counts them: unlike the time on the
// clock it says the same on a machine that is busy with something else. It is 0 where
// the server runs elsewhere, or on a system that does not tell.
func (f *field) databaseCPU(ctx context.Context) float64 {
	if os.Getenv("DATABASE_URL") != "" {
		return 0
	}
	var folder string
	if err := f.admin.QueryRow(ctx, `SELECT current_setting('data_directory')`).Scan(&folder); err != nil {
		return 0
	}
	file, err := os.ReadFile(filepath.Join(folder, "postmaster.pid"))
	if err != nil {
		return 0
	}
	postmaster, _, _ := strings.Cut(string(file), "\n")
	ticks := 0
	processes, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range processes {
		stat, err := os.ReadFile(path)
		if err != nil {
			continue // has ended meanwhile
		}
		_, rest, _ := strings.Cut(string(stat), ") ")
		columns := strings.Fields(rest) // from the third on: state, parent, …
		switch {
		case len(columns) < 15:
		case path == "/proc/"+postmaster+"/stat":
			ticks += sum(columns[11:15]) // with those of its children that have ended
		case columns[1] == postmaster:
			ticks += sum(columns[11:13])
		}
	}
	return float64(ticks) / 100 // Linux tells in hundredths everywhere
}

func sum(columns []string) (n int) {
	for _, c := range columns {
		ticks, _ := strconv.Atoi(c)
		n += ticks
	}
	return n
}
