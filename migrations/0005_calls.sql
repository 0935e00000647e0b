-- Who calls whom, what was said, and how it was graded.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE decisions (                     -- what the calling policy said, before the number was shown
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  inquiry_id uuid NOT NULL,
  at         timestamptz NOT NULL,
  verdict    text NOT NULL CHECK (verdict IN ('allow', 'warn', 'block', 'needs_decision')),
  rules      text[] NOT NULL DEFAULT '{}',
  reason     text NOT NULL DEFAULT '',
  zone       text NOT NULL DEFAULT '',
  closes_at  timestamptz,
  retry_at   timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id)
);
CREATE INDEX decisions_inquiry ON decisions (inquiry_id, at);
SELECT append_only('decisions');

CREATE TABLE claims (
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  inquiry_id  uuid NOT NULL,
  person_id   uuid NOT NULL,
  number_key  bytea,                         -- keyed hash of the number on the line, over all clients
  user_id     uuid NOT NULL REFERENCES users,
  decision_id uuid NOT NULL,
  why         jsonb NOT NULL,                -- models.Why: why this one was next
  was         jsonb NOT NULL,                -- models.Place: where in the queue it goes back to
  at          timestamptz NOT NULL,
  lease_until timestamptz NOT NULL,
  ended_at    timestamptz,
  ended_how   text NOT NULL DEFAULT '' CHECK (ended_how IN ('', 'attempt', 'grading', 'given back', 'lease', 'undone', 'deactivated')),
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (person_id, client_id) REFERENCES persons (id, client_id),
  FOREIGN KEY (decision_id, client_id) REFERENCES decisions (id, client_id),
  CHECK ((ended_at IS NULL) = (ended_how = ''))
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX claims_open_inquiry ON claims (inquiry_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX claims_open_person ON claims (person_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX claims_open_number ON claims (number_key) WHERE ended_at IS NULL AND number_key IS NOT NULL;
CREATE UNIQUE INDEX claims_open_user ON claims (user_id) WHERE ended_at IS NULL;
CREATE INDEX claims_lease ON claims (lease_until) WHERE ended_at IS NULL;
CREATE INDEX claims_share ON claims (at, client_id);

CREATE TABLE attempts (
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  program_id  uuid NOT NULL,
  inquiry_id  uuid NOT NULL,
  person_id   uuid NOT NULL,
  claim_id    uuid NOT NULL,
  decision_id uuid NOT NULL,                 -- no attempt without one
  user_id     uuid NOT NULL REFERENCES users,
  cycle       smallint NOT NULL,
  at          timestamptz NOT NULL,
  channel     text NOT NULL DEFAULT 'call' CHECK (channel IN ('call', 'email', 'text')),
  disposition text NOT NULL CHECK (disposition IN ('no_answer', 'busy', 'voicemail', 'gatekeeper', 'callback', 'wrong_number', 'refused', 'do_not_call', 'graded')),
  reached     boolean NOT NULL,
  counts      boolean NOT NULL,              -- against the caps
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (person_id, client_id) REFERENCES persons (id, client_id),
  FOREIGN KEY (claim_id, client_id) REFERENCES claims (id, client_id),
  FOREIGN KEY (decision_id, client_id) REFERENCES decisions (id, client_id)
);
CREATE INDEX attempts_person ON attempts (person_id, at);
CREATE INDEX attempts_inquiry ON attempts (inquiry_id, at);
CREATE INDEX attempts_user ON attempts (user_id, at);
SELECT append_only('attempts');

CREATE TABLE promises (
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  inquiry_id  uuid NOT NULL,
  user_id     uuid REFERENCES users,         -- who keeps it; null: anyone
  due_at      timestamptz NOT NULL,
  zone        text NOT NULL,                 -- in whose words it was agreed
  note        text NOT NULL DEFAULT '',
  made_by     uuid REFERENCES users,
  made_at     timestamptz NOT NULL,
  state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'broken', 'moved', 'withdrawn')),
  settled_at  timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  CHECK ((state = 'open') = (settled_at IS NULL))
);
CREATE UNIQUE INDEX promises_open ON promises (inquiry_id) WHERE state = 'open';
CREATE INDEX promises_user ON promises (user_id, due_at) WHERE state = 'open';

CREATE TABLE drafts (                        -- what is being typed, saved within two seconds
  inquiry_id uuid NOT NULL,
  client_id  uuid NOT NULL,
  answers    jsonb NOT NULL DEFAULT '{}',
  for_rep    text NOT NULL DEFAULT '',
  internal   text NOT NULL DEFAULT '',
  version    int NOT NULL DEFAULT 1,
  updated_by uuid REFERENCES users,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (inquiry_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id)
);

CREATE TABLE notes (                         -- erasable words; kind internal never leaves the agency
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  inquiry_id uuid NOT NULL,
  attempt_id uuid,
  user_id    uuid REFERENCES users,
  at         timestamptz NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('rep', 'internal')),
  text       text NOT NULL CHECK (text <> ''),
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (attempt_id, client_id) REFERENCES attempts (id, client_id)
);
CREATE INDEX notes_inquiry ON notes (inquiry_id, at);

CREATE TABLE gradings (
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  program_id  uuid NOT NULL,
  inquiry_id  uuid NOT NULL,
  cycle       smallint NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('caller', 'taken_over')),
  criteria_id uuid,
  attempt_id  uuid,
  user_id     uuid NOT NULL REFERENCES users,
  at          timestamptz NOT NULL,
  computed    text NOT NULL CHECK (computed IN ('', 'A', 'B', 'C', 'D')),
  grade       text NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
  worth_low   numeric(14,2),
  worth_high  numeric(14,2),
  probability numeric(5,4),
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (criteria_id, client_id) REFERENCES criteria (id, client_id),
  FOREIGN KEY (attempt_id, client_id) REFERENCES attempts (id, client_id),
  CHECK (kind = 'taken_over' OR (criteria_id IS NOT NULL AND attempt_id IS NOT NULL AND computed <> ''))
);
CREATE INDEX gradings_inquiry ON gradings (inquiry_id, at);
CREATE INDEX gradings_user ON gradings (user_id, at);
SELECT append_only('gradings');

CREATE TABLE answers (                       -- the answers behind a grading; erasable
  grading_id uuid NOT NULL,
  client_id  uuid NOT NULL,
  answers    jsonb NOT NULL,
  reason     text NOT NULL DEFAULT '',       -- why the caller overrode the computed grade
  PRIMARY KEY (grading_id),
  FOREIGN KEY (grading_id, client_id) REFERENCES gradings (id, client_id)
);

CREATE TABLE withdrawals (                   -- taking back is an entry too
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  inquiry_id uuid NOT NULL,
  attempt_id uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (attempt_id, client_id) REFERENCES attempts (id, client_id)
);
CREATE UNIQUE INDEX withdrawals_attempt ON withdrawals (attempt_id);
SELECT append_only('withdrawals');

SELECT protect('decisions'), protect('claims'), protect('attempts'), protect('promises'), protect('drafts'), protect('notes'),
       protect('gradings'), protect('answers'), protect('withdrawals');
GRANT SELECT, INSERT ON decisions, attempts, gradings, withdrawals TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT, UPDATE ON claims, promises TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON drafts, notes, answers TO ripen_agency, ripen_worker;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE withdrawals, answers, gradings, notes, drafts, promises, attempts, claims, decisions;
RESET ROLE;
