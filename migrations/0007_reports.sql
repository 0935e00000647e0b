-- Roll-ups for the reports, and the demo's mailbox.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE source_days (                   -- one row a source, program and day of arrival
  client_id   uuid NOT NULL,
  source_id   uuid NOT NULL,
  program_id  uuid NOT NULL,
  day         date NOT NULL,                 -- in the client's zone
  inquiries   int NOT NULL,                  -- first ones and repeats
  repeats     int NOT NULL,
  reached     int NOT NULL,
  a           int NOT NULL,
  b           int NOT NULL,
  c           int NOT NULL,
  d           int NOT NULL,
  leads       int NOT NULL,
  ripened     int NOT NULL,                  -- A now, B or C when first graded
  orders      int NOT NULL,
  revenue     numeric(16,2),                 -- null: no order's value is known
  order_days  int[] NOT NULL DEFAULT '{}',   -- calendar days from inquiry to each order
  PRIMARY KEY (client_id, source_id, program_id, day),
  FOREIGN KEY (source_id, client_id) REFERENCES sources (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);
CREATE TABLE rollup_marks (                  -- days that changed since they were last counted
  client_id uuid NOT NULL REFERENCES clients,
  source_id uuid NOT NULL,
  day       date NOT NULL
);
CREATE INDEX rollup_marks_client ON rollup_marks (client_id);

CREATE TABLE mails (                         -- the demo's post: what would have been sent
  id         uuid PRIMARY KEY,
  client_id  uuid REFERENCES clients,
  message_id text NOT NULL UNIQUE,
  recipient  text NOT NULL,
  subject    text NOT NULL,
  body       text NOT NULL,
  html       text NOT NULL DEFAULT '',
  at         timestamptz NOT NULL
);
CREATE INDEX mails_newest ON mails (at DESC, id DESC);

SELECT protect('source_days'), protect('rollup_marks');
GRANT SELECT, INSERT, UPDATE, DELETE ON source_days TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT, DELETE ON rollup_marks TO ripen_agency, ripen_worker;
CREATE POLICY aggregates ON source_days FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
GRANT SELECT ON source_days TO ripen_client;
CREATE POLICY own ON rollup_marks FOR INSERT TO ripen_client WITH CHECK (true);
GRANT INSERT ON rollup_marks TO ripen_client;

ALTER TABLE mails ENABLE ROW LEVEL SECURITY; ALTER TABLE mails FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON mails TO ripen_owner USING (true) WITH CHECK (true);
CREATE POLICY agency ON mails TO ripen_agency USING (true) WITH CHECK (true);
CREATE POLICY door ON mails FOR INSERT TO ripen_door WITH CHECK (true);
CREATE POLICY worker ON mails FOR INSERT TO ripen_worker WITH CHECK (client_id IS NULL OR client_id = current_client());
GRANT SELECT, INSERT ON mails TO ripen_agency;
GRANT INSERT ON mails TO ripen_door, ripen_worker;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE mails, rollup_marks, source_days;
RESET ROLE;
