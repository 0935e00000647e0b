-- What supervisors do about the calling, and what is held back until a time.
-- +goose Up
SET ROLE ripen_owner;

-- A deed: who gave, held, hurried or weighed what, and how it stood before and after. Taking back is one more of them.
-- The same id stands in audit.
CREATE TABLE deeds (
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  program_id uuid NOT NULL,
  inquiry_id uuid,                           -- null: the program itself
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('giving', 'hold', 'hurry', 'share')),
  before     jsonb NOT NULL,                 -- models.Standing; ids and times, no words about people
  after      jsonb NOT NULL,
  undoes     uuid,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (undoes, client_id) REFERENCES deeds (id, client_id),
  CHECK (kind <> 'share' OR inquiry_id IS NULL)
);
CREATE UNIQUE INDEX deeds_undone ON deeds (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX deeds_inquiry ON deeds (inquiry_id, at) WHERE inquiry_id IS NOT NULL;
SELECT append_only('deeds');

-- What is held back, until when and why; the reason is erasable. The id is the deed's.
CREATE TABLE holds (
  id         uuid NOT NULL,
  client_id  uuid NOT NULL,
  program_id uuid NOT NULL,
  inquiry_id uuid,                           -- null: the program's whole queue
  until      timestamptz NOT NULL,
  reason     text NOT NULL CHECK (reason <> ''),
  ended_at   timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (id, client_id) REFERENCES deeds (id, client_id) DEFERRABLE INITIALLY DEFERRED, -- the deed says how it stands with the hold
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id)
);
CREATE UNIQUE INDEX holds_program ON holds (program_id) WHERE inquiry_id IS NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX holds_inquiry ON holds (inquiry_id) WHERE inquiry_id IS NOT NULL AND ended_at IS NULL;
CREATE INDEX holds_open ON holds (client_id, until) WHERE ended_at IS NULL;

ALTER TABLE programs ADD held_until timestamptz; -- its open hold, for the claim
CREATE INDEX inquiries_hurried ON inquiries (client_id) WHERE priority >= 1e9::real; -- models.HurriedPriority
CREATE INDEX audit_newest ON audit (at DESC, id DESC);

SELECT protect('deeds'), protect('holds');
GRANT SELECT, INSERT ON deeds TO ripen_agency;
GRANT SELECT ON deeds TO ripen_worker;
GRANT SELECT, INSERT, UPDATE ON holds TO ripen_agency;
GRANT SELECT, UPDATE ON holds TO ripen_worker;
GRANT UPDATE (held_until) ON programs TO ripen_worker;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
REVOKE UPDATE (held_until) ON programs FROM ripen_worker;
DROP INDEX audit_newest, inquiries_hurried;
ALTER TABLE programs DROP held_until;
DROP TABLE holds, deeds;
RESET ROLE;
