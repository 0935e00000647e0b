-- What a source cost over any period and in any currency, who entered it, and how that is taken back; sources that are
-- renamed or counted with another, while inquiries keep the source under which they came.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE sources
  ADD COLUMN title text NOT NULL DEFAULT '',   -- what people call it; '' where that is its name as it came
  ADD COLUMN merged_into uuid,                 -- the source that it is counted with, which is merged into none itself
  ADD COLUMN counts_as uuid GENERATED ALWAYS AS (COALESCE(merged_into, id)) STORED,
  ADD COLUMN label text GENERATED ALWAYS AS (CASE WHEN title = '' THEN name ELSE title END) STORED,
  ADD CONSTRAINT sources_merge_into_another CHECK (merged_into <> id),
  ADD FOREIGN KEY (merged_into, client_id) REFERENCES sources (id, client_id);
CREATE UNIQUE INDEX sources_title ON sources (client_id, title) WHERE title <> '';
CREATE INDEX sources_counts_as ON sources (client_id, counts_as);
GRANT SELECT (title, merged_into, counts_as, label) ON sources TO ripen_client;
-- A show is paid for before anybody inquires at it, so that a marketer makes its source.
CREATE POLICY marketers ON sources FOR INSERT TO ripen_client WITH CHECK (current_duty() = 'marketer');
GRANT INSERT (id, client_id, name, medium, form_key, created_at) ON sources TO ripen_client;

CREATE TABLE source_acts (                     -- what was done to a source, by whom
  id        uuid NOT NULL,
  client_id uuid NOT NULL REFERENCES clients,
  source_id uuid NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('rename', 'merge', 'separation')),
  into_id   uuid,                              -- merge, separation: the other source
  was       text NOT NULL DEFAULT '',          -- rename: what it was called before
  now       text NOT NULL DEFAULT '',          -- rename: and since
  user_id   uuid REFERENCES users,             -- null: the command line, or an inquiry that came under the new name
  at        timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (source_id, client_id) REFERENCES sources (id, client_id),
  FOREIGN KEY (into_id, client_id) REFERENCES sources (id, client_id),
  CHECK ((kind = 'rename') = (into_id IS NULL))
);
CREATE INDEX source_acts_source ON source_acts (client_id, source_id, at);
SELECT append_only('source_acts');

CREATE TABLE spend_acts (                      -- an entry, a file, a removal, or what takes one of them back
  id        uuid NOT NULL,
  client_id uuid NOT NULL REFERENCES clients,
  kind      text NOT NULL CHECK (kind IN ('entry', 'file', 'removal', 'undoing')),
  file      text NOT NULL DEFAULT '',          -- its name
  undoes    uuid,
  user_id   uuid REFERENCES users,             -- null: the command line
  at        timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (undoes, client_id) REFERENCES spend_acts (id, client_id),
  CHECK ((kind = 'undoing') = (undoes IS NOT NULL))
);
CREATE UNIQUE INDEX spend_acts_undone_once ON spend_acts (undoes, client_id) WHERE undoes IS NOT NULL;
CREATE INDEX spend_acts_newest ON spend_acts (client_id, at DESC, id DESC);
SELECT append_only('spend_acts');

DROP POLICY own ON spends;
REVOKE ALL ON spends FROM ripen_agency, ripen_client;
ALTER TABLE spends DROP CONSTRAINT spends_pkey;
ALTER TABLE spends DROP CONSTRAINT spends_month_check;
ALTER TABLE spends RENAME COLUMN month TO from_day;
ALTER TABLE spends
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN to_day date,
  ADD COLUMN paid numeric(14,2),               -- as it was paid
  ADD COLUMN currency text,                    -- and in what
  ADD COLUMN rate numeric(20,10) NOT NULL DEFAULT 1 CHECK (rate > 0), -- so much of the client's currency for one
  ADD COLUMN rate_on date,                     -- the day of that rate; null: paid in the client's currency
  ADD COLUMN act_id uuid,
  ADD COLUMN ended_by uuid;                    -- the act that replaced it or took it back; null: it stands
INSERT INTO spend_acts (id, client_id, kind, user_id, at)
  SELECT s.id, s.client_id, 'entry', u.id, s.entered_at FROM spends s LEFT JOIN users u ON u.id = s.entered_by;
