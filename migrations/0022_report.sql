-- A rep reports with one tap: links that need no sign-in, people with their roles, a calendar, what is asked of the
-- agency, and what is taken back within ten seconds.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE leads ADD COLUMN open_questions jsonb; -- what the criteria ask and nobody could answer
CREATE INDEX leads_rep_closed ON leads (client_id, rep_id, closed_at DESC, id) WHERE closed_at IS NOT NULL;
CREATE INDEX leads_rep_released ON leads (client_id, rep_id, released_at);
CREATE INDEX returns_lead ON returns (lead_id);

CREATE TABLE lead_contacts (                 -- the people at a lead's organisation; words about people, so erasable
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  lead_id    uuid NOT NULL,
  at         timestamptz NOT NULL,
  user_id    uuid REFERENCES users,          -- null: known at release
  inquired   boolean NOT NULL DEFAULT false, -- the lead's own person
  name       text NOT NULL CHECK (name <> ''),
  title      text NOT NULL DEFAULT '',
  role       text NOT NULL DEFAULT '' CHECK (role IN ('', 'gatekeeper', 'user', 'decider', 'payer')),
  phone      text NOT NULL DEFAULT '',
  email      text NOT NULL DEFAULT '',
  reached_at timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id)
);
CREATE INDEX lead_contacts_lead ON lead_contacts (lead_id);
CREATE UNIQUE INDEX lead_contacts_inquired ON lead_contacts (lead_id) WHERE inquired;
INSERT INTO lead_contacts (id, client_id, lead_id, at, inquired, name, title, reached_at)
  SELECT gen_random_uuid(), client_id, id, released_at, true, name, title, contacted_at FROM leads WHERE closed_at IS NULL AND name <> '';
INSERT INTO lead_contacts (id, client_id, lead_id, at, name, title, role)
  SELECT gen_random_uuid(), l.client_id, l.id, l.released_at, p.who ->> 'name', COALESCE(p.who ->> 'title', ''), COALESCE(p.who ->> 'role', '')
  FROM leads l, jsonb_array_elements(CASE jsonb_typeof(l.people) WHEN 'array' THEN l.people ELSE '[]' END) p (who)
  WHERE l.closed_at IS NULL AND p.who ->> 'name' <> '';

ALTER TABLE contacts ADD COLUMN whom_id uuid, ADD FOREIGN KEY (whom_id, client_id) REFERENCES lead_contacts (id, client_id);

ALTER TABLE close_outs DROP CONSTRAINT close_outs_check1,
  ADD COLUMN cause text NOT NULL DEFAULT '' CHECK (cause IN ('', 'price', 'rival', 'budget', 'put_off', 'no_need', 'used', 'other')), -- why it was lost, of a list
  ADD COLUMN price text NOT NULL DEFAULT '' CHECK (price IN ('', 'yes', 'no', 'unknown')),                                        -- was it the price?
  ADD CONSTRAINT close_outs_say_why CHECK (outcome NOT IN ('lost', 'returned') OR reason <> '' OR lost_to <> '' OR outcome = 'lost' AND cause <> '');

CREATE TABLE lead_reports (                  -- each report of a rep, and how the lead stood before it
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  lead_id    uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('contact', 'milestone', 'next')),
  contact_id uuid,                           -- the contact that was logged
  step       smallint,                       -- the step that was reached
  next_at    timestamptz,                    -- the date that was set
  was        jsonb NOT NULL,                 -- models.Before; instants and ids, no words
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id),
  CHECK (CASE kind WHEN 'contact' THEN contact_id IS NOT NULL WHEN 'milestone' THEN step IS NOT NULL ELSE next_at IS NOT NULL END)
);
CREATE INDEX lead_reports_lead ON lead_reports (lead_id, at);
SELECT append_only('lead_reports');
CREATE TABLE report_withdrawals (            -- a report that was taken back
  report_id uuid NOT NULL,
  client_id uuid NOT NULL,
  lead_id   uuid NOT NULL,
  user_id   uuid NOT NULL REFERENCES users,
  at        timestamptz NOT NULL,
  PRIMARY KEY (report_id, client_id),
  FOREIGN KEY (report_id, client_id) REFERENCES lead_reports (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id)
);
CREATE INDEX report_withdrawals_lead ON report_withdrawals (lead_id);
SELECT append_only('report_withdrawals');

