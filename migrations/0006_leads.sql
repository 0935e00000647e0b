-- What a client may see: the snapshot made at release, and what became of it.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE releases (                      -- an A in its recall window, and whether it went out
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  inquiry_id  uuid NOT NULL,
  cycle       smallint NOT NULL,
  grading_id  uuid NOT NULL,
  due_at      timestamptz NOT NULL,
  state       text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'released', 'recalled')),
  settled_at  timestamptz,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (grading_id, client_id) REFERENCES gradings (id, client_id),
  CHECK ((state = 'pending') = (settled_at IS NULL))
);
CREATE UNIQUE INDEX releases_once ON releases (inquiry_id, cycle) WHERE state <> 'recalled';
CREATE INDEX releases_due ON releases (client_id, due_at) WHERE state = 'pending';

CREATE TABLE leads (
  id              uuid NOT NULL,
  client_id       uuid NOT NULL REFERENCES clients,
  partner_id      uuid,                      -- distributors compete too
  inquiry_id      uuid NOT NULL,
  cycle           smallint NOT NULL,
  kind            text NOT NULL DEFAULT 'released' CHECK (kind IN ('released', 'taken_over')),
  program_id      uuid NOT NULL,
  program_name    text NOT NULL,
  source_id       uuid NOT NULL,
  source_name     text NOT NULL,
  process_id      uuid,
  steps           smallint NOT NULL DEFAULT 0, -- of the selling process
  rep_id          uuid,                      -- null: nobody present; the manager owns it
  assigned_why    text NOT NULL DEFAULT '',
  released_at     timestamptz NOT NULL,
  received_on     date NOT NULL,             -- the inquiry's day, in the client's zone
  -- the snapshot: what the client may see of the person, erasable
  name            text NOT NULL DEFAULT '',
  title           text NOT NULL DEFAULT '',
  organisation    text NOT NULL DEFAULT '',
  email           text NOT NULL DEFAULT '',
  phone           text NOT NULL DEFAULT '',
  address         text NOT NULL DEFAULT '',
  city            text NOT NULL DEFAULT '',
  region          text NOT NULL DEFAULT '',
  postcode        text NOT NULL DEFAULT '',
  country         text NOT NULL DEFAULT '',
  zone            text NOT NULL DEFAULT '',
  message         text NOT NULL DEFAULT '',
  product         text NOT NULL DEFAULT '',
  learned         text NOT NULL DEFAULT '',  -- the caller's note for the rep
  reasons         jsonb NOT NULL DEFAULT '[]', -- models.Reasons: each criterion with the answer
  graded_by       text NOT NULL DEFAULT '',
  graded_at       timestamptz,
  criteria_version int,
  worth_low       numeric(14,2),
  worth_high      numeric(14,2),
  probability     numeric(5,4),
  currency        text NOT NULL DEFAULT 'USD',
  -- where it stands, a cache of the rows below
  accepted_at     timestamptz,
  contacted_at    timestamptz,
  updated_at      timestamptz,
  step            smallint NOT NULL DEFAULT 0,
  next_at         timestamptz,               -- the one next date of an open lead
  next_what       text NOT NULL DEFAULT '',
  outcome         text NOT NULL DEFAULT '' CHECK (outcome IN ('', 'won', 'lost', 'no_decision', 'returned')),
  closed_at       timestamptz,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (inquiry_id, client_id) REFERENCES inquiries (id, client_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id),
  FOREIGN KEY (source_id, client_id) REFERENCES sources (id, client_id),
  FOREIGN KEY (partner_id, client_id) REFERENCES partners (id, client_id),
  FOREIGN KEY (process_id, client_id) REFERENCES processes (id, client_id),
  FOREIGN KEY (rep_id, client_id) REFERENCES users (id, client_id),
  CONSTRAINT one_lead_per_inquiry_and_cycle UNIQUE (inquiry_id, cycle),
  CONSTRAINT closed_with_an_outcome CHECK ((outcome = '') = (closed_at IS NULL)),
  CONSTRAINT open_has_a_next_date CHECK (closed_at IS NOT NULL OR next_at IS NOT NULL)
);
CREATE INDEX leads_rep ON leads (client_id, rep_id, next_at, id) WHERE closed_at IS NULL;
CREATE INDEX leads_open ON leads (client_id, next_at, id) WHERE closed_at IS NULL;
CREATE INDEX leads_closed ON leads (client_id, closed_at DESC, id) WHERE closed_at IS NOT NULL;
CREATE INDEX leads_source ON leads (client_id, source_id, received_on);

