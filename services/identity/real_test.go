package identity_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ripen/services/identity"
)

// list reads one of the real lists by column; the test is skipped without it.
func list(t *testing.T, name string) []map[string]string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", name)
	file, err := os.Open(path)
	if err != nil {
		t.Skipf("the real lists are not here: %s is missing", path)
	}
	defer func() { _ = file.Close() }()
	reader := csv.NewReader(file)
	reader.TrimLeadingSpace = true
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]string, 0, len(records)-1)
	for _, record := range records[1:] {
		row := make(map[string]string, len(record))
		for i, column := range records[0] {
			row[strings.TrimSpace(column)] = strings.TrimSpace(record[i])
		}
		rows = append(rows, row)
	}
	return rows
}

// A pair is two rows, the earlier one first.
type pair struct{ a, b int }

// pairsWithin are the pairs of rows that have a key in common.
func pairsWithin(keys [][]string) map[pair]bool {
	blocks := map[string][]int{}
	for i, all := range keys {
		for _, key := range all {
			blocks[key] = append(blocks[key], i)
		}
	}
	pairs := map[pair]bool{}
	for _, block := range blocks {
		for i, a := range block {
			for _, b := range block[i+1:] {
				pairs[pair{a, b}] = true
			}
		}
	}
	return pairs
}

func TestSame_findsPlantedDuplicatesAndHardlyAnythingElse(t *testing.T) {
	t.Parallel()
	for name, floor := range map[string]struct {
		pairs             int
		precision, recall float64
	}{
		"febrl/dataset1.csv": {500, 0.99, 0.45},
		"febrl/dataset2.csv": {1934, 0.99, 0.33},
	} {
		rows := list(t, name)
		people := make([]identity.Candidate, len(rows))
		keys := make([][]string, len(rows))
		truth := make([]string, len(rows))
		counts := map[string]int{}
		for i, row := range rows {
			people[i] = identity.Candidate{
				Name:     row["given_name"] + " " + row["surname"],
				Address:  row["street_number"] + " " + row["address_1"],
				City:     row["suburb"],
				Postcode: row["postcode"],
			}
			truth[i] = strings.Split(row["rec_id"], "-")[1]
			counts[truth[i]]++
			if key := identity.AddressKey(people[i].Address); key != "" {
				keys[i] = append(keys[i], "address "+key)
			}
			keys[i] = append(keys[i], "name "+identity.NameKey(people[i].Name)+" "+identity.PostcodeKey(people[i].Postcode))
		}
		planted := 0
		for _, n := range counts {
			planted += n * (n - 1) / 2
		}
		candidates := pairsWithin(keys)
		right, wrong, blocked := 0, 0, 0
		for pair := range candidates {
			if truth[pair.a] == truth[pair.b] {
				blocked++
			}
			same, why := identity.Same(people[pair.a], people[pair.b])
			switch {
			case same && truth[pair.a] == truth[pair.b]:
				right++
			case same:
				wrong++
				t.Logf("%s: wrongly one person (%s): %+v and %+v", name, why, people[pair.a], people[pair.b])
			}
		}
		precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(planted)
		t.Logf("%s: %d pairs planted, %d within blocks; %d found, %d wrong: precision %.4f, recall %.3f",
			name, planted, blocked, right, wrong, precision, recall)
		if planted != floor.pairs || precision < floor.precision || recall < floor.recall {
			t.Errorf("%s: below the floor of %+v", name, floor)
		}
	}
}

// sites are the rows of the Chicago list, a site being the organisation.
func sites(t *testing.T) []identity.Candidate {
	t.Helper()
	rows := list(t, "chicago/early_childhood_sites.csv")
	if len(rows) != 3337 {
		t.Fatalf("%d rows", len(rows))
	}
	all := make([]identity.Candidate, 0, len(rows))
	for _, row := range rows {
		phone := ""
		if row["Phone"] != "" {
			phone = "+1312" + row["Phone"]
		}
		all = append(all, identity.Candidate{Organisation: row["Site name"], Address: row["Address"], Postcode: row["Zip"], Phone: phone})
	}
	return all
}

// imported groups rows as an import does: each joins the first person it is the
// same as, or is a new one. It gives the rows of each group.
func imported(all []identity.Candidate) [][]int {
	byKey := map[string][]int{}
	group := make([]int, len(all))
	var groups [][]int
	for i, one := range all {
		var keys []string
		if one.Phone != "" {
			keys = append(keys, "phone "+one.Phone)
		}
		if key := identity.AddressKey(one.Address); key != "" {
			keys = append(keys, "address "+key)
		}
		group[i] = -1
		for _, key := range keys {
			for _, earlier := range byKey[key] {
				if same, _ := identity.Same(one, all[earlier]); same && group[i] < 0 {
					group[i] = group[earlier]
				}
			}
		}
		if group[i] < 0 {
			group[i] = len(groups)
			groups = append(groups, nil)
		}
		groups[group[i]] = append(groups[group[i]], i)
		for _, key := range keys {
			byKey[key] = append(byKey[key], i)
		}
	}
	return groups
}

func TestSame_keepsSitesBehindOneSwitchboardApart(t *testing.T) {
	t.Parallel()
	all := sites(t)
	groups := imported(all)
	site := make([]int, len(all))
	spellings := 0
	for g, rows := range groups {
		names := map[string]bool{}
		for _, i := range rows {
			site[i] = g
			names[all[i].Organisation] = true
		}
		if len(names) > 1 {
			spellings++
		}
	}
	t.Logf("%d rows are %d sites, %d of them under several spellings", len(all), len(groups), spellings)
	if len(groups) < 1300 || len(groups) > 1550 {
		t.Errorf("%d sites", len(groups))
	}

	// Sixteen homes share the number of the house that looks after them.
	homes := map[int]bool{}
	// The head office of Carole Robertson has ten homes under its number as well.
	office, under := map[int]bool{}, map[int]bool{}
	for i, one := range all {
		switch home := strings.Contains(one.Organisation, "FCCH"); {
		case one.Phone == "+13124322213":
			homes[site[i]] = true
		case one.Phone == "+13125211600" && home:
			under[site[i]] = true
		case one.Phone == "+13125211600":
			office[site[i]] = true
		}
	}
	if len(homes) != 16 || len(under) != 10 || len(office) != 1 {
		t.Errorf("16 homes became %d; 10 became %d, beside a head office that became %d", len(homes), len(under), len(office))
	}
	for g := range office {
		if under[g] {
			t.Error("a home became the head office")
		}
	}
}
