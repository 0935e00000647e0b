package policy

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"ripen/models"
	"ripen/services/policy/number"
	"ripen/services/store"
)

const (
	longestLine   = 64 << 10 // of a file that is a list
	uploadBatch   = 5000     // numbers that are kept in one statement
	refusedKept   = 100      // rejected rows that are kept with their reasons
	refusedText   = 80       // of each, so many bytes
	judgedFrom    = 20       // rows from which a file that is mostly no numbers is no list
	hopelessAfter = 1000     // rows without a single number: this is no list
)

// An Upload is a file of numbers as a register gave it out.
type Upload struct {
	ListID     models.ID // the list it replaces; NoID: the one of this name, else a new one
	ClientID   models.ID // NoID: for every client
	Name       string
	Register   string
	Kind       ListKind
	MaxAgeDays int // 0: the register’s own, or none
	TakenOn    time.Time
	Country    string // of numbers without a country code
	FileName   string
	File       io.Reader
}

// check refuses what no upload may be, and fills in what was left open.
func (u *Upload) check(at time.Time) error {
	u.Register, u.Name = register(u.Register), strings.TrimSpace(u.Name)
	if u.Register == "" {
		return models.Refuse(models.Invalid, "register", "Enter which register this is, such as TPS.")
	}
	if u.Name == "" {
		u.Name = u.Register
	}
	if u.Kind != Forbids && u.Kind != Consents {
		return models.Refuse(models.Invalid, "kind", "Choose what it means to be listed: not to be called, or consent.")
	}
	if u.MaxAgeDays < 0 || u.MaxAgeDays > 3650 {
		return models.Refuse(models.Invalid, "max_age_days", "Enter after how many days the list is too old, between 1 and 3650.")
	}
	if u.TakenOn.IsZero() || u.TakenOn.After(at.Add(24*time.Hour)) {
		return models.Refuse(models.Invalid, "taken_on", "Enter the day on which the list was taken from its register.")
	}
	if text := strings.TrimSpace(u.Country); text != "" {
		if u.Country = CountryCode(text); u.Country == "" {
			return models.Refuse(models.Invalid, "country", "There is no country “%s”: write its name or its two letters, such as US.", text)
		}
	}
	for _, known := range Registers {
		if known.Name == u.Register && u.MaxAgeDays == 0 {
			u.MaxAgeDays = known.MaxAgeDays
		}
	}
	return nil
}

// UploadList reads a file of numbers into a list, row by row, and keeps the keyed hash of
// each. In one transaction, so that a list is replaced whole or not at all.
func (s *Service) UploadList(ctx context.Context, by models.Actor, token models.ID, u Upload) (list *List, err error) {
	if err := mayScreen(by); err != nil {
		return nil, err
	}
	at := s.now()
	if err := u.check(at); err != nil {
		return nil, err
	}
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		if u.ClientID != models.NoID {
			if _, err := store.One[models.Client](tx, models.ByID(u.ClientID)); err != nil {
				return err
			}
		}
		id := models.NewID()
		before, fresh, err := tx.Once(token, id.String(), at)
		if err != nil {
			return err
		}
		if !fresh {
			if id, err = models.ParseID(before); err != nil {
				return err
			}
		} else if id, err = s.replace(tx, u, id, at); err != nil {
			return err
		}
		list, err = store.Row[List](tx, listsSQL, id)
		return err
	})
	return list, err
}

