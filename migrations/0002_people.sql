-- Clients, their partners, and everybody who signs in.
-- +goose Up
SET ROLE ripen_owner;

CREATE TABLE users (
  id             uuid PRIMARY KEY,
  client_id      uuid,                 -- null: one of the agency's people
  partner_id     uuid,
  email          text NOT NULL DEFAULT '' CHECK (email = lower(email)),
  name           text NOT NULL CHECK (name <> ''),
  role           text NOT NULL CHECK (role IN ('admin', 'account_manager', 'supervisor', 'caller', 'sales_manager', 'partner_manager', 'rep', 'marketer')),
  zone           text NOT NULL DEFAULT 'UTC',
  state          text NOT NULL CHECK (state IN ('invited', 'active', 'deactivated', 'former')),
  reference      text,                 -- a former person's id in the system taken over
  weight         int  NOT NULL DEFAULT 1 CHECK (weight >= 0), -- share of the leads, among reps
  away_until     timestamptz,
  single_keys    boolean NOT NULL DEFAULT true,
  theme          text NOT NULL DEFAULT '' CHECK (theme IN ('', 'light', 'dark')),
  created_at     timestamptz NOT NULL,
  deactivated_at timestamptz,
  UNIQUE (id, client_id),
  CHECK ((role IN ('admin', 'account_manager', 'supervisor', 'caller')) = (client_id IS NULL)),
  CHECK (partner_id IS NULL OR role IN ('rep', 'partner_manager')),
  CHECK (role <> 'partner_manager' OR partner_id IS NOT NULL),
  CHECK (state = 'former' OR email <> '')
);
CREATE UNIQUE INDEX users_email ON users (email) WHERE email <> '';
CREATE UNIQUE INDEX users_reference ON users (reference) WHERE reference IS NOT NULL;
CREATE INDEX users_of_client ON users (client_id, role) WHERE client_id IS NOT NULL;

CREATE TABLE clients (
  id                 uuid PRIMARY KEY,
  slug               text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name               text NOT NULL CHECK (name <> ''),
  zone               text NOT NULL DEFAULT 'UTC',
  currency           text NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
  colour             smallint NOT NULL DEFAULT 1 CHECK (colour BETWEEN 1 AND 8),
  account_manager_id uuid NOT NULL REFERENCES users,
  created_at         timestamptz NOT NULL
);
ALTER TABLE users ADD FOREIGN KEY (client_id) REFERENCES clients;

CREATE TABLE partners (
  id         uuid NOT NULL,
  client_id  uuid NOT NULL REFERENCES clients,
  name       text NOT NULL CHECK (name <> ''),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (id, client_id),
  UNIQUE (client_id, name)
);
ALTER TABLE users ADD FOREIGN KEY (partner_id, client_id) REFERENCES partners (id, client_id);

-- The agency itself answers until its people have been entered. It cannot sign in.
INSERT INTO users (id, email, name, role, state, created_at)
VALUES ('00000000-0000-7000-8000-000000000001', '', 'The agency', 'admin', 'former', '2026-01-01T00:00:00Z');

-- What proves who somebody is: only the door reads it.
CREATE TABLE credentials (
  user_id       uuid PRIMARY KEY REFERENCES users,
  password_hash text NOT NULL,
  changed_at    timestamptz NOT NULL
);
CREATE TABLE sessions (
  key        bytea PRIMARY KEY,        -- SHA-256 of the cookie
  user_id    uuid REFERENCES users,
  data       bytea NOT NULL,
  agent      text NOT NULL DEFAULT '',
  address    text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expires_at);
