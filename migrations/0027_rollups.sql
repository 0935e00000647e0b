-- What the reports of sources read: counts by day on two bases, orders with their credit, leads without contact data.
-- Counted again by dirty day in a job; nothing here is entered by anybody, so that it can be rebuilt from nothing, and needs
-- no foreign keys, which would take a quarter of the time.
-- +goose Up
SET ROLE ripen_owner;

DROP TABLE source_days;
CREATE TABLE source_days (                   -- one row a basis, source, program and day
  client_id   uuid NOT NULL,
  basis       text NOT NULL CHECK (basis IN ('arrival', 'event')), -- what the day is: of the inquiry's arrival, or of what happened
  source_id   uuid NOT NULL,
  program_id  uuid NOT NULL,
  day         date NOT NULL,                 -- in the client's zone
  inquiries   int NOT NULL,                  -- first ones and repeats
  repeats     int NOT NULL,
  reached     int NOT NULL,                  -- event: by the day of the first time
  a           int NOT NULL,                  -- arrival: by the grade that stands; event: gradings of the day
  b           int NOT NULL,
  c           int NOT NULL,
  d           int NOT NULL,
  ripened     int NOT NULL,                  -- A, and B or C when first graded
  leads       int NOT NULL,                  -- event: by the day of release
  in_time     int NOT NULL,                  -- of them, contacted within 48 clock hours
  late        int NOT NULL,                  -- of them, contacted later
  won         int NOT NULL,                  -- event: by the day of the close-out
  lost        int NOT NULL,
  no_decision int NOT NULL,
  returned    int NOT NULL,
  PRIMARY KEY (client_id, basis, source_id, day, program_id)
);
CREATE TABLE grade_days (                    -- A, B, C and D again, split by the version of the criteria
  client_id   uuid NOT NULL,
  basis       text NOT NULL CHECK (basis IN ('arrival', 'event')),
  source_id   uuid NOT NULL,
  program_id  uuid NOT NULL,
  version     int NOT NULL,                  -- 0: none, an account taken over
  day         date NOT NULL,
  a           int NOT NULL,
  b           int NOT NULL,
  c           int NOT NULL,
  d           int NOT NULL,
  PRIMARY KEY (client_id, basis, source_id, day, program_id, version)
);
CREATE TABLE cohort_events (                 -- what happened on a day to the inquiries of a day of arrival: what the basis event is summed from
  client_id   uuid NOT NULL,
  source_id   uuid NOT NULL,
  program_id  uuid NOT NULL,
  version     int NOT NULL,                  -- of the criteria
  came        date NOT NULL,
  day         date NOT NULL,
  inquiries   int NOT NULL,
  repeats     int NOT NULL,
  reached     int NOT NULL,
  a           int NOT NULL,
  b           int NOT NULL,
  c           int NOT NULL,
  d           int NOT NULL,
  ripened     int NOT NULL,
  leads       int NOT NULL,
  in_time     int NOT NULL,
  late        int NOT NULL,
  won         int NOT NULL,
  lost        int NOT NULL,
  no_decision int NOT NULL,
  returned    int NOT NULL
);
CREATE INDEX cohort_events_came ON cohort_events (client_id, source_id, came);
CREATE TABLE lead_facts (                    -- a lead as a marketer may see it: no contact data
  lead_id     uuid NOT NULL,
  client_id   uuid NOT NULL,
  inquiry_id  uuid NOT NULL,
  source_id   uuid NOT NULL,                 -- of its inquiry
  program_id  uuid NOT NULL,
  version     int NOT NULL,
  came        date NOT NULL,
  released_on date NOT NULL,
  product     text NOT NULL,
  region      text NOT NULL,
  country     text NOT NULL,
  followed    text NOT NULL CHECK (followed IN ('', 'in_time', 'late', 'not_yet')), -- '': taken over, nobody's to follow up
  outcome     text NOT NULL,                 -- '': open
  closed_on   date,
  cause       text NOT NULL DEFAULT '',      -- lost: of models.LossCauses
  price       text NOT NULL DEFAULT '',
  lost_to     text NOT NULL DEFAULT '',
  PRIMARY KEY (lead_id, client_id)
);
CREATE INDEX lead_facts_came ON lead_facts (client_id, source_id, came);
CREATE TABLE order_credits (                 -- which inquiries of the person an order is credited to
  order_id    uuid NOT NULL,
  inquiry_id  uuid NOT NULL,
  client_id   uuid NOT NULL,
  lead_id     uuid NOT NULL,
  source_id   uuid NOT NULL,                 -- of the inquiry that is credited
  program_id  uuid NOT NULL,
  came        date NOT NULL,                 -- of that inquiry
  ordered_on  date NOT NULL,
  first       boolean NOT NULL,              -- it is the person's first
  last        boolean NOT NULL,              -- it is the last one up to the order
  even        numeric(13,12) NOT NULL,       -- its equal part; the parts of an order add up to 1
  worth       numeric(18,2),                 -- the whole order in the client's currency; null: not known
  worth_even  numeric(18,2),                 -- its equal part of that; the parts add up to it
  product     text NOT NULL,
  followed    text NOT NULL,                 -- of its lead, as in lead_facts
  PRIMARY KEY (order_id, inquiry_id, client_id)
);
CREATE INDEX order_credits_came ON order_credits (client_id, source_id, came);

