package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/policy"
	phone "ripen/services/policy/number"
)

func policyCommand() *cobra.Command {
	p := &cobra.Command{Use: "policy", Short: "May we call? Ask, replay, keep screening lists"}
	p.AddCommand(policyCheckCommand(), policyReplayCommand(), policyListCommand())
	return p
}

// asked is what is asked about one number.
type asked struct {
	place                policy.Place
	person, line, preset string
	client, at           string
}

func policyCheckCommand() *cobra.Command {
	var a asked
	check := withJSON(&cobra.Command{
		Use: "check NUMBER", Short: "May this number be called, and when?", Args: cobra.ExactArgs(1),
		Long: "Answers by the rules that ship, from the number and from what is said of the place. With\n--client it also looks at do-not-call and at the screening lists, which needs the database.",
		RunE: func(cmd *cobra.Command, args []string) error {
			q, found, at, err := a.question(args[0])
			if err != nil {
				return err
			}
			if a.client == "" {
				return answer(cmd, q, found, at)
			}
			return opened(func(ctx context.Context, cmd *cobra.Command, on *app.App) error {
				c, err := clientNamed(ctx, on, a.client)
				if err != nil {
					return err
				}
				if err := on.Policy.Known(ctx, models.Operator(), c.ID, found.E164, &q); err != nil {
					return err
				}
				return answer(cmd, q, found, at)
			})(cmd, args)
		},
	})
	flags := check.Flags()
	flags.StringVar(&a.place.Country, "country", "", "where the person is: name or two letters; also of a number without +")
	flags.StringVar(&a.place.Region, "region", "", "the state or province")
	flags.StringVar(&a.place.Postcode, "postcode", "", "the postcode")
	flags.StringVar(&a.place.Zone, "zone", "", "the time zone that the person named, such as America/Chicago")
	flags.StringVar(&a.preset, "preset", "standard", "the program’s hours: strict, standard, or custom hours such as \"Mon-Fri 09:00-17:00\"")
	flags.StringVar(&a.person, "person", "", "consumer or business")
	flags.StringVar(&a.line, "line", "", "mobile or landline")
	flags.StringVar(&a.client, "client", "", "the client’s short name: looks at do-not-call and lists, too")
	flags.StringVar(&a.at, "at", "", "the instant, such as 2026-06-30T15:00:00Z; without it, now")
	return check
}

// question reads the flags; what cannot be read is said in one sentence.
func (a *asked) question(text string) (q policy.Question, found phone.Number, at time.Time, err error) {
	at = time.Now()
	if a.at != "" {
		if at, err = time.Parse(time.RFC3339, a.at); err != nil {
			return q, found, at, models.Refuse(models.Invalid, "at", "--at is %q: write the instant with its zone, such as 2026-06-30T15:00:00Z.", a.at)
		}
	}
	if a.place.Country != "" && policy.CountryCode(a.place.Country) == "" {
		return q, found, at, models.Refuse(models.Invalid, "country", "There is no country %q: write its name or its two letters, such as US.", a.place.Country)
	}
	if a.place.Zone != "" {
		if err := policy.CheckZone(a.place.Zone); err != nil {
			return q, found, at, err
		}
	}
	for _, each := range []struct{ flag, is, one, other string }{{"person", a.person, "consumer", "business"}, {"line", a.line, "mobile", "landline"}} {
		if each.is != "" && each.is != each.one && each.is != each.other {
			return q, found, at, models.Refuse(models.Invalid, each.flag, "--%s is %q: write %s or %s.", each.flag, each.is, each.one, each.other)
		}
	}
	a.place.Person, a.place.Line = policy.Person(a.person), policy.Line(a.line)
	program := models.Program{Preset: a.preset}
	if _, ships := policy.PresetNamed(a.preset); !ships {
		program = models.Program{Preset: "custom", Hours: a.preset, HoursApprover: "who asks"}
	}
	preset, err := policy.PresetOf(&program)
	if err != nil {
		return q, found, at, err
	}
	if found, err = phone.Parse(text, policy.CountryCode(a.place.Country), ""); err != nil {
		return q, found, at, err
	}
	return policy.Question{At: at, Usable: true, Window: policy.WindowFor(preset, a.place, found.E164)}, found, at, nil
}

// checkShown is the answer as programs read it.
type checkShown struct {
	Number  string       `json:"number"`
	Country string       `json:"country"`
	State   string       `json:"state"`
	At      time.Time    `json:"at"`
	Verdict string       `json:"verdict"`
	Rules   []string     `json:"rules"`
	Reason  string       `json:"reason"`
	Window  string       `json:"window"`
	Local   []localShown `json:"local"`
	Open    bool         `json:"open"`
	Closes  *time.Time   `json:"closes"`
	Opens   *time.Time   `json:"opens"`
	RetryAt *time.Time   `json:"retry_at"`
	Words   string       `json:"words"`
}

