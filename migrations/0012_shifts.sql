-- +goose Up
SET ROLE ripen_owner;

-- The callers' day: whether they take calls. The latest row of each holds; nobody who has none takes calls.
CREATE TABLE availabilities (
  id      uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users,
  at      timestamptz NOT NULL,
  state   text NOT NULL CHECK (state IN ('on', 'break', 'off')),
  reason  text NOT NULL DEFAULT '' CHECK ((state = 'break') = (reason <> ''))
);
CREATE INDEX availabilities_latest ON availabilities (user_id, at DESC, id DESC);
SELECT append_only('availabilities');
ALTER TABLE availabilities ENABLE ROW LEVEL SECURITY; ALTER TABLE availabilities FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON availabilities TO ripen_owner USING (true) WITH CHECK (true);
CREATE POLICY agency ON availabilities TO ripen_agency USING (true) WITH CHECK (true);
CREATE POLICY worker ON availabilities FOR SELECT TO ripen_worker USING (true); -- the agency's people work for every client
GRANT SELECT, INSERT ON availabilities TO ripen_agency;
GRANT SELECT ON availabilities TO ripen_worker;

-- Which pages show an inquiry now, so that two tabs and two people see each other.
CREATE TABLE presences (
  page       uuid NOT NULL,                  -- one opening of one page
  client_id  uuid NOT NULL REFERENCES clients,
  inquiry_id uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  seen_at    timestamptz NOT NULL,
  PRIMARY KEY (page, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id) ON DELETE CASCADE
);
CREATE INDEX presences_inquiry ON presences (inquiry_id, seen_at);
CREATE INDEX presences_user ON presences (user_id, seen_at);
SELECT protect('presences');
GRANT SELECT, INSERT, UPDATE, DELETE ON presences TO ripen_agency, ripen_worker;

-- Everything else that is typed on the call page: a promise, a reason, a colleague's name.
ALTER TABLE drafts ADD COLUMN fields jsonb NOT NULL DEFAULT '{}';

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
ALTER TABLE drafts DROP COLUMN fields;
DROP TABLE presences, availabilities;
RESET ROLE;
