-- How far each rep's leads get, step by step, against what is expected of the same mix; and what coaching changed.
-- Counted again by a job, since the expectation needs the leads of all reps, which a partner's people may not read.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE step_runs (                     -- when the steps of a selling process were counted
  client_id  uuid NOT NULL REFERENCES clients,
  process_id uuid NOT NULL,
  counted_at timestamptz NOT NULL,
  leads      int NOT NULL,
  alike      uuid[] NOT NULL,                -- it and its versions with the same steps
  horizons   int[] NOT NULL,                 -- of each stage: days after which a lead is old enough for it
  PRIMARY KEY (client_id, process_id),
  FOREIGN KEY (process_id, client_id) REFERENCES processes (id, client_id)
);
CREATE TABLE step_figures (                  -- by rep, stage, month in which the lead came to it, and product
  client_id  uuid NOT NULL REFERENCES clients,
  process_id uuid NOT NULL,
  rep_id     uuid NOT NULL,
  partner_id uuid,
  stage      smallint NOT NULL CHECK (stage > 0),
  month      date NOT NULL,
  product    text NOT NULL,
  n          int NOT NULL,                   -- leads old enough for it
  k          int NOT NULL CHECK (k <= n),    -- of them, those that passed
  expected   double precision NOT NULL,      -- so many would have in other hands
  young      int NOT NULL,                   -- left out
  orders     int NOT NULL,                   -- at the last stage: orders of known value
  worth      double precision NOT NULL,      -- their values, in the client's currency
  squares    double precision NOT NULL,
  FOREIGN KEY (process_id, client_id) REFERENCES processes (id, client_id),
  FOREIGN KEY (rep_id, client_id) REFERENCES users (id, client_id),
  FOREIGN KEY (partner_id, client_id) REFERENCES partners (id, client_id)
);
CREATE INDEX step_figures_process ON step_figures (client_id, process_id, month);
CREATE TABLE step_spreads (                  -- how far a rep's figure strays by chance, beyond its number of leads
  client_id  uuid NOT NULL REFERENCES clients,
  process_id uuid NOT NULL,
  rep_id     uuid NOT NULL,
  partner_id uuid,
  stage      smallint NOT NULL,
  spread     double precision NOT NULL,      -- between the other reps
  unsure     double precision NOT NULL,      -- because the expectation is
  PRIMARY KEY (client_id, process_id, rep_id, stage),
  FOREIGN KEY (process_id, client_id) REFERENCES processes (id, client_id),
  FOREIGN KEY (rep_id, client_id) REFERENCES users (id, client_id)
);
CREATE TABLE step_dots (                     -- every rep of the client without a name, where there are enough of them
  client_id  uuid NOT NULL REFERENCES clients,
  process_id uuid NOT NULL,
  stage      smallint NOT NULL,
  expected   double precision NOT NULL,
  ratio      double precision NOT NULL       -- observed to expected
);
CREATE INDEX step_dots_process ON step_dots (client_id, process_id);

CREATE TABLE coachings (                     -- rep, step, date; taking one back is one more
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  rep_id     uuid NOT NULL,
  partner_id uuid,
  process_id uuid NOT NULL,
  stage      smallint NOT NULL CHECK (stage > 0),
  on_day     date NOT NULL,
  user_id    uuid NOT NULL REFERENCES users, -- who recorded it
  at         timestamptz NOT NULL,
  takes_back uuid,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (rep_id, client_id) REFERENCES users (id, client_id),
  FOREIGN KEY (partner_id, client_id) REFERENCES partners (id, client_id),
  FOREIGN KEY (process_id, client_id) REFERENCES processes (id, client_id),
  FOREIGN KEY (takes_back, client_id) REFERENCES coachings (id, client_id)
);
CREATE INDEX coachings_rep ON coachings (client_id, process_id, rep_id);
CREATE UNIQUE INDEX coachings_taken_back_once ON coachings (takes_back, client_id) WHERE takes_back IS NOT NULL;
SELECT append_only('coachings');
CREATE TABLE coaching_words (                -- erasable: what was done
  coaching_id uuid NOT NULL,
  client_id   uuid NOT NULL,
  rep_id      uuid NOT NULL,
  partner_id  uuid,
  what        text NOT NULL,
  PRIMARY KEY (coaching_id, client_id),
  FOREIGN KEY (coaching_id, client_id) REFERENCES coachings (id, client_id)
);
CREATE TABLE coaching_effects (              -- before and after, the rep and the others
  coaching_id uuid NOT NULL,
  client_id   uuid NOT NULL,
  rep_id      uuid NOT NULL,
  partner_id  uuid,
  n           int[] NOT NULL,                -- before, after, others before, others after
  k           int[] NOT NULL,
  expected    double precision[] NOT NULL,
  PRIMARY KEY (coaching_id, client_id),
  FOREIGN KEY (coaching_id, client_id) REFERENCES coachings (id, client_id)
);

SELECT protect('step_runs'), protect('step_figures'), protect('step_spreads'), protect('step_dots'),
       protect('coachings'), protect('coaching_words'), protect('coaching_effects');
GRANT SELECT, INSERT, UPDATE, DELETE ON step_runs, step_figures, step_spreads, step_dots, coaching_effects TO ripen_worker, ripen_agency;
GRANT SELECT, INSERT ON coachings TO ripen_agency;
GRANT SELECT ON coachings TO ripen_worker;
GRANT SELECT, INSERT, DELETE ON coaching_words TO ripen_agency;

-- Runs and dots name nobody; of the rest a rep sees the own rows, a partner's manager the partner's.
CREATE POLICY sellers ON step_runs FOR SELECT TO ripen_client USING (current_duty() IN ('rep', 'partner_manager', 'sales_manager'));
CREATE POLICY sellers ON step_dots FOR SELECT TO ripen_client USING (current_duty() IN ('rep', 'partner_manager', 'sales_manager'));
-- +goose StatementBegin
DO $$
DECLARE
  tbl text;
BEGIN
  FOREACH tbl IN ARRAY ARRAY['step_figures', 'step_spreads', 'coachings', 'coaching_words', 'coaching_effects'] LOOP
    EXECUTE format('CREATE POLICY own ON %I FOR SELECT TO ripen_client USING (CASE current_duty() WHEN ''rep'' THEN rep_id = current_person() WHEN ''partner_manager'' THEN partner_id = current_partner() WHEN ''sales_manager'' THEN true ELSE false END)', tbl);
  END LOOP;
  FOREACH tbl IN ARRAY ARRAY['coachings', 'coaching_words'] LOOP
    EXECUTE format('CREATE POLICY managers ON %I FOR INSERT TO ripen_client WITH CHECK (CASE current_duty() WHEN ''partner_manager'' THEN partner_id = current_partner() WHEN ''sales_manager'' THEN true ELSE false END)', tbl);
    EXECUTE format('GRANT INSERT ON %I TO ripen_client', tbl);
  END LOOP;
END $$;
-- +goose StatementEnd
GRANT SELECT ON step_runs, step_figures, step_spreads, step_dots, coachings, coaching_words, coaching_effects TO ripen_client;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE coaching_effects, coaching_words, coachings, step_dots, step_spreads, step_figures, step_runs;
RESET ROLE;