UPDATE spends s SET to_day = (from_day + interval '1 month')::date - 1, paid = amount, act_id = s.id,
  currency = (SELECT c.currency FROM clients c WHERE c.id = s.client_id);
ALTER TABLE spends
  ALTER COLUMN id DROP DEFAULT, ALTER COLUMN rate DROP DEFAULT, ALTER COLUMN to_day SET NOT NULL, ALTER COLUMN paid SET NOT NULL,
  ALTER COLUMN currency SET NOT NULL, ALTER COLUMN act_id SET NOT NULL,
  DROP COLUMN entered_by, DROP COLUMN entered_at,
  ADD PRIMARY KEY (id, client_id),
  ADD FOREIGN KEY (act_id, client_id) REFERENCES spend_acts (id, client_id),
  ADD FOREIGN KEY (ended_by, client_id) REFERENCES spend_acts (id, client_id),
  ADD CONSTRAINT spends_period CHECK (from_day <= to_day),
  ADD CONSTRAINT spends_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT spends_rate_has_its_day CHECK (rate_on IS NOT NULL OR rate = 1),
  ADD CONSTRAINT spends_amount CHECK (amount = round(paid * rate, 2));
CREATE INDEX spends_standing ON spends (client_id, source_id, from_day) WHERE ended_by IS NULL;
CREATE INDEX spends_act ON spends (client_id, act_id);
CREATE INDEX spends_ended ON spends (client_id, ended_by) WHERE ended_by IS NOT NULL;

-- A day of a source has one spend, or one in each currency of the same period.
-- +goose StatementBegin
CREATE FUNCTION refuse_overlapping_spend() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ended_by IS NOT NULL THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.source_id::text, 30));
  IF EXISTS (SELECT FROM spends s WHERE s.client_id = NEW.client_id AND s.source_id = NEW.source_id AND s.ended_by IS NULL AND s.id <> NEW.id
             AND s.from_day <= NEW.to_day AND s.to_day >= NEW.from_day
             AND NOT (s.from_day = NEW.from_day AND s.to_day = NEW.to_day AND s.currency <> NEW.currency)) THEN
    RAISE EXCEPTION 'a spend of this source overlaps' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'spends_overlap', TABLE = 'spends';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER refuse_overlap BEFORE INSERT OR UPDATE ON spends FOR EACH ROW EXECUTE FUNCTION refuse_overlapping_spend();

-- The part of an amount that falls on the days from one to another, spread by days. The parts of a whole add up to it,
-- to the cent: each is the difference of two rounded sums.
CREATE FUNCTION spend_share(amount numeric, from_day date, to_day date, since date, until date) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN round(amount * (GREATEST(LEAST(until, to_day), from_day - 1) - from_day + 1) / (to_day - from_day + 1), 2)
       - round(amount * (LEAST(GREATEST(since, from_day), to_day + 1) - from_day) / (to_day - from_day + 1), 2);

-- What each source cost by month, in the client's currency: what stands, with what is merged into it.
CREATE VIEW spend_by_month WITH (security_invoker = true) AS
  SELECT p.client_id, s.counts_as AS source_id, m.first::date AS month,
         sum(spend_share(p.amount, p.from_day, p.to_day, m.first::date, (m.first + interval '1 month')::date - 1)) AS amount
  FROM spends p
  JOIN sources s ON s.id = p.source_id AND s.client_id = p.client_id
  CROSS JOIN LATERAL generate_series(date_trunc('month', p.from_day::timestamp), p.to_day::timestamp, interval '1 month') AS m (first)
  WHERE p.ended_by IS NULL
  GROUP BY p.client_id, s.counts_as, m.first;

