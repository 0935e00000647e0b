-- What the program's return and the coverage ask for besides the roll-ups: which orders came of leads that had ripened,
-- and which are repeats; what a sales call costs a client; who entered a market's year, so that it can be taken back.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE order_credits
  ADD COLUMN ripened boolean NOT NULL DEFAULT false, -- its lead came of the second cycle or a later one
  ADD COLUMN again boolean NOT NULL DEFAULT false;   -- its lead had brought an order before
GRANT SELECT (ripened, again) ON order_credits TO ripen_client;
INSERT INTO rollup_marks (client_id, source_id, day)
  SELECT DISTINCT i.client_id, i.source_id, i.received_on
  FROM orders o JOIN leads l ON l.id = o.lead_id AND l.client_id = o.client_id JOIN inquiries i ON i.id = l.inquiry_id AND i.client_id = l.client_id;

CREATE TABLE call_costs (                      -- what a call of one of its reps costs a client, whenever it was typed
  id        uuid NOT NULL,
  client_id uuid NOT NULL REFERENCES clients,
  cost      numeric(12,2) CHECK (cost > 0),    -- in the client's currency; null: taken out
  user_id   uuid REFERENCES users,             -- null: the command line
  at        timestamptz NOT NULL,
  PRIMARY KEY (id, client_id)
);
CREATE INDEX call_costs_newest ON call_costs (client_id, at DESC, id DESC);
SELECT append_only('call_costs');

CREATE TABLE market_acts (                     -- an entry, a file, a removal, or what takes one of them back
  id        uuid NOT NULL,
  client_id uuid NOT NULL REFERENCES clients,
  kind      text NOT NULL CHECK (kind IN ('entry', 'file', 'removal', 'undoing')),
  file      text NOT NULL DEFAULT '',          -- its name
  undoes    uuid,
  user_id   uuid REFERENCES users,             -- null: the command line
  at        timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (undoes, client_id) REFERENCES market_acts (id, client_id),
  CHECK ((kind = 'undoing') = (undoes IS NOT NULL))
);
CREATE UNIQUE INDEX market_acts_undone_once ON market_acts (undoes, client_id) WHERE undoes IS NOT NULL;
CREATE INDEX market_acts_newest ON market_acts (client_id, at DESC, id DESC);
SELECT append_only('market_acts');

ALTER TABLE market_years                       -- nothing was written into it yet
  DROP COLUMN user_id,
  ADD COLUMN act_id uuid NOT NULL,
  ADD FOREIGN KEY (act_id, client_id) REFERENCES market_acts (id, client_id);
CREATE INDEX market_years_act ON market_years (client_id, act_id);

SELECT protect('call_costs'), protect('market_acts');
GRANT SELECT, INSERT ON call_costs, market_acts TO ripen_agency, ripen_client;
GRANT SELECT ON call_costs, market_acts TO ripen_worker;
CREATE POLICY own ON call_costs TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer')) WITH CHECK (current_duty() IN ('sales_manager', 'marketer'));
CREATE POLICY own ON market_acts TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer')) WITH CHECK (current_duty() = 'marketer');

-- What stands of each market and year: the newest entry whose act was not taken back; 0 units take it out.
CREATE VIEW markets_standing WITH (security_invoker = true) AS
  SELECT * FROM (
    SELECT DISTINCT ON (m.client_id, m.year, lower(m.market)) m.*
    FROM market_years m
    WHERE NOT EXISTS (SELECT FROM market_acts u WHERE u.undoes = m.act_id AND u.client_id = m.client_id)
    ORDER BY m.client_id, m.year, lower(m.market), m.at DESC, m.id DESC
  ) newest WHERE units > 0;
GRANT SELECT ON markets_standing TO ripen_agency, ripen_client, ripen_worker;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP VIEW markets_standing;
ALTER TABLE market_years DROP COLUMN act_id, ADD COLUMN user_id uuid REFERENCES users;
DROP TABLE market_acts, call_costs;
ALTER TABLE order_credits DROP COLUMN again, DROP COLUMN ripened;
RESET ROLE;
