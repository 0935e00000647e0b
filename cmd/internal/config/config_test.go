package config

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ripen/models"
)

const good = "0f3a9c5be17d42688c1e5d7fa90b2c46"

func TestRead_isDevelopmentWithoutADatabaseAndProductionWithOne(t *testing.T) {
	t.Parallel()
	c, err := read(map[string]string{"RIPEN_DATA": t.TempDir(), "PORT": "9000"})
	if err != nil || !c.Developing() || !c.Private() || c.BaseURL != "http://localhost:9000" {
		t.Errorf("%+v, %v", c, err)
	}
	c, err = read(map[string]string{"DATABASE_URL": "postgres://x", "RIPEN_DEMO": "1", "RIPEN_DATA": t.TempDir(), "RIPEN_PROXIES": "10.0.0.0/8, ::1/128"})
	if err != nil || !c.Developing() || len(c.ProxyRanges()) != 2 {
		t.Errorf("a demo: %+v, %v", c, err)
	}
	c, err = read(map[string]string{"DATABASE_URL": "postgres://x", "RIPEN_SECRET": good})
	if err != nil || c.Developing() || c.Private() || string(c.Secret) != good {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestRead_refusesWhatCannotWork(t *testing.T) {
	t.Parallel()
	for field, environ := range map[string]map[string]string{
		"RIPEN_SECRET":   {"DATABASE_URL": "postgres://x"},
		"RIPEN_ENV":      {"RIPEN_ENV": "test"},
		"PORT":           {"PORT": "70000"},
		"RIPEN_CONNS":    {"RIPEN_CONNS": "2"},
		"RIPEN_BASE_URL": {"RIPEN_BASE_URL": "ripen.example"},
		"SMTP_FROM":      {"SMTP_HOST": "mail.example"},
		"SMTP_TLS":       {"SMTP_TLS": "yes"},
		"RIPEN_LOG":      {"RIPEN_LOG": "loud"},
		"SMTP_PASSWORD":  {"SMTP_PASSWORD_FILE": "/nowhere/at/all"},
		"DATABASE_URL":   {"DATABASE_URL": "postgres://x", "DATABASE_URL_FILE": "y"},
	} {
		environ["RIPEN_DATA"] = t.TempDir()
		_, err := read(environ)
		if refused := models.Refused(err); refused == nil || refused.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	for _, weak := range []string{"short", strings.Repeat("ab", 20), "changeme-" + good} {
		_, err := read(map[string]string{"DATABASE_URL": "postgres://x", "RIPEN_SECRET": weak})
		if refused := models.Refused(err); refused == nil || refused.Field != "RIPEN_SECRET" {
			t.Errorf("the secret %q: %v", weak, err)
		}
	}
}

func TestRead_takesSecretsFromFiles(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(path, []byte(good+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := read(map[string]string{"DATABASE_URL": "postgres://x", "RIPEN_SECRET_FILE": path})
	if err != nil || string(c.Secret) != good {
		t.Errorf("%q, %v", c.Secret, err)
	}
}

func TestRead_makesOneSecretHoweverManyStartAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	secrets := make([]string, 8)
	var wait sync.WaitGroup
	for n := range secrets {
		wait.Go(func() {
			c, err := read(map[string]string{"RIPEN_DATA": dir})
			if err != nil {
				t.Error(err)
			}
			secrets[n] = string(c.Secret)
		})
	}
	wait.Wait()
	for _, s := range secrets {
		if s != secrets[0] || len(s) < shortest {
			t.Errorf("%q beside %q", s, secrets[0])
		}
	}
	info, err := os.Stat(filepath.Join(dir, "secret"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "secret-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTable_saysSomethingOfEveryVariable(t *testing.T) {
	t.Parallel()
	for _, v := range Variables() {
		if v.About == "" || !strings.Contains(Table(), "`"+v.Name+"`") {
			t.Errorf("%s is not explained", v.Name)
		}
	}
}

func TestRead_takesAnotherMachinesDatabaseForProduction(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"postgres://u@127.0.0.1:5432/x": Development, "postgres://u@localhost/x": Development, "postgres://u@[::1]/x": Development,
		"postgres:///x?host=/var/run/postgresql": Development, "postgres://u@db.internal/x": Production, "postgres://u@10.1.2.3/x": Production,
	} {
		c, err := read(map[string]string{"DATABASE_URL": address, "RIPEN_DATA": t.TempDir(), "RIPEN_SECRET": "q7Zp2Lx9Vd4Rt8Nw3Kb6Yh1Mc5Gs0JfUeAo"})
		if err != nil || c.Env != want {
			t.Errorf("%s: %s, %v; want %s", address, c.Env, err, want)
		}
	}
}
