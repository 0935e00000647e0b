-- Reports ask how much was decided on a day, whenever it came: summed from day of arrival by day of decision for each page,
-- that is a hundred thousand rows of a large client. So it is kept summed, as happenings are (cohort_events, source_days).
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE decision_days RENAME TO cohort_decisions;
ALTER TABLE cohort_decisions DROP CONSTRAINT decision_days_pkey;
CREATE INDEX cohort_decisions_came ON cohort_decisions (client_id, source_id, came);
DROP POLICY aggregates ON cohort_decisions;
REVOKE SELECT ON cohort_decisions FROM ripen_client;

CREATE TABLE decision_days (                 -- one row a source, program and day
  client_id  uuid NOT NULL,
  source_id  uuid NOT NULL,
  day        date NOT NULL,                  -- in the client's zone
  program_id uuid NOT NULL,
  decided    int NOT NULL,                   -- graded for the first time, or closed without a conversation
  a          int NOT NULL,                   -- of them, graded A
  PRIMARY KEY (client_id, source_id, day, program_id)
);
SELECT protect('decision_days');
GRANT SELECT, INSERT, UPDATE, DELETE ON decision_days TO ripen_agency, ripen_worker;
CREATE POLICY aggregates ON decision_days FOR SELECT TO ripen_client USING ((SELECT current_duty() IN ('sales_manager', 'marketer')));
GRANT SELECT ON decision_days TO ripen_client;

INSERT INTO decision_days SELECT client_id, source_id, day, program_id, sum(decided), sum(a) FROM cohort_decisions GROUP BY 1, 2, 3, 4;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE decision_days;
DROP INDEX cohort_decisions_came;
ALTER TABLE cohort_decisions RENAME TO decision_days;
ALTER TABLE decision_days ADD PRIMARY KEY (client_id, source_id, came, day, program_id);
CREATE POLICY aggregates ON decision_days FOR SELECT TO ripen_client USING ((SELECT current_duty() IN ('sales_manager', 'marketer')));
GRANT SELECT ON decision_days TO ripen_client;
RESET ROLE;
