-- How somebody is tried: contact plans, the steps taken by them, letters, and when a program stood still.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE contact_plans (                 -- published versions; a program without one follows models.UsualPlan
  id            uuid NOT NULL,
  client_id     uuid NOT NULL,
  program_id    uuid NOT NULL,
  class         text NOT NULL CHECK (class IN ('new-hot', 'new', 'requalification-B', 'requalification-C', 'unreached')),
  version       int NOT NULL CHECK (version > 0),
  state         text NOT NULL CHECK (state IN ('in_force', 'retired')),
  steps         jsonb NOT NULL,              -- models.PlanStep, in order
  deadline_days int NOT NULL CHECK (deadline_days BETWEEN 1 AND 365), -- counted from the first attempt
  letter        jsonb NOT NULL DEFAULT '{}', -- models.PlanLetter: what is written once the plan is used up
  published_by  uuid REFERENCES users,
  published_at  timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  UNIQUE (program_id, class, version),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);
CREATE UNIQUE INDEX contact_plans_in_force ON contact_plans (program_id, class) WHERE state = 'in_force';

ALTER TABLE inquiries
  ADD COLUMN step     smallint NOT NULL DEFAULT 0,   -- of the plan of its class, which is next; counted from 0
  ADD COLUMN channel  text NOT NULL DEFAULT 'call' CHECK (channel IN ('call', 'email', 'text')), -- of that step
  ADD COLUMN begun_at timestamptz;                   -- the first attempt of this cycle: the plan's deadline counts from it
CREATE INDEX inquiries_to_write ON inquiries (client_id, due_at) WHERE state = 'scheduled' AND channel = 'email';

ALTER TABLE attempts
  DROP CONSTRAINT attempts_disposition_check,
  ADD CONSTRAINT attempts_disposition_check CHECK (disposition IN ('no_answer', 'busy', 'voicemail', 'gatekeeper', 'callback', 'wrong_number', 'refused', 'do_not_call', 'graded', 'text_sent', 'letter_sent')),
  ALTER COLUMN claim_id DROP NOT NULL,
  ADD CONSTRAINT attempts_by_hand CHECK (channel = 'email' OR claim_id IS NOT NULL);

-- A promise is owed until it is settled: a broken one too, since the person waits for the call.
ALTER TABLE promises
  ADD COLUMN broken_at timestamptz,          -- when its time was over and nobody had called
  ADD COLUMN opened_at timestamptz,          -- when anybody was let keep it, because its caller was away
  DROP CONSTRAINT promises_check;
UPDATE promises SET broken_at = settled_at WHERE state = 'broken';
ALTER TABLE promises
  ADD CONSTRAINT promises_settled CHECK (state = 'broken' OR (state = 'open') = (settled_at IS NULL)),
  ADD CONSTRAINT promises_broken CHECK ((state = 'broken') = (broken_at IS NOT NULL));
DROP INDEX promises_open;
DROP INDEX promises_user;
CREATE UNIQUE INDEX promises_owed ON promises (inquiry_id) WHERE settled_at IS NULL;
CREATE INDEX promises_owed_by ON promises (user_id, due_at) WHERE settled_at IS NULL;
CREATE INDEX promises_due ON promises (client_id, due_at) WHERE settled_at IS NULL;
CREATE INDEX promises_inquiry ON promises (inquiry_id, made_at);

CREATE TABLE moves (                         -- what was planned for an inquiry, and what moved it, in order
  id           uuid NOT NULL,
  client_id    uuid NOT NULL REFERENCES clients,
  inquiry_id   uuid NOT NULL,
  at           timestamptz NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('planned', 'used up', 'decision', 'decided', 'broken', 'opened', 'kept from calls', 'slid', 'skipped', 'ended')),
  step         smallint NOT NULL DEFAULT 0,  -- of the plan, counted from 1; 0: none
  plan_version int NOT NULL DEFAULT 0,       -- 0: the usual plan
  wanted_at    timestamptz,                  -- when the plan wants it
  due_at       timestamptz,                  -- when it is, by hours and caps
  reason       text NOT NULL DEFAULT '',     -- our own words, never anybody's name
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id)
);
CREATE INDEX moves_inquiry ON moves (inquiry_id, at);
SELECT append_only('moves');

CREATE TABLE letters (                       -- what a plan writes to somebody; the words are the program's
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  inquiry_id  uuid NOT NULL,
  cycle       smallint NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('step', 'unreached')),
  step        smallint NOT NULL DEFAULT 0,
  subject     text NOT NULL,
  text        text NOT NULL,
  made_at     timestamptz NOT NULL,
  due_at      timestamptz NOT NULL,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'refused', 'failed', 'withdrawn')),
  tries       smallint NOT NULL DEFAULT 0,
  reason      text NOT NULL DEFAULT '',      -- why it was not sent
  settled_at  timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  CHECK ((state = 'waiting') = (settled_at IS NULL))
);
CREATE UNIQUE INDEX letters_once ON letters (inquiry_id, cycle, kind, step) WHERE state <> 'withdrawn';
CREATE INDEX letters_waiting ON letters (client_id, due_at) WHERE state = 'waiting';

CREATE TABLE program_states (                -- when a program was paused, resumed, ended, and by whom
  id         uuid NOT NULL,
  client_id  uuid NOT NULL,
  program_id uuid NOT NULL,
  state      text NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
  at         timestamptz NOT NULL,
  by_id      uuid REFERENCES users,
  reason     text NOT NULL DEFAULT '',
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);
CREATE INDEX program_states_program ON program_states (program_id, at);
SELECT append_only('program_states');

SELECT protect('contact_plans'), protect('moves'), protect('letters'), protect('program_states');
GRANT SELECT, INSERT, UPDATE ON contact_plans TO ripen_agency;
GRANT SELECT ON contact_plans TO ripen_worker;
GRANT SELECT, INSERT ON moves TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT, UPDATE ON letters TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON program_states TO ripen_agency;
GRANT SELECT ON program_states TO ripen_worker;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE program_states, letters, moves, contact_plans;
DROP INDEX promises_owed, promises_owed_by, promises_due, promises_inquiry;
ALTER TABLE promises DROP CONSTRAINT promises_settled, DROP CONSTRAINT promises_broken, DROP COLUMN broken_at, DROP COLUMN opened_at;
UPDATE promises SET settled_at = due_at WHERE state = 'broken' AND settled_at IS NULL;
ALTER TABLE promises ADD CONSTRAINT promises_check CHECK ((state = 'open') = (settled_at IS NULL));
CREATE UNIQUE INDEX promises_open ON promises (inquiry_id) WHERE state = 'open';
CREATE INDEX promises_user ON promises (user_id, due_at) WHERE state = 'open';
ALTER TABLE attempts DISABLE TRIGGER append_only;
DELETE FROM attempts WHERE disposition IN ('text_sent', 'letter_sent');
ALTER TABLE attempts ENABLE TRIGGER append_only;
ALTER TABLE attempts DROP CONSTRAINT attempts_by_hand, ALTER COLUMN claim_id SET NOT NULL,
  DROP CONSTRAINT attempts_disposition_check,
  ADD CONSTRAINT attempts_disposition_check CHECK (disposition IN ('no_answer', 'busy', 'voicemail', 'gatekeeper', 'callback', 'wrong_number', 'refused', 'do_not_call', 'graded'));
DROP INDEX inquiries_to_write;
ALTER TABLE inquiries DROP COLUMN step, DROP COLUMN channel, DROP COLUMN begun_at;
RESET ROLE;