// replace reads the file and puts it into the place of the list's last upload.
func (s *Service) replace(tx *store.Tx, u Upload, id models.ID, at time.Time) (models.ID, error) {
	type stands struct {
		ID       models.ID
		UploadID int
	}
	was, err := store.Rows[stands](tx, `SELECT id, upload_id FROM screening_lists WHERE removed_at IS NULL
		AND CASE WHEN $1::uuid IS NULL THEN name = $2 AND client_id IS NOT DISTINCT FROM $3 ELSE id = $1 END FOR UPDATE`, some(u.ListID), u.Name, some(u.ClientID))
	if err != nil {
		return id, err
	}
	if len(was) == 0 && u.ListID != models.NoID {
		return id, models.Absent()
	}
	if len(was) > 0 {
		id = was[0].ID
	}
	var upload int
	err = tx.Pgx.QueryRow(tx.Context(), `INSERT INTO screening_uploads (list_id, taken_on, file_name, rows, numbers, repeats, rejected, uploaded_by, uploaded_at)
		VALUES ($1, $2, $3, 0, 0, 0, 0, $4, $5) RETURNING id`, id, u.TakenOn, u.FileName, some(tx.By.UserID), at).Scan(&upload)
	if err != nil {
		return id, fmt.Errorf("begin an upload: %w", err)
	}
	r := reading{tx: tx, secret: s.Secret, upload: upload, country: u.Country}
	if err := r.read(u.File); err != nil {
		return id, err
	}
	refused, err := json.Marshal(r.refused)
	if err != nil {
		return id, err
	}
	if _, err := tx.Run(`UPDATE screening_uploads SET rows = $2, numbers = $3, repeats = $4, rejected = $5, refused = $6 WHERE id = $1`,
		upload, r.rows, r.numbers, r.repeats, r.rejected, refused); err != nil {
		return id, err
	}
	var age *int
	if u.MaxAgeDays > 0 {
		age = &u.MaxAgeDays
	}
	if len(was) == 0 {
		_, err = tx.Run(`INSERT INTO screening_lists (id, client_id, name, register, kind, max_age_days, upload_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			id, some(u.ClientID), u.Name, u.Register, u.Kind, age, upload, at)
	} else {
		if _, err = tx.Run(`UPDATE screening_lists SET upload_id = $2, register = $3, kind = $4, max_age_days = $5 WHERE id = $1`, id, upload, u.Register, u.Kind, age); err == nil {
			_, err = tx.Run(`DELETE FROM screened_numbers WHERE upload_id = $1`, was[0].UploadID)
		}
	}
	if err != nil {
		return id, err
	}
	return id, tx.Audit("screening_list.upload", "screening_list", id, u.ClientID, at)
}

// A reading is a file on its way into the database: rows = numbers + repeats + rejected.
type reading struct {
	tx      *store.Tx
	secret  []byte
	upload  int
	country string

	line, rows, numbers, repeats, rejected int64

	refused []Refused
	keys    [][]byte
}

func (r *reading) read(file io.Reader) error {
	buffered := bufio.NewReaderSize(file, longestLine)
	if head, _ := buffered.Peek(4); bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return models.Refuse(models.Invalid, "file", "This is a workbook: save the sheet with the numbers as CSV, and send that.")
	}
	if bom, _ := buffered.Peek(3); bytes.Equal(bom, []byte("\xef\xbb\xbf")) {
		_, _ = buffered.Discard(3)
	}
	r.refused = []Refused{}
	lines := bufio.NewScanner(buffered)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		r.line++
		if bytes.IndexByte(lines.Bytes(), 0) >= 0 {
			return noList()
		}
		if err := r.row(strings.TrimSpace(lines.Text())); err != nil {
			return err
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return noList()
	case err != nil:
		return fmt.Errorf("read a list: %w", err)
	}
	if err := r.keep(); err != nil {
		return err
	}
	if r.numbers == 0 {
		return noList()
	}
	if r.rows >= judgedFrom && r.rejected > r.rows/2 {
		return models.Refuse(models.Invalid, "file", "%d of %d rows hold no number: check the country, and that this is a list with one number a row.", r.rejected, r.rows)
	}
	return nil
}

func noList() error {
	return models.Refuse(models.Invalid, "file", "This is no list of numbers: send a CSV or text file with one number a row.")
}

// row reads one line: its first cell that is a number. The first line may be a heading.
func (r *reading) row(text string) error {
	if text == "" {
		return nil
	}
	found, reason := r.number(text)
	if reason != "" && r.rows == 0 && r.rejected == 0 && digits(text) < 5 {
		return nil // a heading
	}
	r.rows++
	if reason != "" {
		r.rejected++
		if len(r.refused) < refusedKept {
			r.refused = append(r.refused, Refused{r.line, clip(text), clip(reason)})
		}
		if r.rejected == r.rows && r.rows >= hopelessAfter {
			return noList()
		}
		return nil
	}
	if r.keys = append(r.keys, NumberKey(r.secret, found)); len(r.keys) == uploadBatch {
		return r.keep()
	}
	return nil
}

// number is the first cell of a line that reads as a number, else why none does.
func (r *reading) number(line string) (e164, reason string) {
	for cell := range strings.FieldsFuncSeq(line, func(c rune) bool { return c == ',' || c == ';' || c == '\t' || c == '|' }) {
		cell = strings.Trim(cell, " \"'")
		if digits(cell) < 5 {
			continue
		}
		found, err := number.Parse(cell, r.country, "")
		if err == nil {
			return found.E164, ""
		}
		if reason == "" {
			reason = err.Error()
		}
	}
	if reason == "" {
		reason = "There is no telephone number in this row."
	}
	return "", reason
}

func digits(text string) (n int) {
	for _, c := range text {
		if c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}

// clip is the beginning of a text, as it can be stored.
func clip(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	for len(text) > refusedText {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return text
}

// keep writes the numbers read so far; those that are there already are repeats.
func (r *reading) keep() error {
	if len(r.keys) == 0 {
		return nil
	}
	n, err := r.tx.Run(`INSERT INTO screened_numbers (key, upload_id) SELECT k, $2 FROM unnest($1::bytea[]) AS k ON CONFLICT DO NOTHING`, r.keys, r.upload)
	if err != nil {
		return fmt.Errorf("keep a list: %w", err)
	}
	r.numbers, r.repeats, r.keys = r.numbers+n, r.repeats+int64(len(r.keys))-n, r.keys[:0]
	return nil
}
