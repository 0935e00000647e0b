-- By when a lead is followed up and how it is looked after: selling processes, the follow-up policy, what managers did, what was reported.
-- +goose Up
SET ROLE ripen_owner;

-- A client has several selling processes, each a line of versions; the rules say for which leads one is proposed.
ALTER TABLE processes ADD line_id uuid, ADD rules jsonb NOT NULL DEFAULT '[]', ADD place smallint NOT NULL DEFAULT 0;
UPDATE processes p SET line_id = (SELECT q.id FROM processes q WHERE q.client_id = p.client_id ORDER BY q.version, q.id LIMIT 1);
ALTER TABLE processes ALTER line_id SET NOT NULL;
DROP INDEX processes_current;
CREATE UNIQUE INDEX processes_current ON processes (client_id, line_id) WHERE current;

ALTER TABLE leads
  ADD process_why text NOT NULL DEFAULT '',  -- why it goes by this selling process
  ADD assigned_at timestamptz;               -- when it was given to whoever has it; null: at its release
UPDATE leads l SET assigned_at = a.at FROM (SELECT lead_id, max(at) AS at FROM assignments GROUP BY lead_id) a WHERE a.lead_id = l.id AND a.at > l.released_at;
CREATE INDEX leads_released ON leads (client_id, released_at, id);
GRANT UPDATE (process_id, steps, process_why, assigned_at) ON leads TO ripen_client;

ALTER TABLE milestones ADD name text NOT NULL DEFAULT ''; -- of the step, which a lead that goes by another process keeps
ALTER TABLE milestones DISABLE TRIGGER append_only;
UPDATE milestones m SET name = COALESCE(p.steps -> (m.step - 1) ->> 'name', '')
  FROM leads l JOIN processes p ON p.id = l.process_id AND p.client_id = l.client_id WHERE l.id = m.lead_id AND l.client_id = m.client_id;
ALTER TABLE milestones ENABLE TRIGGER append_only;
ALTER TABLE milestones DROP CONSTRAINT milestones_pkey, ADD PRIMARY KEY (lead_id, step, at); -- step 2 of another process is another step

CREATE TABLE process_changes (               -- a rep chose another selling process for a lead
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  lead_id    uuid NOT NULL,
  from_id    uuid,
  to_id      uuid NOT NULL,
  why        text NOT NULL CHECK (why <> ''),
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id),
  FOREIGN KEY (from_id, client_id) REFERENCES processes (id, client_id),
  FOREIGN KEY (to_id, client_id) REFERENCES processes (id, client_id)
);
CREATE INDEX process_changes_lead ON process_changes (lead_id);
SELECT append_only('process_changes');

CREATE TABLE follow_up_policies (            -- the client's rules; a version in force is never changed
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  version     int NOT NULL CHECK (version > 0),
  state       text NOT NULL CHECK (state IN ('draft', 'in_force', 'past')),
  terms       jsonb NOT NULL,                -- models.FollowUpTerms
  user_id     uuid NOT NULL REFERENCES users,
  created_at  timestamptz NOT NULL,
  in_force_at timestamptz,
  PRIMARY KEY (id, client_id),
  UNIQUE (client_id, version),
  CHECK ((state = 'draft') = (in_force_at IS NULL))
);
CREATE UNIQUE INDEX follow_up_policies_in_force ON follow_up_policies (client_id) WHERE state = 'in_force';
CREATE UNIQUE INDEX follow_up_policies_draft ON follow_up_policies (client_id) WHERE state = 'draft';
CREATE TABLE follow_up_acknowledgements (    -- who has read which version
  policy_id  uuid NOT NULL,
  user_id    uuid NOT NULL,
  client_id  uuid NOT NULL,
  name       text NOT NULL,                  -- as they were called then
  at         timestamptz NOT NULL,
  PRIMARY KEY (policy_id, user_id),
  FOREIGN KEY (policy_id, client_id) REFERENCES follow_up_policies (id, client_id),
  FOREIGN KEY (user_id, client_id) REFERENCES users (id, client_id)
);
SELECT append_only('follow_up_acknowledgements');
CREATE TABLE closed_days (                   -- the client's own, beside the public holidays
  client_id  uuid NOT NULL REFERENCES clients,
  day        date NOT NULL,
  name       text NOT NULL DEFAULT '',
  PRIMARY KEY (client_id, day)
);