// localShown is the instant on one clock.
type localShown struct {
	Zone string    `json:"zone"`
	At   time.Time `json:"at"`
}

func answer(cmd *cobra.Command, q policy.Question, found phone.Number, at time.Time) error {
	d, words := policy.Decide(q), q.Window.Words(at)
	shown := checkShown{Number: found.E164, Country: found.Country, State: found.State, At: at.UTC(), Verdict: string(d.Verdict), Rules: d.Rules, Reason: d.Reason, Window: q.Window.Key,
		Local: []localShown{}, Open: words.Open, Closes: given(words.Closes), Opens: given(words.Opens), RetryAt: given(d.RetryAt), Words: words.String()}
	for n, local := range q.Window.LocalTimes(at) {
		shown.Local = append(shown.Local, localShown{q.Window.Zones()[n], local})
	}
	if wantsJSON(cmd) {
		return printJSON(cmd, shown)
	}
	say(cmd, "%s: %s", phone.Format(found.E164), strings.ReplaceAll(shown.Verdict, "_", " "))
	if d.Reason != "" {
		say(cmd, "%s", d.Reason)
	}
	say(cmd, "%s", shown.Words)
	for _, local := range shown.Local {
		say(cmd, "  %s  %s", local.At.Format("Mon 2006-01-02 15:04 -0700"), local.Zone)
	}
	if !d.RetryAt.IsZero() {
		say(cmd, "It may be tried again %s.", d.RetryAt.In(words.Local.Location()).Format("Mon 2006-01-02 15:04 -0700"))
	}
	say(cmd, "Rules: %s", strings.Join(d.Rules, ", "))
	return nil
}

func given(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

func policyReplayCommand() *cobra.Command {
	var client, program, rules string
	var p policy.Proposal
	replay := withJSON(&cobra.Command{
		Use: "replay --client S --program S", Short: "What would another policy have blocked in the last 30 days?", Args: cobra.NoArgs,
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			c, err := clientNamed(ctx, a, client)
			if err != nil {
				return err
			}
			of, err := a.Clients.ProgramBySlug(ctx, models.Operator(), c.ID, program)
			if models.IsKind(err, models.NotFound) {
				return models.Refuse(models.NotFound, "program", "%s has no program %q; `ripen program list --client %s` names them.", c.Name, program, c.Slug)
			}
			if err != nil {
				return err
			}
			if p.Hours != "" && p.Preset == "" {
				p.Preset = "custom"
			}
			if rules != "" {
				if p.Law, err = lawIn(rules); err != nil {
					return err
				}
			}
			r, err := a.Policy.Replay(ctx, models.Operator(), of.ID, p)
			if err != nil {
				return err
			}
			return showReplay(cmd, r)
		}),
	})
	flags := replay.Flags()
	flags.StringVar(&client, "client", "", "the client’s short name")
	flags.StringVar(&program, "program", "", "the program’s short name")
	flags.StringVar(&p.Preset, "preset", "", "strict, standard or custom; without it, as it is")
	flags.StringVar(&p.Hours, "hours", "", "custom hours, such as \"Mon-Fri 09:00-17:00\"")
	flags.IntVar(&p.MaxAttempts, "max-attempts", 0, "attempts in the contact plan; without it, as it is")
	flags.StringVar(&rules, "rules", "", "a file with another table of rules, written as rules.json is")
	required(replay, "client", "program")
	return replay
}