-- Spend joins the reports here and nowhere else: what of it falls on the days of a period, by month.
CREATE OR REPLACE FUNCTION spent(client uuid, first date, last date) RETURNS TABLE (source_id uuid, month date, amount numeric)
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT s.counts_as, m.begins::date,
         sum(spend_share(p.amount, p.from_day, p.to_day, GREATEST(m.begins::date, first), LEAST((m.begins + interval '1 month')::date - 1, last)))
  FROM spends p
  JOIN sources s ON s.id = p.source_id AND s.client_id = p.client_id
  CROSS JOIN LATERAL generate_series(date_trunc('month', GREATEST(p.from_day, first)::timestamp), LEAST(p.to_day, last)::timestamp, interval '1 month') AS m (begins)
  WHERE p.client_id = client AND p.ended_by IS NULL AND p.from_day <= COALESCE(last, 'infinity') AND p.to_day >= COALESCE(first, '-infinity')
  GROUP BY s.counts_as, m.begins
$$;

SELECT protect('source_acts'), protect('spend_acts');
GRANT SELECT, INSERT ON spends TO ripen_agency, ripen_client;
GRANT UPDATE (ended_by) ON spends TO ripen_agency, ripen_client; -- never deleted: what was entered, and what became of it, stays
GRANT SELECT, INSERT ON spend_acts TO ripen_agency, ripen_client;
GRANT SELECT, INSERT ON source_acts TO ripen_agency;
GRANT SELECT ON source_acts TO ripen_client;
GRANT SELECT ON source_acts, spend_acts TO ripen_worker;
GRANT SELECT ON spend_by_month TO ripen_agency, ripen_client, ripen_worker;
CREATE POLICY own ON spends TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer')) WITH CHECK (current_duty() = 'marketer');
CREATE POLICY own ON spend_acts TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer')) WITH CHECK (current_duty() = 'marketer');
CREATE POLICY own ON source_acts FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
GRANT INSERT ON source_acts TO ripen_worker;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP VIEW spend_by_month;
CREATE TABLE spends_were (
  client_id  uuid NOT NULL,
  source_id  uuid NOT NULL,
  month      date NOT NULL CONSTRAINT spends_month_check CHECK (EXTRACT(day FROM month) = 1),
  amount     numeric(14,2) NOT NULL CONSTRAINT spends_amount_check CHECK (amount >= 0),
  entered_by uuid,
  entered_at timestamptz NOT NULL,
  CONSTRAINT spends_month_pkey PRIMARY KEY (client_id, source_id, month),
  FOREIGN KEY (source_id, client_id) REFERENCES sources (id, client_id)
);
INSERT INTO spends_were
  SELECT p.client_id, p.source_id, m.first, sum(spend_share(p.amount, p.from_day, p.to_day, m.first::date, (m.first + interval '1 month')::date - 1)),
         (array_agg(a.user_id ORDER BY a.at DESC))[1], max(a.at)
  FROM spends p JOIN spend_acts a ON a.id = p.act_id
  CROSS JOIN LATERAL generate_series(date_trunc('month', p.from_day::timestamp), p.to_day::timestamp, interval '1 month') AS m (first)
  WHERE p.ended_by IS NULL GROUP BY 1, 2, 3;
DROP TABLE spends, spend_acts, source_acts;
DROP FUNCTION spend_share(numeric, date, date, date, date);
DROP FUNCTION refuse_overlapping_spend();
ALTER TABLE spends_were RENAME TO spends;
ALTER TABLE spends RENAME CONSTRAINT spends_month_pkey TO spends_pkey;
CREATE OR REPLACE FUNCTION spent(client uuid, first date, last date) RETURNS TABLE (source_id uuid, month date, amount numeric)
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p.source_id, p.month, p.amount FROM spends p
  WHERE p.client_id = client AND p.month >= date_trunc('month', COALESCE(first, '-infinity')::timestamp) AND p.month <= COALESCE(last, 'infinity')
$$;
SELECT protect('spends');
GRANT SELECT, INSERT, UPDATE, DELETE ON spends TO ripen_agency, ripen_client;
GRANT SELECT ON spends TO ripen_worker;
CREATE POLICY own ON spends TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer')) WITH CHECK (current_duty() = 'marketer');
DROP POLICY marketers ON sources;
REVOKE INSERT (id, client_id, name, medium, form_key, created_at) ON sources FROM ripen_client;
REVOKE SELECT (title, merged_into, counts_as, label) ON sources FROM ripen_client;
ALTER TABLE sources DROP COLUMN label, DROP COLUMN counts_as, DROP COLUMN merged_into, DROP COLUMN title;
RESET ROLE;
