-- When to call again: what was learned of a client's own people, whether a program uses it, and what is expected of it.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE ripening_models (               -- each time that it was learned anew; the newest holds
  client_id uuid NOT NULL REFERENCES clients,
  version   int NOT NULL CHECK (version > 0),
  fitted_at timestamptz NOT NULL,
  n         int NOT NULL,                    -- requalifications it was learned from
  model     jsonb NOT NULL,                  -- ripeness.Model
  learned   int[] NOT NULL CHECK (cardinality(learned) = 2), -- called at learned dates, and of them ready
  kept      int[] NOT NULL CHECK (cardinality(kept) = 2),    -- the same of those who kept the plan's date for comparison
  PRIMARY KEY (client_id, version)
);
CREATE TABLE ripening_switches (             -- a person takes learned dates for a program, or goes back to the plan's
  id         uuid NOT NULL,
  client_id  uuid NOT NULL,
  program_id uuid NOT NULL,
  used       boolean NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);
CREATE INDEX ripening_switches_program ON ripening_switches (program_id, at);
SELECT append_only('ripening_switches');
CREATE TABLE stay_kinds (                    -- what a stay is learned from: what was known on the day that it began
  stay_id   uuid NOT NULL,
  client_id uuid NOT NULL,
  timeframe text NOT NULL,
  missing   text NOT NULL,                   -- the question whose answer kept it from being an A
  age       text NOT NULL,
  plan_on   date NOT NULL,                   -- the plan's date, or the buyer's
  model     int NOT NULL,                    -- the version that was asked; 0: none
  PRIMARY KEY (stay_id, client_id),
  FOREIGN KEY (stay_id, client_id) REFERENCES stays (id, client_id)
);
CREATE TABLE ripening_forecasts (            -- As to come of those who are kept now, by the week of their date
  client_id  uuid NOT NULL,
  program_id uuid NOT NULL,
  week       date NOT NULL,                  -- its first day
  due        int NOT NULL,                   -- to be called then: never for the client's people
  expected   double precision NOT NULL,
  low        double precision NOT NULL,
  high       double precision NOT NULL,
  PRIMARY KEY (program_id, week, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);
CREATE INDEX ripening_forecasts_client ON ripening_forecasts (client_id, week);

ALTER TABLE stays
  DROP CONSTRAINT stays_how_check,
  ADD CONSTRAINT stays_how_check CHECK (how IN ('plan', 'buyer', 'learned', 'kept', 'lead'));
CREATE INDEX stays_due ON stays (client_id) WHERE ended_as = 'due';

SELECT protect('ripening_models'), protect('ripening_switches'), protect('stay_kinds'), protect('ripening_forecasts');
GRANT SELECT, INSERT, DELETE ON ripening_models, ripening_forecasts TO ripen_worker;
GRANT SELECT ON ripening_models, ripening_forecasts TO ripen_agency;
GRANT SELECT, INSERT ON ripening_switches TO ripen_agency;
GRANT SELECT ON ripening_switches TO ripen_worker;
GRANT SELECT, INSERT ON stay_kinds TO ripen_agency, ripen_worker;
CREATE POLICY sellers ON ripening_forecasts FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
GRANT SELECT (client_id, program_id, week, expected, low, high) ON ripening_forecasts TO ripen_client;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
UPDATE stays SET how = 'plan' WHERE how = 'kept';
DROP INDEX stays_due;
ALTER TABLE stays
  DROP CONSTRAINT stays_how_check,
  ADD CONSTRAINT stays_how_check CHECK (how IN ('plan', 'buyer', 'learned', 'lead'));
DROP TABLE ripening_forecasts, stay_kinds, ripening_switches, ripening_models;
RESET ROLE;
