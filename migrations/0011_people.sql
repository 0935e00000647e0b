-- Who works at an organisation and how they are reached: several numbers, the switchboard, who answers there, who named whom; the script of a version.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE organisations
  ADD COLUMN website text NOT NULL DEFAULT '',         -- as somebody typed it; nothing is fetched
  ADD COLUMN about   text NOT NULL DEFAULT '';         -- what the site says
ALTER TABLE persons
  ADD COLUMN role text NOT NULL DEFAULT '' CHECK (role IN ('', 'gatekeeper', 'user', 'decider', 'payer'));
CREATE INDEX persons_organisation ON persons (organisation_id) WHERE organisation_id IS NOT NULL;

CREATE TABLE numbers (                         -- the further numbers of a person, and those of an organisation; erasable
  id              uuid NOT NULL,
  client_id       uuid NOT NULL REFERENCES clients,
  person_id       uuid,
  organisation_id uuid,
  kind            text NOT NULL CHECK (kind IN ('direct', 'mobile', 'home', 'switchboard', 'other')),
  phone           text NOT NULL CHECK (phone ~ '^\+[1-9][0-9]{4,16}$'), -- E.164
  number_key      bytea NOT NULL,                -- policy.NumberKey of phone
  note            text NOT NULL DEFAULT '',      -- “press 2, ask for Mrs Krug”
  wrong_at        timestamptz,                   -- when somebody else answered
  added_by        uuid REFERENCES users,
  added_at        timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (person_id, client_id) REFERENCES persons (id, client_id),
  FOREIGN KEY (organisation_id, client_id) REFERENCES organisations (id, client_id),
  CONSTRAINT of_one CHECK ((person_id IS NULL) <> (organisation_id IS NULL))
);
CREATE UNIQUE INDEX numbers_person ON numbers (person_id, phone) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX numbers_organisation ON numbers (organisation_id, phone) WHERE organisation_id IS NOT NULL;
CREATE INDEX numbers_phone ON numbers (phone text_pattern_ops);

CREATE TABLE organisation_notes (              -- internal words about who answers there; erasable, never the client's to read
  id              uuid NOT NULL,
  client_id       uuid NOT NULL REFERENCES clients,
  organisation_id uuid NOT NULL,
  attempt_id      uuid,
  user_id         uuid REFERENCES users,
  at              timestamptz NOT NULL,
  name            text NOT NULL DEFAULT '',      -- of who answered: “Ms Lopez, reception”
  text            text NOT NULL DEFAULT '',
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (organisation_id, client_id) REFERENCES organisations (id, client_id),
  FOREIGN KEY (attempt_id, client_id) REFERENCES attempts (id, client_id),
  CONSTRAINT says_something CHECK (name <> '' OR text <> '')
);
CREATE INDEX organisation_notes_at ON organisation_notes (organisation_id, at);

CREATE TABLE referrals (                       -- whom somebody named in a call, and the inquiry that came of it
  id              uuid NOT NULL,
  client_id       uuid NOT NULL REFERENCES clients,
  from_inquiry_id uuid NOT NULL,
  inquiry_id      uuid NOT NULL,
  person_id       uuid NOT NULL,
  user_id         uuid NOT NULL REFERENCES users,
  at              timestamptz NOT NULL,
  role            text NOT NULL DEFAULT '' CHECK (role IN ('', 'gatekeeper', 'user', 'decider', 'payer')),
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (from_inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (person_id, client_id) REFERENCES persons (id, client_id)
);
CREATE INDEX referrals_from ON referrals (from_inquiry_id, at);
CREATE INDEX referrals_person ON referrals (person_id);
SELECT append_only('referrals');

ALTER TABLE attempts ADD COLUMN number_key bytea;      -- keyed hash of the number that was dialled: it survives erasure
ALTER TABLE criteria ADD COLUMN script jsonb NOT NULL DEFAULT '{}'; -- models.Script: what is said around the questions
ALTER TABLE leads ADD COLUMN people jsonb;             -- []models.LeadContact: colleagues who were named; no gatekeepers
ALTER TABLE inquiries DROP CONSTRAINT inquiries_via_check,
  ADD CONSTRAINT inquiries_via_check CHECK (via IN ('form', 'api', 'import', 'hand', 'phone', 'referral'));

SELECT protect('numbers'), protect('organisation_notes'), protect('referrals');
GRANT SELECT, INSERT, UPDATE, DELETE ON numbers, organisation_notes TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON referrals TO ripen_agency, ripen_worker;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
ALTER TABLE inquiries DROP CONSTRAINT inquiries_via_check,
  ADD CONSTRAINT inquiries_via_check CHECK (via IN ('form', 'api', 'import', 'hand', 'phone')) NOT VALID;
ALTER TABLE leads DROP COLUMN people;
ALTER TABLE criteria DROP COLUMN script;
ALTER TABLE attempts DROP COLUMN number_key;
DROP TABLE referrals, organisation_notes, numbers;
DROP INDEX persons_organisation;
ALTER TABLE persons DROP COLUMN role;
ALTER TABLE organisations DROP COLUMN website, DROP COLUMN about;
RESET ROLE;
