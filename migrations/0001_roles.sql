-- The roles of trust.md 2. They belong to the whole server, so each is made only
-- where it is missing, also when two databases are migrated side by side.
-- +goose Up
-- +goose StatementBegin
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['ripen_owner', 'ripen_agency', 'ripen_client', 'ripen_door', 'ripen_intake', 'ripen_worker'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB', wanted);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- the other migration was first
    END;
  END LOOP;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'ripen_owner', 'MEMBER') OR NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT ripen_owner TO %I', current_user);
  END IF;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'ripen_owner is granted already';
END $$;
-- +goose StatementEnd
GRANT USAGE, CREATE ON SCHEMA public TO ripen_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ripen_agency, ripen_client, ripen_door, ripen_intake, ripen_worker;

SET ROLE ripen_owner;

-- Whose transaction this is. A COMMIT leaves '' behind, hence NULLIF: nobody sees nothing.
CREATE FUNCTION current_client() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('ripen.client_id', true), '')::uuid;
CREATE FUNCTION current_partner() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('ripen.partner_id', true), '')::uuid;
CREATE FUNCTION current_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('ripen.user_id', true), '')::uuid;
CREATE FUNCTION current_duty() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(current_setting('ripen.role', true), '');

-- protect(table) gives a tenant table its common policies: the agency sees every
-- client, a job the one client it works for, a client's people never another client.
-- What a client's people may read at all is granted table by table.
-- +goose StatementBegin
CREATE FUNCTION protect(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tbl);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tbl);
  EXECUTE format('CREATE POLICY owner ON %s TO ripen_owner USING (true) WITH CHECK (true)', tbl);
  EXECUTE format('CREATE POLICY agency ON %s TO ripen_agency USING (true) WITH CHECK (true)', tbl);
  EXECUTE format('CREATE POLICY worker ON %s TO ripen_worker USING (client_id = current_client()) WITH CHECK (client_id = current_client())', tbl);
  EXECUTE format('CREATE POLICY never_another_client ON %s AS RESTRICTIVE TO ripen_client USING (client_id = current_client()) WITH CHECK (client_id = current_client())', tbl);
END $$;
-- +goose StatementEnd

-- append_only(table) refuses every change to what was written, whoever asks.
-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only ever appended', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION append_only(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change()', tbl);
  EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', tbl);
END $$;
-- +goose StatementEnd
REVOKE EXECUTE ON FUNCTION protect(regclass), append_only(regclass) FROM PUBLIC;

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP FUNCTION append_only(regclass);
DROP FUNCTION refuse_change();
DROP FUNCTION protect(regclass);
DROP FUNCTION current_duty();
DROP FUNCTION current_person();
DROP FUNCTION current_partner();
DROP FUNCTION current_client();
RESET ROLE;