CREATE TABLE board_acts (                    -- what a manager did to several leads at once; taking back is one more
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  partner_id uuid,
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('reassign', 'remind', 'date')),
  lines      jsonb NOT NULL,                 -- models.BoardLine: ids and times, no words about people
  undoes     uuid,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (undoes, client_id) REFERENCES board_acts (id, client_id)
);
CREATE UNIQUE INDEX board_acts_undone ON board_acts (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX board_acts_newest ON board_acts (client_id, at DESC, id DESC);
SELECT append_only('board_acts');

CREATE TABLE statements (                    -- what a client is told each week of its follow-up; aggregates
  client_id  uuid NOT NULL REFERENCES clients,
  week_on    date NOT NULL,                  -- the Monday on which it is told
  made_at    timestamptz NOT NULL,
  content    jsonb NOT NULL,                 -- models.FollowUpStatement
  sent_at    timestamptz,
  PRIMARY KEY (client_id, week_on)
);

-- A message is about one deadline: the same person is reminded of the next one, too.
ALTER TABLE pushes ADD about text NOT NULL DEFAULT '';
ALTER TABLE pushes DROP CONSTRAINT pushes_event_check, ADD CONSTRAINT pushes_event_check CHECK (event IN ('released', 'reassigned', 'repeat', 'reminder', 'nudge', 'overdue', 'test', 'disabled'));
ALTER TABLE pushes DROP CONSTRAINT pushes_lead_id_endpoint_event_key, ADD CONSTRAINT pushes_once UNIQUE (lead_id, endpoint, event, about);

SELECT protect('process_changes'), protect('follow_up_policies'), protect('follow_up_acknowledgements'), protect('closed_days'), protect('board_acts'), protect('statements');
GRANT SELECT ON process_changes, follow_up_acknowledgements, board_acts TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON process_changes TO ripen_client;
CREATE POLICY of_own_lead ON process_changes TO ripen_client USING (EXISTS (SELECT FROM leads l WHERE l.id = lead_id AND l.client_id = process_changes.client_id))
  WITH CHECK (EXISTS (SELECT FROM leads l WHERE l.id = lead_id AND l.client_id = process_changes.client_id));

GRANT SELECT, INSERT, UPDATE ON follow_up_policies TO ripen_agency, ripen_client;
GRANT SELECT ON follow_up_policies TO ripen_worker;
CREATE POLICY own ON follow_up_policies FOR SELECT TO ripen_client USING (state <> 'draft' OR current_duty() = 'sales_manager');
CREATE POLICY make ON follow_up_policies FOR INSERT TO ripen_client WITH CHECK (current_duty() = 'sales_manager');
CREATE POLICY change ON follow_up_policies FOR UPDATE TO ripen_client USING (current_duty() = 'sales_manager') WITH CHECK (current_duty() = 'sales_manager');
GRANT SELECT, INSERT ON follow_up_acknowledgements TO ripen_client;
CREATE POLICY own ON follow_up_acknowledgements FOR SELECT TO ripen_client USING (
  CASE current_duty()
    WHEN 'sales_manager' THEN true
    WHEN 'partner_manager' THEN EXISTS (SELECT FROM users u WHERE u.id = user_id AND u.partner_id = current_partner())
    ELSE user_id = current_person()
  END);
CREATE POLICY mine ON follow_up_acknowledgements FOR INSERT TO ripen_client WITH CHECK (user_id = current_person());
GRANT SELECT, INSERT, DELETE ON closed_days TO ripen_agency, ripen_client;
GRANT SELECT ON closed_days TO ripen_worker;
CREATE POLICY own ON closed_days FOR SELECT TO ripen_client USING (true);
CREATE POLICY make ON closed_days FOR INSERT TO ripen_client WITH CHECK (current_duty() = 'sales_manager');
CREATE POLICY remove ON closed_days FOR DELETE TO ripen_client USING (current_duty() = 'sales_manager');

GRANT SELECT, INSERT ON board_acts TO ripen_client;
CREATE POLICY own ON board_acts TO ripen_client USING (
  current_duty() = 'sales_manager' OR current_duty() = 'partner_manager' AND partner_id = current_partner())
  WITH CHECK (user_id = current_person() AND (current_duty() = 'sales_manager' OR current_duty() = 'partner_manager' AND partner_id = current_partner()));

GRANT SELECT ON statements TO ripen_agency, ripen_client;
GRANT SELECT, INSERT, UPDATE ON statements TO ripen_worker;
CREATE POLICY own ON statements FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DELETE FROM pushes WHERE about <> '' OR event IN ('reminder', 'nudge');
ALTER TABLE pushes DROP CONSTRAINT pushes_once, ADD CONSTRAINT pushes_lead_id_endpoint_event_key UNIQUE (lead_id, endpoint, event);
ALTER TABLE pushes DROP CONSTRAINT pushes_event_check, ADD CONSTRAINT pushes_event_check CHECK (event IN ('released', 'reassigned', 'repeat', 'overdue', 'test', 'disabled'));
ALTER TABLE pushes DROP about;
DROP TABLE statements, board_acts, closed_days, follow_up_acknowledgements, follow_up_policies, process_changes;
ALTER TABLE milestones DROP name;
DROP INDEX leads_released;
ALTER TABLE leads DROP process_why, DROP assigned_at;
DROP INDEX processes_current;
ALTER TABLE processes DROP line_id, DROP rules, DROP place;
CREATE UNIQUE INDEX processes_current ON processes (client_id) WHERE current;
RESET ROLE;
