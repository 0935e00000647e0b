// Package config reads what an installation is told by its environment.
package config

import (
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/caarlos0/env/v11"
	"github.com/jackc/pgx/v5/pgconn"

	"ripen/models"
)

// The modes of RIPEN_ENV.
const (
	Development = "development"
	Production  = "production"
)

// A Config is everything an installation can be told. Each field is one variable of the
// environment, and its about is the variable's line in the README. A variable that is
// marked file may be given as the path of a file instead, under its name with _FILE
// added, so that secrets stay out of the environment.
type Config struct {
	DatabaseURL string `env:"DATABASE_URL" file:"yes" about:"The PostgreSQL to use, as postgres://user:password@host:5432/name, version 15 or newer. Without it Ripen starts a private one in RIPEN_DATA."`
	Data        string `env:"RIPEN_DATA" envDefault:"./var" about:"The folder of the private PostgreSQL and of files."`
	Port        int    `env:"PORT" envDefault:"8080" about:"The port of the web server."`
	BaseURL     string `env:"RIPEN_BASE_URL" about:"The address people use, for links in letters, such as https://ripen.example. Without it http://localhost:PORT."`
	Env         string `env:"RIPEN_ENV" about:"development or production. Without it production where DATABASE_URL names another machine, else development."`
	Demo        bool   `env:"RIPEN_DEMO" about:"1 for an installation with nobody real in it, where RIPEN_ENV is development unless it says otherwise. make run sets it."`
	Proxies     string `env:"RIPEN_PROXIES" about:"The address ranges of proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8, with commas between them. Without it none is."`
	SecretText  string `env:"RIPEN_SECRET" file:"yes" about:"The installation’s secret, 32 random characters or more: signs, and keys the hashes. Needed in production; in development made once and kept in RIPEN_DATA/secret. Changing it ends all sessions, forgets do-not-call entries, and silences webhooks and devices until they are set up anew."`
	Agency      string `env:"RIPEN_AGENCY" envDefault:"Northlight Leads" about:"The agency’s name, on the sign-in page and in letters."`
	Conns       int    `env:"RIPEN_CONNS" about:"Connections to PostgreSQL, at most, for each process; 4 or more. Without it three for each core of the machine, and 6 at least: more of them only wait for each other. Beside them one waits to hear of changes."`
	LogLevel    string `env:"RIPEN_LOG" envDefault:"info" about:"How much is logged: debug, info, warn or error."`
	MetricsAddr string `env:"METRICS_ADDR" about:"Where Prometheus finds the metrics, such as 127.0.0.1:9090. Without it there are none."`

	SMTPHost     string `env:"SMTP_HOST" about:"The mail server. Without it letters land in the mail page under /admin."`
	SMTPPort     int    `env:"SMTP_PORT" envDefault:"587" about:"Its port."`
	SMTPUser     string `env:"SMTP_USER" about:"The name to sign in with there; without it nobody signs in."`
	SMTPPassword string `env:"SMTP_PASSWORD" file:"yes" about:"The password for it."`
	SMTPFrom     string `env:"SMTP_FROM" about:"Who letters are from, such as Ripen <desk@agency.example>."`
	SMTPTLS      string `env:"SMTP_TLS" envDefault:"required" about:"required (STARTTLS), implicit (from the first byte, usually port 465), opportunistic, or none for a server on this machine."`

	// Secret is SecretText, or the one that development keeps in RIPEN_DATA.
	Secret []byte

	// Reach is networks that webhooks may reach although they are not public. The environment
	// cannot say it: tests and benchmarks do, of their own.
	Reach []netip.Prefix
}

// Read reads the configuration from the environment, and in development makes the
// secret where there is none. What cannot work is refused in one sentence.
func Read() (Config, error) { return read(env.ToMap(os.Environ())) }

func read(environ map[string]string) (Config, error) {
	var c Config
	environ, err := withFiles(environ)
	if err != nil {
		return c, err
	}
	if err := env.ParseWithOptions(&c, env.Options{Environment: environ}); err != nil {
		return c, models.Refuse(models.Invalid, "", "The environment cannot be read: %v.", strings.TrimPrefix(err.Error(), "env: "))
	}
	if err := c.fillIn(); err != nil {
		return c, err
	}
	c.Secret, err = c.secret()
	return c, err
}

// withFiles is the environment with what stands in files filled in.
func withFiles(environ map[string]string) (map[string]string, error) {
	filled := maps.Clone(environ)
	for _, v := range Variables() {
		path := environ[v.Name+"_FILE"]
		if !v.File || path == "" {
			continue
		}
		if environ[v.Name] != "" {
			return nil, models.Refuse(models.Invalid, v.Name, "%s and %s_FILE are both set: keep one.", v.Name, v.Name)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, models.Refuse(models.Invalid, v.Name, "%s_FILE cannot be read: %v.", v.Name, err)
		}
		filled[v.Name] = strings.TrimRight(string(content), "\r\n")
	}
	return filled, nil
}

