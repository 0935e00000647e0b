-- When the inquiries of a day of arrival were first graded, or closed without that; and what each week's look at the
-- sources named as tapped out, so that a new alarm is told once.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE decision_days (                 -- of the inquiries that came on a day, how many were decided on another
  client_id  uuid NOT NULL REFERENCES clients,
  source_id  uuid NOT NULL,
  came       date NOT NULL,
  day        date NOT NULL,                  -- in the client's zone
  program_id uuid NOT NULL,
  decided    int NOT NULL,                   -- graded for the first time, or closed without a conversation
  a          int NOT NULL,                   -- of them, graded A
  PRIMARY KEY (client_id, source_id, came, day, program_id)
);
CREATE TABLE source_watches (                -- one look a week
  client_id uuid NOT NULL REFERENCES clients,
  week_on   date NOT NULL,                   -- its Monday
  made_at   timestamptz NOT NULL,
  content   jsonb NOT NULL,                  -- the sources named, with what was said of them
  sent_at   timestamptz,                     -- null: nothing new, or not sent yet
  PRIMARY KEY (client_id, week_on)
);

SELECT protect('decision_days'), protect('source_watches');
GRANT SELECT, INSERT, UPDATE, DELETE ON decision_days TO ripen_agency, ripen_worker;
CREATE POLICY aggregates ON decision_days FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
GRANT SELECT ON decision_days TO ripen_client;
GRANT SELECT ON source_watches TO ripen_agency;
GRANT SELECT, INSERT, UPDATE ON source_watches TO ripen_worker;

-- Everything that came so far is to be counted.
INSERT INTO rollup_marks (client_id, source_id, day) SELECT DISTINCT client_id, source_id, received_on FROM inquiries;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE source_watches, decision_days;
RESET ROLE;
