-- Who gets a lead: a client's rules in versions, its customers and their reps, who stands in for whom, whose turn it is, and
-- the one act that moves a rep's open leads.
-- +goose Up
SET ROLE ripen_owner;

ALTER TABLE users
  ADD capacity      int  NOT NULL DEFAULT 0 CHECK (capacity >= 0), -- a rep's most open leads; 0: no limit
  ADD channel       text NOT NULL DEFAULT '' CHECK (channel IN ('', 'field', 'desk', 'partner')),
  ADD hours         text NOT NULL DEFAULT '',      -- a rep works, on his own clock: “Mon-Fri 8-17”; '': always
  ADD substitute_id uuid,                          -- who stands in while a rep is away
  ADD FOREIGN KEY (substitute_id, client_id) REFERENCES users (id, client_id),
  ADD CONSTRAINT nobody_for_himself CHECK (substitute_id <> id),
  ADD CONSTRAINT reps_have_substitutes CHECK (substitute_id IS NULL OR role = 'rep');

CREATE TABLE routings (                      -- the versions of a client's rules
  id          uuid NOT NULL,
  client_id   uuid NOT NULL REFERENCES clients,
  version     int  NOT NULL,
  state       text NOT NULL CHECK (state IN ('draft', 'in_force', 'retired')),
  rules       jsonb NOT NULL,                -- []models.RoutingRule, in their order
  created_by  uuid REFERENCES users,
  created_at  timestamptz NOT NULL,
  in_force_at timestamptz,
  PRIMARY KEY (id, client_id),
  UNIQUE (client_id, version),
  CONSTRAINT in_force_since CHECK ((state = 'draft') = (in_force_at IS NULL))
);
CREATE UNIQUE INDEX routings_one ON routings (client_id, state) WHERE state IN ('draft', 'in_force');

CREATE TABLE accounts (                      -- customers whom a client has already
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  key        text NOT NULL,                  -- what a later file replaces it by
  name       text NOT NULL CHECK (name <> ''),
  name_key   text NOT NULL,                  -- as package identity compares it
  domain     text NOT NULL DEFAULT '',
  postcode   text NOT NULL DEFAULT '',
  number     text NOT NULL DEFAULT '',       -- the client's own
  rep_id     uuid,
  since      date,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  UNIQUE (client_id, key),
  FOREIGN KEY (rep_id, client_id) REFERENCES users (id, client_id)
);
CREATE INDEX accounts_name_key ON accounts (client_id, name_key);
CREATE INDEX accounts_list ON accounts (client_id, name, id);
CREATE INDEX accounts_domain ON accounts (client_id, domain) WHERE domain <> '';

CREATE TABLE draws (                         -- how many leads a rep was drawn for on a day, by rule: whose turn is next
  client_id uuid NOT NULL REFERENCES clients,
  rule_id   uuid NOT NULL,                   -- zeros: no rule, of all reps
  rep_id    uuid NOT NULL,
  day       date NOT NULL,
  leads     int  NOT NULL CHECK (leads > 0),
  last_at   timestamptz NOT NULL,
  PRIMARY KEY (client_id, day, rule_id, rep_id),
  FOREIGN KEY (rep_id, client_id) REFERENCES users (id, client_id)
);
INSERT INTO draws SELECT client_id, '00000000-0000-0000-0000-000000000000', rep_id, (released_at AT TIME ZONE 'UTC')::date, count(*), max(released_at)
  FROM leads WHERE kind = 'released' AND rep_id IS NOT NULL GROUP BY 1, 3, 4;

CREATE TABLE handovers (                     -- one act that moves the open leads of a rep, or takes one back
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  partner_id uuid,                           -- whose rep it was
  from_id    uuid NOT NULL,
  to_id      uuid,                           -- null: by the rules
  why        text NOT NULL,
  by_id      uuid REFERENCES users,
  at         timestamptz NOT NULL,
  was        jsonb NOT NULL,                 -- []models.Moved: how each lead stood
  undoes     uuid,
  PRIMARY KEY (id, client_id),
  FOREIGN KEY (partner_id, client_id) REFERENCES partners (id, client_id),
  FOREIGN KEY (from_id, client_id) REFERENCES users (id, client_id),
  FOREIGN KEY (to_id, client_id) REFERENCES users (id, client_id),
  FOREIGN KEY (undoes, client_id) REFERENCES handovers (id, client_id)
);
CREATE INDEX handovers_at ON handovers (client_id, at DESC);
CREATE UNIQUE INDEX handovers_undone_once ON handovers (undoes) WHERE undoes IS NOT NULL;
SELECT append_only('handovers');

ALTER TABLE assignments
  ADD rule_id      uuid,                     -- the rule that gave it; null: none did
  ADD rule_version int,
  ADD handover_id  uuid,
  ADD FOREIGN KEY (handover_id, client_id) REFERENCES handovers (id, client_id),
  ADD CONSTRAINT rule_of_a_version CHECK ((rule_id IS NULL) = (rule_version IS NULL));

SELECT protect('routings'), protect('accounts'), protect('draws'), protect('handovers');
GRANT SELECT, INSERT, UPDATE, DELETE ON routings, accounts TO ripen_agency;
GRANT SELECT ON routings, accounts TO ripen_worker;
GRANT SELECT, INSERT, UPDATE ON draws TO ripen_agency, ripen_worker;
GRANT SELECT, INSERT ON handovers TO ripen_agency, ripen_worker;

-- A manager moves the leads of his own reps: the sales manager anybody's, a partner's manager the partner's.
CREATE POLICY own ON handovers TO ripen_client
  USING (current_duty() = 'sales_manager' OR current_duty() = 'partner_manager' AND partner_id = current_partner())
  WITH CHECK (current_duty() = 'sales_manager' OR current_duty() = 'partner_manager' AND partner_id = current_partner());
GRANT SELECT, INSERT ON handovers TO ripen_client;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
ALTER TABLE assignments DROP handover_id, DROP rule_version, DROP rule_id;
DROP TABLE handovers, draws, accounts, routings;
ALTER TABLE users DROP substitute_id, DROP hours, DROP channel, DROP capacity;
RESET ROLE;
