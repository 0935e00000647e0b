-- Who must not be called, by whichever scope; the lists that calls are screened against; who approved hours of one's own.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE programs ADD hours_approver text NOT NULL DEFAULT '';
UPDATE programs p SET hours_approver = u.name FROM users u WHERE u.id = p.supervisor_id AND p.preset = 'custom';
ALTER TABLE programs ADD CONSTRAINT custom_hours_are_approved CHECK (preset <> 'custom' OR (hours <> '' AND hours_approver <> '')) NOT VALID;

ALTER TABLE persons ADD mail_key bytea;                            -- policy.MailKey of email_key: do-not-call compares it

ALTER TABLE do_not_call ADD about uuid, ADD hint text NOT NULL DEFAULT ''; -- the person or organisation it was entered for; else the number's last digits
ALTER TABLE do_not_call ADD CONSTRAINT agency_wide_by_hash CHECK (client_id IS NOT NULL OR scope IN ('number', 'email')) NOT VALID;
CREATE INDEX do_not_call_newest ON do_not_call (entered_at DESC, id DESC);
CREATE INDEX do_not_call_about ON do_not_call (about) WHERE about IS NOT NULL;

CREATE TABLE screening_lists (               -- TPS, a do-not-call register, consents, a client's own list
  id           uuid PRIMARY KEY,
  client_id    uuid REFERENCES clients,      -- null: for every client of the agency
  name         text NOT NULL CHECK (name <> ''),
  register     text NOT NULL CHECK (register <> ''), -- as the rules of the calling policy name it: TPS
  kind         text NOT NULL CHECK (kind IN ('forbids', 'consents')), -- what it means to be listed
  max_age_days int CHECK (max_age_days > 0), -- older than this it counts as not on record; null: it does not age
  upload_id    int,                          -- the upload that holds now
  created_at   timestamptz NOT NULL,
  removed_at   timestamptz,
  CHECK ((upload_id IS NULL) = (removed_at IS NOT NULL))
);
CREATE UNIQUE INDEX screening_lists_name ON screening_lists (name, COALESCE(client_id, '00000000-0000-0000-0000-000000000000')) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX screening_lists_upload ON screening_lists (upload_id) WHERE upload_id IS NOT NULL;

CREATE TABLE screening_uploads (             -- which file a list was taken from, and when; kept when its numbers are not
  id          int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  list_id     uuid NOT NULL REFERENCES screening_lists DEFERRABLE INITIALLY DEFERRED, -- a list begins with an upload
  taken_on    date NOT NULL,                 -- the day the register was read
  file_name   text NOT NULL,
  rows        bigint NOT NULL,
  numbers     bigint NOT NULL,
  repeats     bigint NOT NULL,
  rejected    bigint NOT NULL,
  refused     jsonb NOT NULL DEFAULT '[]',   -- the first rejected rows, with their reasons
  uploaded_by uuid,
  uploaded_at timestamptz NOT NULL,
  CHECK (rows = numbers + repeats + rejected)
);
CREATE INDEX screening_uploads_list ON screening_uploads (list_id, id);

CREATE TABLE screened_numbers (              -- keyed hashes only
  key       bytea NOT NULL,
  upload_id int NOT NULL,
  PRIMARY KEY (key, upload_id)
);
CREATE INDEX screened_numbers_upload ON screened_numbers (upload_id);

ALTER TABLE screening_lists ENABLE ROW LEVEL SECURITY; ALTER TABLE screening_lists FORCE ROW LEVEL SECURITY;
ALTER TABLE screening_uploads ENABLE ROW LEVEL SECURITY; ALTER TABLE screening_uploads FORCE ROW LEVEL SECURITY;
ALTER TABLE screened_numbers ENABLE ROW LEVEL SECURITY; ALTER TABLE screened_numbers FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON screening_lists TO ripen_owner USING (true) WITH CHECK (true);
CREATE POLICY agency ON screening_lists TO ripen_agency USING (true) WITH CHECK (true);
CREATE POLICY worker ON screening_lists FOR SELECT TO ripen_worker USING (client_id IS NULL OR client_id = current_client());
CREATE POLICY owner ON screening_uploads TO ripen_owner USING (true) WITH CHECK (true);
CREATE POLICY agency ON screening_uploads TO ripen_agency USING (true) WITH CHECK (true);
CREATE POLICY worker ON screening_uploads FOR SELECT TO ripen_worker USING (EXISTS (SELECT FROM screening_lists l WHERE l.id = list_id));
CREATE POLICY owner ON screened_numbers TO ripen_owner USING (true) WITH CHECK (true);
CREATE POLICY agency ON screened_numbers TO ripen_agency USING (true) WITH CHECK (true);
CREATE POLICY worker ON screened_numbers FOR SELECT TO ripen_worker USING (EXISTS (SELECT FROM screening_lists l WHERE l.upload_id = screened_numbers.upload_id));
GRANT SELECT, INSERT, UPDATE ON screening_lists TO ripen_agency;
GRANT SELECT, INSERT, UPDATE ON screening_uploads TO ripen_agency;
GRANT SELECT, INSERT, DELETE ON screened_numbers TO ripen_agency;
GRANT SELECT ON screening_lists, screening_uploads, screened_numbers TO ripen_worker;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE screened_numbers, screening_uploads, screening_lists;
DROP INDEX do_not_call_newest, do_not_call_about;
ALTER TABLE do_not_call DROP CONSTRAINT agency_wide_by_hash, DROP hint, DROP about;
ALTER TABLE persons DROP mail_key;
ALTER TABLE programs DROP CONSTRAINT custom_hours_are_approved, DROP hours_approver;
RESET ROLE;