func (c *Config) fillIn() error {
	if c.Env == "" {
		c.Env = Development
		if !c.Demo && elsewhere(c.DatabaseURL) {
			c.Env = Production
		}
	}
	if c.Conns == 0 {
		c.Conns = max(6, 3*runtime.NumCPU())
	}
	if c.BaseURL == "" {
		c.BaseURL = "http://localhost:" + strconv.Itoa(c.Port)
	}
	c.BaseURL = strings.TrimSuffix(c.BaseURL, "/")
	base, err := url.Parse(c.BaseURL)
	switch {
	case c.Env != Development && c.Env != Production:
		return models.Refuse(models.Invalid, "RIPEN_ENV", "RIPEN_ENV is %q: set it to development or production.", c.Env)
	case err != nil || base.Host == "" || (base.Scheme != "http" && base.Scheme != "https"):
		return models.Refuse(models.Invalid, "RIPEN_BASE_URL", "RIPEN_BASE_URL is %q: write it as https://ripen.example.", c.BaseURL)
	case c.Port < 1 || c.Port > 65535:
		return models.Refuse(models.Invalid, "PORT", "PORT is %d: use one between 1 and 65535.", c.Port)
	case c.Conns < 4 || c.Conns > 1000:
		return models.Refuse(models.Invalid, "RIPEN_CONNS", "RIPEN_CONNS is %d: use 4 or more.", c.Conns)
	case c.SMTPHost != "" && c.SMTPFrom == "":
		return models.Refuse(models.Invalid, "SMTP_FROM", "SMTP_HOST is set: say in SMTP_FROM who the letters are from.")
	case !slices.Contains([]string{"required", "implicit", "opportunistic", "none"}, c.SMTPTLS):
		return models.Refuse(models.Invalid, "SMTP_TLS", "SMTP_TLS is %q: set it to required, implicit, opportunistic or none.", c.SMTPTLS)
	}
	if _, err := c.Level(); err != nil {
		return err
	}
	return nil
}

// elsewhere reports whether a database is on another machine: nobody’s trial. What cannot
// be read is taken to be.
func elsewhere(databaseURL string) bool {
	if databaseURL == "" {
		return false
	}
	server, err := pgconn.ParseConfig(databaseURL)
	if err != nil {
		return true
	}
	ip := net.ParseIP(server.Host)
	return server.Host != "localhost" && !strings.HasPrefix(server.Host, "/") && (ip == nil || !ip.IsLoopback())
}

// Developing reports whether the installation is for development and trials.
func (c Config) Developing() bool { return c.Env == Development }

// ProxyRanges is Proxies, one by one.
func (c Config) ProxyRanges() []string {
	return strings.FieldsFunc(c.Proxies, func(r rune) bool { return r == ',' || r == ' ' })
}

// Private reports whether Ripen starts its own PostgreSQL.
func (c Config) Private() bool { return c.DatabaseURL == "" }

// ServerDir is the folder of the private PostgreSQL.
func (c Config) ServerDir() string { return filepath.Join(c.Data, "postgres") }

// Level is how much is logged.
func (c Config) Level() (level slog.Level, err error) {
	if level.UnmarshalText([]byte(c.LogLevel)) != nil {
		return level, models.Refuse(models.Invalid, "RIPEN_LOG", "RIPEN_LOG is %q: set it to debug, info, warn or error.", c.LogLevel)
	}
	return level, nil
}

// A Variable is one variable of the environment.
type Variable struct {
	Name    string
	Default string
	File    bool // may be given as NAME_FILE
	About   string
}

// Variables is every variable, in the order of Config.
func Variables() (all []Variable) {
	fields := reflect.TypeFor[Config]()
	for n := range fields.NumField() {
		tag := fields.Field(n).Tag
		if name := tag.Get("env"); name != "" {
			all = append(all, Variable{name, tag.Get("envDefault"), tag.Get("file") != "", tag.Get("about")})
		}
	}
	return all
}

// Table is the README's table of every variable, in Markdown.
func Table() string {
	var text strings.Builder
	text.WriteString("| variable | default | what it says |\n|---|---|---|\n")
	for _, v := range Variables() {
		name, standard := "`"+v.Name+"`", ""
		if v.File {
			name += " or `" + v.Name + "_FILE`"
		}
		if v.Default != "" {
			standard = "`" + v.Default + "`"
		}
		fmt.Fprintf(&text, "| %s | %s | %s |\n", name, standard, v.About)
	}
	return text.String()
}
