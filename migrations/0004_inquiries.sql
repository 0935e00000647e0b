-- What came in: persons, arrivals, inquiries.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE organisations (
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  name       text NOT NULL,
  name_key   text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (id, client_id)
);
CREATE INDEX organisations_key ON organisations (client_id, name_key);

CREATE TABLE persons (
  id              uuid NOT NULL,
  client_id       uuid NOT NULL REFERENCES clients,
  organisation_id uuid,
  name            text NOT NULL DEFAULT '',
  name_key        text NOT NULL DEFAULT '',
  title           text NOT NULL DEFAULT '',
  email           text NOT NULL DEFAULT '',
  email_key       text NOT NULL DEFAULT '',
  phone           text NOT NULL DEFAULT '',  -- E.164, '' where none can be dialled
  phone_raw       text NOT NULL DEFAULT '',  -- as it came
  number_key      bytea,                     -- policy.NumberKey of phone: do-not-call and claims compare it
  address         text NOT NULL DEFAULT '',
  address_key     text NOT NULL DEFAULT '',
  city            text NOT NULL DEFAULT '',
  region          text NOT NULL DEFAULT '',
  postcode        text NOT NULL DEFAULT '',
  country         text NOT NULL DEFAULT '',
  zone            text NOT NULL DEFAULT '',  -- IANA, where the person said so; else derived
  created_at      timestamptz NOT NULL,
  erased_at       timestamptz,
  CONSTRAINT phone_has_its_key CHECK (phone = '' OR number_key IS NOT NULL),
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (organisation_id, client_id) REFERENCES organisations (id, client_id)
);
CREATE INDEX persons_email ON persons (client_id, email_key) WHERE email_key <> '';
CREATE INDEX persons_phone ON persons (client_id, phone) WHERE phone <> '';
CREATE INDEX persons_address ON persons (client_id, address_key) WHERE address_key <> '';
CREATE INDEX persons_name ON persons (name_key text_pattern_ops) WHERE name_key <> '';
CREATE INDEX persons_number ON persons (phone text_pattern_ops) WHERE phone <> '';

-- The distinct sets of calling rules and zones; no client's data, so no client.
CREATE TABLE windows (
  id  int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE
);

CREATE TABLE imports (
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  program_id  uuid NOT NULL,
  file_name   text NOT NULL,
  size        bigint NOT NULL DEFAULT 0,
  options     jsonb NOT NULL DEFAULT '{}',   -- intake.Options
  state       text NOT NULL CHECK (state IN ('uploaded', 'running', 'done', 'failed', 'undone')),
  rows        int NOT NULL DEFAULT 0,
  inquiries   int NOT NULL DEFAULT 0,
  repeats     int NOT NULL DEFAULT 0,
  rejected    int NOT NULL DEFAULT 0,
  at_line     int NOT NULL DEFAULT 0,        -- how far it has come, so that it can go on
  problem     text NOT NULL DEFAULT '',
  started_by  uuid REFERENCES users,
  created_at  timestamptz NOT NULL,
  started_at  timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);
CREATE TABLE import_chunks (                 -- the file itself, where every process finds it
  import_id uuid NOT NULL,
  client_id uuid NOT NULL,
  part      int NOT NULL,
  bytes     bytea NOT NULL,
  PRIMARY KEY (import_id, part),
  FOREIGN KEY (import_id, client_id) REFERENCES imports (id, client_id)
);
CREATE TABLE rejected_rows (                 -- erasable: they may hold words about people
  import_id uuid NOT NULL,
  client_id uuid NOT NULL,
  line      int NOT NULL,
  reason    text NOT NULL,
  cells     jsonb NOT NULL,
  PRIMARY KEY (import_id, line),
  FOREIGN KEY (import_id, client_id) REFERENCES imports (id, client_id)
);