SELECT protect('source_days'), protect('grade_days'), protect('cohort_events'), protect('lead_facts'), protect('order_credits');
GRANT SELECT, INSERT, UPDATE, DELETE ON source_days, grade_days, cohort_events, lead_facts, order_credits TO ripen_agency, ripen_worker;
CREATE POLICY aggregates ON source_days FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
CREATE POLICY aggregates ON grade_days FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
CREATE POLICY aggregates ON lead_facts FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
CREATE POLICY aggregates ON order_credits FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
GRANT SELECT ON source_days, grade_days TO ripen_client;
GRANT SELECT (lead_id, client_id, source_id, program_id, version, came, released_on, product, region, country, followed, outcome, closed_on, cause, price, lost_to) ON lead_facts TO ripen_client;
GRANT SELECT (order_id, client_id, lead_id, source_id, program_id, came, ordered_on, first, last, even, worth, worth_even, product, followed) ON order_credits TO ripen_client;

-- Spend joins the reports here and nowhere else: what was entered for the months that a period touches.
CREATE FUNCTION spent(client uuid, first date, last date) RETURNS TABLE (source_id uuid, month date, amount numeric)
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p.source_id, p.month, p.amount FROM spends p
  WHERE p.client_id = client AND p.month >= date_trunc('month', COALESCE(first, '-infinity')::timestamp) AND p.month <= COALESCE(last, 'infinity')
$$;

-- Everything that came so far is to be counted.
INSERT INTO rollup_marks (client_id, source_id, day) SELECT DISTINCT client_id, source_id, received_on FROM inquiries;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP FUNCTION spent(uuid, date, date);
DROP TABLE order_credits, lead_facts, cohort_events, grade_days, source_days;
CREATE TABLE source_days (
  client_id   uuid NOT NULL,
  source_id   uuid NOT NULL,
  program_id  uuid NOT NULL,
  day         date NOT NULL,
  inquiries   int NOT NULL,
  repeats     int NOT NULL,
  reached     int NOT NULL,
  a           int NOT NULL,
  b           int NOT NULL,
  c           int NOT NULL,
  d           int NOT NULL,
  leads       int NOT NULL,
  ripened     int NOT NULL,
  orders      int NOT NULL,
  revenue     numeric(16,2),
  order_days  int[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (client_id, source_id, program_id, day),
  FOREIGN KEY (source_id, client_id) REFERENCES sources (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);
SELECT protect('source_days');
GRANT SELECT, INSERT, UPDATE, DELETE ON source_days TO ripen_agency, ripen_worker;
CREATE POLICY aggregates ON source_days FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
GRANT SELECT ON source_days TO ripen_client;
INSERT INTO rollup_marks (client_id, source_id, day) SELECT DISTINCT client_id, source_id, received_on FROM inquiries;
RESET ROLE;
