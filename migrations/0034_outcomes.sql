-- What the reports of outcomes need besides the roll-ups: what a program cost from which month on, how large a client's
-- markets are by year; and a marketer counts customers, whom he cannot name.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE program_fees (                   -- what was agreed as a program's fee, whenever it changed
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  program_id uuid NOT NULL,
  since      date NOT NULL CHECK (extract(day FROM since) = 1), -- the first month it is for, up to that of the next; of two for one month the later entry holds
  fee        numeric(14,2) NOT NULL CHECK (fee >= 0),           -- a month, in the client's currency; 0: none any more
  user_id    uuid REFERENCES users,           -- null: the command line, or it was agreed before this was kept
  at         timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);
CREATE INDEX program_fees_program ON program_fees (client_id, program_id, since DESC, at DESC, id DESC);
SELECT append_only('program_fees');
INSERT INTO program_fees (id, client_id, program_id, since, fee, at)
  SELECT gen_random_uuid(), p.client_id, p.id, date_trunc('month', p.created_at AT TIME ZONE c.zone)::date, p.fee, p.created_at
  FROM programs p JOIN clients c ON c.id = p.client_id WHERE p.fee > 0;

CREATE TABLE market_years (                   -- how many units are sold in a market in a year, and how many orders are planned in it
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  market     text NOT NULL CHECK (market <> ''),
  year       int NOT NULL CHECK (year BETWEEN 1990 AND 2100),
  program_id uuid,                            -- whose inquiries are of this market; null: those of all
  units      int NOT NULL CHECK (units >= 0), -- by everybody; 0: the entry is taken out
  planned    int CHECK (planned > 0),         -- orders of the client's own plan; null: none was entered
  user_id    uuid REFERENCES users,
  at         timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);
CREATE INDEX market_years_newest ON market_years (client_id, year, lower(market), at DESC, id DESC);
SELECT append_only('market_years');

SELECT protect('program_fees'), protect('market_years');
GRANT SELECT, INSERT ON program_fees, market_years TO ripen_agency;
GRANT SELECT ON program_fees, market_years TO ripen_worker;
GRANT SELECT ON program_fees TO ripen_client;
GRANT SELECT, INSERT ON market_years TO ripen_client;
CREATE POLICY own ON program_fees FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
CREATE POLICY own ON market_years TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer')) WITH CHECK (current_duty() = 'marketer');
CREATE POLICY aggregates ON customers FOR SELECT TO ripen_client USING (current_duty() = 'marketer' AND scope = current_client());

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP POLICY aggregates ON customers;
DROP TABLE market_years, program_fees;
RESET ROLE;