CREATE INDEX sessions_user ON sessions (user_id) WHERE user_id IS NOT NULL;
CREATE TABLE links (
  key        bytea PRIMARY KEY,        -- SHA-256 of the secret in the address
  user_id    uuid NOT NULL REFERENCES users,
  purpose    text NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE TABLE sign_in_failures (
  id  uuid PRIMARY KEY,
  key bytea NOT NULL,                  -- keyed hash of the account or of the address
  at  timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_key ON sign_in_failures (key, at);

-- Each form that writes carries a token; the second sending finds the first one's answer.
CREATE TABLE form_tokens (
  token   uuid PRIMARY KEY,
  user_id uuid,
  answer  text NOT NULL DEFAULT '',
  at      timestamptz NOT NULL
);
CREATE INDEX form_tokens_age ON form_tokens (at);

-- Who did what, over ids and digests; words about people are elsewhere, so that they can be erased.
CREATE TABLE audit (
  id         uuid NOT NULL,
  client_id  uuid,
  user_id    uuid,
  at         timestamptz NOT NULL,
  action     text NOT NULL,
  subject    text NOT NULL DEFAULT '',
  subject_id uuid,
  digest     text NOT NULL DEFAULT '',
  PRIMARY KEY (id)
);
CREATE INDEX audit_client ON audit (client_id, at);
SELECT append_only('audit');

-- Rights. A person's row is readable by the agency, and by the people of the same client.
ALTER TABLE users ENABLE ROW LEVEL SECURITY; ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON users TO ripen_owner USING (true) WITH CHECK (true);
CREATE POLICY agency ON users TO ripen_agency USING (true) WITH CHECK (true);
CREATE POLICY door ON users TO ripen_door USING (true) WITH CHECK (true);
CREATE POLICY worker ON users TO ripen_worker USING (client_id IS NULL OR client_id = current_client()) WITH CHECK (client_id = current_client());
CREATE POLICY never_another_client ON users AS RESTRICTIVE TO ripen_client USING (client_id = current_client()) WITH CHECK (client_id = current_client());
CREATE POLICY colleagues ON users FOR SELECT TO ripen_client USING (current_partner() IS NULL OR partner_id = current_partner());
CREATE POLICY self ON users FOR UPDATE TO ripen_client USING (id = current_person()) WITH CHECK (id = current_person());
GRANT SELECT, INSERT, UPDATE ON users TO ripen_agency, ripen_worker;
GRANT SELECT, UPDATE ON users TO ripen_door;
GRANT SELECT ON users TO ripen_client;
GRANT UPDATE (away_until, single_keys, theme, zone) ON users TO ripen_client;

ALTER TABLE clients ENABLE ROW LEVEL SECURITY; ALTER TABLE clients FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON clients TO ripen_owner USING (true) WITH CHECK (true);
CREATE POLICY agency ON clients TO ripen_agency USING (true) WITH CHECK (true);
CREATE POLICY door ON clients FOR SELECT TO ripen_door USING (true);
CREATE POLICY worker ON clients FOR SELECT TO ripen_worker USING (true); -- a job learns from here which clients there are
CREATE POLICY intake ON clients FOR SELECT TO ripen_intake USING (id = current_client());
CREATE POLICY own ON clients FOR SELECT TO ripen_client USING (id = current_client());
GRANT SELECT, INSERT, UPDATE ON clients TO ripen_agency;
GRANT SELECT ON clients TO ripen_door, ripen_worker, ripen_intake, ripen_client;

SELECT protect('partners');
CREATE POLICY own ON partners FOR SELECT TO ripen_client USING (current_partner() IS NULL OR id = current_partner());
GRANT SELECT, INSERT, UPDATE ON partners TO ripen_agency;
GRANT SELECT ON partners TO ripen_client, ripen_worker;

-- +goose StatementBegin
DO $$
DECLARE
  tbl text;
BEGIN
  FOREACH tbl IN ARRAY ARRAY['credentials', 'sessions', 'links', 'sign_in_failures'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tbl);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tbl);
    EXECUTE format('CREATE POLICY owner ON %I TO ripen_owner USING (true) WITH CHECK (true)', tbl);
    EXECUTE format('CREATE POLICY door ON %I TO ripen_door USING (true) WITH CHECK (true)', tbl);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ripen_door', tbl);
  END LOOP;
END $$;
-- +goose StatementEnd
CREATE POLICY agency_invites ON links FOR INSERT TO ripen_agency WITH CHECK (true);
GRANT INSERT ON links TO ripen_agency;

ALTER TABLE form_tokens ENABLE ROW LEVEL SECURITY; ALTER TABLE form_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON form_tokens TO ripen_owner USING (true) WITH CHECK (true);
CREATE POLICY own ON form_tokens TO ripen_agency, ripen_client USING (user_id = current_person()) WITH CHECK (user_id = current_person());
CREATE POLICY strangers ON form_tokens FOR INSERT TO ripen_intake, ripen_door WITH CHECK (user_id IS NULL);
CREATE POLICY sweep ON form_tokens TO ripen_door USING (true);
GRANT SELECT, INSERT, UPDATE ON form_tokens TO ripen_agency, ripen_client;
GRANT INSERT ON form_tokens TO ripen_intake;
GRANT SELECT, INSERT, DELETE ON form_tokens TO ripen_door;

ALTER TABLE audit ENABLE ROW LEVEL SECURITY; ALTER TABLE audit FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON audit TO ripen_owner USING (true) WITH CHECK (true);
CREATE POLICY agency ON audit TO ripen_agency USING (true) WITH CHECK (true);
CREATE POLICY worker ON audit TO ripen_worker USING (client_id = current_client()) WITH CHECK (client_id = current_client());
CREATE POLICY door ON audit FOR INSERT TO ripen_door WITH CHECK (true);
CREATE POLICY client ON audit FOR INSERT TO ripen_client WITH CHECK (client_id = current_client());
GRANT SELECT, INSERT ON audit TO ripen_agency, ripen_worker;
GRANT INSERT ON audit TO ripen_door, ripen_client;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP TABLE audit, form_tokens, sign_in_failures, links, sessions, credentials;
ALTER TABLE users DROP CONSTRAINT users_client_id_fkey, DROP CONSTRAINT users_partner_id_client_id_fkey;
DROP TABLE partners, clients, users;
RESET ROLE;