CREATE TABLE inquiries (
  id               uuid NOT NULL,
  client_id        uuid NOT NULL,
  program_id       uuid NOT NULL,
  person_id        uuid NOT NULL,
  source_id        uuid NOT NULL,
  state            text NOT NULL CHECK (state IN ('scheduled', 'ready', 'decision', 'held', 'pending', 'nurtured', 'released', 'closed', 'merged', 'erased', 'undone')),
  class            text NOT NULL DEFAULT 'new' CHECK (class IN ('new-hot', 'new', 'requalification-B', 'requalification-C', 'unreached')),
  tier             smallint NOT NULL DEFAULT 4 CHECK (tier BETWEEN 0 AND 4), -- promise, hot, requalification, retry, the rest
  priority         real NOT NULL DEFAULT 0,            -- expected value: worth × probability
  window_id        int REFERENCES windows,
  due_at           timestamptz,
  next_at          timestamptz,                        -- the one next date of a live inquiry
  promised_to      uuid REFERENCES users,              -- the caller a due promise waits for
  cycle            smallint NOT NULL DEFAULT 1,
  received_at      timestamptz NOT NULL,
  received_on      date NOT NULL,                      -- that day in the client's zone: reports count by it
  via              text NOT NULL DEFAULT 'import' CHECK (via IN ('form', 'api', 'import', 'hand', 'phone')),
  external_id      text NOT NULL DEFAULT '',
  product          text NOT NULL DEFAULT '',
  message          text NOT NULL DEFAULT '',           -- the inquirer's own words, as they came
  details          jsonb NOT NULL DEFAULT '{}',        -- every other column, as it came
  first_call_by    timestamptz,
  first_called_at  timestamptz,
  attempts         smallint NOT NULL DEFAULT 0,        -- in this cycle
  last_attempt_at  timestamptz,
  last_disposition text NOT NULL DEFAULT '',
  reached_at       timestamptz,
  grade            text NOT NULL DEFAULT '' CHECK (grade IN ('', 'A', 'B', 'C', 'D')),
  first_grade      text NOT NULL DEFAULT '' CHECK (first_grade IN ('', 'A', 'B', 'C', 'D')),
  graded_at        timestamptz,
  criteria_id      uuid,
  repeats          smallint NOT NULL DEFAULT 0,
  nurture_reason   text NOT NULL DEFAULT '',
  decision_reason  text NOT NULL DEFAULT '',           -- why it needs one
  closed_reason    text NOT NULL DEFAULT '',
  closed_at        timestamptz,
  merged_into      uuid,
  import_id        uuid,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id),
  FOREIGN KEY (person_id, client_id) REFERENCES persons (id, client_id),
  FOREIGN KEY (source_id, client_id) REFERENCES sources (id, client_id),
  FOREIGN KEY (merged_into, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (import_id, client_id) REFERENCES imports (id, client_id),
  CONSTRAINT live_has_a_next_date CHECK (state IN ('released', 'closed', 'merged', 'erased', 'undone') OR next_at IS NOT NULL),
  CONSTRAINT callable_has_a_window CHECK (state NOT IN ('ready', 'scheduled') OR (window_id IS NOT NULL AND due_at IS NOT NULL)),
  CONSTRAINT closed_has_a_reason CHECK ((state = 'closed') = (closed_reason <> '')),
  CONSTRAINT closed_reason_known CHECK (closed_reason IN ('', 'D', 'not reached', 'no way to reach', 'taken over', 'do not call', 'refused', 'wrong person', 'program ended')),
  CONSTRAINT merged_into_another CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
  CONSTRAINT nurtured_has_a_reason CHECK (state <> 'nurtured' OR nurture_reason <> ''),
  CONSTRAINT decision_has_a_reason CHECK (state <> 'decision' OR decision_reason <> ''),
  CONSTRAINT pending_and_released_are_a CHECK (state NOT IN ('pending', 'released') OR grade = 'A')
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.01);
CREATE UNIQUE INDEX inquiries_one_live ON inquiries (program_id, person_id) WHERE state NOT IN ('released', 'closed', 'merged', 'erased', 'undone');
CREATE UNIQUE INDEX inquiries_external ON inquiries (client_id, source_id, external_id) WHERE external_id <> '' AND state <> 'undone';
CREATE INDEX inquiries_undone ON inquiries (client_id, source_id, external_id) WHERE external_id <> '' AND state = 'undone';
CREATE INDEX inquiries_person ON inquiries (person_id);
CREATE INDEX inquiries_list ON inquiries (client_id, received_at DESC, id DESC);
CREATE INDEX inquiries_day ON inquiries (client_id, source_id, received_on);
CREATE INDEX inquiries_import ON inquiries (import_id) WHERE import_id IS NOT NULL;
-- The queue: recipe 6. Each (program, window) is a range whose head is its best row.
CREATE INDEX inquiries_queue ON inquiries (program_id, window_id, tier, priority DESC, due_at, id) WHERE state = 'ready' AND promised_to IS NULL;
CREATE INDEX inquiries_promised ON inquiries (promised_to, due_at) WHERE promised_to IS NOT NULL;
CREATE INDEX inquiries_hot ON inquiries (client_id, first_call_by) WHERE tier = 1 AND state IN ('ready', 'scheduled');
CREATE INDEX inquiries_scheduled ON inquiries (client_id, due_at) WHERE state = 'scheduled';
CREATE INDEX inquiries_nurtured ON inquiries (client_id, next_at) WHERE state = 'nurtured';
CREATE INDEX inquiries_decision ON inquiries (client_id, next_at) WHERE state = 'decision';

