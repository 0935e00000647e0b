-- What the agency runs for a client: sources, their spend, programs, criteria, selling processes.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE programs (
  id              uuid NOT NULL,
  client_id       uuid NOT NULL REFERENCES clients,
  slug            text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name            text NOT NULL CHECK (name <> ''),
  supervisor_id   uuid NOT NULL REFERENCES users,
  state           text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'ended')),
  contract_volume int NOT NULL DEFAULT 100 CHECK (contract_volume > 0), -- calls a month, the client's share of the queue
  fee             numeric(14,2) NOT NULL DEFAULT 0,   -- a month, in the client's currency
  preset          text NOT NULL DEFAULT 'standard' CHECK (preset IN ('strict', 'standard', 'custom')),
  hours           text NOT NULL DEFAULT '',           -- of the preset custom, as package policy writes them
  country         text NOT NULL DEFAULT '',           -- where its people are when nothing says otherwise (ISO 3166)
  max_attempts    smallint NOT NULL DEFAULT 6 CHECK (max_attempts BETWEEN 1 AND 20),
  response_minutes int NOT NULL DEFAULT 60 CHECK (response_minutes > 0), -- first call of a hot inquiry
  nurture_days_b  int NOT NULL DEFAULT 60 CHECK (nurture_days_b > 0),
  nurture_days_c  int NOT NULL DEFAULT 150 CHECK (nurture_days_c > 0),
  lead_days       int NOT NULL DEFAULT 14 CHECK (lead_days >= 0),        -- so early before the buyer's own date
  win_rate        numeric(5,4) NOT NULL DEFAULT 0.15 CHECK (win_rate BETWEEN 0 AND 1), -- typed, until it can be measured
  worth           numeric(14,2) NOT NULL DEFAULT 10000 CHECK (worth >= 0),             -- of a typical order
  opening         text NOT NULL DEFAULT '',           -- how the script begins
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  UNIQUE (client_id, slug)
);

CREATE TABLE memberships (
  program_id uuid NOT NULL,
  client_id  uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, program_id),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id)
);

CREATE INDEX memberships_program ON memberships (program_id);

CREATE TABLE sources (
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  program_id uuid,                                    -- where inquiries of its form go
  name       text NOT NULL,                           -- as it came; '' is a source too, and not "unknown"
  medium     text NOT NULL DEFAULT 'other' CHECK (medium IN ('web', 'search', 'email', 'direct_mail', 'trade_show', 'seminar', 'webinar', 'print_ad', 'directory', 'telemarketing', 'referral', 'pr', 'other')),
  audience   text NOT NULL DEFAULT '',
  form_key   text NOT NULL UNIQUE,                    -- the unguessable part of the hosted form's address
  form_open  boolean NOT NULL DEFAULT false,
  form_title text NOT NULL DEFAULT '',
  form_intro text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  UNIQUE (client_id, name),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id),
  CHECK (NOT form_open OR program_id IS NOT NULL)
);

CREATE TABLE spends (
  client_id  uuid NOT NULL,
  source_id  uuid NOT NULL,
  month      date NOT NULL CHECK (extract(day FROM month) = 1),
  amount     numeric(14,2) NOT NULL CHECK (amount >= 0), -- in the client's currency
  entered_by uuid,
  entered_at timestamptz NOT NULL,
  PRIMARY KEY (client_id, source_id, month),
  FOREIGN KEY (source_id, client_id) REFERENCES sources (id, client_id)
);

CREATE TABLE criteria (
  id           uuid NOT NULL,
  client_id    uuid NOT NULL,
  program_id   uuid NOT NULL,
  version      int NOT NULL CHECK (version > 0),
  state        text NOT NULL CHECK (state IN ('draft', 'in_force', 'retired')),
  questions    jsonb NOT NULL,                        -- models.Questions
  rule         jsonb NOT NULL,                        -- models.Rule
  created_by   uuid,
  created_at   timestamptz NOT NULL,
  published_at timestamptz,
  PRIMARY KEY (id, client_id),
  UNIQUE (program_id, version),
  FOREIGN KEY (program_id, client_id) REFERENCES programs (id, client_id),
  CHECK ((state = 'draft') = (published_at IS NULL))
);
CREATE UNIQUE INDEX criteria_in_force ON criteria (program_id) WHERE state = 'in_force';

CREATE TABLE processes (
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  name       text NOT NULL,
  version    int NOT NULL DEFAULT 1,
  steps      jsonb NOT NULL,                          -- models.Steps, in order
  current    boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (id, client_id)
);
CREATE UNIQUE INDEX processes_current ON processes (client_id) WHERE current;

SELECT protect('programs'), protect('memberships'), protect('sources'), protect('spends'), protect('criteria'), protect('processes');
GRANT SELECT, INSERT, UPDATE ON programs, sources, spends, criteria, processes TO ripen_agency;
GRANT SELECT, INSERT, DELETE ON memberships TO ripen_agency;
GRANT DELETE ON spends TO ripen_agency;                 -- "none entered" is not zero: taking an amount back needs a way
GRANT SELECT ON programs, memberships, sources, spends, criteria, processes TO ripen_worker;
GRANT INSERT ON sources TO ripen_worker;
CREATE POLICY own ON programs FOR SELECT TO ripen_client USING (true);
GRANT SELECT (id, client_id, slug, name, state) ON programs TO ripen_client;
CREATE POLICY own ON sources FOR SELECT TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer'));
GRANT SELECT (id, client_id, program_id, name, medium, audience, created_at) ON sources TO ripen_client;
CREATE POLICY own ON spends TO ripen_client USING (current_duty() IN ('sales_manager', 'marketer')) WITH CHECK (current_duty() = 'marketer');
GRANT SELECT, INSERT, UPDATE, DELETE ON spends TO ripen_client;
CREATE POLICY own ON processes FOR SELECT TO ripen_client USING (true);
GRANT SELECT ON processes TO ripen_client;
-- A stranger's form: the source behind the key he holds, and nothing else of it.
CREATE POLICY door ON sources FOR SELECT TO ripen_door USING (form_open);
GRANT SELECT (id, client_id, program_id, form_key, form_open, form_title, form_intro) ON sources TO ripen_door;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE processes, criteria, spends, sources, memberships, programs;
RESET ROLE;