CREATE TABLE assignments (                   -- who was given it, when, and why; newest holds
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  lead_id    uuid NOT NULL,
  rep_id     uuid,
  why        text NOT NULL,
  by_id      uuid,
  at         timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id),
  FOREIGN KEY (rep_id, client_id) REFERENCES users (id, client_id)
);
CREATE INDEX assignments_lead ON assignments (lead_id);
SELECT append_only('assignments');
CREATE TABLE acceptances (
  lead_id    uuid NOT NULL,
  client_id  uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  PRIMARY KEY (lead_id, user_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id)
);
SELECT append_only('acceptances');
CREATE TABLE contacts (                      -- one report by the rep: talked, voicemail, wrote, met
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  lead_id    uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  how        text NOT NULL CHECK (how IN ('talked', 'voicemail', 'wrote', 'met')),
  note       text NOT NULL DEFAULT '',       -- erasable words
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id)
);
CREATE INDEX contacts_lead ON contacts (lead_id, at);
CREATE TABLE milestones (                    -- steps reached
  lead_id    uuid NOT NULL,
  client_id  uuid NOT NULL,
  step       smallint NOT NULL CHECK (step > 0),
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  PRIMARY KEY (lead_id, step),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id)
);
SELECT append_only('milestones');
CREATE TABLE close_outs (
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  lead_id    uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  outcome    text NOT NULL CHECK (outcome IN ('won', 'lost', 'no_decision', 'returned')),
  lost_to    text NOT NULL DEFAULT '',
  reason     text NOT NULL DEFAULT '',
  again_on   date,                           -- no decision: when to ask again
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id),
  CHECK (outcome <> 'no_decision' OR again_on IS NOT NULL),
  CHECK (outcome NOT IN ('lost', 'returned') OR reason <> '' OR lost_to <> '')
);
CREATE UNIQUE INDEX close_outs_once ON close_outs (lead_id);
SELECT append_only('close_outs');
CREATE TABLE orders (
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  lead_id     uuid NOT NULL,
  ordered_on  date NOT NULL,                 -- calendar date in the client's zone
  value       numeric(14,2) CHECK (value >= 0), -- null: not known
  currency    text NOT NULL,
  rate        numeric(18,8) NOT NULL DEFAULT 1 CHECK (rate > 0), -- to the client's currency, as typed
  flagged     text NOT NULL DEFAULT '',      -- what is odd about it, e.g. before its inquiry
  user_id     uuid NOT NULL REFERENCES users,
  at          timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id)
);
CREATE INDEX orders_lead ON orders (lead_id);
SELECT append_only('orders');
CREATE TABLE returns (                       -- the rep disputes the A; the agency decides
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  lead_id    uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  at         timestamptz NOT NULL,
  reason     text NOT NULL CHECK (reason <> ''),
  decide_by  timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid REFERENCES users,
  upheld     boolean,
  answer     text NOT NULL DEFAULT '',
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id),
  CHECK ((decided_at IS NULL) = (upheld IS NULL))
);
CREATE UNIQUE INDEX returns_open ON returns (lead_id) WHERE decided_at IS NULL;

CREATE TABLE pushes (                        -- one message per lead, endpoint and event, however often a job runs
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  lead_id    uuid NOT NULL,
  user_id    uuid REFERENCES users,
  endpoint   text NOT NULL,                  -- mailto:address
  event      text NOT NULL CHECK (event IN ('released', 'reassigned', 'repeat', 'overdue')),
  message_id text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  sent_at    timestamptz,
  failed_at  timestamptz,
  problem    text NOT NULL DEFAULT '',
  PRIMARY KEY (id, client_id),
  UNIQUE (lead_id, endpoint, event),
  FOREIGN KEY (lead_id, client_id) REFERENCES leads (id, client_id)
);

SELECT protect('releases'), protect('leads'), protect('assignments'), protect('acceptances'), protect('contacts'), protect('milestones'),
       protect('close_outs'), protect('orders'), protect('returns'), protect('pushes');
GRANT SELECT, INSERT, UPDATE ON releases, leads, returns, pushes, contacts TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON assignments, acceptances, milestones, close_outs, orders TO ripen_agency, ripen_worker;

-- A rep sees his own leads, a partner's manager the partner's, the sales manager the client's, the marketer none.
CREATE POLICY own ON leads TO ripen_client USING (
  CASE current_duty()
    WHEN 'rep' THEN rep_id = current_person()
    WHEN 'partner_manager' THEN partner_id = current_partner()
    WHEN 'sales_manager' THEN true
    ELSE false
  END)
  WITH CHECK (current_duty() IN ('rep', 'partner_manager', 'sales_manager') AND (current_partner() IS NULL OR partner_id = current_partner()));
GRANT SELECT ON leads TO ripen_client;
GRANT UPDATE (rep_id, partner_id, assigned_why, accepted_at, contacted_at, updated_at, step, next_at, next_what, outcome, closed_at) ON leads TO ripen_client;
-- The children of a lead are whose the lead is: the policy of leads holds inside EXISTS.
-- +goose StatementBegin
DO $$
DECLARE
  tbl text;
BEGIN
  FOREACH tbl IN ARRAY ARRAY['assignments', 'acceptances', 'contacts', 'milestones', 'close_outs', 'orders', 'returns'] LOOP
    EXECUTE format('CREATE POLICY of_own_lead ON %1$I TO ripen_client USING (EXISTS (SELECT FROM leads l WHERE l.id = %1$I.lead_id AND l.client_id = %1$I.client_id)) WITH CHECK (EXISTS (SELECT FROM leads l WHERE l.id = %1$I.lead_id AND l.client_id = %1$I.client_id))', tbl);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO ripen_client', tbl);
  END LOOP;
END $$;
-- +goose StatementEnd

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE pushes, returns, orders, close_outs, milestones, contacts, acceptances, assignments, leads, releases;
RESET ROLE;
