-- The lead balance sheet as a client is told it: as it stands, and one row a day that nobody can change without
-- breaking the chain of hashes. No line, and no change of a line, tells fewer than five: what a line has beyond whole
-- fives stands in rest, with that of all other lines.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE balance_now (                   -- counted again by a job; none where there is too little to tell
  client_id          uuid PRIMARY KEY REFERENCES clients,
  at                 timestamptz NOT NULL,   -- when it was counted
  received           int NOT NULL CHECK (received >= 0),
  in_plan            int NOT NULL CHECK (in_plan >= 0 AND in_plan % 5 = 0),
  promised           int NOT NULL CHECK (promised >= 0 AND promised % 5 = 0),
  needs_decision     int NOT NULL CHECK (needs_decision >= 0 AND needs_decision % 5 = 0),
  held               int NOT NULL CHECK (held >= 0 AND held % 5 = 0),
  pending            int NOT NULL CHECK (pending >= 0 AND pending % 5 = 0),
  nurtured           int NOT NULL CHECK (nurtured >= 0 AND nurtured % 5 = 0),
  released           int NOT NULL CHECK (released >= 0), -- leads: the client has each of them
  closed_d           int NOT NULL CHECK (closed_d >= 0 AND closed_d % 5 = 0),
  closed_not_reached int NOT NULL CHECK (closed_not_reached >= 0 AND closed_not_reached % 5 = 0),
  closed_no_way      int NOT NULL CHECK (closed_no_way >= 0 AND closed_no_way % 5 = 0),
  closed_taken_over  int NOT NULL CHECK (closed_taken_over >= 0 AND closed_taken_over % 5 = 0),
  closed_do_not_call int NOT NULL CHECK (closed_do_not_call >= 0 AND closed_do_not_call % 5 = 0),
  closed_refused     int NOT NULL CHECK (closed_refused >= 0 AND closed_refused % 5 = 0),
  closed_wrong       int NOT NULL CHECK (closed_wrong >= 0 AND closed_wrong % 5 = 0),
  closed_program     int NOT NULL CHECK (closed_program >= 0 AND closed_program % 5 = 0),
  closed_not_ripened int NOT NULL CHECK (closed_not_ripened >= 0 AND closed_not_ripened % 5 = 0),
  rejected           int NOT NULL CHECK (rejected >= 0 AND rejected % 5 = 0),
  quarantined        int NOT NULL CHECK (quarantined >= 0 AND quarantined % 5 = 0),
  merged             int NOT NULL CHECK (merged >= 0 AND merged % 5 = 0),
  erased             int NOT NULL CHECK (erased >= 0 AND erased % 5 = 0),
  undone             int NOT NULL CHECK (undone >= 0 AND undone % 5 = 0),
  rest               int NOT NULL CHECK (rest = 0 OR rest >= 5),
  difference         int NOT NULL,           -- 0, always
  CONSTRAINT the_sheet_adds_up CHECK (received = in_plan + promised + needs_decision + held + pending + nurtured + released
    + closed_d + closed_not_reached + closed_no_way + closed_taken_over + closed_do_not_call + closed_refused + closed_wrong + closed_program + closed_not_ripened
    + rejected + quarantined + merged + erased + undone + rest + difference)
);
CREATE TABLE balance_days (                  -- the sheet as each day began
  LIKE balance_now INCLUDING CONSTRAINTS,
  seq       int NOT NULL CHECK (seq > 0),    -- 1, 2, 3 ... of a client
  day       date NOT NULL,                   -- the client's calendar; at is when it was counted on it
  prev_hash text NOT NULL CHECK (prev_hash ~ '^[0-9a-f]{64}$'),
  hash      text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'), -- SHA-256 of models.BalanceDay.Text
  PRIMARY KEY (client_id, seq),
  FOREIGN KEY (client_id) REFERENCES clients
);
CREATE UNIQUE INDEX balance_days_once ON balance_days (client_id, day);
SELECT append_only('balance_days');
CREATE TABLE balance_statements (            -- the month that was told by letter
  client_id uuid NOT NULL REFERENCES clients,
  month     date NOT NULL CHECK (extract(day FROM month) = 1),
  made_at   timestamptz NOT NULL,
  sent_at   timestamptz,
  PRIMARY KEY (client_id, month)
);

SELECT protect('balance_now'), protect('balance_days'), protect('balance_statements');
GRANT SELECT ON balance_now, balance_days, balance_statements TO ripen_agency;
GRANT SELECT, INSERT, UPDATE, DELETE ON balance_now TO ripen_worker;
GRANT SELECT, INSERT ON balance_days TO ripen_worker;
GRANT SELECT, INSERT, UPDATE ON balance_statements TO ripen_worker;
CREATE POLICY aggregates ON balance_now FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
CREATE POLICY aggregates ON balance_days FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
GRANT SELECT ON balance_now, balance_days TO ripen_client;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE balance_statements, balance_days, balance_now;
RESET ROLE;