// lawIn is the table of rules in a file.
func lawIn(path string) (*policy.Law, error) {
	file, size, err := fileToRead(path)
	if err != nil {
		return nil, err
	}
	if err := file.Close(); err != nil || size > 10<<20 {
		return nil, models.Refuse(models.Invalid, "rules", "%s is no table of rules.", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	law, err := policy.ReadLaw(text)
	if err != nil {
		return nil, models.Refuse(models.Invalid, "rules", "%s is no table of rules: %s.", path, sentence(err))
	}
	return law, nil
}

func showReplay(cmd *cobra.Command, r *policy.Replay) error {
	type row struct {
		InquiryID models.ID `json:"inquiry"`
		At        time.Time `json:"at"`
		Name      string    `json:"name"`
		Rules     []string  `json:"rules"`
		Reason    string    `json:"reason"`
	}
	rows := []row{}
	for _, each := range r.Rows {
		rows = append(rows, row{each.InquiryID, each.At.UTC(), each.Name, each.Decision.Rules, each.Decision.Reason})
	}
	if wantsJSON(cmd) {
		return printJSON(cmd, struct {
			Since   time.Time          `json:"since"`
			Until   time.Time          `json:"until"`
			Calls   int                `json:"calls"`
			Blocked int                `json:"would_have_blocked"`
			Anyway  int                `json:"blocked_today_as_well"`
			Rules   []policy.RuleCount `json:"rules"`
			Rows    []row              `json:"rows"`
		}{r.Since.UTC(), r.Until.UTC(), r.Calls, r.Blocked, r.Anyway, append([]policy.RuleCount{}, r.Rules...), rows})
	}
	say(cmd, "%d calls were made since %s; %d would have been blocked (%d of them by what holds today as well).", r.Calls, r.Since.Format(time.DateOnly), r.Blocked, r.Anyway)
	var table [][]string
	for _, rule := range r.Rules {
		table = append(table, []string{strconv.Itoa(rule.Calls) + " by " + rule.Rule, rule.Words})
	}
	for _, each := range rows {
		table = append(table, []string{each.At.Format("2006-01-02 15:04Z"), each.Name + ": " + each.Reason})
	}
	return printTable(cmd, table)
}

func policyListCommand() *cobra.Command {
	list := &cobra.Command{Use: "list", Short: "Upload and show the lists that calls are screened against"}
	list.AddCommand(policyListAddCommand(), policyListShowCommand())
	return list
}

func policyListAddCommand() *cobra.Command {
	var u policy.Upload
	var client, kind, taken string
	add := withJSON(&cobra.Command{
		Use: "add --register R --taken-on DAY FILE", Short: "Upload a list of numbers; the same name again replaces it", Args: cobra.ExactArgs(1),
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) (err error) {
			if u.TakenOn, err = time.Parse(time.DateOnly, taken); err != nil {
				return models.Refuse(models.Invalid, "taken-on", "--taken-on is %q: write the day as 2026-01-31.", taken)
			}
			if client != "" {
				c, err := clientNamed(ctx, a, client)
				if err != nil {
					return err
				}
				u.ClientID = c.ID
			}
			file, _, err := fileToRead(cmd.Flags().Arg(0))
			if err != nil {
				return err
			}
			defer func() { _ = file.Close() }()
			u.Kind, u.FileName, u.File = policy.ListKind(kind), filepath.Base(cmd.Flags().Arg(0)), file
			l, err := a.Policy.UploadList(ctx, models.Operator(), models.NoID, u)
			if err != nil {
				return err
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, listShownOf(l, time.Now()))
			}
			say(cmd, "%s: %d rows = %d numbers + %d repeats + %d rejected.", l.Name, l.Rows, l.Numbers, l.Repeats, l.Rejected)
			for _, row := range l.Refused[:min(5, len(l.Refused))] {
				say(cmd, "  line %d: %s", row.Line, row.Reason)
			}
			return nil
		}),
	})
	flags := add.Flags()
	flags.StringVar(&u.Register, "register", "", "as the rules name it: TPS, CTPS, US-DNC, opt-in, internal")
	flags.StringVar(&u.Name, "name", "", "the list’s name; without it, the register’s")
	flags.StringVar(&kind, "kind", "forbids", "what it means to be listed: forbids or consents")
	flags.StringVar(&client, "client", "", "the client’s short name; without it, for every client")
	flags.StringVar(&taken, "taken-on", "", "the day on which it was taken from the register")
	flags.IntVar(&u.MaxAgeDays, "max-age-days", 0, "older than this it counts as not on record; without it, as the register asks")
	flags.StringVar(&u.Country, "country", "", "of numbers without +")
	required(add, "register", "taken-on")
	return add
}

func policyListShowCommand() *cobra.Command {
	return withJSON(&cobra.Command{
		Use: "show", Short: "Show the lists, and how old each is", Args: cobra.NoArgs,
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			lists, err := a.Policy.Lists(ctx, models.Operator())
			if err != nil {
				return err
			}
			shown, rows := []listShown{}, [][]string{{"NAME", "REGISTER", "KIND", "FOR", "NUMBERS", "TAKEN ON", "AGE", "FRESH"}}
			for n := range lists {
				l := listShownOf(&lists[n], time.Now())
				shown = append(shown, l)
				rows = append(rows, []string{l.Name, l.Register, l.Kind, l.Client, strconv.FormatInt(l.Numbers, 10), l.TakenOn, strconv.Itoa(l.Age), strconv.FormatBool(l.Fresh)})
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, shown)
			}
			return printTable(cmd, rows)
		}),
	})
}

// listShown is a list as programs read it.
type listShown struct {
	Name     string `json:"name"`
	Register string `json:"register"`
	Kind     string `json:"kind"`
	Client   string `json:"client"`
	TakenOn  string `json:"taken_on"`
	Age      int    `json:"age_days"`
	MaxAge   *int   `json:"max_age_days"`
	Fresh    bool   `json:"fresh"`
	Rows     int64  `json:"rows"`
	Numbers  int64  `json:"numbers"`
	Repeats  int64  `json:"repeats"`
	Rejected int64  `json:"rejected"`
}

func listShownOf(l *policy.List, at time.Time) listShown {
	shown := listShown{l.Name, l.Register, string(l.Kind), l.ClientName, l.TakenOn.Format(time.DateOnly), l.Age(at), l.MaxAgeDays, l.Fresh(at), l.Rows, l.Numbers, l.Repeats, l.Rejected}
	if shown.Client == "" {
		shown.Client = "every client"
	}
	return shown
}