CREATE TABLE arrivals (                      -- everything that came in, counted once
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  kind       text NOT NULL CHECK (kind IN ('inquiry', 'repeat', 'rejected', 'quarantined')),
  at         timestamptz NOT NULL,
  inquiry_id uuid,
  source_id  uuid,
  import_id  uuid,
  line       int,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  CHECK ((kind IN ('inquiry', 'repeat')) = (inquiry_id IS NOT NULL))
);
CREATE UNIQUE INDEX arrivals_inquiry ON arrivals (inquiry_id) WHERE inquiry_id IS NOT NULL;
CREATE UNIQUE INDEX arrivals_row ON arrivals (import_id, line) WHERE import_id IS NOT NULL;
CREATE INDEX arrivals_client ON arrivals (client_id, kind);
SELECT append_only('arrivals');

CREATE TABLE submissions (                   -- a hosted form, as it was sent; a job makes an inquiry of it
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  source_id   uuid NOT NULL,
  at          timestamptz NOT NULL,
  fields      jsonb NOT NULL,
  inquiry_id  uuid,
  rejected    text NOT NULL DEFAULT '',
  accepted_at timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (source_id, client_id) REFERENCES sources (id, client_id)
);
CREATE INDEX submissions_waiting ON submissions (client_id) WHERE accepted_at IS NULL;

CREATE TABLE do_not_call (
  id           uuid PRIMARY KEY,
  client_id    uuid REFERENCES clients,      -- null: the whole agency
  scope        text NOT NULL CHECK (scope IN ('number', 'email', 'person', 'organisation')),
  key          bytea NOT NULL,               -- keyed hash, so that it survives erasure
  reason       text NOT NULL DEFAULT '',
  entered_by   uuid,
  entered_at   timestamptz NOT NULL,
  withdrawn_at timestamptz
);
CREATE UNIQUE INDEX do_not_call_key ON do_not_call (key, scope, COALESCE(client_id, '00000000-0000-0000-0000-000000000000')) WHERE withdrawn_at IS NULL;

SELECT protect('organisations'), protect('persons'), protect('imports'), protect('import_chunks'), protect('rejected_rows'),
       protect('inquiries'), protect('arrivals'), protect('submissions');
GRANT SELECT, INSERT, UPDATE ON organisations, persons, imports, inquiries, submissions TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT, DELETE ON import_chunks, rejected_rows TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON arrivals TO ripen_agency, ripen_worker;
CREATE POLICY intake ON submissions FOR INSERT TO ripen_intake WITH CHECK (client_id = current_client());
GRANT INSERT ON submissions TO ripen_intake;

-- A long list brings a new database more than PostgreSQL has planned for, and each batch is then looked up through all
-- before it. take_stock has it look again once the list is most of what there is; only the owner may.
-- +goose StatementBegin
CREATE FUNCTION take_stock(brought bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF (SELECT 2 * reltuples FROM pg_class WHERE oid = 'inquiries'::regclass) < brought THEN
    ANALYZE (SKIP_LOCKED) organisations, persons, inquiries, arrivals;
  END IF;
END $$;
-- +goose StatementEnd
REVOKE EXECUTE ON FUNCTION take_stock(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_stock(bigint) TO ripen_agency, ripen_worker;

ALTER TABLE windows ENABLE ROW LEVEL SECURITY; ALTER TABLE windows FORCE ROW LEVEL SECURITY;
CREATE POLICY everyone ON windows TO ripen_owner, ripen_agency, ripen_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON windows TO ripen_agency, ripen_worker;

ALTER TABLE do_not_call ENABLE ROW LEVEL SECURITY; ALTER TABLE do_not_call FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON do_not_call TO ripen_owner USING (true) WITH CHECK (true);
CREATE POLICY agency ON do_not_call TO ripen_agency USING (true) WITH CHECK (true);
CREATE POLICY worker ON do_not_call TO ripen_worker USING (client_id IS NULL OR client_id = current_client()) WITH CHECK (client_id = current_client());
GRANT SELECT, INSERT, UPDATE ON do_not_call TO ripen_agency;
GRANT SELECT, INSERT ON do_not_call TO ripen_worker;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP FUNCTION take_stock(bigint);
DROP TABLE do_not_call, submissions, arrivals, inquiries, rejected_rows, import_chunks, imports, windows, persons, organisations;
RESET ROLE;