CREATE TABLE reach_requests (                -- a rep cannot reach the person and asks the agency; the lead stays open
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  lead_id    uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  note       text NOT NULL DEFAULT '',       -- erasable words
  owner_id   uuid NOT NULL REFERENCES users, -- of the agency, who answers
  owner_name text NOT NULL,
  due_at     timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by uuid REFERENCES users,
  answer     text NOT NULL DEFAULT '' CHECK (answer IN ('', 'reached', 'back', 'taken_over', 'by_rep')),
  words      text NOT NULL DEFAULT '',       -- erasable words
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id),
  CHECK ((settled_at IS NULL) = (answer = ''))
);
CREATE INDEX reach_requests_lead ON reach_requests (lead_id);
CREATE UNIQUE INDEX reach_requests_open ON reach_requests (lead_id) WHERE settled_at IS NULL;

CREATE TABLE report_links (                  -- a link in a letter: one purpose, one lead, one person, once, for some days
  key        bytea PRIMARY KEY,              -- the SHA-256 of the secret
  client_id  uuid NOT NULL REFERENCES clients,
  lead_id    uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  purpose    text NOT NULL CHECK (purpose IN ('accept', 'reached', 'message', 'unreachable')),
  letter_id  uuid NOT NULL,                  -- the message it stands in
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id)
);
CREATE INDEX report_links_letter ON report_links (letter_id);

CREATE TABLE feeds (                         -- a secret address of what is due, for a calendar
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  user_id    uuid NOT NULL REFERENCES users,
  key        bytea NOT NULL UNIQUE,          -- the SHA-256 of the secret
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (id, client_id)
);
CREATE UNIQUE INDEX feeds_one ON feeds (user_id) WHERE revoked_at IS NULL;

-- A client's people may not read programs: who answers for the program of one of their leads, and nothing else.
-- +goose StatementBegin
CREATE FUNCTION supervisor_of(program uuid) RETURNS TABLE (id uuid, name text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT u.id, u.name FROM programs g JOIN users u ON u.id = g.supervisor_id WHERE g.id = supervisor_of.program AND g.client_id = current_client();
  END;
-- +goose StatementEnd
REVOKE EXECUTE ON FUNCTION supervisor_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION supervisor_of(uuid) TO ripen_client;

SELECT protect('lead_contacts'), protect('lead_reports'), protect('report_withdrawals'), protect('reach_requests'), protect('report_links'), protect('feeds');
GRANT SELECT, INSERT, UPDATE ON lead_contacts, reach_requests TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON lead_reports, report_withdrawals TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON report_links TO ripen_worker;
-- +goose StatementBegin
DO $$
DECLARE
  tbl text;
BEGIN
  FOREACH tbl IN ARRAY ARRAY['lead_contacts', 'lead_reports', 'report_withdrawals', 'reach_requests'] LOOP
    EXECUTE format('CREATE POLICY of_own_lead ON %1$I TO ripen_client USING (EXISTS (SELECT FROM leads l WHERE l.id = %1$I.lead_id AND l.client_id = %1$I.client_id)) WITH CHECK (EXISTS (SELECT FROM leads l WHERE l.id = %1$I.lead_id AND l.client_id = %1$I.client_id))', tbl);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO ripen_client', tbl);
  END LOOP;
END $$;
-- +goose StatementEnd
GRANT UPDATE (settled_at, settled_by, answer) ON reach_requests TO ripen_client; -- the rep went on without it
GRANT UPDATE (name, title, role, phone, email, reached_at) ON lead_contacts TO ripen_client;
CREATE POLICY door ON report_links FOR SELECT TO ripen_door USING (true);
CREATE POLICY own ON report_links TO ripen_client USING (user_id = current_person() AND EXISTS (SELECT FROM leads l WHERE l.id = report_links.lead_id AND l.client_id = report_links.client_id));
GRANT SELECT ON report_links TO ripen_door, ripen_client;
GRANT UPDATE (used_at) ON report_links TO ripen_client;
CREATE POLICY door ON feeds FOR SELECT TO ripen_door USING (true);
CREATE POLICY own ON feeds TO ripen_client USING (user_id = current_person()) WITH CHECK (user_id = current_person());
GRANT SELECT ON feeds TO ripen_door;
GRANT SELECT, INSERT ON feeds TO ripen_client;
GRANT UPDATE (revoked_at) ON feeds TO ripen_client;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP FUNCTION supervisor_of(uuid);
DROP TABLE feeds, report_links, reach_requests, report_withdrawals, lead_reports;
ALTER TABLE close_outs DROP CONSTRAINT close_outs_say_why, DROP COLUMN price, DROP COLUMN cause,
  ADD CONSTRAINT close_outs_check1 CHECK (outcome NOT IN ('lost', 'returned') OR reason <> '' OR lost_to <> '');
ALTER TABLE contacts DROP COLUMN whom_id;
DROP TABLE lead_contacts;
DROP INDEX returns_lead, leads_rep_released, leads_rep_closed;
ALTER TABLE leads DROP COLUMN open_questions;
RESET ROLE;
