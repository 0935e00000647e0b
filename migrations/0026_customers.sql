-- Customers, counted from won leads, so that a list of tens of thousands is there at once: ids, days and figures, no words.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE customer_runs (                 -- when a client's customers were counted last
  client_id  uuid PRIMARY KEY REFERENCES clients,
  counted_at timestamptz NOT NULL
);
CREATE TABLE customer_marks (                -- there were orders since
  client_id uuid NOT NULL REFERENCES clients
);
CREATE INDEX customer_marks_client ON customer_marks (client_id);
CREATE TABLE customer_scopes (               -- of all customers of a client, a partner or a rep
  client_id uuid NOT NULL REFERENCES clients,
  scope     uuid NOT NULL,                   -- whose leads are counted: the client, the partner or the rep
  median    int NOT NULL,                    -- days between two orders of one customer; 0: too few to say
  cohorts   jsonb NOT NULL,                  -- []reports.Cohort
  PRIMARY KEY (client_id, scope)
);
CREATE TABLE customers (                     -- one organisation that ordered
  client_id uuid NOT NULL REFERENCES clients,
  scope     uuid NOT NULL,
  lead_id   uuid NOT NULL,                   -- the first won; names the customer in addresses
  leads     uuid[] NOT NULL,
  days      date[] NOT NULL,                 -- of the orders, the first first
  last_on   date NOT NULL,
  orders    int NOT NULL CHECK (orders > 0),
  value     numeric,                         -- in the client's currency; null: not known
  usual     int NOT NULL,                    -- days between two orders, in the middle; 0: not known
  PRIMARY KEY (client_id, scope, lead_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id)
);
CREATE INDEX customers_latest ON customers (client_id, scope, last_on DESC, lead_id);

-- +goose StatementBegin
CREATE FUNCTION mark_customers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO customer_marks SELECT DISTINCT client_id FROM added;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER mark_customers AFTER INSERT ON orders REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION mark_customers();
INSERT INTO customer_marks SELECT DISTINCT client_id FROM orders;

SELECT protect('customer_runs'), protect('customer_marks'), protect('customer_scopes'), protect('customers');
GRANT SELECT, INSERT, UPDATE, DELETE ON customer_runs, customer_marks, customer_scopes, customers TO ripen_agency, ripen_worker;
CREATE POLICY own ON customer_runs FOR SELECT TO ripen_client USING (current_duty() IN ('rep', 'partner_manager', 'sales_manager'));
CREATE POLICY own ON customer_marks FOR SELECT TO ripen_client USING (current_duty() IN ('rep', 'partner_manager', 'sales_manager'));
CREATE POLICY mark ON customer_marks FOR INSERT TO ripen_client WITH CHECK (true);
CREATE POLICY own ON customer_scopes FOR SELECT TO ripen_client
  USING (scope = (SELECT CASE current_duty() WHEN 'rep' THEN current_person() WHEN 'partner_manager' THEN current_partner() WHEN 'sales_manager' THEN current_client() END));
CREATE POLICY own ON customers FOR SELECT TO ripen_client
  USING (scope = (SELECT CASE current_duty() WHEN 'rep' THEN current_person() WHEN 'partner_manager' THEN current_partner() WHEN 'sales_manager' THEN current_client() END));
GRANT SELECT ON customer_runs, customer_scopes, customers TO ripen_client;
GRANT SELECT, INSERT ON customer_marks TO ripen_client;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TRIGGER mark_customers ON orders;
DROP FUNCTION mark_customers();
DROP TABLE customers, customer_scopes, customer_marks, customer_runs;
RESET ROLE;
